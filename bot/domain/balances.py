"""Compares how the balance at the provider changed with what the ledger booked meanwhile."""

from typing import Final, NamedTuple

from bot.domain.text import format_dollars

ROUNDING_MICRO_DOLLARS: Final = 10_000
"""Differences up to this are not reported: a provider may round a balance to cents."""


class BalanceSnapshot(NamedTuple):
    """The balance at a time, and what was spent until then by the ledger and the provider's record, in micro-dollars.

    ``uncertain`` is booked for tasks whose bill was not known: the balance may contain it or not.
    """

    at: float
    balance: int
    spent: int
    uncertain: int


class BalanceChange(NamedTuple):
    """A sentence about the change between two snapshots; ``is_explained`` is whether the ledger accounts for it."""

    sentence: str
    is_explained: bool


def explain_change(before: BalanceSnapshot, after: BalanceSnapshot) -> BalanceChange:
    """Compare the change of the balance with what was spent meanwhile."""
    spent, lost = after.spent - before.spent, before.balance - after.balance
    unexplained = lost - spent
    said = f"the ledger says that {format_dollars(spent)} was spent"
    if -ROUNDING_MICRO_DOLLARS - before.uncertain <= unexplained <= ROUNDING_MICRO_DOLLARS + after.uncertain:
        return BalanceChange(f"{said}, and the balance agrees{_describe_uncertain(after.uncertain)}", is_explained=True)
    if unexplained < 0:
        sentence = f"{said}, and {format_dollars(-unexplained)} was added to the account or not billed"
        return BalanceChange(sentence, is_explained=True)
    sentence = (
        f"{said}, and the balance fell by {format_dollars(unexplained)} more: something else uses this account, or "
        "Runware billed what its record does not show"
    )
    return BalanceChange(sentence, is_explained=False)


def _describe_uncertain(micro_dollars: int) -> str:
    return f" ({format_dollars(micro_dollars)} is booked for tasks without a bill)" if micro_dollars else ""
