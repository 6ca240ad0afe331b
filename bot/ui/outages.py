"""What talking to Discord may raise, besides its refusals that mean something by themselves."""

from typing import Final

import aiohttp
import discord

UNREACHED: Final = (aiohttp.ClientError, OSError)
"""Nobody answered, so nobody knows whether it arrived; a ``TimeoutError`` is one of these."""
FAILED: Final = (discord.DiscordException, *UNREACHED)
"""Discord refused it, or nobody answered."""
