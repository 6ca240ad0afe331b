"""The control API for members: read the guild as one of them, and act as one of them."""

from dataclasses import dataclass

from aiohttp import web
from pydantic import Field

from sandbox.discord.control.bodies import StrictBody, parse_body, with_error_sentences
from sandbox.discord.errors import ClientValidationError, Json
from sandbox.discord.people.actions import MemberActions
from sandbox.discord.people.chat import Chat
from sandbox.discord.people.feed import LiveFeed, message_json, newest_messages, visible_messages
from sandbox.discord.people.resolved_data import find_channel, find_guild, find_user
from sandbox.discord.state.guild import Guild, User
from sandbox.discord.state.interactions import Interaction, InteractionStore
from sandbox.discord.state.messages import MessageStore
from sandbox.discord.state.world import World


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


@dataclass(slots=True, eq=False)
class MembersApi:
    """The routes for members; users and channels are given by id or name."""

    world: World
    member_actions: MemberActions
    live_feed: LiveFeed
    chat: Chat
    messages: MessageStore
    interactions: InteractionStore

    def routes(self) -> list[web.RouteDef]:
        """All routes, for ``Application.add_routes``."""
        return with_error_sentences(
            web.get("/sandbox/state", self._get_state),
            web.get("/sandbox/live", self._watch),
            web.post("/sandbox/commands", self._run_command),
            web.post("/sandbox/messages", self._send_message),
            web.delete("/sandbox/messages/{message_id}", self._delete_message),
            web.post("/sandbox/components", self._use_component),
            web.post("/sandbox/modals", self._submit_modal),
            web.post("/sandbox/autocomplete", self._autocomplete),
            web.get("/sandbox/interactions/{interaction_id}", self._get_interaction),
        )

    async def _get_state(self, request: web.Request) -> web.StreamResponse:
        user = find_user(self.world, request.query.get("user") or self.world.ada.id)
        asked = request.query.get("guild")
        guild = self._home_of(user) if asked is None else find_guild(self.world, asked)
        messages = visible_messages(user, guild, self.messages)
        return web.json_response(self.live_feed.get_state(user, guild, messages))

    async def _watch(self, request: web.Request) -> web.StreamResponse:
        user, guild = self._watched(request.query.get("user"), request.query.get("guild"))

        def state() -> Json:
            return self.live_feed.get_state(user, guild, newest_messages(user, guild, self.messages))

        return await self.live_feed.serve(request, user, guild, state)

    def _watched(self, user_id: str | None, guild_id: str | None) -> tuple[User, Guild]:
        """The person and the server that a page shows.

        A server that is named brings its owner to the page if the person is no member. A page may remember people and
        servers of an earlier sandbox: then it shows Ada, and the person's first server.
        """
        user = self.world.users.get(user_id or "", self.world.ada)
        guild = self.world.guilds.get(guild_id or "", self._home_of(user))
        return (user if user.id in guild.memberships else guild.owner), guild

    def _home_of(self, user: User) -> Guild:
        """The first server that the user is a member of."""
        return next((one for one in self.world.guilds.values() if user.id in one.memberships), self.world.guild)

    async def _run_command(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, CommandBody)
        user, channel = find_user(self.world, body.user), find_channel(self.world, body.channel)
        if body.target is None:
            sent = self.member_actions.run_command(user, channel, body.name, body.options, overridden=body.overridden)
        else:
            sent = self.member_actions.use_menu(user, channel, body.name, body.target, overridden=body.overridden)
        return _interaction_response(sent)

    async def _send_message(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, MessageBody)
        user, channel = find_user(self.world, body.user), find_channel(self.world, body.channel)
        return web.json_response(
            {"message": message_json(self.chat.send_message(user, channel, body.content, body.files))}
        )

    async def _delete_message(self, request: web.Request) -> web.StreamResponse:
        user = find_user(self.world, request.query.get("user") or self.world.ada.id)
        self.chat.delete_message(user, request.match_info["message_id"])
        return web.json_response({})

    async def _use_component(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, ComponentBody)
        user = find_user(self.world, body.user)
        return _interaction_response(self.member_actions.use_component(user, body.message, body.custom_id, body.values))

    async def _submit_modal(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, ModalBody)
        return _interaction_response(
            self.member_actions.submit_modal(find_user(self.world, body.user), body.interaction_id, body.values)
        )

    async def _autocomplete(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, AutocompleteBody)
        user, channel = find_user(self.world, body.user), find_channel(self.world, body.channel)
        choices = await self.member_actions.autocomplete(user, channel, body.name, body.options, body.focused)
        return web.json_response({"choices": choices})

    async def _get_interaction(self, request: web.Request) -> web.StreamResponse:
        interaction = self.interactions.get(request.match_info["interaction_id"])
        if interaction is None:
            raise ClientValidationError("There is no such interaction.")
        return web.json_response(interaction.as_json())


def _interaction_response(interaction: Interaction) -> web.Response:
    return web.json_response({"interaction_id": interaction.id})
