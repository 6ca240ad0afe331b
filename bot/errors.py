"""The base classes of all errors; ``str()`` of an error is a sentence for a person.

Errors that people on Discord read are a :class:`~bot.localization.messages.Message`, a code with fields, which is
written in the language of whoever reads it. Errors of the operator's command line and log are English texts.

:mod:`bot.refusals` adds the refusals whose sentences are fixed. Times are seconds since the epoch.
"""

from collections.abc import Sequence
from typing import ClassVar

from bot.localization.messages import Message, Sentence


class EaselError(Exception):
    """The base class. ``sentence`` is the text of a class whose errors all have the same one."""

    sentence: ClassVar[Sentence] = ""

    def __init__(self, sentence: Sentence | None = None) -> None:
        self.message = self.sentence if sentence is None else sentence
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class Refused(EaselError):
    """The request is not accepted, and nothing is charged.

    ``retry_at`` is when it can be accepted; ``None`` if waiting does not help, or the time is unknown. ``sku_ids`` are
    purchases at Discord with any of which it would be accepted.
    """

    def __init__(self, sentence: Sentence | None = None, *, retry_at: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_at = retry_at
        self.sku_ids: tuple[int, ...] = ()

    @property
    def kind(self) -> str:
        """The name of this error's class in this module, for metrics: the same for all classes derived from it."""
        return next(cls.__name__ for cls in type(self).__mro__ if cls.__module__ == __name__)


class Invalid(Refused):
    """The request cannot work as it is; the sentence names what can."""


class OverQuota(Refused):
    """Too few pictures of the day are left; at ``retry_at`` those that are ``missing`` are available again.

    With ``can_managers_help`` the server's managers can give more before.
    """

    def __init__(
        self, sentence: Sentence, *, retry_at: float | None = None, missing: int = 1, can_managers_help: bool = False
    ) -> None:
        super().__init__(sentence, retry_at=retry_at)
        self.missing = missing
        self.can_managers_help = can_managers_help


class TooSoon(Refused):
    """The member's cooldown lasts until ``retry_at``."""


class TooMany(Refused):
    """The member has the maximum number of unfinished requests."""


class OverBudget(Refused):
    """The budget of the member, the server, or the whole bot (``is_bot_budget``) has no room until ``retry_at``."""

    def __init__(self, sentence: Sentence, *, retry_at: float | None = None, is_bot_budget: bool = False) -> None:
        super().__init__(sentence, retry_at=retry_at)
        self.is_bot_budget = is_bot_budget


class NotYours(Refused):
    """Only the author (or a moderator) may do this."""


class Gone(Refused):
    """The request, picture or case does not exist any more."""


class Forbidden(Refused):
    """The server's settings do not allow it in this channel, or to this member."""


class BlockedWords(Refused):
    """The server does not allow some of the words. ``appeal_id`` is the id for an appeal to the moderators.

    ``paused_until`` is the end of the pause that this refusal caused, if any.
    """

    def __init__(self, sentence: Sentence, *, appeal_id: int | None = None, paused_until: float | None = None) -> None:
        super().__init__(sentence)
        self.appeal_id = appeal_id
        self.paused_until = paused_until


class Paused(Refused):
    """The member may request nothing until ``retry_at``, after several refusals."""


class AlreadyDecided(Refused):
    """Another moderator decided first; the sentence names them."""


class Blocked(Refused):
    """The server's moderators blocked the member until ``retry_at``, or permanently."""


class Closed(Refused):
    """Not possible now: the bot is stopping or overloaded, its operator has to act, or Discord does not respond."""


class Repeated(EaselError):
    """The same interaction arrived twice: the first one is processed, the second one gets no answer."""


class Undeliverable(EaselError):
    """Discord accepts the answer neither in the channel nor anywhere else."""


class TooLarge(Undeliverable):
    """Discord accepts the files nowhere, but may accept smaller ones."""


class DiscordDown(EaselError):
    """Discord does not answer; the message is sent again later, after ``retry_after`` seconds if Discord named them."""

    sentence = Message("discord-down")

    def __init__(self, sentence: Sentence | None = None, *, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class ProviderError(EaselError):
    """Runware refused the request, or did not answer. ``code`` is Runware's error code, for the log only."""

    def __init__(self, sentence: Sentence, *, code: str = "") -> None:
        super().__init__(sentence)
        self.code = code


class Declined(ProviderError):
    """The provider's content safety refused the prompt or the picture; never retried."""


class Rejected(ProviderError):
    """The provider refuses this request permanently; never retried."""


class ModelGone(Rejected):
    """The provider does not offer the model any more; its successor may replace it."""


class BadReference(Rejected):
    """The provider cannot use the reference picture (any more)."""


class ProviderUnavailable(ProviderError):
    """The provider may accept the same request later, after ``retry_after`` seconds if it named them; retried."""

    def __init__(self, sentence: Sentence, *, code: str = "", retry_after: float | None = None) -> None:
        super().__init__(sentence, code=code)
        self.retry_after = retry_after


class OperatorNeeded(ProviderError):
    """The account has no credit or the key is invalid: nothing is spent until the operator acts."""


class BadPicture(EaselError):
    """The data that was read is not the expected picture."""


class ConfigError(EaselError):
    """The configuration is wrong; ``faults`` holds one line for each fault, without secrets."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class StorageError(EaselError):
    """The database cannot be used; the sentence says why and what to do."""


class DatabaseInUse(StorageError):
    """Another process has locked the SQLite file."""


class StorageUnavailable(StorageError):
    """The database accepts no changes now (full disk, unreachable server), but may accept the same ones later.

    The sentence is for the operator, ``user_message`` for members.
    """

    user_message = Message("storage-unavailable")
