"""The health check of the container finds where Easel listens, and says what is wrong."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot import healthcheck
from bot.config.settings import HttpSettings


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


@pytest.mark.parametrize(
    ("environ", "http", "address"),
    [
        ({}, "", ("127.0.0.1", 8081)),
        ({"EASEL_HTTP__LISTEN": "0.0.0.0:9000"}, "", ("127.0.0.1", 9000)),
        ({"EASEL_HTTP__LISTEN": " [::]:9000\n"}, "", ("::1", 9000)),
        ({"EASEL_HTTP__LISTEN": ""}, "", None),
        ({}, 'listen = "10.1.2.3:80"', ("10.1.2.3", 80)),
        ({"EASEL_HTTP__LISTEN": "0.0.0.0:9000"}, 'listen = "10.1.2.3:80"', ("127.0.0.1", 9000)),
        ({"EASEL_HTTP__LISTEN": "0.0.0.0:9000"}, 'metrics_listen = "[::1]:80"', ("::1", 80)),
        ({"EASEL_HTTP__METRICS_LISTEN": "0.0.0.0:70"}, 'metrics_listen = "[::1]:80"', ("127.0.0.1", 70)),
    ],
)
def test_address_is_the_one_at_which_health_is_served(
    config: Path, environ: dict[str, str], http: str, address: tuple[str, int] | None
) -> None:
    config.write_text(f"[http]\n{http}\n", "utf-8")
    assert healthcheck.health_address(environ, config) == address


def test_broken_or_missing_file_is_no_reason_to_fail(config: Path) -> None:
    assert healthcheck.health_address({}, config) == ("127.0.0.1", 8081)
    config.write_text("[http", "utf-8")
    assert healthcheck.health_address({}, config) == ("127.0.0.1", 8081)


def test_default_is_that_of_the_settings() -> None:
    assert HttpSettings().listen == healthcheck.DEFAULT_LISTEN


@pytest.fixture
async def port(request: pytest.FixtureRequest) -> AsyncIterator[int]:
    """A server that answers /healthz with the status of the test's parameter."""
    application = web.Application()

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=request.param)

    application.router.add_get("/healthz", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield runner.addresses[0][1]
    await runner.cleanup()


@pytest.mark.parametrize(("port", "fault"), [(200, None), (503, "HTTP 503")], indirect=["port"])
async def test_answer_decides(port: int, fault: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    found = await asyncio.to_thread(healthcheck.find_fault, "127.0.0.1", port)
    assert found == fault if fault is None else found is not None and found.endswith(fault)


@pytest.mark.parametrize("port", [200], indirect=True)
async def test_main_exits_with_what_was_found(
    port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EASEL_HTTP__LISTEN", f"0.0.0.0:{port}")
    assert await asyncio.to_thread(healthcheck.main) == 0
    monkeypatch.setenv("EASEL_HTTP__LISTEN", "127.0.0.1:9")
    assert await asyncio.to_thread(healthcheck.main) == 1
    monkeypatch.setenv("EASEL_HTTP__LISTEN", "")
    assert healthcheck.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "alive"
    assert lines[1].startswith("no answer from 127.0.0.1:9: ConnectionRefused")
    assert lines[2] == "http.listen is empty, so nothing can be asked"
