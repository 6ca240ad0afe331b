"""Replies that nobody foresaw: no JSON crashes the reader, loses a picture, or stops spending."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.job import Outcome
from bot.errors import OperatorNeeded, ProviderError, ProviderUnavailable
from bot.runware.endpoint import request_error
from bot.runware.json_values import decode_json
from bot.runware.replies import parse_balance, parse_reply, parse_uploaded_uuid
from bot.runware.task_progress import parse_progress, parse_task_details
from tests.support.runware_replies import IMAGE_URL, TASK_UUID, progress_in_batch

NAMES = [
    "data", "errors", "error", "code", "message", "status", "taskUUID", "taskType", "imageUUID", "imageURL",
    "imageBase64Data", "imageDataURI", "seed", "cost", "NSFWContent", "resultIndex", "response", "balance", "amount",
    "parameter",
]  # fmt: skip
WORDS = [
    "success",
    "error",
    "processing",
    str(TASK_UUID),
    "taskNotFound",
    "",
    "0.02",
    "NaN",
    IMAGE_URL,
    f"{IMAGE_URL}\ud800",
    "\0",
    "9" * 5000,
]
ODD = st.text(st.characters(exclude_categories=()), max_size=5)
NUMBERS = st.integers() | st.floats() | st.sampled_from([10**400, -(10**400), 2**63, -1, float("inf"), float("nan")])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | ODD | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=30,
)


@given(JSON, st.booleans())
def test_arbitrary_json_never_crashes_the_parser(body: object, alone: bool) -> None:
    reply = parse_reply(body)
    told = parse_progress(reply, TASK_UUID) if alone else progress_in_batch(body, TASK_UUID)
    parse_task_details(reply, TASK_UUID)
    parse_balance(reply)
    parse_uploaded_uuid(reply)
    for result in told.results:
        assert sum(medium is not None for medium in (result.url, result.base64_data, result.data_uri)) == 1
    assert len(told.outcome.failures) == len(told.failures)
    assert_writable(told.outcome)


def assert_writable(outcome: Outcome) -> None:
    """Both databases hold the outcome's text as UTF-8 without NUL, and it is read again as it was."""
    text = outcome.model_dump_json()
    assert "\\u0000" not in text
    assert Outcome.model_validate_json(text.encode()) == outcome


STATUSES = st.sampled_from([200, 302, 400, 401, 402, 403, 404, 413, 429, 500, 503])


@given(STATUSES, st.binary(max_size=60) | JSON.map(lambda body: json.dumps(body).encode()), st.booleans())
def test_arbitrary_response_becomes_progress_or_a_provider_error(status: int, body: bytes, references: bool) -> None:
    reply = parse_reply(decode_json(body), status=status)
    error = request_error(reply)
    assert error is None or isinstance(error, ProviderError)
    told = parse_progress(reply, TASK_UUID)
    for fault in (*reply.errors, *told.failures):
        assert isinstance(fault.to_exception(has_references=references), ProviderError)
    assert_writable(told.outcome)
    assert status < 300 or reply.errors


FINISHED = {
    "taskType": "imageInference",
    "taskUUID": str(TASK_UUID),
    "imageUUID": "a",
    "imageURL": IMAGE_URL,
    "cost": 0.02,
}


@given(st.dictionaries(st.sampled_from(["seed", "cost", "NSFWContent", "resultIndex", "imageUUID", "status"]), JSON))
def test_picture_survives_invalid_neighbouring_fields(beside: dict[str, Any]) -> None:
    item = {**FINISHED, **beside}
    if item.get("status") == "error":
        return
    (result,) = parse_progress(parse_reply(decode_json(json.dumps({"data": [item]}).encode())), TASK_UUID).results
    assert result.url == IMAGE_URL
    assert result.image_uuid


@pytest.mark.parametrize(
    ("cost", "micros"),
    [(True, None), (-0.02, None), (float("nan"), None), (float("inf"), None), ("1e400", None), ("0.02", 20_000),
     (10**400, None), ("", None), ([0.02], None), ({"amount": 1}, None), ("9" * 5000, None),
     (999_999, 999_999_000_000)],
)  # fmt: skip
def test_cost_is_finite_or_unknown(cost: object, micros: int | None) -> None:
    (result,) = parse_progress(
        parse_reply(decode_json(json.dumps({"data": [{**FINISHED, "cost": cost}]}).encode())), TASK_UUID
    ).results
    assert result.cost == micros


@pytest.mark.parametrize("seed", [True, 10**400, 2**63, -(2**64), "9" * 5000, [7], float("nan"), None])
def test_seed_outside_the_column_range_is_dropped(seed: object) -> None:
    (result,) = parse_progress(
        parse_reply(decode_json(json.dumps({"data": [{**FINISHED, "seed": seed}]}).encode())), TASK_UUID
    ).results
    assert result.seed is None


def test_huge_integer_does_not_hide_the_picture() -> None:
    text = json.dumps({"data": [FINISHED]}).replace("0.02", "9" * 10_000)
    (result,) = parse_progress(parse_reply(decode_json(text.encode())), TASK_UUID).results
    assert (result.url, result.cost) == (IMAGE_URL, None)


def test_unencodable_characters_are_stripped_from_uuid_and_url() -> None:
    item = {**FINISHED, "imageUUID": "a\ud800\0b", "imageURL": f"{IMAGE_URL}\udfff\n"}
    (result,) = parse_progress(parse_reply(decode_json(json.dumps({"data": [item]}).encode())), TASK_UUID).results
    assert (result.image_uuid, result.url) == ("ab", IMAGE_URL)


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ({}, 1),
        ({"seed": 7}, 1),
        ({"imageURL": f"{IMAGE_URL}?other"}, 2),
        ({"imageUUID": "b"}, 2),
        ({"imageUUID": None}, 2),
    ],
)
def test_results_with_the_same_uuid_are_distinguished_by_url(second: dict[str, Any], count: int) -> None:
    told = parse_progress(parse_reply({"data": [FINISHED, {**FINISHED, **second}]}), TASK_UUID)
    assert len(told.results) == count


@pytest.mark.parametrize(("first", "second", "count"), [(0, 1, 2), (0, 0, 1), ("0", 0, 1)])
def test_results_with_the_same_uuid_are_distinguished_by_index(first: object, second: object, count: int) -> None:
    items = [
        {**FINISHED, "resultIndex": first},
        {**FINISHED, "resultIndex": second, "imageURL": f"{IMAGE_URL}?signed=again"},
    ]
    assert len(parse_progress(parse_reply({"data": items}), TASK_UUID).results) == count


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (403, {"errors": [{"code": "insufficientPermissions"}]}, OperatorNeeded),
        (401, {"error": {"code": "invalidApiKey"}}, OperatorNeeded),
        (402, {"errors": {"code": "somethingNew", "message": "pay"}}, OperatorNeeded),
        (200, {"error": "invalidApiKey", "taskUUID": str(TASK_UUID)}, OperatorNeeded),
        (403, {"error": "forbidden"}, ProviderUnavailable),
        (200, {"error": "unauthorized"}, ProviderUnavailable),
        (402, {"code": "paymentRequired"}, ProviderUnavailable),
        (403, {"errors": [{"code": "FORBIDDEN"}]}, ProviderUnavailable),
        (403, {"errors": [{"message": "no", "taskUUID": str(TASK_UUID)}]}, ProviderUnavailable),
    ],
)
def test_only_an_api_error_code_stops_spending(status: int, body: object, error: type[ProviderError]) -> None:
    (fault,) = parse_reply(body, status=status).errors
    assert isinstance(fault.to_exception(), error)
