"""The addresses of Discord's REST API and gateway, for which discord.py 2.7.1 has no option."""

from typing import Final

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.discord import rest_responses

DISCORD_API_URL: Final = "https://discord.com/api/v10"


def set_endpoints(api_url: str, gateway_url: str | None) -> None:
    """Set the addresses that discord.py uses, before it logs in; it stores both in class attributes."""
    rest_responses.install_response_reader()
    Route.BASE = api_url
    if gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


async def find_gateway(client: discord.Client) -> None:
    """Get the gateway's address from the REST API, if that is not Discord's own, and set it."""
    gateway = await client.http.request(Route("GET", "/gateway"))
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway["url"])
