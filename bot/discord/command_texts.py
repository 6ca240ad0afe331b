"""Names and descriptions of commands in all languages.

Commands have the names and descriptions of the English catalog. Discord shows those of another language to people who
use Discord in that language.
"""

import hashlib
import json
from typing import Final

from discord import Locale
from discord.app_commands import (
    Command,
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

PREFIXES: Final = ("command-", "option-", "choice-", "name-")
"""Ids of messages that are part of the commands' definitions."""


def command_text(name: str) -> locale_str:
    """The description of a command (``command-…``) or option (``option-…``), or a choice's name (``choice-…``)."""
    with in_language(Language.ENGLISH):
        return locale_str(text(name), key=name)


def definitions_digest() -> str:
    """A digest of what all catalogs say in the commands' definitions."""
    texts = [
        {name: source for name, source in get_catalog(language).sources.items() if name.startswith(PREFIXES)}
        for language in Language
    ]
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()


class CommandTranslator(Translator):
    """Gives discord.py the texts of the catalogs when commands are published."""

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        """The text in this locale; ``None`` where the default is shown."""
        language = find_language(locale.value)
        if language is Language.ENGLISH:
            return None
        name = string.extras.get("key") or name_id(context)
        if name is None or name not in get_catalog(language).sources:
            return None
        with in_language(language):
            return text(name)


def name_id(context: TranslationContextTypes) -> str | None:
    """The id of the message with the name of a command or of an option; ``None`` for other places."""
    if context.location is TranslationContextLocation.parameter_name:
        return f"name-option-{context.data.name.replace('_', '-')}"
    data = context.data
    if context.location in {
        TranslationContextLocation.command_name,
        TranslationContextLocation.group_name,
    } and isinstance(data, Command | Group | ContextMenu):
        return f"name-{data.qualified_name.lower().replace(' ', '-').replace('_', '-')}"
    return None
