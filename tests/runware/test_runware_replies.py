"""Replies: whatever the JSON holds, the reader neither crashes nor loses or doubles a picture."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadReference, Declined, ModelGone, ProviderError
from bot.runware.errors import ErrorClass, classify
from bot.runware.replies import (
    Progress,
    balance,
    micro_dollars,
    progress,
    read,
    recorded,
    uploaded,
)
from tests.runware.reply_parts import OTHER, TASK, URL, error, item, of_a_batch


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
