"""Compares each task that the ledger booked with the provider's record."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from bot.domain.reconciliation import BookedTask, Difference, TaskRecord, find_difference
from bot.errors import ProviderError, ProviderUnavailable
from bot.runware.client import RunwareClient
from bot.storage import reconciliation
from bot.storage.database import Database

BATCH_TASKS: Final = 20
"""Tasks that one request asks about."""
_MAX_FAILED_BATCHES: Final = 2
"""Batches that fail in a row before the others are not asked for any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A task with its record and the difference, if any; ``error`` is why there is no record."""

    task: BookedTask
    record: TaskRecord | None = None
    difference: Difference | None = None
    error: ProviderError | None = None


@dataclass(slots=True)
class Reconciliation:
    """Reads tasks and their records batch by batch; what the provider does not answer is reported, never raised."""

    database: Database
    provider: RunwareClient
    _error: ProviderError | None = None
    _failed_batches: int = 0

    async def compare_tasks(self, since: float) -> AsyncIterator[Comparison]:
        """Compare the tasks of ended jobs that were sent at ``since`` or later."""
        after_id = -1
        page = reconciliation.list_booked_tasks
        while tasks := await self.database.run(page, since=since, after_id=after_id, limit=BATCH_TASKS):
            after_id = tasks[-1].job.id
            records = await self._get_records([task.job.task_uuid for task in tasks])
            for task in tasks:
                found = records[task.job.task_uuid]
                if isinstance(found, ProviderError):
                    yield Comparison(task=task, error=found)
                else:
                    yield Comparison(task=task, record=found, difference=find_difference(task, found))

    async def _get_records(self, task_uuids: Sequence[UUID]) -> dict[UUID, TaskRecord | ProviderError]:
        """The record of each task, or the error in its place."""
        if self._error is not None and self._failed_batches >= _MAX_FAILED_BATCHES:
            return dict.fromkeys(task_uuids, self._error)
        records: dict[UUID, TaskRecord | ProviderError] = {}
        try:
            records |= await self.provider.get_records(task_uuids)
        except ProviderError as error:
            self._error = error
            if isinstance(error, ProviderUnavailable):
                self._failed_batches += 1
                return dict.fromkeys(task_uuids, error)
        for task_uuid in task_uuids:
            if task_uuid not in records:
                records[task_uuid] = await self._get_record(task_uuid)
        self._failed_batches = 0
        return records

    async def _get_record(self, task_uuid: UUID) -> TaskRecord | ProviderError:
        try:
            return (await self.provider.get_records([task_uuid]))[task_uuid]
        except ProviderError as error:
            return error
