"""``/admin check``: diagnoses the settings of a server, and fixes what Easel can fix."""

from collections.abc import AsyncIterator, Iterator
from functools import partial, reduce
from typing import Final

import discord
from discord import Guild, app_commands
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.domain.case import CaseFilter
from bot.domain.channel_rules import list_open_channels
from bot.domain.server_rules import ServerRules
from bot.domain.stale_references import StaleReferences, find_stale_references, remove_stale_references
from bot.localization.languages import in_language
from bot.localization.messages import Message, text
from bot.ui.admin import diagnostics_panel
from bot.ui.admin.diagnostics_panel import DiagnosticAction, DiagnosticButton
from bot.ui.channel_permissions import RequestChannel, missing_permissions, permissions_text
from bot.ui.layout import Layout
from cogs.admin.diagnostic_checks import ServerSnapshot, can_fix_permissions, run_diagnostics
from cogs.admin.permissions import require_managed_guild

NOTHING_TO_FIX: Final = Message("check-nothing-to-fix")


class ServerDiagnostics(commands.Cog):
    """``/admin check`` and its panel: runs the checks, and applies fixes."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        bot.components.on(DiagnosticButton, self.press)

    @app_commands.command(description=command_text("command-admin-check"))
    async def check(self, interaction: Interaction) -> None:
        """Show the diagnostics to the member only."""
        guild = require_managed_guild(interaction)
        await replies.reply_with(interaction, self._diagnostics_view(guild))

    async def press(self, interaction: Interaction, action: DiagnosticAction) -> None:
        """Run the checks again, after the fixes if the button is “Fix”, and update the panel."""
        guild = require_managed_guild(interaction)
        fix = action is DiagnosticAction.FIX
        work = self._fix_and_report(guild, interaction.user.id) if fix else self._diagnostics_view(guild)
        await replies.edit_with(interaction, work)

    async def _diagnostics_view(self, guild: Guild, *notes: str) -> Layout:
        diagnostics = list(run_diagnostics(await self._take_snapshot(guild)))
        return diagnostics_panel.diagnostics_view(diagnostics, applied_fixes=notes)

    async def _take_snapshot(self, guild: Guild) -> ServerSnapshot:
        services, word_filters = self.services, self.services.gate.word_filters
        rules = await services.gate.rules(guild.id)
        _, open_cases = await services.moderation.list_cases(guild.id, CaseFilter(open=True), offset=0, limit=1)
        own = await word_filters.own_filter(guild.id)
        automod = await word_filters.fetch_automod_state(guild.id) if rules.automod else None
        return ServerSnapshot(
            guild=guild,
            rules=rules,
            operator_refusal=await services.limits_in_force.server_refusal(guild.id),
            stale_references=self._find_stale_references(guild, rules),
            limits=await services.limits_in_force.server_limits_of(guild.id),
            is_provider_available=await services.capacity.is_provider_usable(),
            spent=await services.usage.get_spending(guild.id),
            bot_budget_frees_at=await services.usage.bot_budget_frees_at(),
            open_case_count=open_cases,
            default_safety=services.safety_mode,
            automod_failure=automod.failure if automod else None,
            unsupported_count=len(own.unsupported) + (len(automod.unsupported) if automod else 0),
        )

    def _find_stale_references(self, guild: Guild, rules: ServerRules) -> StaleReferences:
        return find_stale_references(
            rules,
            channels={channel.id for channel in guild.channels},
            roles={role.id for role in guild.roles},
            tiers=self.services.limits_in_force.configured.tiers.keys(),
        )

    async def _fix_and_report(self, guild: Guild, actor_id: int) -> Layout:
        """Apply all safe fixes, record them in the audit log, and check again."""
        fixes = [line async for line in self._apply_fixes(guild)]
        if not fixes:
            return await self._diagnostics_view(guild, str(NOTHING_TO_FIX))
        detail = reduce(lambda before, last: Message("check-fixes", before=before, last=last), fixes)
        await self.services.audit_log.add_entry(guild.id, actor_id, Message("check-fix-action"), detail)
        await self.services.moderation.case_cards.repost_all(guild.id)
        return await self._diagnostics_view(guild, *(f"🔧 {line}" for line in fixes))

    async def _apply_fixes(self, guild: Guild) -> AsyncIterator[Message]:
        before = await self.services.gate.rules(guild.id)
        stale = self._find_stale_references(guild, before)
        stale = stale._replace(channels=frozenset([one for one in stale.channels if await _is_deleted(guild, one)]))
        after = await self.services.gate.change_rules(guild.id, partial(remove_stale_references, stale=stale))
        for line in _describe_cleanup(before, after):
            yield line
        for channel in _configured_channels(guild, after):
            missing = missing_permissions(channel)
            if can_fix_permissions(channel, missing) and await self._grant_permissions(channel, missing):
                yield Message("check-fixed-permissions", permissions=permissions_text(missing), channel=channel.name)

    async def _grant_permissions(self, channel: RequestChannel, permissions: tuple[str, ...]) -> bool:
        """Grant Easel these permissions in a channel; returns whether Discord accepted it."""
        me = channel.guild.me
        overwrite = channel.overwrites_for(me)
        overwrite.update(**dict.fromkeys(permissions, True))
        with in_language(await self.services.languages.get(channel.guild.id)):
            reason = text("check-discord-reason")
        try:
            await channel.set_permissions(me, overwrite=overwrite, reason=reason)
        except discord.DiscordException:
            return False
        return True


def _configured_channels(guild: Guild, rules: ServerRules) -> Iterator[RequestChannel]:
    """The channels that managers chose for Easel; Easel changes its permissions only there."""
    for channel_id in dict.fromkeys((*list_open_channels(rules), rules.log_channel)):
        channel = None if channel_id is None else guild.get_channel(channel_id)
        if isinstance(channel, RequestChannel):
            yield channel


async def _is_deleted(guild: Guild, channel_id: int) -> bool:
    """Whether the channel does not exist on Discord; a hidden channel is missing only in the cache."""
    try:
        await guild.fetch_channel(channel_id)
    except discord.DiscordException as error:
        return isinstance(error, discord.NotFound)
    return False


def _describe_cleanup(before: ServerRules, after: ServerRules) -> list[Message]:
    counts = {
        "channels": len(before.channels) - len(after.channels),
        "members": len(before.members) - len(after.members),
        "moderators": len(before.moderators) - len(after.moderators),
        "tiers": len(before.tiers) - len(after.tiers),
        "log": int(before.log_channel != after.log_channel),
    }
    return [Message("check-fixed-stale", what=what, count=count) for what, count in counts.items() if count > 0]
