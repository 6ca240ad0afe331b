"""What is shown leaves nothing in memory: its buttons are recognised by what stands in them.

Every conversation ends with this check (``conftest._close``), so it holds for every command and every button; here it
is seen to notice, and objects are counted.
"""

import gc

import discord
import pytest

from bot.ui.layout import Layout
from tests.support.stage import BotStage, leaked_views, response_message, response_view

PRIVATE_COMMANDS = ("help", "quota", "queue", "history", "settings")
PRIVATE_BUTTONS = ("Details", "Favourite", "Report", "Edit")
ROUNDS = 3


def layouts_alive() -> int:
    gc.collect()
    return sum(isinstance(one, Layout) for one in gc.get_objects())


async def test_ephemeral_answers_leave_no_view_in_memory(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    before = layouts_alive()
    for _ in range(ROUNDS):
        for command in PRIVATE_COMMANDS:
            assert response_view(await stage.alice.slash(stage.channel, command)).ephemeral
        for button in PRIVATE_BUTTONS:
            await stage.press(button, result)
        assert response_view(await stage.imagine_and_wait("a secret fox", private=True)).ephemeral
    assert layouts_alive() <= before
    assert leaked_views(stage.app.bot) == []


async def test_buttons_of_an_ephemeral_answer_work_without_a_stored_view(stage: BotStage) -> None:
    shown = await stage.imagine_and_wait("a secret fox", private=True)
    assert layouts_alive() == 0
    assert "Favourite" in "".join(response_view(shown).button_labels)
    assert response_view(await stage.press("Details", shown)).ephemeral


@pytest.mark.parametrize("private", [True, False])
async def test_view_kept_by_discord_py_is_detected_as_a_leak(stage: BotStage, private: bool) -> None:
    shown = response_message(await stage.imagine("a fox", private=private))
    view = discord.ui.View(timeout=60)
    view.add_item(discord.ui.Button(label="Kept"))
    store = stage.app.bot._connection._view_store
    store.add_view(view, shown.id)
    assert leaked_views(stage.app.bot) != []
    view.stop()
    assert leaked_views(stage.app.bot) == []
