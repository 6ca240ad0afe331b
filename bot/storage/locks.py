"""Locks that more than one module takes, in the order in which a transaction takes them."""

from typing import Final

from bot.storage.database import Lock

BOT_BUDGET: Final = Lock("bot")
"""Held while the whole bot's budget is checked and reserved; taken after :func:`guild_budget`."""
JOB_QUEUE: Final = Lock("line")
"""Held while jobs are claimed, so that the maximum of running tasks holds for all processes together."""

ENTITLEMENTS: Final = Lock("entitlements")
"""Held while purchases are recorded, so that each change of one becomes one event."""


def member(user_id: int) -> Lock:
    """Held while a request of a member is accepted, or a decision about a member is recorded."""
    return Lock("member", user_id)


def channel_quota(channel_id: int) -> Lock:
    """Held while a channel's pictures of the day are checked and reserved; taken before :func:`guild_budget`."""
    return Lock("channel", channel_id)


def guild_budget(guild_id: int) -> Lock:
    """Held while a server's budget is checked and reserved."""
    return Lock("guild", guild_id)


def job(job_id: int) -> Lock:
    """Held while a job's stored content changes, so that nothing is added to a job that is being removed."""
    return Lock("library", job_id)
