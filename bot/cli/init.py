"""``python -m bot init``: asks five questions, tests each answer, and writes ``config.toml``."""

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from bot.cli.answers import NO_SERVER, Answers
from bot.cli.questions import Question, Unanswered, ask
from bot.config import ENVIRONMENT_PREFIX, load_config
from bot.file_permissions import new_owner_file
from bot.observability import log
from bot.observability.log import print_redacted

_INTRODUCTION: Final = """\
Five questions, and Easel is ready to run. Each answer is tested at once; nothing is written before the last one.
Ctrl-C stops. Enter alone takes the answer in brackets. Secrets are not shown while you type or paste them."""
_ABOUT_LOGIN: Final = """\
At https://discord.com/developers/applications choose “New Application”, then page “Bot”, “Reset Token”, and copy it.
Easel needs none of the “Privileged Gateway Intents” there."""
_ABOUT_KEY: Final = """\
At https://my.runware.ai, page “API Keys”, create one. The models need a paid invoice or five
dollars of credit there."""
_ABOUT_SERVER: Final = """\
On the server that you name here, and nowhere else, you get /operator: who may use Easel, what it may spend,
blocks, and the switch that stops everything.
In Discord: Settings, Advanced, Developer Mode; then right-click the server’s name, “Copy Server ID”."""
_ABOUT_DOLLARS: Final = """\
What all servers together may cost in any 24 hours, in US dollars. When it is used up, Easel says so and waits."""
_ABOUT_DATABASE: Final = """\
Quotas, dollars and requests are kept in a file, or in PostgreSQL: postgresql://USER:PASSWORD@HOST/NAME."""
_NEXT_STEPS: Final = """
Next:
  1. Invite Easel to your server: {invite}
  2. See whether everything works: make check (in a container: python -m bot check)
  3. Start it: make run (in a container, start the container again without a command)
  4. On your server, /admin setup says where members may draw and who looks at reports.
config.example.toml explains every other setting."""
_FILE_TEMPLATE: Final = """\
# Written by `python -m bot init`. config.example.toml explains these and all other settings.
# This file holds secrets: only its owner may read it (mode 600).

[discord]
token = {token}
{operator_guild}

[runware]
api_key = {api_key}

[limits]
# What all servers together may cost in 24 hours, in US dollars; -1 is no limit.
dollars_per_day = {dollars_per_day}

[database]
url = {database_url}
"""
_DEFAULT_DATABASE_URL: Final = "sqlite:///data/easel.db"
_NO_OPERATOR_GUILD: Final = "# operator_guild = 123456789012345678"


class _Settings(NamedTuple):
    token: str
    api_key: str
    operator_guild: int | None
    dollars_per_day: float
    database_url: str


def init(path: Path, environ: Mapping[str, str]) -> int:
    """Write the file with mode 600, if nothing has that name yet; return the exit status, 0 if it was written.

    The environment says where Discord and Runware are, as for every command. Raises ConfigError if it is wrong.
    """
    if fault := _find_obstacle(path):
        print_redacted(fault, error=True)
        return 1
    config = load_config(None, environ)
    log.configure_logging(secrets=config.secrets)
    answers = Answers(config)
    try:
        settings = _ask_all(answers)
        _write(path, settings)
    except KeyboardInterrupt:
        print_redacted("\nStopped; nothing was written.", error=True)
        return 1
    except (Unanswered, OSError) as error:
        reason = f"{path} could not be written: {error.strerror}." if isinstance(error, OSError) else error
        print_redacted(reason, error=True)
        return 1
    print_redacted(f"\nWritten: {path}, which only you can read (mode 600).")
    for name in _list_overriding(environ):
        print_redacted(f"note {name} is set in the environment, and wins over what is in {path}")
    print_redacted(_NEXT_STEPS.format(invite=answers.invite or "`python -m bot check` prints the link"))
    return 0


def _find_obstacle(path: Path) -> str | None:
    """The sentence about what keeps the file from being written; ``None`` if nothing does."""
    if os.path.lexists(path):
        return f"{path} exists already, and init replaces nothing: edit it, or move it away first."
    if not path.parent.is_dir():
        return f"{path} cannot be written: there is no folder {path.parent}."
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            return None
    except OSError as error:
        return f"{path} cannot be written: {error.strerror} in {path.parent}."


def _ask_all(answers: Answers) -> _Settings:
    if sys.stdin is not None and not sys.stdin.isatty() and hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    print_redacted(_INTRODUCTION)
    token = ask(Question("1 of 5: the bot’s token", _ABOUT_LOGIN, "Token", answers.test_token, is_secret=True))
    log.configure_logging(secrets=answers.config.secrets)
    key = ask(Question("2 of 5: the key of Runware", _ABOUT_KEY, "Key", answers.test_key, is_secret=True))
    log.configure_logging(secrets=answers.config.secrets)
    server = ask(_build_server_question(answers))
    dollars = ask(Question("4 of 5: dollars a day", _ABOUT_DOLLARS, "Dollars", answers.test_dollars, "10"))
    database = ask(
        Question("5 of 5: the database", _ABOUT_DATABASE, "Database", answers.test_database, _DEFAULT_DATABASE_URL)
    )
    return _Settings(token, key, server, dollars, database)


def _build_server_question(answers: Answers) -> Question[int | None]:
    present = "".join(f"\n  {server}  {name}" for server, name in list(answers.servers.items())[:10])
    about = f"{_ABOUT_SERVER}\nEasel is on:{present}" if present else _ABOUT_SERVER
    default = str(next(iter(answers.servers))) if len(answers.servers) == 1 else NO_SERVER
    return Question("3 of 5: your own server", about, "Server id", answers.test_server, default)


def _write(path: Path, settings: _Settings) -> None:
    guild = settings.operator_guild
    text = _FILE_TEMPLATE.format(
        token=_quote(settings.token),
        api_key=_quote(settings.api_key),
        operator_guild=_NO_OPERATOR_GUILD if guild is None else f"operator_guild = {guild}",
        dollars_per_day=settings.dollars_per_day,
        database_url=_quote(settings.database_url),
    )
    with new_owner_file(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8")
        load_config(unfinished, {}, required=True)


def _quote(text: str) -> str:
    """Write a text as TOML does; JSON's escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)


def _list_overriding(environ: Mapping[str, str]) -> list[str]:
    """The variables of the environment that win over what was asked."""
    keys = ("DISCORD__TOKEN", "RUNWARE__API_KEY", "DISCORD__OPERATOR_GUILD", "LIMITS__DOLLARS_PER_DAY", "DATABASE__URL")
    return [name for key in keys if (name := f"{ENVIRONMENT_PREFIX}{key}") in environ]
