"""``python -m bot reconcile`` beside a running bot, and what it answers when it cannot run."""

import pytest

from tests.support.process_stage import ProcessStage, wait_until


async def test_running_bot_on_sqlite_is_compared_and_corrected_once_it_has_stopped(stage: ProcessStage) -> None:
    bot = await stage.start()
    stage.arm_provider_fault("odd_cost", cost=0.05)
    asked, failed = stage.imagine("a fox"), stage.imagine("fault:moderated")
    await stage.wait_until_ended(asked, failed)
    stage.sandbox.runware.account.deposit_micro_dollars -= 30_000  # as if $0.05 had really been paid
    beside, mending = await stage.spawn("reconcile"), await stage.spawn("reconcile", "--mend")
    assert (await beside.wait_for_exit(), await mending.wait_for_exit()) == (0, 1), beside.output + beside.errors
    assert "2 tasks since " in beside.output
    assert "differences: 0" in beside.output
    assert "because a running bot has locked the SQLite file" in beside.output
    (line,) = mending.errors.splitlines()
    assert line.startswith("Another process uses ")
    assert await bot.stop() == 0
    await wait_until("it is gone", lambda: stage.connected_bots == 0)
    (task,) = [task for task in stage.sandbox.runware.tasks.values() if "odd_cost" in task.faults]
    task.faults = {}
    for arguments, code, said in (
        ((), 1, "booked $0.05, Runware’s record says $0.02: 1 of 1 pictures were billed at the configured price"),
        (("--mend", "--since", "2020-01-01"), 1, "(booked now)"),
        (("--mend",), 0, "differences: 0"),
        (("--since", "2099-01-01"), 0, "0 tasks since 2099-01-01 00:00 UTC"),
    ):
        run = await stage.spawn("reconcile", *arguments)
        assert await run.wait_for_exit() == code, run.output + run.errors
        assert said in run.output
        assert run.errors == ""
    check = await stage.spawn("check")
    assert await check.wait_for_exit() == 0
    assert "ok   ledger: 7 rules hold for the last 30 days" in check.output


async def test_running_bot_on_postgres_is_corrected_beside_it(postgres_stage: ProcessStage) -> None:
    stage = postgres_stage
    await stage.start()
    asked = stage.imagine("a fox")
    await stage.wait_until_ended(asked)
    (task,) = stage.sandbox.runware.tasks.values()
    task.faults = {"odd_cost": {"cost": 0.2}}
    for arguments, code in (((), 1), (("--mend",), 1), (("--mend",), 0)):
        run = await stage.spawn("reconcile", *arguments)
        assert await run.wait_for_exit() == code, run.output + run.errors
        assert run.errors == ""
    (row,) = await stage.query("SELECT SUM(micro_dollars) AS micros FROM ledger")
    assert row["micros"] == 200_000
    await stage.wait_until_ended(stage.imagine("another fox"))


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("reconcile", "--since", "yesterday"), 1, "--since must be a date such as 2026-11-01"),
        (("reconcile",), 1, "does not exist yet: there is nothing to compare."),
        (("check", "--mend"), 2, "unrecognized arguments: --mend"),
        (("run", "--since", "2026-11-01"), 2, "unrecognized arguments: --since 2026-11-01"),
    ],
)
async def test_impossible_run_gets_one_sentence(
    stage: ProcessStage, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    run = await stage.spawn(*arguments)
    assert await run.wait_for_exit() == code
    assert sentence in run.errors.splitlines()[-1]
    assert "Traceback" not in run.errors
