"""``/imagine``: requests pictures from a prompt."""

from discord import Attachment, app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.discord.intake import build_requester
from bot.discord.source_pictures import build_reference
from bot.domain.catalog import MAX_IMAGES_PER_REQUEST, AspectRatio, OutputFormat, Resolution
from bot.domain.prompt_input import PromptInput
from bot.domain.request import MAX_PROMPT_LENGTH, MAX_QUALITY, MIN_QUALITY, Options
from bot.domain.text import clean
from cogs._options import (
    FORMAT_CHOICES,
    OPTION_DESCRIPTIONS,
    RATIO_CHOICES,
    RESOLUTION_CHOICES,
    model_choices,
    restrict_to_allowed_contexts,
    suggest_styles,
)


class Imagine(commands.Cog):
    """Submits requests from a prompt, and optionally a picture."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        # The choices of models come from the configuration, so a decorator cannot contain them.
        app_commands.choices(model=model_choices(bot.services.catalog))(self.imagine)
        restrict_to_allowed_contexts(self.imagine, bot.services.gate)

    @app_commands.command(description=command_text("command-imagine"))
    @app_commands.rename(file_format="format")
    @app_commands.describe(
        prompt=command_text("option-imagine-prompt"),
        aspect_ratio=command_text("option-aspect-ratio"),
        image=command_text("option-imagine-image"),
        **OPTION_DESCRIPTIONS,
    )
    @app_commands.choices(aspect_ratio=RATIO_CHOICES, resolution=RESOLUTION_CHOICES, file_format=FORMAT_CHOICES)
    @app_commands.autocomplete(style=suggest_styles)
    async def imagine(
        self,
        interaction: Interaction,
        prompt: Range[str, 1, MAX_PROMPT_LENGTH],
        aspect_ratio: AspectRatio | None = None,
        model: str | None = None,
        resolution: Resolution | None = None,
        count: Range[int, 1, MAX_IMAGES_PER_REQUEST] | None = None,
        image: Attachment | None = None,
        style: str | None = None,
        file_format: OutputFormat | None = None,
        quality: Range[int, MIN_QUALITY, MAX_QUALITY] | None = None,
        private: bool | None = None,
        spoiler: bool | None = None,
    ) -> None:
        """Submit a request with these options."""
        options = Options(
            ratio=aspect_ratio,
            model=model,
            resolution=resolution,
            count=count,
            style=style,
            format=file_format,
            quality=quality,
            private=private,
            spoiler=spoiler,
        )
        references = () if image is None else (build_reference(image),)
        prompt_input = PromptInput(prompt=clean(prompt), options=options, references=references)
        submission = self.services.requests.submit_prompt(build_requester(interaction), prompt_input)
        await self.services.intake.submit(interaction, submission, private=prompt_input.is_private)


async def setup(bot: Easel) -> None:
    """Add the command."""
    await bot.add_cog(Imagine(bot))
