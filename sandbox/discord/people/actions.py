"""What people do: commands, buttons, forms and typing, each sent to the bot as an interaction."""

import asyncio
from collections.abc import Mapping
from typing import Any

from sandbox.discord.gateway import Gateway
from sandbox.discord.people import command_options, modal_answers
from sandbox.discord.people.command_options import Chosen, Resolved, Unsendable
from sandbox.discord.rest import serialize
from sandbox.discord.rest.errors import ApiError, Json
from sandbox.discord.state.commands import Commands
from sandbox.discord.state.files import DEFAULT_LARGEST, Files
from sandbox.discord.state.interactions import Interaction, Interactions, Kind
from sandbox.discord.state.messages import Flag, Message, Messages
from sandbox.discord.state.permissions import Permission, suffices
from sandbox.discord.state.world import DIRECT, Channel, User, World
from sandbox.discord.validation.components import walk


class People:
    """The hands of the guild's people. What Discord's client would not send raises :class:`Unsendable`."""

    def __init__(
        self,
        world: World,
        commands: Commands,
        interactions: Interactions,
        messages: Messages,
        files: Files,
        gateway: Gateway,
    ) -> None:
        self.attachment_limit = DEFAULT_LARGEST
        """Bytes that one file in an answer may have, which each interaction tells the bot."""
        self._world = world
        self._commands = commands
        self._interactions = interactions
        self._messages = messages
        self._files = files
        self._gateway = gateway

    def command(
        self, user: User, channel: Channel, name: str, values: Mapping[str, Any], *, overridden: bool = False
    ) -> Interaction:
        """Send a slash command.

        ``overridden`` is as if an admin had opened it to everybody in the server's settings ("Integrations"), which
        takes away what the bot asked for with ``default_member_permissions``.
        """
        chosen = command_options.find(self._commands, name)
        self._may_use(chosen, user, channel, overridden=overridden)
        resolved = self._resolved(user, channel)
        data = chosen.data(command_options.filled(chosen, values, resolved), resolved)
        return self._send(Kind.COMMAND, user, channel, data, name=chosen.name)

    def menu(self, user: User, channel: Channel, name: str, target: str, *, overridden: bool = False) -> Interaction:
        """Use a message's (or a user's) context menu; an ephemeral message, which is kept nowhere, has none."""
        on_message = target not in self._world.users
        chosen = command_options.find_menu(self._commands, name, on_message=on_message)
        self._may_use(chosen, user, channel, overridden=overridden)
        resolved = self._resolved(user, channel)
        refer = resolved.message(self._target(user, channel, target)) if on_message else resolved.user(target)
        data = chosen.about() | {"target_id": refer, "resolved": resolved.things}
        return self._send(Kind.COMMAND, user, channel, data, name=chosen.name)

    def component(self, user: User, message_id: str, custom_id: str, values: object = None) -> Interaction:
        """Press a button or choose from a select on a message."""
        message = self._visible(user, message_id)
        placed = walk(message.content.components)
        component = next((one.component for one in placed if one.component.get("custom_id") == custom_id), None)
        if component is None:
            raise Unsendable(f"This message has no component {custom_id!r}.")
        if component.get("disabled"):
            raise Unsendable("This component is disabled.")
        resolved = self._resolved(user, message.channel)
        data: Json = {"custom_id": custom_id, "component_type": component["type"], "id": component["id"]}
        chosen = modal_answers.pressed(component, values, resolved)
        if chosen is not None:
            data |= {"values": chosen, **({"resolved": resolved.things} if resolved.things else {})}
        return self._send(Kind.COMPONENT, user, message.channel, data, source=message)

    def modal(self, user: User, interaction_id: str, values: Mapping[str, Any]) -> Interaction:
        """Send a form back that was the answer to an interaction."""
        trigger = self._interactions.get(interaction_id)
        if trigger is None or trigger.user is not user or trigger.modal is None:
            raise Unsendable("No form is open for this interaction.")
        data = modal_answers.submitted(trigger.modal, values, self._resolved(user, trigger.channel))
        trigger.modal = None
        return self._send(Kind.MODAL, user, trigger.channel, data, source=trigger.source, trigger=trigger)

    async def autocomplete(
        self, user: User, channel: Channel, name: str, values: Mapping[str, Any], focused: str
    ) -> list[Json]:
        """Type into an option; the bot's choices, or none when it does not answer in time."""
        chosen = command_options.find(self._commands, name)
        data = chosen.data(command_options.drafted(chosen, values, focused), self._resolved(user, channel))
        interaction = self._send(Kind.AUTOCOMPLETE, user, channel, data, name=chosen.name)
        async with asyncio.timeout(self._interactions.acknowledge_seconds + 1):
            await interaction.decided.wait()
        return interaction.choices

    # ── what is checked ──────────────────────────────────────────────────────────────────────────────────────────────

    @staticmethod
    def _may_use(chosen: Chosen, user: User, channel: Channel, *, overridden: bool) -> None:
        command, allowed = chosen.command, channel.permissions_of(user)
        needed = None if overridden or channel.kind == DIRECT else command["default_member_permissions"]
        if Permission.USE_APPLICATION_COMMANDS not in allowed or not suffices(needed, allowed):
            raise Unsendable("You do not have permission to use this command.")
        if command["nsfw"] and not channel.age_restricted:
            raise Unsendable("This command can only be used in an age-restricted channel.")
        if _context(channel) not in (command["contexts"] or (0, 1)):
            raise Unsendable("This command cannot be used here.")

    def _visible(self, user: User, message_id: str) -> Message:
        try:
            message = self._messages.get(message_id)
        except ApiError:
            raise Unsendable("There is no such message.") from None
        if not message.shows_to(user):
            raise Unsendable("There is no such message.")
        if message.flags & Flag.LOADING:
            raise Unsendable("This message has nothing on it yet.")
        return message

    def _target(self, user: User, channel: Channel, message_id: str) -> Message:
        message = self._visible(user, message_id)
        if message.channel is not channel or message.only_for is not None:
            raise Unsendable("This message has no such menu here.")
        return message

    def _resolved(self, user: User, here: Channel) -> Resolved:
        return Resolved(self._world, self._files, user, here)

    # ── what is sent ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _send(
        self,
        kind: Kind,
        user: User,
        channel: Channel,
        data: Json,
        *,
        name: str | None = None,
        source: Message | None = None,
        trigger: Interaction | None = None,
    ) -> Interaction:
        if not channel.shows_to(user):
            raise Unsendable("There is no such channel.")
        interaction = self._interactions.open(kind, user, channel, data)
        interaction.name, interaction.source, interaction.trigger = name, source, trigger
        interaction.attachment_limit = self.attachment_limit
        self._interactions.announce(interaction)
        guild_id = None if channel.kind == DIRECT else self._world.guild_id
        self._gateway.dispatch("INTERACTION_CREATE", self._payload(interaction), guild_id)
        return interaction

    def _payload(self, interaction: Interaction) -> Json:
        """Everything that Discord tells a bot about an interaction."""
        world, channel, user = self._world, interaction.channel, interaction.user
        payload: Json = {
            "id": interaction.id,
            "application_id": world.application_id,
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": channel.id,
            "channel": serialize.channel(world, channel, user),
            "locale": "en-US",
            "app_permissions": str(int(channel.permissions_of(world.bot))),
            "entitlements": [],
            "entitlement_sku_ids": [],
            "attachment_size_limit": interaction.attachment_limit,
            "context": _context(channel),
        }
        if interaction.source is not None:
            payload["message"] = interaction.source.as_json()
        return payload | self._whose(channel, user)

    def _whose(self, channel: Channel, user: User) -> Json:
        world = self._world
        if channel.kind == DIRECT:
            return {"user": user.as_json(), "authorizing_integration_owners": {"0": "0"}}
        return {
            "guild_id": world.guild_id,
            "guild": {"id": world.guild_id, "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": serialize.member(world, user, channel),
            "authorizing_integration_owners": {"0": world.guild_id},
        }


def _context(channel: Channel) -> int:
    """0 is a guild, 1 the direct messages with the bot."""
    return 1 if channel.kind == DIRECT else 0
