"""The comparison of the ledger with Runware's record: what it finds, what it corrects, and what it cannot know."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.cli.reconcile import parse_since, reconcile
from bot.config import Config
from bot.domain.catalog import Catalog
from bot.domain.job import Job
from bot.errors import ConfigError, DatabaseInUse, StorageError
from bot.runware.client import RunwareClient
from bot.runware.tasks import build_image_inference
from bot.storage import cancelling, open_database
from bot.storage.database import Database
from sandbox.runware import FakeRunware as StandIn
from sandbox.runware.faults import Fault
from sandbox.runware.serving import serve_runware
from tests.support.clock import ManualClock
from tests.support.databases import ENGINES, create_empty_database
from tests.support.job_driver import PRICE_MICROS, JobDriver, require_job, select_rows

KEY = "sandbox-key"
DAY = 24 * 3600.0


@dataclass
class Books:
    """A database of its own, and the provider that drew for it."""

    url: str
    address: str
    stand_in: StandIn
    capsys: pytest.CaptureFixture[str]
    clock: ManualClock = field(default_factory=ManualClock)
    numbers: int = 1000

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Database]:
        database = await open_database(self.url)
        try:
            yield database
        finally:
            await database.close()

    async def sent(self, database: Database, *, count: int = 1, faults: dict[str, dict[str, Any]] | None = None) -> Job:
        """A job whose task the provider has finished."""
        self.numbers += 1
        driver = JobDriver(database, self.clock, iter([self.numbers]))  # type: ignore[arg-type]
        job = await driver.acknowledge(await driver.reserve(images=count, guild_id=8))
        (job,) = await driver.claim()
        armed = self.stand_in.faults.armed
        armed += [Fault(kind, parameters=parameters) for kind, parameters in (faults or {}).items()]
        async with RunwareClient(KEY, url=f"{self.address}/v1") as provider, asyncio.timeout(20):
            task = build_image_inference(job.request, Catalog()["standard"], job.task_uuid)
            await provider.submit(task, deadline=None)
            task_at_provider, clock = self.stand_in.tasks[str(job.task_uuid)], self.stand_in.account.clock
            while not task_at_provider.is_finished(clock()):  # noqa: ASYNC110 - the clock sends no event
                await asyncio.sleep(0.005)
        armed.clear()
        return job

    async def delivered(self, *, booked: int | None = None, count: int = 1, **faults: dict[str, Any]) -> Job:
        """A delivered job, booked at this many micro-dollars, by default at what the catalogue says."""
        async with self.opened() as database:
            job = await self.sent(database, count=count, faults=faults)
            driver = JobDriver(database, self.clock)
            job = require_job(await driver.store_results(job))
            micros = count * PRICE_MICROS if booked is None else booked
            return require_job(await driver.deliver(job, images=count, micro_dollars=micros))

    async def cancelled(self, *, count: int = 1, **faults: dict[str, Any]) -> Job:
        """A job that its author cancelled while it was drawn, and whose bill Easel still looks up."""
        async with self.opened() as database:
            job = await self.sent(database, count=count, faults=faults)
            cancel = cancelling.cancel_by_author
            return require_job(await database.run(cancel, job.id, user_id=job.user_id, now=self.clock()))

    async def failed(self, **faults: dict[str, Any]) -> Job:
        """A job that was refused, booked at nothing."""
        async with self.opened() as database:
            job = await self.sent(database, faults=faults)
            return require_job(await JobDriver(database, self.clock).fail(job))

    async def compare(self, *, mend: bool = False, since: float | None = None, **runware: Any) -> tuple[int, list[str]]:
        """Run the command; its exit code and its lines."""
        settings = {"api_key": KEY, "url": f"{self.address}/v1", "media_hosts": ["localhost"]} | runware
        config = Config.model_validate(
            {"discord": {"token": "t" * 20}, "runware": settings, "database": {"url": self.url}}
        )
        self.capsys.readouterr()
        code = await reconcile(config, since=since, mend=mend, clock=self.clock)
        return code, self.capsys.readouterr().out.splitlines()

    async def booked(self, job: Job) -> tuple[int, int]:
        """Pictures and micro-dollars that all rows of the job add up to."""
        sql = "SELECT SUM(images) AS images, SUM(micro_dollars) AS micros FROM ledger WHERE job_id = ?"
        async with self.opened() as database:
            (row,) = await database.run(select_rows, sql, job.id)
        return int(row["images"]), int(row["micros"])


@pytest.fixture(params=ENGINES)
async def books(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> AsyncIterator[Books]:
    stand_in = StandIn(api_key=KEY, seconds=0.001, one_per_size=True)
    async with (
        create_empty_database(request, tmp_path / "easel.db", request.param, migrated=True) as url,
        serve_runware(stand_in) as address,
    ):
        yield Books(url, address, stand_in, capsys)


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries without their pauses."""
    original = RunwareClient.__init__
    monkeypatch.setattr(
        RunwareClient, "__init__", lambda self, key, **options: original(self, key, **{"pause": 0.001} | options)
    )
    monkeypatch.setattr("bot.cli.reconcile.BALANCE_RETRY_SECONDS", 0.001)


async def test_equal_books_have_no_difference(books: Books) -> None:
    await books.delivered(count=2)
    await books.failed(moderated={})
    code, lines = await books.compare()
    assert code == 0
    (sums, balance) = lines
    assert sums.startswith("2 tasks since 20")
    assert sums.endswith("booked $0.04, Runware’s record says $0.04; differences: 0, booked now: 0, not looked at: 0")
    assert balance == "balance $99.96; the next run compares its change with the ledger"
    assert (await books.compare())[1][-1].endswith("the ledger says that $0.00 was spent, and the balance agrees")


MENDED = {
    "ten times the price": ({"cost": 0.2}, PRICE_MICROS, 200_000, "billed at 10 times the configured price"),
    "above the price": ({"cost": 0.03}, PRICE_MICROS, 30_000, "billed above the configured price"),
    "below the price": ({"cost": 0.01}, PRICE_MICROS, 10_000, "billed below the configured price"),
    "zero": ({"cost": 0}, PRICE_MICROS, 0, "nothing was billed for 1 of 1 pictures"),
    "a number in quotes": ({"cost": "0.05"}, PRICE_MICROS, 50_000, "billed above the configured price"),
    "booked too low": ({"cost": 0.02}, 5_000, 20_000, "1 of 1 pictures were billed at the configured price"),
}


@pytest.mark.parametrize(("fault", "booked", "billed", "reason"), MENDED.values(), ids=MENDED)
async def test_bill_that_differs_is_named_and_booked_once(
    books: Books, fault: dict[str, Any], booked: int, billed: int, reason: str
) -> None:
    job = await books.delivered(booked=booked, odd_cost=fault)
    code, (line, *_) = await books.compare()
    assert code == 1
    assert line.startswith(f"job {job.short_id}: booked $")
    assert reason in line
    assert await books.booked(job) == (1, booked)
    code, (line, *_) = await books.compare(mend=True)
    assert code == 1
    assert line.endswith("(booked now)")
    assert await books.booked(job) == (1, billed)
    assert (await books.compare(mend=True))[0] == 0
    assert await books.booked(job) == (1, billed)


async def test_job_is_corrected_again_when_the_record_changes_again(books: Books) -> None:
    job = await books.delivered()
    for dollars in (0.05, 0.01, 0.02):
        task = books.stand_in.tasks[str(job.task_uuid)]
        task.faults = {"odd_cost": {"cost": dollars}}
        assert (await books.compare(mend=True))[0] == 1
        assert await books.booked(job) == (1, round(dollars * 1_000_000))


NO_PRICE = {"null": None, "text": "free", "negative": -0.02, "not a number": float("nan"), "a list": [0.02]}


@pytest.mark.parametrize("cost", NO_PRICE.values(), ids=NO_PRICE)
async def test_record_without_a_price_is_named_and_never_booked(books: Books, cost: Any) -> None:
    job = await books.delivered(odd_cost={"cost": cost})
    for mend in (False, True):
        code, (line, *_) = await books.compare(mend=mend)
        assert code == 1
        assert "says no sum: it names no price for 1 of 1 pictures" in line
    assert await books.booked(job) == (1, PRICE_MICROS)


async def test_missing_cost_is_named_until_it_comes(books: Books) -> None:
    job = await books.delivered(late_cost={"seconds": 3600})
    assert (await books.compare(mend=True))[0] == 1
    time = books.stand_in.account.clock() + 3600
    books.stand_in.account.clock = lambda: time
    assert (await books.compare())[0] == 0
    assert await books.booked(job) == (1, PRICE_MICROS)


async def test_unknown_task_is_a_difference_only_if_it_was_booked(books: Books) -> None:
    job = await books.delivered(no_record={})
    await books.failed(no_record={})
    for mend in (False, True):
        code, lines = await books.compare(mend=mend)
        assert code == 1
        assert "it has no result of the task, although it was booked" in lines[0]
        assert "differences: 1" in lines[1]
    assert await books.booked(job) == (1, PRICE_MICROS)


async def test_pending_bill_is_settled_as_easel_would_settle_it(books: Books) -> None:
    partly, refused = await books.cancelled(count=2, one_moderated={}), await books.cancelled(moderated={})
    assert (await books.booked(partly), await books.booked(refused)) == ((2, 2 * PRICE_MICROS), (1, PRICE_MICROS))
    code, lines = await books.compare(mend=True)
    assert code == 1
    assert "1 of 2 pictures were billed at the configured price" in lines[0]
    assert "no picture was drawn" in lines[1]
    assert (await books.booked(partly), await books.booked(refused)) == ((1, PRICE_MICROS), (0, 0))
    assert (await books.compare(mend=True))[0] == 0


async def test_billed_refusal_is_booked_without_using_the_members_day(books: Books) -> None:
    job = await books.failed(moderated={}, failed_billed={})
    code, (line, *_) = await books.compare(mend=True)
    assert code == 1
    assert "pictures that failed were billed" in line
    assert await books.booked(job) == (0, PRICE_MICROS)


async def test_other_model_is_noted_without_being_a_difference(books: Books) -> None:
    job = await books.delivered(other_model={"air": "xai:cheaper@model"})
    code, (note, *_) = await books.compare()
    assert code == 0
    assert note == f"note job {job.short_id}: xai:grok-imagine@image was requested, drawn by xai:cheaper@model"


OUTAGES = {
    "no capacity": ("unavailable", {}),
    "a proxy’s page": ("html_block", {"status": 403}),
    "another gateway": ("foreign_json", {"status": 200, "body": {"hello": 1}}),
    "broken JSON": ("malformed", {}),
    "a lost connection": ("drop_before", {}),
    "a wrong key": ("bad_key", {}),
}


@pytest.mark.parametrize(("kind", "parameters"), OUTAGES.values(), ids=OUTAGES)
async def test_outage_leaves_tasks_not_looked_at(books: Books, kind: str, parameters: dict[str, Any]) -> None:
    job = await books.delivered(booked=1)
    books.stand_in.faults.armed.append(Fault(kind, None, role="any", parameters=parameters))
    code, lines = await books.compare(mend=True)
    assert code == 1
    assert lines[0].startswith(f"not looked at job {job.short_id}: Runware did not say (")
    assert lines[1].endswith("differences: 0, booked now: 0, not looked at: 1")
    assert lines[2].startswith("not looked at balance: ")
    assert await books.booked(job) == (1, 1)


async def test_short_outage_is_retried(books: Books) -> None:
    await books.delivered()
    books.stand_in.faults.armed += [Fault("unavailable", 2, role="details"), Fault("html_block", 1, role="account")]
    assert (await books.compare())[0] == 0


async def test_provider_that_answers_late_is_not_waited_for(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    await books.delivered()
    monkeypatch.setattr("bot.cli.reconcile.REQUEST_TIMEOUT_SECONDS", 0.05)
    books.stand_in.faults.armed.append(Fault("slow_answer", None, role="details", parameters={"seconds": 1}))
    code, lines = await books.compare()
    assert code == 1
    assert "Runware did not say (connectionLost)" in lines[0]


async def test_many_tasks_share_requests(books: Books) -> None:
    jobs_made = [await books.delivered() for _ in range(23)]
    books.stand_in.tasks[str(jobs_made[3].task_uuid)].faults = {"no_record": {}}
    before = len(books.stand_in.journal.as_json("getTaskDetails"))
    code, lines = await books.compare()
    assert code == 1
    assert f"job {jobs_made[3].short_id}: " in lines[0]
    assert lines[1].startswith("23 tasks")
    assert len(books.stand_in.journal.as_json("getTaskDetails")) - before == 2


async def test_only_tasks_since_the_date_are_compared(books: Books) -> None:
    await books.delivered(booked=1)
    books.clock.advance(31 * DAY)
    assert (await books.compare())[0] == 0
    assert (await books.compare(since=0.0))[0] == 1


async def test_running_jobs_are_left_alone(books: Books) -> None:
    async with books.opened() as database:
        await books.sent(database)
    code, (sums, _) = await books.compare(mend=True)
    assert code == 0
    assert sums.startswith("0 tasks")


# ── the balance ──────────────────────────────────────────────────────────────


async def spend(books: Books) -> None:
    await books.delivered()


async def spend_elsewhere(books: Books) -> None:
    books.stand_in.account.deposit_micro_dollars -= 50_000


async def top_up(books: Books) -> None:
    await books.delivered()
    books.stand_in.account.deposit_micro_dollars += 5_000_000


CHANGES: dict[str, tuple[Callable[[Books], Any], int, str]] = {
    "spent": (spend, 0, "the ledger says that $0.02 was spent, and the balance agrees"),
    "spent elsewhere": (spend_elsewhere, 1, "the balance fell by $0.05 more: something else uses this account"),
    "topped up": (top_up, 0, "and $5.00 was added to the account or not billed"),
}


@pytest.mark.parametrize(("change", "code", "sentence"), CHANGES.values(), ids=CHANGES)
async def test_change_of_the_balance_is_compared_with_the_ledger(
    books: Books, change: Callable[[Books], Any], code: int, sentence: str
) -> None:
    await books.delivered()
    assert (await books.compare())[0] == 0
    await change(books)
    ended, lines = await books.compare()
    assert ended == code
    assert sentence in lines[-1]


async def test_difference_that_is_booked_later_is_not_taken_for_a_top_up(books: Books) -> None:
    await books.delivered(booked=PRICE_MICROS, odd_cost={"cost": 0.02})
    await books.delivered(booked=0)
    await books.compare()
    code, lines = await books.compare(mend=True)
    assert code == 1
    assert lines[-1].endswith("the ledger says that $0.00 was spent, and the balance agrees")
    assert (await books.compare())[0] == 0


# ── where it cannot run ──────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "", "01.11.2026", "2026-11-01T10:00", "0"])
def test_impossible_date_gets_one_sentence(text: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        parse_since(text)
    assert refusal.value.faults == (f"--since must be a date such as 2026-11-01 (year-month-day, UTC), not “{text}”.",)


def test_date_is_the_beginning_of_the_day_in_utc() -> None:
    assert parse_since("1970-01-02") == DAY


async def test_missing_database_is_not_created(books: Books, tmp_path: Path) -> None:
    books.url = f"sqlite:///{tmp_path / 'none.db'}"
    with pytest.raises(StorageError, match="does not exist yet"):
        await books.compare()
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("mend", [False, True])
async def test_running_bot_locks_only_a_sqlite_file(books: Books, mend: bool) -> None:
    job = await books.delivered(booked=1)
    async with books.opened() as bot:
        if bot.exclusive and mend:
            with pytest.raises(DatabaseInUse, match="Another process uses"):
                await books.compare(mend=mend)
            return
        code, lines = await books.compare(mend=mend)
    assert code == 1
    assert lines[0].startswith(f"job {job.short_id}: booked $0.000001")
    assert lines[-1].startswith("The balance was not stored" if bot.exclusive else "balance ")
    assert await books.booked(job) == (1, PRICE_MICROS if mend else 1)
