"""Tests the answers of ``python -m bot init``, each with what the answers before it have settled."""

import asyncio
import re
from typing import Final

from pydantic import SecretStr, ValidationError

from bot.cli.probes import Finding, Status, list_servers, probe_discord, probe_runware
from bot.cli.questions import Tested, Verdict
from bot.config import Config
from bot.config.faults import describe_faults
from bot.config.settings import DatabaseSettings, DiscordSettings, LimitSettings, RunwareSettings
from bot.domain.catalog import DEFAULT_MODELS
from bot.domain.limits import UNLIMITED
from bot.errors import StorageError, StorageUnavailable
from bot.storage import inspect_database

NO_SERVER: Final = "none"
"""The answer for no server of the operator."""
_ID: Final = re.compile(r"\d{1,20}")
_SCHEME: Final = "Bot "
"""What stands before a token in a request, and is copied along with it."""


class Answers:
    """The settings as they are known so far: the environment, and the answers that were accepted."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.servers: dict[int, str] = {}
        """The servers that Easel is on."""
        self.invite = ""
        """The link that adds Easel to a server."""

    def test_token(self, text: str) -> Tested[str]:
        """Ask Discord whose token it is, and what the application may do."""
        token = text.removeprefix(_SCHEME).strip()
        if not token:
            return Tested(Verdict.REFUSED, token, ["FAIL Easel cannot log in without a token"])
        self._set_discord(token=SecretStr(token))
        findings = asyncio.run(self._probe_discord())
        self.invite = next((found.sentence for found in findings if found.subject == "invite"), "")
        # Which server is the operator's has not been asked yet.
        lines = [_format(found) for found in findings if found.subject not in {"operator", "invite"}]
        if self.invite:
            lines.append(f"Invite it with exactly the permissions that it needs: {self.invite}")
        return Tested(_judge(findings), token, lines)

    async def _probe_discord(self) -> list[Finding]:
        findings = [finding async for finding in probe_discord(self.config)]
        self.servers = await list_servers(self.config)
        return findings

    def test_key(self, text: str) -> Tested[str]:
        """Ask Runware for the balance of the account."""
        if not text:
            return Tested(Verdict.REFUSED, text, ["FAIL Easel cannot draw without a key"])
        self._set_runware(api_key=SecretStr(text))
        finding = asyncio.run(probe_runware(self.config))
        return Tested(_judge([finding]), text, [_format(finding)])

    def test_server(self, text: str) -> Tested[int | None]:
        """Look whether Easel is on that server."""
        if text.lower() in {"", NO_SERVER}:
            line = "ok   no server: you are asked about new servers by direct message, and there is no /operator"
            return Tested(Verdict.ACCEPTED, None, [line])
        if fault := _find_fault(DiscordSettings, "operator_guild", int(text) if _ID.fullmatch(text) else text):
            line = f"FAIL an id {fault}, of 17 to 20 digits: switch on Developer Mode, right-click the server, Copy ID"
            return Tested(Verdict.REFUSED, None, [line])
        server = int(text)
        if server in self.servers:
            return Tested(Verdict.ACCEPTED, server, [f"ok   Easel is on {self.servers[server]}"])
        return Tested(Verdict.ACCEPTED, server, ["note Easel is not there yet: invite it with the link above"])

    def test_dollars(self, text: str) -> Tested[float]:
        """Say how many pictures the budget is."""
        try:
            dollars = float(text.removeprefix("$").strip())
        except ValueError:
            return Tested(Verdict.REFUSED, 0.0, ["FAIL it must be a number such as 10 or 2.50"])
        if fault := _find_fault(LimitSettings, "dollars_per_day", dollars):
            return Tested(Verdict.REFUSED, 0.0, [f"FAIL it {fault}, or {UNLIMITED} for no limit"])
        if dollars == UNLIMITED:
            line = "note nothing but your credit at Runware limits what a day can cost"
            return Tested(Verdict.ACCEPTED, dollars, [line])
        model = DEFAULT_MODELS["standard"]
        line = f"ok   ${dollars:,.2f} a day are up to {int(dollars / model.price + 1e-6):,} pictures of {model.label}"
        return Tested(Verdict.ACCEPTED, dollars, [line])

    def test_database(self, text: str) -> Tested[str]:
        """Look whether the database can be used."""
        if fault := _find_fault(DatabaseSettings, "url", text):
            return Tested(Verdict.REFUSED, text, [f"FAIL it {fault}"])
        try:
            inspection = asyncio.run(inspect_database(text))
        except StorageUnavailable as error:
            return Tested(Verdict.UNTESTED, text, [f"FAIL {error}"])
        except StorageError as error:
            return Tested(Verdict.REFUSED, text, [f"FAIL {error}"])
        fact = "it exists already, and Easel goes on with it" if inspection.exists else "it is made at the first start"
        return Tested(Verdict.ACCEPTED, text, [f"ok   {fact}", *(f"note {fault}" for fault in inspection.faults)])

    def _set_discord(self, *, token: SecretStr) -> None:
        discord = self.config.discord.model_copy(update={"token": token})
        self.config = self.config.model_copy(update={"discord": discord})

    def _set_runware(self, *, api_key: SecretStr) -> None:
        runware: RunwareSettings = self.config.runware.model_copy(update={"api_key": api_key})
        self.config = self.config.model_copy(update={"runware": runware})


def _find_fault(section: type[DiscordSettings | LimitSettings | DatabaseSettings], key: str, value: object) -> str:
    """The requirement that the value does not meet; empty if it can be used."""
    try:
        section.model_validate({key: value})
    except ValidationError as error:
        return next(describe_faults(error, section)).partition(": ")[2]
    return ""


def _judge(findings: list[Finding]) -> Verdict:
    if any(finding.is_rejected for finding in findings):
        return Verdict.REFUSED
    return Verdict.UNTESTED if any(finding.is_untested for finding in findings) else Verdict.ACCEPTED


def _format(finding: Finding) -> str:
    is_about_secret = finding.is_rejected or finding.is_untested
    is_note = finding.is_warning or (finding.status is Status.FAIL and not is_about_secret)
    return f"{'note' if is_note else finding.status} {finding.subject}: {' '.join(finding.sentence.split())}"
