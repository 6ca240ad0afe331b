"""Runware's errors as exceptions, each class with one sentence for the member."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from bot.errors import BadReference, Declined, ModelGone, OperatorNeeded, ProviderError, ProviderUnavailable, Rejected
from bot.localization.messages import Message
from bot.runware.error_classes import ErrorClass, classify_error

TASK_CONFLICT_CODE: Final = "conflictTaskUUID"
"""The code for a task that was submitted twice: Runware runs and charges only the first one."""
UNREADABLE_REPLY_CODE: Final = "unrecognizedResponse"
"""The code for a reply that cannot be parsed."""

_TASK_NOT_FOUND_CODES: Final = frozenset({"taskNotFound", "taskExpired", "taskFailedOrNotFound"})
_DOWNLOAD_FAILED_CODE: Final = "downloadFailed"
"""The code for a picture that Runware could not read; if a task has reference pictures, it is one of these."""
_CODE_SUFFIXES: Final = MappingProxyType(
    {ErrorClass.SAFETY: "moderated", ErrorClass.MODEL: "model", ErrorClass.REFERENCE: "reference"}
)
"""Suffixes for stored codes from which :func:`classify_error` alone cannot derive the class."""

_EXCEPTIONS: Final[MappingProxyType[ErrorClass, type[ProviderError]]] = MappingProxyType(
    {
        ErrorClass.QUOTA: OperatorNeeded,
        ErrorClass.AUTH: OperatorNeeded,
        ErrorClass.SAFETY: Declined,
        ErrorClass.RATE_LIMIT: ProviderUnavailable,
        ErrorClass.TIMEOUT: ProviderUnavailable,
        ErrorClass.RUNWARE: ProviderUnavailable,
        ErrorClass.UPSTREAM: ProviderUnavailable,
        ErrorClass.CONNECTION: ProviderUnavailable,
        ErrorClass.MODEL: ModelGone,
        ErrorClass.REFERENCE: BadReference,
        ErrorClass.NOT_FOUND: Rejected,
        ErrorClass.VALIDATION: Rejected,
        ErrorClass.UNKNOWN: Rejected,
    }
)
_SENTENCES: Final = MappingProxyType(
    {error_class: Message(f"provider-{error_class.name.lower().replace('_', '-')}") for error_class in ErrorClass}
)
"""The members' sentences."""


def build_provider_error(
    code: str, error_class: ErrorClass | None = None, *, retry_after: float | None = None, has_references: bool = False
) -> ProviderError:
    """Build the exception for a code, with the member's sentence; the code itself is only for the log.

    ``retry_after`` is in seconds. If the task has reference pictures, a failed download can only be theirs.
    """
    error_class = error_class or classify_error(code)
    if has_references and error_class is ErrorClass.UPSTREAM and code == _DOWNLOAD_FAILED_CODE:
        error_class = ErrorClass.REFERENCE
    exception, sentence = _EXCEPTIONS[error_class], _SENTENCES[error_class]
    if issubclass(exception, ProviderUnavailable):
        return exception(sentence, code=code, retry_after=retry_after)
    return exception(sentence, code=code)


@dataclass(frozen=True, slots=True)
class ApiError:
    """A classified error object of a reply; ``message`` is the provider's and only for the log."""

    code: str
    error_class: ErrorClass
    message: str = ""
    task_uuid: UUID | None = None
    task_type: str = ""
    result_key: str | None = None
    """The key of the result that failed, if the provider reports it."""
    is_from_api: bool = True
    """Whether the error has the form of the API: only such errors may stop spending."""
    cost: int | None = None
    """Micro-dollars that the provider charged for the failed result, if it says so."""

    @property
    def is_already_submitted(self) -> bool:
        """Whether the provider already has the task."""
        return self.code == TASK_CONFLICT_CODE

    @property
    def is_task_not_found(self) -> bool:
        """Whether the provider does not find the task; a very new task is not found either."""
        return self.code in _TASK_NOT_FOUND_CODES

    @property
    def stored_code(self) -> str:
        """The code to store, with a suffix for the class if that follows only from the message or the parameters."""
        suffix = _CODE_SUFFIXES.get(self.error_class)
        if suffix is None or classify_error(self.code) is self.error_class:
            return self.code
        return f"{self.code}:{suffix}"

    def to_exception(self, retry_after: float | None = None, *, has_references: bool = False) -> ProviderError:
        """Build the exception; the arguments are those of :func:`build_provider_error`."""
        return build_provider_error(self.code, self.error_class, retry_after=retry_after, has_references=has_references)
