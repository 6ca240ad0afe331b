"""The answer to /quota."""

from collections.abc import Iterator

from bot.domain.limits import UNLIMITED
from bot.domain.quota import remaining_images, remaining_of_day
from bot.domain.text import format_dollars
from bot.jobs.usage import MemberUsage
from bot.ui.jobs.purchases import purchase_lines
from bot.ui.layout import Layout, text_view


def quota_view(member: MemberUsage) -> Layout:
    """The rest of a member's quota, their grants, and the cost of their pictures."""
    limits, usage = member.limits, member.usage
    since = "in the last 24 hours" if limits.calendar is None else f"today ({limits.calendar.time_zone})"
    lines = [
        *_remaining_lines(member, since),
        *_grant_lines(member),
        *purchase_lines(member.purchases),
        f"Your pictures cost **{format_dollars(usage.micro_dollars)}** {since}.",
    ]
    if limits.jobs_per_user != UNLIMITED:
        lines.append(f"-# {_unfinished_text(usage.jobs, limits.jobs_per_user)}")
    return text_view("\n".join(lines))


def _remaining_lines(member: MemberUsage, since: str) -> Iterator[str]:
    limits, usage = member.limits, member.usage
    of_day, remaining = remaining_of_day(limits, usage), remaining_images(limits, usage)
    if of_day is None or remaining is None:
        yield f"You can request as many pictures as you like; you had {usage.images} {since}."
        return
    yield f"You have **{min(of_day, remaining)} of {limits.images_per_user_per_day}** pictures left."
    if (frees_at := member.next_image_frees_at) is not None:
        if limits.calendar is None:
            yield f"Each one is available again after 24 hours, the next <t:{int(frees_at) + 1}:R>."
        else:
            yield f"All of them are available again <t:{int(frees_at) + 1}:R>."


def _grant_lines(member: MemberUsage) -> Iterator[str]:
    for grant in member.grants:
        end = "until you use them" if grant.expires_at is None else f"until <t:{int(grant.expires_at)}:f>"
        yield f"This server’s managers gave you **{grant.images_left}** more, {end}."


def _unfinished_text(jobs: int, limit: int) -> str:
    """Format the number of unfinished requests, which can exceed the limit by the variants of one request."""
    return f"{jobs} of {limit} unfinished requests" if jobs <= limit else f"{jobs} unfinished requests (limit: {limit})"
