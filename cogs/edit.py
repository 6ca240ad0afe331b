"""Changing a picture: ``/edit``, the message menu, and the button under a picture."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import discord
from discord import Attachment, Interaction, app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.discord import permissions
from bot.discord.client import Easel
from bot.discord.source_pictures import (
    NO_PICTURE,
    Originals,
    Place,
    attached,
    chosen_from,
    job_in,
    numbers_in,
    pictures_in,
)
from bot.domain.catalog import MAX_COUNT
from bot.domain.job import Asker, Job
from bot.domain.prompt_input import Wish, kept_of
from bot.domain.request import MAX_PROMPT, MAX_QUALITY, MIN_QUALITY, Request, Way
from bot.domain.text import clean, dollars
from bot.domain.variants import literal
from bot.errors import Gone, Invalid
from bot.jobs.service import Accepted, Offer
from bot.ui import modals
from bot.ui.buttons import Action
from bot.ui.modals import Form, Submitted
from cogs._options import CHOICES, model_choices, offered_where_it_draws, options_of, suggest_styles

TITLE: Final = "Edit a picture"


class Edit(commands.Cog):
    """Asks for pictures that start from one."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        self.originals = Originals(bot, bot.service.clock)
        # The models are configuration, so their choices cannot stand in a decorator.
        app_commands.choices(model=model_choices(bot.catalog))(self.edit)
        offered_where_it_draws(self.edit, bot.gate)
        bot.on_press(Action.EDIT, self.press_edit)
        bot.on_submit(Form.EDIT, self.edit_ours)
        bot.on_submit(Form.EDIT_FILE, self.edit_file)

    # ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────

    @app_commands.command(description="Edit a picture as you describe")
    @app_commands.describe(
        image="The picture to edit: a PNG, JPG or WEBP",
        prompt="What to change; flags like --pro --count 4 work too",
        model="The model that draws the picture",
        resolution="The size: 1K or 2K (2K needs Pro)",
        count="How many pictures to draw",
        style="A style that this server offers",
        format="The file format",
        quality="How much detail the file keeps; 95 by default",
        private="Show the pictures only to you",
        spoiler="Hide the pictures until someone clicks them",
    )
    @app_commands.choices(resolution=CHOICES["resolution"], format=CHOICES["format"])
    @app_commands.autocomplete(style=suggest_styles)
    async def edit(
        self,
        interaction: Interaction[Any],
        image: Attachment,
        prompt: Range[str, 1, MAX_PROMPT],
        model: str | None = None,
        resolution: str | None = None,
        count: Range[int, 1, MAX_COUNT] | None = None,
        style: str | None = None,
        format: str | None = None,  # noqa: A002 – the option's public name
        quality: Range[int, MIN_QUALITY, MAX_QUALITY] | None = None,
        private: bool | None = None,
        spoiler: bool | None = None,
    ) -> None:
        """Read the options, and ask."""
        options = options_of(
            model=model,
            resolution=resolution,
            count=count,
            style=style,
            format=format,
            quality=quality,
            private=private,
            spoiler=spoiler,
        )
        wish = Wish(words=clean(prompt), options=options, references=(attached(image),), way=Way.EDIT)
        await self.bot.reception.take(
            interaction, lambda asker: self.bot.service.ask(asker, wish), private=wish.says_private
        )

    # ── what opens a form ────────────────────────────────────────────────────────────────────────────────────────────

    async def edit_message(self, interaction: Interaction[Any], message: discord.Message) -> None:
        """Edit a picture of this message: one of ours, or what somebody attached."""
        job_id = job_in(message, self.bot.user.id)
        if job_id is not None:
            job = await modals.promptly(permissions.editable(interaction, self.bot.service, job_id))
            await self._open_edit(interaction, job, numbers_in(message, job))
            return
        files = pictures_in(message)
        if not files:
            raise Gone(NO_PICTURE)
        if len(files) == 1:
            attached(files[0])
        self.originals.remember(interaction.user.id, message, files)
        only = files[0].id if len(files) == 1 else 0
        form = modals.form(Form.EDIT_FILE, message.channel.id, message.id, only, title=TITLE)
        await self._open(interaction, form, [] if only else chosen_from(files), self._price(None))

    async def press_edit(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Ask what to change, and in which of the pictures."""
        job = await modals.promptly(permissions.editable(interaction, self.bot.service, job_id))
        await self._open_edit(interaction, job, range(1, job.pictures + 1))

    async def _open_edit(self, interaction: Interaction[Any], job: Job, numbers: Sequence[int]) -> None:
        only = numbers[0] if len(numbers) == 1 else 0
        self.bot.service.picture(job, only or 1)  # a form for pictures that are gone would be filled in for nothing
        form = modals.form(Form.EDIT, job.id, only, title=TITLE)
        choices = [] if only else modals.numbered(numbers)
        await self._open(interaction, form, choices, self._price(job.request), filled=literal(job.request.prompt))

    @staticmethod
    async def _open(
        interaction: Interaction[Any],
        form: discord.ui.Modal,
        choices: Sequence[modals.Choice],
        price: str | None,
        *,
        filled: str = "",
    ) -> None:
        if choices:
            form.add_item(modals.which(choices))
        form.add_item(modals.words("What to change, or what to turn it into", filled=filled, description=price))
        await modals.show(interaction, form)

    def _price(self, source: Request | None) -> str | None:
        """What an edit costs with the model that draws it unless the words choose another; ``None`` if it is gone."""
        try:
            model = self.bot.catalog.choose(kept_of(source, self.bot.catalog).model if source else None).model
        except Invalid:
            return None
        return f"An edit costs about {dollars(model.estimate(1, references=1))} a picture"

    # ── what comes back ──────────────────────────────────────────────────────────────────────────────────────────────

    async def edit_ours(self, interaction: Interaction[Easel], submitted: Submitted) -> None:
        """Ask for one of our pictures, changed."""
        job_id, number = submitted.numbers
        wish = Wish(words=clean(submitted.fields.get(modals.WORDS, "")), way=Way.EDIT)

        async def ask(asker: Asker) -> Accepted | Offer:
            job = await permissions.seen(interaction, self.bot.service, job_id)
            picture = self.bot.service.picture(job, submitted.chosen(number))
            kept = kept_of(job.request, self.bot.catalog)
            return await self.bot.service.ask(asker, replace(wish, references=(picture,), kept=kept))

        private = permissions.is_private(interaction) or wish.says_private
        await self.bot.reception.take(interaction, ask, private=private, parent_id=job_id)

    async def edit_file(self, interaction: Interaction[Easel], submitted: Submitted) -> None:
        """Ask for a picture that somebody put on Discord, changed."""
        channel_id, message_id, file_id = submitted.numbers
        wish = Wish(words=clean(submitted.fields.get(modals.WORDS, "")), way=Way.EDIT)

        async def ask(asker: Asker) -> Accepted | Offer:
            place = Place(channel_id, message_id)
            picture = await self.originals.find(interaction, place, submitted.chosen(file_id))
            return await self.bot.service.ask(asker, replace(wish, references=(picture,)))

        await self.bot.reception.take(interaction, ask, private=wish.says_private)


async def setup(bot: Easel) -> None:
    """Add the command and the menu, and answer their forms."""
    edit = Edit(bot)
    await bot.add_cog(edit)
    # Menus cannot be declared in a cog (discord.py 2.7.1).
    menu = app_commands.ContextMenu(name="Edit image", callback=edit.edit_message)
    offered_where_it_draws(menu, bot.gate)
    bot.tree.add_command(menu)
