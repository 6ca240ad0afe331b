"""``/admin setup``: a server is set up by choosing from lists; each choice holds at once."""

from collections.abc import Callable, Container
from functools import partial
from typing import Any, Final

from discord import Guild, Interaction, TextChannel

from bot.discord import replies
from bot.discord.client import Easel
from bot.domain import channel_rules
from bot.domain.channel_rules import Wait, waits
from bot.domain.presets import Preset, applied
from bot.domain.server_rules import NO_RULES, ChannelMode, Flagged, Purpose, SafetyMode, ServerRules
from bot.errors import Closed, Forbidden, Gone, Invalid
from bot.ui.admin import setup_panel
from bot.ui.admin.setup_panel import OFFERS, OPERATOR, TITLES, Choice, Field
from bot.ui.channel_permissions import Room
from cogs.admin.channels import check_told, check_waits, tell_in
from cogs.admin.permissions import managed_guild, readable_automod
from cogs.admin.roles import NOT_EVERYBODY

OUTDATED: Final = "This panel no longer works; /admin setup opens a new one."
LONGEST_ID: Final = 20
"""Digits of a snowflake."""
Change = Callable[[ServerRules], ServerRules]


class Setup:
    """Shows the panel, and carries out what is chosen there."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    async def open(self, interaction: Interaction[Any]) -> None:
        """Show what is in force."""
        guild = managed_guild(interaction)
        rules = await replies.in_time(interaction, self.bot.gate.rules(guild.id))
        await replies.show(interaction, setup_panel.setup(rules, guild))

    async def choose(self, interaction: Interaction[Any], choice: Choice) -> None:
        """Make it so and show what is in force then; what cannot be is said in the panel."""
        guild = managed_guild(interaction)
        refused = None
        try:
            rules = await replies.in_time(interaction, self._chosen(interaction, guild, choice), thinking=False)
        except (Invalid, Forbidden, Closed) as error:
            rules, refused = await self.bot.gate.rules(guild.id), str(error)
        await replies.in_place(interaction, setup_panel.setup(rules, guild, refused=refused))

    async def _chosen(self, interaction: Interaction[Any], guild: Guild, choice: Choice) -> ServerRules:
        by_id = interaction.user.id
        if choice.field is Field.LOG:
            return await self._tell_in(guild, by_id, choice)
        by, said = _change(guild, choice)  # refuses what is forged, so that the rest of this need not
        must = _chosen_waits(choice)
        if choice.field is Field.AUTOMOD and choice.values == ("on",):
            await readable_automod(self.bot, guild.id)

        def change(rules: ServerRules) -> ServerRules:
            now = by(rules)
            check_waits(guild, rules, now, chosen=must, where="in the list below")
            return now

        rules = await self.bot.gate.change(guild.id, change)
        await self.bot.record.note(guild.id, by_id, "Set up", f"{TITLES[choice.field]}: {said}")
        return rules

    async def _tell_in(self, guild: Guild, by_id: int, choice: Choice) -> ServerRules:
        place, rules = _log_channel(guild, choice), await self.bot.gate.rules(guild.id)
        if place is None and rules.log_channel not in choice.shown:
            return rules  # what was given up is not what is in force by now
        return await tell_in(self.bot, guild.id, by_id, place)


def _chosen_waits(choice: Choice) -> frozenset[Wait]:
    """What the choice itself asks moderators to do."""
    match choice.field, choice.values:
        case Field.HOW, (ChannelMode.APPROVAL,):
            return frozenset({Wait.APPROVAL})
        case Field.FLAGGED, (Flagged.HOLD,):
            return frozenset({Wait.HOLD})
        case Field.KIND, (kind,):
            return waits(applied(NO_RULES, Preset(kind)))
        case _:
            return frozenset()


def _log_channel(guild: Guild, choice: Choice) -> TextChannel | None:
    if not choice.values:
        return None
    channel = guild.get_channel(_number(choice.values[0]))
    if not isinstance(channel, TextChannel):
        raise Gone(OUTDATED)
    check_told(channel)
    return channel


def _change(guild: Guild, choice: Choice) -> tuple[Change, str]:
    """What becomes of the rules, and the choice in words for the record; everything in it may be forged."""
    match choice.field:
        case Field.WHERE:
            return _where(guild, choice)
        case Field.MODERATORS:
            return _moderators(guild, choice)
        case Field.AUTOMOD | Field.EDITS:
            on = _one_of(("on", "off"), choice) == "on"
            change = partial(_with, automod=on) if choice.field is Field.AUTOMOD else partial(_with, edits=on)
            return change, "on" if on else "off"
        case field:
            value = _one_of(OFFERS[field], choice)
            return _of_list(field, value), OFFERS[field][value]


def _of_list(field: Field, value: str) -> Change:
    match field:
        case Field.KIND:
            return partial(applied, preset=Preset(value))
        case Field.HOW:
            return partial(channel_rules.all_as, mode=ChannelMode(value))
        case Field.FLAGGED:
            return partial(_with, flagged=Flagged(value))
        case _:
            return partial(_with, safety=None if value == OPERATOR else SafetyMode(value))


def _where(guild: Guild, choice: Choice) -> tuple[Change, str]:
    channels = [guild.get_channel(_number(value)) for value in choice.values]
    if not all(isinstance(channel, Room) for channel in channels):
        raise Gone(OUTDATED)
    chosen = frozenset(channel.id for channel in channels if channel)
    names = ", ".join(channel.name for channel in channels if channel)
    return partial(channel_rules.only_in, shown=choice.shown, chosen=chosen), f"only {names}" if names else "everywhere"


def _moderators(guild: Guild, choice: Choice) -> tuple[Change, str]:
    roles = [guild.get_role(_number(value)) for value in choice.values]
    if not all(roles):
        raise Gone(OUTDATED)
    chosen = {role.id: role.name for role in roles if role}
    if guild.id in chosen:
        raise Invalid(NOT_EVERYBODY)

    def change(rules: ServerRules) -> ServerRules:
        """What others named or took away in the meantime stays so."""
        for role_id in choice.shown.difference(chosen):
            rules = rules.without_role(Purpose.MODERATE, role_id)
        for role_id in chosen:
            if role_id not in choice.shown:
                rules = rules.with_role(Purpose.MODERATE, role_id)
        return rules

    return change, ", ".join(chosen.values()) or "none"


def _one_of(offered: Container[str], choice: Choice) -> str:
    if len(choice.values) != 1 or choice.values[0] not in offered:
        raise Gone(OUTDATED)
    return choice.values[0]


def _number(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= LONGEST_ID):
        raise Gone(OUTDATED)
    return int(value)


def _with(rules: ServerRules, **changes: Any) -> ServerRules:
    return rules.model_copy(update=changes)
