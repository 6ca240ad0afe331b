"""The names that people read in statistics: of models, servers and kinds of refusals."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from bot.domain.statistics import OTHER_MODELS
from bot.domain.text import clean

MAX_NAME_LENGTH: Final = 60
"""Characters; Discord's own names of servers have at most 100."""
DIRECT_MESSAGES_LABEL: Final = "Direct messages"
ALL_SERVERS_LABEL: Final = "All servers"
_REFUSAL_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AlreadyDecided": "Decided before",
        "BadPicture": "Unusable picture",
        "BadReference": "Unusable picture",
        "Blocked": "Blocked member",
        "BlockedWords": "Blocked words",
        "Closed": "Easel was not ready",
        "Declined": "Provider’s safety check",
        "Flagged": "Pictures were flagged",
        "Forbidden": "Not allowed here",
        "Gone": "No longer there",
        "Invalid": "Impossible request",
        "NotApproved": "Not approved by moderators",
        "NotYours": "Someone else’s",
        "OverBudget": "Budget used up",
        "OverQuota": "Daily pictures used up",
        "Paused": "Pause after refusals",
        "Refused": "Other reasons",
        "TooMany": "Too many at once",
        "TooSoon": "Too soon",
    }
)
_WORD_START: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsLabels:
    """The title of the statistics (a server's name), and names by the models' keys and the servers' ids."""

    title: str
    models: Mapping[str, str] = field(default_factory=dict)
    servers: Mapping[int, str] = field(default_factory=dict)

    def model(self, key: str) -> str:
        """The label of a model."""
        return "Other models" if key == OTHER_MODELS else plain_name(self.models.get(key, key))

    def server(self, guild_id: int | None) -> str:
        """The name of a server; its id if the name is unknown or empty."""
        if guild_id is None:
            return DIRECT_MESSAGES_LABEL
        return plain_name(self.servers.get(guild_id, "")) or server_id_label(guild_id)


def server_id_label(guild_id: int) -> str:
    """What stands in the place of an unknown name."""
    return f"Server {guild_id}"


def refusal_label(kind: str) -> str:
    """What people read for a kind of refusal; for a kind that has no label, the words of its name."""
    return _REFUSAL_LABELS.get(kind) or plain_name(_WORD_START.sub(" ", kind).capitalize())


def plain_name(name: str) -> str:
    """The name on one line, without invisible characters, cut after :data:`MAX_NAME_LENGTH` characters."""
    line = " ".join(clean(name).split())
    return line if len(line) <= MAX_NAME_LENGTH else line[: MAX_NAME_LENGTH - 1].rstrip() + "…"
