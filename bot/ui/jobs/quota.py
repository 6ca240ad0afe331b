"""The answer to /quota."""

from bot.domain.quota import UNLIMITED, Limits, Usage, remaining_images
from bot.domain.text import format_dollars
from bot.ui.layout import Layout, text_view


def quota_view(limits: Limits, usage: Usage) -> Layout:
    """What a member has left of their quota for 24 hours, and what their pictures cost."""
    remaining, limit = remaining_images(limits, usage), limits.images_per_user_per_day
    if remaining is None:
        lines = [f"You can request as many pictures as you like; you had {usage.images} in the last 24 hours."]
    else:
        lines = [f"You have **{remaining} of {limit}** pictures left."]
    if remaining is not None and usage.oldest_image_expires_at is not None:
        lines.append(
            f"Each one is available again after 24 hours, the next <t:{int(usage.oldest_image_expires_at) + 1}:R>."
        )
    lines.append(f"Your pictures cost **{format_dollars(usage.micro_dollars)}** in the last 24 hours.")
    if limits.jobs_per_user != UNLIMITED:
        lines.append(f"-# {_unfinished_text(usage.jobs, limits.jobs_per_user)}")
    return text_view("\n".join(lines))


def _unfinished_text(jobs: int, limit: int) -> str:
    """Format the number of unfinished requests; the variants of one request may exceed the limit."""
    return f"{jobs} of {limit} unfinished requests" if jobs <= limit else f"{jobs} unfinished requests (limit: {limit})"
