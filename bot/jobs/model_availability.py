"""Suspends models for a day that the provider no longer offers, or bills far above their price."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bot.domain.catalog import Catalog, Model
from bot.domain.clock import DAY_SECONDS, Clock
from bot.domain.job import Job
from bot.domain.text import format_dollars
from bot.errors import Invalid
from bot.jobs.drift import DriftAlarm
from bot.jobs.ports import Messenger
from bot.localization.messages import Message
from bot.storage import kv
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

MODEL_RETRY_SECONDS: Final = 24 * 3600.0
"""Seconds after which a lost or stopped model may be requested again; a refusal costs nothing."""
STOP_PRICE_FACTOR: Final = 10
"""Pictures billed at this multiple of their price suspend their model.

Refused pictures count with their price, because the provider may bill them, and any member can ask for them.
"""


_MarkCheck: TypeAlias = Callable[[str, Model, float], bool]
"""Whether a stored mark applies to the model at this time."""


@dataclass(slots=True, kw_only=True)
class ModelAvailability:
    """Marks lost and stopped models in the key-value store, which all processes read."""

    catalog: Catalog
    database: Database
    messenger: Messenger
    clock: Clock
    drift: DriftAlarm = field(init=False)
    """The alarm for what differs from the catalogue without stopping a model."""

    def __post_init__(self) -> None:
        self.drift = DriftAlarm(self.database, self.messenger, self.clock)

    async def mark_lost(self, key: str) -> Message:
        """Record that the provider refused the model, so that its successor is used. Return the member's sentence."""
        model = self.catalog[key]
        mark = json.dumps({"air": model.air, "at": self.clock()})
        is_new = await self.database.run(kv.put_if_absent, kv.lost_model_key(key), mark)
        self.catalog.mark_unavailable(key)  # after the write: a concurrent refresh() would undo it otherwise
        if is_new:
            log.error("Runware does not offer %s", model.air, extra={"event": "model_lost", "model": key})
            successor = {} if model.successor is None else {"successor": model.successor}
            name = "alert-model-lost" if model.successor is None else "alert-model-lost-with-successor"
            await self.messenger.alert(Message(name, air=model.air, key=key, **successor))
        return self._lost_sentence(key)

    def _lost_sentence(self, key: str) -> Message:
        try:
            successor = self.catalog.resolve_model(key).model.label
        except Invalid as refusal:
            return Message("model-lost", reason=refusal.message)
        return Message("model-lost-with-successor", model=self.catalog[key].label, successor=successor)

    async def check_cost(self, job: Job) -> None:
        """Alert the operator, once a day for each model, if the provider billed more or less than the price.

        A cost far above the price stops the model, because the cost of its next picture cannot be estimated.
        """
        results = len(job.outcome.results) + job.outcome.outstanding if job.outcome else 0
        cost, price = job.cost, job.request.estimate * results // job.request.count
        key = job.request.model
        if cost > price and key in self.catalog:
            extra = {"event": "cost_above_price", "model": key, "micros": cost, "expected_micros": price}
            log.warning("Job %s was billed above its price", job.id, extra=extra)
            await self._handle_cost_above_price(job, price)
        elif cost < price and key in self.catalog:
            await self.drift.tell_below_price(job, price=price)

    async def _handle_cost_above_price(self, job: Job, price: int) -> None:
        cost, key, highest = job.cost, job.request.model, max(price, _price_with_failures(job))
        alert_key, name = kv.BILLED_MORE_PREFIX + key, "alert-cost-above-price"
        if cost <= highest:
            alert_key, name = f"{alert_key}:refused", "alert-refused-pictures-billed"
        text = Message(name, cost=format_dollars(cost), price=format_dollars(price), key=key)
        if cost >= STOP_PRICE_FACTOR * highest:
            await self._stop_model(key)
            alert_key += ":stopped"
            text = Message("alert-and-model-stopped", alert=text)
        if await self.database.run(kv.put_time_if_older, alert_key, min_age_seconds=DAY_SECONDS, now=self.clock()):
            await self.messenger.alert(text)

    async def _stop_model(self, key: str) -> None:
        mark = json.dumps({"price": _price_settings(self.catalog[key]), "at": self.clock()})
        await self.database.run(kv.put, kv.STOPPED_MODEL_PREFIX + key, mark)
        self.catalog.suspend(key)
        log.error("Easel draws no more with %s", key, extra={"event": "model_stopped", "model": key})

    async def refresh(self) -> None:
        """Apply the marks of all processes to the catalogue; drop marks that expired or no longer match the model."""
        catalog = self.catalog
        await self._refresh(kv.STOPPED_MODEL_PREFIX, _is_stopped, catalog.suspend, catalog.resume)
        await self._refresh(kv.LOST_MODEL_PREFIX, _is_lost, catalog.mark_unavailable, catalog.mark_available)

    async def _refresh(
        self, prefix: str, is_valid: _MarkCheck, apply: Callable[[str], None], revoke: Callable[[str], None]
    ) -> None:
        marks = await self.database.run(kv.list_by_prefix, prefix)
        for key, model in self.catalog.items():
            mark = marks.get(prefix + key)
            if mark is not None and is_valid(mark, model, self.clock()):
                apply(key)
                continue
            revoke(key)
            if mark is not None:
                await self.database.run(kv.remove, prefix + key)


def _price_with_failures(job: Job) -> int:
    """The expected micro-dollars if failures are billed: of all pictures, because one error may stand for all."""
    return job.request.estimate if job.outcome is not None and job.outcome.failures else 0


def lost_since(stored_value: str, model: Model, *, now: float) -> float | None:
    """When the provider refused the model, in seconds since the epoch, according to the stored mark.

    ``None`` if the mark has expired or has another AIR identifier: then the model may be requested again.
    """
    mark = json.loads(stored_value)
    is_valid = mark["air"] == model.air and now < mark["at"] + MODEL_RETRY_SECONDS
    return float(mark["at"]) if is_valid else None


def _is_lost(stored_value: str, model: Model, now: float) -> bool:
    return lost_since(stored_value, model, now=now) is not None


def _is_stopped(stored_value: str, model: Model, now: float) -> bool:
    mark = json.loads(stored_value)
    return mark["price"] == _price_settings(model) and bool(now < mark["at"] + MODEL_RETRY_SECONDS)


def _price_settings(model: Model) -> list[object]:
    """The values that the operator can correct for a model with a wrong price; a change resumes the model."""
    return [model.air, model.price, model.edit_price]
