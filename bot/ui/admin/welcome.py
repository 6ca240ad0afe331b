"""What the people of a server read when Easel arrives."""

import re
from typing import Final

from discord import ButtonStyle, ui

from bot.domain.servers import Server
from bot.ui.components import Component, Interaction
from bot.ui.layout import Layout, Row, text_view
from bot.ui.operator.admission import server_name

SERVER_WAITS: Final = (
    "👋 **Easel draws pictures from words**, but not here yet: this server waits for Easel’s operator, who decides "
    "which servers may use it. Nobody has to do anything; Easel writes again when it is admitted."
)
CHANNEL_WELCOME: Final = (
    "👋 **Easel draws pictures from words.** Everyone can request them in every channel, until somebody who manages "
    "this server sets it up: which channels, who moderates, what happens to flagged pictures. It takes a minute. "
    "`/admin quota` and `/admin budget` share out what this server may use."
)


class OpenSetupButton(Component[None], template=re.compile(r"easel:open-setup")):
    """Opens the panel of ``/admin setup`` for whoever presses it and manages the server."""

    def read(self, _interaction: Interaction) -> None:
        return None


def channel_welcome_view() -> Layout:
    """The message in a server's first channel, with the button that opens the setup."""
    button = OpenSetupButton(ui.Button(label="Set up", style=ButtonStyle.primary, custom_id="easel:open-setup"))
    return text_view(CHANNEL_WELCOME, Row(button))


def direct_welcome_view(server: Server, setup_mention: str) -> Layout:
    """The direct message to the person who added Easel."""
    link = f"https://discord.com/channels/{server.guild_id}"
    return text_view(
        f"👋 Thank you for adding Easel to {server_name(server)}. Everyone can request pictures there in every "
        "channel, until you choose which channels, who moderates, and what happens to flagged pictures: go to "
        f"[your server]({link}) and type {setup_mention} in any channel. It takes a minute. `/admin quota` and "
        "`/admin budget` share out what your server may use."
    )


def waiting_view() -> Layout:
    """The message on a server that waits for the operator."""
    return text_view(SERVER_WAITS)
