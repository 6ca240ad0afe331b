"""Everything that can go wrong at the provider, over real sockets."""

from typing import NamedTuple

import pytest

from sandbox.app import HOST
from sandbox.discord.state.interactions import Interaction
from sandbox.runware.faults import FAULT_KINDS
from tests.support.invariants import assert_every_request_ended_once
from tests.support.metrics_page import assert_metrics_match, free_port
from tests.support.process_stage import ProcessStage, wait_until


class FaultOutcome(NamedTuple):
    """How a request with this fault in its prompt has to end."""

    state: str
    pictures: int = 0
    words: str = ""


DRAWN = FaultOutcome("delivered", 2)
FATES = {
    "rate_limited": DRAWN,
    "unavailable": DRAWN,
    "server_error": DRAWN,
    "gateway_timeout": DRAWN,
    "drop_before": DRAWN,
    "drop_after": DRAWN,
    "malformed": DRAWN,
    "unknown_field": DRAWN,
    "expired": DRAWN,
    "download_error": DRAWN,
    "slow_answer": DRAWN,
    "nsfw": FaultOutcome("delivered", 2, "behind a spoiler"),
    "one_nsfw": FaultOutcome("delivered", 2, "behind a spoiler"),
    "forgotten": DRAWN,
    "webhook_twice": DRAWN,
    "webhook_never": DRAWN,
    "webhook_late": DRAWN,
    "refused": FaultOutcome("failed", 0, "nothing was charged"),
    "download_truncated": DRAWN,
    "html_block": DRAWN,
    "foreign_json": DRAWN,
    "same_uuid": DRAWN,
    "odd_cost": DRAWN,
    "cost_missing": DRAWN,
    "cost_null": DRAWN,
    "late_cost": DRAWN,
    "cost_drift": DRAWN,
    "failed_billed": DRAWN,
    "no_record": DRAWN,
    "other_model": DRAWN,
    "other_size": FaultOutcome("delivered", 2, "1280×896"),
    "odd_strings": DRAWN,
    "error_first": FaultOutcome("delivered", 1, "1 of 2 came"),
    "download_late": DRAWN,
    "download_forbidden": DRAWN,
    "download_empty": DRAWN,
    "download_other_type": DRAWN,
    "download_other_format": FaultOutcome("delivered", 2, "Runware sent PNG files"),
    "download_off_size": FaultOutcome("delivered", 2, "1032×1020"),
    "download_wrong_size": FaultOutcome("delivered", 2, "640×480"),
    "download_trailing": DRAWN,
    "one_moderated": FaultOutcome("delivered", 1, "1 of 2 came"),
    "moderated": FaultOutcome("refused", 0, "safety"),
    "provider_error_flagged": FaultOutcome("refused", 0, "safety"),
    "timeout_provider": FaultOutcome("failed", 0, "nothing was charged"),
    "model_retired": FaultOutcome("failed", 0, "nothing was charged"),
    "slow": FaultOutcome("failed", 0, "took too long"),
    "never_finishes": FaultOutcome("failed", 0, "took too long"),
}
UNREADABLE = {
    "foreign_host": FaultOutcome("failed", 0, "could not be downloaded"),
    "download_404": FaultOutcome("failed", 0, "could not be downloaded"),
    "download_wrong_type": FaultOutcome("failed", 0, "could not be downloaded"),
    "download_broken": FaultOutcome("failed", 0, "could not be downloaded"),
    "download_huge": FaultOutcome("failed", 0, "could not be downloaded"),
    "download_redirect": FaultOutcome("failed", 0, "could not be downloaded"),
}


STOPS_SPENDING = ("payment_required", "no_credits", "bad_key")
ONLY_IN_THE_BALANCE = ("cost_zero",)
"""What is billed shows only in the account's balance, so the ledger cannot agree with the bill at once."""


def test_fault_tables_cover_every_fault_of_the_sandbox() -> None:
    assert {*FATES, *UNREADABLE, *STOPS_SPENDING, *ONLY_IN_THE_BALANCE, "batch_refused", "model_gone"} == set(
        FAULT_KINDS
    )


# A few unreadable results in a row close their model, so these are asked for by themselves.
@pytest.mark.parametrize("fates", [FATES, UNREADABLE], ids=["others", "unreadable"])
async def test_request_ends_as_expected_after_each_provider_fault(
    stage: ProcessStage, fates: dict[str, FaultOutcome]
) -> None:
    port = free_port()
    await stage.start(RUNWARE__DEADLINE="6", RUNWARE__MAX_IN_FLIGHT="64", HTTP__LISTEN=f"{HOST}:{port}")
    asked = {}
    for number, fault in enumerate(fates):
        asked[fault] = stage.imagine(f"a fox fault:{fault}", user=stage.add_member(f"Member {number}"), count=2)
        if number % 8 == 7:
            await wait_until("these are acknowledged", asked[fault].settled.is_set)
    await stage.wait_until_ended(seconds=60)
    ends = {fault: await fate(stage, one) for fault, one in asked.items()}
    assert {fault: end[:2] for fault, end in ends.items()} == {fault: end[:2] for fault, end in fates.items()}
    for fault, end in fates.items():
        assert end.words.casefold() in ends[fault].words.casefold(), fault
    await assert_every_request_ended_once(stage, expected_error_events={"model_lost", "model_closed"})
    await assert_metrics_match(stage, port)


async def fate(stage: ProcessStage, asked: Interaction) -> FaultOutcome:
    """How it ended."""
    return FaultOutcome((await stage.job(asked))["state"], len(stage.attachments_of(asked)), stage.text_of(asked))


@pytest.mark.parametrize("kind", STOPS_SPENDING)
async def test_missing_credit_or_invalid_key_stops_spending_and_alerts_once(stage: ProcessStage, kind: str) -> None:
    stage.arm_provider_fault(kind, times=None)
    port = free_port()
    await stage.start(HTTP__LISTEN=f"{HOST}:{port}")
    asked = [stage.imagine(f"fox {number}") for number in range(3)]
    await stage.wait_until_ended()
    assert all("operator" in stage.text_of(one) for one in asked)
    late = stage.imagine("too late")
    await wait_until("the late one is answered", late.settled.is_set)
    assert "operator" in stage.private_reply(late)
    (alert,) = stage.direct_messages(stage.sandbox.discord.world.owner)
    assert "stopped spending" in alert.content.text
    assert not stage.sandbox.runware.tasks
    await assert_every_request_ended_once(stage, expected_error_events={"spending_stopped"})
    await assert_metrics_match(stage, port, refusals={"Closed": 1}, operator_needed=True)


async def test_stopped_spending_is_not_alerted_again_after_a_restart(stage: ProcessStage) -> None:
    stage.arm_provider_fault("payment_required", times=None)
    for _ in range(2):
        bot = await stage.start()
        asked = stage.imagine("a fox")
        await stage.wait_until_ended(asked)
        assert await bot.stop() == 0
        await wait_until("it is gone", lambda: stage.connected_bots == 0)
    assert len(stage.direct_messages(stage.sandbox.discord.world.owner)) == 1
    stage.sandbox.runware.faults.armed.clear()
    await stage.start()
    asked = stage.imagine("a fox")
    await stage.wait_until_ended(asked)
    assert len(stage.attachments_of(asked)) == 1
    await assert_every_request_ended_once(stage, expected_error_events={"spending_stopped"})


async def test_provider_refusing_batches_is_polled_for_each_task_separately(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = 1.0
    stage.arm_provider_fault("batch_refused", times=None)
    await stage.start()
    asked = [stage.imagine(f"fox {number}") for number in range(6)]
    await stage.wait_until_ended()
    assert all(len(stage.attachments_of(one)) == 1 for one in asked)
    polls = [one for one in stage.sandbox.runware.journal.exchanges if one.has_task_type("getResponse")]
    assert sum(len(poll.body) > 1 for poll in polls) == 1
    await assert_every_request_ended_once(stage, batches_refused=True)
