"""Every error of Easel, and the sentence it says to a person.

::

    EaselError
    ├── Refused                 the request goes no further; nothing is charged
    │   ├── Invalid             it cannot work as asked; the sentence names what can
    │   ├── OverQuota           the member's pictures are used up; knows when one frees up
    │   ├── TooSoon             the member's cooldown runs; knows when it ends
    │   ├── TooMany             the member's other requests are still running
    │   ├── OverBudget          the member's, server's or bot's dollars are used up; knows when there is room again
    │   ├── NotYours            somebody else's request
    │   ├── Gone                there is no such request any more
    │   ├── Forbidden           the server's settings do not allow it here, or to this person
    │   ├── Worded              the server does not allow some of the words
    │   ├── Paused              several requests were refused; knows when the pause ends
    │   ├── AlreadyDecided      another moderator was faster
    │   ├── Blocked             the server's moderators blocked this person; knows until when
    │   └── Closed              the bot is stopping, or its operator is needed
    ├── Repeated                the same interaction arrived twice: the first one goes on
    ├── ProviderError           Runware said no, or nothing
    │   ├── Declined            its content safety refused prompt or picture: never retried
    │   ├── Rejected            it refuses this request for good: never retried
    │   │   ├── ModelGone       it does not offer the model itself: its successor may take over
    │   │   └── BadReference    it cannot use the picture that the request starts from (any more)
    │   ├── Unavailable         it may accept the same request later: retried
    │   └── OperatorNeeded      no credit or no valid key: spending stops
    ├── Undeliverable           Discord has no place left where the answer could go
    │   └── TooLarge            it has, for smaller files
    ├── DiscordDown             Discord does not answer at the moment: tried again later
    ├── BadPicture              what was read is not the picture that was asked for
    ├── ConfigError             the configuration is wrong; one line per fault
    └── StorageError            the database cannot be used; says why
        └── StorageUnavailable  it takes no changes at the moment: tried again later
"""

from collections.abc import Sequence
from typing import ClassVar


class EaselError(Exception):
    """The base of the tree; ``str()`` is a sentence for a person.

    ``sentence`` is that of a class whose errors all say the same.
    """

    sentence: ClassVar[str] = ""

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(self.sentence if sentence is None else sentence)


class Refused(EaselError):
    """The request goes no further, and nothing is charged."""


class Invalid(Refused):
    """What was asked cannot work; the sentence names what can."""


class OverQuota(Refused):
    """The member's pictures are used up until ``frees_at`` (seconds since the epoch), if ever."""

    def __init__(self, sentence: str, *, retry_at: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_at = retry_at


class TooSoon(Refused):
    """The member's cooldown runs until ``frees_at`` (seconds since the epoch)."""

    def __init__(self, sentence: str, *, retry_at: float) -> None:
        super().__init__(sentence)
        self.retry_at = retry_at


class TooMany(Refused):
    """The member has as many unfinished requests as one may have."""


class OverBudget(Refused):
    """The dollars of the member, the server, or the whole bot are used up until ``frees_at``, if time helps at all.

    ``frees_at`` is seconds since the epoch. ``whole_bot`` tells that it is the budget of the whole bot.
    """

    def __init__(self, sentence: str, *, retry_at: float | None = None, is_bot_budget: bool = False) -> None:
        super().__init__(sentence)
        self.retry_at = retry_at
        self.is_bot_budget = is_bot_budget


class NotYours(Refused):
    """Only the author (or a moderator) may do this."""


class Gone(Refused):
    """There is no such request any more."""


class Forbidden(Refused):
    """The server's settings do not allow it in this channel, or to this person."""


class BlockedWords(Refused):
    """The server does not allow some of the words; ``appeal_id`` names what the moderators can be asked about.

    ``paused_until`` (seconds since the epoch) tells that this was one refusal too many.
    """

    def __init__(self, sentence: str, *, appeal_id: int | None = None, paused_until: float | None = None) -> None:
        super().__init__(sentence)
        self.appeal_id = appeal_id
        self.paused_until = paused_until


class Paused(Refused):
    """Several of the member's requests were refused: nothing more before ``frees_at`` (seconds since the epoch)."""

    def __init__(self, sentence: str, *, retry_at: float) -> None:
        super().__init__(sentence)
        self.retry_at = retry_at


class AlreadyDecided(Refused):
    """The case is decided already; the sentence says by whom."""


class Blocked(Refused):
    """The server's moderators blocked this person until ``frees_at`` (seconds since the epoch), or for ever."""

    def __init__(self, sentence: str, *, retry_at: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_at = retry_at


class Closed(Refused):
    """The bot takes no requests at the moment."""


class Repeated(EaselError):
    """The same interaction arrived twice: the first one goes on, the second one stays silent."""


class Undeliverable(EaselError):
    """Discord has no place left where the answer could go."""


class TooLarge(Undeliverable):
    """Discord takes these files nowhere, but may take smaller ones."""


class DiscordDown(EaselError):
    """Discord does not answer at the moment; what was to be sent is tried again later.

    ``retry_after`` are the seconds that it asked for, if any.
    """

    def __init__(
        self, sentence: str = "Discord does not answer right now.", *, retry_after: float | None = None
    ) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class ProviderError(EaselError):
    """Runware said no, or nothing; ``code`` is its own word for it, for the log only."""

    def __init__(self, sentence: str, *, code: str = "") -> None:
        super().__init__(sentence)
        self.code = code


class Declined(ProviderError):
    """The provider's content safety refused the prompt or the picture."""


class Rejected(ProviderError):
    """The provider refuses this request for good."""


class ModelGone(Rejected):
    """The provider does not offer the model itself."""


class BadReference(Rejected):
    """The provider cannot use the reference picture (any more)."""


class ProviderUnavailable(ProviderError):
    """The provider may accept the same request later, after ``retry_after`` seconds if it said so."""

    def __init__(self, sentence: str, *, code: str = "", retry_after: float | None = None) -> None:
        super().__init__(sentence, code=code)
        self.retry_after = retry_after


class OperatorNeeded(ProviderError):
    """The account has no credit or the key is not valid: nothing may be spent until someone acts."""


class BadPicture(EaselError):
    """What was read is not the picture that was asked for."""


class ConfigError(EaselError):
    """The configuration is wrong; ``faults`` holds one line for each fault, without secrets."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class StorageError(EaselError):
    """The database cannot be used; the sentence says why and what to do."""


class StorageUnavailable(StorageError):
    """The database takes no changes at the moment: its disk is full, or its server is away. The same may work later.

    The sentence is for the operator; ``told`` is what people are told.
    """

    user_message = (
        "Easel cannot write to its disk right now, so nothing was changed and nothing was charged. Its operator has "
        "been told; please try again in a few minutes."
    )
