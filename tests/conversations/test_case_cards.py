"""Where cards are shown and where not, and that one which could not be shown comes as soon as it can."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Final
from unittest.mock import create_autospec

import aiohttp
import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType

from bot.domain.case import CaseFilter
from bot.domain.case_actions import CaseAction
from bot.domain.job import State
from bot.jobs.fetch_results import ResultFetcher
from bot.moderation.case_cards import (
    CHANNEL_RETRY_SECONDS,
    PICTURE_RETRY_SECONDS,
    PICTURE_TIMEOUT_SECONDS,
    SYNC_INTERVAL_SECONDS,
)
from sandbox.runware.faults import Fault
from tests.conversations.test_approval_channels import (
    card_messages,
    create_mod_only_channel,
    decide_newest_case,
    enable_approval,
    imagine_held_picture,
)
from tests.conversations.test_channel_rules import run_admin_command
from tests.support.moderation_helpers import create_mod_channel, decide_case, report_picture
from tests.support.stage import BotStage, MessageView, job_id_of, response_view

DENIED: Final = {
    "it may not see": discord.Permissions(view_channel=True),
    "it may not write in": discord.Permissions(send_messages=True),
    "it may not show pictures in": discord.Permissions(attach_files=True),
}


def deny(stage: BotStage, log: ChannelHandle, permissions: discord.Permissions) -> None:
    """Take permissions in the moderators' channel from the bot."""
    overwrite = Overwrite(stage.app.bot.user.id, OverwriteType.MEMBER, deny=permissions.value)
    stage.env.backend.set_overwrite(log.id, overwrite)


def boss_of(stage: BotStage) -> MemberActor:
    """Somebody who sees every channel and manages the server."""
    role = stage.guild.create_role("Boss", permissions=stage.all_permissions)
    return stage.guild.add_member(stage.env.create_user("boss"), roles=[role])


async def open_cases(stage: BotStage) -> int:
    _, count = await stage.app.bot.services.moderation.list_cases(
        stage.guild.id, CaseFilter(open=True), offset=0, limit=1
    )
    return count


async def later(stage: BotStage, seconds: float) -> None:
    await stage.env.advance_time(seconds)
    await stage.update_cards()


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is noted whenever pictures are read for somebody."""
    read: list[str] = []
    original = ResultFetcher.fetch

    async def pictures(self: ResultFetcher, *arguments: Any) -> Any:
        read.append("read")
        return await original(self, *arguments)

    monkeypatch.setattr(ResultFetcher, "fetch", pictures)
    return read


# ── channels ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_case_without_a_mod_channel_gets_its_card_once_a_channel_is_chosen(stage: BotStage) -> None:
    log = await enable_approval(stage)
    boss = boss_of(stage)
    await run_admin_command(stage, "log", boss, off=True)
    result = await imagine_held_picture(stage)
    assert card_messages(log) == []
    assert await open_cases(stage) == 1
    await run_admin_command(stage, "log", boss, channel=log)
    await stage.update_cards()
    assert len(card_messages(log)) == 1
    await decide_newest_case(stage, "Approve", log)
    assert len(response_view(result).gallery) == 1


async def test_public_mod_channel_gets_no_card(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    public = stage.guild.create_text_channel("town-square")
    await enable_approval(stage, public)
    await stage.imagine_and_wait("a fox")
    read = counting(monkeypatch)
    await stage.update_cards()
    assert card_messages(public) == []
    assert read == []
    assert await open_cases(stage) == 1


async def test_card_is_posted_in_the_new_channel_after_the_mod_channel_was_deleted(stage: BotStage) -> None:
    log = await enable_approval(stage)
    stage.env.backend.delete_channel(log.id)
    await stage.env.settle()
    await imagine_held_picture(stage)
    assert await open_cases(stage) == 1
    other = create_mod_only_channel(stage, "new-log")
    await run_admin_command(stage, "log", boss_of(stage), channel=other)
    await stage.update_cards()
    assert len(card_messages(other)) == 1


@pytest.mark.parametrize("denied", DENIED)
async def test_inaccessible_mod_channel_is_retried_later_without_reading_pictures(
    stage: BotStage, denied: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = await enable_approval(stage)
    deny(stage, log, DENIED[denied])
    await stage.imagine_and_wait("a fox")
    read = counting(monkeypatch)
    await stage.update_cards()
    await later(stage, CHANNEL_RETRY_SECONDS / 2)
    assert (card_messages(log), read) == ([], [])
    stage.env.backend.set_overwrite(
        log.id,
        Overwrite(stage.app.bot.user.id, OverwriteType.MEMBER, allow=discord.Permissions(view_channel=True).value),
    )
    await later(stage, CHANNEL_RETRY_SECONDS / 2 + 1)
    assert len(card_messages(log)) == 1


async def test_case_with_a_deleted_card_can_be_decided(stage: BotStage) -> None:
    log = await enable_approval(stage)
    result = await imagine_held_picture(stage)
    case = (await stage.app.bot.services.moderation.list_cases(stage.guild.id, CaseFilter(), offset=0, limit=1))[0][0]
    (card,) = card_messages(log)
    message = stage.app.bot.get_partial_messageable(log.id).get_partial_message(card.id)
    with stage.env.time_context():
        await message.delete()
    await decide_case(stage, CaseAction.APPROVE, case)
    await stage.run_worker_until_idle()
    await stage.update_cards()
    assert len(response_view(result).gallery) == 1
    case = await stage.app.bot.services.moderation.case(case.id, guild_id=stage.guild.id)
    assert case.version == case.posted_version


# ── pictures that cannot be read ─────────────────────────────────────────────────────────────────────────────────────


async def test_card_waits_for_temporarily_unreadable_pictures(stage: BotStage) -> None:
    log = await enable_approval(stage)
    await stage.imagine_and_wait("a fox")
    gone = stage.runware.faults
    arm(stage, "download_404")
    await stage.update_cards()
    assert card_messages(log) == []
    gone.armed.clear()
    await later(stage, PICTURE_RETRY_SECONDS + 1)
    (card,) = map(MessageView, card_messages(log))
    assert len(card.gallery) == 1
    assert "could not be read" not in card.text


async def test_card_is_posted_with_a_note_if_its_pictures_stay_unreadable(stage: BotStage) -> None:
    log = await enable_approval(stage)
    await stage.imagine_and_wait("a fox")
    arm(stage, "download_404")
    await stage.update_cards()
    await later(stage, PICTURE_TIMEOUT_SECONDS + 1)
    (card,) = map(MessageView, card_messages(log))
    assert card.gallery == []
    assert "One picture could not be read; `/mod case 1` shows it once that works." in card.text
    assert card.button_labels == ["Decline", "Decline and block"]
    assert "Decline" in card.button_labels


def arm(stage: BotStage, kind: str) -> None:
    """Let the provider fail until that is over."""
    stage.runware.faults.armed.append(Fault(kind, None, None, None, {}))


# ── what processes leave behind ──────────────────────────────────────────────────────────────────────────────────────


async def test_card_is_not_posted_again_and_still_works_after_a_restart(stage: BotStage) -> None:
    log = await enable_approval(stage)
    result = await imagine_held_picture(stage)
    await stage.restart()
    await later(stage, SYNC_INTERVAL_SECONDS)
    assert len(card_messages(log)) == 1
    await decide_newest_case(stage, "Approve", log)
    assert len(stage.messages()[0].gallery) == 1
    assert (await stage.job(job_id_of(result))).state is State.DELIVERED


async def test_decision_before_a_restart_is_shown_on_the_card_afterwards(stage: BotStage) -> None:
    log = await enable_approval(stage)
    result = await imagine_held_picture(stage)
    case = (await stage.app.bot.services.moderation.list_cases(stage.guild.id, CaseFilter(), offset=0, limit=1))[0][0]
    await decide_case(stage, CaseAction.APPROVE, case)
    await stage.restart()
    await stage.run_worker_until_idle()
    await stage.update_cards()
    (card,) = map(MessageView, card_messages(log))
    assert "Approved" in card.text
    assert card.gallery == []
    assert (await stage.job(job_id_of(result))).state is State.DELIVERED


async def test_card_with_unsaved_message_id_is_updated_when_its_button_is_pressed(stage: BotStage) -> None:
    log = await enable_approval(stage)
    await imagine_held_picture(stage)

    def forget() -> Any:
        yield "UPDATE cases SET card_message_id = NULL, card_channel_id = NULL", ()

    await stage.app.database.run(forget)
    await decide_newest_case(stage, "Approve", log)
    (card,) = map(MessageView, card_messages(log))
    assert "Approved" in card.text
    assert (card.gallery, card.button_labels) == ([], [])


async def test_prompt_blocked_by_automod_is_omitted_from_the_card(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = await enable_approval(stage)
    send: Callable[..., Awaitable[discord.Message]] = discord.abc.Messageable.send

    async def strict(self: discord.abc.Messageable, *arguments: Any, **given: Any) -> discord.Message:
        if "nasty" in str(given["view"].to_components()):
            reply = create_autospec(aiohttp.ClientResponse, instance=True, status=400, reason="Bad Request")
            raise discord.HTTPException(reply, {"code": 200000, "message": "blocked by AutoMod"})
        return await send(self, *arguments, **given)

    monkeypatch.setattr(discord.abc.Messageable, "send", strict)
    await imagine_held_picture(stage, "a nasty fox")
    (card,) = map(MessageView, card_messages(log))
    assert "nasty" not in card.text
    assert "AutoMod does not allow the prompt" in card.text
    assert len(card.gallery) == 1


@contextlib.asynccontextmanager
async def by_itself(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Let the board run; it looks at nothing that it was not told of."""
    monkeypatch.setattr("bot.moderation.case_cards.SYNC_INTERVAL_SECONDS", 3600.0)
    with stage.env.time_context():
        board = asyncio.create_task(stage.app.case_cards.run())
    try:
        yield
    finally:
        board.cancel()
        await asyncio.gather(board, return_exceptions=True)


async def comes(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 – the board tells nobody when it is done
            await asyncio.sleep(0.002)


async def test_approval_card_is_posted_and_updated_immediately(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = await enable_approval(stage)
    async with by_itself(stage, monkeypatch):
        result = await stage.imagine_and_wait("a fox")
        await comes(lambda: [MessageView(card).button_labels != [] for card in card_messages(log)] == [True])
        await stage.press("Cancel", result)
        await comes(lambda: "Withdrawn" in MessageView(card_messages(log)[0]).text)


async def test_report_card_is_posted_and_updated_immediately(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    log = await create_mod_channel(stage)
    result = await stage.imagine_and_wait("a fox")
    async with by_itself(stage, monkeypatch):
        await report_picture(stage, result)
        await comes(lambda: [MessageView(card).button_labels != [] for card in card_messages(log)] == [True])
        await stage.press("Delete", result)
        await comes(lambda: "Withdrawn" in MessageView(card_messages(log)[0]).text)
