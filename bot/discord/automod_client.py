"""Fetches a server's AutoMod rules from Discord."""

import asyncio
from typing import Final

import discord
from discord import AutoModRule, AutoModRuleTriggerType

from bot.discord.api_errors import REQUEST_ERRORS
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
        """Fetch the enabled keyword rules for messages; ``None`` if Easel lacks the required permission Manage Server.

        Raises :class:`DiscordDown` when Discord does not answer. Omits rules for members' profiles and Discord's own
        word sets, which are not published.
        """
        guild = self._client.get_guild(guild_id)
        if guild is None:
            raise DiscordDown(_AUTOMOD_UNAVAILABLE)
        # Discord bans IP addresses after too many refused requests, so send none that it would refuse.
        me: discord.Member | None = guild.me
        if me is not None and not me.guild_permissions.manage_guild:
            return None
        try:
            async with asyncio.timeout(FETCH_TIMEOUT_SECONDS):
                rules = await guild.fetch_automod_rules()
        except discord.Forbidden:
            return None
        except REQUEST_ERRORS as error:
            raise DiscordDown(_AUTOMOD_UNAVAILABLE) from error
        rules = [rule for rule in rules if rule.enabled and rule.trigger.type is AutoModRuleTriggerType.keyword]
        return tuple(map(_convert_rule, rules))


def _convert_rule(rule: AutoModRule) -> KeywordRule:
    return KeywordRule(
        name=rule.name,
        keywords=tuple(rule.trigger.keyword_filter),
        allow_list=tuple(rule.trigger.allow_list),
        patterns=tuple(rule.trigger.regex_patterns),
        exempt_roles=frozenset(rule.exempt_role_ids),
        exempt_channels=frozenset(rule.exempt_channel_ids),
    )
