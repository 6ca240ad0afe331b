"""Applies a server's rules to requests: whether they are allowed, and with which policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from bot.domain.catalog import Catalog
from bot.domain.clock import DAY_SECONDS
from bot.domain.request import PolicySnapshot, Request
from bot.domain.server_rules import ChannelMode, ChannelRules, FlaggedAction, ServerRules
from bot.errors import Forbidden
from bot.localization.lists import join_with_or
from bot.localization.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberContext:
    """The member and channel of a request, as Discord reports them.

    ``joined_at`` is in seconds since the epoch, ``None`` for a guest.
    """

    channel_id: int
    parent_channel_id: int | None = None
    roles: frozenset[int] = frozenset()
    joined_at: float | None = None
    manages_messages: bool = False
    age_restricted: bool = False

    def is_moderator(self, rules: ServerRules) -> bool:
        """Whether the member counts as a moderator."""
        return rules.is_moderator(self.roles, manages_messages=self.manages_messages)


def apply_policy(
    requests: Sequence[Request],
    member_context: MemberContext,
    rules: ServerRules,
    catalog: Catalog,
    *,
    tier: str | None,
    now: float,
) -> tuple[Request, ...]:
    """Return the requests with the server's policy, marked private if the channel's rules require it.

    Raises :class:`Forbidden` if the rules do not allow a request; the sentence says what to do.
    """
    channel_rules = rules.for_channel(member_context.channel_id, member_context.parent_channel_id)
    if not member_context.is_moderator(rules):
        _check_member(member_context, rules, now)
    _check_channel(channel_rules, member_context, rules)
    for request in requests:
        _check_model(request, channel_rules, catalog)
    policy = PolicySnapshot(
        approval=channel_rules.mode is ChannelMode.APPROVAL,
        flagged=_flagged_action(rules, member_context),
        safety=rules.safety,
        tier=tier,
    )
    update = {"policy": policy} | ({"private": True} if channel_rules.private_only else {})
    return tuple(request.model_copy(update=update) for request in requests)


def _flagged_action(rules: ServerRules, member_context: MemberContext) -> FlaggedAction:
    if rules.flagged is FlaggedAction.RESTRICTED and not member_context.age_restricted:
        return FlaggedAction.REFUSE
    return rules.flagged


def _check_member(member_context: MemberContext, rules: ServerRules, now: float) -> None:
    if rules.members and member_context.roles.isdisjoint(rules.members):
        raise Forbidden(Message("rule-role-needed"))
    if rules.min_days and (left := _days_left(member_context, rules, now)) > 0:
        raise Forbidden(Message("rule-too-new", days=rules.min_days, left=left))


def _days_left(member_context: MemberContext, rules: ServerRules, now: float) -> int:
    """Days until the minimum membership, rounded up; for a guest all of them."""
    joined_at = now if member_context.joined_at is None else member_context.joined_at
    return ceil((joined_at - now) / DAY_SECONDS + rules.min_days)


def _check_channel(channel_rules: ChannelRules, member_context: MemberContext, rules: ServerRules) -> None:
    if channel_rules.mode is ChannelMode.OFF:
        raise Forbidden(Message("rule-channel-off"))
    if channel_rules.mode is ChannelMode.MODERATORS and not member_context.is_moderator(rules):
        raise Forbidden(Message("rule-channel-moderators-only"))


def _check_model(request: Request, channel_rules: ChannelRules, catalog: Catalog) -> None:
    if channel_rules.models and request.model not in channel_rules.models:
        label = catalog[request.model].label if request.model in catalog else request.model
        alternatives = [key for key in channel_rules.models if key in catalog and not catalog.is_unavailable(key)]
        if alternatives:
            raise Forbidden(Message("rule-model", model=label, able=join_with_or(alternatives)))
        raise Forbidden(Message("rule-model-nor-another", model=label))
