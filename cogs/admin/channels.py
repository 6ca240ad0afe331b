"""Where pictures may be asked for, and where decisions are told: what a server's managers decide with ``/admin``."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from discord import (
    AppCommandOptionType,
    ChannelType,
    Guild,
    Interaction,
    TextChannel,
    Thread,
    app_commands,
)
from discord.app_commands import AppCommandChannel

from bot.discord import replies
from bot.discord.client import Easel
from bot.domain.channel_rules import Wait, waits
from bot.domain.server_rules import ChannelMode, ServerRules
from bot.errors import Invalid
from bot.ui.admin import rules_view
from bot.ui.admin.rules_options import USUAL, Decision
from bot.ui.channel_permissions import TO_TELL, is_public, lacking, named, remedy, trouble
from bot.ui.layout import Layout
from cogs.admin.permissions import managed_guild

CHANNEL_OR_ELSEWHERE: Final = "Choose a channel or elsewhere, not both."
CHANNEL_OR_OFF: Final = "Choose a channel or off, not both."
USUAL_ALONE: Final = "“As usual” clears all settings there, so do not combine it with model or private_only."
ELSEWHERE: Final = "channels without settings of their own"
_WAITS: Final = MappingProxyType(
    {
        Wait.APPROVAL: "without such a channel, nobody can approve pictures",
        Wait.HOLD: "without such a channel, nobody can decide about flagged pictures",
    }
)


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

    async def log(self, interaction: Interaction[Any], guild_id: int, place: TextChannel | None, *, off: bool) -> None:
        """Decide where decisions are told, or show it where nothing was chosen."""
        if place is not None and off:
            raise Invalid(CHANNEL_OR_OFF)
        if place is not None:
            check_told(place)
        decides = off or place is not None
        work = self._log(interaction, guild_id, place) if decides else self._log_now(interaction, guild_id)
        await replies.show(interaction, await replies.in_time(interaction, work))

    # ── what takes a moment ──────────────────────────────────────────────────────────────────────────────────────────

    async def _channels(self, guild_id: int) -> Layout:
        return rules_view.channels(await self.bot.gate.rules(guild_id), self.bot.catalog)

    async def _decide(
        self, interaction: Interaction[Any], guild_id: int, channel_id: int | None, decision: Decision
    ) -> Layout:
        catalog, forget = self.bot.catalog, decision.mode == USUAL
        changes = {} if forget else decision.changes(catalog)
        guild = managed_guild(interaction)
        chosen = {Wait.APPROVAL} if decision.mode == ChannelMode.APPROVAL else frozenset[Wait]()

        def change(rules: ServerRules) -> ServerRules:
            now = rules.forgotten(channel_id) if forget else rules.decided(channel_id, changes)
            check_waits(guild, rules, now, chosen=chosen)
            return now

        rules = await self.bot.gate.change(guild_id, change)
        here = rules.usual if channel_id is None else rules.of_channel(channel_id)
        name = ELSEWHERE if channel_id is None else _name(interaction.guild, channel_id)
        action = "Channel settings cleared" if forget else "Channel settings changed"
        await self.bot.record.note(guild_id, interaction.user.id, action, f"{name}: {rules_view.held(here, catalog)}")
        place = ELSEWHERE if channel_id is None else f"<#{channel_id}>"
        return (rules_view.forgotten if forget else rules_view.decided)(place, here, catalog)

    async def _log(self, interaction: Interaction[Any], guild_id: int, place: TextChannel | None) -> Layout:
        rules = await tell_in(self.bot, guild_id, interaction.user.id, place)
        if place is None:
            return rules_view.log_off(waits=bool(waits(rules)))
        return rules_view.log_on(place.id, public=is_public(place))

    async def _log_now(self, interaction: Interaction[Any], guild_id: int) -> Layout:
        rules = await self.bot.gate.rules(guild_id)
        why = None if rules.log_channel is None else trouble(managed_guild(interaction), rules.log_channel)
        return rules_view.log_now(rules.log_channel, why=why, waits=bool(waits(rules)))


async def tell_in(bot: Easel, guild_id: int, by_id: int, place: TextChannel | None) -> ServerRules:
    """Tell decisions in this channel from now on, and show there what is to be decided; nowhere without one."""

    async def note(detail: str) -> None:
        await bot.record.note(guild_id, by_id, "Moderators’ channel changed", detail)

    if place is None:
        await note("no channel")  # before it is so, because the channel that is given up shall hear of it
        return await bot.gate.change(guild_id, _log_change(None))
    rules = await bot.gate.change(guild_id, _log_change(place.id))
    await note(place.name)
    await bot.moderation.board.show_anew(guild_id)
    return rules


def check_told(place: TextChannel) -> None:
    """Pass where the bot may view the channel and send messages there."""
    if missing := lacking(place, TO_TELL):
        raise Invalid(f"Easel cannot write in <#{place.id}>. Allow it {named(missing)} there, then try again.")


def check_waits(
    guild: Guild,
    before: ServerRules,
    now: ServerRules,
    *,
    chosen: AbstractSet[Wait] = frozenset(),
    where: str = "with /admin log or /admin setup",
) -> None:
    """Pass unless pictures are to wait for moderators from now on who have no place to see them.

    What was ``chosen`` is looked at also where it was so before; ``where`` tells where such a place is chosen.
    """
    for wait in sorted((waits(now) - waits(before)) | chosen):
        if why := trouble(guild, now.log_channel):
            todo = remedy(guild, now.log_channel)
            raise Invalid(f"{why}, and {_WAITS[wait]}. First, {todo} {where}. Nothing was changed.")


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


def _log_change(channel_id: int | None) -> Callable[[ServerRules], ServerRules]:
    return lambda rules: rules.model_copy(update={"log_channel": channel_id})
