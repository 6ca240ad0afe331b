"""Fetches a server's AutoMod rules from Discord."""

import asyncio
from typing import Final

import discord
from discord import AutoModRule, AutoModRuleTriggerType

from bot.discord.api_errors import API_ERRORS
from bot.errors import DiscordDown
from bot.wordfilter.automod import KeywordRule

FETCH_TIMEOUT_SECONDS: Final = 8.0
"""Timeout of the request; the interaction that waits for it is acknowledged long before."""
_AUTOMOD_UNAVAILABLE: Final = "Discord does not send this server’s AutoMod rules right now."


class AutoModClient:
    """Fetches the keyword rules of servers that the bot is on."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def fetch_keyword_rules(self, guild_id: int) -> tuple[KeywordRule, ...] | None:
        """Fetch the enabled keyword rules for messages; ``None`` where Easel lacks Manage Server, which this requires.

        Raises :class:`DiscordDown` when Discord does not answer. Rules about members' profiles and Discord's own word
        sets, which it does not publish, are left out.
        """
        guild = self._client.get_guild(guild_id)
        if guild is None:
            raise DiscordDown(_AUTOMOD_UNAVAILABLE)
        # Discord bans IP addresses for too many refused requests, so no request is sent that it would refuse.
        me: discord.Member | None = guild.me
        if me is not None and not me.guild_permissions.manage_guild:
            return None
        try:
            async with asyncio.timeout(FETCH_TIMEOUT_SECONDS):
                rules = await guild.fetch_automod_rules()
        except discord.Forbidden:
            return None
        except API_ERRORS as problem:
            raise DiscordDown(_AUTOMOD_UNAVAILABLE) from problem
        return tuple(_convert_rule(rule) for rule in rules if _is_enabled_keyword_rule(rule))


def _is_enabled_keyword_rule(rule: AutoModRule) -> bool:
    return rule.enabled and rule.trigger.type is AutoModRuleTriggerType.keyword


def _convert_rule(rule: AutoModRule) -> KeywordRule:
    return KeywordRule(
        name=rule.name,
        keywords=tuple(rule.trigger.keyword_filter),
        allow_list=tuple(rule.trigger.allow_list),
        patterns=tuple(rule.trigger.regex_patterns),
        exempt_roles=frozenset(rule.exempt_role_ids),
        exempt_channels=frozenset(rule.exempt_channel_ids),
    )
