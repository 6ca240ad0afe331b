"""The answers to /admin channel, /admin role and /admin log."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.domain.catalog import Catalog
from bot.domain.limits import UNLIMITED, Limits, Tier
from bot.domain.server_rules import ChannelMode, ChannelRules, ServerRules
from bot.domain.text import sanitize_line
from bot.localization.lists import join_with_or
from bot.ui.layout import Layout, clip_lines, text_view

_THREADS_NOTE: Final = "-# Threads and posts follow their channel. Server settings do not apply in direct messages."
_MODE_LABELS: Final = {
    ChannelMode.OPEN: "everyone can request pictures",
    ChannelMode.APPROVAL: "everyone can request pictures; moderators check them before they are shown",
    ChannelMode.OFF: "nobody can request pictures",
    ChannelMode.MODERATORS: "only moderators can request pictures",
}
_NO_CARDS_NOTE: Final = "Pictures still wait for approval; moderators find them only with /mod cases."


def channel_rules_text(channel_rules: ChannelRules, catalog: Catalog) -> str:
    parts = [_MODE_LABELS[channel_rules.mode]]
    if channel_rules.mode is not ChannelMode.OFF:
        if channel_rules.models:
            parts.append(f"only with {join_with_or([_label(key, catalog) for key in channel_rules.models])}")
        if channel_rules.private_only:
            parts.append("pictures are shown only to the member who requests them")
    return ", ".join(parts)


def channel_saved_view(channel_mention: str, channel_rules: ChannelRules, catalog: Catalog) -> Layout:
    """Confirms the new rules of a channel; ``channel_mention`` may also be a description of several channels."""
    return text_view(f"Saved for {channel_mention}: {channel_rules_text(channel_rules, catalog)}.")


def channel_cleared_view(channel_mention: str, channel_rules: ChannelRules, catalog: Catalog) -> Layout:
    """Confirms that the rules of a channel were cleared, and shows the ones that apply instead."""
    text = f"Cleared the settings for {channel_mention}. What applies there now: "
    return text_view(f"{text}{channel_rules_text(channel_rules, catalog)}.")


def channel_rules_view(rules: ServerRules, catalog: Catalog) -> Layout:
    """The rules of each configured channel, and the default ones of all other channels (``rules.usual``)."""
    elsewhere = "everywhere else" if rules.channels else "everywhere"
    title = f"**Where members can request pictures**\n- {elsewhere}: {channel_rules_text(rules.usual, catalog)}"
    lines = [f"- <#{channel_id}>: {channel_rules_text(here, catalog)}" for channel_id, here in rules.channels.items()]
    return text_view("\n".join((title, *clip_lines(lines, more_text="- and {} more channels"), _THREADS_NOTE)))


def member_rules_view(rules: ServerRules, plan: Limits) -> Layout:
    """The members who can request pictures, the moderators, and the roles with the limits of a tier of the plan."""
    moderators = f" or have {_mentions(rules.moderators)}" if rules.moderators else ""
    lines = [
        "**Who can request pictures here**",
        f"- can request pictures: {_requesters_text(rules)}",
        f"- count as moderators: members who can manage messages{moderators}",
        *_tier_lines(rules, plan),
        "-# Moderators can always request pictures, except where pictures are off.",
    ]
    if rules.tiers:
        lines.append("-# A member with several tiers gets the most generous one.")
    return text_view("\n".join(lines))


def _requesters_text(rules: ServerRules) -> str:
    requesters = f"members with {_mentions(rules.members)}" if rules.members else "everyone"
    if not rules.min_days:
        return requesters
    days = "a day" if rules.min_days == 1 else f"{rules.min_days} days"
    return f"{requesters} who joined this server at least {days} ago"


def _tier_lines(rules: ServerRules, limits: Limits) -> Iterator[str]:
    for name in dict.fromkeys(rules.tiers.values()):
        roles = _mentions(role for role, tier in rules.tiers.items() if tier == name)
        limits_text = _tier_limits_text(limits.tiers.get(name))
        yield f"- have the limits of “{sanitize_line(name, 40)}”: members with {roles} ({limits_text})"


def _tier_limits_text(tier: Tier | None) -> str:
    if tier is None:
        return "the operator no longer offers this tier here: the usual limits apply"
    images = "any number of" if tier.images_per_user_per_day == UNLIMITED else tier.images_per_user_per_day
    jobs = "any number of" if tier.jobs_per_user == UNLIMITED else tier.jobs_per_user
    pause = f"one every {tier.cooldown_seconds:g} seconds" if tier.cooldown_seconds > 0 else "no pause between them"
    return f"{images} pictures a day, {jobs} requests at once, {pause}"


def mod_channel_set_view(channel_id: int, *, public: bool) -> Layout:
    """Confirms the new moderators' channel; ``public`` is whether everyone can read it, so that it gets no cards."""
    warning = (
        ", where everyone can read them. Reports and pictures waiting for approval are not posted there; choose a "
        "channel that only moderators can read to get them"
    )
    return text_view(f"Decisions are now posted in <#{channel_id}>{warning if public else ''}.")


def mod_channel_view(channel_id: int | None, *, problem: str | None, can_hold_pictures: bool) -> Layout:
    """The current moderators' channel and its ``problem``.

    ``can_hold_pictures`` is whether the rules can make pictures wait for approval.
    """
    if channel_id is None:
        text = "This server has no moderators’ channel; decisions are still recorded. Choose one with `channel`."
        return text_view(f"{text} {_NO_CARDS_NOTE}" if can_hold_pictures else text)
    text = f"Decisions are posted in <#{channel_id}>. Use `off` to switch that off."
    return text_view(f"{text} {problem}." if problem else text)


def mod_channel_off_view(*, can_hold_pictures: bool) -> Layout:
    """Confirms that decisions are no longer posted.

    ``can_hold_pictures`` is whether the rules can make pictures wait for approval.
    """
    text = "Decisions are no longer posted in any channel; they are still recorded."
    return text_view(f"{text} {_NO_CARDS_NOTE}" if can_hold_pictures else text)


def _label(key: str, catalog: Catalog) -> str:
    return catalog[key].label if key in catalog else f"{sanitize_line(key, 40)} (not offered here)"


def _mentions(roles: Iterable[int]) -> str:
    return str(join_with_or(f"<@&{role}>" for role in roles))
