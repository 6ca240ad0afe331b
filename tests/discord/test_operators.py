"""Who operates the bot is read again before somebody acts, and an answer that does not come changes nothing."""

import asyncio
from unittest.mock import create_autospec

import discord
import pytest

from bot.discord import operators
from bot.discord.operators import MAX_AGE_OF_YES_SECONDS, MAX_AGE_SECONDS, Operators
from bot.domain.admission import AdmissionRules
from tests.support.clock import ManualClock

OWNER, OTHER = 1, 2


def application(owner_id: int) -> discord.AppInfo:
    info = create_autospec(discord.AppInfo, instance=True)
    info.owner, info.team, info.bot_public = discord.Object(owner_id), None, True
    read: discord.AppInfo = info
    return read


@pytest.fixture
def client() -> discord.Client:
    connected = create_autospec(discord.Client, instance=True)
    connected.application_info.return_value = application(OWNER)
    made: discord.Client = connected
    return made


@pytest.fixture
def who(client: discord.Client, clock: ManualClock) -> Operators:
    read = Operators(client, AdmissionRules(), clock)
    read.use_application(application(OWNER))
    return read


async def test_yes_is_read_again_after_seconds_and_no_after_a_minute(
    who: Operators, client: discord.Client, clock: ManualClock
) -> None:
    client.application_info.return_value = application(OTHER)  # type: ignore[attr-defined]  # it is a mock
    clock.advance(MAX_AGE_OF_YES_SECONDS - 1)
    assert (await who.is_operator(OWNER), await who.is_operator(OTHER)) == (True, False)
    clock.advance(1)
    assert (await who.is_operator(OTHER), await who.is_operator(OWNER)) == (False, False)
    assert await who.is_operator(OTHER)


async def test_strangers_ask_discord_once_a_minute(who: Operators, client: discord.Client, clock: ManualClock) -> None:
    for _ in range(100):
        clock.advance(1)
        assert not await who.is_operator(OTHER)
    assert client.application_info.await_count == 1  # type: ignore[attr-defined]  # it is a mock


async def test_operator_can_act_while_discord_does_not_answer(
    who: Operators, client: discord.Client, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never() -> None:
        await asyncio.Event().wait()

    client.application_info.side_effect = never  # type: ignore[attr-defined]  # it is a mock
    monkeypatch.setattr(operators, "READ_TIMEOUT_SECONDS", 0.01)
    clock.advance(MAX_AGE_SECONDS)
    async with asyncio.timeout(10):
        assert (await who.is_operator(OWNER), await who.is_operator(OTHER)) == (True, False)
