"""Runware's errors by class, each class with one fate and one sentence for the member.

The provider has hundreds of codes and changes them, so the class is found by rules. They are those of its own Python
client (``derive_code`` in runware-sdk 1.8.0), in the same order, widened where that one finds no class.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from bot.errors import BadReference, Declined, ModelGone, OperatorNeeded, ProviderError, ProviderUnavailable, Rejected


class ErrorClass(StrEnum):
    """What kind of trouble it is: a label for metrics, and what its fate hangs on."""

    QUOTA = "quota"  #: the account has no credit
    RATE_LIMIT = "rate_limit"  #: too many requests just now
    SAFETY = "safety"  #: content safety refused prompt or picture
    AUTH = "auth"  #: the key is wrong, or may not do this
    TIMEOUT = "timeout"  #: the provider, or who draws for it, was too slow
    MODEL = "model"  #: the model itself is not offered
    REFERENCE = "reference"  #: a picture to start from is unknown or no use
    NOT_FOUND = "not_found"  #: no such task
    SERVER = "server"  #: the provider's own failure
    PROVIDER = "provider"  #: the failure of who draws for the provider
    VALIDATION = "validation"  #: this request can never work
    CONNECTION = "connection"  #: no reply, or half of one
    UNKNOWN = "unknown"  #: none of these


TASK_CONFLICT_CODE: Final = "conflictTaskUUID"
"""The code for a task that was sent twice: the first one runs, and only that one is paid."""
UNREADABLE_REPLY_CODE: Final = "unrecognizedResponse"
"""The code for a reply that cannot be read."""

_TASK_NOT_FOUND_CODES: Final = frozenset({"taskNotFound", "taskExpired", "taskFailedOrNotFound"})
_MODERATION_TEXT: Final = re.compile(r"moderat|policy|flagged", re.IGNORECASE)
_MAY_HIDE_MODERATION: Final = frozenset(
    {ErrorClass.PROVIDER, ErrorClass.SERVER, ErrorClass.VALIDATION, ErrorClass.REFERENCE, ErrorClass.UNKNOWN}
)
_UNSPECIFIC_REJECTIONS: Final = frozenset({ErrorClass.VALIDATION, ErrorClass.NOT_FOUND, ErrorClass.UNKNOWN})
_VALUE_INDEPENDENT_CODES: Final = re.compile(
    r"(?:unknownParameter|unsupportedParameter|incompatibleParameters|.*[tT]ask(?:UUID|NotFound|Expired))$"
)
"""Codes for a parameter that is out of place whatever its value, and for the task itself."""
_DOWNLOAD_FAILED_CODES: Final = frozenset({"downloadFailed"})
"""Codes for a picture that could not be read, which is the reference where a task has one."""
_PARAMETER_RULES: Final = (
    (ErrorClass.MODEL, _UNSPECIFIC_REJECTIONS, re.compile(r"model")),
    (
        ErrorClass.REFERENCE,
        _UNSPECIFIC_REJECTIONS | {ErrorClass.PROVIDER},
        re.compile(
            r"(?i:(?:inputs\.)?reference_?images?\b.*|inputs|(?:inputs\.)?image(?:_?uuid)?"
            r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
        ),
    ),
)
"""What a parameter tells that the code does not: a class, of which others it may be the truth, and the names."""
_CODE_RULES: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            ErrorClass.CONNECTION,
            r"(?:connectionFailed|notConnected|notOpen|reconnectionFailed|connectionLost|disconnected)$",
        ),
        (ErrorClass.QUOTA, r".*(?:Credits|Quota|Balance)|(?:quotaExceeded|paymentRequired|environmentPaused)$"),
        (ErrorClass.RATE_LIMIT, r".*RateLimit|rateLimitExceeded$"),
        (
            ErrorClass.SAFETY,
            r"(?:contentPolicyViolation|providerContentPolicyViolation|sensitiveContentDetected|unsafeContentDetected"
            r"|nsfwContentDetected|promptBlocked|imageBlocked|moderationFailed|invalidProviderContent)$",
        ),
        (
            ErrorClass.AUTH,
            r".*ApiKey|(?:unauthorized|forbidden|permissionDenied|insufficientPermissions|authenticationFailed|authFailed"
            r"|authTimeout|invalidAuthentication|invalidCredentials|missingAuthentication"
            r"|token(?:Expired|Invalid|Missing|Revoked)|(?:account|organization|workspace)(?:Suspended|Disabled))$",
        ),
        (ErrorClass.TIMEOUT, r".*Timeout|timeout$|timeoutProvider$"),
        (
            ErrorClass.MODEL,
            r"(?:(?:unknown|invalid|unsupported|deprecated|retired)Model|model(?:NotFound|NotSupported|Deprecated|Retired)"
            r"|(?s:.*):model)$",
        ),
        (
            ErrorClass.REFERENCE,
            r".*[rR]eferenceImage|(?:invalid|unknown|unsupported)(?:Input)?Images?(?:UUIDs?)?$"
            r"|(?:input)?[iI]mage(?:UUID)?(?:NotFound|Expired)$|(?s:.*):reference$",
        ),
        (ErrorClass.NOT_FOUND, r"(?:taskCancelled|taskFailedOrNotFound)$|.*(?:NotFound|Expired)$"),
        (
            ErrorClass.SERVER,
            r"(?:internalServerError|serviceUnavailable|serverUnavailable|standardError|unknownError|undefinedError"
            r"|defaultError|unrecognizedResponse|errorRetrievingAccountManagement)$",
        ),
        (
            ErrorClass.PROVIDER,
            r"provider|(?:inferenceError|processingFailed|taskFailed|downloadFailed|uploadFailed|noAvailableServer"
            r"|modelUnavailable|modelDisabled|modelNotReady|mediaStorageFileCouldNotBeMoved)$",
        ),
        (
            ErrorClass.VALIDATION,
            r"(?:invalid|missing|conflict|duplicate|unsupported|value|array|max)|.*Conflict"
            r"|(?:unknownParameter|incompatibleParameters|mismatchProviderSettingsProvider"
            r"|unknownProviderSettingsProvider|transparentModelMismatch|modelOwnershipValidationError|modelAlreadyExists"
            r"|validationFailed)$",
        ),
    )
)
_CODE_SUFFIXES: Final = {
    ErrorClass.SAFETY: "moderated",
    ErrorClass.MODEL: ErrorClass.MODEL,
    ErrorClass.REFERENCE: ErrorClass.REFERENCE,
}
"""What a code gets added where it does not tell its class."""
_CLASS_BY_STATUS: Final = {
    400: ErrorClass.VALIDATION,
    401: ErrorClass.AUTH,
    402: ErrorClass.QUOTA,
    403: ErrorClass.AUTH,
    404: ErrorClass.NOT_FOUND,
    408: ErrorClass.TIMEOUT,
    413: ErrorClass.VALIDATION,
    429: ErrorClass.RATE_LIMIT,
    504: ErrorClass.TIMEOUT,
}
_FIRST_SERVER_ERROR_STATUS: Final = 500

_EXCEPTIONS_AND_SENTENCES: Final[dict[ErrorClass, tuple[type[ProviderError], str]]] = {
    ErrorClass.QUOTA: (
        OperatorNeeded,
        "The bot’s Runware account has no credit left; only the bot’s operator can fix this. Nothing was charged.",
    ),
    ErrorClass.AUTH: (
        OperatorNeeded,
        "Runware does not accept the bot’s API key; only the bot’s operator can fix this. Nothing was charged.",
    ),
    ErrorClass.SAFETY: (
        Declined,
        "Runware’s safety check did not allow this; please rephrase your request. Nothing was charged.",
    ),
    ErrorClass.RATE_LIMIT: (
        ProviderUnavailable,
        "Runware is too busy right now; please try again in a few minutes. Nothing was charged.",
    ),
    ErrorClass.TIMEOUT: (
        ProviderUnavailable,
        "Runware took too long; please try again in a few minutes. Nothing was charged.",
    ),
    ErrorClass.SERVER: (
        ProviderUnavailable,
        "Runware has a problem right now; please try again in a few minutes. Nothing was charged.",
    ),
    ErrorClass.PROVIDER: (
        ProviderUnavailable,
        "The model could not finish this picture; please try again in a few minutes. Nothing was charged.",
    ),
    ErrorClass.CONNECTION: (
        ProviderUnavailable,
        "Runware cannot be reached right now; please try again in a few minutes. Nothing was charged.",
    ),
    ErrorClass.MODEL: (
        ModelGone,
        "Runware does not offer this model right now; please choose another one. Nothing was charged.",
    ),
    ErrorClass.REFERENCE: (
        BadReference,
        "Runware cannot use the picture to start from; please attach it again. Nothing was charged.",
    ),
    ErrorClass.NOT_FOUND: (
        Rejected,
        "Runware no longer knows this request; please try again. Nothing was charged.",
    ),
    ErrorClass.VALIDATION: (
        Rejected,
        "Runware did not accept this request; please change the prompt or the options. Nothing was charged.",
    ),
    ErrorClass.UNKNOWN: (
        Rejected,
        "Runware refused this request without a reason; please change it or try later. Nothing was charged.",
    ),
}


def classify_error(
    code: str, message: str = "", *, status: int | None = None, parameters: Sequence[str] = ()
) -> ErrorClass:
    """The class of an error; total, whatever the provider sends.

    A failure that is vague may be moderation that only its text tells, or be about what its parameters name. The HTTP
    status decides where the code does not.
    """
    kind = next((kind for kind, rule in _CODE_RULES if rule.match(code)), ErrorClass.UNKNOWN)
    if _VALUE_INDEPENDENT_CODES.match(code) is None:
        kind = _refine_by_parameters(kind, parameters)
    if kind in _MAY_HIDE_MODERATION and _MODERATION_TEXT.search(f"{code} {message}"):
        return ErrorClass.SAFETY
    return kind if status is None else _refine_by_status(kind, status)


def _refine_by_parameters(kind: ErrorClass, parameters: Sequence[str]) -> ErrorClass:
    for truth, instead_of, names in _PARAMETER_RULES:
        if kind in instead_of and parameters and all(names.fullmatch(name) for name in parameters):
            return truth
    return kind


def _refine_by_status(kind: ErrorClass, status: int) -> ErrorClass:
    told = _CLASS_BY_STATUS.get(status, ErrorClass.SERVER if status >= _FIRST_SERVER_ERROR_STATUS else kind)
    if kind in {ErrorClass.MODEL, ErrorClass.REFERENCE}:
        return kind if told in _UNSPECIFIC_REJECTIONS else told
    return told if kind in {ErrorClass.UNKNOWN, ErrorClass.VALIDATION} else kind


def refuses_model(code: str) -> bool:
    """Whether this code says that the model itself is not offered, so that its successor may take over."""
    return classify_error(code) is ErrorClass.MODEL


def refuses_reference(code: str) -> bool:
    """Whether this code of a task that starts from pictures says that the provider cannot use one (any more)."""
    return code in _DOWNLOAD_FAILED_CODES or classify_error(code) is ErrorClass.REFERENCE


def build_provider_error(
    code: str, kind: ErrorClass | None = None, *, retry_after: float | None = None, references: bool = False
) -> ProviderError:
    """The error of this code, with the member's sentence; the code itself is only for the log.

    ``references`` is whether the task starts from pictures, so that a failed download can only be theirs.
    """
    kind = classify_error(code) if kind is None else kind
    if references and kind is ErrorClass.PROVIDER and code in _DOWNLOAD_FAILED_CODES:
        kind = ErrorClass.REFERENCE
    fate, sentence = _EXCEPTIONS_AND_SENTENCES[kind]
    if issubclass(fate, ProviderUnavailable):
        return fate(sentence, code=code, retry_after=retry_after)
    return fate(sentence, code=code)


@dataclass(frozen=True, slots=True)
class ApiError:
    """One error object of a reply, classified; ``message`` is the provider's and only for the log."""

    code: str
    error_class: ErrorClass
    message: str = ""
    task_uuid: UUID | None = None
    task_type: str = ""
    result_key: str | None = None
    """Which result of the task failed, where the provider says so."""
    parameters: tuple[str, ...] = ()
    """What of the task it is about, by the provider's names."""
    is_from_api: bool = True
    """Whether it is an error object of the API: only its own word may stop spending."""

    @property
    def is_already_submitted(self) -> bool:
        """Whether this says that the provider already has the task."""
        return self.code == TASK_CONFLICT_CODE

    @property
    def is_task_not_found(self) -> bool:
        """Whether this only says that the provider does not find the task, which is also so for a very new one."""
        return self.code in _TASK_NOT_FOUND_CODES

    @property
    def stored_code(self) -> str:
        """The code to keep: what only message or parameters told, it says by itself from now on."""
        mark = _CODE_SUFFIXES.get(self.error_class)
        return self.code if mark is None or classify_error(self.code) is self.error_class else f"{self.code}:{mark}"

    def to_exception(self, retry_after: float | None = None, *, references: bool = False) -> ProviderError:
        """The exception to raise; ``references`` as for :func:`build_provider_error`."""
        return build_provider_error(self.code, self.error_class, retry_after=retry_after, references=references)
