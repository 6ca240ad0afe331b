"""``/mod words``: what may not be asked for on a server."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any, Final

import discord
from discord import Interaction, app_commands
from discord.app_commands import Choice, Range

from bot.client import Easel
from bot.domain.request import MAX_PROMPT
from bot.domain.text import plain
from bot.domain.words import MAX_TERM, WordList
from bot.downloads import NotRead, Reason
from bot.errors import Gone, Invalid, NotYours
from bot.gate import Attempt
from bot.storage.rules import Kind
from bot.ui import replies, word_lists
from bot.ui.messages import Layout
from bot.ui.word_lists import EXCEPTION, LARGEST, TOO_LARGE
from cogs.mod import moderated

log: Final = logging.getLogger(__name__)

NOT_LISTED: Final = "“{}” is not on this server’s list; /mod words list shows what is."
UNREADABLE: Final = "Nothing was imported: Discord did not hand the file over; attach it again in a minute."
LONGEST: Final = 2 * MAX_TERM
"""Characters that Discord lets somebody type; what is too long for a word is told by its own sentence."""


class WordCommands(app_commands.Group):
    """Changes a server's list of words, for its moderators."""

    def __init__(self, bot: Easel) -> None:
        super().__init__(name="words", description="What may not be asked for on this server")
        self.bot = bot
        self._noting: set[asyncio.Task[None]] = set()
        bot.gate.on_worded(self._note_soon)

    # ── changing ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @app_commands.command(description="Put a word on the list; in front of an exception, ! does what the option does")
    @app_commands.describe(
        text="A word or several; * at its beginning or end lets the word go on there, as in behead*",
        exception="Let this pass, even if a word of the list stands in it",
    )
    async def add(self, interaction: Interaction[Any], text: Range[str, 1, LONGEST], exception: bool = False) -> None:
        """Add one word, and say what it does."""
        await self._say(interaction, self._added(interaction, text, exception=exception))

    @app_commands.command(description="Take a word off the list")
    @app_commands.describe(text="Which one; ! stands in front of an exception")
    async def remove(self, interaction: Interaction[Any], text: Range[str, 1, LONGEST]) -> None:
        """Take off the word, or the exception."""
        await self._say(interaction, self._removed(interaction, text))

    @app_commands.command(name="import", description="Add a text file: one word on each line, ! in front of exceptions")
    @app_commands.describe(file="Plain text in UTF-8, at most 256 KiB; if one line cannot be used, nothing is added")
    async def load(self, interaction: Interaction[Any], file: discord.Attachment) -> None:
        """Add all words of the file, or none."""
        await self._say(interaction, self._imported(interaction, file))

    @remove.autocomplete("text")
    async def listed(self, interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        """Words of the list, for moderators only; none rather than too late."""
        try:
            async with asyncio.timeout(replies.PATIENCE):
                guild_id = await moderated(interaction)
                return word_lists.suggested(await self.bot.gate.words(guild_id), typed)
        except (NotYours, TimeoutError):
            return []

    async def _added(self, interaction: Interaction[Any], text: str, *, exception: bool) -> str:
        guild_id = await moderated(interaction)
        word = word_lists.read(f"{EXCEPTION}{text}" if exception else text)
        shown = plain(word.text, MAX_TERM)
        if not await self.bot.gate.add_words(guild_id, word.words):
            return f"“{shown}” is on this server’s list already."
        is_exception = word.kind == "exception"
        await self._note(interaction, "Exception added" if is_exception else "Word added", word.text)
        if is_exception:
            return f"“{shown}” may be asked for here from now on, even where a word of the list stands in it."
        return f"“{shown}” may not be asked for here from now on."

    async def _removed(self, interaction: Interaction[Any], text: str) -> str:
        guild_id = await moderated(interaction)
        missing = NOT_LISTED.format(plain(text, MAX_TERM))
        try:
            kind, word = word_lists.read(text)
        except Invalid as error:
            raise Gone(missing) from error
        kinds: list[Kind] = [kind] if kind == "exception" else [kind, "exception"]
        for each in kinds:
            if await self.bot.gate.remove_word(guild_id, each, word):
                await self._note(interaction, "Exception removed" if each == "exception" else "Word removed", word)
                return f"“{plain(word, MAX_TERM)}” is not on this server’s list any more."
        raise Gone(missing)

    async def _imported(self, interaction: Interaction[Any], file: discord.Attachment) -> str:
        guild_id = await moderated(interaction)
        words = await asyncio.to_thread(word_lists.read_file, await self._read(file))
        added = await self.bot.gate.add_words(guild_id, words)
        found = word_lists.counted(set(words.terms), set(words.exceptions))
        if added:
            await self._note(interaction, "Words imported", f"{added} new from {file.filename}: {found}")
        return f"The file has {found}; {added or 'none'} of them {'is' if added == 1 else 'are'} new on the list."

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

    @app_commands.command(name="list", description="Show the list, to you alone")
    async def show(self, interaction: Interaction[Any]) -> None:
        """Show it, as a file where it is long."""
        words = await replies.in_time(interaction, self._words(interaction))
        view, files = word_lists.listed(words)
        if interaction.response.is_done():
            await interaction.edit_original_response(view=view, attachments=files)
        else:
            await interaction.response.send_message(view=view, files=files, ephemeral=True)

    @app_commands.command(description="See whether the list catches a text, and why; nothing is drawn")
    @app_commands.describe(text="What somebody might ask for")
    async def test(self, interaction: Interaction[Any], text: Range[str, 1, MAX_PROMPT]) -> None:
        """Say what a member who asked for this would not be told."""
        words = await replies.in_time(interaction, self._words(interaction))
        await replies.show(interaction, word_lists.tested(words, text))

    async def _words(self, interaction: Interaction[Any]) -> WordList:
        return await self.bot.gate.words(await moderated(interaction))

    # ── who is told ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def _note(self, interaction: Interaction[Any], action: str, detail: str) -> None:
        assert interaction.guild_id is not None
        await self.bot.record.note(interaction.guild_id, interaction.user.id, action, detail)

    def _note_soon(self, attempt: Attempt) -> None:
        """Tell the moderators what was refused, while the member gets the answer."""
        task = asyncio.create_task(self._note_attempt(attempt))
        self._noting.add(task)
        task.add_done_callback(self._noting.discard)

    async def _note_attempt(self, attempt: Attempt) -> None:
        try:
            detail = word_lists.told(attempt)
            await self.bot.record.note(attempt.guild_id, None, "Words refused", detail, user_id=attempt.user_id)
        except Exception:
            log.exception("A refusal was not written down", extra={"event": "refusal_unrecorded"})

    @staticmethod
    async def _say(interaction: Interaction[Any], work: Awaitable[str]) -> None:
        sentence = await replies.in_time(interaction, work)
        await replies.show(interaction, Layout(discord.ui.TextDisplay(sentence)))


async def setup(bot: Easel) -> None:
    """Add the commands to the moderators' others."""
    mod = bot.tree.get_command("mod")
    assert isinstance(mod, app_commands.Group)
    mod.add_command(WordCommands(bot))
