"""Names and descriptions of commands in all languages.

Commands have the names and descriptions of the English catalog. Discord shows those of another language to people who
use Discord in that language.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, TypeAlias

from discord import Locale
from discord.app_commands import (
    Command,
    CommandTree,
    ContextMenu,
    Group,
    TranslationContextLocation,
    TranslationContextTypes,
    Translator,
    locale_str,
)

from bot.localization.catalogs import get_catalog
from bot.localization.languages import Language, find_language, in_language
from bot.localization.messages import text

_ID_PREFIXES: Final = ("command-", "option-", "choice-", "name-")
"""How the ids of messages begin that are part of the commands' definitions."""
_MAX_KEPT_TRANSLATIONS: Final = 10
AnyCommand: TypeAlias = "Command[Any, ..., Any] | ContextMenu | Group"
_translated: Final[dict[str, str]] = {}
"""What :func:`translate` returned for these definitions, as JSON."""


def is_command_text(message_id: str) -> bool:
    """Whether this message id belongs to a command's name, description, option or choice, which Discord is sent."""
    return message_id.startswith(_ID_PREFIXES)


def command_text(name: str) -> locale_str:
    """The description of a command (``command-…``) or option (``option-…``), or a choice's name (``choice-…``)."""
    with in_language(Language.ENGLISH):
        return locale_str(text(name), key=name)


def definitions(tree: CommandTree[Any], commands: Sequence[AnyCommand]) -> str:
    """Everything in the definitions of these commands, in all languages, as a text that is the same at each start."""
    return json.dumps([command.to_dict(tree) for command in commands], sort_keys=True) + _catalog_texts()


@cache
def _catalog_texts() -> str:
    """What all catalogs say in the commands' definitions."""
    texts = [
        {name: source for name, source in get_catalog(language).sources.items() if is_command_text(name)}
        for language in Language
    ]
    return json.dumps(texts, sort_keys=True)


async def translate(tree: CommandTree[Any], commands: Sequence[AnyCommand]) -> list[dict[str, Any]]:
    """The commands as they are sent to Discord, with their texts in all languages.

    The result for the same definitions is kept, because discord.py asks for each text in each of Discord's locales.
    """
    key = definitions(tree, commands)
    if key not in _translated:
        if len(_translated) >= _MAX_KEPT_TRANSLATIONS:
            _translated.clear()
        translator = CommandTranslator()
        _translated[key] = json.dumps([await command.get_translated_payload(tree, translator) for command in commands])
    payload: list[dict[str, Any]] = json.loads(_translated[key])
    return payload


class CommandTranslator(Translator):
    """Gives discord.py the texts of the catalogs when commands are published."""

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        """The text in this locale; ``None`` where the default is shown."""
        language = find_language(locale.value)
        if language is Language.ENGLISH:
            return None
        name = string.extras.get("key") or _name_id(context)
        if name is None or name not in get_catalog(language).sources:
            return None
        with in_language(language):
            return text(name)


def _name_id(context: TranslationContextTypes) -> str | None:
    """The id of the message with the name of a command or of an option; ``None`` for other places."""
    if context.location is TranslationContextLocation.parameter_name:
        return f"name-option-{context.data.display_name.replace('_', '-')}"
    data = context.data
    if context.location in {
        TranslationContextLocation.command_name,
        TranslationContextLocation.group_name,
    } and isinstance(data, Command | Group | ContextMenu):
        prefix = "menu-" if isinstance(data, ContextMenu) else ""
        return f"name-{prefix}{data.qualified_name.lower().replace(' ', '-').replace('_', '-')}"
    return None
