"""The answer to /quota."""

from collections.abc import Iterator
from typing import Final

from bot.domain.grants import Grant
from bot.domain.limit_checks import QuotaScope, remaining_images, remaining_of_day, scarcest_day_limit
from bot.domain.limit_resolution import LimitSource, ResolvedLimits
from bot.domain.limits import UNLIMITED
from bot.domain.text import format_dollars, sanitize_line
from bot.jobs.usage import MemberQuota
from bot.ui.jobs.purchases import purchase_lines
from bot.ui.layout import Layout, text_view

_MAX_TIER_LENGTH: Final = 40


def quota_view(quota: MemberQuota, *, obstacle: str | None = None) -> Layout:
    """The rest of a member's quota and why, their grants, and the cost of their pictures.

    ``obstacle`` is why they can request nothing now all the same.
    """
    lines = [
        *([] if obstacle is None else [f"⛔ {obstacle}"]),
        *remaining_lines(quota, whose="You have", them="you"),
        *(line for _, line in grant_lines(quota, who="you")),
        *purchase_lines(quota.purchases),
        *_channel_lines(quota),
        _cost_line(quota),
        f"-# {source_text(quota.resolved, whose='Your')}",
        *(f"-# {line}" for line in [limits_text(quota)] if line),
    ]
    return text_view("\n".join(lines))


def remaining_lines(quota: MemberQuota, *, whose: str, them: str) -> Iterator[str]:
    """What is left of the member's day; ``whose`` is “You have” or “They have”, ``them`` “you” or “they”."""
    limits, usage = quota.limits, quota.usage
    of_day, remaining = remaining_of_day(limits, usage), remaining_images(limits, usage)
    had = f"{them} had {usage.images} {_day_text(quota)}."
    if of_day is None:
        most = "" if remaining is None else f", at most {remaining} more here"
        yield f"{whose.removesuffix(' have')} can request as many pictures as {them} like{most}; {had}"
        return
    left = of_day if remaining is None else min(of_day, remaining)
    yield f"{whose} **{left} of {limits.images_per_user_per_day}** pictures left. {had.capitalize()}"
    yield from _all_servers_lines(quota, them)
    yield from _highest_lines(quota)
    yield from _next_lines(quota)


def grant_lines(quota: MemberQuota, *, who: str) -> Iterator[tuple[Grant, str]]:
    """Each of the member's grants, with its line."""
    for grant in quota.grants:
        end = "until they are used" if grant.expires_at is None else f"until <t:{int(grant.expires_at)}:f>"
        yield grant, f"This server’s managers gave {who} **{grant.images_left}** more, {end}."


def source_text(resolved: ResolvedLimits, *, whose: str) -> str:
    """Where the member's limit comes from; ``whose`` is “Your” or “Their”."""
    you = "you" if whose == "Your" else "this member"
    match resolved.source:
        case LimitSource.PLAN:
            text = "is the one that everyone has here"
        case LimitSource.SERVER:
            text = "was set by this server’s managers for all members"
        case LimitSource.ROLE:
            text = f"was set by this server’s managers for <@&{resolved.role_id}>"
        case LimitSource.TIER:
            text = f"is that of the tier “{_tier_name(resolved)}”, which <@&{resolved.role_id}> has"
        case LimitSource.MEMBER:
            text = f"was set by this server’s managers for {you}"
        case LimitSource.PURCHASE:
            text = f"is that of the tier “{_tier_name(resolved)}”, which {you} bought"
    return f"{whose} limit {text}."


def limits_text(quota: MemberQuota) -> str:
    """The unfinished requests, the cooldown, and what one request can have; empty if all of that has no limit."""
    limits, parts = quota.limits, []
    if limits.jobs_per_user != UNLIMITED:
        parts.append(_unfinished_text(quota.usage.jobs, limits.jobs_per_user))
    if limits.cooldown_seconds > 0:
        pause = "second" if limits.cooldown_seconds == 1 else f"{limits.cooldown_seconds:g} seconds"
        parts.append(f"one request every {pause}")
    if limits.max_count is not None:
        parts.append(f"up to {limits.max_count} {'picture' if limits.max_count == 1 else 'pictures'} a request")
    if limits.max_resolution is not None:
        parts.append(f"up to {limits.max_resolution}")
    return " · ".join(parts)


def _tier_name(resolved: ResolvedLimits) -> str:
    return sanitize_line(resolved.tier or "", _MAX_TIER_LENGTH)


def _day_text(quota: MemberQuota) -> str:
    if quota.day_ends_at is None:
        return "in the last 24 hours"
    return f"today, since <t:{int(quota.day_since) + 1}:t>"


def _all_servers_lines(quota: MemberQuota, them: str) -> Iterator[str]:
    day = scarcest_day_limit(quota.limits, quota.usage)
    if day is not None and day.scope is QuotaScope.ALL_SERVERS:
        yield f"On all servers together {them} had {day.used} of {day.limit}."


def _highest_lines(quota: MemberQuota) -> Iterator[str]:
    limits, usage = quota.limits, quota.usage
    highest, had = limits.max_images_per_user_per_day, usage.images + usage.extra
    if highest is not None and highest != UNLIMITED and (usage.extra or usage.granted_left):
        yield f"This server’s plan allows a member {highest} a day, whatever managers give; {had} of them are used."


def _next_lines(quota: MemberQuota) -> Iterator[str]:
    frees_at = quota.next_image_frees_at
    if frees_at is None:
        return
    if quota.day_ends_at is None:
        yield f"Each one is available again after 24 hours, the next <t:{int(frees_at) + 1}:R>."
    else:
        yield f"More are available <t:{int(frees_at) + 1}:R>."


def _channel_lines(quota: MemberQuota) -> Iterator[str]:
    limit = quota.limits.channel_images_per_day
    if limit != UNLIMITED:
        left = max(0, limit - quota.usage.channel_images)
        yield f"This channel has **{left} of {limit}** pictures a day left, for all members together."


def _cost_line(quota: MemberQuota) -> str:
    where = "in direct messages" if quota.guild_id is None else "on this server"
    since = f"this month, since <t:{int(quota.month_since) + 1}:D>"
    when = since if quota.is_calendar_month else "in the last 30 days"
    return f"Your pictures {where} cost **{format_dollars(quota.month_micro_dollars)}** {when}."


def _unfinished_text(jobs: int, limit: int) -> str:
    """Format the number of unfinished requests, which can exceed the limit by the variants of one request."""
    return f"{jobs} of {limit} unfinished requests" if jobs <= limit else f"{jobs} unfinished requests (limit: {limit})"
