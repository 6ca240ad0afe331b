"""discord.py itself against the stand-in: it logs in, answers commands and presses, and finds nothing odd."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from typing import Any

import discord
import pytest
import yarl
from aiohttp import ClientSession
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

from sandbox.app import Sandbox, serve
from sandbox.discord import FakeDiscord
from sandbox.discord.control.guild_settings import GuildSettingsBody, KeywordRuleBody
from sandbox.discord.gateway import connection
from sandbox.discord.rest import openapi
from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message
from sandbox.discord.state.permissions import Permission
from tests.sandbox.discord.test_files import make_upload

pytestmark = pytest.mark.filterwarnings("ignore:.*audioop.*:DeprecationWarning")
PICTURE = b"\x89PNG not really"


class Words(ui.Modal, title="Edit"):
    """A modal that asks for a prompt and repeats it."""

    words: ui.Label[Any] = ui.Label(text="Words", component=ui.TextInput(max_length=100))
    file: ui.Label[Any] = ui.Label(text="File", component=ui.FileUpload(required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.words.component, ui.TextInput)
        await interaction.response.send_message(f"now {self.words.component.value}")


class Results(ui.LayoutView):
    """A view with buttons below a picture."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.TextDisplay("a fox"))
        self.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://fox.png", description="A fox")))
        buttons: ui.ActionRow[Any] = ui.ActionRow()
        for name, act in (("details", self._details), ("edit", self._edit), ("delete", self._delete)):
            button: ui.Button[Any] = ui.Button(label=name, custom_id=name)
            button.callback = act  # type: ignore[method-assign]  # as discord.py's own examples do
            buttons.add_item(button)
        self.add_item(buttons)

    async def _details(self, interaction: discord.Interaction) -> None:
        assert interaction.message is not None
        await interaction.response.send_message(f"of {interaction.message.id}", ephemeral=True)
        await interaction.followup.send("and more", ephemeral=True)

    async def _edit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Words())

    async def _delete(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        await interaction.delete_original_response()


class Bot(discord.Client):
    """A minimal bot."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)
        self.faults: list[BaseException] = []
        self.tree.add_command(app_commands.Command(name="draw", description="Draw", callback=self._draw))
        self.tree.add_command(app_commands.Command(name="find", description="Find", callback=_find))
        self.tree.add_command(app_commands.ContextMenu(name="Look", callback=_look))
        self.tree.add_command(app_commands.ContextMenu(name="Edit image", callback=_edit_image))
        self.tree.error(self._failed)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def _draw(self, interaction: discord.Interaction, prompt: str, image: discord.Attachment | None) -> None:
        await interaction.response.defer()
        data = await image.read() if image else PICTURE
        file = discord.File(io.BytesIO(data), filename="fox.png", description=prompt)
        await interaction.edit_original_response(view=Results(), attachments=[file])

    async def _failed(self, _: discord.Interaction, error: app_commands.AppCommandError) -> None:
        self.faults.append(error)


async def _find(interaction: discord.Interaction, id: str) -> None:  # noqa: A002 - the option's name
    await interaction.response.send_message(f"found {id}")


async def _suggest(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{typed}…", value="7")]


async def _look(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"saw {message.content}")


class Choice(ui.LayoutView):
    """A select of several pictures that sends the chosen one as a direct message."""

    def __init__(self, message: discord.Message) -> None:
        super().__init__(timeout=None)
        self.message = message
        self.select: ui.Select[Any] = ui.Select(custom_id="which", options=_options(message))
        self.select.callback = self._chosen  # type: ignore[method-assign]  # as discord.py's own examples do
        shown = discord.MediaGalleryItem(message.attachments[0].url)
        self.add_item(ui.Container(ui.MediaGallery(shown), ui.ActionRow(self.select)))

    async def _chosen(self, interaction: discord.Interaction) -> None:
        assert interaction.message is not None
        await interaction.response.send_message("Yes.", ephemeral=True)
        attachment = self.message.attachments[int(self.select.values[0])]
        file = discord.File(io.BytesIO(await attachment.read()), filename=attachment.filename)
        await interaction.user.send("Here it is.", file=file)
        await interaction.followup.edit_message(interaction.message.id, view=_said("Sent."))
        await interaction.followup.delete_message(interaction.message.id)


def _said(words: str) -> ui.LayoutView:
    return ui.LayoutView(timeout=None).add_item(ui.TextDisplay(words))


def _options(message: discord.Message) -> list[discord.SelectOption]:
    names = [attachment.filename for attachment in message.attachments]
    return [discord.SelectOption(label=name, value=str(index)) for index, name in enumerate(names)]


async def _edit_image(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(view=Choice(message), ephemeral=True)


@pytest.fixture
async def live_sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox with the real clock."""
    async with serve(discord=FakeDiscord(openapi_file=openapi.find_file())) as sandbox:
        yield sandbox


@pytest.fixture
async def bot(live_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    """A connected bot that must end without errors."""
    monkeypatch.setattr(Route, "BASE", live_sandbox.discord.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(live_sandbox.discord.gateway_url))
    client = Bot()
    command = client.tree.get_command("find")
    assert isinstance(command, app_commands.Command)
    command.autocomplete("id")(_suggest)
    task = asyncio.create_task(client.start(live_sandbox.discord.token))
    async with asyncio.timeout(10):
        await live_sandbox.discord.gateway.bot_connected.wait()
    yield client
    await client.close()
    await asyncio.gather(task, return_exceptions=True)
    assert client.faults == []
    assert list(live_sandbox.discord.journal.violations) == []
    assert [entry for entry in live_sandbox.discord.journal.entries if entry.error] == []


async def wait_until(found: Callable[[], Any]) -> Any:
    """Poll until the value is truthy, and return it."""
    async with asyncio.timeout(5):
        while not (value := found()):  # noqa: ASYNC110 - what is found has no event
            await asyncio.sleep(0.005)
    return value


@pytest.fixture
def heartbeat_seconds(monkeypatch: pytest.MonkeyPatch) -> float:
    """Heartbeat interval in seconds of bots that connect from now on."""
    monkeypatch.setattr(connection, "HEARTBEAT_MILLISECONDS", 500)
    return 0.5


async def test_discord_py_measures_heartbeat_latency_correctly(heartbeat_seconds: float, bot: Bot) -> None:
    """If an acknowledgement came too early, discord.py would measure from the previous heartbeat."""
    measured: list[float] = []
    while len(measured) < 4:
        measured.append(await wait_until(lambda: bot.latency if bot.latency not in {*measured, float("inf")} else None))
    assert max(measured[1:]) < heartbeat_seconds * 0.8  # the first is measured from the connection


def studio(running: Sandbox) -> Any:
    return next(iter(running.discord.world.channels.values()))


async def draw_picture(running: Sandbox, **options: Any) -> Message:
    """Run the command and return the message with the picture."""
    world = running.discord.world
    running.discord.member_actions.run_command(world.ada, studio(running), "draw", {"prompt": "a fox", **options})
    message: Message = await wait_until(lambda: next(iter(running.discord.messages.by_id.values()), None))
    await wait_until(lambda: message.content.attachments)
    return message


async def pressed(running: Sandbox, message: Message, name: str) -> Interaction:
    interaction = running.discord.member_actions.use_component(running.discord.world.ada, message.id, name)
    await wait_until(lambda: interaction.response_type is not None)
    return interaction


@pytest.mark.usefixtures("bot")
async def test_a_command_becomes_a_picture_message(live_sandbox: Sandbox) -> None:
    message = await draw_picture(live_sandbox)
    (attachment,) = message.content.attachments
    assert live_sandbox.discord.files.data(attachment["id"]) == PICTURE
    assert [component["type"] for component in message.content.components] == [10, 12, 1]
    assert message.content.components[1]["items"][0]["media"]["url"] == attachment["url"]


@pytest.mark.usefixtures("bot")
async def test_an_attached_picture_reaches_the_bot(live_sandbox: Sandbox) -> None:
    message = await draw_picture(live_sandbox, image={"filename": "mine.png", "data_base64": "YWJj"})
    assert live_sandbox.discord.files.data(message.content.attachments[0]["id"]) == b"abc"


@pytest.mark.usefixtures("bot")
async def test_button_press_gets_an_ephemeral_reply_and_a_followup(live_sandbox: Sandbox) -> None:
    message = await draw_picture(live_sandbox)
    await pressed(live_sandbox, message, "details")
    await wait_until(lambda: len(live_sandbox.discord.messages.by_id) == 3)
    _, answer, more = live_sandbox.discord.messages.by_id.values()
    assert [answer.content.text, more.content.text] == [f"of {message.id}", "and more"]
    assert answer.only_visible_to is more.only_visible_to is live_sandbox.discord.world.ada


@pytest.mark.usefixtures("bot")
async def test_a_modal_is_filled_in_and_answered(live_sandbox: Sandbox) -> None:
    message = await draw_picture(live_sandbox)
    press = await pressed(live_sandbox, message, "edit")
    live_sandbox.discord.member_actions.submit_modal(live_sandbox.discord.world.ada, press.id, _named(press))
    await wait_until(lambda: len(live_sandbox.discord.messages.by_id) == 2)
    assert list(live_sandbox.discord.messages.by_id.values())[-1].content.text == "now a cat"


def _named(press: Interaction) -> dict[str, str]:
    """The answer by its label, as discord.py generated the id of the input."""
    assert press.modal is not None
    return {press.modal["components"][0]["component"]["custom_id"]: "a cat"}


@pytest.mark.usefixtures("bot")
async def test_button_press_deletes_its_message(live_sandbox: Sandbox) -> None:
    message = await draw_picture(live_sandbox)
    await pressed(live_sandbox, message, "delete")
    await wait_until(lambda: message.deleted)


@pytest.mark.usefixtures("bot")
async def test_autocomplete_and_context_menus_work(live_sandbox: Sandbox) -> None:
    people, world = live_sandbox.discord.member_actions, live_sandbox.discord.world
    choices = await people.autocomplete(world.ada, studio(live_sandbox), "find", {"id": "fo"}, "id")
    assert choices == [{"name": "fo…", "value": "7"}]
    people.run_command(world.ada, studio(live_sandbox), "find", {"id": "7"})
    found: Message = await wait_until(lambda: next(iter(live_sandbox.discord.messages.by_id.values()), None))
    people.use_menu(world.ben, studio(live_sandbox), "Look", found.id)
    await wait_until(lambda: len(live_sandbox.discord.messages.by_id) == 2)
    assert [one.content.text for one in live_sandbox.discord.messages.by_id.values()] == ["found 7", "saw found 7"]


async def test_the_bot_edits_and_sends_with_its_own_token(bot: Bot, live_sandbox: Sandbox) -> None:
    world = live_sandbox.discord.world
    message = await draw_picture(live_sandbox)
    channel = bot.get_partial_messageable(int(message.channel.id), guild_id=int(world.guild_id))
    edited = await channel.get_partial_message(int(message.id)).edit(view=ui.LayoutView().add_item(ui.TextDisplay("b")))
    assert edited.flags.components_v2
    first, second = [await channel.send("once", nonce="7") for _ in range(2)]
    assert first.id == second.id
    owner = (await bot.application_info()).owner
    await (await bot.fetch_user(owner.id)).send("help")
    texts = [one.content.text for one in live_sandbox.discord.messages.by_id.values() if one.is_visible_to(world.owner)]
    assert texts == ["", "once", "help"]
    history = [one.content async for one in bot.get_channel(int(message.channel.id)).history()]  # type: ignore[union-attr]  # a text channel
    assert history == ["once", ""]


async def test_a_lost_connection_is_resumed(bot: Bot, live_sandbox: Sandbox) -> None:
    resumed = asyncio.create_task(bot.wait_for("resumed", timeout=10))
    await asyncio.sleep(0)  # so that it listens
    await live_sandbox.discord.gateway.disconnect()
    await resumed
    await draw_picture(live_sandbox)


async def test_picture_of_a_member_message_is_chosen_privately_and_sent_directly(
    bot: Bot, live_sandbox: Sandbox
) -> None:
    world, people, here = live_sandbox.discord.world, live_sandbox.discord.member_actions, studio(live_sandbox)
    pictures = [PICTURE, PICTURE + b"!"]
    files = [make_upload(f"{number}.png", data) for number, data in enumerate(pictures)]
    said = live_sandbox.discord.chat.send_message(world.ben, here, "look", files)
    live_sandbox.discord.files.expire_urls()
    opened = people.use_menu(world.ada, here, "Edit image", said.id)
    asked: Message = await wait_until(lambda: opened.original_message)
    people.use_component(world.ada, asked.id, "which", ["1"])
    await wait_until(lambda: asked.deleted)
    sent = next(one for one in live_sandbox.discord.messages.by_id.values() if one.channel.recipient is world.ada)
    assert live_sandbox.discord.files.data(sent.content.attachments[0]["id"]) == pictures[1]
    assert [text["content"] for text in asked.content.components] == ["Sent."]
    assert bot.faults == []


async def test_a_bot_is_told_at_once_when_it_loses_a_channel(bot: Bot, live_sandbox: Sandbox) -> None:
    changed = asyncio.create_task(bot.wait_for("guild_channel_update", timeout=10))
    await asyncio.sleep(0)  # so that it listens
    async with ClientSession(live_sandbox.url) as http:
        order = {"deny": {"channel": "studio", "permissions": ["view_channel"]}}
        assert (await http.post("/sandbox/discord", json=order)).status == 200
    _, channel = await changed
    assert not channel.permissions_for(channel.guild.me).view_channel


async def test_discord_py_reads_and_changes_guild_settings(bot: Bot, live_sandbox: Sandbox) -> None:
    world, house, place = live_sandbox.discord.world, live_sandbox.discord.guild_settings, studio(live_sandbox)
    await wait_until(lambda: bot.guilds and not bot.guilds[0].unavailable)
    (guild,) = bot.guilds
    hidden, open_one = (discord.utils.get(guild.text_channels, name=name) for name in ("moderators", "studio"))
    assert hidden is not None
    assert open_one is not None
    moderators = discord.utils.get(guild.roles, name="Moderators")
    assert moderators is not None
    assert not hidden.permissions_for(guild.default_role).view_channel
    assert hidden.permissions_for(moderators).view_channel
    assert hidden.permissions_for(guild.me).send_messages
    house.apply(
        GuildSettingsBody(
            grant=["manage_roles", "manage_guild"], keyword_rule=KeywordRuleBody(name="W", keywords=["a*"])
        )
    )
    await wait_until(lambda: guild.me.guild_permissions.manage_roles)
    await open_one.set_permissions(moderators, view_channel=True, send_messages=False)
    await wait_until(lambda: not open_one.permissions_for(moderators).send_messages)
    assert Permission.SEND_MESSAGES not in place.permissions_of(world.mo)
    await open_one.set_permissions(moderators, overwrite=None)
    assert Permission.SEND_MESSAGES in place.permissions_of(world.mo)
    (rule,) = await guild.fetch_automod_rules()
    assert (rule.name, rule.trigger.keyword_filter) == ("W", ["a*"])
