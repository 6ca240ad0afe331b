"""What members have: history, favourites, single pictures and their trail, copies, descriptions."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

from discord import Interaction, app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord import alt_text_writer, permissions, replies
from bot.discord.client import Easel
from bot.discord.picture_urls import Addresses, Found
from bot.domain.job import Job
from bot.domain.screening import absence
from bot.domain.short_ids import spaced
from bot.domain.text import plain
from bot.errors import Gone, NotYours
from bot.storage.library import AltTexts
from bot.ui import modals
from bot.ui.buttons import Action
from bot.ui.layout import Layout, said
from bot.ui.library import alt_text_form, picture
from bot.ui.library import history as gallery
from bot.ui.library.history import Place
from bot.ui.modals import Form, Submitted
from cogs._options import MOST_CHOICES

NAME: Final = 100
"""Characters of a choice's name."""


class Library(commands.Cog):
    """Shows what is kept, and keeps what members mark."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        self.library = bot.library
        self.addresses = Addresses(bot, bot.service.clock)
        bot.on_press(Action.SHOW, self.press_show)
        bot.on_press(Action.FAVOURITE, self.favourite)
        bot.on_press(Action.DIRECT, self.direct)
        bot.on_press(Action.DESCRIBE, self.press_describe)
        bot.on_submit(Form.DESCRIBE, self.describe)

    # ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @app_commands.command(description="Show your pictures and favourites, newest first")
    async def history(self, interaction: Interaction[Any]) -> None:
        """Show the first page."""
        await replies.show(interaction, await replies.in_time(interaction, self._page(interaction, Place())))

    async def turn(self, interaction: Interaction[Any], place: Place) -> None:
        """Show another page."""
        await self.bot.attend(interaction, self._in_place(interaction, self._page(interaction, place)))

    async def _page(self, interaction: Interaction[Any], place: Place) -> Layout:
        found, number = await self.library.history(
            interaction.user.id, guild_id=interaction.guild_id, favourites=place.favourites, page=place.number
        )
        seen = [job for job in found.jobs if permissions.may_see(interaction, job)]
        return gallery.page(
            found._replace(jobs=seen),
            place._replace(number=number),
            await self.addresses.first(seen, age_restricted=permissions.is_age_restricted(interaction.channel)),
            unseen=len(found.jobs) - len(seen),
            imagine=self.bot.mention("imagine"),
        )

    # ── one picture ──────────────────────────────────────────────────────────────────────────────────────────────────

    @app_commands.command(description="Show a picture again, and what it was made from")
    @app_commands.describe(id="The short id under the picture, like k3f-9x2")
    async def show(self, interaction: Interaction[Any], id: str) -> None:  # noqa: A002 – the public name
        """Show the job of that short id."""
        await replies.show(interaction, await replies.in_time(interaction, self._found(interaction, id)))

    @show.autocomplete("id")
    async def own(self, interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        """The member's newest pictures that contain what was typed."""
        return await replies.choices_in_time(self._offered(interaction.user.id, typed))

    async def _offered(self, user_id: int, typed: str) -> list[Choice[str]]:
        jobs = await self.library.recent(user_id, typed)
        return [Choice(name=_name(job), value=str(job.id)) for job in jobs[:MOST_CHOICES]]

    async def press_show(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Go there: in the same message from picture to picture, in a new one from a page of the history."""
        work = self._shown(interaction, job_id)
        if interaction.message is not None and gallery.is_page(interaction.message):
            await replies.show(interaction, await replies.in_time(interaction, work))
        else:
            await self._in_place(interaction, work)

    async def _found(self, interaction: Interaction[Any], typed: str) -> Layout:
        job = await self.library.find(typed, lambda job: permissions.may_see(interaction, job))
        return await self._one(interaction, job)

    async def _shown(self, interaction: Interaction[Any], job_id: int) -> Layout:
        return await self._one(interaction, await self._kept(interaction, job_id))

    async def _one(self, interaction: Interaction[Any], job: Job) -> Layout:
        trail = await self.library.trail(job, lambda other: permissions.may_see(interaction, other))
        before = trail.before
        adults = permissions.is_age_restricted(interaction.channel)
        pictures, source = await asyncio.gather(
            self.addresses.all(job, age_restricted=adults), self._addresses(before, age_restricted=adults)
        )
        texts = await self.library.alt_texts(*[job, before] if before else [job])
        return picture.one(
            job, trail, pictures, source, catalog=self.bot.catalog, alt_texts=texts, viewer_id=interaction.user.id
        )

    async def _addresses(self, job: Job | None, *, age_restricted: bool) -> Found:
        return Found() if job is None else await self.addresses.all(job, age_restricted=age_restricted)

    # ── keeping ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def favourite(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Mark a picture, or take the mark away."""
        marked = await replies.in_time(interaction, self._favoured(interaction, job_id))
        history = self.bot.mention("history")
        await _say(
            interaction,
            f"Added to your favourites; {history} shows them." if marked else "Removed from your favourites.",
        )

    async def direct(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Send the pictures to whoever pressed."""
        await _say(interaction, await replies.in_time(interaction, self._sent(interaction, job_id)))

    async def press_describe(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Ask the author how a picture is to be described."""
        job, written = await modals.promptly(self._describable(interaction, job_id))
        await modals.show(interaction, alt_text_form.form(job, written))

    async def describe(self, interaction: Interaction[Easel], submitted: Submitted) -> None:
        """Keep the description, and show it in the picture's message."""
        await _say(interaction, await replies.in_time(interaction, self._described(interaction, submitted)))

    async def _describable(self, interaction: Interaction[Any], job_id: int) -> tuple[Job, AltTexts]:
        job = await self._kept(interaction, job_id)
        if job.user_id != interaction.user.id:
            raise NotYours("Only the member who requested this picture can describe it.")
        return job, await self.library.alt_texts(job)

    async def _described(self, interaction: Interaction[Any], submitted: Submitted) -> str:
        job_id, number = submitted.numbers
        job, _ = await self._describable(interaction, job_id)
        number = submitted.chosen(number)
        words = submitted.fields.get(modals.WORDS, "")
        await self.bot.gate.check_description(job.guild_id, interaction.user.id, words)
        await self.library.describe(job, number, words)
        return await alt_text_writer.rewrite(self.bot, job, number, await self.library.alt_texts(job))

    async def _favoured(self, interaction: Interaction[Any], job_id: int) -> bool:
        return await self.library.favour(interaction.user.id, await self._kept(interaction, job_id))

    async def _sent(self, interaction: Interaction[Any], job_id: int) -> str:
        job = await self._kept(interaction, job_id)
        found = await self.addresses.all(job, interaction.message, age_restricted=False)  # no direct message is
        return await self.bot.copies.send(interaction.user, job, found, await self.library.alt_texts(job))

    async def _kept(self, interaction: Interaction[Any], job_id: int) -> Job:
        """The job with its pictures, if this person may see them."""
        job = await permissions.kept(interaction, self.bot.service, job_id)
        if not job.pictures:
            raise Gone(absence(job))
        return job

    @staticmethod
    async def _in_place(interaction: Interaction[Any], work: Coroutine[Any, Any, Layout]) -> None:
        """Show it in the message whose button was pressed, unless others would see it there."""
        if permissions.is_private(interaction):
            await replies.in_place(interaction, await replies.in_time(interaction, work, thinking=False))
        else:
            await replies.show(interaction, await replies.in_time(interaction, work))


async def _say(interaction: Interaction[Any], sentence: str) -> None:
    await replies.show(interaction, said(sentence))


def _name(job: Job) -> str:
    code = f"{spaced(job.code)} · "
    return code + plain(job.request.prompt, NAME - len(code))


async def setup(bot: Easel) -> None:
    """Add the commands and answer the buttons."""
    gallery.register(bot)
    await bot.add_cog(Library(bot))
