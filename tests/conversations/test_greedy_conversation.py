"""What one member can cost at most in a day, whatever they press, and with a moderator who helps."""

from collections.abc import Awaitable, Callable
from typing import Any

from simcord.results import InteractionResult

from bot.domain.job import State
from bot.domain.quota import BEYOND_QUOTA
from bot.domain.server_rules import ChannelMode, Flagged, ServerRules
from bot.storage import jobs
from bot.storage.cases import Wanted
from bot.storage.database import Transaction
from sandbox.runware.faults import Fault
from tests.conversations.conftest import Raise
from tests.conversations.test_words_refused_conversation import forbid
from tests.conversations.world import Stage, answer, job_id

HALF_AN_HOUR, DEADLINE, DAY = 1800, 60, 24 * 3600
QUOTA, DEAREST = 20, 72_000
"""Pictures of a day, and micro-dollars of an edit with the pro model, which is the dearest."""


class Greedy:
    """A member who wants the bot to spend as much as it can, in every way there is."""

    def __init__(self, stage: Stage) -> None:
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
        stage.runware.service.clock = stage.app.service.clock
        stage.runware.service.seconds = 0

        def change(rules: ServerRules) -> ServerRules:
            held = rules.decided(self.showroom.id, {"mode": ChannelMode.APPROVAL})
            return held.model_copy(update={"flagged": Flagged.REFUSE})

        await stage.app.bot.gate.change(stage.guild.id, change)
        await forbid(stage, "knife")

    async def ask(self, prompt: str = "a fox", *, count: int = 3, channel: Any = None) -> InteractionResult | None:
        """Ask; ``None`` when that was refused."""
        result = await self.stage.imagine(prompt, channel=channel, model="pro", count=count)
        job = await self.stage.app.database.run(jobs.get, job_id(result))
        return None if job is None else result

    async def slowly(self, seconds: float, count: int = 3) -> InteractionResult | None:
        """Ask for pictures that the provider takes its time with, and let it have the task."""
        self.stage.runware.service.seconds = seconds
        asked = await self.ask(count=count)
        await self.stage.step()
        self.stage.runware.service.seconds = 0
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
            await self.stage.work()

    async def take_back_held(self) -> None:
        if asked := await self.ask(channel=self.showroom):
            await self.stage.work()
            await self.stage.press("Cancel", asked)

    async def have_held_declined(self) -> None:
        if await self.ask(channel=self.showroom):
            await self.stage.work()
            moderation, guild_id = self.stage.app.bot.moderation, self.stage.guild.id
            found, _ = await moderation.page(guild_id, Wanted(open=True), offset=0, limit=10)
            for case in found:
                await moderation.decline(case.id, "no", guild_id=guild_id, by_id=self.stage.mod.id)

    async def flagged_and_refused(self) -> None:
        self.stage.runware.service.faults.armed.append(Fault("nsfw"))
        if await self.ask():
            await self.stage.work()
        self.stage.runware.service.faults.armed.clear()

    async def appeal(self) -> None:
        refused = await self.stage.imagine("a knife", model="pro", count=3)
        if refused.response is None or "Appeal" not in str(refused.response.components):
            return
        await self.stage.press("Appeal", refused)
        moderation, guild_id = self.stage.app.bot.moderation, self.stage.guild.id
        found, _ = await moderation.page(guild_id, Wanted(open=True), offset=0, limit=10)
        for case in found:
            try:
                await moderation.accept(
                    case.id, guild_id=guild_id, by_id=self.stage.mod.id, interaction_id=job_id(refused) + 1
                )
            except Exception as refusal:  # noqa: BLE001 – whatever stops a grant is fine here
                self.seen[type(refusal).__name__] = self.seen.get(type(refusal).__name__, 0) + 1
        await self.stage.work()

    async def deliver(self) -> None:
        if asked := await self.ask(count=2):
            await self.stage.work()
            self.delivered = asked

    async def reroll(self) -> None:
        if self.delivered is not None:
            await self.stage.press("Reroll", answer(self.delivered))
            await self.stage.work()
            await self.stage.press("DM me", answer(self.delivered))

    async def day(self) -> None:
        """Every way again and again, for twenty-three hours and a half."""
        stage = self.stage
        for half_hour in range(47):
            await self.ways[half_hour % len(self.ways)]()
            await stage.env.advance_time(120)
            with stage.env.time_context():
                await stage.app.billing.step()
            await stage.env.advance_time(HALF_AN_HOUR - 120)
            await stage.work()


def booked() -> Transaction[int]:
    (row,) = yield "SELECT SUM(micros) AS micros FROM ledger", ()
    return int(row["micros"])


def ended() -> Transaction[set[str]]:
    return {row["state"] for row in (yield "SELECT DISTINCT state FROM jobs", ())}


async def test_a_member_who_presses_everything_for_a_day_costs_no_more_than_promised(raised: Raise) -> None:
    limits = {"cooldown_seconds": 5, "confirm_above_dollars": -1}
    stage = await raised(limits=limits, runware={"max_in_flight": 1, "deadline": DEADLINE})
    greedy = Greedy(stage)
    await greedy.prepare()
    await greedy.day()
    now = stage.app.service.clock()
    bill = sum(task.spent(now) for task in stage.runware.tasks.values())
    most = QUOTA * DEAREST + BEYOND_QUOTA
    assert most == 2_440_000
    assert most - 3 * DEAREST < bill <= most  # less than one more request would have fitted
    assert await stage.app.database.run(booked) == bill
    assert await stage.app.database.run(ended) == {State.CANCELLED, State.REFUSED, State.FAILED, State.DELIVERED}
    usage = await stage.app.service.usage(stage.alice.id)
    assert 0 <= usage.images <= QUOTA
    refused = await stage.imagine("a fox", model="pro", count=3)
    assert refused.response is not None
    assert "There is room for it again <t:" in refused.response.content
