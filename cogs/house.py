"""Where pictures may be asked for and by whom: what a server's managers decide with ``/admin``."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeAlias

from discord import (
    AppCommandOptionType,
    ChannelType,
    Guild,
    Interaction,
    Member,
    Permissions,
    Role,
    TextChannel,
    Thread,
    app_commands,
)
from discord.app_commands import AppCommandChannel

from bot.client import Easel
from bot.domain.rules import Purpose, ServerRules
from bot.errors import Invalid
from bot.ui import replies, rules_panels
from bot.ui.messages import Layout
from bot.ui.rules_choices import PURPOSES, USUAL, Decision

CHANNEL_OR_ELSEWHERE: Final = "Choose a channel or elsewhere, not both."
USUAL_ALONE: Final = "“As usual” forgets all that was decided there, so choose it without model and private_only."
ROLE_AND_PURPOSE: Final = "Choose both, a role and what it is for."
NOT_EVERYBODY: Final = "@everyone is everybody here: choose a role that only some have."
ELSEWHERE: Final = "channels without a decision of their own"
_NEEDED: Final = {"view_channel": "View Channel", "send_messages": "Send Messages"}


class _Places(app_commands.Transformer):
    """Channels of the kinds that people can ask in.

    discord.py would name media channels with forums, and Discord's own description of its API does not know them.
    """

    @property
    def type(self) -> AppCommandOptionType:
        return AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[ChannelType]:
        kinds = ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.voice, kinds.stage_voice]

    async def transform(self, _interaction: Interaction[Any], value: Any, /) -> AppCommandChannel:
        channel: AppCommandChannel = value
        return channel


Place: TypeAlias = app_commands.Transform[AppCommandChannel, _Places]
"""Channels that people can ask in; threads and posts follow theirs."""


class House:
    """Changes and shows a server's rules; whoever calls has checked who asks."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    async def channel(
        self, interaction: Interaction[Any], guild_id: int, place: Place | None, decision: Decision, *, elsewhere: bool
    ) -> None:
        """Decide about a channel, or show all decisions where nothing was chosen."""
        if place is not None and elsewhere:
            raise Invalid(CHANNEL_OR_ELSEWHERE)
        if decision.mode == USUAL and (decision.models is not None or decision.private_only is not None):
            raise Invalid(USUAL_ALONE)
        if decision.is_empty:
            work = self._channels(guild_id)
        else:
            channel_id = None if elsewhere else place.id if place else _here(interaction)
            work = self._decide(interaction, guild_id, channel_id, decision)
        await replies.show(interaction, await replies.in_time(interaction, work))

    async def role(
        self,
        interaction: Interaction[Any],
        guild_id: int,
        role: Role | None,
        purpose: Purpose | None,
        *,
        remove: bool,
        min_days: int | None,
    ) -> None:
        """Decide what a role is for and how long one must have been here, and show what is in force."""
        changes: list[Callable[[ServerRules], ServerRules]] = []
        if role is not None or purpose is not None or remove:
            changes.append(_role_change(guild_id, role, purpose, remove=remove))
        if min_days is not None:
            changes.append(lambda rules: rules.model_copy(update={"min_days": min_days}))
        detail = _role_detail(role, purpose, remove=remove, min_days=min_days)
        work = self._people(interaction, guild_id, changes, detail)
        await replies.show(interaction, await replies.in_time(interaction, work))

    async def log(self, interaction: Interaction[Any], guild_id: int, place: TextChannel | None) -> None:
        """Decide where decisions are told."""
        if place is not None:
            _check_told(interaction.guild, place)
        await replies.show(interaction, await replies.in_time(interaction, self._log(interaction, guild_id, place)))

    # ── what takes a moment ──────────────────────────────────────────────────────────────────────────────────────────

    async def _channels(self, guild_id: int) -> Layout:
        return rules_panels.channels(await self.bot.gate.rules(guild_id), self.bot.catalog)

    async def _decide(
        self, interaction: Interaction[Any], guild_id: int, channel_id: int | None, decision: Decision
    ) -> Layout:
        catalog, forget = self.bot.catalog, decision.mode == USUAL
        change = (
            partial(ServerRules.forgotten, channel_id=channel_id)
            if forget
            else partial(ServerRules.decided, channel_id=channel_id, changes=decision.changes(catalog))
        )
        rules = await self.bot.gate.change(guild_id, change)
        here = rules.usual if channel_id is None else rules.of_channel(channel_id)
        name = ELSEWHERE if channel_id is None else _name(interaction.guild, channel_id)
        action = "Channel rules forgotten" if forget else "Channel rules set"
        await self.bot.record.note(guild_id, interaction.user.id, action, f"{name}: {rules_panels.held(here, catalog)}")
        place = ELSEWHERE if channel_id is None else f"<#{channel_id}>"
        return (rules_panels.forgotten if forget else rules_panels.decided)(place, here, catalog)

    async def _people(
        self,
        interaction: Interaction[Any],
        guild_id: int,
        changes: list[Callable[[ServerRules], ServerRules]],
        detail: str,
    ) -> Layout:
        def change(rules: ServerRules) -> ServerRules:
            for one in changes:
                rules = one(rules)
            return rules

        if not changes:
            return rules_panels.people(await self.bot.gate.rules(guild_id))
        rules = await self.bot.gate.change(guild_id, change)
        await self.bot.record.note(guild_id, interaction.user.id, "Role rules set", detail)
        return rules_panels.people(rules)

    async def _log(self, interaction: Interaction[Any], guild_id: int, place: TextChannel | None) -> Layout:
        async def note(detail: str) -> None:
            await self.bot.record.note(guild_id, interaction.user.id, "Log channel set", detail)

        if place is None:
            await note("no channel")  # before it is so, because the channel that is given up shall hear of it
            await self.bot.gate.change(guild_id, _log_change(None))
            return rules_panels.log_off()
        await self.bot.gate.change(guild_id, _log_change(place.id))
        await note(place.name)
        return rules_panels.log_on(place.id, public=place.permissions_for(place.guild.default_role).view_channel)


# ── roles ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _role_change(
    guild_id: int, role: Role | None, purpose: Purpose | None, *, remove: bool
) -> Callable[[ServerRules], ServerRules]:
    """What becomes of the roles; without a role, all of a purpose are removed, among them those that were deleted."""
    if purpose is None or (role is None and not remove):
        raise Invalid(ROLE_AND_PURPOSE)
    if role is None:
        return partial(ServerRules.without_roles, purpose=purpose)
    if remove:
        return partial(ServerRules.without_role, purpose=purpose, role_id=role.id)
    if role.id == guild_id:
        raise Invalid(NOT_EVERYBODY)
    return partial(ServerRules.with_role, purpose=purpose, role_id=role.id)


def _role_detail(role: Role | None, purpose: Purpose | None, *, remove: bool, min_days: int | None) -> str:
    said = []
    if purpose is not None:
        what = next(choice.name for choice in PURPOSES if choice.value == purpose)
        who = role.name if role else "every role that was named"
        said.append(f"{who}: no longer {what}" if remove else f"{who}: {what}")
    if min_days is not None:
        said.append(f"days on the server: {min_days}")
    return ", ".join(said)


# ── channels ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _here(interaction: Interaction[Any]) -> int:
    """The channel that the command was given in, for a thread the one that it belongs to."""
    assert interaction.channel_id is not None
    if isinstance(interaction.channel, Thread):
        return interaction.channel.parent_id
    return interaction.channel_id


def _name(guild: Guild | None, channel_id: int) -> str:
    channel = guild.get_channel(channel_id) if guild else None
    return channel.name if channel else str(channel_id)


def _check_told(guild: Guild | None, place: TextChannel) -> None:
    """Pass where the bot may view the channel and send messages there."""
    me: Member | None = guild.me if guild else None
    allowed = Permissions.none() if me is None else place.permissions_for(me)
    missing = [name for flag, name in _NEEDED.items() if not getattr(allowed, flag)]
    if missing:
        raise Invalid(
            f"Easel may not write in <#{place.id}>: allow it {' and '.join(missing)} there, and ask for this again."
        )


def _log_change(channel_id: int | None) -> Callable[[ServerRules], ServerRules]:
    return lambda rules: rules.model_copy(update={"log_channel": channel_id})
