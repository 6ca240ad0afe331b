"""What the operator decided about a server and its people, and what was bought there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The operator's settings for a server, and the purchases of the server and of one member.

    ``plan`` is the name of the plan that the operator chose; budgets are in micro-dollars and replace the plan's.
    ``server_skus`` and ``member_skus`` are Discord's ids of what is bought and has not ended.
    """

    plan: str | None = None
    guild_daily_budget: int | None = None
    guild_monthly_budget: int | None = None
    server_skus: frozenset[int] = frozenset()
    member_skus: frozenset[int] = frozenset()


NO_STANDING = Standing()
