"""The answer to /quota."""

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from bot.domain.grants import Grant
from bot.domain.limit_checks import QuotaScope, remaining_images, remaining_of_day, scarcest_day_limit
from bot.domain.limit_resolution import LimitSource, ResolvedLimits
from bot.domain.limits import UNLIMITED
from bot.domain.text import format_dollars, sanitize_line
from bot.jobs.usage import MemberQuota
from bot.localization.messages import FieldValue, text
from bot.ui.jobs.purchases import purchase_lines
from bot.ui.layout import Layout, text_view

Whose: TypeAlias = Literal["you", "member"]
"""Whether the reader is the member, or somebody else."""
_MAX_TIER_LENGTH: Final = 40


def quota_view(quota: MemberQuota, *, obstacle: str | None = None) -> Layout:
    """The rest of a member's quota and why, their grants, and the cost of their pictures.

    ``obstacle`` is why they can request nothing now all the same.
    """
    lines = [
        *([] if obstacle is None else [f"⛔ {obstacle}"]),
        *remaining_lines(quota, whose="you"),
        *(line for _, line in grant_lines(quota, whose="you")),
        *purchase_lines(quota.purchases),
        *_channel_lines(quota),
        _cost_line(quota),
        f"-# {source_text(quota.resolved, whose='you')}",
        *(f"-# {line}" for line in [limits_text(quota)] if line),
    ]
    return text_view("\n".join(lines))


def remaining_lines(quota: MemberQuota, *, whose: Whose) -> Iterator[str]:
    """What is left of the member's day."""
    limits, usage = quota.limits, quota.usage
    of_day, remaining = remaining_of_day(limits, usage), remaining_images(limits, usage)
    had: dict[str, FieldValue] = {"whose": whose, "count": usage.images, **_day_fields(quota)}
    if of_day is None:
        yield (
            text("quota-unlimited", **had) if remaining is None else text("quota-unlimited-here", left=remaining, **had)
        )
        return
    left = of_day if remaining is None else min(of_day, remaining)
    of_limit = text("quota-left", whose=whose, left=left, limit=limits.images_per_user_per_day)
    yield f"{of_limit} {text('quota-had', **had)}"
    yield from _all_servers_lines(quota, whose)
    yield from _highest_lines(quota)
    yield from _next_lines(quota)


def grant_lines(quota: MemberQuota, *, whose: Whose) -> Iterator[tuple[Grant, str]]:
    """Each of the member's grants, with its line."""
    for grant in quota.grants:
        if grant.expires_at is None:
            yield grant, text("quota-grant", whose=whose, left=grant.images_left)
        else:
            end = f"<t:{int(grant.expires_at)}:f>"
            yield grant, text("quota-grant-until", whose=whose, left=grant.images_left, end=end)


def source_text(resolved: ResolvedLimits, *, whose: Whose) -> str:
    """Where the member's limit comes from."""
    tier, role = _tier_name(resolved), f"<@&{resolved.role_id}>"
    match resolved.source:
        case LimitSource.PLAN:
            return text("quota-source-plan", whose=whose)
        case LimitSource.SERVER:
            return text("quota-source-server", whose=whose)
        case LimitSource.ROLE:
            return text("quota-source-role", whose=whose, role=role)
        case LimitSource.TIER:
            return text("quota-source-tier", whose=whose, tier=tier, role=role)
        case LimitSource.MEMBER:
            return text("quota-source-member", whose=whose)
        case LimitSource.PURCHASE:
            return text("quota-source-purchase", whose=whose, tier=tier)


def limits_text(quota: MemberQuota) -> str:
    """The unfinished requests, the cooldown, and what one request can have; empty if all of that has no limit."""
    limits, parts = quota.limits, []
    if limits.jobs_per_user != UNLIMITED:
        parts.append(_unfinished_text(quota.usage.jobs, limits.jobs_per_user))
    if limits.cooldown_seconds > 0:
        parts.append(text("quota-cooldown", seconds=limits.cooldown_seconds))
    if limits.max_count is not None:
        parts.append(text("quota-max-count", count=limits.max_count))
    if limits.max_resolution is not None:
        parts.append(text("quota-max-resolution", resolution=limits.max_resolution))
    return " · ".join(parts)


def _tier_name(resolved: ResolvedLimits) -> str:
    return sanitize_line(resolved.tier or "", _MAX_TIER_LENGTH)


def _day_fields(quota: MemberQuota) -> dict[str, FieldValue]:
    """The kind of the day, and when it began."""
    return {
        "day": "rolling" if quota.day_ends_at is None else "calendar",
        "since": f"<t:{int(quota.day_since) + 1}:t>",
    }


def _all_servers_lines(quota: MemberQuota, whose: Whose) -> Iterator[str]:
    day = scarcest_day_limit(quota.limits, quota.usage)
    if day is not None and day.scope is QuotaScope.ALL_SERVERS:
        yield text("quota-all-servers", whose=whose, used=day.used, limit=day.limit)


def _highest_lines(quota: MemberQuota) -> Iterator[str]:
    limits, usage = quota.limits, quota.usage
    highest, had = limits.max_images_per_user_per_day, usage.images + usage.extra
    if highest is not None and highest != UNLIMITED and (usage.extra or usage.granted_left):
        yield text("quota-plan-most", most=highest, used=had)


def _next_lines(quota: MemberQuota) -> Iterator[str]:
    frees_at = quota.next_image_frees_at
    if frees_at is None:
        return
    time = f"<t:{int(frees_at) + 1}:R>"
    yield text("quota-next", time=time) if quota.day_ends_at is None else text("quota-next-day", time=time)


def _channel_lines(quota: MemberQuota) -> Iterator[str]:
    limit = quota.limits.channel_images_per_day
    if limit != UNLIMITED:
        yield text("quota-channel", left=max(0, limit - quota.usage.channel_images), limit=limit)


def _cost_line(quota: MemberQuota) -> str:
    return text(
        "quota-cost",
        place="direct" if quota.guild_id is None else "server",
        price=format_dollars(quota.month_micro_dollars),
        month="calendar" if quota.is_calendar_month else "rolling",
        since=f"<t:{int(quota.month_since) + 1}:D>",
    )


def _unfinished_text(jobs: int, limit: int) -> str:
    """The number of unfinished requests, which can exceed the limit by the variants of one request."""
    return text("quota-unfinished" if jobs <= limit else "quota-unfinished-above-limit", jobs=jobs, limit=limit)
