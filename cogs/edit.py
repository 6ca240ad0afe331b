"""Edits of pictures: ``/edit``, the message menu “Edit image”, and the Edit button."""

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import Attachment, app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.discord import permissions, replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.discord.intake import SubmitResult, build_requester
from bot.discord.source_pictures import (
    NO_PICTURE,
    SourcePictures,
    build_reference,
    file_options,
    get_message_job_id,
    list_pictures,
    list_shown_numbers,
)
from bot.domain.catalog import MAX_IMAGES_PER_REQUEST, OutputFormat, Resolution
from bot.domain.job import Job, MessageRef
from bot.domain.prompt_input import PromptInput, inherited_options
from bot.domain.request import MAX_PROMPT_LENGTH, MAX_QUALITY, MIN_QUALITY, Options, Origin, Request
from bot.domain.text import clean, format_dollars
from bot.domain.variants import escape_braces
from bot.errors import Gone, Invalid
from bot.localization.messages import text
from bot.ui import modals
from bot.ui.buttons import Action
from bot.ui.modals import Form, SubmittedForm
from cogs._options import (
    FORMAT_CHOICES,
    OPTION_DESCRIPTIONS,
    RESOLUTION_CHOICES,
    model_choices,
    restrict_to_allowed_contexts,
    suggest_styles,
)


class Edit(commands.Cog):
    """Submits requests that start from a picture."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        self.source_pictures = SourcePictures(bot, bot.services.requests.clock)
        # The choices of models come from the configuration, so a decorator cannot contain them.
        app_commands.choices(model=model_choices(bot.services.catalog))(self.edit)
        restrict_to_allowed_contexts(self.edit, bot.services.gate)
        bot.components.on(Action.EDIT, self.press_edit)
        bot.components.on(Form.EDIT, self.submit_edit_form)
        bot.components.on(Form.EDIT_FILE, self.submit_file_edit_form)

    @app_commands.command(description=command_text("command-edit"))
    @app_commands.rename(file_format="format")
    @app_commands.describe(
        image=command_text("option-edit-image"),
        prompt=command_text("option-edit-prompt"),
        **OPTION_DESCRIPTIONS,
    )
    @app_commands.choices(resolution=RESOLUTION_CHOICES, file_format=FORMAT_CHOICES)
    @app_commands.autocomplete(style=suggest_styles)
    async def edit(
        self,
        interaction: Interaction,
        image: Attachment,
        prompt: Range[str, 1, MAX_PROMPT_LENGTH],
        model: str | None = None,
        resolution: Resolution | None = None,
        count: Range[int, 1, MAX_IMAGES_PER_REQUEST] | None = None,
        style: str | None = None,
        file_format: OutputFormat | None = None,
        quality: Range[int, MIN_QUALITY, MAX_QUALITY] | None = None,
        private: bool | None = None,
        spoiler: bool | None = None,
    ) -> None:
        """Submit an edit with these options."""
        options = Options(
            model=model,
            resolution=resolution,
            count=count,
            style=style,
            format=file_format,
            quality=quality,
            private=private,
            spoiler=spoiler,
        )
        prompt_input = PromptInput(
            prompt=clean(prompt), options=options, references=(build_reference(image),), origin=Origin.EDIT
        )
        submission = self.services.requests.submit_prompt(build_requester(interaction), prompt_input)
        await self.services.intake.submit(interaction, submission, private=prompt_input.is_private)

    async def edit_message_picture(self, interaction: Interaction, message: discord.Message) -> None:
        """Open the form for a picture of this message: a job's, or an attachment of a member."""
        job_id = get_message_job_id(message, interaction.client.user.id)
        if job_id is not None:
            work = permissions.require_editable_job(interaction, self.services.requests, job_id)
            job = await replies.within_modal_deadline(work)
            await self._show_job_form(interaction, job, list_shown_numbers(message, job))
        elif files := list_pictures(message):
            await self._show_file_form(interaction, message, files)
        else:
            raise Gone(NO_PICTURE)

    async def press_edit(self, interaction: Interaction, job_id: int) -> None:
        """Open the form for a picture of the job."""
        job = await replies.within_modal_deadline(
            permissions.require_editable_job(interaction, self.services.requests, job_id)
        )
        await self._show_job_form(interaction, job, range(1, job.delivered_count + 1))

    async def _show_file_form(
        self, interaction: Interaction, message: discord.Message, files: list[Attachment]
    ) -> None:
        only_file = files[0] if len(files) == 1 else None
        if only_file is not None:
            build_reference(only_file)  # raises now, so that no form opens for a file that cannot be edited
        self.source_pictures.remember(interaction.user.id, message, files)
        preselected_id = only_file.id if only_file else 0  # 0: the form asks for the file
        form = modals.new_modal(
            Form.EDIT_FILE, message.channel.id, message.id, preselected_id, title=text("modal-edit")
        )
        await self._show_form(interaction, form, [] if only_file else file_options(files))

    async def _show_job_form(self, interaction: Interaction, job: Job, numbers: Sequence[int]) -> None:
        preselected_number = numbers[0] if len(numbers) == 1 else 0  # 0: the form asks for the picture
        # Raises now, so that no form opens for pictures that cannot be edited.
        self.services.requests.picture_reference(job, preselected_number or 1)
        form = modals.new_modal(Form.EDIT, job.id, preselected_number, title=text("modal-edit"))
        choices = [] if preselected_number else modals.picture_options(numbers, job.delivered_count)
        await self._show_form(interaction, form, choices, source=job.request)

    async def _show_form(
        self,
        interaction: Interaction,
        form: discord.ui.Modal,
        choices: Sequence[modals.PictureOption],
        *,
        source: Request | None = None,
    ) -> None:
        if choices:
            form.add_item(modals.picture_select(choices))
        label, prompt = text("field-edit-prompt"), escape_braces(source.prompt) if source else ""
        form.add_item(modals.text_field(label, initial_text=prompt, description=self._price_hint(source)))
        await modals.open_modal(interaction, form)

    def _price_hint(self, source: Request | None) -> str | None:
        """The price of an edit with the default model, which a flag can override.

        ``None`` if that model is not available.
        """
        catalog = self.services.catalog
        try:
            model = catalog.resolve_model(inherited_options(source, catalog).model if source else None).model
        except Invalid:
            return None
        return text("hint-edit-price", price=format_dollars(model.estimate(1, references=1)))

    async def submit_edit_form(self, interaction: Interaction, submitted: SubmittedForm) -> None:
        """Submit an edit of a picture by Easel."""
        prompt_input = _edit_prompt(submitted)
        private = permissions.is_ephemeral(interaction) or prompt_input.is_private
        submission = self._submit_job_edit(interaction, submitted, prompt_input)
        await self.services.intake.submit(interaction, submission, private=private)

    async def submit_file_edit_form(self, interaction: Interaction, submitted: SubmittedForm) -> None:
        """Submit an edit of a picture in a member's message."""
        prompt_input = _edit_prompt(submitted)
        submission = self._submit_file_edit(interaction, submitted, prompt_input)
        await self.services.intake.submit(interaction, submission, private=prompt_input.is_private)

    async def _submit_job_edit(
        self, interaction: Interaction, submitted: SubmittedForm, prompt_input: PromptInput
    ) -> SubmitResult:
        job_id, number = submitted.numbers
        requests = self.services.requests
        job = await permissions.require_visible_job(interaction, requests, job_id)
        picture = requests.picture_reference(job, submitted.resolve_number(number))
        options = inherited_options(job.request, self.services.catalog)
        prompt_input = replace(prompt_input, references=(picture,), inherited=options)
        return await requests.submit_prompt(build_requester(interaction, parent_job_id=job_id), prompt_input)

    async def _submit_file_edit(
        self, interaction: Interaction, submitted: SubmittedForm, prompt_input: PromptInput
    ) -> SubmitResult:
        channel_id, message_id, file_id = submitted.numbers
        message_ref = MessageRef(channel_id, message_id)
        picture = await self.source_pictures.find(interaction, message_ref, submitted.resolve_number(file_id))
        prompt_input = replace(prompt_input, references=(picture,))
        return await self.services.requests.submit_prompt(build_requester(interaction), prompt_input)


def _edit_prompt(submitted: SubmittedForm) -> PromptInput:
    return PromptInput(prompt=clean(submitted.fields.get(modals.TEXT_FIELD_ID, "")), origin=Origin.EDIT)


async def setup(bot: Easel) -> None:
    """Add the command and the menu, and register the handlers of the forms."""
    edit = Edit(bot)
    await bot.add_cog(edit)
    # A cog cannot contain context menus (discord.py 2.7.1).
    menu = app_commands.ContextMenu(name="Edit image", callback=edit.edit_message_picture)
    restrict_to_allowed_contexts(menu, bot.services.gate)
    bot.tree.add_command(menu)
