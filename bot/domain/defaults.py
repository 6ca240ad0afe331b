"""Selects the member's default options that are compatible with a request's model, style and prompt."""

from dataclasses import replace
from itertools import chain, combinations
from typing import Final

from bot.domain.catalog import AspectRatio, Catalog, Resolution
from bot.domain.request import MAX_PROMPT_LENGTH, Options
from bot.domain.styles import Styles, apply_style

_DROPPABLE: Final = ("ratio", "resolution", "model")
_DROP_ORDER: Final = tuple(chain.from_iterable(combinations(_DROPPABLE, n) for n in range(len(_DROPPABLE) + 1)))
"""Sets of defaults to leave out, in the order in which they are tried: the smallest and least important first."""


def applicable_defaults(
    defaults: Options, chosen: Options, prompt: str, *, catalog: Catalog, styles: Styles, references: int = 0
) -> Options:
    """The defaults without those that would make the request invalid.

    ``chosen`` are the options of the request. ``references`` is the number of reference pictures. If no combination is
    valid, only the defaults that cannot be the reason are kept: ``private`` and ``spoiler``.
    """
    if references:  # without a chosen ratio, an edit has that of its picture
        defaults = replace(defaults, ratio=None)
    if defaults.style is not None and not _style_fits(defaults.style, prompt, styles):
        defaults = replace(defaults, style=None)
    for dropped in _DROP_ORDER:
        kept = replace(defaults, **dict.fromkeys(dropped))
        if _is_drawable(chosen.with_fallback(kept), catalog, references):
            return kept
    return Options(private=defaults.private, spoiler=defaults.spoiler)


def _style_fits(name: str, prompt: str, styles: Styles) -> bool:
    text = styles.get(name.strip().lower())
    return text is not None and len(apply_style(prompt, text)) <= MAX_PROMPT_LENGTH


def _is_drawable(options: Options, catalog: Catalog, references: int) -> bool:
    """Whether a model can draw this ratio and resolution from that many reference pictures."""
    chosen = catalog.find_model(options.model)
    if chosen is None or references > chosen.model.references:
        return False
    ratios = chosen.model.sizes.get(options.resolution or Resolution.K1)
    follows_reference = references > 0 and options.ratio is None
    return ratios is not None and (follows_reference or (options.ratio or AspectRatio.SQUARE) in ratios)
