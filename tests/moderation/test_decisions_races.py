"""Two who decide at the same moment: one wins, the other is told who was first, and nobody waits in a ring."""

from typing import Any

import pytest

from bot.domain.case import Case
from bot.domain.job import State
from bot.errors import AlreadyDecided, Gone, Refused
from bot.storage import blocks, cases, jobs
from bot.storage.database import Database
from tests.support.moderation_driver import (
    ADA,
    APPEAL_ACTIONS,
    BEN,
    GUILD,
    HELD_CASE_ACTIONS,
    REPORT_ACTIONS,
    ModerationDriver,
    create_case_for,
    race,
    run_overlapping,
    transactions_by_action,
)

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
PAIRS = [(one, two) for names in (HELD_CASE_ACTIONS, REPORT_ACTIONS, APPEAL_ACTIONS) for one in names for two in names]
BY_NOBODY = {"cancel", "expire", "delete", "expire appeal"}
BLOCKING = {"decline and block", "remove and block"}
UNNOTED = {"cancel", "delete"}
REMOVING = {"remove", "remove reported", "remove and block", "delete"}
LEFT_OPEN = {(name, after) for name in REPORT_ACTIONS if name not in REMOVING for after in ("remove", "delete")}
"""A picture that stays can still be removed or deleted where no case is needed for it."""


async def check(court: ModerationDriver, case: Case, names: tuple[str, str], results: list[Any]) -> None:
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
        assert isinstance(refusal, AlreadyDecided | Gone), refusal
        assert winner in BY_NOBODY or f"<@{(ADA, BEN)[won[0]]}>" in str(refusal)
    assert not (await court.reload(case)).is_open
    count = 0 if winner in UNNOTED else 2 if winner in BLOCKING else 1
    assert len(await court.audit_actions(case.user_id)) == count
    block = await court.run(blocks.get_active(GUILD, case.user_id, now=court.job_driver.clock()))
    assert (block is not None) == (winner in BLOCKING)
    if case.job_id is not None:
        kinds = [kind for kind, _, _ in await court.job_driver.ledger_entries(await court.job_of(case))]
        closes = {"approve": []}.get(winner, ["refund"]) if winner in HELD_CASE_ACTIONS else ["settle"]
        assert kinds == ["reserve", *closes]
    rows = await court.job_driver.select("SELECT id FROM jobs WHERE user_id = ?", case.user_id)
    assert len(rows) == (2 if winner == "accept" else 0 if case.job_id is None else 1)


@pytest.mark.parametrize("first", [*HELD_CASE_ACTIONS, *REPORT_ACTIONS, *APPEAL_ACTIONS])
async def test_concurrent_decisions_about_a_case_have_a_single_winner(
    first: str, mod_driver: ModerationDriver, process_databases: list[Database]
) -> None:
    for member, names in enumerate((pair for pair in PAIRS if pair[0] == first), 1000):
        case = await create_case_for(mod_driver, first, member)
        one, two = (
            transactions_by_action(mod_driver, case, ADA)[names[0]],
            transactions_by_action(mod_driver, case, BEN)[names[1]],
        )
        await check(mod_driver, case, names, await race(process_databases, one, two))


@on_postgres
@pytest.mark.parametrize("first", [*HELD_CASE_ACTIONS, *REPORT_ACTIONS, *APPEAL_ACTIONS])
async def test_decision_waits_for_an_uncommitted_decision_about_the_case(
    first: str, mod_driver: ModerationDriver
) -> None:
    for member, names in enumerate((pair for pair in PAIRS if pair[0] == first), 1000):
        case = await create_case_for(mod_driver, first, member)
        one, two = (
            transactions_by_action(mod_driver, case, ADA)[names[0]],
            transactions_by_action(mod_driver, case, BEN)[names[1]],
        )
        results = await run_overlapping(mod_driver.job_driver, one, two)
        assert not isinstance(results[0], BaseException), (names, results)
        assert names in LEFT_OPEN or names[::-1] not in LEFT_OPEN or isinstance(results[1], Refused)
        await check(mod_driver, case, names, results)


async def test_concurrent_decisions_about_a_member_never_deadlock(
    mod_driver: ModerationDriver, process_databases: list[Database]
) -> None:
    source = await mod_driver.create_delivered_job()
    held = [await mod_driver.create_held_case(mod_driver.make_request(source=source, approval=True)) for _ in range(3)]
    report, appeal = await mod_driver.create_report_case(source), await mod_driver.create_appeal_case()
    waiting = await mod_driver.job_driver.acknowledge(await mod_driver.reserve())
    block = mod_driver.make_block(report, mod_driver.make_actor(BEN))
    results = await race(
        process_databases,
        mod_driver.approve(held[0]),
        mod_driver.decline(held[1], blocking=True),
        mod_driver.cancel(held[2]),
        mod_driver.remove_reported(report, mod_driver.make_actor(BEN), blocking=True),
        mod_driver.report(source, BEN),
        mod_driver.accept(appeal),
        lambda: blocks.put(block, reason_for_jobs="Called off."),
        lambda: jobs.fail_waiting(
            "Closed.", lease=mod_driver.job_driver.make_lease("two"), limit=9, now=mod_driver.job_driver.clock()
        ),
        lambda: cases.claim_due_cards(now=mod_driver.job_driver.clock(), limit=9),
        lambda: jobs.claim(
            max_running=9, lease=mod_driver.job_driver.make_lease("two"), now=mod_driver.job_driver.clock()
        ),
    )
    refusals = [one for one in results if isinstance(one, BaseException)]
    assert all(isinstance(one, Gone | AlreadyDecided) for one in refusals)
    assert (await mod_driver.job_driver.get(waiting)).state is not State.WAITING
