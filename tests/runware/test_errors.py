"""Errors by class: the official client's classes, widened, each with one fate and one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runware.errors import derive_code

from bot.errors import BadReference, Declined, ModelGone, OperatorNeeded, ProviderError, ProviderUnavailable, Rejected
from bot.runware.error_classes import ErrorClass, classify_error
from bot.runware.errors import ApiError, build_provider_error

FATES: dict[str, type[ProviderError]] = {
    "insufficientCredits": OperatorNeeded,
    "thirdPartyInsufficientCredits": OperatorNeeded,
    "quotaExceeded": OperatorNeeded,
    "invalidApiKey": OperatorNeeded,
    "authTimeout": OperatorNeeded,
    "accountSuspended": OperatorNeeded,
    "inferenceRateLimitExceeded": ProviderUnavailable,
    "providerRateLimitExceeded": ProviderUnavailable,
    "providerTimeout": ProviderUnavailable,
    "timeoutProvider": ProviderUnavailable,
    "internalServerError": ProviderUnavailable,
    "providerError": ProviderUnavailable,
    "noAvailableServer": ProviderUnavailable,
    "connectionLost": ProviderUnavailable,
    "invalidProviderContent": Declined,
    "promptBlocked": Declined,
    "imagine:content-moderated": Declined,
    "invalidPositivePrompt": Rejected,
    "unsupportedDimensions": Rejected,
    "conflictTaskUUID": Rejected,
    "taskNotFound": Rejected,
    "unknownModel": ModelGone,
    "invalidModel": ModelGone,
    "modelNotFound": ModelGone,
    "unsupportedModel": ModelGone,
    "invalidReferenceImages": BadReference,
    "imageNotFound": BadReference,
    "invalidImageUUID": BadReference,
    "downloadFailed": ProviderUnavailable,
    "modelNotReady": ProviderUnavailable,
    "unknownErrorWhileReadingResults": Rejected,
    "": Rejected,
}


@pytest.mark.parametrize(("code", "fate"), FATES.items())
def test_error_code_maps_to_the_exception_of_its_class(code: str, fate: type[ProviderError]) -> None:
    assert type(build_provider_error(code)) is fate
    assert build_provider_error(code).code == code


OFFICIAL = {"rateLimit": "rate_limit", "notFound": "not_found", "serverError": "server"}


WIDENED = {"timeoutProvider", "imagine:content-moderated"}
FINER = {ErrorClass.MODEL, ErrorClass.REFERENCE}


@pytest.mark.parametrize("code", sorted(code for code in FATES.keys() - WIDENED if classify_error(code) not in FINER))
def test_error_classes_match_the_official_client(code: str) -> None:
    official = derive_code(code)
    assert classify_error(code) == OFFICIAL.get(official, official)


@pytest.mark.parametrize("code", sorted(code for code in FATES if classify_error(code) in FINER))
def test_finer_error_classes_are_permanent_in_the_official_client(code: str) -> None:
    assert derive_code(code) in {"validation", "notFound"}


CODES = st.text() | st.sampled_from(sorted(FATES))
STATUSES = st.none() | st.integers(100, 599)
PARAMETERS = st.lists(st.text() | st.sampled_from(["model", "width", "inputs.referenceImages"]), max_size=2)


@given(CODES, st.text(), STATUSES, PARAMETERS, st.booleans())
def test_error_always_has_a_class_and_a_sentence_without_provider_text(
    code: str, message: str, status: int | None, parameters: list[str], references: bool
) -> None:
    kind = classify_error(code, message, status=status, parameters=parameters)
    sentence = str(ApiError(code, kind, message).to_exception(has_references=references))
    assert sentence.casefold().endswith("nothing was charged.")
    assert sentence in {str(build_provider_error("x", kind)), str(build_provider_error("x", ErrorClass.REFERENCE))}


@given(CODES, st.text() | st.just("flagged"), STATUSES, PARAMETERS)
def test_stored_code_preserves_moderation_model_and_reference_classes(
    code: str, message: str, status: int | None, parameters: list[str]
) -> None:
    kind = classify_error(code, message, status=status, parameters=parameters)
    lasting = ApiError(code, kind, message).stored_code
    assert lasting.startswith(code)
    if kind in FINER | {ErrorClass.SAFETY}:
        assert classify_error(lasting) is kind


@pytest.mark.parametrize("message", ["Flagged by provider moderation.", "violates our content policy", "was FLAGGED"])
def test_moderation_in_a_vague_error_is_recognised(message: str) -> None:
    assert classify_error("providerError", message) is ErrorClass.SAFETY


def test_rate_limit_mentioning_a_policy_is_not_moderation() -> None:
    assert classify_error("rateLimitExceeded", "see our fair use policy") is ErrorClass.RATE_LIMIT


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, ErrorClass.AUTH),
        (402, ErrorClass.QUOTA),
        (403, ErrorClass.AUTH),
        (408, ErrorClass.TIMEOUT),
        (429, ErrorClass.RATE_LIMIT),
        (500, ErrorClass.RUNWARE),
        (503, ErrorClass.RUNWARE),
        (504, ErrorClass.TIMEOUT),
        (400, ErrorClass.VALIDATION),
        (404, ErrorClass.NOT_FOUND),
        (418, ErrorClass.UNKNOWN),
    ],
)
def test_http_status_decides_for_unknown_error_codes(status: int, kind: ErrorClass) -> None:
    assert classify_error("somethingNew", status=status) is kind
    assert classify_error("promptBlocked", status=status) is ErrorClass.SAFETY


def test_retry_after_is_kept_on_unavailable_errors() -> None:
    error = ApiError("rateLimitExceeded", ErrorClass.RATE_LIMIT).to_exception(retry_after=7)
    assert isinstance(error, ProviderUnavailable)
    assert error.retry_after == 7


def test_retired_model_error_suggests_another_model() -> None:
    error = build_provider_error("invalidModel")
    assert isinstance(error, ModelGone)
    assert "another one" in str(error)
    assert not isinstance(build_provider_error("invalidWidth"), ModelGone)


@pytest.mark.parametrize(
    ("code", "parameters", "status", "fate"),
    [
        ("invalidValue", ["model"], 400, ModelGone),
        ("validationFailed", ["model"], None, ModelGone),
        ("somethingNotFound", ["model"], 404, ModelGone),
        ("somethingNew", ["model"], 400, ModelGone),
        ("invalidModel", [], 404, ModelGone),
        ("invalidModel", ["model"], 503, ProviderUnavailable),
        ("invalidModel", ["model"], 401, OperatorNeeded),
        ("modelNotReady", ["model"], 400, ProviderUnavailable),
        ("rateLimitExceeded", ["model"], 429, ProviderUnavailable),
        ("insufficientCredits", ["model"], 402, OperatorNeeded),
        ("unsupportedCombination", ["model", "width"], 400, Rejected),
        ("incompatibleParameters", ["model"], 400, Rejected),
        ("invalidValue", ["modelVersion"], 400, Rejected),
        ("invalidValue", [], 400, Rejected),
    ],
)
def test_model_gone_requires_an_error_about_the_model_alone(
    code: str, parameters: list[str], status: int | None, fate: type[ProviderError]
) -> None:
    assert type(build_provider_error(code, classify_error(code, status=status, parameters=parameters))) is fate


def test_refused_model_is_not_moderation_even_if_the_message_names_a_policy() -> None:
    assert classify_error("invalidModel", "Retired; see our deprecation policy.") is ErrorClass.MODEL


@pytest.mark.parametrize(
    ("code", "parameters", "fate"),
    [
        ("invalidValue", ["inputs.referenceImages"], BadReference),
        ("invalidValue", ["referenceImages"], BadReference),
        ("invalidValue", ["inputs.referenceImages[0]"], BadReference),
        ("invalidValue", ["inputs.referenceImages.0"], BadReference),
        ("invalidValue", ["inputs"], BadReference),
        ("invalidValue", ["imageUUID"], BadReference),
        ("invalidValue", ["c62f6951-f37f-4019-a51c-0ed55c202732"], BadReference),
        ("somethingExpired", ["inputs.referenceImages"], BadReference),
        ("somethingNew", ["inputs.referenceImages"], BadReference),
        ("downloadFailed", ["inputs.referenceImages"], BadReference),
        ("tooManyReferenceImages", [], BadReference),
        ("invalidProviderContent", ["inputs.referenceImages"], Declined),
        ("nsfwContentDetected", ["inputs.referenceImages"], Declined),
        ("insufficientCredits", ["inputs.referenceImages"], OperatorNeeded),
        ("providerTimeout", ["inputs.referenceImages"], ProviderUnavailable),
        ("unknownParameter", ["inputs.referenceImages"], Rejected),
        ("incompatibleParameters", ["inputs.referenceImages", "width"], Rejected),
        ("invalidValue", ["inputs.referenceImages", "width"], Rejected),
        ("invalidValue", ["inputs.mask"], Rejected),
        ("invalidValue", ["taskUUID"], Rejected),
        ("taskNotFound", ["c62f6951-f37f-4019-a51c-0ed55c202732"], Rejected),
        ("invalidTaskUUID", ["c62f6951-f37f-4019-a51c-0ed55c202732"], Rejected),
    ],
)
def test_bad_reference_requires_an_error_about_the_reference_alone(
    code: str, parameters: list[str], fate: type[ProviderError]
) -> None:
    assert type(build_provider_error(code, classify_error(code, parameters=parameters))) is fate


@pytest.mark.parametrize("code", ["invalidReferenceImages", "providerError"])
def test_moderated_reference_counts_as_moderation(code: str) -> None:
    kind = classify_error(code, "The image was flagged by moderation.", parameters=["inputs.referenceImages"])
    assert kind is ErrorClass.SAFETY


def test_failed_download_blames_the_reference_only_if_the_task_has_references() -> None:
    assert isinstance(build_provider_error("imageNotFound"), BadReference)
    assert isinstance(build_provider_error("downloadFailed", has_references=True), BadReference)
    assert isinstance(build_provider_error("downloadFailed"), ProviderUnavailable)
    assert isinstance(build_provider_error("providerTimeout", has_references=True), ProviderUnavailable)
    assert isinstance(build_provider_error("downloadFailed", ErrorClass.SAFETY, has_references=True), Declined)


def test_duplicate_submit_and_lost_task_are_recognised() -> None:
    assert ApiError("conflictTaskUUID", ErrorClass.VALIDATION).is_already_submitted
    assert ApiError("taskExpired", ErrorClass.NOT_FOUND).is_task_not_found
