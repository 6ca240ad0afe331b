"""The control API for members: read the guild as one of them, and act as one of them."""

from aiohttp import web
from pydantic import Field

from sandbox.discord.control.bodies import StrictBody, json_response, parse_body, with_error_sentences
from sandbox.discord.errors import ClientValidationError, Json
from sandbox.discord.people.actions import MemberActions
from sandbox.discord.people.chat import Chat
from sandbox.discord.people.feed import LiveFeed, message_json, newest_messages, visible_messages
from sandbox.discord.people.resolved_data import (
    find_channel,
    find_user,
)
from sandbox.discord.state.commands import CommandRegistry
from sandbox.discord.state.interactions import Interaction, InteractionStore
from sandbox.discord.state.messages import MessageStore
from sandbox.discord.state.world import User, World


class CommandBody(StrictBody):
    """A slash command, or with ``target`` a context menu command on that message or user.

    ``overridden`` ignores the command's ``default_member_permissions``, as if an admin had opened it to everybody.
    """

    user: str
    channel: str
    name: str
    options: dict[str, object] = Field(default_factory=dict)
    target: str | None = None
    overridden: bool = False


class ComponentBody(StrictBody):
    """A pressed button, or the chosen values of a select."""

    user: str
    message: str
    custom_id: str
    values: list[str] | None = None


class MessageBody(StrictBody):
    """A message written by a member; ``files`` as :meth:`Chat.send_message` takes them."""

    user: str
    channel: str
    content: str = ""
    files: list[dict[str, object]] = Field(default_factory=list)


class ModalBody(StrictBody):
    """A submitted modal: values by ``custom_id``."""

    user: str
    interaction_id: str
    values: dict[str, object] = Field(default_factory=dict)


class AutocompleteBody(StrictBody):
    """The options entered so far, and the name of the one being typed."""

    user: str
    channel: str
    name: str
    options: dict[str, object] = Field(default_factory=dict)
    focused: str


class MembersApi:
    """The routes for members; users and channels are given by id or name."""

    def __init__(
        self,
        world: World,
        member_actions: MemberActions,
        live_feed: LiveFeed,
        *,
        chat: Chat,
        commands: CommandRegistry,
        messages: MessageStore,
        interactions: InteractionStore,
    ) -> None:
        self._world = world
        self._member_actions = member_actions
        self._live_feed = live_feed
        self._chat = chat
        self._commands = commands
        self._messages = messages
        self._interactions = interactions

    def routes(self) -> list[web.RouteDef]:
        """All routes, for ``Application.add_routes``."""
        return [
            web.get("/sandbox/state", with_error_sentences(self._get_state)),
            web.get("/sandbox/live", with_error_sentences(self._watch)),
            web.post("/sandbox/commands", with_error_sentences(self._run_command)),
            web.post("/sandbox/messages", with_error_sentences(self._send_message)),
            web.delete("/sandbox/messages/{message_id}", with_error_sentences(self._delete_message)),
            web.post("/sandbox/components", with_error_sentences(self._use_component)),
            web.post("/sandbox/modals", with_error_sentences(self._submit_modal)),
            web.post("/sandbox/autocomplete", with_error_sentences(self._autocomplete)),
            web.get("/sandbox/interactions/{interaction_id}", with_error_sentences(self._get_interaction)),
        ]

    async def _get_state(self, request: web.Request) -> web.StreamResponse:
        user = find_user(self._world, request.query.get("user") or self._world.ada.id)
        return json_response(self._live_feed.get_state(user, self._commands, visible_messages(user, self._messages)))

    async def _watch(self, request: web.Request) -> web.StreamResponse:
        user = self._user_or_ada(request.query.get("user"))

        def state() -> Json:
            return self._live_feed.get_state(user, self._commands, newest_messages(user, self._messages))

        return await self._live_feed.serve(request, user, state)

    def _user_or_ada(self, name: str | None) -> User:
        """The user with this id, or Ada: a page may remember a user of an earlier sandbox."""
        return self._world.users.get(name or "", self._world.ada)

    async def _run_command(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, CommandBody)
        user, channel = find_user(self._world, body.user), find_channel(self._world, body.channel)
        if body.target is None:
            sent = self._member_actions.run_command(user, channel, body.name, body.options, overridden=body.overridden)
        else:
            sent = self._member_actions.use_menu(user, channel, body.name, body.target, overridden=body.overridden)
        return _interaction_response(sent)

    async def _send_message(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, MessageBody)
        user, channel = find_user(self._world, body.user), find_channel(self._world, body.channel)
        return json_response(
            {"message": message_json(self._chat.send_message(user, channel, body.content, body.files))}
        )

    async def _delete_message(self, request: web.Request) -> web.StreamResponse:
        user = find_user(self._world, request.query.get("user") or self._world.ada.id)
        self._chat.delete_message(user, request.match_info["message_id"])
        return json_response({})

    async def _use_component(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, ComponentBody)
        user = find_user(self._world, body.user)
        return _interaction_response(
            self._member_actions.use_component(user, body.message, body.custom_id, body.values)
        )

    async def _submit_modal(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, ModalBody)
        return _interaction_response(
            self._member_actions.submit_modal(find_user(self._world, body.user), body.interaction_id, body.values)
        )

    async def _autocomplete(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, AutocompleteBody)
        user, channel = find_user(self._world, body.user), find_channel(self._world, body.channel)
        choices = await self._member_actions.autocomplete(user, channel, body.name, body.options, body.focused)
        return json_response({"choices": choices})

    async def _get_interaction(self, request: web.Request) -> web.StreamResponse:
        interaction = self._interactions.get(request.match_info["interaction_id"])
        if interaction is None:
            raise ClientValidationError("There is no such interaction.")
        return json_response(interaction.as_json())


def _interaction_response(interaction: Interaction) -> web.Response:
    return json_response({"interaction_id": interaction.id})
