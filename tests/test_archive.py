"""The operator's archive: addresses that S3 takes, copies that nobody waits for, and what is lost is told.

moto's server keeps objects as S3 does but looks at no signature. So signatures are checked here, by the rules that
Amazon publishes (Signature Version 4, authenticating requests with query parameters) and not by the code under test.
"""

import asyncio
import hashlib
import hmac
import logging
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from itertools import count, product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from uuid import uuid4

import aiohttp
import botocore.session  # type: ignore[import-untyped]  # it ships no types
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st

from bot.archive import Archive
from bot.domain.catalog import OutputFormat
from bot.domain.short_ids import make_short_id
from bot.runware.client import RunwareClient
from sandbox.runware import FakeRunware as Sandbox
from tests.runware.conftest import make_inference

ROOT = Path(__file__).parents[1]
ID, SECRET = "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
PICTURE = b"\xff\xd8" + bytes(range(256)) * 8192 + b"\xff\xd9"
NIGHT = datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC).timestamp()
MISSING = """
import asyncio, sys
sys.modules["botocore"] = sys.modules["botocore.auth"] = None
from bot.archive import Archive
async def main():
    async with Archive("pictures", region="us-east-1", access_key_id="id", secret_access_key="hunter2"): pass
asyncio.run(main())
"""


def signed(method: str, address: str, secret: str = SECRET) -> bool:
    """Whether S3 would take this address: its signature is right for the method, the host, the path and the rest."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True))
    given_ = query.pop("X-Amz-Signature")
    scope = query["X-Amz-Credential"].partition("/")[2]
    rest = "&".join(sorted(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in query.items()))
    canonical = "\n".join((method, parts.path, rest, f"host:{parts.netloc}", "", "host", "UNSIGNED-PAYLOAD"))
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    key = f"AWS4{secret}".encode()
    for word in (*scope.split("/"), "\n".join(("AWS4-HMAC-SHA256", query["X-Amz-Date"], scope, digest))):
        key = hmac.digest(key, word.encode(), "sha256")
    return query["X-Amz-SignedHeaders"] == "host" and hmac.compare_digest(key.hex(), given_)


@dataclass
class FakeBucket:
    """Takes a PUT whose signature is right as it arrived; ``script`` holds the answers that come before."""

    script: list[web.Response] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)
    objects: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def put(self, request: web.Request) -> web.Response:
        data = await request.read()
        self.asked.append(request.path)
        await self.open.wait()
        if not signed("PUT", f"http://{request.host}{request.raw_path}"):
            return refusal(403, "SignatureDoesNotMatch")
        if self.script:
            return self.script.pop(0)
        self.objects[request.path] = (data, request.content_type)
        return web.Response()


def refusal(status: int, code: str, **headers: str) -> web.Response:
    said = f"<Error><Code>{code}</Code><StringToSign>secret words</StringToSign></Error>"
    return web.Response(status=status, text=said, headers=headers)


@pytest.fixture
async def bucket() -> FakeBucket:
    made = FakeBucket()
    made.open.set()
    return made


@dataclass
class LostCounter:
    """Counts what it hears of."""

    times: int = 0

    def __call__(self) -> None:
        self.times += 1


@pytest.fixture
def lost_counter() -> LostCounter:
    return LostCounter()


@asynccontextmanager
async def archive_at(bucket: FakeBucket, **settings: Any) -> AsyncIterator[Archive]:
    app = web.Application(client_max_size=1 << 24)
    app.router.add_put("/{key:.*}", bucket.put)
    async with TestServer(app) as server, archive(str(server.make_url("")), **settings) as made:
        try:
            yield made
        finally:
            await made.close()
            bucket.open.set()


def archive(endpoint_url: str | None = None, bucket: str = "pictures", **settings: Any) -> Archive:
    keys = {"region": "eu-central-1", "access_key_id": ID, "secret_access_key": SECRET}
    return Archive(
        bucket,
        endpoint_url=endpoint_url,
        **{"prefix": "easel/", "pause": 0.01, "drain_timeout": 10, **keys, **settings},
    )


@dataclass
class MotoStorage:
    """A bucket of moto's server, and a client of Amazon's own making that looks into it."""

    endpoint_url: str
    client: Any

    async def keys(self) -> list[str]:
        listed = await asyncio.to_thread(self.client.list_objects_v2, Bucket="pictures")
        return [one["Key"] for one in listed.get("Contents", ())]

    async def read(self, key: str) -> tuple[bytes, str]:
        found = await asyncio.to_thread(self.client.get_object, Bucket="pictures", Key=key)
        return found["Body"].read(), found["ContentType"]


@pytest.fixture(scope="session")
def moto() -> Iterator[str]:
    from moto.server import ThreadedMotoServer  # noqa: PLC0415 - it takes seconds

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
async def storage(moto: str) -> AsyncIterator[MotoStorage]:
    async with aiohttp.ClientSession() as session, session.post(f"{moto}/moto-api/reset") as response:
        assert response.status == 200
    keys = {"aws_access_key_id": ID, "aws_secret_access_key": SECRET, "region_name": "us-east-1"}
    client = botocore.session.Session().create_client("s3", endpoint_url=moto, **keys)
    await asyncio.to_thread(client.create_bucket, Bucket="pictures")
    yield MotoStorage(moto, client)
    client.close()


def test_signature_check_agrees_with_the_published_amazon_example() -> None:
    example = (
        "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
        "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
        "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
    )
    assert signed("GET", example, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    assert not signed("PUT", example, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")


@pytest.mark.parametrize(
    ("prefix", "folder"), [("easel/", "easel/"), ("", ""), ("a/b", "a/b/"), ("/../a//./b/", "a/b/")]
)
def test_object_key_contains_date_short_id_and_picture_number(prefix: str, folder: str) -> None:
    key = archive(prefix=prefix).object_key(1441409331281920000, 3, NIGHT, OutputFormat.PNG)
    day, code = key.removesuffix("-1441409331281920000-3.png").rsplit("/", 1)
    assert (day, len(code)) == (f"{folder}2026/11/21", 6)


def test_object_keys_are_unique_even_if_short_ids_collide() -> None:
    made, seen = archive(), dict[str, int]()
    job = next(job for job in count(1) if seen.setdefault(make_short_id(job), job) != job)
    pictures = product((job, seen[make_short_id(job)]), (1, 2), OutputFormat)
    keys = [made.object_key(one, number, NIGHT, format_) for one, number, format_ in pictures]
    assert len(set(keys)) == len(keys) == 12


@pytest.mark.parametrize(
    ("bucket", "region", "endpoint_url", "place"),
    [
        ("pictures", "eu-central-1", None, "https://pictures.s3.eu-central-1.amazonaws.com/a.jpg"),
        ("pictures", "cn-north-1", None, "https://pictures.s3.cn-north-1.amazonaws.com.cn/a.jpg"),
        # A certificate for *.s3… holds for no dot inside the star, and a host has no capitals.
        ("my.pictures", "us-east-1", None, "https://s3.us-east-1.amazonaws.com/my.pictures/a.jpg"),
        ("Pictures", "us-east-1", None, "https://s3.us-east-1.amazonaws.com/Pictures/a.jpg"),
        ("pictures", "auto", "https://id.r2.example.com/", "https://id.r2.example.com/pictures/a.jpg"),
        ("pictures", "us-east-1", "https://example.com/s3", "https://example.com/s3/pictures/a.jpg"),
    ],
)
async def test_bucket_is_addressed_by_host_at_amazon_and_by_path_elsewhere(
    bucket: str, region: str, endpoint_url: str | None, place: str
) -> None:
    async with archive(endpoint_url, bucket, region=region) as made:
        address = made.presigned_put_url("a.jpg")
    assert address.partition("?")[0] == place
    assert signed("PUT", address)


async def test_presigned_url_signs_only_the_host_and_its_expiry() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    async with archive() as made:
        query = dict(parse_qsl(urlsplit(made.presigned_put_url("easel/a.jpg", seconds=240)).query))
    began = datetime.strptime(query["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert before <= began <= datetime.now(UTC)
    assert (query["X-Amz-Expires"], query["X-Amz-SignedHeaders"]) == ("240", "host")
    assert len(query) == 6  # the algorithm, whose key and the signature besides


async def test_modified_presigned_url_has_an_invalid_signature() -> None:
    async with archive() as made:
        address = made.presigned_put_url("easel/a.jpg")
    assert signed("PUT", address)
    assert not signed("GET", address)
    for part, other in (("a.jpg", "b.jpg"), ("Expires=3600", "Expires=9999"), ("pictures.s3", "elsewhere.s3")):
        assert not signed("PUT", address.replace(part, other)), part


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40))
def test_presigned_url_is_valid_for_any_prefix(prefix: str) -> None:
    async def address(made: Archive) -> tuple[str, str]:
        async with made:
            key = made.object_key(1, 1, NIGHT, OutputFormat.JPG)
            return key, made.presigned_put_url(key)

    key, made = asyncio.run(address(archive(prefix=prefix)))
    assert signed("PUT", made)
    assert unquote(urlsplit(made).path) == f"/{key}"


async def test_presigned_url_allows_anybody_to_upload_raw_bytes(storage: MotoStorage) -> None:
    async with archive(storage.endpoint_url) as made, aiohttp.ClientSession() as session:
        key = made.object_key(7, 1, NIGHT, OutputFormat.JPG)
        async with session.put(made.presigned_put_url(key), data=BytesIO(PICTURE)) as response:
            assert response.status == 200
    assert await storage.keys() == [key]
    assert (await storage.read(key))[0] == PICTURE


async def test_stored_picture_has_its_content_type(storage: MotoStorage) -> None:
    async with archive(storage.endpoint_url, prefix="à b+c/") as made:
        keys = [made.object_key(7, number, NIGHT, OutputFormat.PNG) for number in range(1, 21)]
        for key in keys:
            made.store(key, PICTURE, "image/png")
    assert sorted(await storage.keys()) == sorted(keys)
    assert await storage.read(keys[4]) == (PICTURE, "image/png")


async def test_provider_uploads_a_picture_directly_to_the_archive(storage: MotoStorage) -> None:
    sandbox = Sandbox(seconds=0.05)
    app = web.Application()
    app.add_routes(sandbox.routes())
    task = make_inference(uuid4())
    async with (
        TestServer(app) as server,
        RunwareClient("sandbox-key", url=str(server.make_url("/v1"))) as client,
        archive(storage.endpoint_url) as made,
    ):
        key = made.object_key(7, 1, NIGHT, OutputFormat.JPG)
        until = time.time() + 20
        await client.submit(task.model_copy(update={"upload_endpoint": made.presigned_put_url(key)}), deadline=until)
        while not await storage.keys() and time.time() < until:  # noqa: ASYNC110 - the bucket has no event
            await asyncio.sleep(0.02)
        (drawn,) = sandbox.tasks[str(task.task_uuid)].results
        assert await storage.keys() == [key]
        assert await storage.read(key) == (await sandbox.picture_store.read(drawn.image_uuid), "image/jpeg")
        await sandbox.close()


async def test_uploaded_key_matches_the_signed_key(bucket: FakeBucket) -> None:
    async with archive_at(bucket, prefix="à b+c%2F@!$&'(),;=:~*?#/") as made:
        key = made.object_key(7, 1, NIGHT, OutputFormat.JPG)
        made.store(key, PICTURE, "image/jpeg")
    assert bucket.objects == {f"/pictures/{key}": (PICTURE, "image/jpeg")}


async def test_busy_bucket_is_retried(
    bucket: FakeBucket, caplog: pytest.LogCaptureFixture, lost_counter: LostCounter
) -> None:
    bucket.script += [refusal(503, "SlowDown"), refusal(429, "TooManyRequests"), refusal(500, "InternalError")]
    async with archive_at(bucket, on_lost=lost_counter) as made:
        made.store("a.jpg", b"a", "image/jpeg")
    assert (list(bucket.objects), lost_counter.times) == (["/pictures/a.jpg"], 0)
    assert "archive has no copy" not in caplog.text


@pytest.mark.parametrize(
    "answer", [(403, "AccessDenied"), (404, "NoSuchBucket"), (307, "TemporaryRedirect"), (400, "EntityTooLarge")]
)
async def test_rejected_upload_is_final_and_logged_and_redirects_are_not_followed(
    answer: tuple[int, str], bucket: FakeBucket, caplog: pytest.LogCaptureFixture, lost_counter: LostCounter
) -> None:
    bucket.script.append(refusal(*answer, Location="/elsewhere"))
    async with archive_at(bucket, on_lost=lost_counter) as made:
        made.store("a.jpg", b"a", "image/jpeg")
    assert (bucket.asked, bucket.objects, lost_counter.times) == (["/pictures/a.jpg"], {}, 1)
    assert f"no copy of a.jpg: HTTP {answer[0]} {answer[1]}" in caplog.text


async def test_unreachable_bucket_logs_a_warning_per_picture_and_raises_nothing(
    unused_tcp_port: int, caplog: pytest.LogCaptureFixture, lost_counter: LostCounter
) -> None:
    async with archive(f"http://127.0.0.1:{unused_tcp_port}", tries=3, on_lost=lost_counter) as made:
        for number in range(9):
            made.store(f"{number}.jpg", PICTURE, "image/jpeg")
    told = [record for record in caplog.records if record.name == "bot.archive"]
    assert (lost_counter.times, [record.levelname for record in told]) == (9, ["WARNING"] * 9)
    assert all("no answer (ClientConnectorError)" in record.getMessage() for record in told)


async def test_archive_log_contains_no_presigned_url(
    bucket: FakeBucket, unused_tcp_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    bucket.script += [refusal(503, "SlowDown"), refusal(403, "AccessDenied")]
    async with archive_at(bucket, tries=2) as made:
        made.store("a.jpg", b"a", "image/jpeg")
    async with archive(f"http://127.0.0.1:{unused_tcp_port}", tries=2) as dead:
        dead.store("b.jpg", b"b", "image/jpeg")
    assert caplog.text.count("no copy of ") == 2
    told = [line for line in caplog.text.splitlines() if "aiohttp.access" not in line]  # the stand-in's own log
    assert not [line for line in told if "X-Amz" in line or "AWS4-HMAC" in line or "secret words" in line]
    assert ID not in "".join(told)


@pytest.mark.parametrize(("limit", "value"), [("MAX_QUEUED_PICTURES", 3), ("MAX_QUEUED_BYTES", 3 * len(PICTURE))])
async def test_archive_drops_only_pictures_beyond_its_limits(
    limit: str, value: int, bucket: FakeBucket, lost_counter: LostCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"bot.archive.{limit}", value)
    bucket.open.clear()
    async with archive_at(bucket, on_lost=lost_counter) as made:
        for number in range(5):
            made.store(f"{number}.jpg", PICTURE, "image/jpeg")
        assert lost_counter.times == 2
        bucket.open.set()
        while made._pending:  # noqa: ASYNC110 - nobody else waits for this
            await asyncio.sleep(0.01)
        made.store("later.jpg", PICTURE[:1], "image/jpeg")
    assert bucket.objects.keys() == {f"/pictures/{name}.jpg" for name in ("0", "1", "2", "later")}
    assert lost_counter.times == 2


async def test_close_waits_for_pending_uploads(bucket: FakeBucket, lost_counter: LostCounter) -> None:
    bucket.open.clear()
    async with archive_at(bucket, on_lost=lost_counter) as made:
        for number in range(9):
            made.store(f"{number}.jpg", b"a", "image/jpeg")
        closing = asyncio.create_task(made.close())
        while not bucket.asked:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
        assert not closing.done()
        bucket.open.set()
        await closing
    assert (len(bucket.objects), lost_counter.times) == (9, 0)


async def test_close_gives_up_after_the_drain_timeout_and_logs_lost_pictures(
    bucket: FakeBucket, caplog: pytest.LogCaptureFixture, lost_counter: LostCounter
) -> None:
    bucket.open.clear()
    async with archive_at(bucket, on_lost=lost_counter, drain_timeout=0.05) as made:
        for number in range(9):
            made.store(f"{number}.jpg", b"a", "image/jpeg")
        began = time.monotonic()
        await made.close()
        assert time.monotonic() - began < 2
        assert lost_counter.times == 9
        made.store("late.jpg", b"a", "image/jpeg")
        assert lost_counter.times == 10
    assert caplog.text.count("the bot was stopped") == 9
    assert "no copy of late.jpg: the archive is closed" in caplog.text


def test_missing_botocore_error_says_how_to_install_it() -> None:
    ended = subprocess.run([sys.executable, "-c", MISSING], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.stderr.rstrip().splitlines()[-1] == (
        "bot.errors.ConfigError: archive.bucket: an archive needs the package botocore: pip install botocore"
    )
