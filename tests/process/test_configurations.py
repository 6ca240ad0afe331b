"""``python -m bot`` with whatever ``config.toml`` holds: an exit code and sentences, never a traceback."""

import json
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from bot.__main__ import main
from bot.cli import probes, run
from bot.config import Config
from bot.config.settings import PlanSettings, TierSettings
from bot.domain.catalog import Model
from bot.errors import ConfigError

NOWHERE = "http://127.0.0.1:9"
"""An address where nobody answers, in place of Discord’s and Runware’s."""
SECRET = "hush-hush-hush"
TEXTS = (
    *("", " ", "x", "ü", "\U0001f58c", "a" * 5000, "{prompt}", "%s %(x)s {0}", "../..", "\u202etxet", "auto", "0-7/32"),
    *("127.0.0.1:9", "[::1]:9", ":80", "host:99999", "nowhere.example:80", "a" * 70 + ":80", "127.0.0.1:0"),
    *("*", "*.example", "a" * 70 + ".example", ".".join(["a" * 60] * 6), "127.0.0.1", "im.runware.ai"),
    *(NOWHERE, f"{NOWHERE}/%zz", "http://127.0.0.1:0", "http://localhost", "ws://127.0.0.1:9", "wss://a..b"),
    *(
        "https://a..b/",
        "https://xn--/",
        f"https://{'a' * 70}.example",
        "https://\uff41.example",
        "https://[::1",
        "https://-",
    ),
    *("https://a.example/?x#y", "https://a.example:99999", "https://\u2024.example", "https://1.2.3.4.5"),
    *("sqlite:///a.db", "sqlite:///" + "a" * 300, "sqlite:////proc/1/x.db", "sqlite:////dev/null", "sqlite:///."),
    *(
        "sqlite:///config.toml",
        "sqlite:///config.toml/a.db",
        "sqlite:///:memory:",
        "sqlite:///a.db?mode=ro",
        "sqlite:///%",
    ),
    *("postgresql://127.0.0.1:9/x", "postgresql://[::1", "postgresql://u:p%zz@127.0.0.1:9/x", "postgres://?host="),
    *("postgresql://127.0.0.1:99999/x", "postgresql://127.0.0.1:9/x?sslmode=no", "postgresql://127.0.0.1:x/x"),
    *("postgresql://127.0.0.1:9/x?sslcert=/no", "postgresql:///x?host=/no", f"postgresql://u:{SECRET}@a,b:9/x"),
    *("1024x1024", "0x0", "99999999999999999999x1", "1x1x1", "standard", "xai:grok-imagine@image", "no:such@model"),
)
NUMBERS = (0, -1, 1, 2, 60, 2**31, 2**63 - 1, 2**63, -(2**63), 2**64, 10**40, 0.0, 0.1, 1.5, -0.5, 5e-324, 1e15, 1e308)
SCALARS = st.sampled_from((*TEXTS, *NUMBERS, float("inf"), float("nan"), True, False, date(2026, 12, 1), time(9, 30)))
VALUES = st.recursive(
    SCALARS | st.text(max_size=8) | st.integers() | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("a", "1K", "1:1", "x y")), inner, max_size=2)
    ),
    max_leaves=3,
)
KeyPath: TypeAlias = tuple[str, ...]


FREE_TABLES: Mapping[str, type[BaseModel]] = {"tiers": TierSettings, "plans": PlanSettings, "models": Model}


def every_key(section: type[BaseModel], *path: str) -> Iterator[KeyPath]:
    """The path of every key, also of those in tables whose names operators choose."""
    for name, field in section.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield (*path, name)
            yield from every_key(kind, *path, name)
            continue
        yield (*path, name)
        inner = FREE_TABLES.get(name)
        for table in ("vip", "standard", "ü", "default") if inner and len(path) < 2 else ():
            yield from every_key(inner, *path, name, table) if inner is not None else ()


KEYS = (
    *every_key(Config),
    ("styles", "noir"),
    ("models", "pro", "sizes", "1K", "1:1"),
    ("token",),
    ("discord", "tokn"),
)


@cache
def acceptable(key: KeyPath) -> tuple[Any, ...]:
    """The values from above that this key takes, and lists of them."""
    pool = [value for one in (*TEXTS, *NUMBERS, True, False) for value in (one, [one])]
    return tuple(value for value in pool if is_valid({key: value})) or (0,)


def is_valid(values: Mapping[KeyPath, Any]) -> bool:
    try:
        Config.model_validate(nest(values))
    except ValidationError:
        return False
    return True


SETTINGS = st.sampled_from(KEYS).flatmap(
    lambda key: st.tuples(
        st.just(key), st.one_of(st.sampled_from(acceptable(key)), st.sampled_from(acceptable(key)), VALUES)
    )
)
TABLES = st.lists(SETTINGS, min_size=1, max_size=4).map(dict)


def nest(values: Mapping[KeyPath, Any]) -> dict[str, Any]:
    """Tables in tables; a shorter key wins over longer ones."""
    table: dict[str, Any] = {}
    for path, value in sorted(values.items(), key=lambda item: -len(item[0])):
        inner: Any = table
        for part in path[:-1]:
            inner = inner.setdefault(part, {})
        inner[path[-1]] = value
    return table


def to_toml(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case dict():
            entries = (f"{to_toml(key)} = {to_toml(one)}" for key, one in value.items())
            return f"{{{', '.join(entries)}}}"
        case list():
            return f"[{', '.join(map(to_toml, value))}]"
        case _:
            return str(value)


class Program:
    """Runs ``python -m bot`` in this process, in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def run(self, *arguments: str, config: bytes | None = None) -> tuple[int, str]:
        """The exit code, and all that was printed."""
        if config is not None:
            (self.folder / "config.toml").write_bytes(config)
        code = main(arguments)
        text = self.printed()
        assert "Traceback" not in text, text
        assert "a fault in Easel" not in text, text
        assert code in {0, 1, 2}
        assert code == 0 or text.strip()
        return code, text

    def printed(self) -> str:
        """All that was printed since the last call."""
        printed = self._capsys.readouterr()
        return printed.out + printed.err


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The program where no name resolves and nobody answers; its process-wide settings are taken back afterwards."""
    resolve = socket.getaddrinfo

    def resolve_own(host: Any, *arguments: Any, **options: Any) -> Any:
        if host in {None, "127.0.0.1", "::1", "localhost", "0.0.0.0"}:
            return resolve(host, *arguments, **options)
        (host.decode() if isinstance(host, bytes) else host).encode("idna")  # as Python does before it asks
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async def refuse_login(*_: object, **__: object) -> NoReturn:
        raise ConfigError(["stop here"])

    monkeypatch.setattr(socket, "getaddrinfo", resolve_own)
    monkeypatch.setattr(probes, "PROBE_TIMEOUT_SECONDS", 2.0)
    monkeypatch.setattr(run, "log_in", refuse_login)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    for name in [name for name in os.environ if name.startswith("EASEL_")]:
        monkeypatch.delenv(name)
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    root, raises = logging.getLogger(), logging.raiseExceptions
    handlers, level = root.handlers[:], root.level
    yield Program(tmp_path, capsys)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    root.handlers[:], logging.raiseExceptions = handlers, raises
    root.setLevel(level)
    logging.captureWarnings(capture=False)


def write(values: Mapping[KeyPath, Any]) -> bytes:
    lines = (f"{to_toml(key)} = {to_toml(value)}" for key, value in nest(values).items())
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def fuzzed(examples: int) -> settings:
    return settings(max_examples=examples, suppress_health_check=[HealthCheck.function_scoped_fixture])


OTHER_COMMANDS = ("run", "sync", "reconcile", "backup a.copy", "move --to sqlite:///b.db")
BASE: Mapping[KeyPath, Any] = {
    ("discord", "token"): SECRET,
    ("discord", "api_url"): NOWHERE,
    ("discord", "media_hosts"): ["127.0.0.1"],
    ("runware", "api_key"): SECRET,
    ("runware", "url"): NOWHERE,
    ("runware", "media_hosts"): ["127.0.0.1"],
    ("http", "listen"): "",
}


@fuzzed(40)
@given(TABLES)
def test_check_explains_whatever_the_keys_hold(program: Program, values: dict[KeyPath, Any]) -> None:
    program.run("check", config=write({**BASE, **values}))


@fuzzed(20)
@given(TABLES, st.sampled_from(OTHER_COMMANDS))
def test_other_commands_explain_whatever_the_keys_hold(
    program: Program, values: dict[KeyPath, Any], command: str
) -> None:
    program.run(*command.split(), config=write({**BASE, **values}))


@fuzzed(60)
@given(st.binary(max_size=60) | st.text(alphabet="[]{}=.,\"'#\\\n\r\t\0 \ufeffaé\x1b1-", max_size=40).map(str.encode))
def test_check_explains_a_file_of_whatever_bytes(program: Program, content: bytes) -> None:
    code, _ = program.run("check", config=content)
    assert code == 1  # there is no token


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("https://a..b", "runware.url"),
        (f"https://{'a' * 64}.example", "discord.api_url"),
        ("https://\u2024.example", "runware.webhook_url"),
        ("wss://a..b", "discord.gateway_url"),
        (["a" * 64 + ".example"], "runware.media_hosts"),
        ("a" * 64 + ":80", "http.listen"),
        ("a..b:80", "http.metrics_listen"),
    ],
)
def test_name_that_no_host_can_have_is_a_fault(program: Program, host: str | list[str], key: str) -> None:
    code, text = program.run("check", config=write({**BASE, tuple(key.split(".")): host}))
    assert code == 1
    assert f"{key}: must be" in text or f"{key}.0: must be" in text


# ── what config.toml is ──────────────────────────────────────────────────────


def make_folder(file: Path) -> None:
    file.mkdir()


def make_link_loop(file: Path) -> None:
    file.symlink_to(file)


def make_link_to_nothing(file: Path) -> None:
    file.symlink_to("nowhere")


def make_pipe(file: Path) -> None:
    os.mkfifo(file)


def make_endless_device(file: Path) -> None:
    file.symlink_to("/dev/zero")


def make_large_file(file: Path) -> None:
    file.write_bytes(b"#" * (2 << 20))


def make_utf16_file(file: Path) -> None:
    file.write_bytes("[discord]".encode("utf-16"))


def make_binary_file(file: Path) -> None:
    file.write_bytes(bytes(range(256)))


def make_deep_file(file: Path) -> None:
    file.write_text("a = " + "[" * 100_000)


@pytest.mark.parametrize("command", ["check", *OTHER_COMMANDS])
@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (make_folder, "cannot be read: it is a directory"),
        (make_link_loop, "cannot be read: Too many levels of symbolic links"),
        (make_link_to_nothing, "cannot be read: No such file or directory"),
        (make_pipe, "cannot be read: it is not a file"),
        (make_endless_device, "cannot be read: it is not a file"),
        (make_large_file, "is larger than 1 MiB"),
        (make_utf16_file, "is UTF-16 or UTF-32 text; save it as UTF-8"),
        (make_binary_file, "is not UTF-8 text; save it as UTF-8"),
        (make_deep_file, "is not valid TOML: a value is too long or too deeply nested"),
    ],
)
def test_file_that_cannot_be_a_configuration_gets_one_line(
    program: Program, make: Callable[[Path], None], fault: str, command: str
) -> None:
    make(program.folder / "config.toml")
    code, text = program.run(*command.split())
    assert code == (2 if command == "run" else 1)
    (line,) = [line for line in text.splitlines() if "chmod" not in line]
    assert line.startswith(f"config.toml: {fault}")


def test_empty_file_lacks_token_and_key(program: Program) -> None:
    code, text = program.run("run", config=b"")
    assert code == 2
    assert [line.partition(":")[0] for line in text.splitlines()] == ["discord.token", "runware.api_key"]


@pytest.mark.parametrize("name", ["", "missing.toml", "missing/config.toml", "a" * 300, "config.toml/x"])
def test_file_that_was_named_has_to_be_there(program: Program, name: str) -> None:
    (program.folder / "config.toml").touch()
    code, text = program.run("check", "--config", name)
    assert code == 1
    assert "cannot be read: " in text


# ── where it runs ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("is_gone", [False, True], ids=["read-only", "gone"])
@pytest.mark.parametrize("command", ["check", "init", *OTHER_COMMANDS])
def test_folder_that_cannot_be_written_gets_a_sentence(
    program: Program, command: str, is_gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, value in BASE.items():
        monkeypatch.setenv(f"EASEL_{'__'.join(path).upper()}", value if isinstance(value, str) else json.dumps(value))
    folder = program.folder / "gone" if is_gone else Path("/proc")
    folder.mkdir(exist_ok=True)
    monkeypatch.chdir(folder)
    if is_gone:
        folder.rmdir()
    code, text = program.run(*command.split())
    assert code == 1
    assert command != "check" or "FAIL database" in text


def test_fault_of_easel_itself_is_one_line_without_its_text(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> NoReturn:
        raise KeyError(SECRET)

    monkeypatch.setattr("bot.cli.check.build_catalog", fail)
    assert main(["check"]) == 1
    printed = program.printed()
    assert "FAIL models: this is a fault in Easel (KeyError at bot/cli/check.py:" in printed
    assert "discord.media_hosts" in printed  # the other parts were checked
    monkeypatch.setattr("bot.cli.backup.back_up_database", fail)
    assert main(["backup", "a.copy"]) == 1
    printed += program.printed()
    assert "backup: this is a fault in Easel (KeyError at bot/cli/backup.py:" in printed
    assert "Traceback" not in printed
    assert SECRET not in printed
