"""The answers to /admin channel, /admin role and /admin log."""

from collections.abc import Iterable, Iterator

from bot.domain.catalog import Catalog
from bot.domain.limits import Limits, Tier
from bot.domain.server_rules import ChannelMode, ChannelRules, ServerRules
from bot.domain.text import sanitize_line
from bot.localization.lists import join_with_commas, join_with_or
from bot.localization.messages import Message, Sentence, text
from bot.ui.admin.quota_text import requests_text
from bot.ui.channel_permissions import ChannelProblem
from bot.ui.layout import Layout, clip_lines, text_view


def channel_rules_text(channel_rules: ChannelRules, catalog: Catalog) -> Sentence:
    """The rules of a channel, as a list."""
    parts: list[Sentence] = [Message(f"admin-mode-{channel_rules.mode}")]
    if channel_rules.mode is not ChannelMode.OFF:
        if channel_rules.models:
            models = join_with_or(_label(key, catalog) for key in channel_rules.models)
            parts.append(Message("admin-channel-only-models", models=models))
        if channel_rules.private_only:
            parts.append(Message("admin-channel-private-only"))
    return join_with_commas(parts)


def channel_saved_view(channel_mention: Sentence, channel_rules: ChannelRules, catalog: Catalog) -> Layout:
    """Confirms the new rules of a channel; ``channel_mention`` may also be a description of several channels."""
    rules = channel_rules_text(channel_rules, catalog)
    return text_view(text("admin-channel-saved", channel=channel_mention, rules=rules))


def channel_cleared_view(channel_mention: Sentence, channel_rules: ChannelRules, catalog: Catalog) -> Layout:
    """Confirms that the rules of a channel were cleared, and shows the ones that apply instead."""
    rules = channel_rules_text(channel_rules, catalog)
    return text_view(text("admin-channel-cleared", channel=channel_mention, rules=rules))


def channel_rules_view(rules: ServerRules, catalog: Catalog) -> Layout:
    """The rules of each configured channel, and the default ones of all other channels (``rules.usual``)."""
    usual = channel_rules_text(rules.usual, catalog)
    lines = [
        text("admin-channels-line", channel=f"<#{channel_id}>", rules=channel_rules_text(here, catalog))
        for channel_id, here in rules.channels.items()
    ]
    shown = (
        text("admin-channels-title"),
        text("admin-channels-elsewhere" if rules.channels else "admin-channels-everywhere", rules=usual),
        *clip_lines(lines, more_line=lambda count: text("admin-channels-more", count=count)),
        text("admin-channels-note"),
    )
    return text_view("\n".join(shown))


def member_rules_view(rules: ServerRules, plan: Limits) -> Layout:
    """The members who can request pictures, the moderators, and the roles with the limits of a tier of the plan."""
    lines = [
        text("admin-roles-title"),
        text("admin-roles-requesters", requesters=_requesters_text(rules)),
        _moderators_line(rules),
        *_tier_lines(rules, plan),
        text("admin-roles-note"),
    ]
    if rules.tiers:
        lines.append(text("admin-roles-tiers-note"))
    return text_view("\n".join(lines))


def _moderators_line(rules: ServerRules) -> str:
    if rules.moderators:
        return text("admin-roles-moderators-or-roles", roles=_mentions(rules.moderators))
    return text("admin-roles-moderators")


def _requesters_text(rules: ServerRules) -> Message:
    requesters = Message("admin-requesters-everyone")
    if rules.members:
        requesters = Message("admin-requesters-with-roles", roles=_mentions(rules.members))
    if not rules.min_days:
        return requesters
    return Message("admin-requesters-since", requesters=requesters, days=rules.min_days)


def _tier_lines(rules: ServerRules, limits: Limits) -> Iterator[str]:
    for name in dict.fromkeys(rules.tiers.values()):
        roles = _mentions(role for role, tier in rules.tiers.items() if tier == name)
        tier_limits = _tier_limits_text(limits.tiers.get(name))
        yield text("admin-roles-tier", tier=sanitize_line(name, 40), roles=roles, limits=tier_limits)


def _tier_limits_text(tier: Tier | None) -> Sentence:
    if tier is None:
        return Message("admin-tier-not-offered")
    pause = Message("admin-tier-no-pause")
    if tier.cooldown_seconds > 0:
        pause = Message("admin-tier-pause", seconds=tier.cooldown_seconds)
    pictures = Message("admin-pictures-a-day", count=tier.images_per_user_per_day)
    return join_with_commas([pictures, requests_text(tier.jobs_per_user), pause])


def mod_channel_set_view(channel_id: int, *, public: bool) -> Layout:
    """Confirms the new moderators' channel; ``public`` is whether everyone can read it, so that it gets no cards."""
    channel = f"<#{channel_id}>"
    return text_view(text("admin-log-set-public" if public else "admin-log-set", channel=channel))


def mod_channel_view(channel_id: int | None, *, problem: ChannelProblem | None, can_hold_pictures: bool) -> Layout:
    """The current moderators' channel and its ``problem``.

    ``can_hold_pictures`` is whether the rules can make pictures wait for approval.
    """
    if channel_id is None:
        return text_view(_with_cards_note(text("admin-log-none"), can_hold_pictures))
    shown = text("admin-log-current", channel=f"<#{channel_id}>")
    return text_view(f"{shown} {text('admin-log-problem', problem=problem.clause)}" if problem else shown)


def mod_channel_off_view(*, can_hold_pictures: bool) -> Layout:
    """Confirms that decisions are no longer posted.

    ``can_hold_pictures`` is whether the rules can make pictures wait for approval.
    """
    return text_view(_with_cards_note(text("admin-log-off"), can_hold_pictures))


def _with_cards_note(sentence: str, can_hold_pictures: bool) -> str:
    return f"{sentence} {text('admin-log-no-cards')}" if can_hold_pictures else sentence


def _label(key: str, catalog: Catalog) -> Sentence:
    return catalog[key].label if key in catalog else Message("admin-model-not-offered", model=sanitize_line(key, 40))


def _mentions(roles: Iterable[int]) -> Sentence:
    return join_with_or(f"<@&{role}>" for role in roles)
