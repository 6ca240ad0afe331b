"""The answer to /help."""

from collections.abc import Callable

from discord import ui

from bot.domain.catalog import MAX_IMAGES_PER_REQUEST, Catalog, Model
from bot.domain.text import format_dollars
from bot.localization.lists import join_with_and
from bot.localization.messages import text
from bot.ui.layout import Layout


def help_view(catalog: Catalog, mention: Callable[[str], str]) -> Layout:
    """Explains the commands, models, flags and rules; ``mention`` formats a command so that it can be clicked."""
    texts = (
        f"{text('help-title')}\n{text('help-imagine', imagine=mention('imagine'))}",
        f"{text('help-edits-title')}\n{text('help-edits', edit=mention('edit'))}",
        f"{text('help-models-title')}\n{_models_text(catalog)}",
        "\n".join((text("help-flags-title"), text("help-flags", most=MAX_IMAGES_PER_REQUEST), text("help-variants"))),
        _commands_text(mention),
        "\n".join((text("help-rules-title"), text("help-rules", settings=mention("settings")), text("help-managers"))),
        f"-# {text('help-charges')}",
    )
    return Layout(*map(ui.TextDisplay, texts))


def _commands_text(mention: Callable[[str], str]) -> str:
    return "\n".join(
        (
            text("help-quota", quota=mention("quota")),
            text("help-queue", queue=mention("queue")),
            text("help-cancel", cancel=mention("cancel")),
            text("help-history", history=mention("history")),
            text("help-show", show=mention("show")),
            text("help-settings", settings=mention("settings")),
        )
    )


def _models_text(catalog: Catalog) -> str:
    return "\n".join(
        " · ".join(
            (
                f"- **{model.label}** (`--model {key}`)",
                text("help-model-unavailable") if catalog.is_unavailable(key) else _model_prices_text(model),
                *((text("help-model-default"),) if key == catalog.default_key else ()),
            )
        )
        for key, model in catalog.items()
    )


def _model_prices_text(model: Model) -> str:
    price, edit = format_dollars(model.estimate(1)), format_dollars(model.estimate(1, references=1))
    return f"{join_with_and(model.sizes)} · {text('help-model-prices', price=price, edit=edit)}"
