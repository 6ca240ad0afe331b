"""Circuit breakers for models whose results are unreadable: they would be billed but never delivered."""

import logging
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from bot.domain.catalog import Catalog
from bot.domain.clock import Clock
from bot.domain.job import Job
from bot.domain.rate_limits import CircuitBreaker
from bot.jobs.operator_alerts import claim_alert
from bot.localization.messages import Message
from bot.storage import kv
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

MAX_UNREADABLE_IN_A_ROW: Final = 3
"""Consecutive unreadable results that open a model's breaker."""
TRIAL_TIMEOUT_SECONDS: Final = 120.0
"""Seconds for which other jobs are refused while the trial job of a half-open breaker runs."""
_MAX_COUNTED_JOBS: Final = 1000


@dataclass(slots=True)
class _ModelState:
    breaker: CircuitBreaker
    unreadable_count: int = 0
    trial_job_id: int | None = None
    trial_ends_at: float = 0.0


@dataclass(slots=True, kw_only=True)
class ModelBreakers:
    """One circuit breaker for each model: unreadable results open it, and a readable result closes it.

    Messages to members say that the model is closed while its breaker is open. ``clock`` is the wall clock, for times
    in messages.
    """

    catalog: Catalog
    database: Database
    clock: Clock
    monotonic: Clock
    _states: dict[str, _ModelState] = field(default_factory=dict)
    _counted_job_ids: deque[int] = field(default_factory=lambda: deque(maxlen=_MAX_COUNTED_JOBS))

    async def restore_open(self) -> None:
        """Open the breakers that were open when the previous process ended; a model's next job is its trial."""
        for name in await self.database.run(kv.list_by_prefix, kv.UNREADABLE_MODEL_PREFIX):
            state = self._state(name.removeprefix(kv.UNREADABLE_MODEL_PREFIX))
            state.breaker.restore_tripped()
            state.unreadable_count = MAX_UNREADABLE_IN_A_ROW

    def closed_reason(self, key: str) -> Message | None:
        """The sentence that refuses requests for this model, or ``None`` if they are allowed."""
        breaker = self._state(key).breaker
        return None if breaker.allows_requests else self._closed_text(key)

    def admit(self, job: Job) -> Message | None:
        """Return ``None`` if the job may be submitted now, otherwise the sentence that refuses it.

        After the pause the breaker is half open: the first job becomes the trial job, and the others are refused.
        """
        key = job.request.model
        state = self._state(key)
        if not state.breaker.tripped or state.trial_job_id == job.id:
            return None
        now = self.monotonic()
        if not state.breaker.allows_requests or (state.trial_job_id is not None and now < state.trial_ends_at):
            return self._closed_text(key)
        state.trial_job_id, state.trial_ends_at = job.id, now + TRIAL_TIMEOUT_SECONDS
        return None

    async def record_readable(self, job: Job) -> None:
        """Record that a picture of the job was read; this closes the model's breaker."""
        key = job.request.model
        state = self._state(key)
        state.unreadable_count, state.trial_job_id = 0, None
        if state.breaker.record_success():
            await self.database.run(kv.remove, kv.unreadable_model_key(key))
            log.info("The pictures of %s can be read again", key, extra={"event": "model_reopened", "model": key})

    async def record_unreadable(self, job: Job, count: int) -> Message | None:
        """Record that none of the job's ``count`` results could be read; repetitions for a job are ignored.

        Returns the alert for the operator if this opened the model's breaker, otherwise ``None``.
        """
        if job.id in self._counted_job_ids:
            return None
        self._counted_job_ids.append(job.id)
        key = job.request.model
        state = self._state(key)
        state.unreadable_count += count
        if state.unreadable_count < MAX_UNREADABLE_IN_A_ROW:
            return None
        state.trial_job_id = None
        return await self._claim_alert(key, state.unreadable_count) if state.breaker.trip() else None

    async def _claim_alert(self, key: str, count: int) -> Message | None:
        log.error("The pictures of %s cannot be read", key, extra={"event": "model_closed", "model": key})
        is_claimed = await claim_alert(self.database, kv.unreadable_model_key(key), str(self.clock()))
        if not is_claimed or key not in self.catalog:
            return None
        return Message("alert-model-closed", air=self.catalog[key].air, key=key, count=count)

    def _state(self, key: str) -> _ModelState:
        if key not in self._states:
            self._states[key] = _ModelState(CircuitBreaker(self.monotonic))
        return self._states[key]

    def _closed_text(self, key: str) -> Message:
        trial_at = int(self.clock() + self._state(key).breaker.seconds_until_trial) + 1
        other = next((candidate for candidate in self.catalog if candidate != key and self._is_usable(candidate)), None)
        label, when = self.catalog[key].label if key in self.catalog else key, f"<t:{trial_at}:R>"
        if other is None:
            return Message("model-closed", model=label, when=when)
        return Message(
            "model-closed-but-another-draws", model=label, when=when, other=self.catalog[other].label, key=other
        )

    def _is_usable(self, key: str) -> bool:
        return not self.catalog.is_unavailable(key) and self._state(key).breaker.allows_requests
