"""The answer to /quota."""

from collections.abc import Iterator

from bot.domain.quota import UNLIMITED, Limits, Usage, remaining_images
from bot.domain.text import format_dollars
from bot.ui.layout import Layout, text_view


def quota_view(limits: Limits, usage: Usage) -> Layout:
    """The rest of a member's quota for 24 hours, and the cost of their pictures."""
    lines = [
        *_remaining_lines(limits, usage),
        f"Your pictures cost **{format_dollars(usage.micro_dollars)}** in the last 24 hours.",
    ]
    if limits.jobs_per_user != UNLIMITED:
        lines.append(f"-# {_unfinished_text(usage.jobs, limits.jobs_per_user)}")
    return text_view("\n".join(lines))


def _remaining_lines(limits: Limits, usage: Usage) -> Iterator[str]:
    remaining = remaining_images(limits, usage)
    if remaining is None:
        yield f"You can request as many pictures as you like; you had {usage.images} in the last 24 hours."
        return
    yield f"You have **{remaining} of {limits.images_per_user_per_day}** pictures left."
    if (expires_at := usage.oldest_image_expires_at) is not None:
        yield f"Each one is available again after 24 hours, the next <t:{int(expires_at) + 1}:R>."


def _unfinished_text(jobs: int, limit: int) -> str:
    """Format the number of unfinished requests, which can exceed the limit by the variants of one request."""
    return f"{jobs} of {limit} unfinished requests" if jobs <= limit else f"{jobs} unfinished requests (limit: {limit})"
