"""Checks before an action of the operator: who may do it, and where."""

import re
from typing import Final

from bot.discord.client import Interaction
from bot.errors import Invalid, NotYours

OPERATOR_ONLY: Final = "Only Easel’s operator can do that, on the operator’s server."
_SNOWFLAKE: Final = re.compile(r"(?:<@!?)?(?P<id>[0-9]{1,19})>?")
_MAX_SNOWFLAKE: Final = (1 << 63) - 1


async def require_operator(interaction: Interaction, *, allows_direct_messages: bool = False) -> int:
    """Return the operator's id; raises NotYours for anybody else, and outside of the operator's server.

    Discord's own check is not enough, because servers can change who sees a command.
    """
    services = interaction.client.services
    place, own = interaction.guild_id, services.operator_desk.guild_id
    is_here = (own is not None and place == own) or (allows_direct_messages and place is None)
    if not is_here or not await services.operators.is_operator(interaction.user.id):
        raise NotYours(OPERATOR_ONLY)
    return interaction.user.id


def parse_snowflake(text: str, *, noun: str) -> int:
    """Parse an id, or the mention of a person; raises Invalid."""
    match = _SNOWFLAKE.fullmatch(text.strip())
    if match is None or not 0 < int(match["id"]) <= _MAX_SNOWFLAKE:
        hint = "choose one from the list" if noun == "server" else "turn on developer mode in Discord, and copy the id"
        raise Invalid(f"That is not the id of a {noun}; {hint}.")
    return int(match["id"])
