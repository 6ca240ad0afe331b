"""The answer to /help."""

from collections.abc import Callable
from typing import Final

from discord import ui

from bot.domain.catalog import MAX_IMAGES_PER_REQUEST, Catalog, Model
from bot.domain.text import format_dollars
from bot.ui.layout import Layout

_FLAGS_TEXT: Final = (
    "**Flags in the prompt** work like the options; if both are given, the option wins:\n"
    f"`--ar 16:9` `--pro` `--2k` `--count 4` (up to {MAX_IMAGES_PER_REQUEST}) `--format png` `--quality 80` `--private`"
    " `--spoiler` `--style name`\n`{red, green} {fox, owl}` makes four prompts; you see the price first."
)


def help_view(catalog: Catalog, mention: Callable[[str], str]) -> Layout:
    """Explains the commands, models, flags and rules; ``mention`` formats a command so that it can be clicked."""
    texts = (
        f"## Easel draws pictures from your words\n{mention('imagine')} with a few words is all you need. The "
        "pictures appear in the same message, with buttons to reroll, edit, vary, save or delete them.",
        f"**Pictures from pictures**\n{mention('edit')} changes a picture as you describe. So do ✏️ below any of "
        "Easel’s pictures and **Apps › Edit image** on any message with a picture. You can edit the result again.",
        f"**Models**\n{_models_text(catalog)}",
        _FLAGS_TEXT,
        _commands_text(mention),
        "**Rules**\nA server’s moderators decide what can be requested and shown there. 🚩 below a picture reports it "
        "to them, and only to them; ⚖️ below a refusal asks them to look again. Choose whether others can edit your "
        f"pictures in {mention('settings')}.\nThe server’s managers decide how many pictures you can have; ask them if "
        "you need more.",
        "-# You are not charged for pictures that do not arrive, except after you cancel what is already being drawn. "
        "Only you and moderators can cancel or delete your requests.",
    )
    return Layout(*map(ui.TextDisplay, texts))


def _commands_text(mention: Callable[[str], str]) -> str:
    return (
        f"{mention('quota')} how many pictures you have left, when more come, and what yours cost\n"
        f"{mention('queue')} your unfinished requests, and how busy Easel is\n"
        f"{mention('cancel')} cancels a request; one that is already being drawn still counts\n"
        f"{mention('history')} your pictures and favourites\n"
        f"{mention('show')} one picture by its short id, and what it was made from\n"
        f"{mention('settings')} your defaults"
    )


def _models_text(catalog: Catalog) -> str:
    return "\n".join(
        f"- **{model.label}** (`--model {key}`) · "
        + ("not offered by Runware right now" if catalog.is_unavailable(key) else _model_prices_text(model))
        + (" · the default" if key == catalog.default_key else "")
        for key, model in catalog.items()
    )


def _model_prices_text(model: Model) -> str:
    price, edit = format_dollars(model.estimate(1)), format_dollars(model.estimate(1, references=1))
    return f"{' and '.join(model.sizes)} · {price} a picture, {edit} an edit"
