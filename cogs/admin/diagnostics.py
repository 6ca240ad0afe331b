"""``/admin check``: what does not work on a server, and the mending of what Easel can mend."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Any, Final

import discord
from discord import Guild, Interaction

from bot.discord import replies
from bot.discord.client import Easel
from bot.domain.channel_rules import open_in
from bot.domain.server_rules import ServerRules
from bot.domain.stale_references import Leftovers, leftovers, without
from bot.storage.cases import Wanted
from bot.ui.admin import diagnostics_panel
from bot.ui.admin.diagnostics_panel import Check
from bot.ui.channel_permissions import Room, lacking, named
from bot.ui.layout import Layout
from cogs.admin.diagnostic_checks import Look, findings, may_mend
from cogs.admin.permissions import managed_guild

NOTHING: Final = "🔧 There is nothing that Easel can fix by itself."


class ServerCheck:
    """Looks, and mends."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    async def open(self, interaction: Interaction[Any]) -> None:
        """Show what was found, to this person alone."""
        guild = managed_guild(interaction)
        await replies.show(interaction, await replies.in_time(interaction, self._found(guild)))

    async def press(self, interaction: Interaction[Any], wanted: Check) -> None:
        """Look again, or mend first; the panel shows what came of it."""
        guild = managed_guild(interaction)
        work = self._mended(guild, interaction.user.id) if wanted is Check.FIX else self._found(guild)
        await replies.in_place(interaction, await replies.in_time(interaction, work, thinking=False))

    async def _found(self, guild: Guild, *news: str) -> Layout:
        return diagnostics_panel.checked(list(findings(await self._look(guild))), news=news)

    async def _look(self, guild: Guild) -> Look:
        service = self.bot.service
        rules = await self.bot.gate.rules(guild.id)
        _, open_cases = await self.bot.moderation.page(guild.id, Wanted(open=True), offset=0, limit=1)
        own = await self.bot.gate.lists.own(guild.id)
        automod = await self.bot.gate.lists.automod(guild.id) if rules.automod else None
        return Look(
            guild=guild,
            rules=rules,
            gone=self._gone(guild, rules),
            limits=service.limits,
            trusted=await service.is_trusted(),
            spent=await service.spent(guild.id),
            frees_at=await service.bot_budget_frees_at(),
            open_cases=open_cases,
            safety=self.bot.safety,
            automod=automod and automod.lack,
            unread=len(own.left_out) + (len(automod.left_out) if automod else 0),
        )

    def _gone(self, guild: Guild, rules: ServerRules) -> Leftovers:
        return leftovers(
            rules,
            channels={channel.id for channel in guild.channels},
            roles={role.id for role in guild.roles},
            tiers=self.bot.service.limits.tiers.keys(),
        )

    # ── mending ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _mended(self, guild: Guild, by_id: int) -> Layout:
        """Mend what is safe to mend, write it down, and look again."""
        done = [line async for line in self._mend(guild)]
        if not done:
            return await self._found(guild, NOTHING)
        await self.bot.record.note(guild.id, by_id, "Mended", "; ".join(done))
        await self.bot.moderation.board.show_anew(guild.id)
        return await self._found(guild, *(f"🔧 {line}" for line in done))

    async def _mend(self, guild: Guild) -> AsyncIterator[str]:
        before = await self.bot.gate.rules(guild.id)
        gone = self._gone(guild, before)
        gone = gone._replace(channels=frozenset([one for one in gone.channels if await _is_gone(guild, one)]))
        after = await self.bot.gate.change(guild.id, partial(without, gone=gone))
        for line in _forgotten(before, after):
            yield line
        for channel in _of_ours(guild, after):
            missing = lacking(channel)
            if may_mend(channel, missing) and await _allow(channel, missing):
                yield f"Easel now has {named(missing)} in #{channel.name}"


def _of_ours(guild: Guild, rules: ServerRules) -> Iterator[Room]:
    """The channels that managers chose for Easel; into others it does not let itself."""
    for channel_id in dict.fromkeys((*open_in(rules), rules.log_channel)):
        channel = None if channel_id is None else guild.get_channel(channel_id)
        if isinstance(channel, Room):
            yield channel


async def _is_gone(guild: Guild, channel_id: int) -> bool:
    """Whether Discord itself says so: what is only hidden may be there."""
    try:
        await guild.fetch_channel(channel_id)
    except discord.NotFound:
        return True
    except discord.DiscordException:
        return False
    return False


async def _allow(channel: Room, flags: tuple[str, ...]) -> bool:
    """Let Easel do this in a channel; returns whether Discord took it."""
    me = channel.guild.me
    overwrite = channel.overwrites_for(me)
    overwrite.update(**dict.fromkeys(flags, True))
    try:
        await channel.set_permissions(me, overwrite=overwrite, reason="Requested with /admin check")
    except discord.DiscordException:
        return False
    return True


def _forgotten(before: ServerRules, after: ServerRules) -> list[str]:
    counts = {
        "channels": len(before.channels) - len(after.channels),
        "roles that can request pictures": len(before.members) - len(after.members),
        "roles that moderate": len(before.moderators) - len(after.moderators),
        "tiers": len(before.tiers) - len(after.tiers),
        "the moderators’ channel": int(before.log_channel != after.log_channel),
    }
    return [f"Settings removed because they no longer exist ({what}): {n}" for what, n in counts.items() if n > 0]
