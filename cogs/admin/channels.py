"""``/admin channel`` and ``/admin log``: where members can request pictures, and where decisions are posted."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, Final, TypeAlias

import discord
from discord import AppCommandOptionType, ChannelType, Guild, TextChannel, Thread, app_commands
from discord.app_commands import AppCommandChannel, Choice
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.discord.services import Services
from bot.domain.catalog import Catalog
from bot.domain.channel_rules import ReviewReason, list_review_reasons
from bot.domain.server_rules import ChannelMode, ServerRules
from bot.errors import Invalid
from bot.localization.messages import Message, Sentence
from bot.ui.admin import rules_view
from bot.ui.admin.rules_options import CLEAR_MODE, ChannelRulesChange, suggest_models
from bot.ui.channel_permissions import (
    POST_PERMISSIONS,
    ChannelProblem,
    find_channel_problem,
    is_public,
    missing_permissions,
    permissions_text,
)
from bot.ui.layout import Layout
from cogs.admin.permissions import require_managed_guild, require_manager

CHANNEL_OR_ELSEWHERE: Final = Message("admin-channel-or-elsewhere")
CHANNEL_OR_OFF: Final = Message("admin-channel-or-off")
RESET_NOT_COMBINABLE: Final = Message("admin-channel-reset-not-combinable")
OTHER_CHANNELS_LABEL: Final = Message("admin-other-channels")
MODE_CHOICES: Final = [
    Choice(name=command_text(f"choice-admin-mode-{mode}"), value=str(mode))
    for mode in (ChannelMode.OPEN, ChannelMode.APPROVAL, ChannelMode.OFF, ChannelMode.MODERATORS, CLEAR_MODE)
]
RulesChange: TypeAlias = Callable[[ServerRules], ServerRules]


class _ChannelTransformer(app_commands.Transformer):
    """Accepts the types of channels in which members can request pictures.

    For forums, discord.py would also offer media channels, which Discord's OpenAPI specification does not contain.
    """

    @property
    def type(self) -> AppCommandOptionType:
        return AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[ChannelType]:
        types = ChannelType
        return [types.text, types.news, types.forum, types.voice, types.stage_voice]

    async def transform(self, _interaction: discord.Interaction, value: Any, /) -> AppCommandChannel:
        channel: AppCommandChannel = value
        return channel


ChannelOption: TypeAlias = app_commands.Transform[AppCommandChannel, _ChannelTransformer]
"""A channel in which members can request pictures; threads and posts inherit from theirs."""


class ChannelRulesCommands(commands.Cog):
    """``/admin channel`` and ``/admin log``: changes and shows the rules of channels."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services

    @app_commands.command(description=command_text("command-admin-channel"))
    @app_commands.describe(
        channel=command_text("option-admin-channel-channel"),
        mode=command_text("option-admin-channel-mode"),
        model=command_text("option-admin-channel-model"),
        private_only=command_text("option-admin-channel-private-only"),
        elsewhere=command_text("option-admin-channel-elsewhere"),
    )
    @app_commands.choices(mode=MODE_CHOICES)
    async def channel(
        self,
        interaction: Interaction,
        channel: ChannelOption | None = None,
        mode: str | None = None,
        model: str | None = None,
        private_only: bool | None = None,
        elsewhere: bool = False,
    ) -> None:
        """Change the rules of a channel, or show all rules if no option is given."""
        guild_id = require_manager(interaction)
        options = ChannelRulesChange(mode=mode, models=model, private_only=private_only)
        if channel is not None and elsewhere:
            raise Invalid(CHANNEL_OR_ELSEWHERE)
        if mode == CLEAR_MODE and (model is not None or private_only is not None):
            raise Invalid(RESET_NOT_COMBINABLE)
        if options.is_empty:
            work = self._channel_rules_view(guild_id)
        else:
            channel_id = None if elsewhere else channel.id if channel else _command_channel_id(interaction)
            work = self._change_channel(interaction, channel_id, options)
        await replies.reply_with(interaction, work)

    @channel.autocomplete("model")
    async def complete_model(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Autocomplete a list of the models of the server's plan."""
        return await replies.autocomplete_choices(self._model_choices(interaction.guild_id or 0, typed))

    async def _model_choices(self, guild_id: int, typed: str) -> list[Choice[str]]:
        plan = await self.services.limits_in_force.plan_limits_of(guild_id)
        return suggest_models(typed, self.services.catalog, plan.models)

    @app_commands.command(description=command_text("command-admin-log"))
    @app_commands.describe(channel=command_text("option-admin-log-channel"), off=command_text("option-admin-log-off"))
    async def log(self, interaction: Interaction, channel: TextChannel | None = None, off: bool = False) -> None:
        """Change the channel where decisions are posted, or show it if no option is given."""
        guild_id = require_manager(interaction)
        if channel is not None and off:
            raise Invalid(CHANNEL_OR_OFF)
        if channel is not None:
            require_writable_channel(channel)
        if channel is None and not off:
            await replies.reply_with(interaction, self._mod_channel_view(interaction, guild_id))
        else:
            await replies.reply_with(interaction, self._set_mod_channel(interaction, guild_id, channel))

    async def _channel_rules_view(self, guild_id: int) -> Layout:
        return rules_view.channel_rules_view(await self.services.gate.rules(guild_id), self.services.catalog)

    async def _change_channel(
        self, interaction: Interaction, channel_id: int | None, options: ChannelRulesChange
    ) -> Layout:
        """Change or clear the rules of a channel; ``None`` is all channels without rules of their own."""
        catalog, guild = self.services.catalog, require_managed_guild(interaction)
        plan = await self.services.limits_in_force.plan_limits_of(guild.id)
        change = _channel_change(guild, channel_id, options, catalog, plan.models)
        rules = await self.services.gate.change_rules(guild.id, change)
        channel_rules = rules.usual if channel_id is None else rules.for_channel(channel_id)
        action, build_view = Message("admin-channel-changed-action"), rules_view.channel_saved_view
        if options.mode == CLEAR_MODE:
            action, build_view = Message("admin-channel-cleared-action"), rules_view.channel_cleared_view
        rules_text = rules_view.channel_rules_text(channel_rules, catalog)
        detail = Message("admin-channel-detail", channel=_channel_name(guild, channel_id), rules=rules_text)
        await self.services.audit_log.add_entry(guild.id, interaction.user.id, action, detail)
        mention = OTHER_CHANNELS_LABEL if channel_id is None else f"<#{channel_id}>"
        return build_view(mention, channel_rules, catalog)

    async def _set_mod_channel(self, interaction: Interaction, guild_id: int, channel: TextChannel | None) -> Layout:
        rules = await set_mod_channel(self.services, guild_id, interaction.user.id, channel)
        if channel is None:
            return rules_view.mod_channel_off_view(can_hold_pictures=bool(list_review_reasons(rules)))
        return rules_view.mod_channel_set_view(channel.id, public=is_public(channel))

    async def _mod_channel_view(self, interaction: Interaction, guild_id: int) -> Layout:
        rules = await self.services.gate.rules(guild_id)
        guild, can_hold_pictures = require_managed_guild(interaction), bool(list_review_reasons(rules))
        problem = None if rules.log_channel is None else find_channel_problem(guild, rules.log_channel)
        return rules_view.mod_channel_view(rules.log_channel, problem=problem, can_hold_pictures=can_hold_pictures)


async def set_mod_channel(services: Services, guild_id: int, actor_id: int, channel: TextChannel | None) -> ServerRules:
    """Set the moderators' channel and post all open cases there; ``None`` switches it off."""
    change = partial(ServerRules.model_copy, update={"log_channel": channel.id if channel else None})
    add_entry = partial(services.audit_log.add_entry, guild_id, actor_id, Message("admin-log-changed-action"))
    if channel is None:
        await add_entry(
            Message("admin-log-no-channel")
        )  # before the change, so that it is still posted in the old channel
        return await services.gate.change_rules(guild_id, change)
    rules = await services.gate.change_rules(guild_id, change)
    await add_entry(channel.name)
    await services.moderation.case_cards.repost_all(guild_id)
    return rules


def require_writable_channel(channel: TextChannel) -> None:
    """Raise :class:`Invalid` unless the bot may view the channel and send messages there."""
    if missing := missing_permissions(channel, POST_PERMISSIONS):
        raise Invalid(
            Message("admin-log-not-writable", channel=f"<#{channel.id}>", permissions=permissions_text(missing))
        )


def requiring_mod_channel(
    apply: RulesChange, guild: Guild, chosen_reasons: AbstractSet[ReviewReason], *, in_panel: bool = False
) -> RulesChange:
    """Wrap a change: it raises :class:`Invalid` if pictures would wait for moderators who have no usable channel.

    ``chosen_reasons`` are checked even if they applied before the change; ``in_panel`` is whether the member sees the
    panel of /admin setup, in which the channel can be chosen.
    """

    def change(rules: ServerRules) -> ServerRules:
        changed = apply(rules)
        reasons = sorted((list_review_reasons(changed) - list_review_reasons(rules)) | chosen_reasons)
        if reasons and (problem := find_channel_problem(guild, changed.log_channel)):
            raise Invalid(_needs_channel(problem, reasons[0], in_panel=in_panel))
        return changed

    return change


def _needs_channel(problem: ChannelProblem, reason: ReviewReason, *, in_panel: bool) -> Message:
    if in_panel:
        return Message(f"admin-log-needed-in-panel-{reason}", problem=problem.clause, remedy=problem.remedy)
    return Message(f"admin-log-needed-{reason}", problem=problem.clause, remedy=problem.remedy)


def _channel_change(
    guild: Guild,
    channel_id: int | None,
    options: ChannelRulesChange,
    catalog: Catalog,
    offered_models: Sequence[str] | None,
) -> RulesChange:
    apply = partial(ServerRules.without_channel, channel_id=channel_id)
    if options.mode != CLEAR_MODE:
        apply = partial(
            ServerRules.with_channel, channel_id=channel_id, changes=options.changed_fields(catalog, offered_models)
        )
    chosen_reasons = {ReviewReason.APPROVAL} if options.mode == ChannelMode.APPROVAL else frozenset[ReviewReason]()
    return requiring_mod_channel(apply, guild, chosen_reasons)


def _command_channel_id(interaction: Interaction) -> int:
    """The id of the command's channel; for a thread, that of its parent channel."""
    assert interaction.channel_id is not None
    if isinstance(interaction.channel, Thread):
        return interaction.channel.parent_id
    return interaction.channel_id


def _channel_name(guild: Guild, channel_id: int | None) -> Sentence:
    if channel_id is None:
        return OTHER_CHANNELS_LABEL
    channel = guild.get_channel(channel_id)
    return channel.name if channel else str(channel_id)
