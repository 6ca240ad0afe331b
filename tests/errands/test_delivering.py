"""Finished pictures reach their member, and whatever happens on the way, the bill is in the ledger."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.job import Job, Outcome, State
from bot.domain.quota import Limits, Tier
from bot.errors import OperatorNeeded, Unavailable
from bot.jobs.deliver import IGNORED, PATIENCE_WITH_PROVIDER, UNREADABLE
from bot.jobs.finish import PATIENCE_WITH_DISCORD
from bot.moderation import decisions
from bot.storage import ledger
from tests.conftest import HandClock
from tests.errands.crew import FOLLOW_UP, NO_PLACE, Crew, hired
from tests.storage.court import AUTHOR, DAY, GUILD, REAL, Court
from tests.storage.desk import some

AWAY = Unavailable("Runware does not answer.", code="timeout")
PATIENCE = {"provider": PATIENCE_WITH_PROVIDER, "Discord": PATIENCE_WITH_DISCORD}
LAST_WORDS = {"provider": UNREADABLE, "Discord": IGNORED}


@pytest.fixture
async def crew(tmp_path: Path, sqlite_template: Path, clock: HandClock) -> AsyncIterator[Crew]:
    async with hired(tmp_path / "easel.db", sqlite_template, clock) as crew:
        yield crew


def trouble(crew: Crew, where: str, *, over: bool = False) -> None:
    """From now on one of the two does not answer, or answers again."""
    if where == "provider":
        crew.files.trouble = None if over else AWAY
    else:
        crew.member.down = not over


async def used(crew: Crew) -> tuple[int, int]:
    """Pictures and micro-dollars that count for the author."""
    usage = await crew.desk.database.run(ledger.member_usage, AUTHOR, crew.clock())
    return usage.images, usage.micros


# ── delivered ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_pictures_arrive_once_and_are_settled_at_their_real_cost(crew: Crew) -> None:
    job = await crew.court.ready()
    errand = crew.errand(job)
    delivered = await crew.deliver(errand)
    assert errand.done
    assert (delivered.state, delivered.pictures, delivered.token) == (State.DELIVERED, 3, None)
    assert (delivered.channel_id, delivered.message_id) == crew.member.place
    assert crew.member.shown == [("deliver", job.id)]
    assert await crew.court.sums(job) == (3, 3 * REAL)
    assert crew.meter.ends == [("delivered", "standard", 3, 3 * REAL)]
    assert crew.meter.phases == [("deliver", 0.0)]
    assert (await crew.desk.row(job))["answered"] == 1


async def test_what_the_provider_did_not_price_is_booked_by_the_catalogue(crew: Crew) -> None:
    job = await crew.court.ready()
    assert job.outcome is not None
    unpriced = tuple(result.model_copy(update={"cost": None}) for result in job.outcome.results[:2])
    await crew.deliver(crew.errand(replace(job, outcome=Outcome(results=unpriced))))
    assert await crew.court.sums(job) == (2, job.request.estimate * 2 // 3)


async def test_a_picture_that_cannot_be_read_is_given_back_and_the_others_come_with_their_bill(crew: Crew) -> None:
    crew.files.unreadable = frozenset({"u1"})
    job = await crew.court.ready()
    delivered = await crew.deliver(crew.errand(job))
    assert delivered.outcome is not None
    assert [one.image_uuid for one in delivered.outcome.results] == ["u0", "u2", "u1"]
    assert delivered.pictures == 2
    (delivery,) = crew.member.deliveries
    assert (len(delivery.pictures), delivery.missing, delivery.left) == (2, 1, 18)
    assert await used(crew) == (2, 3 * REAL)
    assert crew.meter.ends == [("delivered", "standard", 2, 3 * REAL)]


async def test_a_picture_that_discord_did_not_take_is_not_counted(crew: Crew) -> None:
    crew.member.dropped = frozenset({"u0"})
    job = await crew.court.ready()
    delivered = await crew.deliver(crew.errand(job))
    assert delivered.outcome is not None
    assert (delivered.pictures, delivered.outcome.results[0].image_uuid) == (2, "u1")
    assert await used(crew) == (2, 3 * REAL)


async def test_the_member_hears_what_is_left_before_the_ledger_says_so(crew: Crew) -> None:
    for expected in (17, 14):
        await crew.deliver(crew.errand(await crew.court.ready()))
        assert crew.member.deliveries[-1].left == expected


async def test_free_pictures_leave_the_quota_as_it_was(crew: Crew) -> None:
    crew.files.unreadable = frozenset({"u1"})
    job = await crew.court.ready(Court.request(3, free=True))
    await crew.deliver(crew.errand(job))
    assert crew.member.deliveries[0].left == 20
    assert await used(crew) == (0, 3 * REAL)


async def test_a_tier_has_a_remainder_of_its_own(tmp_path: Path, sqlite_template: Path, clock: HandClock) -> None:
    tiers = {"gold": Tier(images_per_user_per_day=50, jobs_per_user=9, cooldown_seconds=0)}
    limits = Limits(images_per_user_per_day=20, tiers=tiers)
    async with hired(tmp_path / "easel.db", sqlite_template, clock, limits=limits) as crew:
        await crew.deliver(crew.errand(await crew.court.ready(Court.request(3, tier="gold"))))
        assert crew.member.deliveries[0].left == 47


async def test_a_second_message_is_on_disk_before_the_job_ends(crew: Crew) -> None:
    job = await crew.court.ready(Court.request(12))
    delivered = await crew.deliver(crew.errand(job))
    assert (delivered.state, delivered.follow_up_id, delivered.pictures) == (State.DELIVERED, FOLLOW_UP, 12)


async def test_the_delivery_names_the_job_that_it_repeats(crew: Crew) -> None:
    first = await crew.court.delivered()
    job = await crew.court.ready()
    await crew.desk.read("UPDATE jobs SET parent_id = ? WHERE id = ? RETURNING id", first.id, job.id)
    await crew.deliver(crew.errand(await crew.job(job)))
    parent = crew.member.deliveries[0].parent
    assert parent is not None
    assert parent.id == first.id


async def test_how_long_a_delivery_took_is_measured_to_its_end(crew: Crew) -> None:
    async def later() -> None:
        crew.clock.advance(4)

    crew.member.meanwhile = later
    await crew.deliver(crew.errand(await crew.court.ready()))
    assert crew.meter.phases == [("deliver", 4.0)]


# ── the archive ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_archive_gets_what_was_shown_by_the_numbers_that_members_see(crew: Crew) -> None:
    crew.files.unreadable = frozenset({"u0"})
    job = await crew.court.ready()
    await crew.deliver(crew.errand(job))
    when = f"{job.created_at:.0f}.JPG"
    assert crew.archive.stored == [
        (f"{job.id}/1/{when}", b"u1", "image/jpeg"),
        (f"{job.id}/2/{when}", b"u2", "image/jpeg"),
    ]


async def test_a_single_picture_is_archived_by_the_provider_unless_it_is_looked_at_first(crew: Crew) -> None:
    await crew.deliver(crew.errand(await crew.court.ready(Court.request(1))))
    assert crew.archive.stored == []
    assert crew.meter.ends == [("delivered", "standard", 1, REAL)]
    job = await crew.court.ready(Court.request(1, approval=True, approved=True))
    await crew.deliver(crew.errand(job))
    assert [data for _, data, _ in crew.archive.stored] == [b"u0"]


async def test_what_was_taken_away_meanwhile_is_neither_counted_nor_archived(crew: Crew) -> None:
    job = await crew.court.ready()

    async def adopted_by_another() -> None:
        crew.clock.advance(60)
        assert [one.id for one in await crew.desk.rescue()] == [job.id]

    crew.member.meanwhile = adopted_by_another
    errand = crew.errand(job)
    left = await crew.deliver(errand)
    assert (errand.done, left.state) == (True, State.READY)
    assert (crew.meter.ends, crew.archive.stored) == ([], [])


# ── patience ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("where", PATIENCE)
async def test_pictures_are_brought_as_long_as_patience_lasts_and_then_the_bill_stays(crew: Crew, where: str) -> None:
    job = await crew.court.ready()
    errand = crew.errand(job)
    trouble(crew, where)
    crew.clock.advance(PATIENCE[where] - 1)
    assert (await crew.deliver(errand)).state is State.READY
    assert not errand.done
    assert errand.due > crew.clock()
    crew.clock.advance(1)
    ended = await crew.deliver(errand)
    assert (ended.state, ended.reason) == (State.FAILED, LAST_WORDS[where])
    assert await crew.court.sums(job) == (0, 3 * REAL)
    assert crew.meter.ends == [("failed", "standard", 0, 3 * REAL)]
    assert not errand.done  # the member is told next
    assert errand.due == crew.clock()


@pytest.mark.parametrize("where", PATIENCE)
async def test_pictures_approved_a_day_later_are_not_lost_at_the_first_hiccup(crew: Crew, where: str) -> None:
    job = await crew.court.ready(Court.request(3, approval=True))
    await crew.deliver(crew.errand(job))
    crew.clock.advance(DAY)
    errand = crew.errand(await crew.approved(job))
    trouble(crew, where)
    assert (await crew.deliver(errand)).state is State.READY
    crew.clock.advance(PATIENCE[where] - 1)
    assert (await crew.deliver(errand)).state is State.READY
    trouble(crew, where, over=True)
    assert (await crew.deliver(errand)).state is State.DELIVERED
    assert await crew.court.sums(job) == (3, 3 * REAL)


@pytest.mark.parametrize("where", PATIENCE)
async def test_a_process_that_adopts_old_pictures_has_patience_from_its_own_start(crew: Crew, where: str) -> None:
    job = await crew.court.ready()
    crew.clock.advance(DAY)
    errand = crew.errand(job)
    trouble(crew, where)
    crew.clock.advance(PATIENCE[where] - 1)
    assert (await crew.deliver(errand)).state is State.READY
    trouble(crew, where, over=True)
    assert (await crew.deliver(errand)).state is State.DELIVERED


@pytest.mark.parametrize("where", PATIENCE)
async def test_patience_with_pictures_that_took_long_to_draw_begins_when_they_are_ready(crew: Crew, where: str) -> None:
    waiting = await crew.desk.acknowledge(await crew.court.reserved())
    errand = crew.errand(waiting)
    crew.clock.advance(DAY)
    crew.ending.moved(errand, await crew.court.drawn(waiting))
    trouble(crew, where)
    crew.clock.advance(PATIENCE[where] - 1)
    assert (await crew.deliver(errand)).state is State.READY
    trouble(crew, where, over=True)
    assert (await crew.deliver(errand)).state is State.DELIVERED


async def test_pictures_wait_while_the_provider_wants_its_operator(crew: Crew) -> None:
    crew.files.trouble = OperatorNeeded("No credit.", code="noCredit")
    errand = crew.errand(await crew.court.ready())
    assert (await crew.deliver(errand)).state is State.READY
    crew.files.trouble = None
    assert (await crew.deliver(errand)).state is State.DELIVERED


async def test_the_pause_between_tries_doubles_up_to_a_minute_and_begins_anew_with_the_next_step(crew: Crew) -> None:
    errand = crew.errand(await crew.court.ready())
    crew.member.down = True
    pauses = []
    for _ in range(8):
        await crew.deliver(errand)
        pauses.append(errand.due - crew.clock())
        crew.clock.now = errand.due
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    crew.clock.advance(PATIENCE_WITH_DISCORD)
    await crew.deliver(errand)  # given up: how it ended is told next, without waiting
    assert errand.due == crew.clock()
    await crew.ending.tell(errand)
    assert errand.due - crew.clock() == 2


async def test_pictures_none_of_which_can_be_read_end_with_their_bill(crew: Crew) -> None:
    crew.files.unreadable = frozenset({"u0", "u1", "u2"})
    job = await crew.court.ready()
    ended = await crew.deliver(crew.errand(job))
    assert (ended.state, ended.reason) == (State.FAILED, UNREADABLE)
    assert await used(crew) == (0, 3 * REAL)
    assert crew.member.shown == []


async def test_pictures_for_which_discord_has_no_place_end_with_its_sentence_and_their_bill(crew: Crew) -> None:
    crew.member.lost = True
    job = await crew.court.ready()
    ended = await crew.deliver(crew.errand(job))
    assert (ended.state, ended.reason) == (State.FAILED, NO_PLACE)
    assert await used(crew) == (0, 3 * REAL)
    assert crew.meter.ends == [("failed", "standard", 0, 3 * REAL)]


# ── shown again ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def put_back(crew: Crew, *, shown: int = 3) -> Job:
    """A delivered job that moderators removed and put back."""
    job = await crew.court.delivered(shown=shown)
    await crew.court.run(crew.court.remove(job.id)())
    undone = await crew.court.run(decisions.undo(job.id, crew.court.by(), lease=crew.desk.lease()))
    return some(undone.job)


async def test_pictures_that_are_put_back_are_those_that_the_member_had(crew: Crew) -> None:
    job = await put_back(crew, shown=2)
    errand = crew.errand(job)
    await crew.delivering.show_again(errand)
    assert crew.member.shown == [("restore", job.id)]
    assert crew.files.asked == [["u0", "u1"]]
    assert crew.member.deliveries[0].left == 18  # nothing is given back a second time
    assert errand.done
    assert (await crew.desk.row(job))["answered"] == 1
    assert crew.meter.ends == []


@pytest.mark.parametrize("where", PATIENCE)
async def test_what_cannot_be_put_back_yet_is_tried_again_for_as_long_as_patience_lasts(crew: Crew, where: str) -> None:
    job = await put_back(crew)
    crew.clock.advance(DAY)
    errand = crew.errand(job)
    trouble(crew, where)
    await crew.delivering.show_again(errand)
    assert not errand.done
    assert errand.due == crew.clock() + 2
    crew.clock.advance(PATIENCE[where] - 1)
    await crew.delivering.show_again(errand)
    assert (errand.done, (await crew.desk.row(job))["answered"]) == (False, 0)
    crew.clock.advance(1)
    await crew.delivering.show_again(errand)
    assert (errand.done, (await crew.desk.row(job))["answered"]) == (True, 1)
    assert (await crew.job(job)).state is State.DELIVERED
    assert await crew.court.sums(job) == (3, 3 * REAL)


async def test_pictures_that_are_gone_at_the_provider_leave_the_message_alone(crew: Crew) -> None:
    crew.files.unreadable = frozenset({"u0", "u1", "u2"})
    job = await put_back(crew)
    errand = crew.errand(job)
    await crew.delivering.show_again(errand)
    assert (errand.done, crew.member.shown) == (True, [])
    assert (await crew.desk.row(job))["answered"] == 1


# ── which way they go ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("treatment", "nsfw", "state", "shown"),
    [
        ({}, (False, False, False), State.DELIVERED, ["u0", "u1", "u2"]),
        ({}, (True, False, False), State.DELIVERED, ["u0", "u1", "u2"]),
        ({"flagged": "refuse"}, (True, False, False), State.DELIVERED, ["u1", "u2"]),
        ({"flagged": "refuse"}, (True, True, True), State.REFUSED, None),
        ({"flagged": "hold"}, (True, False, False), State.HELD, None),
        ({"flagged": "hold"}, (False, False, False), State.DELIVERED, ["u0", "u1", "u2"]),
        ({"flagged": "hold", "approved": True}, (True, False, False), State.DELIVERED, ["u0", "u1", "u2"]),
        ({"approval": True}, (False, False, False), State.HELD, None),
        ({"approval": True, "approved": True}, (False, False, False), State.DELIVERED, ["u0", "u1", "u2"]),
    ],
)
async def test_what_the_rules_make_of_pictures(
    crew: Crew, treatment: dict[str, Any], nsfw: tuple[bool, ...], state: State, shown: list[str] | None
) -> None:
    job = await crew.court.ready(Court.request(3, **treatment))
    assert job.outcome is not None
    flagged = zip(job.outcome.results, nsfw, strict=True)
    outcome = Outcome(results=tuple(one.model_copy(update={"nsfw": flag}) for one, flag in flagged))
    ended = await crew.deliver(crew.errand(replace(job, outcome=outcome)))
    assert ended.state is state
    assert job.guild_id == GUILD
    if shown is None:
        assert crew.files.asked == []
        assert crew.member.shown == []
    else:
        assert crew.files.asked == [shown]
        assert crew.member.shown == [("deliver", job.id)]
