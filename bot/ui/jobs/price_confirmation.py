"""The question before something costly: how many pictures, what they cost, how many are left."""

from collections.abc import Sequence
from typing import Final

from bot.domain.catalog import Catalog
from bot.domain.request import Request
from bot.domain.text import format_dollars, sanitize_line
from bot.jobs.service import PriceOffer
from bot.ui.buttons import Action, button_row
from bot.ui.layout import Layout, text_view

MAX_PROMPT_LENGTH: Final = 200
"""Characters of each prompt."""
MAX_REASON_LENGTH: Final = 300
"""Characters of the reason why the choices cannot be drawn."""
DISCARDED: Final = "Nothing is drawn, and nothing was charged."
_CENT_IN_MICRO_DOLLARS: Final = 10_000


def price_offer_view(offer: PriceOffer, catalog: Catalog) -> Layout:
    """What it would cost, with the buttons that answer."""
    draft = offer.draft
    lines = [
        f"**{_price_text(offer)}**",
        *_prompt_lines(draft.requests),
        *_replaced_model_notes(draft.requests, catalog),
    ]
    answers = [Action.CONFIRM, Action.DISCARD]
    if draft.unexpanded is not None and offer.variants_error is None:
        answers.insert(1, Action.CONFIRM_AS_TYPED)
        lines.append(f"-# Or draw the text as you typed it, with its braces: {_cost_text((draft.unexpanded,))}.")
    elif draft.unexpanded is not None:
        answers[0] = Action.CONFIRM_AS_TYPED
        lines.insert(
            0,
            f"{sanitize_line(offer.variants_error or '', MAX_REASON_LENGTH)} You can draw the text as you typed "
            "it instead:",
        )
    lines.append("-# Nothing is charged before you press the button.")
    return text_view("\n".join(lines), button_row(draft.id, *answers))


def discarded_view() -> Layout:
    """What becomes of the question when the answer is no."""
    return text_view(DISCARDED)


def _price_text(offer: PriceOffer) -> str:
    """As in “4 × Pro 2K edits = $0.29, uses 4 of your 6 left”."""
    price = _cost_text(offer.draft.requests)
    left = offer.images_left
    count = sum(request.count for request in offer.draft.requests)
    return price if left is None else f"{price}, uses {count} of your {left} left"


def _cost_text(requests: Sequence[Request]) -> str:
    """As in “4 × Pro 2K edits = $0.29”."""
    count = sum(request.count for request in requests)
    kinds = {_kind_text(request) for request in requests}
    what = f"× {kinds.pop()}" if len(kinds) == 1 else "picture"
    return (
        f"{count} {what}{'s' if count > 1 else ''} = {_rounded_dollars(sum(request.estimate for request in requests))}"
    )


def _kind_text(request: Request) -> str:
    return f"{request.model.capitalize()} {request.resolution} {'edit' if request.references else 'picture'}"


def _rounded_dollars(micros: int) -> str:
    """To the cent, which is what people reckon in; less than one is told as it is."""
    return format_dollars(
        micros
        if micros < _CENT_IN_MICRO_DOLLARS
        else (micros + _CENT_IN_MICRO_DOLLARS // 2) // _CENT_IN_MICRO_DOLLARS * _CENT_IN_MICRO_DOLLARS
    )


def _prompt_lines(requests: Sequence[Request]) -> list[str]:
    """What would be drawn; of several, each with what sets it apart from the others."""
    if len(requests) == 1:
        return [f"“{_short_prompt(requests[0])}”"]
    columns = [column for column in zip(*map(_request_facts, requests), strict=True) if len(set(column)) > 1]
    apart = zip(*columns, strict=True) if columns else [()] * len(requests)
    return [
        f"{n}. {' · '.join((_short_prompt(request), *filter(None, facts)))}"
        for n, (request, facts) in enumerate(zip(requests, apart, strict=True), 1)
    ]


def _short_prompt(request: Request) -> str:
    """The beginning of its prompt, which is clean and in one line, so that the rest need not be looked at."""
    return sanitize_line(request.prompt[: 2 * MAX_PROMPT_LENGTH], MAX_PROMPT_LENGTH)


def _request_facts(request: Request) -> tuple[str, ...]:
    return (
        f"{request.count} ×",
        _kind_text(request),
        request.ratio or "",
        request.style.name if request.style else "",
        request.format,
        f"quality {request.quality}",
        "private" if request.private else "",
        "spoiler" if request.spoiler else "",
    )


def _replaced_model_notes(requests: Sequence[Request], catalog: Catalog) -> list[str]:
    """Whoever draws in another model's place."""
    pairs = dict.fromkeys((one.replaced_model, one.model) for one in requests if one.replaced_model is not None)
    return [f"-# Runware no longer offers {lost}, so {catalog[model].label} draws instead." for lost, model in pairs]
