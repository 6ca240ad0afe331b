"""A server's AutoMod, as Discord tells it: the only place that asks."""

import asyncio
from typing import Final

import discord
from discord import AutoModRule, AutoModRuleTriggerType

from bot.discord.api_errors import FAILED
from bot.errors import DiscordDown
from bot.wordfilter.automod import Rule

PATIENCE: Final = 8.0
"""Seconds after which the answer is not waited for any longer; the member was told long before that one is coming."""
_SILENT: Final = "Discord does not send this server’s AutoMod rules right now."


class DiscordAutoMod:
    """Asks Discord for the keyword rules of servers that the bot is on."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def keyword_rules(self, guild_id: int) -> tuple[Rule, ...] | None:
        """The enabled rules about messages; ``None`` where Easel lacks Manage Server, which reading them takes.

        :class:`DiscordDown` when Discord does not answer. Rules about members' profiles are not among them, nor
        Discord's own sets of words, which it does not publish.
        """
        guild = self._client.get_guild(guild_id)
        if guild is None:
            raise DiscordDown(_SILENT)
        # Too many refused requests make Discord ban the address, so it is not asked in vain.
        me: discord.Member | None = guild.me
        if me is not None and not me.guild_permissions.manage_guild:
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                rules = await guild.fetch_automod_rules()
        except discord.Forbidden:
            return None
        except FAILED as problem:
            raise DiscordDown(_SILENT) from problem
        return tuple(_rule(rule) for rule in rules if _is_looked_for(rule))


def _is_looked_for(rule: AutoModRule) -> bool:
    return rule.enabled and rule.trigger.type is AutoModRuleTriggerType.keyword


def _rule(rule: AutoModRule) -> Rule:
    return Rule(
        name=rule.name,
        keywords=tuple(rule.trigger.keyword_filter),
        allowed=tuple(rule.trigger.allow_list),
        patterns=tuple(rule.trigger.regex_patterns),
        roles=frozenset(rule.exempt_role_ids),
        channels=frozenset(rule.exempt_channel_ids),
    )
