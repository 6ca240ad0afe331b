"""The successors of both models: sizes, prices, and retired models."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.runware import FakeRunware
from sandbox.runware.models import DEFAULT_MODELS, ONE_K_SIZES, PRO_MODEL, TWO_K_SIZES, Model, Size
from tests.support.sandbox_client import (
    STANDARD_MODEL,
    SandboxClient,
    SettableClock,
    first_error,
    make_task,
    png_base64,
)

QUALITY, SECOND = "xai:grok-imagine@image-quality", "xai:grok-imagine@image-2.0"
GONE = (400, "invalidModel", "model")
OWN = [Size(720, 1280), Size(832, 1248), Size(1280, 720), Size(1248, 832), Size(1584, 2816), Size(2816, 1584)]


@pytest.fixture
def runware(clock: SettableClock) -> FakeRunware:
    return FakeRunware(seconds=5.0, clock=clock, one_per_size=True)


SIZES = [(QUALITY, size, True) for size in (*ONE_K_SIZES, *TWO_K_SIZES)]
SIZES += [(SECOND, size, True) for size in OWN]
SIZES += [(SECOND, size, False) for size in (*ONE_K_SIZES, *TWO_K_SIZES)]
SIZES += [(QUALITY, size, False) for size in OWN]


@pytest.mark.parametrize(("air", "size", "allowed"), SIZES, ids=str)
async def test_successor_models_accept_only_their_own_sizes(
    air: str, size: Size, allowed: bool, client: SandboxClient
) -> None:
    reply = await client.post(make_task(model=air, width=size.width, height=size.height))
    assert reply["status"] == 200 if allowed else first_error(reply)[:2] == (400, "unsupportedDimensions")


LOW, MEDIUM = {"settings": {"quality": "low"}}, {"settings": {"quality": "medium"}}
PRICES: list[tuple[str, dict[str, Any], int, float]] = [
    (QUALITY, {}, 0, 0.05),
    (QUALITY, {"resolution": "2K"}, 0, 0.05),
    (QUALITY, {"resolution": "1K"}, 1, 0.052),
    (SECOND, {}, 0, 0.06),
    (SECOND, {"settings": {}}, 0, 0.06),
    (SECOND, LOW, 0, 0.04),
    (SECOND, MEDIUM, 0, 0.06),
    (SECOND, {"resolution": "2K"}, 0, 0.08),
    (SECOND, {"resolution": "2K", **LOW}, 0, 0.06),
    (SECOND, {"resolution": "2K", **MEDIUM}, 0, 0.08),
    (SECOND, {"width": 1584, "height": 2816}, 0, 0.08),
    (SECOND, {"width": 720, "height": 1280, **LOW}, 0, 0.04),
    (SECOND, LOW, 1, 0.05),
    (SECOND, {"resolution": "2K", **MEDIUM}, 2, 0.10),
]


@pytest.mark.parametrize(("air", "fields", "references", "cost"), PRICES)
async def test_the_successors_have_the_known_prices(
    air: str,
    fields: dict[str, Any],
    references: int,
    cost: float,
    client: SandboxClient,
    runware: FakeRunware,
    clock: SettableClock,
) -> None:
    inputs = {"inputs": {"referenceImages": [png_base64(20, 30)] * references}} if references else {}
    started = await client.submit(model=air, numberResults=2, includeCost=True, **fields, **inputs)
    clock.now += 60
    assert [item["cost"] for item in (await client.poll(started))["data"]] == [cost, cost]
    assert runware.account.balance_micro_dollars == 100_000_000 - 2 * round(cost * 1_000_000)


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"settings": {"quality": "high"}}, "invalidQuality", "settings.quality"),
    ({"settings": {"quality": None}}, "invalidQuality", "settings.quality"),
    ({"settings": {"style": "vivid"}}, "unknownParameter", "settings.style"),
    ({"settings": "low"}, "invalidSettings", "settings"),
    ({"settings": None}, "invalidSettings", "settings"),
    ({"model": STANDARD_MODEL, **LOW}, "unknownParameter", "settings"),
    ({"model": PRO_MODEL.air, **LOW}, "unknownParameter", "settings"),
    ({"model": QUALITY, "settings": {}}, "unknownParameter", "settings"),
]


@pytest.mark.parametrize(("fields", "code", "parameter"), WRONG)
async def test_settings_are_rejected_for_models_without_them(
    fields: dict[str, Any], code: str, parameter: str, client: SandboxClient
) -> None:
    assert first_error(await client.post(make_task(**{"model": SECOND, **fields}))) == (400, code, parameter)


@given(st.sampled_from(DEFAULT_MODELS), st.integers(1, 5000), st.integers(1, 5000))
def test_the_nearest_size_is_in_the_table_and_has_the_same_orientation(model: Model, width: int, height: int) -> None:
    for resolution, table in model.sizes.items():
        size, turned = (
            model.nearest_size(resolution, Size(width, height)),
            model.nearest_size(resolution, Size(height, width)),
        )
        assert {size, turned} <= set(table)
        assert width == height or _shape(size) == pytest.approx(1 / _shape(turned))


def _shape(size: Size) -> float:
    return size.width / size.height


async def test_a_retired_model_is_unavailable_until_it_is_restored(client: SandboxClient) -> None:
    assert first_error(await client.post(make_task(positivePrompt="a fox fault:model_gone"))) == GONE
    assert first_error(await client.post(make_task(positivePrompt="a cat"))) == GONE
    assert (await client.post(make_task(model=PRO_MODEL.air)))["status"] == 200
    assert (await client.request_control("GET", "models"))["retired"] == [STANDARD_MODEL]
    assert (await client.request_control("PUT", f"models?air={STANDARD_MODEL}"))["retired"] == []
    assert (await client.post(make_task()))["status"] == 200
    assert (await client.request_control("PUT", f"models?air={STANDARD_MODEL}"))["status"] == 404


async def test_an_armed_fault_can_retire_another_model(client: SandboxClient) -> None:
    await client.arm_fault("model_gone", air=PRO_MODEL.air)
    assert (await client.post(make_task()))["status"] == 200
    assert [first_error(await client.post(make_task(model=PRO_MODEL.air))) for _ in range(2)] == [GONE, GONE]


async def test_a_retired_model_finishes_accepted_tasks(client: SandboxClient, clock: SettableClock) -> None:
    started = await client.submit()
    assert (await client.request_control("DELETE", f"models?air={STANDARD_MODEL}"))["retired"] == [STANDARD_MODEL]
    assert first_error(await client.post(make_task())) == GONE
    clock.now += 60
    assert (await client.poll(started))["data"][0]["imageURL"]
