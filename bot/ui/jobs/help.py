"""The answer to /help."""

from collections.abc import Callable

from discord import ui

from bot.domain.catalog import MAX_IMAGES_PER_REQUEST, Catalog, Model
from bot.domain.quota import UNLIMITED, Limits
from bot.domain.text import format_dollars
from bot.ui.layout import Layout


def help_view(catalog: Catalog, limits: Limits, mention: Callable[[str], str]) -> Layout:
    """Explains the commands, models, flags and rules; ``mention`` formats a command so that it can be clicked."""
    return Layout(
        ui.TextDisplay(
            f"## Easel draws pictures from your words\n{mention('imagine')} with a few words is all you need. The "
            "pictures appear in the same message, with buttons to reroll, edit, vary, save or delete them."
        ),
        ui.TextDisplay(
            f"**Pictures from pictures**\n{mention('edit')} changes a picture as you describe. So do ✏️ below any "
            "of Easel’s pictures and **Apps › Edit image** on any message with a picture. You can edit the "
            "result again."
        ),
        ui.TextDisplay(f"**Models**\n{_models_text(catalog)}"),
        ui.TextDisplay(
            "**Flags in the prompt** work like the options; if both are given, the option wins:\n"
            f"`--ar 16:9` `--pro` `--2k` `--count 4` (up to {MAX_IMAGES_PER_REQUEST}) `--format png` `--quality "
            "80` `--private`"
            " `--spoiler` `--style name`\n`{red, green} {fox, owl}` makes four prompts; you see the price first."
        ),
        ui.TextDisplay(
            f"{mention('quota')} what you have left{_allowance_text(limits)}\n"
            f"{mention('queue')} your unfinished requests, and how busy Easel is\n"
            f"{mention('cancel')} cancels a request; one that is already being drawn still counts\n"
            f"{mention('history')} your pictures and favourites\n"
            f"{mention('show')} one picture by its short id, and what it was made from\n"
            f"{mention('settings')} your defaults"
        ),
        ui.TextDisplay(
            "**Rules**\nA server’s moderators decide what can be requested and shown there. 🚩 below a picture "
            "reports it to them, and only to them; ⚖️ below a refusal asks them to look again. Choose whether "
            f"others can edit your pictures in {mention('settings')}."
        ),
        ui.TextDisplay(
            "-# You are not charged for pictures that do not arrive, except after you cancel what is already being"
            " drawn. Only you and moderators can cancel or delete your requests."
        ),
    )


def _models_text(catalog: Catalog) -> str:
    usual = " · the default"
    return "\n".join(
        f"- **{model.label}** (`--model {key}`) · "
        + ("not offered by Runware right now" if catalog.is_unavailable(key) else _model_prices_text(model))
        + (usual if key == catalog.default_key else "")
        for key, model in catalog.items()
    )


def _model_prices_text(model: Model) -> str:
    price, edit = format_dollars(model.estimate(1)), format_dollars(model.estimate(1, references=1))
    return f"{' and '.join(model.sizes)} · {price} a picture, {edit} an edit"


def _allowance_text(limits: Limits) -> str:
    limit = limits.images_per_user_per_day
    return "" if limit == UNLIMITED else f" of your {limit} pictures in 24 hours"
