"""Which servers may use Easel: those that the operator admits."""

from dataclasses import dataclass
from enum import StrEnum


class AdmissionMode(StrEnum):
    """Who may bring Easel into a server."""

    AUTO = "auto"  #: everybody if the application is not public; otherwise each server waits for the operator
    OPEN = "open"  #: everybody
    LISTED = "listed"  #: only the servers of the configuration


@dataclass(slots=True, kw_only=True)
class AdmissionRules:
    """The operator's rule for new servers. ``guilds`` are always admitted.

    ``is_public`` is whether everybody may add the application to servers, as Discord says after the login.
    ``is_first_session`` is whether Discord may still name servers that were there when this database first heard of
    admission: those are admitted.
    """

    mode: AdmissionMode = AdmissionMode.AUTO
    guilds: frozenset[int] = frozenset()
    is_public: bool = False
    is_first_session: bool = False

    @property
    def waits(self) -> bool:
        """Whether a new server waits for the operator."""
        if self.mode is AdmissionMode.LISTED:
            return True
        return self.mode is AdmissionMode.AUTO and self.is_public and not self.is_first_session

    def admits_at_once(self, guild_id: int) -> bool:
        """Whether a server that joins now needs no decision of the operator."""
        return guild_id in self.guilds or not self.waits

    @property
    def asks_operator(self) -> bool:
        """Whether the operator is asked about servers that wait; with a list, the configuration is the answer."""
        return self.waits and self.mode is not AdmissionMode.LISTED

    def is_admitted(self, guild_id: int, decision: bool | None) -> bool:
        """Whether the server may use Easel; ``decision`` is the operator's, ``None`` while there is none."""
        if guild_id in self.guilds:
            return True
        if self.mode is AdmissionMode.LISTED:
            return False
        return not self.waits if decision is None else decision


OPEN_TO_ALL = AdmissionRules(mode=AdmissionMode.OPEN)
