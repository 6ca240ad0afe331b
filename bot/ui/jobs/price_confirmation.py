"""The question before something costly: how many pictures, what they cost, how many are left."""

from collections.abc import Sequence
from typing import Final

from bot.domain.catalog import Catalog
from bot.domain.request import Request
from bot.domain.text import dollars, plain
from bot.jobs.service import Offer
from bot.ui.buttons import Action, row
from bot.ui.layout import Layout, said

PROMPT_SHOWN: Final = 200
"""Characters of each prompt."""
SENTENCE_SHOWN: Final = 300
"""Characters of the reason why the choices cannot be drawn."""
PUT_ASIDE: Final = "Nothing is drawn, and nothing was charged."
_CENT: Final = 10_000


def question(offer: Offer, catalog: Catalog) -> Layout:
    """What it would cost, with the buttons that answer."""
    draft = offer.draft
    lines = [f"**{_price(offer)}**", *_texts(draft.requests), *_stand_ins(draft.requests, catalog)]
    answers = [Action.CONFIRM, Action.PUT_ASIDE]
    if draft.typed is not None and offer.why is None:
        answers.insert(1, Action.AS_TYPED)
        lines.append(f"-# Or draw the text as you typed it, with its braces: {_cost((draft.typed,))}.")
    elif draft.typed is not None:
        answers[0] = Action.AS_TYPED
        lines.insert(0, f"{plain(offer.why or '', SENTENCE_SHOWN)} You can draw the text as you typed it instead:")
    lines.append("-# Nothing is charged before you press the button.")
    return said("\n".join(lines), row(draft.id, *answers))


def put_aside() -> Layout:
    """What becomes of the question when the answer is no."""
    return said(PUT_ASIDE)


def _price(offer: Offer) -> str:
    """As in “4 × Pro 2K edits = $0.29, uses 4 of your 6 left”."""
    price = _cost(offer.draft.requests)
    left = offer.left
    count = sum(request.count for request in offer.draft.requests)
    return price if left is None else f"{price}, uses {count} of your {left} left"


def _cost(requests: Sequence[Request]) -> str:
    """As in “4 × Pro 2K edits = $0.29”."""
    count = sum(request.count for request in requests)
    kinds = {_kind(request) for request in requests}
    what = f"× {kinds.pop()}" if len(kinds) == 1 else "picture"
    return f"{count} {what}{'s' if count > 1 else ''} = {_rounded(sum(request.estimate for request in requests))}"


def _kind(request: Request) -> str:
    return f"{request.model.capitalize()} {request.resolution} {'edit' if request.references else 'picture'}"


def _rounded(micros: int) -> str:
    """To the cent, which is what people reckon in; less than one is told as it is."""
    return dollars(micros if micros < _CENT else (micros + _CENT // 2) // _CENT * _CENT)


def _texts(requests: Sequence[Request]) -> list[str]:
    """What would be drawn; of several, each with what sets it apart from the others."""
    if len(requests) == 1:
        return [f"“{_shown(requests[0])}”"]
    columns = [column for column in zip(*map(_facts, requests), strict=True) if len(set(column)) > 1]
    apart = zip(*columns, strict=True) if columns else [()] * len(requests)
    return [
        f"{n}. {' · '.join((_shown(request), *filter(None, facts)))}"
        for n, (request, facts) in enumerate(zip(requests, apart, strict=True), 1)
    ]


def _shown(request: Request) -> str:
    """The beginning of its prompt, which is clean and in one line, so that the rest need not be looked at."""
    return plain(request.prompt[: 2 * PROMPT_SHOWN], PROMPT_SHOWN)


def _facts(request: Request) -> tuple[str, ...]:
    return (
        f"{request.count} ×",
        _kind(request),
        request.ratio or "",
        request.style.name if request.style else "",
        request.format,
        f"quality {request.quality}",
        "private" if request.private else "",
        "spoiler" if request.spoiler else "",
    )


def _stand_ins(requests: Sequence[Request], catalog: Catalog) -> list[str]:
    """Whoever draws in another model's place."""
    pairs = dict.fromkeys((one.instead_of, one.model) for one in requests if one.instead_of is not None)
    return [f"-# Runware no longer offers {lost}, so {catalog[model].label} draws instead." for lost, model in pairs]
