"""The library of members: history, favourites, pictures with their edit trail, copies, alt texts."""

import asyncio
from collections.abc import Awaitable
from functools import partial

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord import alt_text_writer, permissions, replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.discord.picture_urls import PictureUrlFinder
from bot.domain.job import Job
from bot.domain.library import AltTexts
from bot.domain.screening import absence_reason
from bot.domain.short_ids import format_short_id
from bot.domain.text import sanitize_line
from bot.errors import Gone, NotYours
from bot.localization.messages import Message, text
from bot.ui import modals
from bot.ui.autocomplete import MAX_CHOICE_LENGTH, MAX_CHOICES
from bot.ui.buttons import Action
from bot.ui.layout import Layout, text_view
from bot.ui.library import history as history_ui
from bot.ui.library import picture
from bot.ui.library.alt_text import alt_text_form
from bot.ui.library.history import HistoryPage, HistoryPageButton
from bot.ui.modals import Form, SubmittedForm
from bot.ui.picture_links import PictureUrls


class Library(commands.Cog):
    """Shows members' pictures, and stores favourites and alt texts."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        self.library = bot.services.library
        self.picture_urls = PictureUrlFinder(bot, bot.services.requests.clock)
        bot.components.on(HistoryPageButton, self.turn_page)
        bot.components.on(Action.SHOW, self.press_show)
        bot.components.on(Action.FAVOURITE, self.toggle_favourite)
        bot.components.on(Action.SEND_DM, self.send_copies)
        bot.components.on(Action.DESCRIBE, self.press_describe)
        bot.components.on(Form.DESCRIBE, self.submit_description)

    @app_commands.command(description=command_text("command-history"))
    async def history(self, interaction: Interaction) -> None:
        """Show the first page."""
        await replies.reply_with(interaction, self._build_page(interaction, HistoryPage()))

    async def turn_page(self, interaction: Interaction, page: HistoryPage) -> None:
        """Show another page."""
        await self._edit_or_reply(interaction, self._build_page(interaction, page))

    async def _build_page(self, interaction: Interaction, history_page: HistoryPage) -> Layout:
        found, number = await self.library.history(
            interaction.user.id,
            guild_id=interaction.guild_id,
            favourites=history_page.favourites_only,
            page=history_page.number,
        )
        visible = [job for job in found.jobs if permissions.may_see(interaction, job)]
        return history_ui.history_view(
            found._replace(jobs=visible),
            history_page._replace(number=number),
            await self.picture_urls.find_in_first_messages(
                visible, age_restricted=permissions.is_age_restricted(interaction.channel)
            ),
            hidden_count=len(found.jobs) - len(visible),
            imagine_mention=interaction.client.command_sync.mention("imagine"),
        )

    @app_commands.command(description=command_text("command-show"))
    @app_commands.rename(short_id="id")
    @app_commands.describe(short_id=command_text("option-show-id"))
    async def show(self, interaction: Interaction, short_id: str) -> None:
        """Show the job with this short id."""
        job_lookup = self.library.find(short_id, partial(permissions.may_see, interaction))
        await replies.reply_with(interaction, self._picture_view(interaction, job_lookup))

    @show.autocomplete("short_id")
    async def complete_picture_id(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Autocomplete with the member's newest pictures whose prompt contains the text."""
        return await replies.autocomplete_choices(self._suggest_pictures(interaction.user.id, typed))

    async def _suggest_pictures(self, user_id: int, typed: str) -> list[Choice[str]]:
        jobs = await self.library.search_recent(user_id, typed)
        return [Choice(name=_choice_name(job), value=str(job.id)) for job in jobs[:MAX_CHOICES]]

    async def press_show(self, interaction: Interaction, job_id: int) -> None:
        """Show another job: in the same message, or in a new one if the button is on a page of the history."""
        work = self._picture_view(interaction, self._job_with_pictures(interaction, job_id))
        if interaction.message is not None and history_ui.is_history_page(interaction.message):
            await replies.reply_with(interaction, work)
        else:
            await self._edit_or_reply(interaction, work)

    async def _picture_view(self, interaction: Interaction, job_lookup: Awaitable[Job]) -> Layout:
        job = await job_lookup
        trail = await self.library.get_trail(job, partial(permissions.may_see, interaction))
        jobs = [job, trail.parent] if trail.parent else [job]
        age_restricted = permissions.is_age_restricted(interaction.channel)
        urls = await asyncio.gather(*(self.picture_urls.find_all(one, age_restricted=age_restricted) for one in jobs))
        pictures, source = urls[0], urls[1] if trail.parent else PictureUrls()
        texts = await self.library.get_alt_texts(*jobs)
        return picture.picture_view(
            job,
            trail,
            pictures,
            source,
            catalog=self.services.catalog,
            alt_texts=texts,
            viewer_id=interaction.user.id,
        )

    async def toggle_favourite(self, interaction: Interaction, job_id: int) -> None:
        """Add the job to the member's favourites, or remove it."""
        await replies.reply_with(interaction, self._toggle_favourite(interaction, job_id))

    async def send_copies(self, interaction: Interaction, job_id: int) -> None:
        """Send copies of the pictures to the member who pressed."""
        await replies.reply_with(interaction, self._send_copies(interaction, job_id))

    async def press_describe(self, interaction: Interaction, job_id: int) -> None:
        """Open the form in which the author writes an alt text."""
        job, alt_texts = await replies.within_modal_deadline(self._load_describable(interaction, job_id))
        await modals.open_modal(interaction, alt_text_form(job, alt_texts))

    async def submit_description(self, interaction: Interaction, submitted: SubmittedForm) -> None:
        """Store the alt text, and write it into the picture's message."""
        await replies.reply_with(interaction, self._save_description(interaction, submitted))

    async def _load_describable(self, interaction: Interaction, job_id: int) -> tuple[Job, AltTexts]:
        job = await self._job_with_pictures(interaction, job_id)
        if job.user_id != interaction.user.id:
            raise NotYours(Message("description-not-author"))
        return job, await self.library.get_alt_texts(job)

    async def _save_description(self, interaction: Interaction, submitted: SubmittedForm) -> Layout:
        job_id, number = submitted.numbers[0], submitted.resolve_number(submitted.numbers[1])
        job, _ = await self._load_describable(interaction, job_id)
        description = submitted.fields.get(modals.TEXT_FIELD_ID, "")
        await self.services.gate.check_description(job.guild_id, interaction.user.id, description)
        await self.library.set_alt_text(job, number, description)
        texts = await self.library.get_alt_texts(job)
        return text_view(str(await alt_text_writer.write_alt_text(interaction.client, job, number, texts)))

    async def _toggle_favourite(self, interaction: Interaction, job_id: int) -> Layout:
        job = await self._job_with_pictures(interaction, job_id)
        if not await self.library.toggle_favourite(interaction.user.id, job):
            return text_view(text("favourite-removed"))
        history = interaction.client.command_sync.mention("history")
        return text_view(text("favourite-added", history=history))

    async def _send_copies(self, interaction: Interaction, job_id: int) -> Layout:
        job = await self._job_with_pictures(interaction, job_id)
        # A direct message is never age-restricted.
        urls = await self.picture_urls.find_all(job, interaction.message, age_restricted=False)
        texts = await self.library.get_alt_texts(job)
        return text_view(await self.services.copies.send(interaction.user, job, urls, texts))

    async def _job_with_pictures(self, interaction: Interaction, job_id: int) -> Job:
        """Get a job with pictures that the member may see; raises :class:`Gone`."""
        job = await permissions.require_existing_job(interaction, self.services.requests, job_id)
        if not job.delivered_count:
            raise Gone(absence_reason(job))
        return job

    @staticmethod
    async def _edit_or_reply(interaction: Interaction, work: Awaitable[Layout]) -> None:
        """Show the view in the message of the pressed button, or in a new one if others can see that message."""
        if permissions.is_ephemeral(interaction):
            await replies.edit_with(interaction, work)
        else:
            await replies.reply_with(interaction, work)


def _choice_name(job: Job) -> str:
    prefix = f"{format_short_id(job.short_id)} · "
    return prefix + sanitize_line(job.request.prompt, MAX_CHOICE_LENGTH - len(prefix))


async def setup(bot: Easel) -> None:
    """Add the commands, and register the handlers of the buttons and forms."""
    await bot.add_cog(Library(bot))
