"""What operators can alert on: each event once, at its level, with its fields, and no secret in it."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.errors import Unavailable
from tests.conftest import HandClock
from tests.errands.crew import Crew, hired
from tests.storage.court import DAY, Court


@pytest.fixture
async def crew(tmp_path: Path, sqlite_template: Path, clock: HandClock) -> AsyncIterator[Crew]:
    async with hired(tmp_path / "easel.db", sqlite_template, clock) as crew:
        yield crew


async def delivered(crew: Crew) -> None:
    await crew.deliver(crew.errand(await crew.court.ready()))


async def held(crew: Crew) -> None:
    await crew.deliver(crew.errand(await crew.court.ready(Court.request(3, approval=True))))


async def lost_at_the_provider(crew: Crew) -> None:
    errand = crew.errand(await crew.court.ready())
    crew.files.trouble = Unavailable("Runware does not answer.", code="timeout")
    crew.clock.advance(DAY)
    await crew.deliver(errand)


async def shown_to_nobody(crew: Crew) -> None:
    crew.member.lost = True
    errand = crew.errand(await crew.court.ready())
    await crew.deliver(errand)
    await crew.ending.tell(errand)


async def not_shown(crew: Crew) -> None:
    await crew.holding.refuse(crew.errand(await crew.court.ready()))


TOLD: dict[str, tuple[Callable[[Crew], Awaitable[None]], list[tuple[str, str]]]] = {
    "delivered": (delivered, [("INFO", "job_delivered")]),
    "held": (held, [("INFO", "job_held")]),
    "lost": (lost_at_the_provider, [("WARNING", "pictures_lost"), ("INFO", "job_failed")]),
    "shown to nobody": (shown_to_nobody, [("INFO", "job_failed"), ("INFO", "job_untold")]),
    "not shown": (not_shown, [("INFO", "job_refused")]),
}


@pytest.mark.parametrize("name", TOLD)
async def test_what_becomes_of_a_job_is_logged_once(crew: Crew, name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    happen, wanted = TOLD[name]
    await happen(crew)
    records = [record for record in caplog.records if hasattr(record, "event")]
    assert [(record.levelname, record.__dict__["event"]) for record in records] == wanted
    assert all("1000" in record.getMessage() for record in records)  # the job's number
    assert "token" not in caplog.text
    assert "a fox" not in caplog.text


async def test_the_event_of_a_delivery_says_how_many_pictures(crew: Crew, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await delivered(crew)
    (record,) = [one for one in caplog.records if getattr(one, "event", "") == "job_delivered"]
    assert record.__dict__["pictures"] == 3
