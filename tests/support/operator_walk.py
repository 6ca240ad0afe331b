"""A walk on the sandbox's page with the real bot: the operator, a server that joined later, and its people."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sandbox.app import RUNWARE_KEY, serve
from sandbox.discord import FakeDiscord
from sandbox.discord.state.guild import Guild, User
from sandbox.runware import FakeRunware
from tests.support.browser import BrowserTab, open_browser
from tests.support.browser_page import BrowserPage
from tests.support.invariants import provider_cost_micros
from tests.support.process_stage import ProcessStage

GENERAL: Final = "#general"
OPERATOR_CHANNEL: Final = "operator"
OPEN_JOBS_SQL: Final = "SELECT id FROM jobs WHERE ended_at IS NULL"
PLANS: Final = {"club": {"images_per_user_per_day": 6, "max_images_per_user_per_day": 12, "dollars_per_day": 2}}


@dataclass
class NewServer:
    """A server that Easel was invited to from the page, with its owner, a moderator and a member."""

    guild: Guild
    owner: User
    moderator: User
    member: User

    @property
    def name(self) -> str:
        """The name of the server."""
        return self.guild.name


@dataclass
class Walk:
    """The page, and the sandbox and the bot behind it."""

    stage: ProcessStage
    tab: BrowserTab
    page: BrowserPage = field(init=False)

    def __post_init__(self) -> None:
        self.page = BrowserPage(self.tab, self.stage.sandbox.discord.world)

    @property
    def office(self) -> Guild:
        """The operator's server."""
        office = self.stage.sandbox.discord.office
        assert office is not None
        return office

    async def be(self, person: User, guild: Guild, channel: str = GENERAL) -> BrowserPage:
        """Use the page as this person, in a channel of this server."""
        await self.page.enter_server(guild.name, person.name, channel)
        return self.page

    async def be_operator(self) -> BrowserPage:
        """Use the page as the operator, in the channel of their own server that only they can read."""
        return await self.be(self.office.owner, self.office, f"#{OPERATOR_CHANNEL}")

    async def invite(self) -> NewServer:
        """Invite Easel to a new server with the page's panel, and wait until the bot knows the server."""
        await self.page.press_in_panel("servers", "Invite Easel to a new server")
        guild = [*self.stage.sandbox.discord.world.guilds.values()][-1]
        moderator, member = (
            person
            for person in self.stage.sandbox.discord.world.users.values()
            if person.id in guild.memberships and not person.is_bot and person is not guild.owner
        )
        return NewServer(guild, guild.owner, moderator, member)

    async def admit(self, server: NewServer, plan: str = "club") -> None:
        """As the operator, press *Admit with plan…* and choose the plan."""
        page = await self.be_operator()
        await page.wait_for_message("A server waits for you", server.name)
        await page.press_button("admission:plan", "A server waits for you", server.name)
        await page.wait_for_message("Which plan may this server use?")
        await self.tab.select(f"select[data-custom-id^='easel:admission-plan:{server.guild.id}:']", plan)
        await page.wait_for_message(f"Admitted with the plan {plan} by @{self.office.owner.name}", server.name)

    async def admitted_server(self) -> NewServer:
        """A new server that the operator has admitted with the plan."""
        server = await self.invite()
        await self.admit(server)
        return server

    @asynccontextmanager
    async def nothing_charged(self) -> AsyncIterator[None]:
        """Assert that the block starts no task at the provider, and changes neither its bill nor the ledger."""
        journal, bill = self.stage.sandbox.runware.journal, await self.bill()
        accepted = journal.accepted_uuids
        yield
        assert await self.bill() == bill
        assert journal.accepted_uuids == accepted

    async def bill(self) -> int:
        """Micro-dollars that the provider charged; once all requests have ended, the ledger has booked the same."""
        await self.stage.wait_for_rows(OPEN_JOBS_SQL, some=False)
        (row,) = await self.stage.query("SELECT COALESCE(SUM(micro_dollars), 0) AS micros FROM ledger")
        assert row["micros"] == provider_cost_micros(self.stage)
        return int(row["micros"])


@asynccontextmanager
async def open_walk(folder: Path) -> AsyncIterator[Walk]:
    """Serve the sandbox with its page, start a bot and a browser, and open the page, until the block ends."""
    runware = FakeRunware(api_key=RUNWARE_KEY, seconds=0.1, one_per_size=True, seed=7)
    async with serve(runware=runware) as sandbox, open_browser() as tab:
        stage = ProcessStage(sandbox, folder, f"sqlite:///{folder / 'easel.db'}")
        walk = Walk(stage, tab)
        sandbox.discord.world.add_hidden_channel(walk.office, OPERATOR_CHANNEL)
        try:
            await stage.start(RUNWARE__MAX_IN_FLIGHT="1", **walk_settings(sandbox.discord))
            await walk.page.open(f"{sandbox.url}/")
            yield walk
        finally:
            for bot in stage.bots:
                await bot.kill()


def walk_settings(discord: FakeDiscord) -> dict[str, str]:
    """The operator's server, a plan, and what purchases bring."""
    assert discord.office is not None
    supporter = int(discord.shop.sku("Supporter").id)
    tiers = {"supporter": {"images_per_user_per_day": 40, "skus": [supporter]}}
    plans = PLANS | {"studio": {"images_per_user_per_day": 30, "skus": [int(discord.shop.sku("Studio plan").id)]}}
    return {
        "DISCORD__OPERATOR_GUILD": discord.office.id,
        "LIMITS__TIERS": json.dumps(tiers),
        "LIMITS__IMAGES_PER_USER_PER_DAY": "50",
        "PLANS": json.dumps(plans),
    }
