"""Actions of members: commands, components, modals and autocomplete, each sent to the bot as an interaction."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.discord.errors import ApiError, ClientValidationError, Json
from sandbox.discord.gateway import Gateway
from sandbox.discord.people import command_options, modal_answers
from sandbox.discord.people.command_options import SelectedCommand
from sandbox.discord.people.resolved_data import ResolvedData
from sandbox.discord.shop import Shop
from sandbox.discord.state import serialize
from sandbox.discord.state.files import DEFAULT_MAX_FILE_BYTES, FileStore
from sandbox.discord.state.guild import Channel, User
from sandbox.discord.state.guild_commands import GuildCommands
from sandbox.discord.state.interactions import Interaction, InteractionStore, InteractionType
from sandbox.discord.state.messages import Message, MessageFlag, MessageStore
from sandbox.discord.state.permissions import Permission, meets_default_permissions
from sandbox.discord.state.world import World
from sandbox.discord.validation.components import walk_components


@dataclass(slots=True, eq=False)
class MemberActions:
    """Performs actions of members; raises :class:`ClientValidationError` for what Discord's client prevents."""

    world: World
    commands: GuildCommands
    interactions: InteractionStore
    messages: MessageStore
    files: FileStore
    gateway: Gateway
    shop: Shop
    attachment_limit_bytes: int = DEFAULT_MAX_FILE_BYTES
    """Largest file in bytes that the bot may send; each interaction contains this limit."""

    def run_command(
        self, user: User, channel: Channel, name: str, values: Mapping[str, object], *, overridden: bool = False
    ) -> Interaction:
        """Send a slash command.

        ``overridden`` ignores the command's ``default_member_permissions``, as if an admin had opened it to everybody
        in the server's settings ("Integrations").
        """
        chosen = command_options.find_command(self.commands.usable_in(channel.guild), name)
        self._require_usable(chosen, user, channel, overridden=overridden)
        resolved = self._new_resolved_data(user, channel)
        data = chosen.build_data(command_options.build_options(chosen, values, resolved), resolved)
        return self._send(InteractionType.COMMAND, user, channel, data, name=chosen.name)

    def use_menu(
        self, user: User, channel: Channel, name: str, target: str, *, overridden: bool = False
    ) -> Interaction:
        """Use a context menu command on a message or a user; ephemeral messages have none."""
        on_message = target not in self.world.users
        chosen = command_options.find_menu_command(self.commands.usable_in(channel.guild), name, on_message=on_message)
        self._require_usable(chosen, user, channel, overridden=overridden)
        resolved = self._new_resolved_data(user, channel)
        refer = (
            resolved.add_message(self._menu_target(user, channel, target)) if on_message else resolved.add_user(target)
        )
        data = chosen.base_data() | {"target_id": refer, "resolved": resolved.objects}
        return self._send(InteractionType.COMMAND, user, channel, data, name=chosen.name)

    def use_component(self, user: User, message_id: str, custom_id: str, values: object = None) -> Interaction:
        """Press a button, or choose values of a select, on a message."""
        message = self._visible_message(user, message_id)
        placed = walk_components(message.content.components)
        component = next((one.component for one in placed if one.component.get("custom_id") == custom_id), None)
        if component is None:
            raise ClientValidationError(f"This message has no component {custom_id!r}.")
        if component.get("disabled"):
            raise ClientValidationError("This component is disabled.")
        resolved = self._new_resolved_data(user, message.channel)
        data: Json = {"custom_id": custom_id, "component_type": component["type"], "id": component["id"]}
        chosen = modal_answers.component_values(component, values, resolved)
        if chosen is not None:
            data |= {"values": chosen, **({"resolved": resolved.objects} if resolved.objects else {})}
        return self._send(InteractionType.COMPONENT, user, message.channel, data, source=message)

    def submit_modal(self, user: User, interaction_id: str, values: Mapping[str, object]) -> Interaction:
        """Submit the modal that answered the interaction with this id."""
        trigger = self.interactions.get(interaction_id)
        if trigger is None or trigger.user is not user or trigger.modal is None:
            raise ClientValidationError("No form is open for this interaction.")
        data = modal_answers.build_submission(trigger.modal, values, self._new_resolved_data(user, trigger.channel))
        trigger.modal = None
        return self._send(
            InteractionType.MODAL, user, trigger.channel, data, source=trigger.source_message, trigger=trigger
        )

    async def autocomplete(
        self, user: User, channel: Channel, name: str, values: Mapping[str, object], focused: str
    ) -> list[Json]:
        """Request autocomplete choices for the option ``focused``; empty if the bot does not answer in time."""
        chosen = command_options.find_command(self.commands.usable_in(channel.guild), name)
        data = chosen.build_data(
            command_options.build_draft_options(chosen, values, focused), self._new_resolved_data(user, channel)
        )
        interaction = self._send(InteractionType.AUTOCOMPLETE, user, channel, data, name=chosen.name)
        async with asyncio.timeout(self.interactions.ack_timeout_seconds + 1):
            await interaction.settled.wait()
        return interaction.choices

    # ── what is checked ──────────────────────────────────────────────────────────────────────────────────────────────

    @staticmethod
    def _require_usable(chosen: SelectedCommand, user: User, channel: Channel, *, overridden: bool) -> None:
        command, allowed = chosen.command, channel.permissions_of(user)
        needed = None if overridden or channel.guild is None else command["default_member_permissions"]
        if Permission.USE_APPLICATION_COMMANDS not in allowed or not meets_default_permissions(needed, allowed):
            raise ClientValidationError("You do not have permission to use this command.")
        if command["nsfw"] and not channel.age_restricted:
            raise ClientValidationError("This command can only be used in an age-restricted channel.")
        if _interaction_context(channel) not in (command.get("contexts") or (0, 1)):
            raise ClientValidationError("This command cannot be used here.")

    def _visible_message(self, user: User, message_id: str) -> Message:
        try:
            message = self.messages.get(message_id)
        except ApiError:
            raise ClientValidationError("There is no such message.") from None
        if not message.is_visible_to(user):
            raise ClientValidationError("There is no such message.")
        if message.flags & MessageFlag.LOADING:
            raise ClientValidationError("This message has nothing on it yet.")
        return message

    def _menu_target(self, user: User, channel: Channel, message_id: str) -> Message:
        message = self._visible_message(user, message_id)
        if message.channel is not channel or message.only_visible_to is not None:
            raise ClientValidationError("This message has no such menu here.")
        return message

    def _new_resolved_data(self, user: User, channel: Channel) -> ResolvedData:
        return ResolvedData(self.world, self.files, user, channel)

    # ── what is sent ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _send(
        self,
        kind: InteractionType,
        user: User,
        channel: Channel,
        data: Json,
        *,
        name: str | None = None,
        source: Message | None = None,
        trigger: Interaction | None = None,
    ) -> Interaction:
        if not channel.is_visible_to(user):
            raise ClientValidationError("There is no such channel.")
        if channel.guild is not None and not channel.guild.has_bot:
            raise ClientValidationError(f"{self.world.bot.name} is no longer in this server.")
        if channel.guild is not None and channel.guild.is_unavailable:
            raise ClientValidationError("This server is unavailable: Discord has an outage.")
        interaction = self.interactions.open(kind, user, channel, data)
        interaction.name, interaction.source_message, interaction.opened_by = name, source, trigger
        interaction.attachment_limit_bytes = self.attachment_limit_bytes
        self.interactions.publish_status(interaction)
        self.gateway.dispatch("INTERACTION_CREATE", self._build_payload(interaction), channel.guild_id)
        return interaction

    def _build_payload(self, interaction: Interaction) -> Json:
        """The data of INTERACTION_CREATE."""
        world, channel, user = self.world, interaction.channel, interaction.user
        entitlements = list(self.shop.list_active(user, channel.guild))
        payload: Json = {
            "id": interaction.id,
            "application_id": world.application_id,
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": channel.id,
            "channel": serialize.channel(channel, user),
            "locale": user.locale,
            "app_permissions": str(int(channel.permissions_of(world.bot))),
            "entitlements": [one.as_json() for one in entitlements],
            "entitlement_sku_ids": list(dict.fromkeys(one.sku.id for one in entitlements)),
            "attachment_size_limit": interaction.attachment_limit_bytes,
            "context": _interaction_context(channel),
        }
        if interaction.source_message is not None:
            payload["message"] = interaction.source_message.as_json()
        return payload | _origin_fields(channel, user)


def _origin_fields(channel: Channel, user: User) -> Json:
    """The fields that say where an interaction comes from."""
    guild = channel.guild
    if guild is None:
        return {"user": user.as_json(), "authorizing_integration_owners": {"0": "0"}}
    return {
        "guild_id": guild.id,
        "guild": {"id": guild.id, "locale": guild.preferred_locale, "features": []},
        "guild_locale": guild.preferred_locale,
        "member": serialize.member(guild, user, channel),
        "authorizing_integration_owners": {"0": guild.id},
    }


def _interaction_context(channel: Channel) -> int:
    """The interaction's context: 0 in a guild, 1 in direct messages with the bot."""
    return 1 if channel.guild is None else 0
