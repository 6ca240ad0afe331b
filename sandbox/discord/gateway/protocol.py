"""Opcodes, close codes, intents and payloads of the gateway.

Codes: documentation, "Opcodes and Status Codes", gateway.
"""

import json
from enum import IntEnum
from typing import Final

from sandbox.discord.errors import Json

GUILDS_INTENT: Final = 1 << 0
AUTO_MODERATION_CONFIGURATION_INTENT: Final = 1 << 20


class Opcode(IntEnum):
    """Opcodes of gateway messages."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


IGNORED_OPCODES: Final = frozenset({3, 4, 8})
"""Presence update, voice state update and request guild members: accepted without effect."""


class CloseCode(IntEnum):
    """WebSocket close codes."""

    NORMAL = 1000
    GOING_AWAY = 1001
    UNKNOWN_ERROR = 4000
    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    RATE_LIMITED = 4008
    INVALID_SHARD = 4010
    INVALID_INTENTS = 4013


class CloseConnection(Exception):
    """The connection is to be closed with this code."""

    def __init__(self, code: CloseCode) -> None:
        super().__init__(code)
        self.code = code


def parse_payload(data: str | bytes) -> Json:
    """Parse a payload; :class:`CloseConnection` if it is no JSON object."""
    try:
        message = json.loads(data)
    except ValueError:
        raise CloseConnection(CloseCode.DECODE_ERROR) from None
    if not isinstance(message, dict):
        raise CloseConnection(CloseCode.DECODE_ERROR)
    return message
