"""Values as editors, shells and mounted secrets leave them, and values of the wrong type: every key, both sources."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from bot.config import Config, load_config
from bot.config.settings import TierSettings
from bot.errors import ConfigError

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
SECRET = "hush-hush"
Read: TypeAlias = Callable[..., Config]


@pytest.fixture
def read_config(tmp_path: Path) -> Read:
    """Reads a configuration from text and from variables whose names lack ``EASEL_``."""

    def reading(toml: str = "", **environ: str) -> Config:
        file = tmp_path / "config.toml"
        file.write_text(toml, encoding="utf-8")
        return load_config(file, {f"EASEL_{name}": value for name, value in environ.items()})

    return reading


def faults(read: Read, toml: str = "", **environ: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        read(toml, **environ)
    assert SECRET not in str(caught.value)
    assert all(len(line.splitlines()) == 1 for line in caught.value.faults)
    return caught.value.faults


def value_of(config: Config, key: str) -> object:
    found: Any = config
    for part in key.split("."):
        found = found[part] if isinstance(found, Mapping) else getattr(found, part)
    return found.get_secret_value() if hasattr(found, "get_secret_value") else found


def name_of(key: str) -> str:
    return key.upper().replace(".", "__")


def line_of(key: str, value: str, others: str = "") -> str:
    """The key in a file, with this text as its value."""
    *tables, last = key.split(".")
    return f"[{'.'.join(tables)}]\n{others}{last} = {value}"


def quoted(text: str) -> str:
    return json.dumps(text).replace("\x7f", "\\u007f")


# ── encodings ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_config_file_may_have_a_bom_and_any_line_endings(tmp_path: Path, encoding: str, line_end: str) -> None:
    file = tmp_path / "config.toml"
    lines = ["[discord]", "token = 'a'", "[styles]", "ink = '''ü", "b'''", ""]
    file.write_bytes(line_end.join(lines).encode(encoding))
    config = load_config(file, {})
    assert config.secrets == ("a",)
    assert config.styles == {"ink": "ü\nb"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_config_file_in_another_encoding_gives_a_single_fault(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"[discord]\ntoken = '{SECRET} ü'\n", encoding=encoding)
    said = dict.fromkeys(("utf-16", "utf-32"), "UTF-16 or UTF-32 text; save it as UTF-8")
    with pytest.raises(ConfigError, match=rf"^\S+config\.toml: is {said.get(encoding, 'not ')}") as caught:
        load_config(file, {})
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize("toml", ["a = " + "1" * 5000, "a = " + "[" * 5000, "a = " + "{a=" * 5000])
def test_toml_that_breaks_the_parser_gives_a_single_fault(read_config: Read, toml: str) -> None:
    (fault,) = faults(read_config, toml)
    assert "config.toml: is not valid TOML" in fault


def test_environment_json_that_breaks_the_parser_gives_a_single_fault(read_config: Read) -> None:
    assert faults(read_config, RUNWARE__MEDIA_HOSTS="[" * 50_000) == (
        "runware.media_hosts: must be a list (JSON in the environment)",
    )


# ── blanks, line ends, control characters ────────────────────────────────────

BLANKS = ["{}\n", "{}\r\n", "{}\r", " {}\t", "\ufeff{}", "{}\u00a0", "\n\n{}\u200b\n", "{}\u2028"]
TEXTS = {
    "discord.token": SECRET,
    "discord.api_url": "https://discord.com/api/v9",
    "discord.gateway_url": "wss://gateway.discord.gg",
    "discord.admission": "listed",
    "runware.api_key": SECRET,
    "runware.url": "https://api.runware.ai/v2",
    "runware.webhook_url": "https://easel.example.org",
    "runware.output_type": "dataURI",
    "runware.safety": "none",
    "database.url": f"postgresql://easel:{SECRET}@db/easel",
    "archive.region": "eu-west-1",
    "archive.prefix": "art/",
    "log.format": "text",
    "log.level": "debug",
    "archive.endpoint_url": "https://s3.example.org",
    "archive.access_key_id": SECRET,
    "archive.secret_access_key": SECRET,
    "http.listen": "127.0.0.1:9",
    "http.metrics_listen": "[::1]:9",
    "models.pro.air": "own:model@1",
    "models.pro.label": "Best",
    "models.pro.successor": "standard",
}


def test_text_samples_cover_all_text_settings() -> None:
    texts = {key for key, kind in KINDS.items() if kind is str}
    assert set(TEXTS) == texts - {"archive.bucket"}  # it needs two more keys


@pytest.mark.parametrize("key", TEXTS)
def test_whitespace_around_texts_is_stripped(read_config: Read, key: str) -> None:
    for blank in BLANKS:
        text = blank.format(TEXTS[key])
        assert value_of(read_config(**{name_of(key): text}), key) == TEXTS[key]
        assert value_of(read_config(line_of(key, quoted(text))), key) == TEXTS[key]


@pytest.mark.parametrize("key", TEXTS)
def test_control_character_in_a_text_is_a_single_fault_with_its_key(read_config: Read, key: str) -> None:
    wanted = (f"{key}: must not hold line breaks or other control characters",)
    for sign in ("\n", "\r\n", "\t", "\0", "\x1b", "\x7f", "\u2028", "\x85"):
        text = f"{TEXTS[key][:3]}{sign}{TEXTS[key][3:]}"
        assert faults(read_config, line_of(key, quoted(text))) == wanted
        assert faults(read_config, **{name_of(key): text}) == wanted


def test_environment_value_that_is_not_utf8_is_a_fault(read_config: Read) -> None:
    (fault,) = faults(read_config, DISCORD__TOKEN=b"to\xffken".decode(errors="surrogateescape"))
    assert fault == "discord.token: must not hold line breaks or other control characters"


@pytest.mark.parametrize("blank", BLANKS)
def test_whitespace_around_list_items_json_and_numbers_is_stripped(read_config: Read, blank: str) -> None:
    config = read_config(
        RUNWARE__MEDIA_HOSTS=blank.format(json.dumps([blank.format("im.runware.ai")])),
        RUNWARE__MAX_IN_FLIGHT=blank.format("4"),
        DISCORD__DIRECT_MESSAGES=blank.format("true"),
    )
    assert config.runware.media_hosts == ("im.runware.ai",)
    assert (config.runware.max_in_flight, config.discord.direct_messages) == (4, True)


def test_blank_inside_an_address_is_a_fault(read_config: Read) -> None:
    assert faults(read_config, RUNWARE__URL="https://api.runware .ai/v1") == ("runware.url: must not hold blanks",)


def test_line_break_in_a_key_is_replaced_in_the_fault(read_config: Read) -> None:
    assert faults(read_config, '"a\\nb" = 1') == ("a?b: is not a setting",)


# ── types ────────────────────────────────────────────────────────────────────


def example() -> dict[str, Any]:
    return tomllib.loads(re.sub(r"^# (?=\w+ = )", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE))


def kinds(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, type]]:
    """Each key of the example with the type of the value that it takes."""
    for key, value in table.items():
        if key in {"styles", "tiers", "standard", "quality", "v2", "sizes"}:
            continue
        if isinstance(value, Mapping):
            yield from kinds(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", type(value)


KINDS = dict(kinds(example())) | {"models.pro.sizes": dict, "limits.tiers": dict, "models": dict, "http": dict}
KINDS |= {
    f"limits.tiers.vip.{name}": {"cooldown_seconds": float, "skus": list}.get(name, int)
    for name in TierSettings.model_fields
}
WRONG: dict[type, tuple[str, ...]] = {
    str: ("5", "5.5", "true", "2026-11-30", "['a']", "{a = 1}"),
    int: ("'5'", "5.0", "true", "inf", "nan", "1e3", "2026-11-30", "[5]", "{a = 1}", "1" + "0" * 30),
    float: ("'5'", "true", "false", "inf", "-inf", "nan", "1e30", "2026-11-30", "[5]", "{a = 1}", "1" + "0" * 400),
    bool: ("'true'", "0", "1", "1.0", "'on'", "[true]", "{a = 1}"),
    list: ("'a'", "5", "true", "[5]", "['a', 5]", "[true]", "{a = 1}"),
    dict: ("'a'", "5", "true", "[5]"),
}
WRONG_IDS = ("'a'", "5", "true", "['5']", "[5, 'a']", "[true]", "[0]", "[-5]", "[5.0]", "{a = 1}")
"""Wrong values of a list of ids, in which a number is right."""
RIGHT = {int: "60", float: "0.5", bool: "false"}
NUMBERS = [(key, kind) for key, kind in KINDS.items() if kind in RIGHT]


@pytest.mark.parametrize(("key", "kind"), KINDS.items())
def test_value_of_the_wrong_type_is_a_fault_with_its_key(read_config: Read, key: str, kind: type) -> None:
    needed = "images_per_user_per_day = 1\n" if ".vip." in key and not key.endswith("images_per_user_per_day") else ""
    for value in WRONG_IDS if key.endswith((".guilds", ".skus")) else WRONG[kind]:
        toml = line_of(key, value, needed) if "." in key else f"{key} = {value}"
        told = faults(read_config, toml)
        assert told, value
        assert all(line.startswith(key) and "cannot be used" not in line for line in told), (value, told)


@pytest.mark.parametrize(("key", "kind"), NUMBERS)
def test_numbers_and_booleans_in_the_environment_are_parsed_from_text(read_config: Read, key: str, kind: type) -> None:
    wrong = {
        int: ("five", "5.5", "0x5", "", "\u0665"),
        float: ("five", "nan", "-inf", "1e30", ""),
        bool: ("maybe", "2", ""),
    }
    name = name_of(key)
    needed = {"LIMITS__TIERS__VIP__IMAGES_PER_USER_PER_DAY": "1"} if ".vip." in key else {}
    if key != "models.pro.references":  # which takes less than others
        assert type(value_of(read_config(**needed | {name: RIGHT[kind]}), key)) is kind
    for text in wrong[kind]:
        told = faults(read_config, **needed | {name: text})
        assert all(line.startswith(f"{key}: ") for line in told), (text, told)


def test_environment_json_is_as_strict_as_the_file(read_config: Read) -> None:
    for section, key, value, wanted in (
        ("LIMITS", "dollars_per_day", "5", "a number"),
        ("LIMITS", "jobs_per_user", "2", "a whole number"),
        ("DISCORD", "direct_messages", "true", "true or false"),
    ):
        told = f"{section.lower()}.{key}: must be {wanted}, without quotation marks"
        assert faults(read_config, **{section: json.dumps({key: value})}) == (told,)
    assert faults(read_config, LIMITS='{"dollars_per_day": "a lot"}') == ("limits.dollars_per_day: must be a number",)
    assert faults(read_config, LIMITS='{"dollars_per_day": 1e999}') == ("limits.dollars_per_day: must be a number",)


def test_metrics_address_must_differ_from_the_listen_address(read_config: Read) -> None:
    assert read_config(HTTP__METRICS_LISTEN="").http.metrics_listen is None
    assert read_config(HTTP__METRICS_LISTEN="127.0.0.1:9").http.metrics_listen == "127.0.0.1:9"
    assert faults(read_config, HTTP__METRICS_LISTEN="127.0.0.1:8081") == (
        "http: metrics_listen and listen must be different addresses",
    )
