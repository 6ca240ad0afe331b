"""Which step comes next, when it is due, and what ends a job before it is drawn."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.job import Job, State
from bot.domain.request import Reference
from bot.domain.server_rules import FlaggedAction
from bot.errors import DiscordDown
from bot.jobs.pipeline import RESTARTED_MESSAGE
from bot.jobs.run import MAX_BACKOFF_SECONDS, backoff_seconds
from bot.refusals import SourceRemoved
from bot.storage import removals
from bot.storage.database import Transaction
from tests.support.clock import ManualClock
from tests.support.generator_driver import DEADLINE_SECONDS, GeneratorDriver, make_progress, open_generator_driver

STARTING_FROM = Reference(job_id=99, number=1, image_uuid="a")


@pytest.fixture
async def driver(sqlite_template: Path, tmp_path: Path, clock: ManualClock) -> AsyncIterator[GeneratorDriver]:
    async with open_generator_driver(sqlite_template, tmp_path / "easel.db", clock) as made:
        yield made


async def test_new_run_is_due_now_and_has_the_full_deadline(driver: GeneratorDriver) -> None:
    for adopted in (False, True):
        run = driver.pipeline.create_run(await driver.create_orphan(), adopted=adopted)
        assert run.due_at == run.state_entered_at == driver.monotonic()
        assert run.deadline_at == driver.monotonic() + DEADLINE_SECONDS
        assert run.adopted is adopted
        assert run.accepted_at is None
    assert not driver.pipeline.create_run(
        await driver.create_claimed_job(), adopted=True
    ).adopted  # nobody has sent it yet


@pytest.mark.parametrize(
    ("state", "step"),
    [(State.READY, "deliver"), (State.HELD, "notify_member"), (State.DELIVERED, "restore"), (State.FAILED, "show_end")],
)
async def test_next_step_depends_only_on_the_job_state(driver: GeneratorDriver, state: State, step: str) -> None:
    run = driver.pipeline.create_run(replace(await driver.create_claimed_job(), state=state))
    await driver.pipeline.advance(run)
    steps = {
        "deliver": driver.deliverer.deliver,
        "notify_member": driver.deliverer.review_hold.notify_member,
        "restore": driver.deliverer.restore,
        "show_end": driver.messenger.show_end,
    }
    assert [name for name, done in steps.items() if done.await_count] == [step]


async def test_removed_delivered_job_is_notified_instead_of_restored(driver: GeneratorDriver) -> None:
    job = replace(await driver.create_claimed_job(), state=State.DELIVERED, removed_at=driver.wall_clock())
    await driver.pipeline.advance(driver.pipeline.create_run(job))
    driver.messenger.show_end.assert_awaited_once()
    driver.deliverer.restore.assert_not_awaited()


def remove_source(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_above(job_id: int) -> Transaction[bool]:
        yield from ()
        return job_id == STARTING_FROM.job_id

    monkeypatch.setattr(removals, "has_removed_ancestor", is_above)


@pytest.mark.parametrize("adopted", [False, True])
async def test_edit_of_a_removed_source_is_not_submitted(
    driver: GeneratorDriver, monkeypatch: pytest.MonkeyPatch, adopted: bool
) -> None:
    job = await (driver.create_orphan if adopted else driver.create_claimed_job)(references=[STARTING_FROM])
    remove_source(monkeypatch)
    run = driver.pipeline.create_run(job, adopted=adopted)
    await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert (stored.state, stored.reason) == (State.REFUSED, SourceRemoved.sentence)
    driver.provider.submit.assert_not_awaited()
    # The process before this one may have sent it: then it is drawn, and billed.
    assert (await driver.cost_due_at(run) is not None) is adopted


async def test_edit_is_refused_when_ready_if_its_source_was_removed(
    driver: GeneratorDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = await driver.submit_new_job(references=[STARTING_FROM])
    remove_source(monkeypatch)
    driver.provider.poll.return_value = make_progress("a")
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.READY
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.REFUSED
    assert await driver.booked_micros(run) == 20_000
    driver.deliverer.deliver.assert_not_awaited()


async def test_withheld_results_are_left_to_the_delivery_if_the_source_was_removed(
    driver: GeneratorDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    errand = await driver.submit_new_job(references=[STARTING_FROM])
    driver.provider.poll.return_value = make_progress("a")
    await driver.pipeline.advance(errand)
    assert errand.job.outcome is not None
    flagged = tuple(result.model_copy(update={"nsfw": True}) for result in errand.job.outcome.results)
    outcome = errand.job.outcome.model_copy(update={"results": flagged})
    request = errand.job.request.with_policy(flagged=FlaggedAction.REFUSE)
    errand.job = replace(errand.job, outcome=outcome, request=request)
    remove_source(monkeypatch)
    await driver.pipeline.advance(errand)
    driver.deliverer.deliver.assert_awaited_once()


# ── jobs of a process that died before it answered ───────────────────────────────────────────────────────────────────


async def reserved(driver: GeneratorDriver) -> Job:
    def back(job_id: int) -> Transaction[None]:
        yield "UPDATE jobs SET state = 'reserved', submitted_at = NULL, message_id = NULL WHERE id = ?", (job_id,)

    job = await driver.create_claimed_job()
    await driver.database.run(back, job.id)
    return replace(job, state=State.RESERVED, submitted_at=None, message_id=None)


async def test_acknowledged_job_joins_the_queue(driver: GeneratorDriver) -> None:
    driver.messenger.find_answer.return_value = (3, 44)
    run = driver.pipeline.create_run(await reserved(driver), adopted=True)
    await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert run.done
    assert (stored.state, stored.channel_id, stored.message_id) == (State.WAITING, 3, 44)


async def test_job_without_acknowledgement_fails_with_a_refund(driver: GeneratorDriver) -> None:
    driver.messenger.find_answer.return_value = None
    run = driver.pipeline.create_run(await reserved(driver), adopted=True)
    await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert run.done
    assert (stored.state, stored.reason) == (State.FAILED, RESTARTED_MESSAGE)
    assert await driver.booked_micros(run) == 0


async def test_discord_lookup_is_retried_with_delays_growing_to_a_minute(
    driver: GeneratorDriver,
) -> None:
    driver.messenger.find_answer.side_effect = DiscordDown
    run = driver.pipeline.create_run(await reserved(driver), adopted=True)
    pauses = []
    for _ in range(9):
        await driver.pipeline.advance(run)
        pauses.append(run.due_at - driver.monotonic())
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert not run.done


def test_backoff_is_at_most_a_minute() -> None:
    assert MAX_BACKOFF_SECONDS == 60
    assert [backoff_seconds(tries) for tries in (1, 5, 6, 100, 10_000)] == [2, 32, 60, 60, 60]
