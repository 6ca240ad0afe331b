"""Suspends models that the provider no longer offers or bills far above their price, for a day."""

import json
import logging
from dataclasses import dataclass
from typing import Final

from bot.domain.catalog import Catalog, Model
from bot.domain.clock import DAY_SECONDS, Clock
from bot.domain.job import Job
from bot.domain.text import format_dollars
from bot.errors import Invalid
from bot.jobs.run import Messenger
from bot.storage import kv
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

MODEL_RETRY_SECONDS: Final = 24 * 3600.0
"""Seconds after which a lost or stopped model may be asked for again; a refusal costs nothing."""
MODEL_LOST_ALERT: Final = (
    "Runware no longer offers the model `{air}` (“{key}”). {instead} If it has a successor there, put its id"
    " into `models.{key}.air`, or name one of your other models as `models.{key}.successor`, and restart Easel."
)
STOP_PRICE_FACTOR: Final = 10
"""A picture billed at this multiple of its price suspends its model."""
COST_ABOVE_PRICE_ALERT: Final = (
    "Runware billed {cost} for what costs {price} by Easel’s configuration (model “{key}”). The whole bill counts "
    "against all budgets. Please correct `models.{key}.price` and `edit_price`."
)
MODEL_STOPPED_SUFFIX: Final = (
    " It is so far above the price that Easel draws no more with this model for a day, or until you do."
)


@dataclass(slots=True, kw_only=True)
class ModelAvailability:
    """Stores lost and stopped models as key-value marks, so that all processes know of them."""

    catalog: Catalog
    database: Database
    messenger: Messenger
    clock: Clock

    async def mark_lost(self, key: str) -> str:
        """Record that the provider refused this model: its successor takes over. Returns the member's sentence."""
        model = self.catalog[key]
        mark = json.dumps({"air": model.air, "at": self.clock()})
        noticed_first = await self.database.run(kv.put_if_absent, kv.lost_model_key(key), mark)
        self.catalog.mark_unavailable(key)  # after the write: a concurrent refresh() would undo it otherwise
        if noticed_first:
            log.error("Runware does not offer %s", model.air, extra={"event": "model_lost", "model": key})
            await self.messenger.alert(
                MODEL_LOST_ALERT.format(air=model.air, key=key, instead=self._successor_text(key))
            )
        try:
            successor = self.catalog.resolve_model(key).model.label
        except Invalid as refusal:
            return f"{str(refusal).removesuffix('.')}; nothing was charged."
        return (
            f"Runware no longer offers {model.label}; {successor} now draws in its place. Nothing was charged; "
            "please try again."
        )

    async def check_cost(self, job: Job) -> None:
        """Alert the operator, once a day for each model, if the provider billed more than the catalogue's price.

        A cost far above the price stops the model, because its next picture cannot be estimated any more.
        """
        results = len(job.outcome.results) + job.outcome.outstanding if job.outcome else 0
        cost, price = job.cost, job.request.estimate * results // job.request.count
        key = job.request.model
        if cost <= price or key not in self.catalog:
            return
        log.warning(
            "Job %s was billed above its price",
            job.id,
            extra={"event": "cost_above_price", "model": key, "micros": cost, "expected_micros": price},
        )
        stopped = cost >= STOP_PRICE_FACTOR * price
        if stopped:
            await self._stop_model(key)
        mark = f"{kv.BILLED_MORE_PREFIX}{key}:stopped" if stopped else f"{kv.BILLED_MORE_PREFIX}{key}"
        if await self.database.run(kv.put_time_if_older, mark, min_age_seconds=DAY_SECONDS, now=self.clock()):
            alert = COST_ABOVE_PRICE_ALERT.format(cost=format_dollars(cost), price=format_dollars(price), key=key)
            await self.messenger.alert(alert + (MODEL_STOPPED_SUFFIX if stopped else ""))

    async def _stop_model(self, key: str) -> None:
        mark = json.dumps({"price": self._price_settings(key), "at": self.clock()})
        await self.database.run(kv.put, kv.STOPPED_MODEL_PREFIX + key, mark)
        self.catalog.suspend(key)
        log.error("Easel draws no more with %s", key, extra={"event": "model_stopped", "model": key})

    async def refresh(self) -> None:
        """Apply the marks of all processes to the catalogue; drop marks that expired or no longer match the model."""
        await self._refresh_stopped()
        noticed = await self.database.run(kv.list_by_prefix, kv.LOST_MODEL_PREFIX)
        for key in self.catalog:
            mark = noticed.get(kv.lost_model_key(key))
            if mark is not None and lost_since(mark, self.catalog[key], now=self.clock()) is not None:
                self.catalog.mark_unavailable(key)
                continue
            self.catalog.mark_available(key)
            if mark is not None:
                await self.database.run(kv.remove, kv.lost_model_key(key))

    async def _refresh_stopped(self) -> None:
        noticed = await self.database.run(kv.list_by_prefix, kv.STOPPED_MODEL_PREFIX)
        for key in self.catalog:
            mark = noticed.get(kv.STOPPED_MODEL_PREFIX + key)
            known = None if mark is None else json.loads(mark)
            if (
                known
                and known["price"] == self._price_settings(key)
                and self.clock() < known["at"] + MODEL_RETRY_SECONDS
            ):
                self.catalog.suspend(key)
                continue
            self.catalog.resume(key)
            if known:
                await self.database.run(kv.remove, kv.STOPPED_MODEL_PREFIX + key)

    def _price_settings(self, key: str) -> list[object]:
        """The values that the operator can correct for a model with a wrong price; a change lifts the stop."""
        model = self.catalog[key]
        return [model.air, model.price, model.edit_price]

    def _successor_text(self, key: str) -> str:
        successor = self.catalog[key].successor
        if successor is None:
            return "No successor is configured, so requests for it are refused."
        return f"Its successor “{successor}” draws in its place, with its own sizes and prices."


def lost_since(stored_value: str, model: Model, *, now: float) -> float | None:
    """When the provider refused the model, in seconds since the epoch, by its mark in the database.

    ``None`` where the mark has expired or is about another AIR identifier: then the model may be asked for again.
    """
    known = json.loads(stored_value)
    holds = known["air"] == model.air and now < known["at"] + MODEL_RETRY_SECONDS
    return float(known["at"]) if holds else None
