"""Fixtures of conversation tests: the real bot with an SQLite file, a simulated Discord, and a fake provider."""

import importlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from functools import cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any, Final, TypeAlias

import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord import app_commands
from discord.ext import commands
from pydantic import SecretStr
from simcord import Env
from simcord.actors import MemberActor
from simcord.builders import UserHandle

from bot.app import App, open_app
from bot.config.settings import Config
from bot.discord import edit_rate
from bot.errors import EaselError
from bot.jobs import fetch_results
from sandbox.runware import FakeRunware
from tests.support.databases import copy_database
from tests.support.locales import Locales
from tests.support.operator_stage import SECTIONS, Application, OperatorStage
from tests.support.stage import TIMEOUT_SECONDS, BotStage, SimulatedClock, leaked_views

PLAN: Final = {
    "images_per_user_per_day": 10,
    "max_images_per_user_per_day": 15,
    "jobs_per_user": 3,
    "cooldown_seconds": 0,
}
"""The plan of :func:`planned`."""
_DEFAULTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "limits": {"cooldown_seconds": 0},
    "runware": {"poll_first": 0.01, "poll_max": 0.05, "deadline": 60},
    "http": {"listen": ""},
    "discord": {"admission": "open"},  # the simulated application is public
}


def unexpected_errors(errors: list[BaseException]) -> list[BaseException]:
    """The causes of the errors that are not refusals."""
    causes = [error.original if isinstance(error, app_commands.CommandInvokeError) else error for error in errors]
    return [cause for cause in causes if not isinstance(cause, EaselError | app_commands.AppCommandError)]


@pytest.fixture(autouse=True)
def fast_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the pauses between edits of a message, and before a missing file is requested again."""
    monkeypatch.setattr(edit_rate, "PROGRESS_EDIT_INTERVAL_SECONDS", 0.01)
    monkeypatch.setattr(edit_rate, "TOKEN_WINDOW_SECONDS", 0.01)
    monkeypatch.setattr(fetch_results, "MISSING_FILE_RETRY_SECONDS", 1.0)


@pytest.fixture
async def provider() -> AsyncIterator[tuple[FakeRunware, str]]:
    """The fake provider, and its base URL."""
    runware = FakeRunware(api_key="sandbox-key", seconds=0.01, one_per_size=True, seed=7)
    application = web.Application()
    application.add_routes(runware.routes())
    async with TestServer(application, port=0) as server:
        yield runware, str(server.make_url("/"))
    await runware.close()


_import_cog: Final = cache(importlib.import_module)


async def _setup_imported_cog(bot: commands.Bot, _: ModuleSpec, name: str) -> None:
    module = _import_cog(name)
    await module.setup(bot)
    bot._BotBase__extensions[name] = module  # type: ignore[attr-defined]  # read by ``Bot.extensions``


@pytest.fixture(autouse=True)
def imported_cogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Import each cog once per process: discord.py executes its module again for every bot, a fifth of a test's time.

    Every bot still runs ``setup`` and gets cogs and commands of its own.
    """
    monkeypatch.setattr(commands.Bot, "_load_from_module_spec", _setup_imported_cog)


StageFactory: TypeAlias = Callable[..., Awaitable[BotStage]]


@pytest.fixture
async def make_stage(
    provider: tuple[FakeRunware, str], tmp_path: Path, sqlite_template: Path
) -> AsyncIterator[StageFactory]:
    """A function that builds a stage; its keyword arguments are sections of the configuration."""
    runware, address = provider
    await copy_database(sqlite_template, tmp_path / "easel.db")
    async with AsyncExitStack() as stack:

        async def build(**sections: Mapping[str, Any]) -> BotStage:
            clock, apps = SimulatedClock(), AsyncExitStack()
            given = {name: {**_DEFAULTS.get(name, {}), **sections.get(name, {})} for name in {*_DEFAULTS, *sections}}
            given["database"] = {"url": SecretStr(f"sqlite:///{tmp_path / 'easel.db'}")}
            given["runware"] |= {"api_key": "sandbox-key", "url": f"{address}v1", "media_hosts": ["127.0.0.1"]}
            config = Config.model_validate(given)
            stack.push_async_callback(apps.aclose)
            app = await apps.enter_async_context(open_app(config, clock=clock, monotonic=clock.monotonic))
            env = clock.env = Env(app.bot, settle_timeout=TIMEOUT_SECONDS)
            stage = BotStage(env, app, runware, clock)  # its server is there when the database first hears of admission
            await env.start()
            stack.push_async_callback(_shut_down, env)

            async def reopen() -> App:
                await apps.aclose()
                return await apps.enter_async_context(open_app(config, clock=clock, monotonic=clock.monotonic))

            stage.reopen_app = reopen
            return stage

        yield build


async def _shut_down(env: Env) -> None:
    """Stop the bot; fails for views kept in memory, and for errors that the test did not read from ``env.errors``."""
    kept = leaked_views(env.bot)
    await env.shutdown()
    assert kept == []
    assert not unexpected_errors(list(env.errors_since(env._errors_acknowledged)))


@pytest.fixture
async def stage(make_stage: StageFactory) -> BotStage:
    """A stage with the default limits, but without a cooldown."""
    return await make_stage()


@pytest.fixture
def operator(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> UserHandle:
    """The application's owner. In the simulated Discord this is the bot itself, which cannot get direct messages."""
    person, original = stage.env.create_user("operator"), discord.Client.application_info

    async def info(client: discord.Client) -> discord.AppInfo:
        application = await original(client)
        application.owner = await client.fetch_user(person.id)
        return application

    monkeypatch.setattr(discord.Client, "application_info", info)
    return person


@pytest.fixture
def locales(monkeypatch: pytest.MonkeyPatch) -> Locales:
    """The languages of people and servers."""
    return Locales(monkeypatch)


@pytest.fixture
async def home(make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch) -> OperatorStage:
    """A stage with the operator's server, where new servers wait."""
    application = Application(monkeypatch)
    return await OperatorStage(await make_stage(**SECTIONS), application).open()


def add_manager(stage: BotStage) -> MemberActor:
    """A new member who may manage the server."""
    role = stage.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    return stage.guild.add_member(stage.env.create_user("manager"), roles=[role])


@pytest.fixture
async def planned(make_stage: StageFactory) -> BotStage:
    """A stage whose servers have a plan."""
    return await make_stage(plans={"default": PLAN})


@pytest.fixture
def boss(planned: BotStage) -> MemberActor:
    return add_manager(planned)
