"""Jobs that end outside of the worker are counted like all others, each once."""

import pytest

from bot.domain.case import CaseFilter
from bot.domain.case_actions import CaseAction
from bot.domain.job import State
from bot.moderation.service import APPROVAL_TIMEOUT_SECONDS
from bot.storage import cases
from tests.conversations.conftest import StageFactory
from tests.conversations.test_approval_channels import enable_approval, imagine_held_picture
from tests.support.moderation_helpers import decide_case
from tests.support.stage import BotStage, job_id_of


def ended(stage: BotStage, state: State) -> float:
    """How many jobs of the standard model ended so, by the metrics."""
    labels = {"state": str(state), "model": "standard"}
    return stage.app.metrics.registry.get_sample_value("easel_jobs_ended_total", labels) or 0.0


async def test_job_cancelled_by_author_or_moderator_is_counted_once(stage: BotStage) -> None:
    await stage.imagine("a fox")
    await stage.alice.slash(stage.channel, "cancel")
    assert ended(stage, State.CANCELLED) == 1
    owl = await stage.imagine("an owl", stage.bob)
    await stage.press("Cancel", owl, stage.mod)
    assert ended(stage, State.CANCELLED) == 2
    await stage.run_worker_until_idle()
    assert ended(stage, State.CANCELLED) == 2


async def test_cancelled_variants_of_a_single_interaction_are_all_counted(stage: BotStage) -> None:
    offer = await stage.imagine("a {red, green} fox")
    await stage.press("Draw it", offer)
    await stage.alice.slash(
        stage.channel, "cancel", id=str((await stage.app.services.queue.list_unfinished(stage.alice.id))[0].id)
    )
    assert ended(stage, State.CANCELLED) == 2


async def test_queued_job_cancelled_by_a_block_is_counted(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    await stage.imagine("a crane", stage.bob)
    fox = await stage.imagine("a fox")
    await stage.mod.slash(stage.channel, "mod block", member=stage.alice, reason="spam", **{"for": "1d"})
    assert (await stage.job(job_id_of(fox))).state is State.CANCELLED
    assert ended(stage, State.CANCELLED) == 1


async def test_jobs_failed_by_the_tripped_circuit_breaker_are_counted(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    await stage.imagine("a crane", stage.bob)
    await stage.imagine("a fox")
    stage.app.services.capacity.breaker.trip()
    await stage.app.worker.run_once()
    assert ended(stage, State.FAILED) >= 1


async def test_declined_and_expired_approvals_are_counted_with_their_cost(stage: BotStage) -> None:
    await enable_approval(stage)
    await imagine_held_picture(stage)
    await imagine_held_picture(stage, "an owl")
    moderation, guild_id = stage.app.bot.services.moderation, stage.guild.id
    (first, _), *_ = await stage.app.database.run(cases.list_page, guild_id, CaseFilter(), offset=0, limit=2)
    await decide_case(stage, CaseAction.DECLINE, first, "No.")
    assert ended(stage, State.REFUSED) == 1
    await stage.env.advance_time(APPROVAL_TIMEOUT_SECONDS + 1)
    await moderation.expire_overdue()
    await stage.run_worker_until_idle()
    assert ended(stage, State.REFUSED) == 2
    dollars = stage.app.metrics.registry.get_sample_value("easel_spent_dollars_total", {"model": "standard"})
    service = stage.runware.account
    assert dollars is not None
    assert dollars == pytest.approx((service.deposit_micro_dollars - service.balance_micro_dollars) / 1_000_000)
    assert dollars
