"""What each button of a case does, and which form comes in between."""

from collections.abc import Awaitable, Callable
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.domain.block_duration import BlockDuration
from bot.domain.case import CaseKind
from bot.moderation.decisions import DecisionResult
from bot.moderation.service import Moderation
from bot.ui.buttons import Action
from bot.ui.modals import Form


class DecisionInput(NamedTuple):
    """What a moderator decides with: the case, where and who they are, and what they filled in."""

    case_id: int
    guild_id: int
    actor_id: int
    interaction_id: int
    reason: str
    block_duration: BlockDuration | None


class CaseAction(NamedTuple):
    """What a button does to an open case of its kind; with a form, once that came back."""

    kind: CaseKind
    decide: Callable[[Moderation, DecisionInput], Awaitable[DecisionResult]]
    form: Form | None = None


def _approve(moderation: Moderation, given: DecisionInput) -> Awaitable[DecisionResult]:
    return moderation.approve(given.case_id, guild_id=given.guild_id, actor_id=given.actor_id)


def _decline(moderation: Moderation, given: DecisionInput) -> Awaitable[DecisionResult]:
    return moderation.decline(
        given.case_id, given.reason, guild_id=given.guild_id, actor_id=given.actor_id, block_for=given.block_duration
    )


def _keep(moderation: Moderation, given: DecisionInput) -> Awaitable[DecisionResult]:
    return moderation.keep(given.case_id, guild_id=given.guild_id, actor_id=given.actor_id)


def _dismiss(moderation: Moderation, given: DecisionInput) -> Awaitable[DecisionResult]:
    return moderation.dismiss(given.case_id, guild_id=given.guild_id, actor_id=given.actor_id)


def _remove(moderation: Moderation, given: DecisionInput) -> Awaitable[DecisionResult]:
    return moderation.remove_reported(
        given.case_id,
        guild_id=given.guild_id,
        actor_id=given.actor_id,
        reason=given.reason or None,
        block_for=given.block_duration,
    )


def _accept(moderation: Moderation, given: DecisionInput) -> Awaitable[DecisionResult]:
    return moderation.accept(
        given.case_id, guild_id=given.guild_id, actor_id=given.actor_id, interaction_id=given.interaction_id
    )


def _reject(moderation: Moderation, given: DecisionInput) -> Awaitable[DecisionResult]:
    return moderation.reject(
        given.case_id, guild_id=given.guild_id, actor_id=given.actor_id, reason=given.reason or None
    )


CASE_ACTIONS: Final = MappingProxyType(
    {
        Action.APPROVE: CaseAction(CaseKind.APPROVAL, _approve),
        Action.DECLINE: CaseAction(CaseKind.APPROVAL, _decline, Form.DECLINE),
        Action.DECLINE_BLOCK: CaseAction(CaseKind.APPROVAL, _decline, Form.DECLINE_BLOCK),
        Action.KEEP: CaseAction(CaseKind.REPORT, _keep),
        Action.REMOVE: CaseAction(CaseKind.REPORT, _remove),
        Action.REMOVE_BLOCK: CaseAction(CaseKind.REPORT, _remove, Form.REMOVE_BLOCK),
        Action.DISMISS: CaseAction(CaseKind.REPORT, _dismiss),
        Action.ACCEPT: CaseAction(CaseKind.APPEAL, _accept),
        Action.REJECT: CaseAction(CaseKind.APPEAL, _reject, Form.REJECT),
    }
)
