"""The catalogs of all languages are complete, and fit the code and each other."""

import re

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from bot.localization.catalogs import FOLDER, read_sources
from bot.localization.languages import Language
from tests.support import catalog_usage
from tests.support.missing_messages import missing_messages

OTHERS = [language for language in Language if language is not Language.ENGLISH]
LENGTH_LIMITS = {
    "command-": 100,
    "option-": 100,
    "choice-": 100,
    "name-": 32,
    "button-": 80,
    "modal-": 45,
    "field-": 45,
    "hint-": 100,
    "item-": 100,
    "placeholder-": 150,
}
"""Characters that Discord allows, by the beginning of the message's id (Discord, Application Commands, Components)."""
COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")
ENGLISH = catalog_usage.parse(Language.ENGLISH)
USES = list(catalog_usage.uses())


@pytest.mark.parametrize("language", Language)
def test_every_entry_can_be_read(language: Language) -> None:
    names: list[str] = []
    for path in sorted((FOLDER / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, fluent.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, fluent.Message | fluent.Term):
                names.append(f"-{entry.id.name}" if isinstance(entry, fluent.Term) else entry.id.name)
    assert len(names) == len(set(names))
    assert set(read_sources(language)) == set(names)


@pytest.mark.parametrize("language", OTHERS)
def test_language_has_every_message_and_no_other(language: Language) -> None:
    assert "\n".join(missing_messages(language)) == "", "translate these; `make messages` prints all"
    assert sorted(read_sources(language).keys() - ENGLISH.keys()) == [], "take these out; English has none"


@pytest.mark.parametrize("language", OTHERS)
def test_translations_have_the_fields_and_terms_of_the_english_message(language: Language) -> None:
    translated = catalog_usage.parse(language)
    for name in ENGLISH.keys() & translated.keys():
        assert translated[name].fields == ENGLISH[name].fields, name
        assert translated[name].terms == ENGLISH[name].terms, name


@pytest.mark.parametrize("language", Language)
def test_messages_have_every_plural_form_of_their_language(language: Language) -> None:
    required = catalog_usage.required_forms(language)
    for name, entry in catalog_usage.parse(language).items():
        for field, forms in entry.plurals.items():
            assert forms >= required, f"{name} chooses by ${field}"


@pytest.mark.parametrize("language", OTHERS)
def test_translation_chooses_by_number_where_english_does(language: Language) -> None:
    translated = catalog_usage.parse(language)
    if catalog_usage.required_forms(language) == {"other"}:
        return
    for name in ENGLISH.keys() & translated.keys():
        assert translated[name].plurals.keys() >= ENGLISH[name].plurals.keys(), name


@pytest.mark.parametrize("use", USES, ids=[use.place for use in USES])
def test_code_uses_messages_that_exist_with_their_fields(use: catalog_usage.Use) -> None:
    found = [name for name in ENGLISH if use.name.fullmatch(name)]
    assert found, use.name.pattern
    if use.fields is not None:
        for name in found:
            assert ENGLISH[name].fields <= use.fields, name
        assert use.fields <= frozenset().union(*(ENGLISH[name].fields for name in found))


def test_every_message_is_used() -> None:
    used = catalog_usage.constants()
    unused = [name for name in ENGLISH if name not in used and not any(use.name.fullmatch(name) for use in USES)]
    used_terms = {term for entry in ENGLISH.values() for term in entry.terms}
    assert [name for name in unused if name not in used_terms and not name.startswith("name-")] == []


@pytest.mark.parametrize("language", Language)
def test_texts_fit_into_their_place_at_discord(language: Language) -> None:
    for name, source in read_sources(language).items():
        limit = next((limit for prefix, limit in LENGTH_LIMITS.items() if name.startswith(prefix)), None)
        if limit is not None:
            assert len(source.partition("=")[2].strip()) <= limit, name


@pytest.mark.parametrize("language", Language)
def test_names_of_commands_are_possible(language: Language) -> None:
    for name, source in read_sources(language).items():
        if name.startswith("name-") and not name.startswith("name-menu-"):
            written = source.partition("=")[2].strip()
            assert COMMAND_NAME.fullmatch(written), name
            assert written == written.lower(), name
