"""The check: what it says of each part, one cause a line, and that it never ends with a traceback."""

import asyncio
import json
import socket
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.cli import check as check_module
from bot.cli import probes
from bot.cli.check import check
from bot.cli.probes import Finding, Status, probe_discord, probe_hosts, probe_runware, split_host_and_port
from bot.config import Config
from bot.storage import inspect_database, kv, open_database
from bot.ui.channel_permissions import REQUIRED_PERMISSIONS

SECRET = "hush-hush-hush"
PAGE = "<html><title>Access denied</title>You have been blocked</html>"


def configured(**sections: dict[str, Any]) -> Config:
    base: dict[str, dict[str, Any]] = {
        "discord": {"token": SECRET, "media_hosts": ["localhost"]},
        "runware": {"api_key": SECRET, "media_hosts": ["localhost"]},
    }
    return Config.model_validate({name: base.get(name, {}) | sections.get(name, {}) for name in base | sections})


async def all_of(findings: AsyncIterator[Finding]) -> list[Finding]:
    return [finding async for finding in findings]


@asynccontextmanager
async def answering(*answers: tuple[int, str]) -> AsyncIterator[str]:
    """A server that gives these answers in turn, the last one again and again."""
    left = list(answers)

    async def answer(_request: web.Request) -> web.Response:
        status, text = left.pop(0) if len(left) > 1 else left[0]
        kind = "text/html" if text.startswith("<") else "application/json"
        return web.Response(status=status, text=text, content_type=kind)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(application) as server:
        yield f"http://127.0.0.1:{server.port}"


# ── Discord ──────────────────────────────────────────────────────────────────

ME = (200, json.dumps({"id": "1", "username": "Easel"}))
APPLICATION = (200, json.dumps({"id": "77"}))


def guild(permissions: int) -> tuple[int, str]:
    return 200, json.dumps([{"id": "5", "name": "Sketch\nClub", "permissions": str(permissions)}])


async def test_discord_probe_reports_token_server_and_invite_as_ok() -> None:
    async with answering(ME, guild(REQUIRED_PERMISSIONS.value), APPLICATION) as url:
        found = await all_of(probe_discord(configured(discord={"api_url": url})))
    assert [(one.status, one.subject) for one in found] == [
        (Status.OK, "discord"),
        (Status.OK, "server Sketch Club"),
        (Status.OK, "admission"),
        (Status.SKIPPED, "operator"),
        (Status.OK, "invite"),
    ]
    assert "client_id=77" in found[-1].sentence


@pytest.mark.parametrize(
    ("settings", "is_public", "said"),
    [
        ({}, False, "not public, so only you (and your team) can add Easel to a server; a new server can request pict"),
        ({}, True, "public, so everybody can add Easel to a server; a new server waits until you admit it"),
        ({"admission": "open"}, True, "everybody can add Easel to a server; a new server can request pictures at once"),
        ({"admission": "listed"}, True, "only servers in discord.guilds can request pictures"),
        ({"operator_guild": 5}, True, "/operator is on the server 5"),
        ({"operator_guild": 6}, True, "Easel is not on the server 6 of discord.operator_guild; invite it there"),
    ],
)
async def test_discord_probe_says_who_can_bring_easel_into_a_server_and_where_the_operator_decides(
    settings: dict[str, Any], is_public: bool, said: str
) -> None:
    application = (200, json.dumps({"id": "77", "bot_public": is_public}))
    async with answering(ME, guild(REQUIRED_PERMISSIONS.value), application) as url:
        found = await all_of(probe_discord(configured(discord={"api_url": url, **settings})))
    assert any(said in one.sentence for one in found)
    assert (Status.FAIL in [one.status for one in found]) == (settings.get("operator_guild") == 6)


@pytest.mark.parametrize(
    ("permissions", "status", "said"),
    [
        (REQUIRED_PERMISSIONS.value & ~0x8000, Status.FAIL, "lacks Attach Files"),
        (0x8, Status.OK, "administrator"),
        (0, Status.FAIL, "View Channel, Send Messages"),
    ],
)
async def test_discord_probe_checks_permissions_in_each_server(permissions: int, status: Status, said: str) -> None:
    async with answering(ME, guild(permissions), APPLICATION) as url:
        _, server, *_ = await all_of(probe_discord(configured(discord={"api_url": url})))
    assert server.status is status
    assert said in server.sentence


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((401, '{"message": "401: Unauthorized", "code": 0}'), "Discord does not accept the token in discord.token"),
        ((401, PAGE), "a response that is not from Discord’s API"),
        ((403, PAGE), "a response that is not from Discord’s API"),
        ((429, PAGE), "a response that is not from Discord’s API"),
        ((503, ""), "a response that is not from Discord’s API"),
        ((200, PAGE), "a response that is not from Discord’s API"),
        ((200, "[" * 100_000), "a response that is not from Discord’s API"),
        ((302, ""), "a response that is not from Discord’s API"),
        ((200, "[]"), "is not from Discord; check discord.api_url"),
        ((200, '{"id": 1}'), "is not from Discord; check discord.api_url"),
        ((500, '{"message": "500: Internal Server Error", "code": 0}'), "Discord answered with HTTP 500"),
    ],
)
async def test_discord_probe_blames_the_token_only_for_answers_of_discord(answer: tuple[int, str], said: str) -> None:
    async with answering(answer) as url:
        (found,) = await all_of(probe_discord(configured(discord={"api_url": url})))
    assert (found.status, found.subject) == (Status.FAIL, "discord")
    assert said in found.sentence
    assert ("accept the token" in found.sentence) is (said.startswith("Discord does not accept"))


# ── Runware ──────────────────────────────────────────────────────────────────


def refused(code: str) -> str:
    return json.dumps({"errors": [{"code": code, "message": "no", "taskType": "authentication"}]})


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (
            (200, '{"data": [{"taskType": "accountManagement", "balance": 12.5}]}'),
            Status.OK,
            "the key works, $12.50 left",
        ),
        (
            (200, '{"data": [{"taskType": "accountManagement", "balance": 0}]}'),
            Status.FAIL,
            "the account has no credit",
        ),
        ((401, refused("invalidApiKey")), Status.FAIL, "Runware refuses the key or the account (invalidApiKey)"),
        ((401, PAGE), Status.FAIL, "is not from Runware"),
        ((403, PAGE), Status.FAIL, "is not from Runware"),
        ((502, PAGE), Status.FAIL, "is not from Runware"),
        ((200, PAGE), Status.FAIL, "is not from Runware"),
    ],
)
async def test_runware_probe_blames_the_key_only_for_answers_of_runware(
    answer: tuple[int, str], status: Status, said: str
) -> None:
    async with answering(answer) as url:
        found = await probe_runware(configured(runware={"url": url}))
    assert (found.status, found.subject) == (status, "runware")
    assert said in found.sentence
    assert SECRET not in found.sentence
    if "not from Runware" in said:
        assert "the key was not checked" in found.sentence


async def test_probes_without_network_do_not_blame_key_or_token() -> None:
    config = configured(discord={"api_url": "http://127.0.0.1:9"}, runware={"url": "http://127.0.0.1:9"})
    (discord,) = await all_of(probe_discord(config))
    runware = await probe_runware(config)
    for found in (discord, runware):
        assert found.status is Status.FAIL
        assert "http://127.0.0.1:9 cannot be reached" in found.sentence
        assert "was not checked" in found.sentence


async def test_probes_time_out_if_a_service_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "PROBE_TIMEOUT_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        config = configured(discord={"api_url": url}, runware={"url": url})
        async with asyncio.timeout(10):
            (discord,) = await all_of(probe_discord(config))
            runware = await probe_runware(config)
    assert discord.status is runware.status is Status.FAIL


# ── hosts of pictures ────────────────────────────────────────────────────────


def resolving(monkeypatch: pytest.MonkeyPatch, addresses: Mapping[str, str]) -> None:
    async def resolve(name: str, _port: int) -> list[str]:
        if name not in addresses:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [addresses[name]]

    monkeypatch.setattr(probes, "_resolve_addresses", resolve)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("198.18.0.3", "resolves to 198.18.0.3, which a local proxy or VPN"),
        ("0.0.0.0", "blocks the name"),
        ("10.0.0.3", "this network’s DNS"),
        (None, "cannot be resolved"),
    ],
)
async def test_host_probe_reports_hosts_that_resolve_to_unusable_addresses(
    monkeypatch: pytest.MonkeyPatch, address: str | None, said: str
) -> None:
    resolving(monkeypatch, {} if address is None else {"cdn.discordapp.com": address, "im.runware.ai": address})
    config = configured(discord={"media_hosts": ["cdn.discordapp.com"]}, runware={"media_hosts": ["*.runware.ai"]})
    found = await all_of(probe_hosts(config))
    assert [(one.status, one.subject) for one in found] == [
        (Status.FAIL, "discord.media_hosts"),
        (Status.FAIL, "runware.media_hosts"),
    ]
    assert all(said in one.sentence for one in found)


async def test_host_probe_connects_to_media_hosts() -> None:
    with socket.create_server(("127.0.0.1", 0)) as there:
        hosts = [f"127.0.0.1:{there.getsockname()[1]}", "127.0.0.1:9", "*.example.org", "localhost"]
        found = await all_of(probe_hosts(configured(runware={"media_hosts": hosts})))
    words = [one.status for one in found if one.subject == "runware.media_hosts"]
    assert words == [Status.OK, Status.FAIL, Status.SKIPPED, Status.SKIPPED]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("cdn.discordapp.com", ("cdn.discordapp.com", 443)),
        ("a.example.org:8443", ("a.example.org", 8443)),
        ("127.0.0.1", ("127.0.0.1", None)),
        ("127.0.0.1:9", ("127.0.0.1", 9)),
    ],
)
def test_media_host_pattern_is_split_into_host_and_port(pattern: str, expected: tuple[str, int | None]) -> None:
    assert split_host_and_port(pattern) == expected


# ── the whole ────────────────────────────────────────────────────────────────


async def test_check_without_network_and_database_prints_a_line_for_each_cause(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    config = configured(
        discord={"api_url": "http://127.0.0.1:9"},
        runware={"url": "http://127.0.0.1:9"},
        database={"url": f"sqlite:///{tmp_path}"},
        http={"listen": "127.0.0.1:0"},
    )
    assert await check(config) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "ok   http.listen",
        "not looked at proxy",
        "FAIL database",
        "ok   spending",
        "ok   patterns",
        "not looked at model standard",
        "not looked at model pro",
        "not looked at discord.media_hosts",
        "not looked at runware.media_hosts",
        "FAIL runware",
        "FAIL discord",
    ]
    assert SECRET not in "".join(lines)


async def test_database_inspection_changes_no_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/easel.db"

    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-shm")}

    assert not (await inspect_database(url)).exists
    assert files() == {}
    database = await open_database(url)
    await database.run(kv.put, kv.lost_model_key("pro"), "{}")
    before = files()
    found = await inspect_database(url)
    assert (found.exists, found.pending, found.lost_models, found.faults) == (True, 0, {"lost_model:pro": "{}"}, ())
    assert files() == before
    await database.run(kv.put, "work", "goes on")
    await database.close()
    before = files()
    assert (await inspect_database(url)).lost_models == {"lost_model:pro": "{}"}
    assert files() == before
    assert set(before) == {"easel.db", "easel.db.guard"}


async def test_database_inspection_reports_faults_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "easel.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE something (a)")
    file.chmod(0o666)
    found = await inspect_database(f"sqlite:///{file}")
    assert not found.exists
    (fault,) = found.faults
    assert "can be changed by every user of this machine" in fault


async def test_database_inspection_finds_a_migrated_database(database_url: str) -> None:
    assert not (await inspect_database(database_url)).exists
    await (await open_database(database_url)).close()
    found = await inspect_database(database_url)
    assert (found.exists, found.pending) == (True, 0)


def test_check_says_whether_the_addresses_can_be_listened_at() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        config = configured(http={"listen": address, "metrics_listen": "192.0.2.1:9"})
        assert [(found.subject, found.status) for found in check_module._check_listening(config)] == [
            ("http.listen", Status.SKIPPED),
            ("http.metrics_listen", Status.FAIL),
        ]
