"""What each button of a case does, and which form comes in between."""

from collections.abc import Awaitable, Callable
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.domain.block_duration import BlockTerm
from bot.domain.case import Kind
from bot.moderation.decisions import Decided
from bot.moderation.service import Moderation
from bot.ui.buttons import Action
from bot.ui.modals import Form


class Given(NamedTuple):
    """What a moderator decides with: the case, where and who they are, and what they filled in."""

    case_id: int
    guild_id: int
    by_id: int
    interaction_id: int
    reason: str
    term: BlockTerm | None


class Deed(NamedTuple):
    """What a button does to an open case of its kind; with a form, once that came back."""

    kind: Kind
    do: Callable[[Moderation, Given], Awaitable[Decided]]
    form: Form | None = None


def _approve(moderation: Moderation, given: Given) -> Awaitable[Decided]:
    return moderation.approve(given.case_id, guild_id=given.guild_id, by_id=given.by_id)


def _decline(moderation: Moderation, given: Given) -> Awaitable[Decided]:
    return moderation.decline(
        given.case_id, given.reason, guild_id=given.guild_id, by_id=given.by_id, block_for=given.term
    )


def _keep(moderation: Moderation, given: Given) -> Awaitable[Decided]:
    return moderation.keep(given.case_id, guild_id=given.guild_id, by_id=given.by_id)


def _dismiss(moderation: Moderation, given: Given) -> Awaitable[Decided]:
    return moderation.dismiss(given.case_id, guild_id=given.guild_id, by_id=given.by_id)


def _remove(moderation: Moderation, given: Given) -> Awaitable[Decided]:
    return moderation.remove_reported(
        given.case_id,
        guild_id=given.guild_id,
        by_id=given.by_id,
        reason=given.reason or None,
        block_for=given.term,
    )


def _accept(moderation: Moderation, given: Given) -> Awaitable[Decided]:
    return moderation.accept(
        given.case_id, guild_id=given.guild_id, by_id=given.by_id, interaction_id=given.interaction_id
    )


def _reject(moderation: Moderation, given: Given) -> Awaitable[Decided]:
    return moderation.reject(given.case_id, guild_id=given.guild_id, by_id=given.by_id, reason=given.reason or None)


DEEDS: Final = MappingProxyType(
    {
        Action.APPROVE: Deed(Kind.APPROVAL, _approve),
        Action.DECLINE: Deed(Kind.APPROVAL, _decline, Form.DECLINE),
        Action.DECLINE_BLOCK: Deed(Kind.APPROVAL, _decline, Form.DECLINE_BLOCK),
        Action.KEEP: Deed(Kind.REPORT, _keep),
        Action.REMOVE: Deed(Kind.REPORT, _remove),
        Action.REMOVE_BLOCK: Deed(Kind.REPORT, _remove, Form.REMOVE_BLOCK),
        Action.DISMISS: Deed(Kind.REPORT, _dismiss),
        Action.ACCEPT: Deed(Kind.APPEAL, _accept),
        Action.REJECT: Deed(Kind.APPEAL, _reject, Form.REJECT),
    }
)
