"""A server's AutoMod, as Discord tells it: the only place that asks."""

import asyncio
from typing import Final

import discord
from discord import AutoModRule, AutoModRuleTriggerType

from bot.discord.api_errors import API_ERRORS
from bot.errors import DiscordDown
from bot.wordfilter.automod import KeywordRule

FETCH_TIMEOUT_SECONDS: Final = 8.0
"""Seconds after which the answer is not waited for any longer; the member was told long before that one is coming."""
_AUTOMOD_UNAVAILABLE: Final = "Discord does not send this server’s AutoMod rules right now."


class AutoModClient:
    """Asks Discord for the keyword rules of servers that the bot is on."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def fetch_keyword_rules(self, guild_id: int) -> tuple[KeywordRule, ...] | None:
        """The enabled rules about messages; ``None`` where Easel lacks Manage Server, which reading them takes.

        :class:`DiscordDown` when Discord does not answer. Rules about members' profiles are not among them, nor
        Discord's own sets of words, which it does not publish.
        """
        guild = self._client.get_guild(guild_id)
        if guild is None:
            raise DiscordDown(_AUTOMOD_UNAVAILABLE)
        # Too many refused requests make Discord ban the address, so it is not asked in vain.
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
