"""discord.py itself against several servers, the application's owner and purchases."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

from sandbox.app import Sandbox, serve
from sandbox.discord import FakeDiscord
from sandbox.discord.rest import openapi
from sandbox.discord.state.entitlements import SubscriptionStatus

pytestmark = pytest.mark.filterwarnings("ignore:.*audioop.*:DeprecationWarning")
PATIENCE_SECONDS = 5


class Bot(discord.Client):
    """A bot with a command in the operator's server that records what it hears."""

    def __init__(self, office_id: int) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.office = discord.Object(office_id)
        self.heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        self.tree.add_command(
            app_commands.Command(name="operate", description="Operate", callback=self._operate), guild=self.office
        )

    async def setup_hook(self) -> None:
        await self.tree.sync(guild=self.office)

    async def _operate(self, interaction: discord.Interaction) -> None:
        view = ui.LayoutView(timeout=None)
        row: ui.ActionRow[Any] = ui.ActionRow()
        row.add_item(ui.Button(sku_id=(await self.fetch_skus())[1].id))
        await interaction.response.send_message(view=view.add_item(row))
        self.heard.put_nowait(("owned", [one.sku_id for one in interaction.entitlements]))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.heard.put_nowait(("join", guild))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self.heard.put_nowait(("remove", guild))

    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        self.heard.put_nowait(("unavailable", guild))

    async def on_guild_available(self, guild: discord.Guild) -> None:
        self.heard.put_nowait(("available", guild))

    async def on_entitlement_create(self, entitlement: discord.Entitlement) -> None:
        self.heard.put_nowait(("create", entitlement))

    async def on_entitlement_update(self, entitlement: discord.Entitlement) -> None:
        self.heard.put_nowait(("update", entitlement))

    async def on_entitlement_delete(self, entitlement: discord.Entitlement) -> None:
        self.heard.put_nowait(("delete", entitlement))

    async def next_of(self, *kinds: str) -> list[Any]:
        """What the next events of these kinds were about, which must come in this order."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            heard = [await self.heard.get() for _ in kinds]
        assert [kind for kind, _ in heard] == list(kinds)
        return [about for _, about in heard]


@pytest.fixture
async def running() -> AsyncIterator[Sandbox]:
    """A sandbox with an operator's server and the real clock."""
    async with serve(discord=FakeDiscord(openapi_file=openapi.find_file(), operator=True)) as sandbox:
        yield sandbox


@pytest.fixture
async def bot(running: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    """A bot that knows both servers; its requests must all be accepted."""
    monkeypatch.setattr(Route, "BASE", running.discord.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(running.discord.gateway_url))
    assert running.discord.office is not None
    client = Bot(int(running.discord.office.id))
    task = asyncio.create_task(client.start(running.discord.token))
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not client.is_ready():  # noqa: ASYNC110 - it has no event before it is started
            await asyncio.sleep(0.005)
    await client.next_of("available", "available")
    yield client
    await client.close()
    await asyncio.gather(task, return_exceptions=True)
    assert list(running.discord.journal.violations) == []
    assert [entry for entry in running.discord.journal.entries if entry.error] == []


async def collected(found: AsyncIterator[Any]) -> list[Any]:
    return [one async for one in found]


async def test_discord_py_tells_joining_leaving_and_an_outage_apart(bot: Bot, running: Sandbox) -> None:
    life = running.discord.server_life
    made = life.invite_to_new_guild("Tea House", "Lou")
    (joined,) = await bot.next_of("join")
    assert (joined.name, joined.member_count, joined.owner_id) == ("Tea House", 4, int(made.owner_id))
    assert {channel.name for channel in joined.text_channels} == {"general", "moderators"}
    life.start_outage(made)
    life.end_outage(made)
    assert [guild.id for guild in await bot.next_of("unavailable", "available")] == [joined.id] * 2
    await joined.leave()
    (left,) = await bot.next_of("remove")
    assert (left.id, made.has_bot, len(bot.guilds)) == (joined.id, False, 2)
    life.invite(made, made.owner)
    (again,) = await bot.next_of("join")
    assert again.id == joined.id


async def test_discord_py_reads_who_added_the_bot(bot: Bot, running: Sandbox) -> None:
    made = running.discord.server_life.invite_to_new_guild(owner="Lou")
    role = made.bot_role
    assert role is not None
    role.permissions |= role.permissions.VIEW_AUDIT_LOG
    (joined,) = await bot.next_of("join")
    (entry,) = await collected(joined.audit_logs(action=discord.AuditLogAction.bot_add, limit=5))
    assert (entry.user_id, entry.target.id) == (int(made.owner_id), bot.application_id)


async def test_discord_py_reads_the_application_and_its_owners(bot: Bot, running: Sandbox) -> None:
    application = running.discord.world.application
    about = await bot.application_info()
    assert (about.bot_public, about.owner.id, about.team) == (True, int(application.owner.id), None)
    application.is_public, application.team = False, [running.discord.world.mo]
    about = await bot.application_info()
    assert about.team is not None
    assert (about.bot_public, [one.name for one in about.team.members]) == (False, ["mo"])


async def test_discord_py_follows_purchases(bot: Bot, running: Sandbox) -> None:
    shop, ada = running.discord.shop, running.discord.world.ada
    skus = {sku.name: sku for sku in await bot.fetch_skus() if sku.type is not discord.SKUType.subscription_group}
    assert skus["Studio plan"].flags.guild_subscription
    supporter, pictures = shop.buy(ada, shop.sku("Supporter")), shop.buy(ada, shop.sku("Ten pictures"))
    first, second = await bot.next_of("create", "create")
    assert [one.sku_id for one in (first, second)] == [skus["Supporter"].id, skus["Ten pictures"].id]
    await second.consume()
    assert pictures.is_consumed
    listed = await collected(bot.entitlements(user=discord.Object(int(ada.id)), exclude_ended=True))
    assert [(one.id, one.consumed) for one in listed] == [(first.id, False), (second.id, True)]
    shop.end(supporter)
    shop.refund(pictures)
    ended, refunded = await bot.next_of("update", "delete")
    assert (ended.is_expired(), refunded.deleted) == (True, True)
    subscriptions = await collected(skus["Supporter"].subscriptions(user=discord.Object(int(ada.id))))
    # discord.py 2.7.1 has the names of the numbers 1 and 2 the wrong way round.
    assert [one.status.value for one in subscriptions] == [SubscriptionStatus.INACTIVE]
    await bot.create_entitlement(skus["Supporter"], discord.Object(int(ada.id)), discord.EntitlementOwnerType.user)
    (given,) = await bot.next_of("create")
    await given.delete()
    await bot.next_of("delete")


async def test_discord_py_answers_a_server_command_with_a_premium_button(bot: Bot, running: Sandbox) -> None:
    sandbox, office = running.discord, running.discord.office
    assert office is not None
    bought = sandbox.shop.buy(office.owner, sandbox.shop.sku("Founder"))
    await bot.next_of("create")
    sandbox.member_actions.run_command(office.owner, office.channel("desk"), "operate", {})
    (owned,) = await bot.next_of("owned")
    assert owned == [int(bought.sku.id)]
    (answer,) = sandbox.messages.by_id.values()
    (button,) = answer.content.components[0]["components"]
    assert (button["style"], button["sku_id"]) == (6, sandbox.shop.sku("Supporter").id)
