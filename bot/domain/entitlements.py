"""What is bought at Discord: the state of an entitlement, and what one observation of it changes.

Discord gives an entitlement no version. So each observation carries the time at which Discord said it, and the newest
one holds, in whatever order they arrive. A deletion (a refund) is final.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf
from typing import Final, NamedTuple

from bot.domain.clock import DAY_SECONDS

CONSUMABLE_SECONDS: Final = 30 * DAY_SECONDS
"""How long a consumable brings its tier or plan: Discord forgets it once it is consumed, so Easel sets its end."""
_DISCORD_EPOCH_SECONDS: Final = 1_420_070_400.0
"""The time that the ids of Discord count from (Discord, Snowflakes)."""


class EntitlementChange(StrEnum):
    """What happened to an entitlement."""

    BOUGHT = "bought"
    RENEWED = "renewed"  #: it ends later than was known, or not at all
    ENDED = "ended"  #: it ends earlier than was known, or its end has come
    REFUNDED = "refunded"  #: Discord took it back
    CONSUMED = "consumed"  #: Discord was told that Easel has it in its books


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What Discord said about an entitlement at ``seen_at``. All entitlements count, those for tests too.

    Of a server's entitlement ``user_id`` is who bought it. ``is_consumable`` is what the SKU says.
    """

    id: int
    sku_id: int
    user_id: int | None
    guild_id: int | None
    starts_at: float | None
    ends_at: float | None
    is_deleted: bool
    is_consumed: bool
    seen_at: float
    is_consumable: bool = False


class ObservationList(NamedTuple):
    """All entitlements as Discord lists them; ``is_complete`` is whether every one could be read."""

    seen: list[Observation]
    is_complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """An entitlement as recorded; the fields are the columns of its table.

    ``starts_at`` of a consumable is when its :data:`CONSUMABLE_SECONDS` begin; ``None`` while no tier or plan names its
    SKU. ``ends_at`` is ``None`` for one without an end.
    """

    id: int
    sku_id: int
    user_id: int | None
    guild_id: int | None
    starts_at: float | None
    ends_at: float | None
    is_consumable: bool
    deleted_at: float | None
    consumed_at: float | None
    first_seen_at: float
    seen_at: float


def created_at(snowflake: int) -> float:
    """When Discord made the id (Discord, Snowflakes)."""
    return (snowflake >> 22) / 1000 + _DISCORD_EPOCH_SECONDS


def first_state(seen: Observation, now: float) -> Entitlement:
    """The state of an entitlement that was unknown.

    The days of a consumable begin with :func:`lay_out`; one that was consumed before began with its purchase.
    """
    starts_at, ends_at = seen.starts_at, seen.ends_at
    if seen.is_consumable:
        starts_at = created_at(seen.id) if seen.is_consumed else None
        ends_at = None if starts_at is None else starts_at + CONSUMABLE_SECONDS
    return Entitlement(
        id=seen.id,
        sku_id=seen.sku_id,
        user_id=seen.user_id,
        guild_id=seen.guild_id,
        starts_at=starts_at,
        ends_at=ends_at,
        is_consumable=seen.is_consumable,
        deleted_at=now if seen.is_deleted else None,
        consumed_at=now if seen.is_consumable and seen.is_consumed else None,
        first_seen_at=now,
        seen_at=seen.seen_at,
    )


def next_state(known: Entitlement, seen: Observation, now: float) -> Entitlement:
    """The state of a known entitlement after an observation, which may be older than what is known."""
    state = known
    if seen.is_deleted and known.deleted_at is None:
        state = replace(state, deleted_at=now)
    if known.is_consumable:
        return replace(state, consumed_at=now) if seen.is_consumed and known.consumed_at is None else state
    if _precedence(seen) > _precedence(known):
        state = replace(state, starts_at=seen.starts_at, ends_at=seen.ends_at, seen_at=seen.seen_at)
    return state


def _precedence(state: Observation | Entitlement) -> tuple[float, float, float]:
    """The newest counts; of two at the same time, the one that ends first."""
    return state.seen_at, -_end(state.ends_at), -_end(state.starts_at)


def lay_out(packs: Iterable[Entitlement], now: float) -> Iterator[Entitlement]:
    """Yield the consumables of one owner and SKU whose days begin or move: they count one after the other.

    What has begun stays. Those after it move up when one before them is refunded.
    """
    valid = [pack for pack in packs if pack.deleted_at is None]
    begun = [pack for pack in valid if pack.starts_at is not None and pack.starts_at <= now]
    free_at = max([now, *(_end(pack.ends_at) for pack in begun)])
    waiting = [pack for pack in valid if pack not in begun]
    for pack in sorted(waiting, key=lambda pack: (_end(pack.starts_at), pack.first_seen_at, pack.id)):
        moved = replace(pack, starts_at=free_at, ends_at=free_at + CONSUMABLE_SECONDS)
        free_at += CONSUMABLE_SECONDS
        if moved != pack:
            yield moved


def changes_between(known: Entitlement | None, state: Entitlement) -> Iterator[EntitlementChange]:
    """What happened between two states; ``None`` is before it was known."""
    if known is None:
        yield EntitlementChange.BOUGHT
    elif known.starts_at is not None or not known.is_consumable:
        if _end(state.ends_at) > _end(known.ends_at):
            yield EntitlementChange.RENEWED
        elif _end(state.ends_at) < _end(known.ends_at):
            yield EntitlementChange.ENDED
    if state.deleted_at is not None and (known is None or known.deleted_at is None):
        yield EntitlementChange.REFUNDED
    if state.consumed_at is not None and (known is None or known.consumed_at is None):
        yield EntitlementChange.CONSUMED


def _end(ends_at: float | None) -> float:
    return inf if ends_at is None else ends_at
