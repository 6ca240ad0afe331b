"""``/mod words``: the words that requests on a server cannot contain."""

import asyncio
from collections.abc import Awaitable
from functools import partial
from typing import Final

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.domain.request import MAX_PROMPT_LENGTH
from bot.domain.server_rules import ServerRules
from bot.domain.text import clean, sanitize_line
from bot.errors import Gone, Invalid
from bot.localization.messages import Message, Sentence
from bot.net.downloads import DownloadFailed, FailureReason
from bot.ui.layout import Layout
from bot.ui.moderation import automod_summary, word_list
from bot.ui.moderation.word_list import EXCEPTION_PREFIX, MAX_FILE_BYTES, PATTERN_DELIMITER, TOO_LARGE, WordListEntry
from bot.wordfilter.patterns import MAX_PATTERN_LENGTH, is_re2_installed
from bot.wordfilter.word_list import WordKind
from cogs.admin.permissions import require_manager, require_readable_automod
from cogs.mod.blocks import require_moderator

TEXT_OPTION_DESCRIPTION: Final = command_text("option-words-text")
EXCEPTION_OPTION_DESCRIPTION: Final = command_text("option-words-exception")
IMPORT_DOWNLOAD_FAILED: Final = Message("words-file-not-sent")
MAX_INPUT_LENGTH: Final = MAX_PATTERN_LENGTH + 40
"""Characters of an option: more than of an entry, so that Easel can explain that an entry is too long."""


class WordCommands(app_commands.Group):
    """Changes, shows and tests a server's word list."""

    def __init__(self, bot: Easel) -> None:
        super().__init__(name="words", description=command_text("command-mod-words"))
        if not is_re2_installed():
            self._remove_pattern_options()
        self.services = bot.services

    def _remove_pattern_options(self) -> None:
        """Remove the options for patterns, which need RE2."""
        self.remove_command("add")
        description = command_text("command-mod-words-add-without-patterns")
        self.add_command(app_commands.Command(name="add", description=description, callback=self.add_without_patterns))
        self.remove_command("import")
        description = command_text("command-mod-words-import-without-patterns")
        self.add_command(
            app_commands.Command(name="import", description=description, callback=self.import_without_patterns)
        )

    @app_commands.command(description=command_text("command-mod-words-add"))
    @app_commands.describe(
        text=TEXT_OPTION_DESCRIPTION,
        exception=EXCEPTION_OPTION_DESCRIPTION,
        pattern=command_text("option-words-pattern"),
    )
    async def add(
        self,
        interaction: Interaction,
        text: Range[str, 1, MAX_INPUT_LENGTH],
        exception: bool = False,
        pattern: bool = False,
    ) -> None:
        """Add one entry."""
        await self._add_and_reply(interaction, text, exception=exception, pattern=pattern)

    @app_commands.describe(text=TEXT_OPTION_DESCRIPTION, exception=EXCEPTION_OPTION_DESCRIPTION)
    async def add_without_patterns(
        self, interaction: Interaction, text: Range[str, 1, MAX_INPUT_LENGTH], exception: bool = False
    ) -> None:
        """Add one entry; replaces :meth:`add` if RE2 is not installed."""
        await self._add_and_reply(interaction, text, exception=exception, pattern=False)

    async def _add_and_reply(self, interaction: Interaction, text: str, *, exception: bool, pattern: bool) -> None:
        text = clean(text)
        if pattern and not word_list.is_pattern(text):
            text = f"{PATTERN_DELIMITER}{text}{PATTERN_DELIMITER}"
        await self._reply(interaction, self._add_entry(interaction, f"{EXCEPTION_PREFIX}{text}" if exception else text))

    @app_commands.command(description=command_text("command-mod-words-remove"))
    @app_commands.describe(text=command_text("option-words-remove-text"))
    async def remove(self, interaction: Interaction, text: Range[str, 1, MAX_INPUT_LENGTH]) -> None:
        """Remove an entry.

        If no word of the list has this text, the exception with this text is removed.
        """
        await self._reply(interaction, self._remove_entry(interaction, text))

    @app_commands.command(name="import", description=command_text("command-mod-words-import"))
    @app_commands.describe(file=command_text("option-words-file"))
    async def import_file(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Add all entries of the file, or none."""
        await self._reply(interaction, self._import_entries(interaction, file))

    @app_commands.describe(file=command_text("option-words-file"))
    async def import_without_patterns(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Add all entries of the file, or none; replaces :meth:`import_file` if RE2 is not installed."""
        await self._reply(interaction, self._import_entries(interaction, file))

    @remove.autocomplete("text")
    async def complete_entry(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Autocomplete with entries of the list, for moderators only."""
        return await replies.autocomplete_choices(self._suggest_entries(interaction, typed))

    async def _suggest_entries(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        guild_id = await require_moderator(interaction)
        return word_list.suggest_entries(await self.services.gate.word_filters.own_filter(guild_id), typed)

    async def _add_entry(self, interaction: Interaction, text: str) -> Message:
        guild_id = await require_moderator(interaction)
        entry = word_list.parse_entry(word_list.normalize_copied(text))
        shown = _display_text(entry)
        if not await self.services.gate.word_filters.add(guild_id, entry.as_entries):
            return Message("words-already-listed", entry=shown)
        await self._add_audit_entry(interaction, Message(f"audit-{entry.kind}-added"), _text_with_delimiters(entry))
        return Message(f"words-{entry.kind}-added", entry=shown)

    async def _remove_entry(self, interaction: Interaction, text: str) -> Message:
        guild_id = await require_moderator(interaction)
        not_listed_message = Message("words-not-listed", entry=sanitize_line(text, MAX_PATTERN_LENGTH))
        try:
            entry = word_list.parse_entry(word_list.normalize_copied(text))
        except Invalid as error:
            raise Gone(not_listed_message) from error
        kinds: list[WordKind] = ["term", "exception"] if entry.kind == "term" else [entry.kind]
        for kind in kinds:
            if await self.services.gate.word_filters.remove(guild_id, kind, entry.text):
                await self._add_audit_entry(interaction, Message(f"audit-{kind}-removed"), _text_with_delimiters(entry))
                return Message("words-removed", entry=_display_text(entry))
        raise Gone(not_listed_message)

    async def _import_entries(self, interaction: Interaction, file: discord.Attachment) -> Message:
        guild_id = await require_moderator(interaction)
        entries = await asyncio.to_thread(word_list.parse_file, await self._download(file))
        added = await self.services.gate.word_filters.add(guild_id, entries)
        counts = word_list.counts_text(*(len(set(texts)) for texts in entries))
        if added:
            detail = Message("audit-words-imported-detail", added=added, file=file.filename, counts=counts)
            await self._add_audit_entry(interaction, Message("audit-words-imported"), detail)
        return Message("words-imported", counts=counts, added=added)

    async def _download(self, file: discord.Attachment) -> bytes:
        if file.size > MAX_FILE_BYTES:
            raise Invalid(TOO_LARGE)
        try:
            data = await self.services.discord_files.read(file.url)
        except DownloadFailed as error:
            raise Invalid(TOO_LARGE if error.reason is FailureReason.TOO_LARGE else IMPORT_DOWNLOAD_FAILED) from error
        if len(data) > MAX_FILE_BYTES:
            raise Invalid(TOO_LARGE)
        return data

    @app_commands.command(name="list", description=command_text("command-mod-words-list"))
    async def list_entries(self, interaction: Interaction) -> None:
        """Show the list, as a file if it is long."""
        view, files = await replies.with_ack(interaction, self._build_list(interaction))
        await replies.reply_ephemeral(interaction, view, files)

    @app_commands.command(description=command_text("command-mod-words-test"))
    @app_commands.describe(text=command_text("option-words-test-text"))
    async def test(self, interaction: Interaction, text: Range[str, 1, MAX_PROMPT_LENGTH]) -> None:
        """Show the reasons why a prompt would be refused; members do not see them."""
        await replies.reply_with(interaction, self._build_test_result(interaction, text))

    async def _build_list(self, interaction: Interaction) -> tuple[Layout, list[discord.File]]:
        guild_id, filters = await require_moderator(interaction), self.services.gate.word_filters
        rules = await self.services.gate.rules(guild_id)
        automod = await filters.fetch_automod_state(guild_id) if rules.automod else None
        return word_list.word_list_view(await filters.own_filter(guild_id), automod)

    async def _build_test_result(self, interaction: Interaction, text: str) -> Layout:
        word_filter = await self.services.gate.active_word_filter(await require_moderator(interaction))
        reasons = await asyncio.to_thread(word_list.list_match_reasons, word_filter, text)
        return word_list.check_result_view(word_filter, reasons)

    @app_commands.command(description=command_text("command-mod-words-automod"))
    @app_commands.rename(is_on="on")
    @app_commands.describe(is_on=command_text("option-words-automod-on"))
    async def automod(self, interaction: Interaction, is_on: bool) -> None:
        """Switch AutoMod's rules on or off."""
        await self._reply(interaction, self._switch_automod(interaction, is_on=is_on))

    async def _switch_automod(self, interaction: Interaction, *, is_on: bool) -> Sentence:
        guild_id, gate = require_manager(interaction), self.services.gate
        action = Message("audit-automod-off")
        answer: Sentence = automod_summary.SWITCHED_OFF
        if is_on:
            state = await require_readable_automod(gate, guild_id)
            action, answer = Message("audit-automod-on"), automod_summary.switched_on_text(state)
        await gate.change_rules(guild_id, partial(ServerRules.model_copy, update={"automod": is_on}))
        await self._add_audit_entry(interaction, action, answer)
        return answer

    async def _add_audit_entry(self, interaction: Interaction, action: Message, detail: Sentence) -> None:
        assert interaction.guild_id is not None
        await self.services.audit_log.add_entry(interaction.guild_id, interaction.user.id, action, detail)

    @staticmethod
    async def _reply(interaction: Interaction, work: Awaitable[Sentence]) -> None:
        await replies.reply_text(interaction, str(await replies.with_ack(interaction, work)))


def _text_with_delimiters(entry: WordListEntry) -> str:
    """A pattern between its delimiters; a term or an exception without ``!``."""
    return str(entry) if entry.kind == "pattern" else entry.text


def _display_text(entry: WordListEntry) -> str:
    return sanitize_line(_text_with_delimiters(entry), MAX_PATTERN_LENGTH)
