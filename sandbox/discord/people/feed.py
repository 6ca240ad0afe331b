"""The live feed of open pages: the state as one user sees it, and all changes over a WebSocket."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from aiohttp import WSCloseCode, web

from sandbox.discord.errors import Json
from sandbox.discord.state.guild import Channel, Guild, User
from sandbox.discord.state.guild_commands import GuildCommands
from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message, MessageEvent, MessageStore
from sandbox.discord.state.permissions import EVERYONE_PERMISSIONS, Permission, permission_names
from sandbox.discord.state.world import World

MAX_INITIAL_MESSAGES: Final = 200
"""Number of messages that a page receives when it opens."""
_MAX_QUEUED_EVENTS: Final = 10_000


@dataclass(slots=True, eq=False)
class _Watcher:
    user: User
    guild: Guild
    socket: web.WebSocketResponse
    outbox: "asyncio.Queue[str]" = field(default_factory=lambda: asyncio.Queue(_MAX_QUEUED_EVENTS))

    def enqueue(self, text: str) -> None:
        with contextlib.suppress(asyncio.QueueFull):  # a stalled page gets the whole state when it reconnects
            self.outbox.put_nowait(text)


class LiveFeed:
    """Sends events to all open pages; events that no page can see are not encoded at all.

    A page shows one server to one person, and that person's direct messages with the bot.
    """

    def __init__(
        self,
        world: World,
        commands: GuildCommands,
        *,
        is_connected: Callable[[], bool],
        list_skus: Callable[[], list[Json]],
    ) -> None:
        self.bot_environment: dict[str, str] = {}
        """Environment variables that point a bot at this sandbox."""
        self._world = world
        self._commands = commands
        self._is_connected = is_connected
        self._list_skus = list_skus
        self._watchers: set[_Watcher] = set()

    def get_state(self, user: User, guild: Guild, messages: list[Message]) -> Json:
        """The state of a server that user can see, with the given messages."""
        return {
            "you": user.id,
            **_server_state(self._world, user, guild),
            "commands": self._commands.usable_in(guild),
            "skus": self._list_skus(),
            "bot_user": _account_json(self._world.bot),
            "operator": _operator_json(self._world),
            "bot": {"connected": self._is_connected()},
            "environment": self.bot_environment,
            "messages": [message_json(message) for message in messages],
        }

    def publish_message(self, event_type: MessageEvent, message: Message) -> None:
        """Send the event to everyone who sees the message."""
        everybody = [watcher for watcher in self._watchers if message.is_visible_to(watcher.user)]
        seeing = [watcher for watcher in everybody if message.channel.guild in {None, watcher.guild}]
        if event_type == "message":
            elsewhere = [watcher for watcher in everybody if watcher not in seeing]
            _publish(elsewhere, {"type": "elsewhere", "guild_id": message.channel.guild_id})
        if not seeing:
            return
        event: Json = {"type": event_type, "id": message.id, "channel_id": message.channel.id}
        if event_type != "message_delete":
            event["message"] = message_json(message)
        _publish(seeing, event)

    def publish_interaction(self, interaction: Interaction) -> None:
        """Send the status to the user who caused the interaction."""
        own = [watcher for watcher in self._watchers if watcher.user is interaction.user]
        if not own:
            return
        event: Json = {"type": "interaction", **interaction.as_json()}
        if interaction.modal is not None:
            event["modal"] = interaction.modal
        if interaction.choices:
            event["choices"] = interaction.choices
        if event["status"] == "failed":
            event["reason"] = "The application did not respond"
        _publish(own, event)

    def publish_world(self) -> None:
        """Send the current servers, users, channels and commands to everyone."""
        for watcher in self._watchers:
            _publish([watcher], {"type": "world", **_server_state(self._world, watcher.user, watcher.guild)})
        self.publish_commands()

    def publish_commands(self) -> None:
        """Send the bot's commands to everyone."""
        for watcher in self._watchers:
            _publish([watcher], {"type": "commands", "commands": self._commands.usable_in(watcher.guild)})

    def publish_connection(self, connected: bool) -> None:
        """Send to everyone whether the bot is connected."""
        _publish(self._watchers, {"type": "bot", "connected": connected})

    async def serve(
        self, request: web.Request, user: User, guild: Guild, get_state: Callable[[], Json]
    ) -> web.WebSocketResponse:
        """Serve the WebSocket of a page: the state first, then every change."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        watcher = _Watcher(user, guild, socket)
        self._watchers.add(watcher)
        watcher.enqueue(json.dumps({"type": "state", **get_state()}))
        writing = asyncio.create_task(_send_queued(watcher))
        try:
            async for _ in socket:
                pass
        finally:
            self._watchers.discard(watcher)
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)
        return socket

    async def close(self) -> None:
        """Close all WebSockets."""
        for watcher in list(self._watchers):
            await watcher.socket.close(code=WSCloseCode.GOING_AWAY)


def message_json(message: Message) -> Json:
    """The message as a page receives it."""
    return message.as_json() | {"deleted": message.deleted}


def visible_messages(user: User, guild: Guild, messages: MessageStore) -> list[Message]:
    """All messages that user could ever see there, including deleted ones and direct ones, oldest first."""
    return [message for message in messages.by_id.values() if _is_shown(message, user, guild)]


def newest_messages(user: User, guild: Guild, messages: MessageStore) -> list[Message]:
    """The newest undeleted messages that user sees there, oldest first, for a page that opens."""
    there = (one for one in reversed(messages.by_id.values()) if not one.deleted and _is_shown(one, user, guild))
    return list(islice(there, MAX_INITIAL_MESSAGES))[::-1]


def _is_shown(message: Message, user: User, guild: Guild) -> bool:
    return message.channel.guild in {None, guild} and message.is_visible_to(user)


def _server_state(world: World, user: User, guild: Guild) -> Json:
    channels = [one for one in world.channels.values() if one.guild in {None, guild} and one.is_visible_to(user)]
    members = [one for one in world.users.values() if one.id in guild.memberships]
    return {
        "guild": {**_guild_json(guild), "roles": _role_list(guild)},
        "guilds": [_guild_json(one) for one in world.guilds.values()],
        "users": [_user_json(one, guild) | {"operator": one is world.application.owner} for one in members],
        "names": {one.id: one.name for one in world.users.values()},
        "channels": [_channel_json(one, user) for one in channels],
        "granted": permission_names(guild.permissions_of(world.bot) & ~EVERYONE_PERMISSIONS),
    }


def _guild_json(guild: Guild) -> Json:
    return {
        "id": guild.id,
        "name": guild.name,
        "has_bot": guild.has_bot,
        "unavailable": guild.is_unavailable,
        "locale": guild.preferred_locale,
    }


def _account_json(user: User) -> Json:
    return {"id": user.id, "name": user.name, "avatar_color": user.avatar_color, "bot": user.is_bot}


def _operator_json(world: World) -> Json | None:
    """The application's owner, with the first server in which they are a member."""
    owner = world.application.owner
    home = next((guild.id for guild in world.guilds.values() if owner.id in guild.memberships), None)
    return {**_account_json(owner), "operator": True, "guild": home} if home else None


def _user_json(user: User, guild: Guild) -> Json:
    permissions = guild.permissions_of(user)
    return {
        **_account_json(user),
        "roles": [role.name for role in guild.membership(user).roles[1:]],
        "moderator": Permission.MANAGE_MESSAGES in permissions,
        "admin": Permission.MANAGE_GUILD in permissions,
        "takes_direct_messages": user.takes_direct_messages,
        "locale": user.locale,
    }


def _channel_json(channel: Channel, user: User) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "type": channel.kind,
        "topic": channel.topic,
        "age_restricted": channel.age_restricted,
        "direct": channel.guild is None,
        "private": _is_private(channel),
        "permissions": str(int(channel.permissions_of(user))),
        "denied": permission_names(channel.bot_denied_permissions),
    }


def _is_private(channel: Channel) -> bool:
    """Whether @everyone cannot see the channel."""
    overwrite = channel.overwrites.get(channel.guild.everyone.id) if channel.guild is not None else None
    return overwrite is not None and Permission.VIEW_CHANNEL in overwrite.deny


def _role_list(guild: Guild) -> list[Json]:
    return [{"id": role.id, "name": role.name} for role in guild.roles]


def _publish(watchers: "set[_Watcher] | list[_Watcher]", event: Json) -> None:
    if watchers:
        text = json.dumps(event)
        for watcher in watchers:
            watcher.enqueue(text)


async def _send_queued(watcher: _Watcher) -> None:
    while True:
        text = await watcher.outbox.get()
        try:
            await watcher.socket.send_str(text)
        except (ConnectionError, RuntimeError):
            return  # the page was closed
