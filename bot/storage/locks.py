"""Locks that more than one module takes, in the order in which a transaction takes them."""

from typing import Final

from bot.storage.database import Lock

BOT_BUDGET: Final = Lock("bot")
"""Held while the whole bot's dollars are looked at and taken from; after :func:`guild_budget`."""
JOB_QUEUE: Final = Lock("line")
"""Held by whoever takes jobs from the line, so that the bound on running tasks holds in however many processes."""


def member(user_id: int) -> Lock:
    """Held while something is asked for by a member, or decided about one: each finds what the one before left."""
    return Lock("member", user_id)


def guild_budget(guild_id: int) -> Lock:
    """Held while a server's dollars are looked at and taken from."""
    return Lock("guild", guild_id)


def job(job_id: int) -> Lock:
    """Held by whoever changes what is kept of a job, so that nothing is added to one that is being removed."""
    return Lock("library", job_id)
