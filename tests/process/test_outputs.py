"""How results come back: inside replies or behind addresses, announced by webhooks, copied into an archive."""

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.process.test_review_hold import decide_case, enable_approval
from tests.support.bot_process import KillPoint
from tests.support.invariants import assert_every_request_ended_once
from tests.support.process_stage import ProcessStage, wait_until


def tasks(stage: ProcessStage) -> list[dict[str, Any]]:
    return [task.raw for task in stage.sandbox.runware.tasks.values()]


def questions(stage: ProcessStage) -> int:
    """How often the provider was asked what has come of a task."""
    return sum(one.has_task_type("getResponse") for one in stage.sandbox.runware.journal.exchanges)


# ── inside a reply, or behind an address ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["base64Data", "dataURI"])
async def test_inline_pictures_are_delivered_and_not_stored_in_the_database(stage: ProcessStage, kind: str) -> None:
    await stage.start(RUNWARE__OUTPUT_TYPE=kind)
    asked = stage.imagine("foxes", count=3)
    await stage.wait_until_ended()
    assert len(stage.attachments_of(asked)) == 3
    assert tasks(stage)[0]["outputType"] == kind
    row = await stage.job(asked)
    assert len(row["outcome"]) < 3000
    await assert_every_request_ended_once(stage)


async def test_inline_pictures_are_fetched_again_after_a_kill_and_paid_once(stage: ProcessStage) -> None:
    stage.kill_point = KillPoint("PATCH", "/webhooks/", with_files=True)
    await stage.start(RUNWARE__OUTPUT_TYPE="base64Data")
    asked = stage.imagine("foxes", count=2)
    await stage.wait_until_killed()
    assert (await stage.job(asked))["state"] == "ready"
    await stage.start(RUNWARE__OUTPUT_TYPE="base64Data")
    await stage.wait_until_ended()
    assert len(stage.attachments_of(asked)) == 2
    assert len(tasks(stage)) == 1
    await assert_every_request_ended_once(stage)


async def test_provider_task_contains_the_operators_ttl_and_safety(stage: ProcessStage) -> None:
    bot = await stage.start(RUNWARE__TTL="600")
    await stage.wait_until_ended(stage.imagine("a fox"))
    assert await bot.stop() == 0
    await wait_until("it is gone", lambda: stage.connected_bots == 0)
    await stage.start(RUNWARE__SAFETY="none")
    await stage.wait_until_ended(stage.imagine("an owl"))
    first, second = tasks(stage)
    assert (first["ttl"], first["safety"]) == (600, {"checkContent": True, "mode": "fast"})
    assert not {"ttl", "safety"} & set(second)


async def test_spoiler_hides_only_the_flagged_picture(stage: ProcessStage) -> None:
    await stage.start()
    asked = stage.imagine("foxes fault:one_nsfw", count=2)
    await stage.wait_until_ended()
    (message,) = stage.messages_of(asked)
    gallery = next(one for one in message.content.components if one["type"] == 12)
    assert [item.get("spoiler", False) for item in gallery["items"]] == [False, True]


# ── webhooks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def webhook_stage(stage: ProcessStage) -> tuple[ProcessStage, str]:
    """A stage whose bot polls so seldom that only a webhook can be what told it."""
    address = f"http://127.0.0.1:{free_port()}"
    await stage.start(
        HTTP__LISTEN=address.removeprefix("http://"),
        RUNWARE__WEBHOOK_URL=address,
        RUNWARE__POLL_FIRST="15",
        RUNWARE__POLL_MAX="15",
    )
    return stage, address


async def test_webhook_delivers_pictures_at_once_with_a_single_poll(
    webhook_stage: tuple[ProcessStage, str],
) -> None:
    stage, address = webhook_stage
    asked = stage.imagine("a fox")
    await stage.wait_until_ended(seconds=8)
    assert len(stage.attachments_of(asked)) == 1
    assert tasks(stage)[0]["webhookURL"].startswith(f"{address}/webhooks/runware/")
    assert questions(stage) == 1
    assert [one.statuses for one in stage.sandbox.runware.journal.deliveries] == [[204]]
    await assert_every_request_ended_once(stage)


async def test_duplicate_late_or_missing_webhooks_do_not_affect_delivery(stage: ProcessStage) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    await stage.start(HTTP__LISTEN=address.removeprefix("http://"), RUNWARE__WEBHOOK_URL=address)
    asked = [
        stage.imagine(f"foxes fault:webhook_{how}", user=stage.add_member(how), count=2)
        for how in ("twice", "late", "never")
    ]
    await stage.wait_until_ended()
    assert [len(stage.attachments_of(one)) for one in asked] == [2, 2, 2]
    await assert_every_request_ended_once(stage)


async def test_forged_or_repeated_webhook_calls_cause_no_additional_polls(
    webhook_stage: tuple[ProcessStage, str],
) -> None:
    stage, address = webhook_stage
    stage.sandbox.runware.account.task_durations = 60
    stage.imagine("a fox")
    await wait_until("the task is there", lambda: stage.sandbox.runware.tasks)
    (task,) = tasks(stage)
    token = urlsplit(task["webhookURL"]).path.rpartition("/")[2]
    other = ("0" if token[0] != "0" else "1") + token[1:]
    async with aiohttp.ClientSession() as session:

        async def call(token: str, body: bytes) -> int:
            async with session.post(f"{address}/webhooks/runware/{token}", data=body) as response:
                return response.status

        assert [await call(one, b"{}") for one in (other, token[:-1], "x" * 75)] == [404, 404, 404]
        assert questions(stage) == 0
        assert [await call(token, b"{}") for _ in range(5)] == [204] * 5
        await wait_until("it asks", lambda: questions(stage))
        assert await call(token, b'{"news": true}') == 204
        await wait_until("it asks once more", lambda: questions(stage) > 1)
    assert questions(stage) == 2


# ── the archive ──────────────────────────────────────────────────────────────────────────────────────────────────────


class UploadServer:
    """Takes what is put there, or refuses everything."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.status = 200
        self.pause = 0.0

    async def put(self, request: web.Request) -> web.Response:
        """One object."""
        await asyncio.sleep(self.pause)
        if self.status == 200:
            self.objects[request.path] = await request.read()
        return web.Response(status=self.status)


@pytest.fixture
async def bucket() -> AsyncIterator[tuple[UploadServer, dict[str, str]]]:
    """A bucket, and the settings that name it."""
    kept = UploadServer()
    application = web.Application(client_max_size=1 << 26)
    application.router.add_put("/{path:.*}", kept.put)
    async with TestServer(application) as server:
        yield (
            kept,
            {
                "ARCHIVE__BUCKET": "pictures",
                "ARCHIVE__ENDPOINT_URL": str(server.make_url("")).rstrip("/"),
                "ARCHIVE__ACCESS_KEY_ID": "id",
                "ARCHIVE__SECRET_ACCESS_KEY": "very secret",
            },
        )


async def test_archive_stores_each_picture_once_under_a_readable_key(
    stage: ProcessStage, bucket: tuple[UploadServer, dict[str, str]]
) -> None:
    kept, settings = bucket
    await stage.start(**settings)
    one, three = stage.imagine("a fox"), stage.imagine("owls", user=stage.add_member("M"), count=3, format="PNG")
    await stage.wait_until_ended()
    await wait_until("all is there", lambda: len(kept.objects) == 4)
    names = {path.rpartition("/")[2].partition("-")[2] for path in kept.objects}
    assert names == {f"{one.id}-1.jpg", *(f"{three.id}-{number}.png" for number in (1, 2, 3))}
    endpoints = ["uploadEndpoint" in task for task in tasks(stage)]
    assert sorted(endpoints) == [False, True]
    shown = {
        stage.sandbox.discord.files.data(one["id"]) for asked in stage.requests for one in stage.attachments_of(asked)
    }
    assert set(kept.objects.values()) == shown
    assert "very secret" not in stage.bots[0].output + stage.bots[0].errors
    assert "X-Amz-Signature=" not in stage.bots[0].output + stage.bots[0].errors


@pytest.mark.parametrize(("action", "copies"), [("decline", 0), ("approve", 1)])
async def test_held_picture_is_archived_only_after_approval(
    stage: ProcessStage, bucket: tuple[UploadServer, dict[str, str]], action: str, copies: int
) -> None:
    kept, settings = bucket
    await stage.start(**settings)
    enable_approval(stage)
    stage.imagine("a fox")
    await decide_case(stage, action)
    await stage.wait_until_ended()
    await wait_until("it is copied", lambda: len(kept.objects) == copies)
    assert ["uploadEndpoint" in task for task in tasks(stage)] == [False]


@pytest.mark.parametrize(("status", "pause"), [(500, 0.0), (403, 0.0), (200, 30.0)])
async def test_failing_or_hanging_archive_does_not_delay_delivery(
    stage: ProcessStage, bucket: tuple[UploadServer, dict[str, str]], status: int, pause: float
) -> None:
    kept, settings = bucket
    kept.status, kept.pause = status, pause
    bot = await stage.start(**settings)
    one, three = stage.imagine("a fox"), stage.imagine("owls", user=stage.add_member("M"), count=3)
    await stage.wait_until_ended(seconds=10)
    assert [len(stage.attachments_of(asked)) for asked in (one, three)] == [1, 3]
    assert await bot.stop() == 0
    await assert_every_request_ended_once(stage)


# ── models that go away ──────────────────────────────────────────────────────────────────────────────────────────────

SUCCESSOR = {"MODELS__PRO__SUCCESSOR": "quality", "MODELS__QUALITY__ENABLED": "true"}


async def test_retired_model_alerts_the_operator_once_and_its_successor_takes_over(
    stage: ProcessStage,
) -> None:
    stage.sandbox.runware.account.retire("xai:grok-imagine@image-pro")
    await stage.start(**SUCCESSOR)
    asked = [stage.imagine("a fox", user=stage.add_member(name), model="pro", resolution="2K") for name in "AB"]
    await stage.wait_until_ended()
    for one in asked:
        assert "no longer offers Grok Imagine Pro; Grok Imagine Quality now draws in its place" in stage.text_of(one)
    (alert,) = stage.direct_messages(stage.sandbox.discord.world.owner)
    assert "xai:grok-imagine@image-pro" in alert.content.text
    later = stage.imagine("an owl", user=stage.add_member("C"), model="pro", resolution="2K")
    await stage.wait_until_ended()
    assert "no longer offers Grok Imagine Pro, so Grok Imagine Quality draws this" in stage.text_of(later)
    (picture,) = stage.attachments_of(later)
    assert (picture["width"], picture["height"]) == (2048, 2048)
    (row,) = await stage.query("SELECT SUM(micro_dollars) AS micro_dollars FROM ledger")
    assert row["micro_dollars"] == 50_000
    await assert_every_request_ended_once(stage, expected_error_events={"model_lost"})


async def test_retired_model_without_successor_is_refused_after_a_restart(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.retire("xai:grok-imagine@image-pro")
    bot = await stage.start()
    await stage.wait_until_ended(stage.imagine("a fox", model="pro"))
    assert await bot.stop() == 0
    await wait_until("it is gone", lambda: stage.connected_bots == 0)
    await stage.start()
    late = stage.imagine("an owl", model="pro")
    await wait_until("the late one is answered", late.settled.is_set)
    assert "Runware does not offer Grok Imagine Pro right now; you can use standard." in stage.private_reply(late)
    assert len(stage.direct_messages(stage.sandbox.discord.world.owner)) == 1
    assert len(stage.sandbox.runware.journal.as_json("imageInference")) == 1
