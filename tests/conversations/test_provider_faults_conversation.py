"""What a member hears when the provider says no, or nothing; and what it costs them: nothing."""

import pytest
from simcord.builders import UserHandle

from bot.discord.replies import BROKEN
from bot.domain.job import State
from bot.domain.rate_limits import CLOSED
from bot.storage.database import Transaction
from bot.storage.leases import LEASE
from sandbox.runware.faults import Fault
from tests.conversations.conftest import Raise
from tests.conversations.world import CANCEL_DRAWING, Stage, job_id, seen


async def test_a_refusal_by_the_safety_check_is_told_in_its_message_and_refunded(stage: Stage) -> None:
    result = await stage.drawn("fault:moderated a fox")
    assert "safety" in seen(result).text.lower()
    assert "nothing was charged" in seen(result).text.lower()
    assert seen(result).buttons == ["🗑️ Delete"]
    assert seen(result).gallery == []
    assert await stage.left() == 20
    assert (await stage.job(job_id(result))).state is State.REFUSED


async def test_what_came_is_delivered_and_only_that_is_charged(stage: Stage) -> None:
    result = await stage.drawn("fault:one_moderated foxes", count=4)
    assert len(seen(result).gallery) == 3
    came = "3 of 4 came; the provider’s safety check refused the rest. You are only charged for those."
    assert came in seen(result).text
    assert " 17 left" in seen(result).text
    assert await stage.left() == 17


@pytest.mark.parametrize(
    "fault",
    [
        "rate_limited",
        "unavailable",
        "server_error",
        "gateway_timeout",
        "drop_before",
        "drop_after",
        "malformed",
        "expired",
        "unknown_field",
        "download_error",
        "download_truncated",
        "html_block",
        "foreign_json",
        "odd_cost",
        "odd_strings",
        "download_forbidden",
        "download_empty",
        "download_other_type",
        "download_trailing",
    ],
)
async def test_what_passes_is_never_seen_by_the_member(stage: Stage, fault: str) -> None:
    stage.app.provider._pause = 0.01
    result = await stage.drawn(f"fault:{fault} a fox")
    assert len(seen(result).gallery) == 1
    assert seen(result).files == [f"easel-{job_id(result)}-1.jpg"]
    assert "as requested" not in seen(result).text
    assert len(stage.runware.tasks) == 1
    assert await stage.left() == 19


@pytest.mark.parametrize(
    "fault",
    [
        "model_retired",
        "timeout_provider",
        "provider_error_flagged",
        "foreign_host",
        "download_404",
        "download_wrong_type",
        "download_broken",
        "download_redirect",
    ],
)
async def test_what_does_not_pass_ends_with_one_sentence_and_a_refund(stage: Stage, fault: str) -> None:
    result = await stage.drawn(f"fault:{fault} a fox")
    told = seen(result)
    assert told.gallery == []
    assert "nothing was charged" in told.text.lower()
    assert "Delete" in told.buttons[-1]
    assert BROKEN not in told.text
    assert await stage.left() == 20


async def test_a_picture_of_another_format_is_named_and_described_by_its_bytes(stage: Stage) -> None:
    result = await stage.drawn("fault:download_other_format a fox")
    assert seen(result).files == [f"easel-{job_id(result)}-1.png"]
    assert "Runware sent PNG files, not JPG as requested." in seen(result).text
    assert await stage.left() == 19


@pytest.mark.parametrize(("fault", "size"), [("download_off_size", "1032×1020"), ("download_wrong_size", "640×480")])
async def test_a_picture_of_another_size_is_shown_with_its_true_one(stage: Stage, fault: str, size: str) -> None:
    result = await stage.drawn(f"fault:{fault} a fox")
    assert len(seen(result).gallery) == 1
    assert size in seen(result).text
    assert size in seen(await stage.press("Details", result)).text
    outcome = (await stage.job(job_id(result))).outcome
    assert outcome is not None
    assert str(outcome.results[0].size) == size


async def test_pictures_of_one_name_are_all_shown(stage: Stage) -> None:
    result = await stage.drawn("fault:same_uuid foxes", count=3)
    assert len(seen(result).gallery) == 3
    outcome = (await stage.job(job_id(result))).outcome
    assert outcome is not None
    assert len({one.url for one in outcome.results}) == outcome.shown == 3
    assert await stage.left() == 17


async def test_a_file_that_is_not_there_yet_is_waited_for(stage: Stage) -> None:
    stage.runware.faults.armed.append(Fault("download_late", times=None, parameters={"seconds": 0.3}))
    result = await stage.drawn("a fox")
    assert len(seen(result).gallery) == 1
    assert await stage.left() == 19


async def test_a_failed_request_can_be_rerolled_from_its_message(stage: Stage) -> None:
    result = await stage.drawn("fault:timeout_provider a fox")
    assert seen(result).buttons == ["🎲 Reroll", "🗑️ Delete"]
    again = await stage.press("Reroll", result)
    assert seen(again).buttons == [CANCEL_DRAWING]


async def test_what_never_finishes_is_given_up_after_the_deadline(stage: Stage) -> None:
    result = await stage.imagine("fault:never_finishes a fox")
    await stage.step(2)
    assert "Drawing" in seen(result).text
    await stage.env.advance_time(61)
    await stage.work()
    assert "took too long" in seen(result).text
    assert await stage.left() == 20


# ── no credits ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_without_credit_members_hear_a_sentence_and_the_owner_one_letter(
    stage: Stage, operator: UserHandle
) -> None:
    first = await stage.drawn("fault:no_credits a fox")
    assert "Nothing was charged" in seen(first).text
    second = await stage.drawn("an owl")
    assert seen(second).ephemeral
    assert seen(second).text == CLOSED
    assert len(stage.runware.tasks) == 0
    (letter,) = stage.letters(operator)
    assert "Easel has stopped spending" in letter.text
    assert await stage.left() == 20


async def test_those_who_wait_in_line_are_turned_away_politely(raised: Raise) -> None:
    stage = await raised(runware={"max_in_flight": 1})
    await stage.imagine("fault:no_credits a fox")
    waiting = await stage.imagine("an owl", stage.bob)
    await stage.work()
    assert CLOSED in seen(waiting).text
    assert await stage.left(stage.bob) == 20


async def test_after_a_pause_one_request_tries_whether_the_operator_has_acted(
    stage: Stage, operator: UserHandle
) -> None:
    await stage.drawn("fault:no_credits a fox")
    await stage.env.advance_time(61)
    still = await stage.drawn("fault:no_credits an owl")
    assert not seen(still).gallery
    await stage.env.advance_time(121)
    again = await stage.drawn("a crane")
    assert len(seen(again).gallery) == 1
    assert len(seen(await stage.drawn("a heron")).gallery) == 1
    assert len(stage.letters(operator)) == 1


async def test_a_restart_does_not_write_the_owner_a_second_letter(stage: Stage, operator: UserHandle) -> None:
    await stage.drawn("fault:no_credits a fox")
    await stage.restart()
    await stage.drawn("fault:no_credits an owl")
    assert len(stage.letters(operator)) == 1


# ── results that cannot be read ──────────────────────────────────────────────────────────────────────────────────────

UNREADABLE = "fault:download_broken "


async def test_a_model_whose_results_cannot_be_read_is_closed_and_the_operator_told_once(
    stage: Stage, operator: UserHandle
) -> None:
    for _ in range(3):
        assert not seen(await stage.drawn(f"{UNREADABLE}a fox")).gallery
    assert len(stage.runware.tasks) == 3
    refused = await stage.drawn("an owl")
    assert seen(refused).ephemeral
    assert "could not be read from Runware" in seen(refused).text
    assert "<t:" in seen(refused).text
    assert "Meanwhile Grok Imagine Pro (`pro`) draws." in seen(refused).text
    assert len(stage.runware.tasks) == 3
    assert len(seen(await stage.drawn("an owl", model="pro")).gallery) == 1
    (letter,) = stage.letters(operator)
    assert "Easel has stopped drawing with `xai:grok-imagine@image`" in letter.text
    assert await stage.left() == 19


async def test_a_closed_model_is_tried_again_by_one_request_and_opens(stage: Stage, operator: UserHandle) -> None:
    for _ in range(3):
        await stage.drawn(f"{UNREADABLE}a fox")
    await stage.env.advance_time(61)
    await stage.drawn(f"{UNREADABLE}a fox")
    assert len(stage.runware.tasks) == 4
    await stage.env.advance_time(61)
    assert "is closed for now" in seen(await stage.drawn("an owl")).text
    await stage.env.advance_time(61)
    first, second = await stage.imagine("an owl"), await stage.imagine("a crane", stage.bob)
    await stage.work()
    assert len(seen(first).gallery) == 1
    assert seen(second).gallery == []
    assert "is closed for now" in seen(second).text
    assert len(stage.runware.tasks) == 5
    assert len(seen(await stage.drawn("a heron")).gallery) == 1
    assert len(stage.letters(operator)) == 1


async def test_one_unreadable_result_among_readable_ones_closes_nothing(stage: Stage) -> None:
    for prompt in (f"{UNREADABLE}a fox", f"{UNREADABLE}a fox", "an owl") * 2:
        await stage.drawn(prompt)
    assert len(seen(await stage.drawn("an owl")).gallery) == 1


async def test_a_restart_does_not_forget_a_closed_model(stage: Stage, operator: UserHandle) -> None:
    for _ in range(3):
        await stage.drawn(f"{UNREADABLE}a fox")
    await stage.restart()
    first = await stage.imagine(f"{UNREADABLE}a fox")
    second = await stage.imagine("an owl", stage.bob)
    await stage.work()
    assert "is closed for now" in seen(second).text
    assert seen(first).gallery == []
    assert len(stage.runware.tasks) == 4
    assert len(stage.letters(operator)) == 1


def booked() -> Transaction[tuple[int, int]]:
    (row,) = yield "SELECT SUM(images) AS images, SUM(micros) AS micros FROM ledger", ()
    return int(row["images"]), int(row["micros"])


async def test_what_is_drawn_after_an_error_that_ended_the_request_is_booked(stage: Stage) -> None:
    service = stage.runware.service
    service.clock, service.seconds = stage.clock, 0
    stage.runware.faults.armed.append(Fault("error_first", parameters={"seconds": 20}))
    result = await stage.imagine("a fox", count=4)
    for _ in range(10):
        await stage.step()
        await stage.env.advance_time(1)
    price = next(iter(stage.runware.tasks.values())).cost
    assert "Nothing was charged" in seen(result).text
    assert await stage.app.database.run(booked) == (0, 4 * price)  # until it is known what the error stood for
    await stage.env.advance_time(11 * 60)
    with stage.env.time_context():
        await stage.app.billing.step()
    assert await stage.app.database.run(booked) == (0, 3 * price)
    assert service.deposit - service.balance == 3 * price


async def test_a_cancel_that_could_not_be_shown_is_shown_while_the_task_still_runs(stage: Stage) -> None:
    stage.runware.service.clock, stage.runware.service.seconds = stage.clock, 50
    result = await stage.imagine("a fox")
    await stage.step(2)
    stage.env.inject_error("PATCH", "/webhooks/*", status=503)
    await stage.app.service.cancel(job_id(result), user_id=stage.alice.id)
    with stage.env.time_context():
        await stage.app.bot.reception.show_end(await stage.job(job_id(result)))
    assert seen(result).buttons == [CANCEL_DRAWING]
    for _ in range(4):
        await stage.env.advance_time(LEASE / 2)
        await stage.step(2)
    assert "it still counts: 1 picture" in seen(result).text
    assert seen(result).buttons == ["🗑️ Delete"]
    assert (await stage.job(job_id(result))).token is None


# ── a clock that jumps ───────────────────────────────────────────────────────────────────────────────────────────────

JUMPS = [16 * 60, 24 * 3600, -3600, -24 * 3600, 400 * 24 * 3600]


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("private", [False, True])
async def test_work_goes_on_when_the_clock_jumps(stage: Stage, jump: float, private: bool) -> None:
    result = await stage.imagine("fault:error_first foxes", count=2, private=private)
    stage.runware.faults.armed.append(Fault("slow", parameters={"seconds": 0.3}))
    other = await stage.imagine("an owl", stage.bob)
    await stage.step(2)
    stage.clock.jumped = jump
    await stage.work()
    assert len(seen(result).gallery) == 1
    assert len(seen(other).gallery) == 1
    assert seen(result).ephemeral is private
    assert stage.letters(stage.alice) == []


async def test_pictures_that_wait_for_discord_outlast_a_jump_of_the_clock(stage: Stage) -> None:
    result = await stage.imagine("a fox")
    await stage.painted()
    stage.env.inject_error("PATCH", "/webhooks/*", status=503, times=3)
    await stage.step()
    stage.clock.jumped = 24 * 3600
    await stage.work()
    assert len(seen(result).gallery) == 1


@pytest.mark.parametrize("jump", [-3600, -25 * 3600, -400 * 24 * 3600])
async def test_no_quota_comes_back_when_the_clock_is_set_back(raised: Raise, jump: float) -> None:
    stage = await raised(limits={"cooldown_seconds": 0, "images_per_user_per_day": 1})
    await stage.drawn("a fox")
    stage.clock.jumped = jump
    refused = await stage.drawn("an owl")
    assert not seen(refused).gallery
    assert "quota" in seen(refused).text.lower() or "frees up" in seen(refused).text
    assert len(stage.runware.tasks) == 1
