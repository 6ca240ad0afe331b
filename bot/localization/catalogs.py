"""Reads the message catalogs: files in Fluent's format (projectfluent.org), one folder for each language.

Parsing all of them takes a second or more, so an entry is parsed when it is needed for the first time.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.runtime.resolver import Pattern

from bot.localization.languages import Language

FOLDER: Final = Path(__file__).parent / "catalogs"
_ENTRY: Final = re.compile(r"^(-?[a-zA-Z][\w-]*) *=.*(?:\n(?:[ }].*)?)*", re.MULTILINE)
"""An entry: its id, and all lines up to the next one that begins in the first column."""
_TERM_PREFIX: Final = "-"
resolver.MAX_PART_LENGTH = 1_000_000
"""Characters of a field. The library gives up a message with one of more than 2,500, fewer than a prompt can have; its
limit is meant for messages of strangers, which multiply their own parts, and ours do not."""


class Catalog:
    """The messages of one language."""

    def __init__(self, language: Language) -> None:
        self.sources: Final = read_sources(language)
        """The text of each entry by its id; the ids of terms begin with ``-``."""
        self._bundle = FluentBundle([language], use_isolating=False)
        for name, source in self.sources.items():
            if name.startswith(_TERM_PREFIX):
                self._bundle.add_resource(FluentResource(source))
        self._patterns: dict[str, Pattern] = {}

    def format(self, name: str, fields: dict[str, Any]) -> str | None:
        """The message with its fields; ``None`` if there is no such message, or a field is missing."""
        pattern = self._patterns.get(name) or self._parse(name)
        if pattern is None:
            return None
        text, errors = self._bundle.format_pattern(pattern, fields)
        return None if errors else str(text)

    def _parse(self, name: str) -> Pattern | None:
        source = self.sources.get(name)
        if source is None:
            return None
        self._bundle.add_resource(FluentResource(source), allow_overrides=True)
        pattern = self._bundle.get_message(name).value
        if pattern is not None:
            self._patterns[name] = pattern
        return pattern


def read_sources(language: Language) -> dict[str, str]:
    """The text of each entry of a language by its id."""
    files = sorted((FOLDER / language).glob("*.ftl"))
    return {match[1]: match[0] for file in files for match in _ENTRY.finditer(file.read_text(encoding="utf-8"))}


@cache
def get_catalog(language: Language) -> Catalog:
    """The catalog of a language, which is read once."""
    return Catalog(language)
