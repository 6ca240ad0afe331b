"""Errors by class: the official client's classes, widened, each with one fate and one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runware.errors import derive_code

from bot.errors import Declined, OperatorNeeded, ProviderError, Rejected, Unavailable
from bot.runware.errors import ErrorClass, Fault, class_of, classify, refuses_model

FATES: dict[str, type[ProviderError]] = {
    "insufficientCredits": OperatorNeeded,
    "thirdPartyInsufficientCredits": OperatorNeeded,
    "quotaExceeded": OperatorNeeded,
    "invalidApiKey": OperatorNeeded,
    "authTimeout": OperatorNeeded,
    "accountSuspended": OperatorNeeded,
    "inferenceRateLimitExceeded": Unavailable,
    "providerRateLimitExceeded": Unavailable,
    "providerTimeout": Unavailable,
    "timeoutProvider": Unavailable,
    "internalServerError": Unavailable,
    "providerError": Unavailable,
    "noAvailableServer": Unavailable,
    "connectionLost": Unavailable,
    "invalidProviderContent": Declined,
    "promptBlocked": Declined,
    "imagine:content-moderated": Declined,
    "invalidPositivePrompt": Rejected,
    "unsupportedDimensions": Rejected,
    "conflictTaskUUID": Rejected,
    "taskNotFound": Rejected,
    "unknownModel": Rejected,
    "unknownErrorWhileReadingResults": Rejected,
    "": Rejected,
}


@pytest.mark.parametrize(("code", "fate"), FATES.items())
def test_each_code_has_the_fate_of_its_class(code: str, fate: type[ProviderError]) -> None:
    assert type(classify(code)) is fate
    assert classify(code).code == code


OFFICIAL = {"rateLimit": "rate_limit", "notFound": "not_found", "serverError": "server"}


@pytest.mark.parametrize("code", sorted(FATES.keys() - {"timeoutProvider", "imagine:content-moderated"}))
def test_the_classes_are_those_of_the_official_client(code: str) -> None:
    official = derive_code(code)
    assert class_of(code) == OFFICIAL.get(official, official)


@given(st.text() | st.sampled_from(sorted(FATES)), st.text(), st.none() | st.integers(100, 599))
def test_every_error_has_a_class_and_a_sentence_without_the_providers_words(
    code: str, message: str, status: int | None
) -> None:
    kind = class_of(code, message, status=status)
    sentence = str(Fault(code, kind, message).error())
    assert sentence.endswith("nothing was charged.")
    assert sentence in {str(classify("x", kind)), str(classify("unknownModel", kind))}


@pytest.mark.parametrize("message", ["Flagged by provider moderation.", "violates our content policy", "was FLAGGED"])
def test_moderation_hidden_in_a_vague_error_is_found(message: str) -> None:
    assert class_of("providerError", message) is ErrorClass.SAFETY


def test_a_rate_limit_that_mentions_a_policy_is_no_moderation() -> None:
    assert class_of("rateLimitExceeded", "see our fair use policy") is ErrorClass.RATE_LIMIT


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, ErrorClass.AUTH),
        (402, ErrorClass.QUOTA),
        (403, ErrorClass.AUTH),
        (408, ErrorClass.TIMEOUT),
        (429, ErrorClass.RATE_LIMIT),
        (500, ErrorClass.SERVER),
        (503, ErrorClass.SERVER),
        (504, ErrorClass.TIMEOUT),
        (400, ErrorClass.VALIDATION),
        (404, ErrorClass.NOT_FOUND),
        (418, ErrorClass.UNKNOWN),
    ],
)
def test_the_status_decides_where_the_code_does_not(status: int, kind: ErrorClass) -> None:
    assert class_of("somethingNew", status=status) is kind
    assert class_of("promptBlocked", status=status) is ErrorClass.SAFETY


def test_only_what_is_unavailable_knows_when_to_come_back() -> None:
    error = Fault("rateLimitExceeded", ErrorClass.RATE_LIMIT).error(retry_after=7)
    assert isinstance(error, Unavailable)
    assert error.retry_after == 7


def test_a_retired_model_is_told_as_such() -> None:
    assert refuses_model("invalidModel")
    assert "another one" in str(classify("invalidModel"))
    assert not refuses_model("invalidWidth")


def test_a_task_sent_twice_and_a_lost_task_are_recognised() -> None:
    assert Fault("conflictTaskUUID", ErrorClass.VALIDATION).accepted
    assert Fault("taskExpired", ErrorClass.NOT_FOUND).lost
