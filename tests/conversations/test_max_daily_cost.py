"""What one member can cost at most in a day, whatever they press, and with a moderator who helps."""

from collections.abc import Awaitable, Callable
from typing import Any

from simcord.results import InteractionResult

from bot.domain.budgets import UNDELIVERED_ALLOWANCE_MICRO_DOLLARS
from bot.domain.case import CaseFilter
from bot.domain.case_actions import CaseAction
from bot.domain.job import State
from bot.domain.server_rules import ChannelMode, FlaggedAction, ServerRules
from bot.storage import jobs
from bot.storage.database import Transaction
from sandbox.runware.faults import Fault
from tests.conversations.conftest import StageFactory
from tests.conversations.test_blocked_words import block_words
from tests.support.moderation_helpers import decide_case
from tests.support.stage import BotStage, job_id_of, response_message

HALF_AN_HOUR, DEADLINE, DAY = 1800, 60, 24 * 3600
QUOTA, DEAREST = 20, 72_000
"""Pictures of a day, and micro-dollars of an edit with the pro model, which is the dearest."""


class SpendingMember:
    """A member who wants the bot to spend as much as it can, in every way there is."""

    def __init__(self, stage: BotStage) -> None:
        self.stage = stage
        self.showroom = stage.guild.create_text_channel("showroom")
        self.seen: dict[str, int] = {}
        self.delivered: InteractionResult | None = None
        self.ways: list[Callable[[], Awaitable[None]]] = [
            *(self.cancel_in_line, self.cancel_while_drawn, self.helped_to_cancel, self.pass_the_deadline),
            *(self.take_back_held, self.have_held_declined, self.flagged_and_refused, self.appeal),
            *(self.deliver, self.reroll),
        ]

    async def prepare(self) -> None:
        """The server’s rules, and a provider whose time is the simulated one."""
        stage = self.stage
        stage.runware.account.clock = stage.app.services.requests.clock
        stage.runware.account.task_durations = 0

        def change(rules: ServerRules) -> ServerRules:
            held = rules.with_channel(self.showroom.id, {"mode": ChannelMode.APPROVAL})
            return held.model_copy(update={"flagged": FlaggedAction.REFUSE})

        await stage.app.bot.services.gate.change_rules(stage.guild.id, change)
        await block_words(stage, "knife")

    async def ask(self, prompt: str = "a fox", *, count: int = 3, channel: Any = None) -> InteractionResult | None:
        """Ask; ``None`` when that was refused."""
        result = await self.stage.imagine(prompt, channel=channel, model="pro", count=count)
        job = await self.stage.app.database.run(jobs.get, job_id_of(result))
        return None if job is None else result

    async def slowly(self, seconds: float, count: int = 3) -> InteractionResult | None:
        """Ask for pictures that the provider takes its time with, and let it have the task."""
        self.stage.runware.account.task_durations = seconds
        asked = await self.ask(count=count)
        await self.stage.step_worker()
        self.stage.runware.account.task_durations = 0
        return asked

    async def cancel_in_line(self) -> None:
        first = await self.slowly(30, count=1)
        second = await self.ask()
        if second is not None:
            await self.stage.press("Cancel", second)
        if first is not None:
            await self.stage.press("Cancel", first)

    async def cancel_while_drawn(self) -> None:
        if asked := await self.slowly(30):
            await self.stage.press("Cancel", asked)

    async def helped_to_cancel(self) -> None:
        if asked := await self.slowly(30):
            await self.stage.press("Cancel", asked, self.stage.mod)

    async def pass_the_deadline(self) -> None:
        if await self.slowly(DEADLINE + 30):
            await self.stage.env.advance_time(DEADLINE + 1)
            await self.stage.run_worker_until_idle()

    async def take_back_held(self) -> None:
        if asked := await self.ask(channel=self.showroom):
            await self.stage.run_worker_until_idle()
            await self.stage.press("Cancel", asked)

    async def have_held_declined(self) -> None:
        if await self.ask(channel=self.showroom):
            await self.stage.run_worker_until_idle()
            moderation, guild_id = self.stage.app.bot.services.moderation, self.stage.guild.id
            found, _ = await moderation.list_cases(guild_id, CaseFilter(open=True), offset=0, limit=10)
            for case in found:
                await decide_case(self.stage, CaseAction.DECLINE, case, "no")

    async def flagged_and_refused(self) -> None:
        self.stage.runware.account.faults.armed.append(Fault("nsfw"))
        if await self.ask():
            await self.stage.run_worker_until_idle()
        self.stage.runware.account.faults.armed.clear()

    async def appeal(self) -> None:
        refused = await self.stage.imagine("a knife", model="pro", count=3)
        if refused.response is None or "Appeal" not in str(refused.response.components):
            return
        await self.stage.press("Appeal", refused)
        moderation, guild_id = self.stage.app.bot.services.moderation, self.stage.guild.id
        found, _ = await moderation.list_cases(guild_id, CaseFilter(open=True), offset=0, limit=10)
        for case in found:
            try:
                await decide_case(self.stage, CaseAction.ACCEPT, case, interaction_id=job_id_of(refused) + 1)
            except Exception as refusal:  # noqa: BLE001 – whatever stops a grant is fine here
                self.seen[type(refusal).__name__] = self.seen.get(type(refusal).__name__, 0) + 1
        await self.stage.run_worker_until_idle()

    async def deliver(self) -> None:
        if asked := await self.ask(count=2):
            await self.stage.run_worker_until_idle()
            self.delivered = asked

    async def reroll(self) -> None:
        if self.delivered is not None:
            await self.stage.press("Reroll", response_message(self.delivered))
            await self.stage.run_worker_until_idle()
            await self.stage.press("DM me", response_message(self.delivered))

    async def day(self) -> None:
        """Every way again and again, for twenty-three hours and a half."""
        stage = self.stage
        for half_hour in range(47):
            await self.ways[half_hour % len(self.ways)]()
            await stage.env.advance_time(120)
            with stage.env.time_context():
                await stage.app.cost_reconciler.run_once()
            await stage.env.advance_time(HALF_AN_HOUR - 120)
            await stage.run_worker_until_idle()


def booked() -> Transaction[int]:
    (row,) = yield "SELECT SUM(micro_dollars) AS micro_dollars FROM ledger", ()
    return int(row["micro_dollars"])


def ended() -> Transaction[set[str]]:
    return {row["state"] for row in (yield "SELECT DISTINCT state FROM jobs", ())}


async def test_member_cannot_cost_more_per_day_than_quota_plus_undelivered_allowance(make_stage: StageFactory) -> None:
    limits = {"cooldown_seconds": 5, "confirm_above_dollars": -1}
    stage = await make_stage(limits=limits, runware={"max_in_flight": 1, "deadline": DEADLINE})
    greedy = SpendingMember(stage)
    await greedy.prepare()
    await greedy.day()
    now = stage.app.services.requests.clock()
    bill = sum(task.spent_micro_dollars(now) for task in stage.runware.tasks.values())
    most = QUOTA * DEAREST + UNDELIVERED_ALLOWANCE_MICRO_DOLLARS
    assert most == 2_440_000
    assert most - 3 * DEAREST < bill <= most  # less than one more request would have fitted
    assert await stage.app.database.run(booked) == bill
    assert await stage.app.database.run(ended) == {State.CANCELLED, State.REFUSED, State.FAILED, State.DELIVERED}
    usage = await stage.usage_of(stage.alice)
    assert 0 <= usage.images <= QUOTA
    refused = await stage.imagine("a fox", model="pro", count=3)
    assert refused.response is not None
    assert "There is room for it again <t:" in refused.response.content
