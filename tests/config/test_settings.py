"""The configuration: what counts, what is refused, and that no secret is ever shown."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from bot.config import Config, load_config, permissions_warning
from bot.config.factories import build_catalog, build_limits
from bot.config.settings import PlanSettings, TierSettings
from bot.domain.catalog import DEFAULT_MODELS, AspectRatio, Model, Resolution, Size
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
    assert SECRET not in repr(caught.value)
    assert "pydantic" not in str(caught.value)
    return caught.value.faults


# ── the example ──────────────────────────────────────────────────────────────


def uncommented() -> dict[str, Any]:
    return tomllib.loads(re.sub(r"^# (?=\w+ = |\[plans)", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE))


def keys(table: Mapping[str, Any], *path: str) -> Iterator[tuple[str, ...]]:
    for key, value in table.items():
        yield from keys(value, *path, key) if isinstance(value, Mapping) else [(*path, key)]


def every_key(section: type[BaseModel], *path: str) -> Iterator[tuple[str, ...]]:
    for name, field in section.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from every_key(field.annotation, *path, name)
        elif name == "plans":
            yield from ((*path, name, "default", field) for field in PlanSettings.model_fields)
        elif name == "tiers":
            yield from (
                (*path, name, tier, field) for tier in ("newcomer", "supporter") for field in TierSettings.model_fields
            )
        elif name not in {"models", "styles"}:
            yield (*path, name)


def test_example_config_has_the_default_values() -> None:
    assert load_config(EXAMPLE, {}) == Config()


def test_example_config_lists_exactly_the_known_keys() -> None:
    models = {("models", key, field) for key in DEFAULT_MODELS for field in Model.model_fields if field != "sizes"}
    sizes = {("models", key, "sizes", r, a) for key, m in DEFAULT_MODELS.items() for r, t in m.sizes.items() for a in t}
    written = {key for key in keys(uncommented()) if key[0] != "styles"}
    assert written == set(every_key(Config)) | models | sizes


def test_example_config_is_valid_with_every_line_uncommented() -> None:
    table = uncommented()
    for model in ("pro", "quality"):
        table["models"][model].pop("successor")
    assert Config.model_validate(table).missing_settings() == ()


# ── what counts ──────────────────────────────────────────────────────────────


def test_environment_overrides_single_keys_of_the_file(read_config: Read) -> None:
    config = read_config("[limits]\njobs_per_user = 7\ncooldown_seconds = 1", LIMITS__JOBS_PER_USER="9")
    assert (config.limits.jobs_per_user, config.limits.cooldown_seconds) == (9, 1)
    assert config.limits.images_per_user_per_day == 20


def test_tier_requires_its_daily_images_and_has_defaults_for_the_rest(read_config: Read) -> None:
    tiers = read_config("[limits.tiers.newcomer]\nimages_per_user_per_day = 5").limits.tiers
    assert tiers == {"newcomer": TierSettings(images_per_user_per_day=5, jobs_per_user=2, cooldown_seconds=5.0)}
    environ = {"LIMITS__TIERS": '{"vip": {"images_per_user_per_day": -1, "cooldown_seconds": 0}}'}
    assert read_config(**environ).limits.tiers["vip"].images_per_user_per_day == -1


def test_invalid_tier_is_refused(read_config: Read) -> None:
    (lacking,) = faults(read_config, "[limits.tiers.newcomer]\njobs_per_user = 1")
    assert lacking.startswith("limits.tiers.newcomer.images_per_user_per_day: ")
    assert faults(read_config, "[limits.tiers.'New comer']\nimages_per_user_per_day = 1")
    assert faults(read_config, "[limits.tiers.newcomer]\nimages_per_user_per_day = 1\ncolour = 3")


def test_single_field_of_a_model_can_be_overridden(read_config: Read) -> None:
    config = read_config("[models.pro]\nlabel = 'Best'", MODELS__PRO__PRICE="0.05")
    assert build_catalog(config)["pro"] == DEFAULT_MODELS["pro"].model_copy(update={"label": "Best", "price": 0.05})
    assert build_catalog(config)["standard"] == DEFAULT_MODELS["standard"]


def test_single_size_of_a_model_can_be_overridden_or_removed(read_config: Read) -> None:
    config = read_config(MODELS__PRO__SIZES='{"1K": {"1:1": "512x512", "9:20": ""}, "2K": ""}')
    sizes = build_catalog(config)["pro"].sizes
    assert list(sizes) == [Resolution.K1]
    assert sizes[Resolution.K1][AspectRatio.SQUARE] == Size(512, 512)
    assert set(sizes[Resolution.K1]) == set(AspectRatio) - {AspectRatio.TALL_9_20}


def test_empty_table_changes_nothing(read_config: Read) -> None:
    assert read_config("[limits]\n[models.pro]\n[models.pro.sizes.2K]", LIMITS="{}") == Config()


def test_additional_model_can_be_added(read_config: Read) -> None:
    config = read_config(
        """
        [models.fast]
        air = "own:fast@1"
        label = "Fast"
        price = 0.01
        edit_price = 0.01
        successor = "standard"
        [models.fast.sizes.1K]
        "1:1" = "512x512"
        """
    )
    assert list(build_catalog(config)) == ["standard", "pro", "fast"]
    assert build_catalog(config)["fast"].size(AspectRatio.SQUARE, Resolution.K1) == Size(512, 512)


def test_lists_and_tables_in_the_environment_are_read_as_json(read_config: Read) -> None:
    config = read_config(RUNWARE__MEDIA_HOSTS='["127.0.0.1:9", "*.Runware.ai"]', LIMITS='{"jobs_per_user": 3}')
    assert config.runware.media_hosts == ("127.0.0.1:9", "*.runware.ai")
    assert config.limits.jobs_per_user == 3


def test_environment_key_overrides_an_environment_table(read_config: Read) -> None:
    assert read_config(LIMITS__JOBS_PER_USER="4", LIMITS='{"jobs_per_user": 3}').limits.jobs_per_user == 4


@pytest.mark.parametrize(("text", "dollars"), [("-1", None), ("0", 0), ("2.5", 2.5)])
def test_budget_of_minus_1_means_no_budget(read_config: Read, text: str, dollars: float | None) -> None:
    assert read_config(LIMITS__DOLLARS_PER_DAY=text).limits.dollars_per_day == dollars
    assert read_config(f"[limits]\ndollars_per_day = {text}").limits.dollars_per_day == dollars


def test_default_limits_include_a_bot_budget_and_no_guild_budget(read_config: Read) -> None:
    limits = build_limits(read_config())
    assert (limits.guild_daily_budget, limits.guild_monthly_budget, limits.bot_daily_budget) == (None, None, 10_000_000)
    assert limits.confirm_above == 1_000_000
    assert limits.max_image_price == 72_000


BUDGETS = {
    "dollars_per_guild_per_day": "guild_daily_budget",
    "dollars_per_guild_per_month": "guild_monthly_budget",
    "dollars_per_day": "bot_daily_budget",
    "confirm_above_dollars": "confirm_above",
}


@pytest.mark.parametrize("key", BUDGETS)
@pytest.mark.parametrize(
    ("text", "micros"),
    [("-1", None), ("-1.0", None), ("0", 0), ("0.0", 0), ("0.07", 70_000), ("1e-6", 1), ("2.5", 2_500_000)],
)
def test_budget_is_converted_to_micro_dollars_and_may_be_zero(
    read_config: Read, key: str, text: str, micros: int | None
) -> None:
    for config in (read_config(**{f"LIMITS__{key.upper()}": text}), read_config(f"[limits]\n{key} = {text}")):
        assert getattr(build_limits(config), BUDGETS[key]) == micros


@pytest.mark.parametrize("value", ["-1", "0", "5"])
def test_member_limits_accept_minus_1_and_0(read_config: Read, value: str) -> None:
    limits = read_config(
        LIMITS__IMAGES_PER_USER_PER_DAY=value, LIMITS__JOBS_PER_USER=value, LIMITS__COOLDOWN_SECONDS=value
    ).limits
    assert {limits.images_per_user_per_day, limits.jobs_per_user, limits.cooldown_seconds} == {int(value)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD__API_URL", "http://127.0.0.1:8080/api/v10"),
        ("DISCORD__API_URL", "http://localhost:8080"),
        ("DISCORD__GATEWAY_URL", "ws://[::1]:8080/gateway"),
        ("RUNWARE__URL", "http://127.1.2.3/v1"),
        ("RUNWARE__WEBHOOK_URL", "https://easel.example.org"),
        ("DATABASE__URL", "sqlite:////var/lib/easel.db"),
        ("DATABASE__URL", "postgresql:///easel?host=/run/postgresql"),
        ("HTTP__LISTEN", ""),
        ("HTTP__LISTEN", "[::1]:0"),
    ],
)
def test_valid_addresses_are_accepted(read_config: Read, name: str, value: str) -> None:
    section, key = name.lower().split("__")
    taken = getattr(getattr(read_config(**{name: value}), section), key)
    assert (taken if isinstance(taken, str) else taken.get_secret_value()) == value


def test_missing_config_file_is_an_error_only_if_required(tmp_path: Path) -> None:
    assert load_config(tmp_path / "config.toml", {}) == load_config(None, {}) == Config()
    with pytest.raises(ConfigError, match=r"config\.toml: cannot be read: No such file"):
        load_config(tmp_path / "config.toml", {}, required=True)


def test_unrelated_environment_variables_are_ignored() -> None:
    assert load_config(None, {"PATH": "/bin", "EASELS": "3", "easel_discord__token": "x"}) == Config()


# ── what is refused ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("DISCORD__TOKN", SECRET, "discord.tokn: is not a setting; did you mean “token”?"),
        ("DISCORD_TOKEN", SECRET, "EASEL_DISCORD_TOKEN: is not a setting; the sections are discord, runware, "),
        ("DISCORD__TOKEN", f'["{SECRET}"]', "discord.token: must be text"),
        ("RUNWARE__MEDIA_HOSTS", '["a"', "runware.media_hosts: must be a list (JSON in the environment)"),
        ("DATABASE__URL", f"mysql://u:{SECRET}@h/db", "database.url: must be “sqlite:///FILE” or “postgresql://"),
        ("DATABASE__URL", "sqlite://easel.db", "database.url: needs three slashes"),
        ("DATABASE__URL", "sqlite:///", "database.url: must be “sqlite:///FILE”"),
        ("RUNWARE__URL", "http://api.runware.ai/v1", "runware.url: must begin with https://; http:// is only for"),
        ("RUNWARE__URL", "http://127.0.0.1.evil.example", "runware.url: must begin with https://"),
        ("RUNWARE__URL", "ftp://127.0.0.1", "runware.url: must be an address that begins with https://"),
        ("RUNWARE__URL", "https://host:port", "runware.url: must be an address that begins with https://"),
        ("RUNWARE__URL", f"https://u:{SECRET}@api.runware.ai", "runware.url: must not hold a name or a password"),
        ("DISCORD__GATEWAY_URL", "ws://gateway.discord.gg", "discord.gateway_url: must begin with wss://"),
        ("RUNWARE__MEDIA_HOSTS", '["*"]', "runware.media_hosts.0: must be a host such as “im.runware.ai”"),
        ("RUNWARE__MEDIA_HOSTS", '["a.b:65536"]', "runware.media_hosts.0: must be a host such as “im.runware.ai”"),
        ("RUNWARE__MEDIA_HOSTS", '["*.ai"]', "runware.media_hosts.0: must be a host such as “im.runware.ai”"),
        ("RUNWARE__MEDIA_HOSTS", "[]", "runware.media_hosts: must name one host or more"),
        ("RUNWARE__MEDIA_HOSTS", "im.runware.ai", "runware.media_hosts: must be a list"),
        ("RUNWARE__MAX_IN_FLIGHT", "0", "runware.max_in_flight: must be at least 1"),
        ("RUNWARE__DEADLINE", "nan", "runware.deadline: must be a number"),
        ("LIMITS__JOBS_PER_USER", "two", "limits.jobs_per_user: must be a whole number"),
        ("LIMITS__JOBS_PER_USER", "-2", "limits.jobs_per_user: must be at least -1"),
        ("LIMITS__COOLDOWN_SECONDS", "-0.5", "limits.cooldown_seconds: must be at least 0, or -1 for none"),
        ("LIMITS__DOLLARS_PER_DAY", "-2", "limits.dollars_per_day: must be at least 0"),
        ("LIMITS__DOLLARS_PER_DAY", "inf", "limits.dollars_per_day: must be a number"),
        ("LIMITS", "none", "limits: must be a table"),
        ("HTTP__LISTEN", "8081", "http.listen: must be “host:port”, or empty for none"),
        ("HTTP__LISTEN", "127.0.0.1:99999", "http.listen: must be “host:port”"),
        ("MODELS__PRO__PRIZE", "1", "models.pro.prize: is not a setting; did you mean “price”?"),
        ("MODELS__PRO__PRICE", "cheap", "models.pro.price: must be a number"),
        ("MODELS__PRO__ENABLED", "maybe", "models.pro.enabled: must be true or false"),
        ("MODELS__PRO__AIR", "x", "models.pro.air: must not be empty"),
        ("MODELS__PRO__SUCCESSOR", "ghost", "models: the successor of pro must be another enabled model of standard"),
        ("MODELS__PRO__SUCCESSOR", "pro", "models: the successor of pro must be another enabled model of standard"),
        ("MODELS__PRO__SIZES", '{"1K": {"1:1": "1024"}}', "models.pro.sizes.1K.1:1: must be a size in pixels, such as"),
        ("MODELS__PRO__SIZES", '{"1K": {"5:4": "9x9"}}', "models.pro.sizes.1K.5:4: must be one of '1:1', '16:9'"),
        ("MODELS__PRO__SIZES", '{"3K": 1}', "models.pro.sizes.3K: must be one of '1K' or '2K'"),
        ("MODELS__PRO__SIZES", '{"1K": "", "2K": ""}', "models.pro.sizes: must not be empty"),
        ("MODELS", '{"Big One": {}}', "models.Big One: must consist of lowercase letters, digits, “-” and “_”"),
    ],
)
def test_config_fault_is_reported_in_a_single_line(read_config: Read, name: str, value: str, fault: str) -> None:
    told = faults(read_config, **{name: value})
    assert [line for line in told if line.startswith(fault)]
    assert all(len(line.splitlines()) == 1 for line in told)


def test_all_config_faults_are_reported_at_once(read_config: Read) -> None:
    told = faults(read_config, "colour = 1\n[http]\nport = 1", FOO__BAR="1", LIMITS__JOBS_PER_USER="x")
    assert [line.partition(":")[0] for line in told] == [
        "EASEL_FOO__BAR",
        "limits.jobs_per_user",
        "http.port",
        "colour",
    ]


def test_additional_model_requires_all_fields(read_config: Read) -> None:
    assert set(faults(read_config, "[models.fast]\nlabel = 'Fast'")) == {
        "models.fast.air: is missing",
        "models.fast.price: is missing",
        "models.fast.edit_price: is missing",
        "models.fast.sizes: is missing",
    }


def test_at_least_a_single_model_must_be_enabled(read_config: Read) -> None:
    told = faults(read_config, MODELS__PRO__ENABLED="false", MODELS__STANDARD__ENABLED="false")
    assert told == ("models: must leave one model enabled",)


def test_invalid_toml_is_refused_with_line_and_column(read_config: Read) -> None:
    (fault,) = faults(read_config, f"[discord]\ntoken = {SECRET}")
    assert re.search(r"config\.toml: is not valid TOML: .* \(at line 2, column 9\)", fault)


def test_config_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"[discord]\ntoken = '\xff'")
    with pytest.raises(ConfigError, match="is not UTF-8 text"):
        load_config(tmp_path / "config.toml", {})


@given(st.dictionaries(st.sampled_from(list(Config.model_fields)), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=6,
)))  # fmt: skip # the strategy reads better in three lines
def test_config_validation_never_crashes_for_any_table(table: dict[str, Any]) -> None:
    try:
        Config.model_validate(table)
    except ValidationError as error:
        assert error.error_count()  # noqa: PT017 - either outcome is right


# ── secrets ──────────────────────────────────────────────────────────────────


def test_secrets_are_redacted_in_every_representation(read_config: Read) -> None:
    config = read_config(
        DISCORD__TOKEN=SECRET, RUNWARE__API_KEY=SECRET, DATABASE__URL=f"postgresql://easel:{SECRET}%40@db/easel"
    )
    for shown in (
        repr(config),
        str(config),
        config.database.redacted_url,
        config.model_dump_json(),
        repr(config.database),
    ):
        assert SECRET not in shown
    assert config.database.redacted_url == "postgresql://easel:***@db/easel"
    assert set(config.secrets) == {SECRET, f"{SECRET}%40", f"{SECRET}@"}


def test_password_in_database_url_options_is_a_secret(read_config: Read) -> None:
    config = read_config(DATABASE__URL=f"postgresql://db/easel?user=easel&password={SECRET}&ssl=true")
    assert config.secrets == (SECRET,)
    assert config.database.redacted_url == "postgresql://db/easel"


def test_config_without_secrets_loads_and_lists_missing_settings(read_config: Read) -> None:
    assert read_config(DISCORD__TOKEN="").missing_settings() == (
        "discord.token: is missing; set it in config.toml or as EASEL_DISCORD__TOKEN",
        "runware.api_key: is missing; set it in config.toml or as EASEL_RUNWARE__API_KEY",
    )
    assert read_config(DISCORD__TOKEN="a", RUNWARE__API_KEY="b").missing_settings() == ()


def test_config_is_immutable(read_config: Read) -> None:
    config = read_config()
    with pytest.raises(ValidationError):
        config.limits.jobs_per_user = 9  # type: ignore[misc] # that it is frozen is what is tested
    with pytest.raises(TypeError):
        config.models["pro"] = DEFAULT_MODELS["pro"]  # type: ignore[index] # that it is frozen is what is tested


def test_world_readable_config_file_with_secrets_gives_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"[discord]\ntoken = '{SECRET}'")
    file.chmod(0o644)
    warning = permissions_warning(file)
    assert warning is not None
    assert "chmod 600" in warning
    assert SECRET not in warning
    file.chmod(0o640)
    assert permissions_warning(file) is None


def test_world_readable_config_file_without_secrets_gives_no_warning(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[limits]\njobs_per_user = 1")
    file.chmod(0o644)
    assert (
        permissions_warning(file) is permissions_warning(None) is permissions_warning(tmp_path / "other.toml") is None
    )
