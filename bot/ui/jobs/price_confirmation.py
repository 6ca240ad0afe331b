"""The price confirmation of an expensive request: the pictures, their price, and the rest of the quota."""

from collections.abc import Sequence
from typing import Final

from bot.domain.catalog import Catalog
from bot.domain.request import Request
from bot.domain.text import format_dollars, sanitize_line
from bot.jobs.service import PriceOffer
from bot.localization.messages import Message, Sentence, text
from bot.ui.buttons import Action, button_row
from bot.ui.layout import Layout, text_view

MAX_LISTED_PROMPT_LENGTH: Final = 200
"""Characters that are shown of each prompt."""
MAX_VARIANTS_ERROR_LENGTH: Final = 300
"""Maximum number of characters shown of the error that prevents the variants."""
DISCARDED: Final = Message("price-discarded")
_CENT_IN_MICRO_DOLLARS: Final = 10_000


def price_offer_view(offer: PriceOffer, catalog: Catalog) -> Layout:
    """The price and the prompts, with buttons to confirm or discard.

    If the prompt has braces, there is also a button that draws it as typed. If the variants in braces cannot be drawn
    (``offer.variants_error``), the error is shown, and that button replaces the one that confirms.
    """
    draft = offer.draft
    lines = [
        f"**{_price_text(offer)}**",
        *_prompt_lines(draft.requests),
        *_replaced_model_lines(draft.requests, catalog),
    ]
    actions = [Action.CONFIRM, Action.DISCARD]
    if draft.unexpanded is not None and offer.variants_error is None:
        actions.insert(1, Action.CONFIRM_AS_TYPED)
        lines.append(f"-# {text('price-as-typed', cost=_cost((draft.unexpanded,)))}")
    elif draft.unexpanded is not None:
        actions[0] = Action.CONFIRM_AS_TYPED
        error = sanitize_line(str(offer.variants_error or ""), MAX_VARIANTS_ERROR_LENGTH)
        lines.insert(0, text("price-variants-error", error=error))
    lines.append(f"-# {text('price-hint')}")
    return text_view("\n".join(lines), button_row(draft.id, *actions))


def discarded_view() -> Layout:
    return text_view(str(DISCARDED))


def _price_text(offer: PriceOffer) -> str:
    """Format as “4 × Pro 2K edits = $0.29, uses 4 of your 6 left”."""
    cost, count = _cost(offer.draft.requests), sum(request.count for request in offer.draft.requests)
    if offer.images_left is None:
        return str(cost)
    return text("price-of-left", cost=cost, count=count, left=offer.images_left)


def _cost(requests: Sequence[Request]) -> Sentence:
    """“4 × Pro 2K edits = $0.29”."""
    count = sum(request.count for request in requests)
    price = _rounded_dollars(sum(request.estimate for request in requests))
    kinds = {(_model_name(request), bool(request.references)) for request in requests}
    if len(kinds) > 1:
        return Message("price-pictures", count=count, price=price)
    model, is_edit = kinds.pop()
    return Message("price-edits" if is_edit else "price-pictures-of-model", count=count, model=model, price=price)


def _model_name(request: Request) -> str:
    return f"{request.model.capitalize()} {request.resolution}"


def _rounded_dollars(micro_dollars: int) -> str:
    """Format an amount, rounded to whole cents unless it is less than one."""
    if micro_dollars >= _CENT_IN_MICRO_DOLLARS:
        cents = (micro_dollars + _CENT_IN_MICRO_DOLLARS // 2) // _CENT_IN_MICRO_DOLLARS
        micro_dollars = cents * _CENT_IN_MICRO_DOLLARS
    return format_dollars(micro_dollars)


def _prompt_lines(requests: Sequence[Request]) -> list[str]:
    """One line for each request, with the facts in which it differs from the others."""
    if len(requests) == 1:
        return [f"“{_short_prompt(requests[0])}”"]
    columns = [column for column in zip(*map(_request_facts, requests), strict=True) if len(set(column)) > 1]
    differences = zip(*columns, strict=True) if columns else [()] * len(requests)
    return [
        f"{n}. {' · '.join((_short_prompt(request), *filter(None, facts)))}"
        for n, (request, facts) in enumerate(zip(requests, differences, strict=True), 1)
    ]


def _short_prompt(request: Request) -> str:
    """The beginning of the prompt on one line.

    Only twice the shown length is sanitized, because that takes time for long prompts.
    """
    return sanitize_line(request.prompt[: 2 * MAX_LISTED_PROMPT_LENGTH], MAX_LISTED_PROMPT_LENGTH)


def _request_facts(request: Request) -> tuple[str, ...]:
    return (
        f"{request.count} ×",
        text("price-fact-edit" if request.references else "price-fact-picture", model=_model_name(request)),
        request.ratio or "",
        request.style.name if request.style else "",
        request.format,
        text("price-fact-quality", quality=request.quality),
        text("price-fact-private") if request.private else "",
        text("price-fact-spoiler") if request.spoiler else "",
    )


def _replaced_model_lines(requests: Sequence[Request], catalog: Catalog) -> list[str]:
    pairs = dict.fromkeys((each.replaced_model, each.model) for each in requests if each.replaced_model is not None)
    return [f"-# {text('price-model-replaced', former=old, model=catalog[model].label)}" for old, model in pairs]
