"""Classifies Runware's errors.

The provider has hundreds of codes and changes them, so the class is found by rules. They are those of its own Python
client (``derive_code`` in runware-sdk 1.8.0), in the same order, extended for codes that it does not classify.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from http import HTTPStatus
from types import MappingProxyType
from typing import Final


class ErrorClass(StrEnum):
    """The class of an error: it decides the exception and its sentence, and is a label in metrics."""

    QUOTA = "quota"  #: the account has no credit
    RATE_LIMIT = "rate_limit"  #: too many requests in a short time
    SAFETY = "safety"  #: content safety refused prompt or picture
    AUTH = "auth"  #: the key is wrong, or lacks a permission
    TIMEOUT = "timeout"  #: Runware, or the company that runs the model, was too slow
    MODEL = "model"  #: Runware does not offer the model
    REFERENCE = "reference"  #: a reference picture is unknown or cannot be used
    NOT_FOUND = "not_found"  #: no such task
    RUNWARE = "server"  #: Runware failed
    UPSTREAM = "provider"  #: the company that runs the model failed
    VALIDATION = "validation"  #: the request is invalid, so a retry cannot succeed
    CONNECTION = "connection"  #: no reply, or an incomplete one
    UNKNOWN = "unknown"  #: none of these


def _rule(error_class: ErrorClass, codes: str, *patterns: str) -> tuple[ErrorClass, re.Pattern[str]]:
    """Build a rule for these codes, separated by spaces, and for codes that begin with one of the patterns."""
    exact = (f"{code}$" for code in codes.split())
    return error_class, re.compile("|".join((*exact, *patterns)))


_CODE_RULES: Final = (
    _rule(
        ErrorClass.CONNECTION, "connectionFailed notConnected notOpen reconnectionFailed connectionLost disconnected"
    ),
    _rule(ErrorClass.QUOTA, "quotaExceeded paymentRequired environmentPaused", ".*(?:Credits|Quota|Balance)"),
    _rule(ErrorClass.RATE_LIMIT, "rateLimitExceeded", ".*RateLimit"),
    _rule(
        ErrorClass.SAFETY,
        "contentPolicyViolation providerContentPolicyViolation sensitiveContentDetected unsafeContentDetected"
        " nsfwContentDetected promptBlocked imageBlocked moderationFailed invalidProviderContent",
    ),
    _rule(
        ErrorClass.AUTH,
        "unauthorized forbidden permissionDenied insufficientPermissions authenticationFailed authFailed authTimeout"
        " invalidAuthentication invalidCredentials missingAuthentication"
        " tokenExpired tokenInvalid tokenMissing tokenRevoked"
        " accountSuspended accountDisabled organizationSuspended organizationDisabled"
        " workspaceSuspended workspaceDisabled",
        ".*ApiKey",
    ),
    _rule(ErrorClass.TIMEOUT, "timeout timeoutProvider", ".*Timeout"),
    _rule(
        ErrorClass.MODEL,
        "unknownModel invalidModel unsupportedModel deprecatedModel retiredModel"
        " modelNotFound modelNotSupported modelDeprecated modelRetired",
        "(?s:.*):model$",
    ),
    _rule(
        ErrorClass.REFERENCE,
        "",
        ".*[rR]eferenceImage",
        "(?:invalid|unknown|unsupported)(?:Input)?Images?(?:UUIDs?)?$",
        "(?:input)?[iI]mage(?:UUID)?(?:NotFound|Expired)$",
        "(?s:.*):reference$",
    ),
    _rule(ErrorClass.NOT_FOUND, "taskCancelled taskFailedOrNotFound", ".*(?:NotFound|Expired)$"),
    _rule(
        ErrorClass.RUNWARE,
        "internalServerError serviceUnavailable serverUnavailable standardError unknownError undefinedError"
        " defaultError unrecognizedResponse errorRetrievingAccountManagement",
    ),
    _rule(
        ErrorClass.UPSTREAM,
        "inferenceError processingFailed taskFailed downloadFailed uploadFailed noAvailableServer"
        " modelUnavailable modelDisabled modelNotReady mediaStorageFileCouldNotBeMoved",
        "provider",
    ),
    _rule(
        ErrorClass.VALIDATION,
        "unknownParameter incompatibleParameters mismatchProviderSettingsProvider unknownProviderSettingsProvider"
        " transparentModelMismatch modelOwnershipValidationError modelAlreadyExists validationFailed",
        "invalid|missing|conflict|duplicate|unsupported|value|array|max",
        ".*Conflict",
    ),
)
"""The first rule that matches a code decides its class."""

_MODERATION_TEXT: Final = re.compile(r"moderat|policy|flagged", re.IGNORECASE)
_MAY_HIDE_MODERATION: Final = frozenset(
    {ErrorClass.UPSTREAM, ErrorClass.RUNWARE, ErrorClass.VALIDATION, ErrorClass.REFERENCE, ErrorClass.UNKNOWN}
)
"""Classes of vague codes: the message may show that the real reason is moderation."""
_UNSPECIFIC_REJECTIONS: Final = frozenset({ErrorClass.VALIDATION, ErrorClass.NOT_FOUND, ErrorClass.UNKNOWN})
_NOT_REFINED_BY_PARAMETERS: Final = re.compile(
    r"(?:unknownParameter|unsupportedParameter|incompatibleParameters|.*[tT]ask(?:UUID|NotFound|Expired))$"
)
"""Codes about the presence of a parameter, or about the task itself: the parameter's name does not change the class."""


_REFERENCE_PARAMETER: Final = re.compile(
    r"(?i:(?:inputs\.)?reference_?images?\b.*|inputs|(?:inputs\.)?image(?:_?uuid)?"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)
"""Parameter names of reference pictures; some errors name the picture's UUID instead."""
_CLASS_BY_STATUS: Final = MappingProxyType(
    {
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
)


def classify_error(
    code: str, message: str = "", *, status: int | None = None, parameters: Sequence[str] = ()
) -> ErrorClass:
    """Classify an error; never raises.

    The code decides. If it is vague, the parameters, the message (for moderation) and the HTTP status refine the class;
    the status can also replace MODEL and REFERENCE by a more specific class.
    """
    error_class = next((rule_class for rule_class, pattern in _CODE_RULES if pattern.match(code)), ErrorClass.UNKNOWN)
    if _NOT_REFINED_BY_PARAMETERS.match(code) is None:
        error_class = _refine_by_parameters(error_class, parameters)
    if error_class in _MAY_HIDE_MODERATION and _MODERATION_TEXT.search(f"{code} {message}"):
        return ErrorClass.SAFETY
    return error_class if status is None else _refine_by_status(error_class, status)


def _refine_by_parameters(error_class: ErrorClass, parameters: Sequence[str]) -> ErrorClass:
    if not parameters or error_class not in _UNSPECIFIC_REJECTIONS | {ErrorClass.UPSTREAM}:
        return error_class
    if all(map(_REFERENCE_PARAMETER.fullmatch, parameters)):
        return ErrorClass.REFERENCE
    names_model = error_class is not ErrorClass.UPSTREAM and set(parameters) == {"model"}
    return ErrorClass.MODEL if names_model else error_class


def _refine_by_status(error_class: ErrorClass, status: int) -> ErrorClass:
    by_status = _CLASS_BY_STATUS.get(
        status, ErrorClass.RUNWARE if status >= HTTPStatus.INTERNAL_SERVER_ERROR else error_class
    )
    if error_class in {ErrorClass.MODEL, ErrorClass.REFERENCE}:
        return error_class if by_status in _UNSPECIFIC_REJECTIONS else by_status
    return by_status if error_class in {ErrorClass.UNKNOWN, ErrorClass.VALIDATION} else error_class
