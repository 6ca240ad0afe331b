"""Tasks: what the seeds allow can be built, nothing else."""

import base64
import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.catalog import DEFAULT_MODELS, AspectRatio, OutputFormat, Resolution, Size
from bot.domain.request import Request
from bot.domain.server_rules import SafetyMode
from bot.domain.styles import Style
from bot.errors import Invalid
from bot.runware.tasks import (
    AccountManagement,
    DeliveryMethod,
    GetResponse,
    GetTaskDetails,
    ImageInference,
    ImageUpload,
    Inputs,
    OutputOptions,
    OutputType,
    Safety,
    build_image_inference,
    to_data_uri,
)

UUID_1 = "39571168-687a-4aec-a253-df7be20bd0d4"
SEEDS = Path(__file__).parents[1] / "seeds"
SMALLEST: dict[str, Any] = {
    "task_uuid": UUID(UUID_1),
    "model": "xai:grok-imagine@image",
    "positive_prompt": "x",
    "width": 1280,
    "height": 896,
}


def test_minimal_task_body_matches_the_documented_example() -> None:
    assert ImageInference(**SMALLEST).request_body() == {
        "taskType": "imageInference",
        "taskUUID": UUID_1,
        "model": "xai:grok-imagine@image",
        "positivePrompt": "x",
        "width": 1280,
        "height": 896,
    }


def test_task_parameters_match_the_model_page_exactly() -> None:
    page = (SEEDS / "grok-imagine-image-pro.md").read_text(encoding="utf-8")
    named = set(re.findall(r"#request-([a-z-]+)\)", page.split("## Response Parameters")[0]))
    schema = ImageInference.model_json_schema(by_alias=True)
    ours = {name.lower() for name in schema["properties"]} | {
        f"{part.lower()}-{name.lower()}"
        for part in ("safety", "inputs")
        for name in schema["$defs"][part.capitalize()]["properties"]
    }
    assert ours - {"inputs"} == named


@pytest.mark.parametrize(
    "fields",
    [
        {"height": None},
        {"width": None},
        {"resolution": Resolution.K1},
        {"width": None, "height": None},
        {"positive_prompt": ""},
        {"number_results": 0},
        {"number_results": 21},
        {"number_results": "2"},
        {"output_quality": 19},
        {"output_quality": 100},
        {"ttl": 59},
        {"ttl": 60, "output_type": OutputType.BASE64},
        {"webhook_url": "ftp://example.org"},
        {"upload_endpoint": "file:///etc/passwd"},
        {"task_uuid": UUID("39571168-687a-1aec-a253-df7be20bd0d4")},
        {"seed": 7},
        {"negative_prompt": "y"},
        {"output_format": "GIF"},
        {"task_type": "imageUpload"},
    ],
)
def test_invalid_task_fields_are_rejected(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ImageInference(**{**SMALLEST, **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"check_content": True, "mode": SafetyMode.NONE},
        {"check_content": False, "mode": SafetyMode.FAST},
    ],
)
def test_safety_settings_must_be_consistent(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Safety(**fields)


def test_task_with_reference_pictures_needs_no_size() -> None:
    task = ImageInference(
        **{**SMALLEST, "width": None, "height": None}, inputs=Inputs(reference_images=("data:image/png;base64,AAAA",))
    )
    assert task.request_body()["inputs"] == {"referenceImages": ["data:image/png;base64,AAAA"]}
    assert "width" not in task.request_body()


def test_a_task_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        ImageInference(**SMALLEST).positive_prompt = "y"  # type: ignore[misc]  # the very thing that must fail


FIELDS = st.fixed_dictionaries(
    {
        "task_uuid": st.uuids(version=4),
        "model": st.text(min_size=1),
        "positive_prompt": st.text(min_size=1),
        "width": st.integers(1, 4096),
        "height": st.integers(1, 4096),
    },
    optional={
        "number_results": st.integers(1, 20),
        "output_type": st.just(OutputType.URL),
        "output_format": st.sampled_from(OutputFormat),
        "output_quality": st.integers(20, 99),
        "delivery_method": st.sampled_from(DeliveryMethod),
        "include_cost": st.booleans(),
        "safety": st.booleans().map(lambda checks: Safety(check_content=checks)),
        "ttl": st.integers(60),
        "upload_endpoint": st.just("https://example.org/put?a=b"),
        "webhook_url": st.just("https://example.org/hook"),
        "inputs": st.text(min_size=1).map(lambda picture: Inputs(reference_images=(picture,))),
    },
)


@given(FIELDS)
def test_task_survives_a_json_round_trip(fields: dict[str, Any]) -> None:
    task = ImageInference(**fields)
    assert ImageInference.model_validate_json(json.dumps(task.request_body())) == task


def wished(**fields: Any) -> Request:
    asked: dict[str, Any] = {
        "prompt": "a lighthouse",
        "model": "standard",
        "ratio": AspectRatio.SQUARE,
        "resolution": Resolution.K1,
        "size": Size(1024, 1024),
        "count": 1,
        "estimate": 1,
    }
    return Request(**{**asked, **fields})


def body_of(request: Request, **more: Any) -> dict[str, Any]:
    return build_image_inference(request, DEFAULT_MODELS[request.model], uuid4(), **more).request_body()


@pytest.mark.parametrize(
    ("key", "resolution", "ratio"),
    [
        (key, resolution, ratio)
        for key, model in DEFAULT_MODELS.items()
        for resolution, table in model.sizes.items()
        for ratio in table
    ],
)
def test_a_request_becomes_an_asynchronous_task_of_its_exact_size(
    key: str, resolution: Resolution, ratio: AspectRatio
) -> None:
    model = DEFAULT_MODELS[key]
    size = model.size(ratio, resolution)
    request = wished(
        model=key, ratio=ratio, resolution=resolution, size=size, count=4, format=OutputFormat.WEBP, quality=80
    )
    task_uuid = uuid4()
    assert build_image_inference(request, model, task_uuid).request_body() == {
        "taskType": "imageInference",
        "taskUUID": str(task_uuid),
        "model": model.air,
        "positivePrompt": "a lighthouse",
        "width": size.width,
        "height": size.height,
        "numberResults": 4,
        "outputType": "URL",
        "outputFormat": "WEBP",
        "outputQuality": 80,
        "deliveryMethod": "async",
        "includeCost": True,
        "safety": {"checkContent": True, "mode": "fast"},
    }


def test_style_text_is_part_of_the_positive_prompt() -> None:
    style = Style(name="ink", text="ink drawing")
    request = wished(style=style)
    assert body_of(request)["positivePrompt"] == request.full_prompt != "a lighthouse"


@pytest.mark.parametrize("reference", ["c62f6951-f37f-4019-a51c-0ed55c202732", to_data_uri(b"picture", "image/webp")])
def test_edit_sends_the_resolution_without_width_and_height(reference: str) -> None:
    body = body_of(
        wished(model="pro", ratio=None, size=None, resolution=Resolution.K2, prompt="make it night"),
        references=[reference],
    )
    assert body["inputs"] == {"referenceImages": [reference]}
    assert body["resolution"] == "2K"
    assert not {"width", "height"} & body.keys()


def test_edit_with_an_explicit_size_sends_width_and_height() -> None:
    body = body_of(wished(), references=["c62f6951-f37f-4019-a51c-0ed55c202732"])
    assert (body["width"], body["height"]) == (1024, 1024)
    assert "resolution" not in body


def test_excess_references_are_rejected_before_sending() -> None:
    with pytest.raises(Invalid, match="takes 1 reference"):
        body_of(wished(), references=["a", "b"])


@pytest.mark.parametrize("output_type", OutputType)
def test_output_options_of_the_operator_are_applied(output_type: OutputType) -> None:
    outputs = OutputOptions(
        output_type=output_type,
        ttl=3600,
        safety=SafetyMode.NONE,
        webhook_url="https://example.org/hook",
        upload_endpoint="https://example.org/put?a=b",
    )
    body = body_of(wished(), outputs=outputs)
    assert body["outputType"] == output_type
    assert body.get("ttl") == (3600 if output_type is OutputType.URL else None)
    assert body["webhookURL"] == "https://example.org/hook"
    assert body["uploadEndpoint"] == "https://example.org/put?a=b"
    assert "safety" not in body
    assert (body["deliveryMethod"], body["includeCost"]) == ("async", True)


@given(st.binary(min_size=1), st.sampled_from(["image/jpeg", "image/png", "image/webp"]))
def test_upload_contains_the_picture_as_a_data_uri(data: bytes, media_type: str) -> None:
    task = ImageUpload(image=to_data_uri(data, media_type))
    body = task.request_body()
    assert (body["taskType"], body["taskUUID"]) == ("imageUpload", str(task.task_uuid))
    head, _, text = body["image"].partition(",")
    assert head == f"data:{media_type};base64"
    assert base64.b64decode(text, validate=True) == data


@pytest.mark.parametrize(
    "image", ["", "/etc/passwd", "https://example.org/a.png", "data:image/png;base64,", "data:text/html;base64,AAAA"]
)
def test_upload_accepts_only_picture_data_uris(image: str) -> None:
    with pytest.raises(ValidationError):
        ImageUpload(image=image)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"width": 1000, "height": 1000}, "1000×1000"),
        ({"width": 2048, "height": 2048}, "2048×2048"),
        ({"width": None, "height": None, "resolution": Resolution.K2}, "2K"),
        ({"inputs": Inputs(reference_images=("a", "b"))}, "1 reference"),
        ({"model": "xai:grok-imagine@image-pro"}, "another model"),
    ],
)
def test_fields_unsupported_by_the_model_are_rejected_by_name(fields: dict[str, Any], named: str) -> None:
    with pytest.raises(Invalid, match=named):
        ImageInference(**{**SMALLEST, **fields}).validate_for_model(DEFAULT_MODELS["standard"])


def test_other_tasks_match_their_documented_bodies() -> None:
    task_uuid = UUID(UUID_1)
    assert GetResponse(task_uuid=task_uuid).request_body() == {"taskType": "getResponse", "taskUUID": UUID_1}
    assert GetTaskDetails(task_uuid=task_uuid).request_body() == {"taskType": "getTaskDetails", "taskUUID": UUID_1}
    account = AccountManagement().request_body()
    assert (account["taskType"], account["operation"]) == ("accountManagement", "getDetails")
