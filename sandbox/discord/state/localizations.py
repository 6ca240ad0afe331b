"""The texts of commands in other languages (documentation, "Application Commands", Localization)."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from sandbox.discord.errors import FieldError, FieldPath, Json

LOCALES: Final = frozenset(
    {
        *("id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl"),
        *("pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW"),
        "ko",
    }
)
"""Discord's locales (documentation, "Locales")."""


def localization_errors(
    path: FieldPath, thing: Json, field: str, errors_of: Callable[[FieldPath, object], Iterator[FieldError]]
) -> Iterator[FieldError]:
    """The errors of the localizations of a field; ``errors_of`` returns those of one text."""
    here = (*path, f"{field}_localizations")
    texts = thing.get(f"{field}_localizations")
    if texts is None:
        return
    if not isinstance(texts, dict):
        yield FieldError(here, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return
    for locale, text in texts.items():
        if locale not in LOCALES:
            message = f"Value must be one of {sorted(LOCALES)}."
            yield FieldError((*here, locale), "BASE_TYPE_CHOICES", message)
        else:
            yield from errors_of((*here, locale), text)


def duplicate_locales(things: list[Json], index: int) -> Iterator[str]:
    """The locales in which this thing has the name of one of its siblings, which are shown in the same list."""
    for locale, name in _texts(things[index], "name").items():
        names = Counter(str(_texts(one, "name").get(locale, one.get("name"))) for one in things)
        if names[str(name)] > 1:
            yield locale


def without_localizations(thing: Json) -> Json:
    """A command as it is returned where nobody asks for the texts in other languages."""
    kept = {name: value for name, value in thing.items() if not name.endswith("_localizations")}
    for inside in ("options", "choices"):
        if kept.get(inside):
            kept[inside] = [without_localizations(one) for one in kept[inside]]
    return kept


def longest(thing: Json, field: str) -> int:
    """The characters that count of a field: those of its longest localization, the default among them."""
    return max(len(str(text)) for text in (thing.get(field) or "", *_texts(thing, field).values()))


def _texts(thing: Json, field: str) -> Json:
    """The localizations of a field by locale; none if they are no dictionary."""
    texts = thing.get(f"{field}_localizations")
    return texts if isinstance(texts, dict) else {}
