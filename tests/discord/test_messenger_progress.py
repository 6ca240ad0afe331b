"""A progress edit without a response must not block the answer; tested with discord.py over a socket."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypeAlias
from uuid import UUID

import aiohttp
import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord.http import Route

from bot.discord import messenger as delivery
from bot.discord.api_errors import DiscordCircuitBreaker
from bot.discord.edit_rate import EditRateLimiter
from bot.discord.message_requests import MessageRequests
from bot.discord.messenger import DiscordMessenger
from bot.discord.outbox import Outbox
from bot.discord.routes import MessageRoutes
from bot.domain.catalog import Catalog
from bot.domain.durations import Durations
from bot.domain.job import Job, State
from bot.domain.rate_limits import ConcurrencyLimiter
from bot.domain.request import Options, build_request
from bot.images.reencoder import Reencoder
from bot.jobs.eta import EtaEstimator
from tests.support.clock import ManualClock

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
WAIT = 0.2
"""Seconds that an answer waits for a progress edit in these tests."""
MESSAGE = {
    "id": "6",
    "channel_id": "5",
    "author": {"id": "1", "username": "Easel", "discriminator": "0", "avatar": None},
    "attachments": [],
    "embeds": [],
    "mentions": [],
    "mention_roles": [],
    "mention_everyone": False,
    "pinned": False,
    "tts": False,
    "content": "",
    "edited_timestamp": None,
    "timestamp": "2026-01-01T00:00:00+00:00",
    "type": 0,
}


def message(**headers: str) -> web.StreamResponse:
    """discord.py parses JSON only with exactly this content type."""
    return web.Response(body=json.dumps(MESSAGE).encode(), headers={"Content-Type": "application/json", **headers})


async def never(_: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError


async def broken(_: web.Request) -> web.StreamResponse:
    """discord.py tries five times, with pauses of seconds, before it sends the next request of the token."""
    return web.json_response({"message": "Internal Server Error", "code": 0}, status=500)


async def exhausted(_: web.Request) -> web.StreamResponse:
    """discord.py returns from the call only after the rate limit is reset."""
    return message(**{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "60"})


async def taken(_: web.Request) -> web.StreamResponse:
    return message()


@asynccontextmanager
async def discord_of(progress: Handler) -> AsyncIterator[tuple[list[str], discord.Client]]:
    """Yield a list of the edits that arrive, ``progress`` or ``answer``, and a client of this server."""
    shown: list[str] = []

    async def edit(request: web.Request) -> web.StreamResponse:
        is_progress = "Drawing" in await request.text()
        shown.append("progress" if is_progress else "answer")
        return await (progress if is_progress else taken)(request)

    application = web.Application()
    application.router.add_patch("/webhooks/{id}/{token}/messages/{message}", edit)
    async with TestServer(application, shutdown_timeout=0.1) as server, aiohttp.ClientSession() as session:
        client = discord.Client(intents=discord.Intents.none(), application_id=1)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Route, "BASE", str(server.make_url("")).rstrip("/"))
            http: Any = client.http
            http._HTTPClient__session = session
            yield shown, client


def messenger_of(client: discord.Client, clock: ManualClock) -> DiscordMessenger:
    forecast = EtaEstimator(Durations(), ConcurrencyLimiter(1, clock))
    requests = MessageRequests(breaker := DiscordCircuitBreaker(clock))
    routes = MessageRoutes(client, requests, clock)
    return DiscordMessenger(
        client, requests, routes, Catalog(), Reencoder(), EditRateLimiter(), forecast, Outbox(breaker)
    )


def job(clock: ManualClock) -> Job:
    return Job(
        id=1,
        task_uuid=UUID(int=1),
        state=State.SUBMITTED,
        request=build_request("a fox", Options(), Catalog()),
        user_id=1,
        guild_id=7,
        channel_id=5,
        message_id=6,
        follow_up_message_id=None,
        parent_job_id=None,
        batch_id=None,
        token="token",
        attachment_limit=1,
        round=0,
        outcome=None,
        reason=None,
        created_at=clock(),
        submitted_at=clock(),
        ready_at=None,
        ended_at=None,
    )


@pytest.mark.parametrize("progress", [never, broken, exhausted])
async def test_answer_is_sent_although_a_progress_edit_hangs(
    progress: Handler, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "PROGRESS_TIMEOUT_SECONDS", WAIT)
    drawn = job(clock)
    async with discord_of(progress) as (shown, client):
        messenger = messenger_of(client, clock)
        showing = asyncio.create_task(messenger.show_progress(drawn, None))
        async with asyncio.timeout(5):
            while not shown:  # noqa: ASYNC110 – the handler only records the edits
                await asyncio.sleep(0.005)
        async with asyncio.timeout(WAIT + 3):
            await messenger.show_end(replace(drawn, state=State.FAILED, reason="It could not be drawn."))
            await showing
        assert shown == ["progress", "answer"]
        assert await messenger.show_progress(drawn, None)
        assert shown == ["progress", "answer"]


async def test_answer_waits_for_a_running_progress_edit(clock: ManualClock) -> None:
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def slow(request: web.Request) -> web.StreamResponse:
        arrived.set()
        await go_on.wait()
        return await taken(request)

    drawn = job(clock)
    async with discord_of(slow) as (shown, client):
        messenger = messenger_of(client, clock)
        showing = asyncio.create_task(messenger.show_progress(drawn, None))
        await arrived.wait()
        telling = asyncio.create_task(messenger.show_end(replace(drawn, state=State.FAILED, reason="It broke.")))
        await asyncio.sleep(0.05)
        assert shown == ["progress"]
        go_on.set()
        await asyncio.gather(showing, telling)
        assert shown == ["progress", "answer"]


async def test_cached_positions_of_waiting_messages_are_bounded(
    clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "MAX_CACHED_POSITIONS", 10)
    async with discord_of(taken) as (shown, client):
        messenger = messenger_of(client, clock)
        for number in range(1, 31):
            messenger.record_waiting_message(replace(job(clock), id=number), None, other_count=1)
        assert len(messenger._shown_positions) == len(messenger._other_counts) == 10
        assert await messenger.show_progress(replace(job(clock), id=30), None)
        assert shown == []
