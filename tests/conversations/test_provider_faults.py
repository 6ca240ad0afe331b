"""What a member hears when the provider says no, or nothing; and what it costs them: nothing."""

import pytest
from simcord.builders import UserHandle

from bot.discord.error_texts import INTERNAL_ERROR
from bot.domain.job import State
from bot.domain.rate_limits import SPENDING_STOPPED_MESSAGE
from bot.storage.database import Transaction
from bot.storage.leases import LEASE_SECONDS
from sandbox.runware.faults import Fault
from tests.conversations.conftest import StageFactory
from tests.support.stage import CANCEL_LABEL_DRAWING, BotStage, job_id_of, response_view


async def test_safety_check_refusal_is_shown_in_the_message_and_refunded(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("fault:moderated a fox")
    assert "safety" in response_view(result).text.lower()
    assert "nothing was charged" in response_view(result).text.lower()
    assert response_view(result).button_labels == ["🗑️ Delete"]
    assert response_view(result).gallery == []
    assert await stage.images_left() == 20
    assert (await stage.job(job_id_of(result))).state is State.REFUSED


async def test_partial_result_is_delivered_and_only_its_pictures_are_charged(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("fault:one_moderated foxes", count=4)
    assert len(response_view(result).gallery) == 3
    came = "3 of 4 came; the provider’s safety check refused the rest. You are only charged for those."
    assert came in response_view(result).text
    assert " 17 left" in response_view(result).text
    assert await stage.images_left() == 17


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
async def test_transient_provider_fault_is_invisible_to_the_member(stage: BotStage, fault: str) -> None:
    stage.app.provider._pause = 0.01
    result = await stage.imagine_and_wait(f"fault:{fault} a fox")
    assert len(response_view(result).gallery) == 1
    assert response_view(result).filenames == [f"easel-{job_id_of(result)}-1.jpg"]
    assert "as requested" not in response_view(result).text
    assert len(stage.runware.tasks) == 1
    assert await stage.images_left() == 19


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
async def test_permanent_provider_fault_fails_the_job_and_refunds_it(stage: BotStage, fault: str) -> None:
    result = await stage.imagine_and_wait(f"fault:{fault} a fox")
    told = response_view(result)
    assert told.gallery == []
    assert "nothing was charged" in told.text.lower()
    assert "Delete" in told.button_labels[-1]
    assert str(INTERNAL_ERROR) not in told.text
    assert await stage.images_left() == 20


async def test_picture_in_another_format_is_named_by_its_actual_format(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("fault:download_other_format a fox")
    assert response_view(result).filenames == [f"easel-{job_id_of(result)}-1.png"]
    assert "Runware sent PNG files, not JPG as requested." in response_view(result).text
    assert await stage.images_left() == 19


@pytest.mark.parametrize(("fault", "size"), [("download_off_size", "1032×1020"), ("download_wrong_size", "640×480")])
async def test_picture_of_another_size_is_shown_with_its_actual_size(stage: BotStage, fault: str, size: str) -> None:
    result = await stage.imagine_and_wait(f"fault:{fault} a fox")
    assert len(response_view(result).gallery) == 1
    assert size in response_view(result).text
    assert size in response_view(await stage.press("Details", result)).text
    outcome = (await stage.job(job_id_of(result))).outcome
    assert outcome is not None
    assert str(outcome.results[0].size) == size


async def test_pictures_with_the_same_provider_id_are_all_delivered(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("fault:same_uuid foxes", count=3)
    assert len(response_view(result).gallery) == 3
    outcome = (await stage.job(job_id_of(result))).outcome
    assert outcome is not None
    assert len({one.url for one in outcome.results}) == outcome.delivered_count == 3
    assert await stage.images_left() == 17


async def test_download_waits_for_a_file_that_appears_late(stage: BotStage) -> None:
    stage.runware.faults.armed.append(Fault("download_late", times=None, parameters={"seconds": 0.3}))
    result = await stage.imagine_and_wait("a fox")
    assert len(response_view(result).gallery) == 1
    assert await stage.images_left() == 19


async def test_failed_request_can_be_rerolled_from_its_message(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("fault:timeout_provider a fox")
    assert response_view(result).button_labels == ["🎲 Reroll", "🗑️ Delete"]
    again = await stage.press("Reroll", result)
    assert response_view(again).button_labels == [CANCEL_LABEL_DRAWING]


async def test_unfinished_task_is_abandoned_and_refunded_after_the_deadline(stage: BotStage) -> None:
    result = await stage.imagine("fault:never_finishes a fox")
    await stage.step_worker(2)
    assert "Drawing" in response_view(result).text
    await stage.env.advance_time(61)
    await stage.run_worker_until_idle()
    assert "took too long" in response_view(result).text
    assert await stage.images_left() == 20


# ── no credits ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_missing_credit_stops_spending_and_alerts_the_operator_once(
    stage: BotStage, operator: UserHandle
) -> None:
    first = await stage.imagine_and_wait("fault:no_credits a fox")
    assert "Nothing was charged" in response_view(first).text
    second = await stage.imagine_and_wait("an owl")
    assert response_view(second).ephemeral
    assert response_view(second).text == str(SPENDING_STOPPED_MESSAGE)
    assert len(stage.runware.tasks) == 0
    (letter,) = stage.direct_messages(operator)
    assert "Easel has stopped spending" in letter.text
    assert await stage.images_left() == 20


async def test_missing_credit_refuses_queued_jobs_and_refunds_them(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    await stage.imagine("fault:no_credits a fox")
    waiting = await stage.imagine("an owl", stage.bob)
    await stage.run_worker_until_idle()
    assert str(SPENDING_STOPPED_MESSAGE) in response_view(waiting).text
    assert await stage.images_left(stage.bob) == 20


async def test_circuit_breaker_probes_after_a_pause_whether_credit_is_back(
    stage: BotStage, operator: UserHandle
) -> None:
    await stage.imagine_and_wait("fault:no_credits a fox")
    await stage.env.advance_time(61)
    still = await stage.imagine_and_wait("fault:no_credits an owl")
    assert not response_view(still).gallery
    await stage.env.advance_time(121)
    again = await stage.imagine_and_wait("a crane")
    assert len(response_view(again).gallery) == 1
    assert len(response_view(await stage.imagine_and_wait("a heron")).gallery) == 1
    assert len(stage.direct_messages(operator)) == 1


async def test_restart_does_not_repeat_the_missing_credit_alert(stage: BotStage, operator: UserHandle) -> None:
    await stage.imagine_and_wait("fault:no_credits a fox")
    await stage.restart()
    await stage.imagine_and_wait("fault:no_credits an owl")
    assert len(stage.direct_messages(operator)) == 1


# ── results that cannot be read ──────────────────────────────────────────────────────────────────────────────────────

UNREADABLE = "fault:download_broken "


async def test_model_with_unreadable_results_is_closed_and_the_operator_alerted_once(
    stage: BotStage, operator: UserHandle
) -> None:
    for _ in range(3):
        assert not response_view(await stage.imagine_and_wait(f"{UNREADABLE}a fox")).gallery
    assert len(stage.runware.tasks) == 3
    refused = await stage.imagine_and_wait("an owl")
    assert response_view(refused).ephemeral
    assert "could not be read from Runware" in response_view(refused).text
    assert "<t:" in response_view(refused).text
    assert "Meanwhile Grok Imagine Pro (`pro`) draws." in response_view(refused).text
    assert len(stage.runware.tasks) == 3
    assert len(response_view(await stage.imagine_and_wait("an owl", model="pro")).gallery) == 1
    (letter,) = stage.direct_messages(operator)
    assert "Easel has stopped drawing with `xai:grok-imagine@image`" in letter.text
    assert await stage.images_left() == 19


async def test_closed_model_reopens_after_a_successful_probe(stage: BotStage, operator: UserHandle) -> None:
    for _ in range(3):
        await stage.imagine_and_wait(f"{UNREADABLE}a fox")
    await stage.env.advance_time(61)
    await stage.imagine_and_wait(f"{UNREADABLE}a fox")
    assert len(stage.runware.tasks) == 4
    await stage.env.advance_time(61)
    assert "is closed for now" in response_view(await stage.imagine_and_wait("an owl")).text
    await stage.env.advance_time(61)
    first, second = await stage.imagine("an owl"), await stage.imagine("a crane", stage.bob)
    await stage.run_worker_until_idle()
    assert len(response_view(first).gallery) == 1
    assert response_view(second).gallery == []
    assert "is closed for now" in response_view(second).text
    assert len(stage.runware.tasks) == 5
    assert len(response_view(await stage.imagine_and_wait("a heron")).gallery) == 1
    assert len(stage.direct_messages(operator)) == 1


async def test_scattered_unreadable_results_do_not_close_the_model(stage: BotStage) -> None:
    for prompt in (f"{UNREADABLE}a fox", f"{UNREADABLE}a fox", "an owl") * 2:
        await stage.imagine_and_wait(prompt)
    assert len(response_view(await stage.imagine_and_wait("an owl")).gallery) == 1


async def test_closed_model_stays_closed_after_a_restart(stage: BotStage, operator: UserHandle) -> None:
    for _ in range(3):
        await stage.imagine_and_wait(f"{UNREADABLE}a fox")
    await stage.restart()
    first = await stage.imagine(f"{UNREADABLE}a fox")
    second = await stage.imagine("an owl", stage.bob)
    await stage.run_worker_until_idle()
    assert "is closed for now" in response_view(second).text
    assert response_view(first).gallery == []
    assert len(stage.runware.tasks) == 4
    assert len(stage.direct_messages(operator)) == 1


def booked() -> Transaction[tuple[int, int]]:
    (row,) = yield "SELECT SUM(images) AS images, SUM(micro_dollars) AS micro_dollars FROM ledger", ()
    return int(row["images"]), int(row["micro_dollars"])


async def test_pictures_drawn_after_a_reported_error_are_booked_to_the_ledger(stage: BotStage) -> None:
    service = stage.runware.account
    service.clock, service.task_durations = stage.clock, 0
    stage.runware.faults.armed.append(Fault("error_first", parameters={"seconds": 20}))
    result = await stage.imagine("a fox", count=4)
    for _ in range(10):
        await stage.step_worker()
        await stage.env.advance_time(1)
    price = next(iter(stage.runware.tasks.values())).cost_micro_dollars
    assert "Nothing was charged" in response_view(result).text
    assert await stage.app.database.run(booked) == (0, 4 * price)  # until it is known what the error stood for
    await stage.env.advance_time(11 * 60)
    with stage.env.time_context():
        await stage.app.cost_reconciler.run_once()
    assert await stage.app.database.run(booked) == (0, 3 * price)
    assert service.deposit_micro_dollars - service.balance_micro_dollars == 3 * price


async def test_cancellation_message_is_retried_while_the_task_still_runs(stage: BotStage) -> None:
    stage.runware.account.clock, stage.runware.account.task_durations = stage.clock, 50
    result = await stage.imagine("a fox")
    await stage.step_worker(2)
    stage.env.inject_error("PATCH", "/webhooks/*", status=503)
    await stage.app.services.queue.cancel(await stage.job(job_id_of(result)), user_id=stage.alice.id)
    with stage.env.time_context():
        await stage.app.bot.services.intake.show_end(await stage.job(job_id_of(result)))
    assert response_view(result).button_labels == [CANCEL_LABEL_DRAWING]
    for _ in range(4):
        await stage.env.advance_time(LEASE_SECONDS / 2)
        await stage.step_worker(2)
    assert "it still counts: 1 picture" in response_view(result).text
    assert response_view(result).button_labels == ["🗑️ Delete"]
    assert (await stage.job(job_id_of(result))).token is None


# ── a clock that jumps ───────────────────────────────────────────────────────────────────────────────────────────────

JUMPS = [16 * 60, 24 * 3600, -3600, -24 * 3600, 400 * 24 * 3600]


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("private", [False, True])
async def test_jobs_finish_when_the_clock_jumps(stage: BotStage, jump: float, private: bool) -> None:
    result = await stage.imagine("fault:error_first foxes", count=2, private=private)
    stage.runware.faults.armed.append(Fault("slow", parameters={"seconds": 0.3}))
    other = await stage.imagine("an owl", stage.bob)
    await stage.step_worker(2)
    stage.clock.wall_offset_seconds = jump
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1
    assert len(response_view(other).gallery) == 1
    assert response_view(result).ephemeral is private
    assert stage.direct_messages(stage.alice) == []


async def test_pictures_waiting_for_discord_survive_a_clock_jump(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    await stage.finish_at_provider()
    stage.env.inject_error("PATCH", "/webhooks/*", status=503, times=3)
    await stage.step_worker()
    stage.clock.wall_offset_seconds = 24 * 3600
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1


@pytest.mark.parametrize("jump", [-3600, -25 * 3600, -400 * 24 * 3600])
async def test_quota_is_not_restored_when_the_clock_is_set_back(make_stage: StageFactory, jump: float) -> None:
    stage = await make_stage(limits={"cooldown_seconds": 0, "images_per_user_per_day": 1})
    await stage.imagine_and_wait("a fox")
    stage.clock.wall_offset_seconds = jump
    refused = await stage.imagine_and_wait("an owl")
    assert not response_view(refused).gallery
    assert "quota" in response_view(refused).text.lower() or "frees up" in response_view(refused).text
    assert len(stage.runware.tasks) == 1
