"""The settings by section; ``config.example.toml`` documents them for operators."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Self
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StrictBool, StrictInt, model_validator

from bot.config.models import Models
from bot.config.value_types import (
    MAX_LIMIT,
    CooldownSeconds,
    DatabaseAddress,
    DollarAmount,
    GatewayAddress,
    HostPatterns,
    HttpAddress,
    Limit,
    ListenAddress,
    NamedStyles,
    OptionalListenAddress,
    Seconds,
    Secret,
    Share,
    Snowflake,
    TableKey,
    convert_environment_texts,
)
from bot.domain.admission import AdmissionMode
from bot.domain.catalog import DEFAULT_MODELS
from bot.domain.server_rules import SafetyMode
from bot.runware.tasks import OutputType

ENVIRONMENT_PREFIX: Final = "EASEL_"
"""The prefix of the names of Easel's environment variables."""


class _Section(BaseModel):
    """A table of the file. Numbers and booleans are strict: only environment variables may write them as text."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _convert_environment(cls, table: object) -> object:
        return convert_environment_texts(table, cls) if isinstance(table, Mapping) else table


class DiscordSettings(_Section):
    """How to reach Discord; without ``gateway_url``, the bot requests it from Discord's API."""

    token: Secret = None
    api_url: HttpAddress = "https://discord.com/api/v10"
    gateway_url: GatewayAddress | None = None
    media_hosts: HostPatterns = ("cdn.discordapp.com", "media.discordapp.net")
    direct_messages: StrictBool = False
    operator_guild: Snowflake | None = None
    admission: AdmissionMode = AdmissionMode.AUTO
    guilds: tuple[Snowflake, ...] = ()


class RunwareSettings(_Section):
    """How to reach the provider, and how many tasks may run at the same time.

    In seconds: ``poll_first`` (first poll after the submission), ``poll_max`` (longest pause between polls),
    ``deadline`` (time limit of a task), and ``ttl`` (how long the provider keeps a picture at its URL; with ``None``,
    the provider decides).

    ``max_in_flight`` is 8: the provider's guide recommends a small constant number, and 8 tasks of at least five
    seconds are fewer than 100 requests a minute, a third of the 300 that the maker of the default models allows.
    """

    api_key: Secret = None
    url: HttpAddress = "https://api.runware.ai/v1"
    media_hosts: HostPatterns = ("*.runware.ai",)
    poll_first: Seconds = 2.0
    poll_max: Seconds = 5.0
    deadline: Seconds = 180.0
    max_in_flight: StrictInt = Field(default=8, ge=1, le=1000)
    webhook_url: HttpAddress | None = None
    output_type: OutputType = OutputType.URL
    ttl: StrictInt | None = Field(default=None, ge=60, le=MAX_LIMIT)
    safety: SafetyMode = SafetyMode.FAST

    @model_validator(mode="after")
    def _check_ttl(self) -> Self:
        if self.ttl is not None and self.output_type is not OutputType.URL:
            raise ValueError("ttl is only possible with output_type “URL”")
        return self


class DatabaseSettings(_Section):
    """The database; its whole URL is a secret, because it may contain a password."""

    url: DatabaseAddress = SecretStr("sqlite:///data/easel.db")

    @property
    def password(self) -> str | None:
        """The password in the URL, as it is written there."""
        match = re.search(r"(?:^\w+://[^/@:]*:([^/]*)@|[?&]password=([^&]*))", self.url.get_secret_value())
        return (match[1] or match[2]) if match else None

    @property
    def redacted_url(self) -> str:
        """The URL without password and query, for messages."""
        return re.sub(r"(?<=://)([^/@:]*):[^/]*@", r"\1:***@", self.url.get_secret_value()).partition("?")[0]


class TierSettings(_Section):
    """Limits that a server's managers can assign to roles; they replace the general limits.

    ``skus`` are the ids of purchases at Discord that bring the tier to a member.
    """

    images_per_user_per_day: Limit
    jobs_per_user: Limit = 2
    cooldown_seconds: CooldownSeconds = 5.0
    skus: tuple[Snowflake, ...] = ()


class PlanSettings(_Section):
    """What a server may use; without a key, the general limit holds.

    ``skus`` are the ids of purchases at Discord that bring the plan to a server.
    """

    images_per_user_per_day: Limit | None = None
    jobs_per_user: Limit | None = None
    cooldown_seconds: CooldownSeconds | None = None
    max_images_per_user_per_day: Limit | None = None
    dollars_per_day: DollarAmount = None
    dollars_per_month: DollarAmount = None
    pro_until: Share | None = None
    models: tuple[TableKey, ...] | None = None
    tiers: tuple[TableKey, ...] | None = None
    skus: tuple[Snowflake, ...] = ()


class LimitSettings(_Section):
    """The limits of requests: ``-1`` is unlimited, ``0`` allows nothing; a budget of ``None`` is unlimited.

    Only the budget of the whole bot has a default, so that the operator's first bill is limited. Above
    ``confirm_above_dollars``, the member must confirm the price; with ``None``, never.
    """

    images_per_user_per_day: Limit = 20
    jobs_per_user: Limit = 2
    cooldown_seconds: CooldownSeconds = 5.0
    dollars_per_guild_per_day: DollarAmount = None
    dollars_per_guild_per_month: DollarAmount = None
    dollars_per_day: DollarAmount = 10.0
    confirm_above_dollars: DollarAmount = 1.0
    tiers: Mapping[TableKey, TierSettings] = Field(default_factory=dict)


class ArchiveSettings(_Section):
    """An S3-compatible bucket for copies of pictures; without ``bucket`` nothing is archived.

    The provider uploads the picture of a one-picture task when it is drawn, whether it is delivered or not. Other
    pictures, and those that may be withheld, are copied after their delivery.
    """

    bucket: str | None = Field(default=None, min_length=1)
    endpoint_url: HttpAddress | None = None
    region: str = Field(default="us-east-1", min_length=1)
    access_key_id: Secret = None
    secret_access_key: Secret = None
    prefix: str = Field(default="easel/", max_length=200)

    @model_validator(mode="after")
    def _check_credentials(self) -> Self:
        if self.bucket is not None and not (self.access_key_id and self.secret_access_key):
            raise ValueError("access_key_id and secret_access_key are needed to write into the bucket")
        return self


class HttpSettings(_Section):
    """The addresses (``host:port``) of the HTTP servers; an empty address starts no server.

    ``listen`` serves webhooks, and unless ``metrics_listen`` is set, also health and metrics.
    """

    listen: ListenAddress = "127.0.0.1:8081"
    metrics_listen: OptionalListenAddress = None

    @model_validator(mode="after")
    def _check_addresses_differ(self) -> Self:
        if self.metrics_listen == self.listen and not self.listen.endswith(":0"):
            raise ValueError("metrics_listen and listen must be different addresses")
        return self


class LogFormat(StrEnum):
    """How log lines look."""

    JSON = "json"
    TEXT = "text"


class LogLevel(StrEnum):
    """The lowest level that is logged. ``debug`` concerns Easel’s own lines: those of libraries hold whole messages."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogSettings(_Section):
    """The log, on standard output: one JSON object a line, or lines for a person."""

    format: LogFormat = LogFormat.JSON
    level: LogLevel = LogLevel.INFO


class Config(_Section):
    """All settings; the defaults are the values in ``config.example.toml``."""

    discord: DiscordSettings = DiscordSettings()
    runware: RunwareSettings = RunwareSettings()
    database: DatabaseSettings = DatabaseSettings()
    models: Models = Field(default_factory=lambda: DEFAULT_MODELS)
    limits: LimitSettings = LimitSettings()
    plans: Mapping[TableKey, PlanSettings] = Field(default_factory=dict)
    styles: NamedStyles = Field(default_factory=dict)
    archive: ArchiveSettings = ArchiveSettings()
    http: HttpSettings = HttpSettings()
    log: LogSettings = LogSettings()

    @property
    def secrets(self) -> tuple[str, ...]:
        """All secrets, for redaction; the database password both as it is written and percent-decoded."""
        password = self.database.password
        archive = (self.archive.access_key_id, self.archive.secret_access_key)
        settings = (self.discord.token, self.runware.api_key, *archive)
        passwords = (password, unquote(password)) if password else ()
        return (*(secret.get_secret_value() for secret in settings if secret), *dict.fromkeys(passwords))

    @model_validator(mode="after")
    def _check_plans(self) -> Self:
        for name, plan in self.plans.items():
            for kind, known, used in (
                ("models", self.models, plan.models),
                ("limits.tiers", self.limits.tiers, plan.tiers),
            ):
                if unknown := [key for key in used or () if key not in known]:
                    raise ValueError(f"plans.{name}: {kind} has no “{unknown[0]}”")
        return self

    def missing_settings(self) -> tuple[str, ...]:
        """One line for each required setting that is missing."""
        required = {"discord.token": self.discord.token, "runware.api_key": self.runware.api_key}
        return tuple(
            f"{key}: is missing; set it in config.toml or as {ENVIRONMENT_PREFIX}{key.upper().replace('.', '__')}"
            for key, secret in required.items()
            if secret is None
        )
