"""Replies: whatever the JSON holds, the reader neither crashes nor loses or doubles a picture."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadReference, Declined, ModelGone, ProviderError
from bot.runware.error_classes import ErrorClass
from bot.runware.error_objects import _parameter_names, severity_key
from bot.runware.errors import build_provider_error
from bot.runware.json_values import to_micro_dollars
from bot.runware.replies import parse_balance, parse_reply, parse_uploaded_uuid
from bot.runware.task_progress import TaskProgress, parse_progress, parse_task_details
from tests.support.runware_replies import IMAGE_URL, TASK_UUID, progress_in_batch

OTHER_TASK_UUID = UUID("39571168-687a-4aec-a253-df7be20bd0d4")


def make_item(**fields: Any) -> dict[str, Any]:
    return {"taskType": "imageInference", "taskUUID": str(TASK_UUID), **fields}


def make_error(code: str = "invalidProviderContent", **fields: Any) -> dict[str, Any]:
    return {"code": code, "message": "…", "taskUUID": str(TASK_UUID), "taskType": "imageInference", **fields}


def test_finished_picture_is_parsed_with_all_its_fields() -> None:
    body = {
        "data": [make_item(imageUUID="a", imageURL=IMAGE_URL, seed=1218818176, NSFWContent=False, cost=0.02, news=[1])]
    }
    (result,) = parse_progress(parse_reply(body), TASK_UUID).results
    assert (result.image_uuid, result.url, result.seed) == ("a", IMAGE_URL, 1218818176)
    assert (result.nsfw, result.cost) == (False, 20_000)


@pytest.mark.parametrize("name", ["imageURL", "imageBase64Data", "imageDataURI"])
def test_output_types_each_yield_a_result(name: str) -> None:
    assert len(parse_progress(parse_reply({"data": make_item(imageUUID="a", **{name: "x"})}), TASK_UUID).results) == 1


def test_duplicate_results_are_listed_once() -> None:
    body = {
        "data": [
            make_item(imageUUID="a", imageURL=IMAGE_URL, status="success"),
            make_item(imageUUID="a", imageURL=IMAGE_URL, status="success"),
            make_item(imageUUID="b", imageURL=IMAGE_URL, status="success", resultIndex=1),
            make_item(imageUUID="b", imageURL=IMAGE_URL, status="success", resultIndex=1),
        ]
    }
    assert [result.image_uuid for result in parse_progress(parse_reply(body), TASK_UUID).results] == ["a", "b"]


def test_unfinished_picture_is_not_a_result_even_with_a_uuid() -> None:
    told = parse_progress(
        parse_reply({"data": [make_item(status="processing", imageUUID="a", progress=42)]}), TASK_UUID
    )
    assert (told.results, told.failures, told.is_processing) == ((), (), True)


def test_acknowledgement_and_unknown_status_count_as_processing() -> None:
    assert parse_progress(parse_reply({"data": [make_item()]}), TASK_UUID).is_processing
    assert parse_progress(parse_reply({"data": [make_item(status="pondering")]}), TASK_UUID).is_processing
    assert not parse_progress(parse_reply({"data": []}), TASK_UUID).is_processing


def test_partial_success_keeps_results_and_failures() -> None:
    body = {
        "data": [make_item(status="success", imageUUID="a", imageURL=IMAGE_URL)],
        "errors": [make_error(status="error")],
    }
    outcome = parse_progress(parse_reply(body), TASK_UUID).outcome
    assert len(outcome.results) == 1
    assert outcome.failures == ("invalidProviderContent",)


@pytest.mark.parametrize(
    "body",
    [
        {"errors": [make_error()]},
        {"errors": make_error()},
        {"error": make_error()},
        {"error": [make_error()]},
        {"error": {"code": "invalidProviderContent"}, "taskUUID": str(TASK_UUID)},
        {"error": "invalidProviderContent", "taskUUID": str(TASK_UUID)},
        {"data": [make_item(status="error", error=make_error())]},
        {"data": [make_item(error={"code": "invalidProviderContent"})]},
        {"data": [make_item(status="error", code="invalidProviderContent")]},
        {"data": [make_item(status="error", error=make_error())], "errors": [make_error()]},
        {"data": [make_item(imageUUID="a", status="error", error=make_error())], "errors": [make_error(imageUUID="a")]},
        make_error(),
    ],
)
def test_failure_is_parsed_in_every_known_form(body: object) -> None:
    assert parse_progress(parse_reply(body), TASK_UUID).outcome.failures == ("invalidProviderContent",)


def test_identical_failures_count_separately() -> None:
    assert len(parse_progress(parse_reply({"errors": [make_error(), make_error()]}), TASK_UUID).failures) == 2


def test_most_severe_failure_comes_first() -> None:
    told = parse_progress(
        parse_reply({"errors": [make_error("timeoutProvider"), make_error("promptBlocked")]}), TASK_UUID
    )
    assert told.outcome.failures == ("promptBlocked", "timeoutProvider")


def test_moderation_recognised_by_its_message_is_kept_in_the_code() -> None:
    (code,) = parse_progress(
        parse_reply({"errors": [make_error("providerError", message="flagged")]}), TASK_UUID
    ).outcome.failures
    assert isinstance(build_provider_error(code), Declined)


@pytest.mark.parametrize(
    ("parameter", "fate"),
    [
        ("model", ModelGone),
        (["model"], ModelGone),
        ("inputs.referenceImages", BadReference),
        (["inputs.referenceImages", None, ""], BadReference),
    ],
)
def test_error_parameter_is_kept_in_the_stored_code(parameter: object, fate: type[ProviderError]) -> None:
    for body in (
        {"errors": [make_error("invalidValue", parameter=parameter)]},
        {"data": [make_item(status="error", error={"code": "invalidValue", "parameter": parameter})]},
    ):
        (code,) = parse_progress(parse_reply(body), TASK_UUID).outcome.failures
        assert type(build_provider_error(code)) is fate


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
def test_error_parameters_are_parsed_as_strings_from_any_input(parameter: object, names: tuple[str, ...]) -> None:
    assert tuple(_parameter_names(parameter)) == names


def test_errors_are_ordered_by_severity() -> None:
    told = parse_reply(
        {"errors": [make_error("invalidReferenceImages"), make_error("promptBlocked"), make_error("invalidWidth")]}
    )
    ordered = [fault.code for fault in sorted(told.errors, key=severity_key)]
    assert ordered == ["promptBlocked", "invalidReferenceImages", "invalidWidth"]


@pytest.mark.parametrize(
    ("body", "image_uuid"),
    [
        ({"data": [{"taskType": "imageUpload", "imageUUID": "a", "imageURL": IMAGE_URL}]}, "a"),
        ({"data": {"imageUUID": "a"}}, "a"),
        ({"data": [{"taskType": "imageUpload"}]}, None),
        ({"data": [{"imageUUID": 7}]}, None),
        ({"data": []}, None),
    ],
)
def test_upload_reply_contains_the_picture_uuid(body: object, image_uuid: str | None) -> None:
    assert parse_uploaded_uuid(parse_reply(body)) == image_uuid


def test_task_never_receives_the_picture_of_another_task() -> None:
    body = {
        "data": [make_item(imageUUID="a", imageURL=IMAGE_URL), {"imageUUID": "b", "imageURL": IMAGE_URL}],
        "errors": [make_error()],
    }
    assert progress_in_batch(body, OTHER_TASK_UUID) == TaskProgress()
    assert len(progress_in_batch(body, TASK_UUID).results) == len(progress_in_batch(body, TASK_UUID).failures) == 1
    strange = {"data": [{"taskUUID": 7, "imageUUID": "b", "imageURL": IMAGE_URL}]}
    assert parse_progress(parse_reply(strange), TASK_UUID) == progress_in_batch(strange, TASK_UUID) == TaskProgress()


ENTRIES = st.builds(
    make_item,
    taskUUID=st.sampled_from([str(TASK_UUID), str(TASK_UUID).upper(), str(OTHER_TASK_UUID)]),
    imageURL=st.just(IMAGE_URL),
)
FAULTS = st.builds(make_error, taskUUID=st.sampled_from([str(TASK_UUID), str(OTHER_TASK_UUID)]))


@given(st.lists(ENTRIES), st.lists(FAULTS))
def test_batched_task_gets_the_same_progress_as_a_single_poll(
    entries: list[dict[str, Any]], faults: list[dict[str, Any]]
) -> None:
    body = {"data": entries, "errors": faults}
    for task in (TASK_UUID, OTHER_TASK_UUID):
        assert progress_in_batch(body, task) == parse_progress(parse_reply(body), task)


def test_a_success_without_a_picture_is_a_failure() -> None:
    told = parse_progress(parse_reply({"data": [make_item(status="success", imageUUID="a")]}), TASK_UUID)
    assert [fault.error_class for fault in told.failures] == [ErrorClass.UPSTREAM]


@pytest.mark.parametrize("code", ["taskNotFound", "taskExpired", "taskFailedOrNotFound"])
def test_task_not_found_counts_as_lost_instead_of_failed(code: str) -> None:
    told = parse_progress(parse_reply({"errors": [make_error(code)]}), TASK_UUID)
    assert (told.is_task_not_found, told.failures) == (True, ())


def details(response: object) -> dict[str, Any]:
    return {"data": [{"taskType": "getTaskDetails", "taskUUID": str(TASK_UUID), "request": [{}], "response": response}]}


@pytest.mark.parametrize(
    "response",
    [
        {"data": [{"imageUUID": "a", "imageURL": IMAGE_URL}]},
        {"data": {"imageUUID": "a", "imageURL": IMAGE_URL}},
        [{"data": [{"imageUUID": "a", "imageURL": IMAGE_URL}]}],
        [{"imageUUID": "a", "imageURL": IMAGE_URL}],
    ],
)
def test_details_of_a_finished_task_are_parsed(response: object) -> None:
    told = parse_task_details(parse_reply(details(response)), TASK_UUID)
    assert told is not None
    assert [result.image_uuid for result in told.results] == ["a"]


@pytest.mark.parametrize(
    "response",
    [
        None,
        {},
        {"data": []},
        {"data": [make_item()]},
        {"data": [make_item(imageUUID="a", imageURL=IMAGE_URL), make_item(status="processing")]},
        {"errors": [make_error("conflictTaskUUID")]},
    ],
)
def test_details_without_a_final_state_are_ignored(response: object) -> None:
    assert parse_task_details(parse_reply(details(response)), TASK_UUID) is None


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
    assert to_micro_dollars(cost) == micros


@pytest.mark.parametrize(
    ("told", "dollars"),
    [
        (2450.75, 2450.75),
        ({"amount": 12.34, "freeBalance": 1}, 12.34),
        ("3.5", 3.5),
        (-0.5, -0.5),
        (1e308, None),
        (None, None),
        ({}, None),
    ],
)
def test_balance_is_parsed_as_a_number_or_inside_an_object(told: object, dollars: float | None) -> None:
    assert parse_balance(parse_reply({"data": [{"taskType": "accountManagement", "balance": told}]})) == dollars


@pytest.mark.parametrize("body", [None, [], "x", 7, {}, {"errors": []}])
def test_reply_without_data_is_unreadable(body: object) -> None:
    assert not parse_reply(body).is_readable
