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

from bot.health import serve
from bot.runware.client import Runware
from bot.runware.tasks import DeliveryMethod, ImageInference
from bot.runware.webhooks import MAX_BODY, Webhooks
from sandbox import runware as sandbox

SOME = UUID("3d7796dd-521d-4df6-8dc5-b895def08d9f")
KEY = "the-secret-key"
BASE = "https://easel.example.org"
HOOKS = Webhooks(BASE, KEY)
UUIDS = st.uuids(version=4)


def token_of(task_uuid: UUID, hooks: Webhooks = HOOKS) -> str:
    return hooks.address(task_uuid).rpartition("/")[2]


# ── tokens ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(UUIDS)
def test_an_address_leads_back_to_its_task_in_every_process_with_the_same_key(task_uuid: UUID) -> None:
    address = HOOKS.address(task_uuid)
    assert address.startswith(f"{BASE}/webhooks/runware/")
    assert Webhooks("https://elsewhere.example.org", KEY).task_of(token_of(task_uuid)) == task_uuid


@pytest.mark.parametrize("base", ["https://easel.example.org/bot", "https://easel.example.org/bot/"])
def test_the_base_may_have_a_path(base: str) -> None:
    assert Webhooks(base, KEY).address(uuid4()).startswith("https://easel.example.org/bot/webhooks/runware/")


@given(UUIDS)
def test_a_token_needs_no_escapes_and_is_hard_to_guess(task_uuid: UUID) -> None:
    head, _, signature = token_of(task_uuid).partition(".")
    assert head == task_uuid.hex
    assert len(signature) * 6 >= 128
    assert set(signature) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(UUIDS, UUIDS)
def test_the_signature_of_one_task_does_not_open_another(mine: UUID, other: UUID) -> None:
    assume(mine != other)
    forged = other.hex + token_of(mine)[32:]
    assert HOOKS.task_of(forged) is None


@given(UUIDS, st.text(min_size=1))
def test_the_tokens_of_another_key_are_wrong(task_uuid: UUID, key: str) -> None:
    assume(key != KEY)
    assert HOOKS.task_of(token_of(task_uuid, Webhooks(BASE, key))) is None


@given(UUIDS, st.integers(0, 200), st.text(max_size=2), st.integers(0, 2))
def test_a_token_that_is_changed_anywhere_is_wrong(task_uuid: UUID, place: int, put: str, cut: int) -> None:
    token = token_of(task_uuid)
    changed = token[:place] + put + token[place + cut :]
    assume(changed != token)
    assert HOOKS.task_of(changed) is None


@given(st.text())
def test_no_text_crashes_the_reader_of_tokens(text: str) -> None:
    assert HOOKS.task_of(text) is None


@pytest.mark.parametrize("text", ["", "\ud800", str(SOME), SOME.hex, f"{SOME.hex}.", f"{SOME.hex}.AAAA"])
def test_what_has_no_signature_is_wrong(text: str) -> None:
    assert HOOKS.task_of(text) is None


def test_a_task_has_one_token_only() -> None:
    task_uuid = uuid4()
    token = token_of(task_uuid)
    written_otherwise = str(task_uuid) + token[32:]
    assert HOOKS.task_of(written_otherwise) is HOOKS.task_of(token.upper()) is HOOKS.task_of(f"{token}=") is None


def test_the_key_is_not_kept() -> None:
    assert KEY not in f"{vars(HOOKS)} {HOOKS!r} {HOOKS.address(uuid4())}"


# ── calls ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Called:
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
        return self.hooks.address(task_uuid).removeprefix(BASE)

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


async def opened(hooks: Webhooks) -> AsyncIterator[Called]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as session:
        called = Called(session, hooks)
        async with serve("127.0.0.1:0", pages=[], hooks=hooks.routes(called.hint)) as ports:
            called.port = ports.listen or 0
            yield called


@pytest.fixture
async def page() -> AsyncIterator[Called]:
    async for called in opened(HOOKS):
        yield called


@pytest.fixture
async def hasty() -> AsyncIterator[Called]:
    async for called in opened(Webhooks(BASE, KEY, max_body=100_000, timeout=0.2)):
        yield called


@pytest.mark.parametrize("body", [b"", b"{}", b'{"taskUUID": "not yours"}', b"{broken", b"\xff\x00", b"x" * 300_000])
async def test_a_call_is_a_hint_whatever_it_says(page: Called, body: bytes) -> None:
    task_uuid = uuid4()
    assert await page.post(page.path(task_uuid), body) == (204, b"")
    assert page.hints == [(task_uuid, sha256(body).digest())]


async def test_a_call_that_comes_again_is_known_by_its_digest(page: Called) -> None:
    path = page.path(uuid4())
    for body in (b"first", b"first", b"second"):
        await page.post(path, body)
    first, again, second = page.hints
    assert first == again != second


async def test_every_wrong_token_gets_the_same_answer_and_no_hint(page: Called) -> None:
    mine, other = uuid4(), uuid4()
    path = page.path(mine)
    wrong = [
        path[:-1],
        f"{path}A",
        path.replace(mine.hex, other.hex),
        "/webhooks/runware/x",
        "/webhooks/runware/%00%ff",
        f"/webhooks/runware/{mine}",
        Webhooks(BASE, "another-key").address(mine).removeprefix(BASE),
    ]
    assert {await page.post(one) for one in wrong} == {(404, b"")}
    assert page.hints == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
async def test_only_a_post_is_a_call(page: Called, method: str) -> None:
    status, _ = await page.post(page.path(uuid4()), method=method)
    assert status == 405
    assert page.hints == []


async def pieces(length: int) -> AsyncIterator[bytes]:
    piece = b"\0" * 50_000
    for _ in range(length // len(piece)):
        yield piece


async def test_a_body_may_be_as_large_as_the_cap_and_no_larger(hasty: Called) -> None:
    path = hasty.path(uuid4())
    assert (await hasty.post(path, pieces(100_000)))[0] == 204
    assert (await hasty.post(path, pieces(150_000)))[0] == 413
    assert len(hasty.hints) == 1


async def test_a_body_that_says_it_is_too_large_is_not_waited_for(page: Called) -> None:
    began = time.monotonic()
    assert await page.by_hand(page.path(uuid4()), f"Content-Length: {MAX_BODY + 1}", b"") == 413
    assert time.monotonic() - began < 3
    assert page.hints == []


async def test_a_small_body_that_unpacks_beyond_the_cap_is_refused(hasty: Called) -> None:
    packed = gzip.compress(b"\0" * 10_000_000)
    headers = f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}"
    assert await hasty.by_hand(hasty.path(uuid4()), headers, packed) == 413
    assert hasty.hints == []


async def test_whoever_sends_slowly_is_not_waited_for(hasty: Called) -> None:
    began = time.monotonic()
    assert await hasty.by_hand(hasty.path(uuid4()), "Content-Length: 10", b"{") == 408
    assert 0.2 <= time.monotonic() - began < 3
    assert hasty.hints == []


async def test_the_time_is_for_the_whole_body_not_for_each_piece(hasty: Called) -> None:
    async def dripping() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b"x"
            await asyncio.sleep(0.1)

    assert (await hasty.post(hasty.path(uuid4()), dripping()))[0] == 408
    assert hasty.hints == []


async def test_half_a_body_is_no_hint(page: Called) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", page.port)
    writer.write(f"POST {page.path(uuid4())} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{{".encode())
    await writer.drain()
    writer.transport.abort()
    whole = uuid4()
    await page.post(page.path(whole))
    assert [task_uuid for task_uuid, _ in page.hints] == [whole]


async def test_a_body_that_is_not_packed_as_it_says_is_refused(page: Called) -> None:
    headers = "Content-Encoding: gzip\r\nContent-Length: 5"
    assert await page.by_hand(page.path(uuid4()), headers, b"hello") == 400
    assert page.hints == []


async def test_a_picture_in_the_body_is_not_kept_in_memory(page: Called) -> None:
    tracemalloc.start()
    try:
        assert (await page.post(page.path(uuid4()), pieces(20_000_000)))[0] == 204
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4_000_000


async def test_the_provider_calls_for_each_result_and_the_results_are_there(page: Called) -> None:
    stand_in = sandbox.Runware(api_key=KEY, seconds=0.05, seed=7)
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
        webhook_url=f"http://127.0.0.1:{page.port}{page.path(task_uuid)}",
    )
    async with TestServer(application, port=0) as server, Runware(KEY, url=str(server.make_url("/v1"))) as client:
        await client.submit(task, until=None)
        await page.hinted(2)
        assert len((await client.poll(task_uuid, at_once=True)).results) == 2
    await stand_in.close()
    assert {told for told, _ in page.hints} == {task_uuid}
    assert len({digest for _, digest in page.hints}) == 2
