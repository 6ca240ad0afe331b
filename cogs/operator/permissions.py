"""Checks before an action of the operator: who may do it, and where."""

import re
from typing import Final, Literal

from bot.discord.client import Interaction
from bot.errors import Invalid, NotYours
from bot.localization.messages import Message

OPERATOR_ONLY: Final = Message("operator-only")
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


def parse_snowflake(text: str, kind: Literal["user", "server"]) -> int:
    """Parse an id, or the mention of a person; raises Invalid."""
    match = _SNOWFLAKE.fullmatch(text.strip())
    if match is None or not 0 < int(match["id"]) <= _MAX_SNOWFLAKE:
        raise Invalid(Message(f"operator-not-an-id-of-a-{kind}"))
    return int(match["id"])
