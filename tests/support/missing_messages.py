"""Prints the messages that translations lack: ``python -m tests.support.missing_messages`` (``make messages``)."""

import sys
from collections.abc import Iterator

from bot.localization.catalogs import FOLDER, read_file, read_sources
from bot.localization.languages import Language


def missing_messages(language: Language) -> Iterator[str]:
    """The path of each file that lacks messages, followed by these in English, ready to be copied and translated."""
    translated = read_sources(language).keys()
    for path in sorted((FOLDER / Language.ENGLISH).glob("*.ftl")):
        if lacking := [source.rstrip() for name, source in read_file(path).items() if name not in translated]:
            yield f"bot/localization/catalogs/{language}/{path.name} lacks:\n\n" + "\n\n".join(lacking) + "\n"


def main() -> None:
    """Print what each language lacks; the exit code is 1 if that is anything."""
    lacking = [report for language in Language for report in missing_messages(language)]
    print("\n".join(lacking) or "All messages exist in all languages.")  # noqa: T201 - a command line prints
    sys.exit(bool(lacking))


if __name__ == "__main__":
    main()
