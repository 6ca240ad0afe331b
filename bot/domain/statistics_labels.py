"""The names that people read in statistics: of models, servers and kinds of refusals."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.domain.statistics import OTHER_MODELS
from bot.domain.text import clean
from bot.localization.messages import text

MAX_NAME_LENGTH: Final = 60
"""Characters; Discord's own names of servers have at most 100."""
_LABELLED_REFUSALS: Final = frozenset(
    {
        *("AlreadyDecided", "BadPicture", "BadReference", "Blocked", "BlockedWords", "Closed", "Declined", "Flagged"),
        *("Forbidden", "Gone", "Invalid", "NotApproved", "NotYours", "OverBudget", "OverQuota", "Paused", "Refused"),
        *("TooMany", "TooSoon"),
    }
)
"""The kinds of refusals for which the catalogs have a label."""
_WORD_START: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsLabels:
    """The title of the statistics (a server's name), and names by the models' keys and the servers' ids."""

    title: str
    models: Mapping[str, str] = field(default_factory=dict)
    servers: Mapping[int, str] = field(default_factory=dict)

    def model(self, key: str) -> str:
        """The label of a model."""
        return text("stats-other-models") if key == OTHER_MODELS else plain_name(self.models.get(key, key))

    def server(self, guild_id: int | None) -> str:
        """The name of a server; its id if the name is unknown or empty."""
        if guild_id is None:
            return text("stats-direct-messages")
        return plain_name(self.servers.get(guild_id, "")) or server_id_label(guild_id)


def server_id_label(guild_id: int) -> str:
    """What stands in the place of an unknown name."""
    return text("stats-server", id=str(guild_id))


def all_servers_label() -> str:
    """The title of the statistics of all servers."""
    return text("stats-all-servers")


def refusal_label(kind: str) -> str:
    """What people read for a kind of refusal; for a kind that has no label, the words of its name."""
    words = _WORD_START.sub(" ", kind)
    if kind in _LABELLED_REFUSALS:
        return text(f"stats-refusal-{words.lower().replace(' ', '-')}")
    return plain_name(words.capitalize())


def plain_name(name: str) -> str:
    """The name on one line, without invisible characters, cut after :data:`MAX_NAME_LENGTH` characters."""
    line = " ".join(clean(name).split())
    return line if len(line) <= MAX_NAME_LENGTH else line[: MAX_NAME_LENGTH - 1].rstrip() + "…"
