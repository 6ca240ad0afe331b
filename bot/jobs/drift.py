"""Tells the operator where the provider's answers differ from the catalogue, once a day for each kind and model.

What differs is booked and delivered as it came; the operator decides whether the configuration has to change.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.catalog import Size
from bot.domain.clock import DAY_SECONDS, Clock
from bot.domain.job import Job
from bot.domain.text import format_dollars
from bot.errors import StorageUnavailable
from bot.jobs.ports import Messenger
from bot.localization.messages import Message
from bot.storage import kv
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

_MAX_MODEL_CHARS: Final = 100


class DriftKind(StrEnum):
    """What differs."""

    BELOW_PRICE = "below_price"
    NO_COST = "no_cost"
    SIZE = "size"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class DriftAlarm:
    """Compares jobs with what was requested, and alerts the operator about differences; never fails."""

    database: Database
    messenger: Messenger
    clock: Clock

    async def tell_below_price(self, job: Job, *, price: int) -> None:
        """The job was billed below the catalogue's ``price`` in micro-dollars."""
        text = Message(
            "alert-cost-below-price", cost=format_dollars(job.cost), price=format_dollars(price), key=job.request.model
        )
        await self._alert(DriftKind.BELOW_PRICE, job, text)

    async def tell_no_cost(self, job: Job) -> None:
        """The provider's record names no cost for pictures of the job."""
        await self._alert(DriftKind.NO_COST, job, Message("alert-no-cost", key=job.request.model))

    async def check_sizes(self, job: Job, sizes: Iterable[Size]) -> None:
        """Alert if a picture has another size than was requested."""
        wanted = job.request.size
        drawn = next((size for size in sizes if wanted is not None and size != wanted), None)
        if drawn is not None:
            text = Message("alert-size", drawn=str(drawn), wanted=str(wanted), key=job.request.model)
            await self._alert(DriftKind.SIZE, job, text)

    async def check_models(self, job: Job, answered: Iterable[str], *, wanted: str) -> None:
        """Alert if the provider names another model than the one that was requested (its AIR id, ``wanted``)."""
        other = next((name for name in sorted(answered) if name != wanted), None)
        if other is not None:
            shown = " ".join(other.split())[:_MAX_MODEL_CHARS].replace("`", "'")
            text = Message("alert-model", answered=shown, wanted=wanted, key=job.request.model)
            await self._alert(DriftKind.MODEL, job, text)

    async def _alert(self, kind: DriftKind, job: Job, text: Message) -> None:
        key, now = f"{kv.DRIFT_PREFIX}{kind}:{job.request.model}", self.clock()
        try:
            is_new = await self.database.run(kv.put_time_if_older, key, min_age_seconds=DAY_SECONDS, now=now)
        except StorageUnavailable:
            return
        if is_new:
            extra = {"event": "provider_drift", "kind": kind.value, "model": job.request.model}
            log.warning("Job %s differs from the catalogue: %s", job.id, kind, extra=extra)
            await self.messenger.alert(text)
