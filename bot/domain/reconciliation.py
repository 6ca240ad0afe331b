"""Compares what the ledger booked for a task with what the provider's record says."""

from dataclasses import dataclass
from typing import Final

from bot.domain.job import Job, Outcome
from bot.domain.text import format_dollars

FAR_ABOVE_FACTOR: Final = 10
"""From this multiple of the configured price on, a bill is described as that many times the price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedTask:
    """A task that was sent to the provider, and what all rows of the ledger book for it, in micro-dollars.

    ``is_bill_pending`` is whether Easel still looks up its cost by itself.
    """

    job: Job
    micro_dollars: int
    is_bill_pending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord:
    """What the provider's record says about a task.

    ``outcome`` is ``None`` if the record has nothing about it; ``is_running`` is whether it is still being drawn.
    ``models`` are the models that the provider names for the results.
    """

    outcome: Outcome | None
    is_running: bool = False
    models: frozenset[str] = frozenset()

    @property
    def micro_dollars(self) -> int | None:
        """What the provider billed, in micro-dollars; ``None`` if the record does not say."""
        if self.outcome is None or self.outcome.unpriced_count:
            return None
        return sum(result.cost or 0 for result in self.outcome.results) + self.outcome.failed_cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the ledger and the record say differently about a task.

    ``billed`` is ``None`` if the record names no sum. ``is_explained`` is whether there is one explanation, so that the
    ledger can be corrected to ``billed``. ``drawn`` is the number of pictures in the record.
    """

    task: BookedTask
    billed: int | None
    reason: str
    is_explained: bool = False
    drawn: int = 0

    def __str__(self) -> str:
        """One line for the operator."""
        booked = format_dollars(self.task.micro_dollars)
        billed = "no sum" if self.billed is None else format_dollars(self.billed)
        return f"job {self.task.job.short_id}: booked {booked}, Runware’s record says {billed}: {self.reason}"


def find_difference(task: BookedTask, record: TaskRecord) -> Difference | None:
    """Compare a task with its record; ``None`` if both say the same."""
    outcome, booked = record.outcome, task.micro_dollars
    if record.is_running:
        return Difference(task=task, billed=None, reason="the task is still being drawn; look again later")
    if outcome is None:
        return _missing_difference(task) if booked else None
    if outcome.unpriced_count:
        count = f"{outcome.unpriced_count} of {len(outcome.results)} pictures"
        reason = f"it names no price for {count}, which are booked at the configured price"
        return Difference(task=task, billed=None, reason=reason)
    billed = record.micro_dollars
    if billed is None or billed == booked:
        return None
    reason, drawn = _explain_amount(task, outcome, billed), len(outcome.results)
    return Difference(task=task, billed=billed, reason=reason, is_explained=True, drawn=drawn)


def _missing_difference(task: BookedTask) -> Difference:
    if task.is_bill_pending:
        reason = "it has no result of the task; Easel asks again for a day, and then books what it knows"
    else:
        reason = "it has no result of the task, although it was booked"
    return Difference(task=task, billed=None, reason=reason)


def _explain_amount(task: BookedTask, outcome: Outcome, billed: int) -> str:
    request = task.job.request
    drawn, price = len(outcome.results), request.estimate * len(outcome.results) // request.count
    if billed == 0:
        return f"nothing was billed for {drawn} of {request.count} pictures" if drawn else "no picture was drawn"
    if drawn == 0:
        return "pictures that failed were billed"
    if billed >= FAR_ABOVE_FACTOR * price > 0:
        return f"billed at {billed / price:g} times the configured price"
    if billed == price:
        return f"{drawn} of {request.count} pictures were billed at the configured price"
    above_or_below = "above" if billed > price else "below"
    return f"billed {above_or_below} the configured price ({format_dollars(price)} for {drawn} of {request.count})"
