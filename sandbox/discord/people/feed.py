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
from sandbox.discord.state.commands import CommandRegistry
from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message, MessageEvent, MessageStore
from sandbox.discord.state.permissions import EVERYONE_PERMISSIONS, Permission, permission_names
from sandbox.discord.state.world import DIRECT_CHANNEL, Channel, User, World

MAX_INITIAL_MESSAGES: Final = 200
"""Number of messages that a page receives when it opens."""
_MAX_QUEUED_EVENTS: Final = 10_000


@dataclass(slots=True, eq=False)
class _Watcher:
    user: User
    socket: web.WebSocketResponse
    outbox: "asyncio.Queue[str]" = field(default_factory=lambda: asyncio.Queue(_MAX_QUEUED_EVENTS))

    def enqueue(self, text: str) -> None:
        with contextlib.suppress(asyncio.QueueFull):  # a stalled page gets the whole state when it reconnects
            self.outbox.put_nowait(text)


class LiveFeed:
    """Sends events to all open pages; events that no page can see are not encoded at all."""

    def __init__(self, world: World, *, is_connected: Callable[[], bool]) -> None:
        self.bot_environment: dict[str, str] = {}
        """Environment variables that point a bot at this sandbox."""
        self._world = world
        self._is_connected = is_connected
        self._watchers: set[_Watcher] = set()

    def get_state(self, user: User, commands: CommandRegistry, messages: list[Message]) -> Json:
        """The state that user can see, with the given messages."""
        world = self._world
        return {
            "you": user.id,
            "guild": {"id": world.guild_id, "name": world.guild_name, "roles": _role_list(world)},
            **_users_and_channels(world, user),
            "commands": commands.all,
            "bot": {"connected": self._is_connected()},
            "environment": self.bot_environment,
            "messages": [message_json(message) for message in messages],
        }

    def publish_message(self, event_type: MessageEvent, message: Message) -> None:
        """Send the event to everyone who sees the message."""
        seeing = [watcher for watcher in self._watchers if message.is_visible_to(watcher.user)]
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
        """Send the current users and channels to everyone."""
        for watcher in self._watchers:
            _publish([watcher], {"type": "world", **_users_and_channels(self._world, watcher.user)})

    def publish_commands(self, commands: CommandRegistry) -> None:
        """Send the bot's new commands to everyone."""
        _publish(self._watchers, {"type": "commands", "commands": commands.all})

    def publish_connection(self, connected: bool) -> None:
        """Send to everyone whether the bot is connected."""
        _publish(self._watchers, {"type": "bot", "connected": connected})

    async def serve(self, request: web.Request, user: User, get_state: Callable[[], Json]) -> web.WebSocketResponse:
        """Serve the WebSocket of a page: the state first, then every change."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        watcher = _Watcher(user, socket)
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


def visible_messages(user: User, messages: MessageStore) -> list[Message]:
    """All messages that user could ever see, including deleted ones, oldest first."""
    return [message for message in messages.by_id.values() if message.is_visible_to(user)]


def newest_messages(user: User, messages: MessageStore) -> list[Message]:
    """The newest undeleted messages that user sees, oldest first, for a page that opens."""
    there = (one for one in reversed(messages.by_id.values()) if not one.deleted and one.is_visible_to(user))
    return list(islice(there, MAX_INITIAL_MESSAGES))[::-1]


def _users_and_channels(world: World, user: User) -> Json:
    return {
        "users": [_user_json(one) for one in world.users.values()],
        "channels": [_channel_json(world, one, user) for one in world.channels.values() if one.is_visible_to(user)],
        "granted": permission_names(world.bot.permissions & ~EVERYONE_PERMISSIONS),
    }


def _user_json(user: User) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "avatar_color": user.avatar_color,
        "bot": user.is_bot,
        "roles": [role.name for role in user.roles[1:]],
        "moderator": Permission.MANAGE_MESSAGES in user.permissions,
        "admin": Permission.MANAGE_GUILD in user.permissions,
        "takes_direct_messages": user.takes_direct_messages,
    }


def _channel_json(world: World, channel: Channel, user: User) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "type": channel.kind,
        "age_restricted": channel.age_restricted,
        "direct": channel.kind == DIRECT_CHANNEL,
        "private": _is_private(world, channel),
        "permissions": str(int(channel.permissions_of(user))),
        "denied": permission_names(channel.bot_denied_permissions),
    }


def _is_private(world: World, channel: Channel) -> bool:
    """Whether @everyone cannot see the channel."""
    overwrite = channel.overwrites.get(world.everyone.id)
    return overwrite is not None and Permission.VIEW_CHANNEL in overwrite.deny


def _role_list(world: World) -> list[Json]:
    return [{"id": role.id, "name": role.name} for role in world.roles]


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
