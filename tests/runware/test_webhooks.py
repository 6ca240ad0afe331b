"""Webhooks over real sockets: only whom we gave the address can give a hint, and nothing else comes of it."""

import asyncio
import gzip
import time
import tracemalloc
from collections.abc import AsyncIterator
from hashlib import sha256
from uuid import UUID, uuid4

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.observability.http_server import serve
from bot.runware.client import RunwareClient
from bot.runware.tasks import DeliveryMethod, ImageInference
from bot.runware.webhooks import MAX_BODY_BYTES, Webhooks
from sandbox import runware as sandbox

SOME = UUID("3d7796dd-521d-4df6-8dc5-b895def08d9f")
KEY = "the-secret-key"
BASE = "https://easel.example.org"
HOOKS = Webhooks(BASE, KEY)
UUIDS = st.uuids(version=4)


def token_of(task_uuid: UUID, hooks: Webhooks = HOOKS) -> str:
    return hooks.url_for(task_uuid).rpartition("/")[2]


# ── tokens ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(UUIDS)
def test_webhook_url_identifies_its_task_in_every_process_with_the_same_key(task_uuid: UUID) -> None:
    address = HOOKS.url_for(task_uuid)
    assert address.startswith(f"{BASE}/webhooks/runware/")
    assert Webhooks("https://elsewhere.example.org", KEY).verify_token(token_of(task_uuid)) == task_uuid


@pytest.mark.parametrize("base", ["https://easel.example.org/bot", "https://easel.example.org/bot/"])
def test_webhook_base_url_may_have_a_path(base: str) -> None:
    assert Webhooks(base, KEY).url_for(uuid4()).startswith("https://easel.example.org/bot/webhooks/runware/")


@given(UUIDS)
def test_webhook_token_is_url_safe_and_has_at_least_128_signature_bits(task_uuid: UUID) -> None:
    head, _, signature = token_of(task_uuid).partition(".")
    assert head == task_uuid.hex
    assert len(signature) * 6 >= 128
    assert set(signature) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(UUIDS, UUIDS)
def test_webhook_signature_is_invalid_for_another_task(mine: UUID, other: UUID) -> None:
    assume(mine != other)
    forged = other.hex + token_of(mine)[32:]
    assert HOOKS.verify_token(forged) is None


@given(UUIDS, st.text(min_size=1))
def test_webhook_token_of_another_key_is_invalid(task_uuid: UUID, key: str) -> None:
    assume(key != KEY)
    assert HOOKS.verify_token(token_of(task_uuid, Webhooks(BASE, key))) is None


@given(UUIDS, st.integers(0, 200), st.text(max_size=2), st.integers(0, 2))
def test_modified_webhook_token_is_invalid(task_uuid: UUID, place: int, put: str, cut: int) -> None:
    token = token_of(task_uuid)
    changed = token[:place] + put + token[place + cut :]
    assume(changed != token)
    assert HOOKS.verify_token(changed) is None


@given(st.text())
def test_arbitrary_text_is_not_a_valid_webhook_token(text: str) -> None:
    assert HOOKS.verify_token(text) is None


@pytest.mark.parametrize("text", ["", "\ud800", str(SOME), SOME.hex, f"{SOME.hex}.", f"{SOME.hex}.AAAA"])
def test_webhook_token_without_a_signature_is_invalid(text: str) -> None:
    assert HOOKS.verify_token(text) is None


def test_webhook_token_has_a_single_valid_spelling() -> None:
    task_uuid = uuid4()
    token = token_of(task_uuid)
    written_otherwise = str(task_uuid) + token[32:]
    assert (
        HOOKS.verify_token(written_otherwise)
        is HOOKS.verify_token(token.upper())
        is HOOKS.verify_token(f"{token}=")
        is None
    )


def test_webhooks_do_not_keep_the_key() -> None:
    assert KEY not in f"{vars(HOOKS)} {HOOKS!r} {HOOKS.url_for(uuid4())}"


# ── calls ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class WebhookPage:
    """Our page on a real socket, and what it gave hints of."""

    def __init__(self, session: aiohttp.ClientSession, hooks: Webhooks) -> None:
        self.port = 0
        self.session = session
        self.hooks = hooks
        self.hints: list[tuple[UUID, bytes]] = []
        self.news = asyncio.Event()

    def hint(self, task_uuid: UUID, digest: bytes) -> None:
        self.hints.append((task_uuid, digest))
        self.news.set()

    async def hinted(self, times: int) -> None:
        """Return once there were so many hints."""
        async with asyncio.timeout(10):
            while len(self.hints) < times:
                await self.news.wait()
                self.news.clear()

    def path(self, task_uuid: UUID) -> str:
        return self.hooks.url_for(task_uuid).removeprefix(BASE)

    async def post(self, path: str, data: object = b"{}", *, method: str = "POST") -> tuple[int, bytes]:
        async with self.session.request(method, f"http://127.0.0.1:{self.port}{path}", data=data) as reply:
            return reply.status, await reply.read()

    async def by_hand(self, path: str, headers: str, body: bytes) -> int:
        """The status of a call that sends this and then nothing more."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(f"POST {path} HTTP/1.1\r\nHost: x\r\n{headers}\r\n\r\n".encode() + body)
            return int((await reader.readline()).split()[1])
        finally:
            writer.close()


async def opened(hooks: Webhooks) -> AsyncIterator[WebhookPage]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as session:
        called = WebhookPage(session, hooks)
        async with serve("127.0.0.1:0", operator_routes=[], webhook_routes=hooks.routes(called.hint)) as ports:
            called.port = ports.listen or 0
            yield called


@pytest.fixture
async def webhook_page() -> AsyncIterator[WebhookPage]:
    async for called in opened(HOOKS):
        yield called


@pytest.fixture
async def short_timeout_page() -> AsyncIterator[WebhookPage]:
    async for called in opened(Webhooks(BASE, KEY, max_body=100_000, timeout=0.2)):
        yield called


@pytest.mark.parametrize("body", [b"", b"{}", b'{"taskUUID": "not yours"}', b"{broken", b"\xff\x00", b"x" * 300_000])
async def test_webhook_call_yields_a_hint_whatever_its_body(webhook_page: WebhookPage, body: bytes) -> None:
    task_uuid = uuid4()
    assert await webhook_page.post(webhook_page.path(task_uuid), body) == (204, b"")
    assert webhook_page.hints == [(task_uuid, sha256(body).digest())]


async def test_repeated_webhook_call_has_the_same_digest(webhook_page: WebhookPage) -> None:
    path = webhook_page.path(uuid4())
    for body in (b"first", b"first", b"second"):
        await webhook_page.post(path, body)
    first, again, second = webhook_page.hints
    assert first == again != second


async def test_invalid_webhook_tokens_get_the_same_answer_and_no_hint(webhook_page: WebhookPage) -> None:
    mine, other = uuid4(), uuid4()
    path = webhook_page.path(mine)
    wrong = [
        path[:-1],
        f"{path}A",
        path.replace(mine.hex, other.hex),
        "/webhooks/runware/x",
        "/webhooks/runware/%00%ff",
        f"/webhooks/runware/{mine}",
        Webhooks(BASE, "another-key").url_for(mine).removeprefix(BASE),
    ]
    assert {await webhook_page.post(one) for one in wrong} == {(404, b"")}
    assert webhook_page.hints == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
async def test_webhook_accepts_only_post(webhook_page: WebhookPage, method: str) -> None:
    status, _ = await webhook_page.post(webhook_page.path(uuid4()), method=method)
    assert status == 405
    assert webhook_page.hints == []


async def pieces(length: int) -> AsyncIterator[bytes]:
    piece = b"\0" * 50_000
    for _ in range(length // len(piece)):
        yield piece


async def test_webhook_body_is_limited_to_the_maximum_size(short_timeout_page: WebhookPage) -> None:
    path = short_timeout_page.path(uuid4())
    assert (await short_timeout_page.post(path, pieces(100_000)))[0] == 204
    assert (await short_timeout_page.post(path, pieces(150_000)))[0] == 413
    assert len(short_timeout_page.hints) == 1


async def test_webhook_with_an_excessive_content_length_is_rejected_immediately(webhook_page: WebhookPage) -> None:
    began = time.monotonic()
    assert await webhook_page.by_hand(webhook_page.path(uuid4()), f"Content-Length: {MAX_BODY_BYTES + 1}", b"") == 413
    assert time.monotonic() - began < 3
    assert webhook_page.hints == []


async def test_webhook_body_that_decompresses_beyond_the_limit_is_rejected(short_timeout_page: WebhookPage) -> None:
    packed = gzip.compress(b"\0" * 10_000_000)
    headers = f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}"
    assert await short_timeout_page.by_hand(short_timeout_page.path(uuid4()), headers, packed) == 413
    assert short_timeout_page.hints == []


async def test_slow_webhook_sender_times_out(short_timeout_page: WebhookPage) -> None:
    began = time.monotonic()
    assert await short_timeout_page.by_hand(short_timeout_page.path(uuid4()), "Content-Length: 10", b"{") == 408
    assert 0.2 <= time.monotonic() - began < 3
    assert short_timeout_page.hints == []


async def test_webhook_timeout_covers_the_whole_body(short_timeout_page: WebhookPage) -> None:
    async def dripping() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b"x"
            await asyncio.sleep(0.1)

    assert (await short_timeout_page.post(short_timeout_page.path(uuid4()), dripping()))[0] == 408
    assert short_timeout_page.hints == []


async def test_incomplete_webhook_body_yields_no_hint(webhook_page: WebhookPage) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", webhook_page.port)
    writer.write(f"POST {webhook_page.path(uuid4())} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{{".encode())
    await writer.drain()
    writer.transport.abort()
    whole = uuid4()
    await webhook_page.post(webhook_page.path(whole))
    assert [task_uuid for task_uuid, _ in webhook_page.hints] == [whole]


async def test_webhook_body_with_a_wrong_content_encoding_is_rejected(webhook_page: WebhookPage) -> None:
    headers = "Content-Encoding: gzip\r\nContent-Length: 5"
    assert await webhook_page.by_hand(webhook_page.path(uuid4()), headers, b"hello") == 400
    assert webhook_page.hints == []


async def test_large_webhook_body_is_not_kept_in_memory(webhook_page: WebhookPage) -> None:
    tracemalloc.start()
    try:
        assert (await webhook_page.post(webhook_page.path(uuid4()), pieces(20_000_000)))[0] == 204
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4_000_000


async def test_provider_calls_the_webhook_for_each_result(webhook_page: WebhookPage) -> None:
    stand_in = sandbox.FakeRunware(api_key=KEY, seconds=0.05, seed=7)
    application = web.Application()
    application.add_routes(stand_in.routes())
    task_uuid = uuid4()
    task = ImageInference(
        task_uuid=task_uuid,
        model="xai:grok-imagine@image",
        positive_prompt="a lighthouse",
        width=1024,
        height=1024,
        number_results=2,
        delivery_method=DeliveryMethod.ASYNC,
        webhook_url=f"http://127.0.0.1:{webhook_page.port}{webhook_page.path(task_uuid)}",
    )
    async with TestServer(application, port=0) as server, RunwareClient(KEY, url=str(server.make_url("/v1"))) as client:
        await client.submit(task, deadline=None)
        await webhook_page.hinted(2)
        assert len((await client.poll(task_uuid, immediately=True)).results) == 2
    await stand_in.close()
    assert {told for told, _ in webhook_page.hints} == {task_uuid}
    assert len({digest for _, digest in webhook_page.hints}) == 2
