"""Two who decide at the same moment: one wins, the other is told who was first, and nobody waits in a ring."""

from typing import Any

import pytest

from bot.domain.case import Case
from bot.domain.job import State
from bot.errors import AlreadyDecided, Gone, Refused
from bot.storage import blocks, cases, jobs
from bot.storage.database import Database
from tests.storage.court import ADA, APPEALED, BEN, GUILD, HELD, REPORTED, Court, after, moves, opened, race

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
PAIRS = [(one, two) for names in (HELD, REPORTED, APPEALED) for one in names for two in names]
BY_NOBODY = {"cancel", "expire", "delete", "expire appeal"}
BLOCKING = {"decline and block", "remove and block"}
UNNOTED = {"cancel", "delete"}
LEFT_OPEN = {("dismiss", "remove"), ("keep", "remove"), ("keep", "delete"), ("dismiss", "delete")}
"""Whoever removes a picture anywhere may do so after others decided about the reports of it."""


async def check(court: Court, case: Case, names: tuple[str, str], results: list[Any]) -> None:
    """One of both won, the other one was told by whom it was decided, and what follows happened once."""
    won = [n for n, result in enumerate(results) if result and not isinstance(result, BaseException)]
    if len(won) == 2:
        assert names in LEFT_OPEN or names[::-1] in LEFT_OPEN
        return
    assert len(won) == 1, results
    winner, loser = names[won[0]], names[1 - won[0]]
    refusal = results[1 - won[0]]
    if loser in BY_NOBODY:
        assert refusal in (None, False)
    else:
        assert type(refusal) in {AlreadyDecided, Gone}, refusal
        assert winner in BY_NOBODY or f"<@{(ADA, BEN)[won[0]]}>" in str(refusal)
    assert not (await court.now(case)).is_open
    count = 0 if winner in UNNOTED else 2 if winner in BLOCKING else 1
    assert len(await court.noted(case.user_id)) == count
    block = await court.run(blocks.standing(GUILD, case.user_id, now=court.desk.clock()))
    assert (block is not None) == (winner in BLOCKING)
    if case.job_id is not None:
        kinds = [kind for kind, _, _ in await court.desk.ledger(await court.job(case))]
        closes = {"approve": []}.get(winner, ["refund"]) if winner in HELD else ["settle"]
        assert kinds == ["reserve", *closes]
    rows = await court.desk.read("SELECT id FROM jobs WHERE user_id = ?", case.user_id)
    assert len(rows) == (2 if winner == "accept" else 0 if case.job_id is None else 1)


@pytest.mark.parametrize("first", [*HELD, *REPORTED, *APPEALED])
async def test_of_two_who_decide_at_once_one_wins(first: str, court: Court, processes: list[Database]) -> None:
    for member, names in enumerate((pair for pair in PAIRS if pair[0] == first), 1000):
        case = await opened(court, first, member)
        one, two = moves(court, case, ADA)[names[0]], moves(court, case, BEN)[names[1]]
        await check(court, case, names, await race(processes, one, two))


@on_postgres
@pytest.mark.parametrize("first", [*HELD, *REPORTED, *APPEALED])
async def test_who_decides_before_the_other_s_commit_waits_for_it(first: str, court: Court) -> None:
    for member, names in enumerate((pair for pair in PAIRS if pair[0] == first), 1000):
        case = await opened(court, first, member)
        one, two = moves(court, case, ADA)[names[0]], moves(court, case, BEN)[names[1]]
        results = await after(court.desk, one, two)
        assert not isinstance(results[0], BaseException), (names, results)
        assert names in LEFT_OPEN or names[::-1] not in LEFT_OPEN or isinstance(results[1], Refused)
        await check(court, case, names, results)


async def test_many_decisions_about_one_member_never_wait_for_each_other_in_a_ring(
    court: Court, processes: list[Database]
) -> None:
    source = await court.delivered()
    held = [await court.held(court.request(source=source, approval=True)) for _ in range(3)]
    report, appeal = await court.reported(source), await court.appealed()
    waiting = await court.desk.acknowledge(await court.reserved())
    block = court.block(report, court.by(BEN))
    results = await race(
        processes,
        court.approve(held[0]),
        court.decline(held[1], blocking=True),
        court.cancel(held[2]),
        court.remove_reported(report, court.by(BEN), blocking=True),
        court.reporting(source, BEN),
        court.accept(appeal),
        lambda: blocks.put(block, reason_for_jobs="Called off."),
        lambda: jobs.turn_away("Closed.", lease=court.desk.lease("two"), limit=9, now=court.desk.clock()),
        lambda: cases.to_show(now=court.desk.clock(), limit=9),
        lambda: jobs.claim(at_once=9, lease=court.desk.lease("two"), now=court.desk.clock()),
    )
    assert {type(one) for one in results if isinstance(one, BaseException)} <= {Gone, AlreadyDecided}
    assert (await court.desk.get(waiting)).state is not State.WAITING
