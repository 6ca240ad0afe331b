"""Servers that Easel is or was on, and what the operator decided about each."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class ServerDetails(NamedTuple):
    """What Discord says about a server; ``name`` is empty while Discord has not sent it."""

    guild_id: int
    name: str
    owner_id: int | None
    member_count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A stored server. Times are in seconds since the epoch, budgets in micro-dollars."""

    guild_id: int
    name: str
    owner_id: int | None
    member_count: int | None
    joined_at: float
    left_at: float | None
    """When Easel left or was removed; ``None`` while it is there."""
    decision: bool | None
    """Whether the server was admitted; ``None`` while it waits for the operator."""
    plan: str | None
    """The plan that the operator chose."""
    daily_budget: int | None
    monthly_budget: int | None
    """The operator's budgets in place of the plan's."""
    announced_at: float | None
    """When the operator was asked about it."""
    welcomed_at: float | None
    """When its people were told how to begin, or that the server waits."""


class Arrival(StrEnum):
    """What a server was to Easel before Discord sent it."""

    JOINED = "joined"  #: unknown
    RETURNED = "returned"  #: left
    KNOWN = "known"  #: there


class ServerSort(StrEnum):
    """The orders of a list of servers, each with the highest first."""

    SPENT = "spent"
    PICTURES = "pictures"
    JOINED = "joined"


class ServerTotals(NamedTuple):
    """A server with its micro-dollars and pictures of the last 30 days."""

    server: Server
    micro_dollars: int
    images: int
