"""``/mod words``: what may not be asked for on a server."""

import asyncio
import logging
from collections.abc import Awaitable, Coroutine, Mapping
from typing import Any, Final

import discord
from discord import Interaction, app_commands
from discord.app_commands import Choice, Range

from bot.discord import replies
from bot.discord.client import Easel
from bot.domain.request import MAX_PROMPT
from bot.domain.text import clean, plain
from bot.errors import Gone, Invalid
from bot.net.downloads import NotRead, Reason
from bot.policy.gate import Attempt
from bot.storage.word_lists import (
    Kind,
)
from bot.ui.layout import Layout, said
from bot.ui.moderation import automod_summary, word_list
from bot.ui.moderation.word_list import EXCEPTION, LARGEST, SLASH, TOO_LARGE, Typed
from bot.wordfilter.patterns import MAX_PATTERN, can_read
from cogs.admin.permissions import managed, readable_automod
from cogs.mod.blocks import moderated

log: Final = logging.getLogger(__name__)

TEXT: Final = "One or more words; * at the start or end matches any letters there, as in behead*"
ALLOWED: Final = "Allow this text, even if it contains a word on the list"
NOT_LISTED: Final = "“{}” is not on this server’s list; /mod words list shows the list."
UNREADABLE: Final = "Nothing was imported: Discord did not send the file. Please attach it again in a minute."
AUTOMOD_CLOSED: Final = (
    "AutoMod’s rules apply to pictures, but Easel lacks the permission Manage Server to read them: every request "
    "is refused until it has it, or until /mod words automod is switched off."
)
SHOWN: Final = MAX_PATTERN
"""Characters of a word or pattern that an answer shows."""
_NAMES: Final[Mapping[Kind, str]] = {"term": "Word", "exception": "Exception", "pattern": "Pattern"}
LONGEST: Final = MAX_PATTERN + 40
"""Characters that Discord lets somebody type; what is too long for a word is told by its own sentence."""


class WordCommands(app_commands.Group):
    """Changes a server's list of words, for its moderators."""

    def __init__(self, bot: Easel) -> None:
        super().__init__(name="words", description="Manage the words that requests on this server cannot contain")
        if not can_read():
            self._offer_words_alone()
        self.bot = bot
        self._noting: set[asyncio.Task[None]] = set()
        bot.gate.on_worded(lambda attempt: self._soon(self._note_attempt(attempt)))
        bot.gate.lists.on_automod_closed(lambda guild_id: self._soon(self._note_closed(guild_id)))

    def _offer_words_alone(self) -> None:
        """Offer no patterns where nothing can read them."""
        self.remove_command("add")
        description = "Add a word to the list; !word works like the option"
        self.add_command(app_commands.Command(name="add", description=description, callback=self.add_word))
        load = self.get_command("import")
        assert load is not None
        load.description = "Import a text file: one word or !exception per line"

    # ── changing ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @app_commands.command(description="Add a word to the list; !word and /pattern/ work like the options")
    @app_commands.describe(
        text=TEXT,
        exception=ALLOWED,
        pattern="Read the text as a regular expression (RE2), such as b[ae]d dogs?",
    )
    async def add(
        self,
        interaction: Interaction[Any],
        text: Range[str, 1, LONGEST],
        exception: bool = False,
        pattern: bool = False,
    ) -> None:
        """Add one word, and say what it does."""
        await self._add(interaction, text, exception=exception, pattern=pattern)

    @app_commands.describe(text=TEXT, exception=ALLOWED)
    async def add_word(
        self, interaction: Interaction[Any], text: Range[str, 1, LONGEST], exception: bool = False
    ) -> None:
        """Do the same without patterns."""
        await self._add(interaction, text, exception=exception, pattern=False)

    async def _add(self, interaction: Interaction[Any], text: str, *, exception: bool, pattern: bool) -> None:
        text = clean(text)
        if pattern and not word_list.is_pattern(text):
            text = f"{SLASH}{text}{SLASH}"
        await self._say(interaction, self._added(interaction, f"{EXCEPTION}{text}" if exception else text))

    @app_commands.command(description="Remove a word from the list")
    @app_commands.describe(text="The word; write ! before an exception, and / before and after a pattern")
    async def remove(self, interaction: Interaction[Any], text: Range[str, 1, LONGEST]) -> None:
        """Take off the word, or the exception."""
        await self._say(interaction, self._removed(interaction, text))

    @app_commands.command(name="import", description="Import a text file: one word, !exception or /pattern/ per line")
    @app_commands.describe(file="Plain text (UTF-8), at most 256 KiB; if any line is invalid, nothing is added")
    async def load(self, interaction: Interaction[Any], file: discord.Attachment) -> None:
        """Add all words of the file, or none."""
        await self._say(interaction, self._imported(interaction, file))

    @remove.autocomplete("text")
    async def listed(self, interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        """Words of the list, for moderators only."""
        return await replies.choices_in_time(self._offered(interaction, typed))

    async def _offered(self, interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        guild_id = await moderated(interaction)
        return word_list.suggested(await self.bot.gate.lists.own(guild_id), typed)

    async def _added(self, interaction: Interaction[Any], text: str) -> str:
        guild_id = await moderated(interaction)
        word = word_list.read(word_list.copied(text))
        shown = _shown(word)
        if not await self.bot.gate.lists.add(guild_id, word.words):
            return f"“{shown}” is already on this server’s list."
        await self._note(interaction, f"{_NAMES[word.kind]} added", _written(word))
        if word.kind == "exception":
            return f"“{shown}” is now allowed here, even where it contains a word on the list."
        if word.kind == "pattern":
            return f"Requests that match “{shown}” are now refused here."
        return f"Requests with “{shown}” are now refused here."

    async def _removed(self, interaction: Interaction[Any], text: str) -> str:
        guild_id = await moderated(interaction)
        missing = NOT_LISTED.format(plain(text, SHOWN))
        try:
            word = word_list.read(word_list.copied(text))
        except Invalid as error:
            raise Gone(missing) from error
        kinds: list[Kind] = ["term", "exception"] if word.kind == "term" else [word.kind]
        for kind in kinds:
            if await self.bot.gate.lists.remove(guild_id, kind, word.text):
                await self._note(interaction, f"{_NAMES[kind]} removed", _written(word))
                return f"“{_shown(word)}” was removed from this server’s list."
        raise Gone(missing)

    async def _imported(self, interaction: Interaction[Any], file: discord.Attachment) -> str:
        guild_id = await moderated(interaction)
        words = await asyncio.to_thread(word_list.read_file, await self._read(file))
        added = await self.bot.gate.lists.add(guild_id, words)
        found = word_list.counted_of(*(len(set(texts)) for texts in words))
        if added:
            await self._note(interaction, "Words imported", f"{added} new from {file.filename}: {found}")
        return f"The file has {found}; {added or 'none'} of them {'is' if added == 1 else 'are'} new."

    async def _read(self, file: discord.Attachment) -> bytes:
        if file.size > LARGEST:
            raise Invalid(TOO_LARGE)
        try:
            data = await self.bot.copies.read(file.url)
        except NotRead as error:
            raise Invalid(TOO_LARGE if error.reason is Reason.TOO_LARGE else UNREADABLE) from error
        if len(data) > LARGEST:
            raise Invalid(TOO_LARGE)
        return data

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @app_commands.command(name="list", description="Show the list, only to you")
    async def show(self, interaction: Interaction[Any]) -> None:
        """Show it, as a file where it is long."""
        view, files = await replies.in_time(interaction, self._listed(interaction))
        await replies.show(interaction, view, files)

    @app_commands.command(description="Test whether the list catches a text, and why; nothing is drawn")
    @app_commands.describe(text="A prompt to test")
    async def test(self, interaction: Interaction[Any], text: Range[str, 1, MAX_PROMPT]) -> None:
        """Say what a member who asked for this would not be told."""
        await replies.show(interaction, await replies.in_time(interaction, self._tested(interaction, text)))

    async def _listed(self, interaction: Interaction[Any]) -> tuple[Layout, list[discord.File]]:
        guild_id, gate = await moderated(interaction), self.bot.gate
        automod = await gate.lists.automod(guild_id) if (await gate.rules(guild_id)).automod else None
        return word_list.listed(await gate.lists.own(guild_id), automod)

    async def _tested(self, interaction: Interaction[Any], text: str) -> Layout:
        words = await self.bot.gate.words(await moderated(interaction))
        return word_list.tested(words, await asyncio.to_thread(word_list.reasons, words, text))

    # ── the server's AutoMod ─────────────────────────────────────────────────────────────────────────────────────────

    @app_commands.command(description="Apply the keyword rules of this server’s AutoMod to pictures too, or stop")
    @app_commands.rename(is_on="on")
    @app_commands.describe(is_on="Apply them or not; only members who can manage this server can change this")
    async def automod(self, interaction: Interaction[Any], is_on: bool) -> None:
        """Switch it, and say what holds."""
        await self._say(interaction, self._switched(interaction, is_on=is_on))

    async def _switched(self, interaction: Interaction[Any], *, is_on: bool) -> str:
        guild_id, gate = managed(interaction), self.bot.gate
        told = automod_summary.OFF
        if is_on:
            told = automod_summary.switched_on(await readable_automod(self.bot, guild_id))
        await gate.change(guild_id, lambda rules: rules.model_copy(update={"automod": is_on}))
        await self._note(interaction, "AutoMod’s rules switched on" if is_on else "AutoMod’s rules switched off", told)
        return told

    # ── who is told ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def _note(self, interaction: Interaction[Any], action: str, detail: str) -> None:
        assert interaction.guild_id is not None
        await self.bot.record.note(interaction.guild_id, interaction.user.id, action, detail)

    def _soon(self, noting: Coroutine[Any, Any, None]) -> None:
        """Tell the moderators what was refused, while the member gets the answer."""
        task = asyncio.create_task(noting)
        self._noting.add(task)
        task.add_done_callback(self._noting.discard)

    async def _note_attempt(self, attempt: Attempt) -> None:
        try:
            detail = word_list.told(attempt)
            await self.bot.record.note(attempt.guild_id, None, "Words refused", detail, user_id=attempt.user_id)
        except Exception:
            log.exception("A refusal was not written down", extra={"event": "refusal_unrecorded"})

    async def _note_closed(self, guild_id: int) -> None:
        try:
            await self.bot.record.note(guild_id, None, "AutoMod’s rules cannot be read", AUTOMOD_CLOSED)
        except Exception:
            log.exception("Moderators were not told", extra={"event": "automod_unrecorded"})

    @staticmethod
    async def _say(interaction: Interaction[Any], work: Awaitable[str]) -> None:
        sentence = await replies.in_time(interaction, work)
        await replies.show(interaction, said(sentence))


def _written(word: Typed) -> str:
    return str(word) if word.kind == "pattern" else word.text


def _shown(word: Typed) -> str:
    return plain(_written(word), SHOWN)


async def setup(bot: Easel) -> None:
    """Add the commands to the moderators' others."""
    mod = bot.tree.get_command("mod")
    assert isinstance(mod, app_commands.Group)
    mod.add_command(WordCommands(bot))
