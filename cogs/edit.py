"""Ways to start from a picture: ``/edit``, the message menus, and the buttons under a picture."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import reduce
from typing import Any, Final

import discord
from discord import Attachment, Interaction, app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.client import Easel
from bot.domain.catalog import MAX_COUNT, Catalog
from bot.domain.job import Asker, Job
from bot.domain.permutations import expand
from bot.domain.prompt import read_flags
from bot.domain.request import MAX_PROMPT, MAX_QUALITY, MIN_QUALITY, Options, Request, Way
from bot.domain.text import clean, dollars
from bot.domain.wish import Wish
from bot.errors import Gone, Invalid
from bot.service import Accepted, Offer
from bot.ui import access, forms
from bot.ui.buttons import Action
from bot.ui.forms import Form, Submitted
from bot.ui.originals import NO_PICTURE, Originals, Place, attached, chosen_from, job_in, numbers_in, pictures_in
from cogs.imagine import CHOICES, model_choices, options_of, suggest_styles

TITLE: Final = "Edit a picture"
NOT_OURS: Final = "That message is not one of Easel’s picture messages, so there is nothing to tell about it."


class Edit(commands.Cog):
    """Asks for pictures that start from one."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        self.originals = Originals(bot, bot.service.clock)
        # The models are configuration, so their choices cannot stand in a decorator.
        app_commands.choices(model=model_choices(bot.catalog))(self.edit)
        # Menus cannot be declared in a cog (discord.py 2.7.1).
        self.menus = [
            app_commands.ContextMenu(name="Edit image", callback=self.edit_message),
            app_commands.ContextMenu(name="Image details", callback=self.show_details),
        ]
        bot.on_press(Action.EDIT, self.press_edit)
        bot.on_press(Action.VARY, self.press_vary)
        bot.on_submit(Form.EDIT, self.edit_ours)
        bot.on_submit(Form.EDIT_FILE, self.edit_file)
        bot.on_submit(Form.VARY, self.vary)

    async def cog_load(self) -> None:
        """Add the menus."""
        for menu in self.menus:
            self.bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Take the menus away."""
        for menu in self.menus:
            self.bot.tree.remove_command(menu.name, type=menu.type)

    # ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────

    @app_commands.command(description="Change a picture as your words say")
    @app_commands.describe(
        image="The picture: a PNG, JPG or WEBP",
        prompt="What to change; flags like --pro --count 4 work too",
        model="Which model draws",
        resolution="How large: 1K or 2K (2K with Pro)",
        count="How many pictures",
        style="A look that this server offers",
        format="The file format",
        quality="How much detail the file keeps, 95 unless you say",
        private="Show the pictures only to you",
        spoiler="Hide the pictures until they are clicked",
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
            job = await forms.promptly(self._visible(interaction, job_id))
            await self._open_edit(interaction, job, numbers_in(message, job))
            return
        files = pictures_in(message)
        if not files:
            raise Gone(NO_PICTURE)
        if len(files) == 1:
            attached(files[0])
        self.originals.remember(interaction.user.id, message, files)
        only = files[0].id if len(files) == 1 else 0
        form = forms.form(Form.EDIT_FILE, message.channel.id, message.id, only, title=TITLE)
        await self._open(interaction, form, [] if only else chosen_from(files), self._price(None))

    async def show_details(self, interaction: Interaction[Any], message: discord.Message) -> None:
        """Show what the button for it shows."""
        job_id = job_in(message, self.bot.user.id)
        if job_id is None:
            raise Gone(NOT_OURS)
        await self.bot.pressed(interaction, Action.DETAILS, job_id)

    async def press_edit(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Ask what to change, and in which of the pictures."""
        job = await forms.promptly(self._visible(interaction, job_id))
        await self._open_edit(interaction, job, range(1, job.pictures + 1))

    async def press_vary(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Ask for the only picture once more, or which one it shall be."""
        job = await forms.promptly(self._visible(interaction, job_id))
        self.bot.service.picture(job, 1)
        if job.pictures == 1:
            await self._vary(interaction, job_id, 1)
            return
        form = forms.form(Form.VARY, job.id, title="Vary a picture")
        form.add_item(forms.which(_numbered(range(1, job.pictures + 1))))
        await forms.show(interaction, form)

    async def _open_edit(self, interaction: Interaction[Any], job: Job, numbers: Sequence[int]) -> None:
        only = numbers[0] if len(numbers) == 1 else 0
        self.bot.service.picture(job, only or 1)
        form = forms.form(Form.EDIT, job.id, only, title=TITLE)
        choices = [] if only else _numbered(numbers)
        await self._open(interaction, form, choices, self._price(job.request), filled=_as_typed(job.request.prompt))

    @staticmethod
    async def _open(
        interaction: Interaction[Any],
        form: discord.ui.Modal,
        choices: Sequence[forms.Choice],
        price: str | None,
        *,
        filled: str = "",
    ) -> None:
        if choices:
            form.add_item(forms.which(choices))
        form.add_item(forms.words("What to change, or what to make of it", filled=filled, description=price))
        await forms.show(interaction, form)

    def _price(self, source: Request | None) -> str | None:
        """What an edit costs with the model that draws it unless the words choose another; ``None`` if it is gone."""
        try:
            model = self.bot.catalog.choose(_model_of(source, self.bot.catalog)).model
        except Invalid:
            return None
        return f"An edit costs about {dollars(model.estimate(1, references=1))} a picture"

    # ── what comes back ──────────────────────────────────────────────────────────────────────────────────────────────

    async def edit_ours(self, interaction: Interaction[Easel], submitted: Submitted) -> None:
        """Ask for one of our pictures, changed."""
        job_id, number = submitted.numbers
        words = clean(submitted.fields.get(forms.WORDS, ""))

        async def ask(asker: Asker) -> Accepted | Offer:
            job = await self._visible(interaction, job_id)
            picture = self.bot.service.picture(job, submitted.chosen(number))
            kept = _kept(words, job.request, self.bot.catalog)
            return await self.bot.service.ask(
                asker, Wish(words=words, options=kept, references=(picture,), way=Way.EDIT)
            )

        private = _is_private(interaction) or Wish(words=words).says_private
        await self.bot.reception.take(interaction, ask, private=private, parent_id=job_id)

    async def edit_file(self, interaction: Interaction[Easel], submitted: Submitted) -> None:
        """Ask for a picture that somebody put on Discord, changed."""
        channel_id, message_id, file_id = submitted.numbers
        wish = Wish(words=clean(submitted.fields.get(forms.WORDS, "")), way=Way.EDIT)

        async def ask(asker: Asker) -> Accepted | Offer:
            place = Place(channel_id, message_id)
            picture = await self.originals.find(interaction, place, submitted.chosen(file_id))
            return await self.bot.service.ask(asker, replace(wish, references=(picture,)))

        await self.bot.reception.take(interaction, ask, private=wish.says_private)

    async def vary(self, interaction: Interaction[Easel], submitted: Submitted) -> None:
        """Ask for the chosen picture once more."""
        await self._vary(interaction, submitted.numbers[0], submitted.chosen(0))

    async def _vary(self, interaction: Interaction[Any], job_id: int, number: int) -> None:
        async def ask(asker: Asker) -> Accepted | Offer:
            return await self.bot.service.vary(asker, await self._visible(interaction, job_id), number)

        await self.bot.reception.take(interaction, ask, private=_is_private(interaction), parent_id=job_id)

    async def _visible(self, interaction: Interaction[Any], job_id: int) -> Job:
        """The job, if this person may know of it."""
        return access.seen(interaction, await self.bot.service.get(job_id))


def _is_private(interaction: Interaction[Any]) -> bool:
    """Whether the message that the button or form belongs to is for one person's eyes only."""
    return interaction.message is not None and interaction.message.flags.ephemeral


def _numbered(numbers: Sequence[int]) -> list[forms.Choice]:
    return [forms.Choice(f"Picture {number}", number) for number in numbers]


def _as_typed(prompt: str) -> str:
    """What somebody has to type for exactly this prompt: braces in it are no choices any more."""
    try:
        stands_for = expand(prompt)
    except Invalid:
        stands_for = []
    return prompt if stands_for == [prompt] else re.sub(r"(?=[{}])", r"\\", prompt)


def _kept(words: str, source: Request, catalog: Catalog) -> Options:
    """What an edit keeps of the request that its picture comes from, where the flags in its words say nothing else.

    What was private stays private: no flag makes it public.
    """
    said = [read_flags(text)[1] for text in expand(words)]
    flags = reduce(Options.over, said)
    kept = Options(
        model=_model_of(source, catalog),
        resolution=source.resolution,
        count=1,
        format=source.format,
        quality=source.quality,
        private=source.private or None,
        spoiler=source.spoiler or None,
    )
    if kept.resolution not in catalog.choose(flags.model or kept.model).model.sizes:
        kept = replace(kept, resolution=None)
    return replace(kept, **{field.name: None for field in fields(flags) if getattr(flags, field.name) is not None})


def _model_of(source: Request | None, catalog: Catalog) -> str | None:
    """The model that drew it, unless there is none of that name any more."""
    return source.model if source is not None and source.model in catalog else None


async def setup(bot: Easel) -> None:
    """Add the commands and menus, and answer their forms."""
    await bot.add_cog(Edit(bot))
