"""The languages that Easel speaks, and the one in which the current task speaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """A language with a complete set of catalogs; the values are BCP 47 tags and the names of their folders."""

    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"
    PORTUGUESE = "pt-BR"
    JAPANESE = "ja"


NATIVE_NAMES: Final = {
    Language.ENGLISH: "English",
    Language.GERMAN: "Deutsch",
    Language.FRENCH: "Français",
    Language.SPANISH: "Español",
    Language.PORTUGUESE: "Português (Brasil)",
    Language.JAPANESE: "日本語",
}
_LANGUAGES_BY_CODE: Final = {language.partition("-")[0]: language for language in Language}
_current: Final[ContextVar[Language]] = ContextVar("language", default=Language.ENGLISH)


def find_language(locale: str | None) -> Language:
    """The language for one of Discord's locales (Discord, Locales), such as ``es-419``; English if there is none."""
    return _LANGUAGES_BY_CODE.get((locale or "").partition("-")[0], Language.ENGLISH)


def current_language() -> Language:
    """The language in which texts are written now."""
    return _current.get()


def set_language(language: Language) -> None:
    """Write texts in this language until the current task ends."""
    _current.set(language)


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Write texts in this language within the block."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)
