"""Buttons, selects and forms reach the handler that was registered for them, and every error is answered."""

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from bot.discord.component_router import FORM_OUTDATED, ComponentRouter
from bot.errors import Closed, Gone, Repeated
from bot.storage import open_database
from bot.storage.database import Database
from bot.ui.buttons import Action, job_button
from bot.ui.components import Interaction
from bot.ui.library.history import HistoryPage, HistoryPageButton
from bot.ui.modals import Form, SubmittedForm


class RouterDriver:
    """A router whose handlers record their arguments."""

    def __init__(self, database: Database) -> None:
        client = discord.Client(intents=discord.Intents.none())
        self.router = ComponentRouter(client, database, lambda: 0.0, on_error=self.reply_error)
        self.calls: list[tuple[str, object]] = []

    async def reply_error(self, _interaction: Interaction, error: BaseException) -> None:
        self.calls.append(("error", f"{type(error).__name__} {error}".strip()))

    def handle(self, name: str, error: Exception | None = None) -> Any:
        async def handler(_interaction: Interaction, value: object) -> None:
            self.calls.append((name, value))
            if error is not None:
                raise error

        return handler


@pytest.fixture
async def driver(tmp_path: Path) -> AsyncIterator[RouterDriver]:
    """A router with a database that other processes also use."""
    database = await open_database(f"sqlite:///{tmp_path / 'easel.db'}", new=True)
    database.exclusive = False

    yield RouterDriver(database)
    await database.close()


def interaction(interaction_id: int = 1, **data: object) -> Interaction:
    return cast("Interaction", SimpleNamespace(id=interaction_id, data=data, locale=discord.Locale.american_english))


async def test_button_and_form_of_the_same_name_have_separate_handlers(driver: RouterDriver) -> None:
    driver.router.on(Action.EDIT, driver.handle("button"))
    driver.router.on(Form.EDIT, driver.handle("form"))
    await driver.router.dispatch(interaction(1), job_button(Action.EDIT, 7))
    await driver.router.dispatch_form(interaction(2, custom_id="easel:edit:7:1"))
    assert driver.calls == [("button", 7), ("form", SubmittedForm(Form.EDIT, (7, 1), {}))]


async def test_job_id_of_a_button_is_clamped_to_64_bits(driver: RouterDriver) -> None:
    driver.router.on(Action.SHOW, driver.handle("show"))
    await driver.router.dispatch(interaction(), job_button(Action.SHOW, 10**19 - 1))
    assert driver.calls == [("show", 2**63 - 1)]


async def test_component_passes_its_parsed_custom_id_to_the_handler(driver: RouterDriver) -> None:
    driver.router.on(HistoryPageButton, driver.handle("page"))
    button = HistoryPageButton(discord.ui.Button(custom_id="easel:history:favourites:3"))
    await driver.router.dispatch(interaction(), button)
    assert driver.calls == [("page", HistoryPage(3, favourites_only=True))]


@pytest.mark.parametrize("custom_id", ["easel:vary:7", "easel:unknown:7", "easel:vary:7:8:9"])
async def test_a_form_without_handler_is_outdated(driver: RouterDriver, custom_id: str) -> None:
    await driver.router.dispatch_form(interaction(custom_id=custom_id))
    assert driver.calls == [("error", f"{Gone.__name__} {FORM_OUTDATED!s}")]


async def test_handler_error_is_answered(driver: RouterDriver) -> None:
    driver.router.on(Action.SHOW, driver.handle("show", Closed("Not now.")))
    await driver.router.dispatch(interaction(), job_button(Action.SHOW, 7))
    assert driver.calls == [("show", 7), ("error", "Closed Not now.")]


async def test_interaction_received_twice_is_handled_once(driver: RouterDriver) -> None:
    driver.router.on(Action.SHOW, driver.handle("show"))
    for _ in range(2):
        await driver.router.dispatch(interaction(5), job_button(Action.SHOW, 7))
    assert driver.calls == [("show", 7), ("error", Repeated.__name__)]
