"""How the cards of cases look, in the moderators' channel and wherever a moderator looks at one."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

import discord
from discord import ui

from bot.discord.picture_urls import jump_url
from bot.domain.case import Case, Kind, Report, Verdict
from bot.domain.catalog import Catalog
from bot.domain.job import PER_MESSAGE, Job
from bot.domain.screening import Why
from bot.domain.text import dollars, plain, quoted
from bot.jobs.run import Picture
from bot.moderation.case_cards import Card
from bot.storage import cases
from bot.ui.attachment_names import filename
from bot.ui.buttons import Action, row
from bot.ui.jobs.messages import HIDDEN, drawn_as
from bot.ui.layout import Layout

PROMPT: Final = 1000
"""Characters of what was asked for, where its pictures can be looked at."""
APPEALED: Final = cases.APPEALED + 8
"""Characters of a whole appeal, with the fences around it."""
WHY: Final = 300
"""Characters of what caught the words: with the longest prompt it stays below the 4000 of a message."""
REPORTS_SHOWN: Final = 5
KEEP_OR_DISMISS: Final = (
    "-# Keep: the picture stays and cannot be reported again. Dismiss: it stays, but can be reported again."
)
_TITLES: Final = MappingProxyType(
    {Kind.APPROVAL: "🖼️ Pictures to approve", Kind.REPORT: "🚩 Reported", Kind.APPEAL: "⚖️ Appeal"}
)
_ACTIONS: Final = MappingProxyType(
    {
        Kind.APPROVAL: (Action.APPROVE, Action.DECLINE, Action.DECLINE_BLOCK),
        Kind.REPORT: (Action.KEEP, Action.REMOVE, Action.REMOVE_BLOCK, Action.DISMISS),
        Kind.APPEAL: (Action.ACCEPT, Action.REJECT),
    }
)
_WHY: Final = MappingProxyType(
    {
        Why.APPROVAL.value: "In this channel, pictures are shown once they are approved",
        Why.FLAGGED.value: "Runware’s safety check flagged these pictures",
    }
)
_VERDICTS: Final = MappingProxyType(
    {
        Verdict.APPROVED: "✅ Approved",
        Verdict.DECLINED: "⛔ Declined",
        Verdict.KEPT: "✅ Kept",
        Verdict.DISMISSED: "✅ Dismissed",
        Verdict.REMOVED: "🗑️ Removed",
        Verdict.ACCEPTED: "✅ Accepted: drawn free of charge",
        Verdict.REJECTED: "⛔ Rejected",
        Verdict.WITHDRAWN: "✖️ Withdrawn",
        Verdict.EXPIRED: "⌛ Nobody decided in time",
    }
)


def layout(card: Card, catalog: Catalog, names: Sequence[str] = (), *, show_words: bool = True) -> Layout:
    """All that is known of a case, and the buttons that decide it while it is open.

    ``names`` are files that the message has already; without ``show_words`` it tells nothing that members wrote.
    """
    case, job = card.case, card.job
    items: list[ui.Item[Layout]] = [ui.TextDisplay(_head(card, catalog, show_words=show_words))]
    if job is not None and case.is_open:
        items += _gallery(names or _names(job, card.pictures[:PER_MESSAGE], 0))
    if case.is_open:
        items.append(row(case.id, *_actions(card)))
    elif card.undoable and case.job_id is not None:
        items.append(row(case.job_id, Action.UNDO))
    return Layout(*items)


def _actions(card: Card) -> Sequence[Action]:
    """What can be decided: nobody approves what nobody could look at."""
    actions = _ACTIONS[card.case.kind]
    return [one for one in actions if one is not Action.APPROVE] if card.unread else actions


def decision(case: Case) -> str:
    """What became of a case, by whom and why."""
    who = "" if case.decided_by is None else f" by <@{case.decided_by}>"
    when = "" if case.decided_at is None else f" <t:{int(case.decided_at)}:R>"
    why = "" if case.reason is None else f": {plain(case.reason, 200)}"
    return f"**{_VERDICTS[case.verdict]}**{who}{when}{why}"


def _head(card: Card, catalog: Catalog, *, show_words: bool) -> str:
    case, job = card.case, card.job
    lines = [f"**{_TITLES[case.kind]}** · case `{case.id}` · <@{case.user_id}>"]
    longest = APPEALED if case.kind is Kind.APPEAL else PROMPT
    lines.append(quoted(case.prompt, longest) if show_words else HIDDEN)
    if case.why:
        lines.append(f"-# {_WHY.get(case.why, case.why[:WHY])}")
    if job is not None:
        lines.append(f"-# {drawn_as(job, catalog)} · <#{job.channel_id}>{_cost(job)}{_link(job)}")
        lines += _origin(card, job)
    if card.appeal is not None:
        cost = sum(request.estimate for request in card.appeal.requests)
        lines.append(f"-# Requested in <#{card.appeal.channel_id}>; drawing it would cost {dollars(cost)}")
    lines += _reports(card.reports, show_words=show_words)
    if case.kind is Kind.REPORT and case.is_open:
        lines.append(KEEP_OR_DISMISS)
    lines += _pictures_elsewhere(card) if case.is_open else [decision(case)]
    return "\n".join(lines)


def _origin(card: Card, job: Job) -> list[str]:
    """What the pictures were made from, if anything."""
    if card.source is not None:
        return [f"-# Made from a picture of <@{card.source.user_id}>{_link(card.source)}"]
    return ["-# Made from an attached picture"] if job.request.references else []


def _reports(reports: Sequence[Report], *, show_words: bool) -> list[str]:
    lines = [
        f"- <@{one.user_id}>: {(plain(one.reason, 200) or 'no reason given') if show_words else '…'}"
        for one in reports[:REPORTS_SHOWN]
    ]
    return lines if len(reports) <= REPORTS_SHOWN else [*lines, f"- and {len(reports) - REPORTS_SHOWN} more"]


def _pictures_elsewhere(card: Card) -> list[str]:
    """Which pictures are not on the card itself."""
    lines = []
    if len(card.pictures) > PER_MESSAGE or card.case.card_more_id is not None:
        lines.append(f"-# The pictures after the first {PER_MESSAGE} are in the next message.")
    if card.left_out:
        lines.append(f"-# ⚠️ {card.left_out} more did not fit here.")
    if card.unread:
        count = "One picture" if card.unread == 1 else f"{card.unread} pictures"
        them = "it" if card.unread == 1 else "them"
        lines.append(f"-# ⚠️ {count} could not be read; `/mod case {card.case.id}` shows {them} once that works.")
    return lines


def more(card: Card, job: Job, rest: Sequence[Picture]) -> Layout:
    """The pictures that the card has no room for; they are decided about with it."""
    total = len(card.pictures)
    return Layout(
        ui.TextDisplay(f"-# Case `{card.case.id}`: pictures {PER_MESSAGE + 1} to {total} of {total}"),
        *_gallery(_names(job, rest, PER_MESSAGE)),
    )


def _cost(job: Job) -> str:
    return "" if job.outcome is None else f" · {dollars(job.cost)}"


def _link(job: Job) -> str:
    if job.removed_at is not None:
        return " · removed"
    address = jump_url(job)
    return "" if address is None else f" · [its message]({address})"


def _gallery(names: Sequence[str]) -> list[ui.Item[Layout]]:
    """Always behind spoilers: moderators choose when to look."""
    items = [discord.MediaGalleryItem(f"attachment://{name}", spoiler=True) for name in names]
    return [ui.MediaGallery(*items)] if items else []


def _names(job: Job, pictures: Sequence[Picture], offset: int) -> list[str]:
    return [filename(job, offset + n, picture.format) for n, picture in enumerate(pictures, 1)]
