"""What the people of a server read when Easel arrives."""

import re
from typing import Final

from discord import ButtonStyle, ui

from bot.domain.servers import Server
from bot.localization.messages import Message, text
from bot.ui.components import Component, Interaction
from bot.ui.layout import Layout, Row, text_view
from bot.ui.operator.admission import server_name

SERVER_WAITS: Final = Message("welcome-server-waits")
CHANNEL_WELCOME: Final = Message("welcome-channel")


class OpenSetupButton(Component[None], template=re.compile(r"easel:open-setup")):
    """Opens the panel of ``/admin setup`` for whoever presses it and manages the server."""

    def read(self, _interaction: Interaction) -> None:
        return None


def channel_welcome_view() -> Layout:
    """The message in a server's first channel, with the button that opens the setup."""
    button = OpenSetupButton(
        ui.Button(label=text("button-open-setup"), style=ButtonStyle.primary, custom_id="easel:open-setup")
    )
    return text_view(str(CHANNEL_WELCOME), Row(button))


def direct_welcome_view(server: Server, setup_mention: str) -> Layout:
    """The direct message to the person who added Easel."""
    link = f"https://discord.com/channels/{server.guild_id}"
    return text_view(text("welcome-manager", server=server_name(server), link=link, setup=setup_mention))


def waiting_view() -> Layout:
    """The message on a server that waits for the operator."""
    return text_view(str(SERVER_WAITS))
