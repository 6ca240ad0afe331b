"""The addresses of Discord's REST API and gateway, which discord.py 2.7.1 has no option for."""

from typing import Final

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.discord import rest_responses

DISCORD_API_URL: Final = "https://discord.com/api/v10"


def set_endpoints(api_url: str, gateway_url: str | None) -> None:
    """Point discord.py at these addresses before it logs in: both are attributes of classes."""
    rest_responses.install_response_reader()
    Route.BASE = api_url
    if gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


async def find_gateway(client: discord.Client) -> None:
    """Ask the REST API for the gateway's address, where it is not Discord's own."""
    answer = await client.http.request(Route("GET", "/gateway"))
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(answer["url"])
