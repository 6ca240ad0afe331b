"""Texts in the language of the current task."""

import asyncio

import pytest

from bot.localization.catalogs import get_catalog
from bot.localization.languages import Language, current_language, find_language, in_language, set_language
from bot.localization.messages import Message, text
from bot.refusals import PictureAlreadyRemoved


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("en-US", Language.ENGLISH),
        ("en-GB", Language.ENGLISH),
        ("de", Language.GERMAN),
        ("fr", Language.FRENCH),
        ("es-ES", Language.SPANISH),
        ("es-419", Language.SPANISH),
        ("pt-BR", Language.PORTUGUESE),
        ("ja", Language.JAPANESE),
        ("ko", Language.ENGLISH),
        ("", Language.ENGLISH),
        (None, Language.ENGLISH),
    ],
)
def test_language_of_a_locale(locale: str | None, language: Language) -> None:
    assert find_language(locale) is language


def test_error_is_written_in_the_language_of_its_reader() -> None:
    error = PictureAlreadyRemoved(7)
    assert str(error) == "<@7> already removed that picture."
    with in_language(Language.GERMAN):
        assert str(error) == get_catalog(Language.GERMAN).format("picture-already-removed", {"moderator": "<@7>"})
    assert str(error) == "<@7> already removed that picture."


def test_fields_can_be_messages_and_numbers_without_separators() -> None:
    inner = Message("verdict-kept")
    assert text("case-already-decided", verdict=inner) == "This was already decided: kept."
    assert text("too-many-styles", limit=25_000).startswith("This server already has 25000 styles")


def test_unknown_messages_and_missing_fields_are_errors() -> None:
    with pytest.raises(LookupError, match="no-such-message"):
        text("no-such-message")
    with pytest.raises(LookupError, match="too-many-styles"):
        text("too-many-styles")


@pytest.mark.parametrize("language", Language)
def test_fields_may_be_long_and_are_never_read_as_syntax(language: Language) -> None:
    for name in ("x" * 6_000, "{ $moderator } { -term } {", "a\nb = c\n}", "\u202e*`<@7>"):
        with in_language(language):
            assert name in text("picture-already-removed", moderator=name)


async def test_language_belongs_to_one_task() -> None:
    async def speak(language: Language) -> Language:
        set_language(language)
        await asyncio.sleep(0)
        return current_language()

    languages = list(Language)
    assert await asyncio.gather(*map(speak, languages)) == languages
    assert current_language() is Language.ENGLISH
