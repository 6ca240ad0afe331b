"""Runware's official SDK against the stand-in over a real socket."""

from collections.abc import AsyncIterator

import pytest
import runware as sdk

from sandbox.runware import FakeRunware
from sandbox.runware.serving import serve_runware

MODELS = ["xai:grok-imagine@image", "xai:grok-imagine@image-pro"]


@pytest.fixture
def stand_in() -> FakeRunware:
    return FakeRunware(seconds=0.02, one_per_size=True)


@pytest.fixture
async def url(stand_in: FakeRunware) -> AsyncIterator[str]:
    async with serve_runware(stand_in) as address:
        yield f"{address}/v1"


@pytest.fixture
async def client(url: str) -> AsyncIterator[sdk.Runware]:
    client = sdk.Runware(api_key="sandbox-key", transport="rest", http_base_url=url, retry_delay=10)
    yield client
    await client.close()


def task(**fields: object) -> dict[str, object]:
    return {"taskType": "imageInference", "positivePrompt": "a fox", "includeCost": True, **fields}


@pytest.mark.parametrize("delivery", ["sync", "async"])
@pytest.mark.parametrize("model", MODELS)
async def test_official_sdk_can_use_both_models(model: str, delivery: str, client: sdk.Runware) -> None:
    results = await client.run(task(model=model, deliveryMethod=delivery, width=1280, height=896, numberResults=3))
    assert len({result["imageURL"] for result in results}) == 3
    assert {result["cost"] for result in results} == {0.02 if model == MODELS[0] else 0.07}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"width": 1000, "height": 1000}, "validation"),
        ({"seed": 7}, "validation"),
        ({"positivePrompt": "fault:no_credits"}, "quota"),
        ({"positivePrompt": "fault:bad_key"}, "auth"),
        ({"positivePrompt": "fault:moderated", "deliveryMethod": "sync"}, "safety"),
    ],
)
async def test_official_sdk_understands_errors(fields: dict[str, object], code: str, client: sdk.Runware) -> None:
    with pytest.raises(sdk.RunwareError) as raised:
        await client.run(task(model=MODELS[0], **fields))
    assert raised.value.code == code


@pytest.mark.parametrize("kind", ["rate_limited", "unavailable", "drop_before"])
async def test_the_sdk_survives_temporary_faults(kind: str, client: sdk.Runware, stand_in: FakeRunware) -> None:
    results = await client.run(task(model=MODELS[0], positivePrompt=f"a fox fault:{kind}", deliveryMethod="sync"))
    assert (len(results), len(stand_in.tasks)) == (1, 1)
