"""Keeps what is bought at Discord in the database, and consumes consumables only after they are recorded there."""

import asyncio
import logging
from collections.abc import Awaitable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final, NoReturn, Protocol

from bot.domain.clock import Clock
from bot.domain.entitlements import Observation, ObservationList
from bot.domain.limits import Limits
from bot.errors import DiscordDown, StorageError
from bot.loops import run_forever
from bot.storage import entitlements
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

PURCHASE_INTERVAL_SECONDS: Final = 30.0
"""Pause after which what failed at Discord is tried again."""
MAX_FAILURES_PER_RUN: Final = 3
"""Consumptions that fail before the others of a run wait too: one of them may fail for ever, or Discord may be down."""
MAX_RECORDED_AT_ONCE: Final = 100
"""Observations that one transaction records."""
MAX_REMEMBERED: Final = 10_000
"""Entitlements whose recorded state this process remembers."""

_NOT_RECORDED: Final = "A purchase could not be recorded yet: %s"
_WITHOUT_TIER: Final = "SKU %s was bought by a member, and no tier in the configuration names it"
_WITHOUT_PLAN: Final = "SKU %s was bought for a server, and no plan in the configuration names it"


class Shop(Protocol):
    """What Discord knows about purchases; raises :class:`~bot.errors.DiscordDown` while Discord does not answer."""

    def is_ready(self) -> bool:
        """Whether Discord is connected."""
        ...

    async def list_entitlements(self, seen_at: float) -> ObservationList:
        """Every entitlement, those that ended or were deleted too."""
        ...

    async def list_consumables(self) -> Mapping[int, bool]:
        """Whether each SKU of the application is a consumable, by its id."""
        ...

    async def consume(self, entitlement_id: int) -> bool:
        """Mark a consumable as consumed; returns ``False`` if Discord refuses it. Repeating it is harmless."""
        ...


@dataclass(eq=False, kw_only=True)
class Purchases:
    """Records entitlements from events, from a full list and from interactions.

    ``limits`` name the SKUs that bring something. The order of the three does not matter: the newest observation holds.
    What cannot be recorded from an event is read again with the full list.
    """

    database: Database
    shop: Shop
    limits: Limits
    clock: Clock
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _is_list_due: bool = False
    _is_consumable: dict[int, bool] = field(default_factory=dict)
    _remembered: dict[int, tuple[object, ...]] = field(default_factory=dict)
    _reported_skus: set[int] = field(default_factory=set)

    @property
    def named_skus(self) -> frozenset[int]:
        """The SKUs that bring a tier or a plan."""
        return self.limits.tier_skus | self.limits.plan_skus

    async def run(self) -> NoReturn:
        """Run :meth:`run_once` now and then, and at once after an event, until cancelled."""
        await run_forever(self.run_once, PURCHASE_INTERVAL_SECONDS, event="purchases_stale", wake=self._wake)

    async def run_once(self) -> None:
        """Read the full list if it is due, begin and end what is due, and consume what is recorded."""
        if not self.shop.is_ready():
            return
        if self._is_list_due:
            await self._unless_down(self._record_list())
        await self.database.run(entitlements.begin_consumables, self.limits, self.clock())
        await self.database.run(entitlements.record_ends, self.clock())
        failures = 0
        for entitlement_id in await self.database.run(entitlements.list_to_consume):
            failures += not await self._unless_down(self._consume(entitlement_id))
            if failures >= MAX_FAILURES_PER_RUN:
                return

    async def _unless_down(self, work: Awaitable[None]) -> bool:
        """Await the work; returns ``False`` if Discord did not answer, and it is tried again in the next run."""
        try:
            await work
        except DiscordDown as error:
            log.warning("Purchases at Discord are read again later: %s", error, extra={"event": "purchases_stale"})
            return False
        return True

    def request_list(self) -> None:
        """Have the full list read, after Easel was away; nothing is read while nothing is for sale."""
        if self.named_skus:
            self._is_list_due = True
            self._wake.set()

    async def record_event(self, seen: Observation) -> None:
        """Record what an event says. If that fails, the full list is read instead."""
        try:
            if seen.sku_id not in self._is_consumable:
                await self._load_skus()
            await self._record([seen])
        except (DiscordDown, StorageError) as error:
            log.warning(_NOT_RECORDED, error, extra={"event": "purchase_not_recorded"})
            self._is_list_due = True
        self._wake.set()

    async def record_unknown(self, seen: Iterable[Observation]) -> None:
        """Record what an interaction shows and this process does not know, for events that were missed.

        Costs nothing for members without purchases. It never asks Discord: if it would have to, the full list is due.
        """
        unknown = [one for one in seen if self._remembered.get(one.id) != _fingerprint(one)] if self.named_skus else []
        if not unknown:
            return
        if any(one.sku_id not in self._is_consumable for one in unknown):
            self.request_list()
            return
        try:
            await self._record(unknown)
        except StorageError as error:
            log.warning(_NOT_RECORDED, error, extra={"event": "purchase_not_recorded"})
            self._is_list_due = True
        self._wake.set()

    async def _record_list(self) -> None:
        """Record every entitlement; end those that Discord no longer lists, only if the whole list could be read."""
        read_at = self.clock()
        await self._load_skus()
        seen, is_complete = await self.shop.list_entitlements(read_at)
        for batch in _batches(seen, MAX_RECORDED_AT_ONCE):
            await self._record(batch)
        self._is_list_due = False
        if not is_complete:
            return
        listed = frozenset(one.id for one in seen)
        for gone in await self.database.run(entitlements.end_unlisted, listed, read_at=read_at):
            self._remembered.pop(gone.id, None)
            log.warning(
                "Discord no longer lists entitlement %s, so it has ended",
                gone.id,
                extra={"event": "entitlement_unlisted", "sku": gone.sku_id},
            )

    async def _load_skus(self) -> None:
        """Read which SKUs are consumables, and report those that the configuration names and Discord does not have."""
        self._is_consumable.update(await self.shop.list_consumables())
        for sku_id in self.named_skus - self._is_consumable.keys() - self._reported_skus:
            self._report(sku_id, "The configuration names SKU %s, and this application has none with that id")

    async def _record(self, seen: Sequence[Observation]) -> None:
        known = [replace(one, is_consumable=self._is_consumable.get(one.sku_id, False)) for one in seen]
        await self.database.run(entitlements.record, known, limits=self.limits, now=self.clock())
        if len(self._remembered) > MAX_REMEMBERED:
            self._remembered.clear()
        self._remembered.update((one.id, _fingerprint(one)) for one in known)
        for one in known:
            is_of_server = one.guild_id is not None
            if one.sku_id not in self._reported_skus and not self.limits.has_effect(
                one.sku_id, is_of_server=is_of_server
            ):
                self._report(one.sku_id, _WITHOUT_PLAN if is_of_server else _WITHOUT_TIER)

    async def _consume(self, entitlement_id: int) -> None:
        """Tell Discord about a consumable that is in the database."""
        if await self.shop.consume(entitlement_id):
            await self.database.run(entitlements.mark_consumed, entitlement_id, self.clock())

    def _report(self, sku_id: int, text: str) -> None:
        self._reported_skus.add(sku_id)
        log.warning(text, sku_id, extra={"event": "sku_without_effect", "sku": sku_id})


def _fingerprint(seen: Observation) -> tuple[object, ...]:
    return seen.starts_at, seen.ends_at, seen.is_deleted


def _batches(seen: Sequence[Observation], size: int) -> Iterator[list[Observation]]:
    remaining = iter(seen)
    while batch := list(islice(remaining, size)):
        yield batch
