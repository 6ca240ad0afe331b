"""Everything that can go wrong at the provider, over real sockets."""

from typing import NamedTuple

import pytest

from sandbox.app import HOST
from sandbox.discord.state.interactions import Interaction
from sandbox.runware.faults import KINDS
from tests.process.audit import assert_every_request_ended_once
from tests.process.numbers import assert_the_numbers_are_true, free_port
from tests.process.stage import Stage, until


class Fate(NamedTuple):
    """How a request with this fault in its prompt has to end."""

    state: str
    pictures: int = 0
    words: str = ""


DRAWN = Fate("delivered", 2)
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
    "nsfw": Fate("delivered", 2, "behind a spoiler"),
    "one_nsfw": Fate("delivered", 2, "behind a spoiler"),
    "forgotten": DRAWN,
    "webhook_twice": DRAWN,
    "webhook_never": DRAWN,
    "webhook_late": DRAWN,
    "refused": Fate("failed", 0, "nothing was charged"),
    "download_truncated": DRAWN,
    "html_block": DRAWN,
    "foreign_json": DRAWN,
    "same_uuid": DRAWN,
    "odd_cost": DRAWN,
    "odd_strings": DRAWN,
    "error_first": Fate("delivered", 1, "1 of 2 came"),
    "download_late": DRAWN,
    "download_forbidden": DRAWN,
    "download_empty": DRAWN,
    "download_other_type": DRAWN,
    "download_other_format": Fate("delivered", 2, "Runware sent PNG files"),
    "download_off_size": Fate("delivered", 2, "1032×1020"),
    "download_wrong_size": Fate("delivered", 2, "640×480"),
    "download_trailing": DRAWN,
    "one_moderated": Fate("delivered", 1, "1 of 2 came"),
    "moderated": Fate("refused", 0, "safety"),
    "provider_error_flagged": Fate("refused", 0, "safety"),
    "timeout_provider": Fate("failed", 0, "nothing was charged"),
    "model_retired": Fate("failed", 0, "nothing was charged"),
    "slow": Fate("failed", 0, "took too long"),
    "never_finishes": Fate("failed", 0, "took too long"),
}
UNREADABLE = {
    "foreign_host": Fate("failed", 0, "could not be downloaded"),
    "download_404": Fate("failed", 0, "could not be downloaded"),
    "download_wrong_type": Fate("failed", 0, "could not be downloaded"),
    "download_broken": Fate("failed", 0, "could not be downloaded"),
    "download_huge": Fate("failed", 0, "could not be downloaded"),
    "download_redirect": Fate("failed", 0, "could not be downloaded"),
}


STOPS_SPENDING = ("payment_required", "no_credits", "bad_key")


def test_every_fault_of_the_sandbox_is_tried_here() -> None:
    assert {*FATES, *UNREADABLE, *STOPS_SPENDING, "batch_refused", "model_gone"} == set(KINDS)


# A few unreadable results in a row close their model, so these are asked for by themselves.
@pytest.mark.parametrize("fates", [FATES, UNREADABLE], ids=["others", "unreadable"])
async def test_every_fault_of_the_provider_ends_in_pictures_or_in_one_sentence(
    stage: Stage, fates: dict[str, Fate]
) -> None:
    port = free_port()
    await stage.start(RUNWARE__DEADLINE="6", RUNWARE__MAX_IN_FLIGHT="64", HTTP__LISTEN=f"{HOST}:{port}")
    asked = {}
    for number, fault in enumerate(fates):
        asked[fault] = stage.ask(f"a fox fault:{fault}", user=stage.member(f"Member {number}"), count=2)
        if number % 8 == 7:
            await until("these are acknowledged", asked[fault].decided.is_set)
    await stage.ends(seconds=60)
    ends = {fault: await fate(stage, one) for fault, one in asked.items()}
    assert {fault: end[:2] for fault, end in ends.items()} == {fault: end[:2] for fault, end in fates.items()}
    for fault, end in fates.items():
        assert end.words.casefold() in ends[fault].words.casefold(), fault
    await assert_every_request_ended_once(stage, troubles={"model_lost", "model_closed"})
    await assert_the_numbers_are_true(stage, port)


async def fate(stage: Stage, asked: Interaction) -> Fate:
    """How it ended."""
    return Fate((await stage.job(asked))["state"], len(stage.pictures_of(asked)), stage.words_of(asked))


@pytest.mark.parametrize("kind", STOPS_SPENDING)
async def test_without_credit_or_key_nothing_is_spent_and_the_operator_is_told_once(stage: Stage, kind: str) -> None:
    stage.provider_fails(kind, times=None)
    port = free_port()
    await stage.start(HTTP__LISTEN=f"{HOST}:{port}")
    asked = [stage.ask(f"fox {number}") for number in range(3)]
    await stage.ends()
    assert all("operator" in stage.words_of(one) for one in asked)
    late = stage.ask("too late")
    await until("the late one is answered", late.decided.is_set)
    assert "operator" in stage.private_reply(late)
    (alert,) = stage.direct_messages(stage.sandbox.discord.world.owner)
    assert "stopped spending" in alert.content.text
    assert not stage.sandbox.runware.tasks
    await assert_every_request_ended_once(stage, troubles={"spending_stopped"})
    await assert_the_numbers_are_true(stage, port, refusals={"Closed": 1}, operator_needed=True)


async def test_a_bot_whose_spending_stopped_says_so_after_a_restart_without_a_second_alert(stage: Stage) -> None:
    stage.provider_fails("payment_required", times=None)
    for _ in range(2):
        bot = await stage.start()
        asked = stage.ask("a fox")
        await stage.ends(asked)
        assert await bot.stop() == 0
        await until("it is gone", lambda: stage.connected == 0)
    assert len(stage.direct_messages(stage.sandbox.discord.world.owner)) == 1
    stage.sandbox.runware.faults.armed.clear()
    await stage.start()
    asked = stage.ask("a fox")
    await stage.ends(asked)
    assert len(stage.pictures_of(asked)) == 1
    await assert_every_request_ended_once(stage, troubles={"spending_stopped"})


async def test_a_provider_that_refuses_batches_is_asked_one_by_one(stage: Stage) -> None:
    stage.sandbox.runware.service.seconds = 1.0
    stage.provider_fails("batch_refused", times=None)
    await stage.start()
    asked = [stage.ask(f"fox {number}") for number in range(6)]
    await stage.ends()
    assert all(len(stage.pictures_of(one)) == 1 for one in asked)
    polls = [one for one in stage.sandbox.runware.journal.exchanges if one.holds("getResponse")]
    assert sum(len(poll.body) > 1 for poll in polls) == 1
    await assert_every_request_ended_once(stage, batches_refused=True)
