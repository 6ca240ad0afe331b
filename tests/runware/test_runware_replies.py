"""Replies: whatever the JSON holds, the reader neither crashes nor loses or doubles a picture."""

import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.job import Outcome
from bot.errors import BadReference, Declined, ModelGone, OperatorNeeded, ProviderError, Unavailable
from bot.runware.endpoint import trouble
from bot.runware.errors import ErrorClass, classify
from bot.runware.replies import (
    Progress,
    Reply,
    balance,
    by_task,
    decoded,
    micro_dollars,
    progress,
    read,
    recorded,
    uploaded,
)

TASK = UUID("24cd5dff-cb81-4db5-8506-b72a9425f9d1")
OTHER = UUID("39571168-687a-4aec-a253-df7be20bd0d4")
URL = "https://im.runware.ai/a.jpg"


def item(**fields: Any) -> dict[str, Any]:
    return {"taskType": "imageInference", "taskUUID": str(TASK), **fields}


def error(code: str = "invalidProviderContent", **fields: Any) -> dict[str, Any]:
    return {"code": code, "message": "…", "taskUUID": str(TASK), "taskType": "imageInference", **fields}


NAMES = [
    "data", "errors", "error", "code", "message", "status", "taskUUID", "taskType", "imageUUID", "imageURL",
    "imageBase64Data", "imageDataURI", "seed", "cost", "NSFWContent", "resultIndex", "response", "balance", "amount",
    "parameter",
]  # fmt: skip
WORDS = [
    "success",
    "error",
    "processing",
    str(TASK),
    "taskNotFound",
    "",
    "0.02",
    "NaN",
    URL,
    f"{URL}\ud800",
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


def of_a_batch(body: object, task_uuid: UUID) -> Progress:
    return progress(by_task(read(body)).get(task_uuid, Reply()), task_uuid)


@given(JSON, st.booleans())
def test_no_json_crashes_the_reader(body: object, alone: bool) -> None:
    reply = read(body)
    told = progress(reply, TASK) if alone else of_a_batch(body, TASK)
    recorded(reply, TASK)
    balance(reply)
    uploaded(reply)
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
def test_any_body_of_any_status_becomes_progress_or_an_error_of_ours(
    status: int, body: bytes, references: bool
) -> None:
    reply = read(decoded(body), status=status)
    error = trouble(reply)
    assert error is None or isinstance(error, ProviderError)
    told = progress(reply, TASK)
    for fault in (*reply.faults, *told.failures):
        assert isinstance(fault.error(references=references), ProviderError)
    assert_writable(told.outcome)
    assert status < 300 or reply.faults


FINISHED = {"taskType": "imageInference", "taskUUID": str(TASK), "imageUUID": "a", "imageURL": URL, "cost": 0.02}


@given(st.dictionaries(st.sampled_from(["seed", "cost", "NSFWContent", "resultIndex", "imageUUID", "status"]), JSON))
def test_a_picture_is_not_lost_to_whatever_stands_beside_it(beside: dict[str, Any]) -> None:
    item = {**FINISHED, **beside}
    if item.get("status") == "error":
        return
    (result,) = progress(read(decoded(json.dumps({"data": [item]}).encode())), TASK).results
    assert result.url == URL
    assert result.image_uuid


@pytest.mark.parametrize(
    ("cost", "micros"),
    [(True, None), (-0.02, None), (float("nan"), None), (float("inf"), None), ("1e400", None), ("0.02", 20_000),
     (10**400, None), ("", None), ([0.02], None), ({"amount": 1}, None), ("9" * 5000, None),
     (999_999, 999_999_000_000)],
)  # fmt: skip
def test_a_cost_is_a_finite_sum_or_unknown(cost: object, micros: int | None) -> None:
    (result,) = progress(read(decoded(json.dumps({"data": [{**FINISHED, "cost": cost}]}).encode())), TASK).results
    assert result.cost == micros


@pytest.mark.parametrize("seed", [True, 10**400, 2**63, -(2**64), "9" * 5000, [7], float("nan"), None])
def test_a_seed_that_no_column_holds_is_left_out(seed: object) -> None:
    (result,) = progress(read(decoded(json.dumps({"data": [{**FINISHED, "seed": seed}]}).encode())), TASK).results
    assert result.seed is None


def test_a_whole_number_of_many_digits_does_not_hide_the_picture() -> None:
    text = json.dumps({"data": [FINISHED]}).replace("0.02", "9" * 10_000)
    (result,) = progress(read(decoded(text.encode())), TASK).results
    assert (result.url, result.cost) == (URL, None)


def test_characters_that_no_encoding_holds_are_left_out_of_names_and_addresses() -> None:
    item = {**FINISHED, "imageUUID": "a\ud800\0b", "imageURL": f"{URL}\udfff\n"}
    (result,) = progress(read(decoded(json.dumps({"data": [item]}).encode())), TASK).results
    assert (result.image_uuid, result.url) == ("ab", URL)


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ({}, 1),
        ({"seed": 7}, 1),
        ({"imageURL": f"{URL}?other"}, 2),
        ({"imageUUID": "b"}, 2),
        ({"imageUUID": None}, 2),
    ],
)
def test_results_of_one_name_are_told_apart_by_where_they_are(second: dict[str, Any], count: int) -> None:
    told = progress(read({"data": [FINISHED, {**FINISHED, **second}]}), TASK)
    assert len(told.results) == count


@pytest.mark.parametrize(("first", "second", "count"), [(0, 1, 2), (0, 0, 1), ("0", 0, 1)])
def test_results_of_one_name_are_told_apart_by_their_index(first: object, second: object, count: int) -> None:
    items = [{**FINISHED, "resultIndex": first}, {**FINISHED, "resultIndex": second, "imageURL": f"{URL}?signed=again"}]
    assert len(progress(read({"data": items}), TASK).results) == count


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (403, {"errors": [{"code": "insufficientPermissions"}]}, OperatorNeeded),
        (401, {"error": {"code": "invalidApiKey"}}, OperatorNeeded),
        (402, {"errors": {"code": "somethingNew", "message": "pay"}}, OperatorNeeded),
        (200, {"error": "invalidApiKey", "taskUUID": str(TASK)}, OperatorNeeded),
        (403, {"error": "forbidden"}, Unavailable),
        (200, {"error": "unauthorized"}, Unavailable),
        (402, {"code": "paymentRequired"}, Unavailable),
        (403, {"errors": [{"code": "FORBIDDEN"}]}, Unavailable),
        (403, {"errors": [{"message": "no", "taskUUID": str(TASK)}]}, Unavailable),
    ],
)
def test_only_the_api_s_own_word_stops_spending(status: int, body: object, error: type[ProviderError]) -> None:
    (fault,) = read(body, status=status).faults
    assert isinstance(fault.error(), error)


def test_a_finished_picture_is_read_with_all_it_tells() -> None:
    body = {"data": [item(imageUUID="a", imageURL=URL, seed=1218818176, NSFWContent=False, cost=0.02, news=[1])]}
    (result,) = progress(read(body), TASK).results
    assert (result.image_uuid, result.url, result.seed) == ("a", URL, 1218818176)
    assert (result.nsfw, result.cost) == (False, 20_000)


@pytest.mark.parametrize("name", ["imageURL", "imageBase64Data", "imageDataURI"])
def test_each_output_type_makes_a_result(name: str) -> None:
    assert len(progress(read({"data": item(imageUUID="a", **{name: "x"})}), TASK).results) == 1


def test_results_are_told_once_however_often_they_come() -> None:
    body = {
        "data": [
            item(imageUUID="a", imageURL=URL, status="success"),
            item(imageUUID="a", imageURL=URL, status="success"),
            item(imageUUID="b", imageURL=URL, status="success", resultIndex=1),
            item(imageUUID="b", imageURL=URL, status="success", resultIndex=1),
        ]
    }
    assert [result.image_uuid for result in progress(read(body), TASK).results] == ["a", "b"]


def test_a_picture_that_is_still_drawn_is_no_result_even_with_its_uuid() -> None:
    told = progress(read({"data": [item(status="processing", imageUUID="a", progress=42)]}), TASK)
    assert (told.results, told.failures, told.processing) == ((), (), True)


def test_an_acknowledgement_and_an_unknown_status_are_processing() -> None:
    assert progress(read({"data": [item()]}), TASK).processing
    assert progress(read({"data": [item(status="pondering")]}), TASK).processing
    assert not progress(read({"data": []}), TASK).processing


def test_partial_success_keeps_both_sides() -> None:
    body = {"data": [item(status="success", imageUUID="a", imageURL=URL)], "errors": [error(status="error")]}
    outcome = progress(read(body), TASK).outcome
    assert len(outcome.results) == 1
    assert outcome.failures == ("invalidProviderContent",)


@pytest.mark.parametrize(
    "body",
    [
        {"errors": [error()]},
        {"errors": error()},
        {"error": error()},
        {"error": [error()]},
        {"error": {"code": "invalidProviderContent"}, "taskUUID": str(TASK)},
        {"error": "invalidProviderContent", "taskUUID": str(TASK)},
        {"data": [item(status="error", error=error())]},
        {"data": [item(error={"code": "invalidProviderContent"})]},
        {"data": [item(status="error", code="invalidProviderContent")]},
        {"data": [item(status="error", error=error())], "errors": [error()]},
        {"data": [item(imageUUID="a", status="error", error=error())], "errors": [error(imageUUID="a")]},
        error(),
    ],
)
def test_one_failure_is_one_failure_in_every_form(body: object) -> None:
    assert progress(read(body), TASK).outcome.failures == ("invalidProviderContent",)


def test_two_alike_failures_are_two() -> None:
    assert len(progress(read({"errors": [error(), error()]}), TASK).failures) == 2


def test_the_gravest_failure_comes_first() -> None:
    told = progress(read({"errors": [error("timeoutProvider"), error("promptBlocked")]}), TASK)
    assert told.outcome.failures == ("promptBlocked", "timeoutProvider")


def test_moderation_that_only_the_message_tells_is_kept_in_the_code() -> None:
    (code,) = progress(read({"errors": [error("providerError", message="flagged")]}), TASK).outcome.failures
    assert isinstance(classify(code), Declined)


@pytest.mark.parametrize(
    ("parameter", "fate"),
    [
        ("model", ModelGone),
        (["model"], ModelGone),
        ("inputs.referenceImages", BadReference),
        (["inputs.referenceImages", None, ""], BadReference),
    ],
)
def test_what_only_the_parameter_tells_is_kept_in_the_code(parameter: object, fate: type[ProviderError]) -> None:
    for body in (
        {"errors": [error("invalidValue", parameter=parameter)]},
        {"data": [item(status="error", error={"code": "invalidValue", "parameter": parameter})]},
    ):
        (code,) = progress(read(body), TASK).outcome.failures
        assert type(classify(code)) is fate


@pytest.mark.parametrize(
    ("parameter", "names"),
    [
        ("width", ("width",)),
        (["width", "height"], ("width", "height")),
        (None, ()),
        ("", ()),
        (7, ()),
        ({"name": "width"}, ()),
        ([7, "width", ["height"]], ("width",)),
    ],
)
def test_the_parameters_of_an_error_are_texts_whatever_was_told(parameter: object, names: tuple[str, ...]) -> None:
    (fault,) = read({"errors": [error("invalidWidth", parameter=parameter)]}).faults
    assert fault.parameters == names


def test_the_gravest_error_of_a_refusal_is_the_one_that_is_told() -> None:
    told = read({"errors": [error("invalidReferenceImages"), error("promptBlocked"), error("invalidWidth")]})
    assert [fault.code for fault in told.gravest_first] == ["promptBlocked", "invalidReferenceImages", "invalidWidth"]


@pytest.mark.parametrize(
    ("body", "image_uuid"),
    [
        ({"data": [{"taskType": "imageUpload", "imageUUID": "a", "imageURL": URL}]}, "a"),
        ({"data": {"imageUUID": "a"}}, "a"),
        ({"data": [{"taskType": "imageUpload"}]}, None),
        ({"data": [{"imageUUID": 7}]}, None),
        ({"data": []}, None),
    ],
)
def test_an_upload_is_answered_with_the_pictures_uuid(body: object, image_uuid: str | None) -> None:
    assert uploaded(read(body)) == image_uuid


def test_nobody_gets_the_picture_of_another_task() -> None:
    body = {"data": [item(imageUUID="a", imageURL=URL), {"imageUUID": "b", "imageURL": URL}], "errors": [error()]}
    assert of_a_batch(body, OTHER) == Progress()
    assert len(of_a_batch(body, TASK).results) == len(of_a_batch(body, TASK).failures) == 1
    strange = {"data": [{"taskUUID": 7, "imageUUID": "b", "imageURL": URL}]}
    assert progress(read(strange), TASK) == of_a_batch(strange, TASK) == Progress()


ENTRIES = st.builds(item, taskUUID=st.sampled_from([str(TASK), str(TASK).upper(), str(OTHER)]), imageURL=st.just(URL))
FAULTS = st.builds(error, taskUUID=st.sampled_from([str(TASK), str(OTHER)]))


@given(st.lists(ENTRIES), st.lists(FAULTS))
def test_each_task_of_a_batch_gets_what_it_would_get_alone(
    entries: list[dict[str, Any]], faults: list[dict[str, Any]]
) -> None:
    body = {"data": entries, "errors": faults}
    for task in (TASK, OTHER):
        assert of_a_batch(body, task) == progress(read(body), task)


def test_a_success_without_a_picture_is_a_failure() -> None:
    told = progress(read({"data": [item(status="success", imageUUID="a")]}), TASK)
    assert [fault.kind for fault in told.failures] == [ErrorClass.PROVIDER]


@pytest.mark.parametrize("code", ["taskNotFound", "taskExpired", "taskFailedOrNotFound"])
def test_a_task_that_is_not_found_is_lost_not_failed(code: str) -> None:
    told = progress(read({"errors": [error(code)]}), TASK)
    assert (told.lost, told.failures) == (True, ())


def details(response: object) -> dict[str, Any]:
    return {"data": [{"taskType": "getTaskDetails", "taskUUID": str(TASK), "request": [{}], "response": response}]}


@pytest.mark.parametrize(
    "response",
    [
        {"data": [{"imageUUID": "a", "imageURL": URL}]},
        {"data": {"imageUUID": "a", "imageURL": URL}},
        [{"data": [{"imageUUID": "a", "imageURL": URL}]}],
        [{"imageUUID": "a", "imageURL": URL}],
    ],
)
def test_the_record_of_an_ended_task_is_read(response: object) -> None:
    told = recorded(read(details(response)), TASK)
    assert told is not None
    assert [result.image_uuid for result in told.results] == ["a"]


@pytest.mark.parametrize(
    "response",
    [
        None,
        {},
        {"data": []},
        {"data": [item()]},
        {"data": [item(imageUUID="a", imageURL=URL), item(status="processing")]},
        {"errors": [error("conflictTaskUUID")]},
    ],
)
def test_a_record_that_tells_no_end_is_not_trusted(response: object) -> None:
    assert recorded(read(details(response)), TASK) is None


@pytest.mark.parametrize(
    ("cost", "micros"),
    [
        (0.02, 20_000),
        (0.022, 22_000),
        ("0.072", 72_000),
        (1, 1_000_000),
        (0, 0),
        (0.0000005, 1),
        (True, None),
        (-1, None),
        (float("nan"), None),
        (float("inf"), None),
        (1e300, None),
        ("a lot", None),
        (None, None),
        ([], None),
    ],
)
def test_a_cost_is_whole_micro_dollars_or_unknown(cost: object, micros: int | None) -> None:
    assert micro_dollars(cost) == micros


@pytest.mark.parametrize(
    ("told", "dollars"),
    [(2450.75, 2450.75), ({"amount": 12.34, "freeBalance": 1}, 12.34), ("3.5", 3.5), (None, None), ({}, None)],
)
def test_the_balance_is_a_number_or_inside_an_object(told: object, dollars: float | None) -> None:
    assert balance(read({"data": [{"taskType": "accountManagement", "balance": told}]})) == dollars


@pytest.mark.parametrize("body", [None, [], "x", 7, {}, {"errors": []}])
def test_what_is_no_answer_is_known_as_such(body: object) -> None:
    assert not read(body).readable
