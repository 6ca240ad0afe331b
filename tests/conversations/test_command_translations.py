"""The commands that are published have names and descriptions in every language, within Discord's limits."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import discord
import pytest

from bot.discord.command_texts import CommandTranslator
from bot.localization.catalogs import get_catalog
from bot.localization.languages import Language
from tests.support.operator_stage import OPERATOR_GUILD, OperatorStage

MAX_COMMAND_LENGTH = 8000
"""Characters of a command's names, descriptions and values together (Discord, Application Command Limits). The longest
localization of each text counts."""
LOCALES = ("de", "es-419", "es-ES", "fr", "ja", "pt-BR")
"""Discord's locales of the languages besides English (Discord, Locales)."""


class Node(NamedTuple):
    """A command, a subcommand, an option or a choice, as it is sent to Discord."""

    path: str
    payload: dict[str, Any]
    siblings: list[dict[str, Any]]

    @property
    def is_choice(self) -> bool:
        return "value" in self.payload


def walk(payloads: list[dict[str, Any]], path: str = "") -> Iterator[Node]:
    for payload in payloads:
        own = f"{path} {payload['name']}".strip()
        yield Node(own, payload, payloads)
        yield from walk(payload.get("options", []), own)
        yield from walk(payload.get("choices", []), f"{own} =")


@pytest.fixture
async def published(home: OperatorStage) -> list[dict[str, Any]]:
    """What is sent to Discord about all commands, the operator's among them."""
    tree = home.stage.app.bot.tree
    commands = [
        *tree._get_all_commands(guild=None),
        *tree._get_all_commands(guild=discord.Object(OPERATOR_GUILD)),
    ]
    return [await command.get_translated_payload(tree, CommandTranslator()) for command in commands]


def needs_translation(choice: str) -> bool:
    """Whether a choice's name has words; “2K”, “PNG” and names of models have none."""
    return any(word.isalpha() and word.islower() for word in choice.split())


async def test_commands_and_options_have_a_name_in_every_language(published: list[dict[str, Any]]) -> None:
    missing = [
        (node.path, locale)
        for node in walk(published)
        if not node.is_choice
        for locale in LOCALES
        if locale not in node.payload["name_localizations"]
    ]
    assert missing == [], "give it a name in names.ftl"


async def test_commands_and_options_have_a_description_in_every_language(published: list[dict[str, Any]]) -> None:
    missing = [
        (node.path, locale)
        for node in walk(published)
        if node.payload.get("description")
        for locale in LOCALES
        if locale not in node.payload.get("description_localizations", {})
    ]
    assert missing == [], "describe it with command_text()"


async def test_choices_with_words_have_a_name_in_every_language(published: list[dict[str, Any]]) -> None:
    choices = [node for node in walk(published) if node.is_choice]
    assert any(needs_translation(node.payload["name"]) for node in choices)
    missing = [
        (node.path, locale)
        for node in choices
        if needs_translation(node.payload["name"])
        for locale in LOCALES
        if locale not in node.payload.get("name_localizations", {})
    ]
    assert missing == [], "name it with command_text()"


async def test_names_in_the_english_catalog_are_those_of_the_code(published: list[dict[str, Any]]) -> None:
    used: dict[str, str] = {}
    for node in walk(published):
        name = node.payload["name"]
        is_option = node.payload.get("type", 1) > 2 and "options" not in node.payload
        if node.is_choice:
            continue
        prefix = "name-menu-" if "description" not in node.payload else "name-option-" if is_option else "name-"
        key = name if prefix != "name-" else node.path
        used[f"{prefix}{key.lower().replace(' ', '-').replace('_', '-')}"] = name
    sources = get_catalog(Language.ENGLISH).sources
    names = {name: source.partition("=")[2].strip() for name, source in sources.items() if name.startswith("name-")}
    assert names == used


@pytest.mark.parametrize("locale", ["en-US", *LOCALES])
async def test_names_are_unique_among_their_neighbours(published: list[dict[str, Any]], locale: str) -> None:
    for node in walk(published):
        names = [one.get("name_localizations", {}).get(locale, one["name"]) for one in node.siblings]
        kinds = [one.get("type", 0) if "options" not in one else 1 for one in node.siblings]
        known = list(zip(kinds, names, strict=True)) if node.path == node.payload["name"] else names
        assert len(known) == len(set(known)), (node.path, names)


async def test_commands_fit_into_discords_limit_of_all_texts(published: list[dict[str, Any]]) -> None:
    for command in published:
        total = sum(length(node.payload) for node in walk([command]))
        assert total <= MAX_COMMAND_LENGTH, (command["name"], total)


def length(payload: dict[str, Any]) -> int:
    """Characters of one node, without its options and choices."""
    texts = [
        max(map(len, [str(payload.get(field, "")), *payload.get(f"{field}_localizations", {}).values()]))
        for field in ("name", "description")
    ]
    return sum(texts) + len(str(payload.get("value", "")))
