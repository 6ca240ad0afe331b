"""The cards of cases, in the moderators' channel and wherever a moderator looks at one."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any, Final, TypeVar

import discord
from discord import ui

from bot.board import Card, Posted
from bot.domain.case import Case, Kind, Report, Verdict
from bot.domain.catalog import Catalog
from bot.domain.job import PER_MESSAGE, Job
from bot.domain.screening import Why
from bot.domain.text import dollars, plain, quoted
from bot.errands.ending import cost_of
from bot.errands.errand import Picture
from bot.errors import DiscordDown, Undeliverable
from bot.pictures import Reencoder
from bot.ui.addresses import jump_url
from bot.ui.buttons import Action, row
from bot.ui.filenames import filename, name_of
from bot.ui.fitting import fitted
from bot.ui.messages import HIDDEN, Layout, drawn_as, files
from bot.ui.ways import BLOCKED_BY_AUTOMOD, LOST, PATIENCE, SERVER_ERROR

ATTACHMENTS: Final = 8 * 1024 * 1024
"""Bytes of one picture on a card: below what Discord takes everywhere."""
PROMPT: Final = 1000
"""Characters of what was asked for."""
REPORTS_SHOWN: Final = 5
T = TypeVar("T")
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
        Why.APPROVAL.value: "this channel shows pictures once they are approved",
        Why.FLAGGED.value: "Runware’s safety check flagged one of these",
    }
)
_VERDICTS: Final = MappingProxyType(
    {
        Verdict.APPROVED: "✅ Approved",
        Verdict.DECLINED: "⛔ Declined",
        Verdict.KEPT: "✅ Kept",
        Verdict.DISMISSED: "✅ Dismissed",
        Verdict.REMOVED: "🗑️ Removed",
        Verdict.ACCEPTED: "✅ Accepted: it is drawn free of charge",
        Verdict.REJECTED: "⛔ Rejected",
        Verdict.WITHDRAWN: "✖️ Withdrawn",
        Verdict.EXPIRED: "⌛ Nobody decided in time",
    }
)


class DiscordCards:
    """Cards as messages of a channel."""

    def __init__(self, client: discord.Client, catalog: Catalog, reencoder: Reencoder) -> None:
        self._client = client
        self._catalog = catalog
        self._reencoder = reencoder

    def check(self, guild_id: int, channel_id: int) -> None:
        """Pass where the bot may show pictures to moderators, and to nobody else."""
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            raise DiscordDown("nothing is known of the server yet")
        channel = guild.get_channel(channel_id)
        if channel is None:
            raise Undeliverable("the moderators’ channel is gone")
        if channel.permissions_for(guild.default_role).view_channel:
            raise Undeliverable("everybody can see the moderators’ channel")
        allowed = channel.permissions_for(guild.me)
        if not (allowed.view_channel and allowed.send_messages and allowed.attach_files):
            raise Undeliverable("Easel may not show pictures in the moderators’ channel")

    async def post(self, channel_id: int, card: Card) -> Posted:
        """Show a new card, and in a second message the pictures beyond ten; the nonces are the case's number."""
        case, job = card.case, card.job
        pictures = await fitted(card.pictures, ATTACHMENTS, self._reencoder)
        card = card._replace(pictures=pictures, unread=card.unread + len(card.pictures) - len(pictures))
        first, rest = pictures[:PER_MESSAGE], pictures[PER_MESSAGE:]
        channel = self._client.get_partial_messageable(channel_id, guild_id=case.guild_id)
        message = await self._send(
            channel,
            lambda shown: layout(card, self._catalog, show_words=shown),
            [] if job is None else files(job, first, 0),
            f"case-{case.id}",
        )
        if job is None or not rest:
            return Posted(message.channel.id, message.id)
        second = await self._send(
            channel, lambda _: _more(card, job, rest), files(job, rest, PER_MESSAGE), f"more-{case.id}"
        )
        return Posted(message.channel.id, message.id, second.id)

    async def update(self, card: Card) -> None:
        """Show how the case stands; a card that is gone is left alone."""
        case = card.case
        if case.card_channel_id is None or case.card_message_id is None:
            return
        channel = self._client.get_partial_messageable(case.card_channel_id, guild_id=case.guild_id)
        message = channel.get_partial_message(case.card_message_id)
        try:
            async with asyncio.timeout(PATIENCE):
                if case.card_more_id is not None and not case.is_open:
                    with suppress(discord.NotFound, discord.Forbidden):
                        await channel.get_partial_message(case.card_more_id).delete()
                await self._edit(message, card)
        except (discord.NotFound, discord.Forbidden):
            return
        except (discord.DiscordException, *LOST) as error:
            raise _trouble(error) from error

    async def _edit(self, message: discord.PartialMessage, card: Card) -> None:
        """Show the card anew: an open one keeps its files, a decided one has none."""
        kept: dict[str, Any] = {} if card.case.is_open else {"attachments": []}
        names = _names_in(await message.fetch()) if card.case.is_open and card.job is not None else ()
        await _unless_automod(
            lambda shown: message.edit(
                view=layout(card, self._catalog, names, show_words=shown),
                allowed_mentions=discord.AllowedMentions.none(),
                **kept,
            )
        )

    async def _send(
        self,
        channel: discord.PartialMessageable,
        made: Callable[[bool], Layout],
        attached: Sequence[tuple[str, bytes]],
        nonce: str,
    ) -> discord.Message:
        """Send it; a nonce has 25 characters at most (Discord, Create Message)."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await _unless_automod(
                    lambda shown: channel.send(
                        view=made(shown),
                        files=[discord.File(io.BytesIO(data), filename=name) for name, data in attached],
                        nonce=nonce,
                    )
                )
        except (discord.DiscordException, *LOST) as error:
            raise _trouble(error) from error


def layout(card: Card, catalog: Catalog, names: Sequence[str] = (), *, show_words: bool = True) -> Layout:
    """All that is known of a case, and the buttons that decide it while it is open.

    ``names`` are files that the message has already; without ``show_words`` it tells nothing that members wrote.
    """
    case, job = card.case, card.job
    items: list[ui.Item[Layout]] = [ui.TextDisplay(_head(card, catalog, show_words=show_words))]
    if job is not None and case.is_open:
        items += _gallery(names or _names(job, card.pictures[:PER_MESSAGE], 0))
    if case.is_open:
        items.append(row(case.id, *_ACTIONS[case.kind]))
    elif case.verdict is Verdict.REMOVED and card.undoable and case.job_id is not None:
        items.append(row(case.job_id, Action.UNDO))
    return Layout(*items)


def decision(case: Case) -> str:
    """What became of a case, by whom and why."""
    who = "" if case.decided_by is None else f" by <@{case.decided_by}>"
    when = "" if case.decided_at is None else f" <t:{int(case.decided_at)}:R>"
    why = "" if case.reason is None else f": {plain(case.reason, 200)}"
    return f"**{_VERDICTS[case.verdict]}**{who}{when}{why}"


def _head(card: Card, catalog: Catalog, *, show_words: bool) -> str:
    case, job = card.case, card.job
    lines = [f"**{_TITLES[case.kind]}** · case `{case.id}` · <@{case.user_id}>"]
    lines.append(quoted(case.prompt, PROMPT) if show_words else HIDDEN)
    if case.why:
        lines.append(f"-# {_WHY.get(case.why, case.why)}")
    if job is not None:
        lines.append(f"-# {drawn_as(job, catalog)} · <#{job.channel_id}>{_cost(job)}{_link(job)}")
        lines += _origin(card, job)
    if card.appeal is not None:
        cost = sum(request.estimate for request in card.appeal.requests)
        lines.append(f"-# Asked for in <#{card.appeal.channel_id}>; drawing it would cost {dollars(cost)}")
    lines += _reports(card.reports, show_words=show_words)
    lines += _pictures_elsewhere(card) if case.is_open else [decision(case)]
    return "\n".join(lines)


def _origin(card: Card, job: Job) -> list[str]:
    """What the pictures were made from, if anything."""
    if card.source is not None:
        return [f"-# Made from a picture of <@{card.source.user_id}>{_link(card.source)}"]
    return ["-# Made from a picture that was attached"] if job.request.references else []


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
        lines.append(f"-# The pictures after the {PER_MESSAGE}th stand in the next message.")
    if card.unread:
        count = "One picture" if card.unread == 1 else f"{card.unread} pictures"
        lines.append(f"-# ⚠️ {count} could not be read, and {'is' if card.unread == 1 else 'are'} not shown here.")
    return lines


def _more(card: Card, job: Job, rest: Sequence[Picture]) -> Layout:
    """The pictures that the card has no room for; they are decided about with it."""
    total = len(card.pictures)
    return Layout(
        ui.TextDisplay(f"-# Case `{card.case.id}`: pictures {PER_MESSAGE + 1} to {total} of {total}"),
        *_gallery(_names(job, rest, PER_MESSAGE)),
    )


def _cost(job: Job) -> str:
    return "" if job.outcome is None else f" · {dollars(cost_of(job))}"


def _link(job: Job) -> str:
    if job.removed_at is not None:
        return " · removed"
    address = jump_url(job)
    return "" if address is None or not job.pictures else f" · [its message]({address})"


def _gallery(names: Sequence[str]) -> list[ui.Item[Layout]]:
    """Always behind spoilers: moderators choose when to look."""
    items = [discord.MediaGalleryItem(f"attachment://{name}", spoiler=True) for name in names]
    return [ui.MediaGallery(*items)] if items else []


def _names(job: Job, pictures: Sequence[Picture], offset: int) -> list[str]:
    return [filename(job, offset + n, picture.format) for n, picture in enumerate(pictures, 1)]


def _names_in(message: discord.Message) -> list[str]:
    """The files that the card has."""
    galleries = (part for part in message.components if isinstance(part, discord.MediaGalleryComponent))
    return [name_of(item.media.url) for gallery in galleries for item in gallery.items]


async def _unless_automod(send: Callable[[bool], Awaitable[T]]) -> T:
    """Send it, and once more without what members wrote where the server's AutoMod does not let that pass."""
    try:
        return await send(True)
    except discord.HTTPException as error:
        if error.code not in BLOCKED_BY_AUTOMOD:
            raise
        return await send(False)


def _trouble(error: BaseException) -> DiscordDown | Undeliverable:
    if isinstance(error, discord.HTTPException) and error.status < SERVER_ERROR:
        return Undeliverable(str(error))
    return DiscordDown(str(error))
