"""The control API for people: see the guild as one of them, and do what they can do."""

from typing import Any

from aiohttp import web
from pydantic import Field

from sandbox.discord.control.bodies import Order, answered, explained, read
from sandbox.discord.people.actions import People
from sandbox.discord.people.chat import Talk
from sandbox.discord.people.command_options import Unsendable, person, place
from sandbox.discord.people.feed import Live, newest, seen_by, shown
from sandbox.discord.rest.errors import Json
from sandbox.discord.state.commands import Commands
from sandbox.discord.state.interactions import Interaction, Interactions
from sandbox.discord.state.messages import Messages
from sandbox.discord.state.world import User, World


class CommandOrder(Order):
    """A slash command, or with ``target`` a menu entry on that message.

    ``overridden`` is as if an admin had opened the command to everybody, whatever permissions the bot asks for.
    """

    user: str
    channel: str
    name: str
    options: dict[str, Any] = Field(default_factory=dict)
    target: str | None = None
    overridden: bool = False


class ComponentOrder(Order):
    """A button pressed, or what was chosen from a select."""

    user: str
    message: str
    custom_id: str
    values: list[str] | None = None


class MessageOrder(Order):
    """A message that somebody writes; files as :meth:`Talk.say` takes them."""

    user: str
    channel: str
    content: str = ""
    files: list[dict[str, Any]] = Field(default_factory=list)


class ModalOrder(Order):
    """A form that was filled in: answers by ``custom_id``."""

    user: str
    interaction_id: str
    values: dict[str, Any] = Field(default_factory=dict)


class AutocompleteOrder(Order):
    """What is filled in so far, and the name of the option that is being typed."""

    user: str
    channel: str
    name: str
    options: dict[str, Any] = Field(default_factory=dict)
    focused: str


class PeopleApi:
    """Users and channels are named by id or by name; who is named nowhere is Ada."""

    def __init__(
        self,
        world: World,
        people: People,
        live: Live,
        *,
        talk: Talk,
        commands: Commands,
        messages: Messages,
        interactions: Interactions,
    ) -> None:
        self._world = world
        self._people = people
        self._live = live
        self._talk = talk
        self._commands = commands
        self._messages = messages
        self._interactions = interactions

    def routes(self) -> list[web.RouteDef]:
        """What an application has to add."""
        return [
            web.get("/sandbox/state", explained(self._state)),
            web.get("/sandbox/live", explained(self._watch)),
            web.post("/sandbox/commands", explained(self._command)),
            web.post("/sandbox/messages", explained(self._say)),
            web.delete("/sandbox/messages/{message_id}", explained(self._take_back)),
            web.post("/sandbox/components", explained(self._component)),
            web.post("/sandbox/modals", explained(self._modal)),
            web.post("/sandbox/autocomplete", explained(self._autocomplete)),
            web.get("/sandbox/interactions/{interaction_id}", explained(self._interaction)),
        ]

    async def _state(self, request: web.Request) -> web.StreamResponse:
        user = person(self._world, request.query.get("user") or self._world.ada.id)
        return answered(self._live.state(user, self._commands, seen_by(user, self._messages)))

    async def _watch(self, request: web.Request) -> web.StreamResponse:
        user = self._known_or_ada(request.query.get("user"))

        def state() -> Json:
            return self._live.state(user, self._commands, newest(user, self._messages))

        return await self._live.serve(request, user, state)

    def _known_or_ada(self, name: str | None) -> User:
        """A page remembers who it was in another sandbox, whose people are gone."""
        return self._world.users.get(name or "", self._world.ada)

    async def _command(self, request: web.Request) -> web.StreamResponse:
        order = await read(request, CommandOrder)
        user, channel = person(self._world, order.user), place(self._world, order.channel)
        if order.target is None:
            sent = self._people.command(user, channel, order.name, order.options, overridden=order.overridden)
        else:
            sent = self._people.menu(user, channel, order.name, order.target, overridden=order.overridden)
        return _sent(sent)

    async def _say(self, request: web.Request) -> web.StreamResponse:
        order = await read(request, MessageOrder)
        user, channel = person(self._world, order.user), place(self._world, order.channel)
        return answered({"message": shown(self._talk.say(user, channel, order.content, order.files))})

    async def _take_back(self, request: web.Request) -> web.StreamResponse:
        user = person(self._world, request.query.get("user") or self._world.ada.id)
        self._talk.take_back(user, request.match_info["message_id"])
        return answered({})

    async def _component(self, request: web.Request) -> web.StreamResponse:
        order = await read(request, ComponentOrder)
        user = person(self._world, order.user)
        return _sent(self._people.component(user, order.message, order.custom_id, order.values))

    async def _modal(self, request: web.Request) -> web.StreamResponse:
        order = await read(request, ModalOrder)
        return _sent(self._people.modal(person(self._world, order.user), order.interaction_id, order.values))

    async def _autocomplete(self, request: web.Request) -> web.StreamResponse:
        order = await read(request, AutocompleteOrder)
        user, channel = person(self._world, order.user), place(self._world, order.channel)
        choices = await self._people.autocomplete(user, channel, order.name, order.options, order.focused)
        return answered({"choices": choices})

    async def _interaction(self, request: web.Request) -> web.StreamResponse:
        interaction = self._interactions.get(request.match_info["interaction_id"])
        if interaction is None:
            raise Unsendable("There is no such interaction.")
        return answered(interaction.as_json())


def _sent(interaction: Interaction) -> web.Response:
    return answered({"interaction_id": interaction.id})
