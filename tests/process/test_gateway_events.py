"""What comes over the gateway and cannot be read, on the real bot over sockets."""

import json
from typing import Any

import aiohttp

from tests.process.test_discord_outages import free_port, log_events
from tests.support.invariants import ExpectedRefusal, assert_every_request_ended_once
from tests.support.process_stage import ProcessStage, wait_until


def mutations(told: dict[str, Any]) -> list[Any]:
    """The same event with each of its fields missing, or of another form."""
    others: tuple[Any, ...] = (None, [], {}, "x", -1)
    return [
        *({**told, name: value} for name in told for value in others),
        *({key: value for key, value in told.items() if key != name} for name in told),
        *others,
    ]


async def test_unreadable_gateway_events_are_counted_and_the_bot_keeps_running(stage: ProcessStage) -> None:
    discord, listen = stage.sandbox.discord, free_port()
    den = stage.channel("gallery")
    den.kind = 99  # a kind of channel that no client knows
    bot = await stage.start(HTTP__LISTEN=f"127.0.0.1:{listen}")
    before = stage.imagine("in a channel of an unknown kind", channel=den)
    await stage.wait_until_ended(before)
    assert len(stage.attachments_of(before)) == 1
    channel: dict[str, Any] = {"id": "7", "type": 0, "name": "x", "guild_id": discord.world.guild_id, "position": 1}
    guild: dict[str, Any] = {
        "id": "8",
        "name": "Elsewhere",
        "channels": [channel],
        "roles": [],
        "members": [],
        "emojis": [],
    }
    for name, told in {"CHANNEL_CREATE": channel, "GUILD_CREATE": guild, "CHANNEL_UPDATE": channel}.items():
        for data in mutations(told):
            discord.gateway.dispatch(name, data, None)
    meanwhile = stage.imagine("in between")
    await stage.wait_until_ended(meanwhile)
    assert stage.connected_bots == 1
    sessions = list(discord.gateway._sessions)
    for frame in ("{", "[]", '"x"', '{"op": 10}', '{"op": 0, "t": "RESUMED", "s": 1, "d": null}'):
        connection = next(one.socket for one in discord.gateway._sessions.values() if one.socket is not None)
        discord.gateway.send_raw(frame)
        await wait_until(
            f"it connects again after {frame}",
            lambda old=connection: any(  # type: ignore[misc]  # a loop's variable as a default
                one.socket is not None and one.socket is not old for one in discord.gateway._sessions.values()
            ),
        )
    assert list(discord.gateway._sessions)[: len(sessions)] == sessions
    after = stage.imagine("afterwards")
    await stage.wait_until_ended(after)
    assert [len(stage.attachments_of(one)) for one in stage.requests] == [1, 1, 1]
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{listen}/metrics") as page:
        metrics = await page.text()
    assert 'easel_gateway_events_unreadable_total{event="GUILD_CREATE"}' in metrics
    assert 'easel_gateway_events_unreadable_total{event="transport"} 5.0' in metrics
    unread = log_events(bot, "gateway_event_unreadable")
    assert {line["type"] for line in unread} <= {"GUILD_CREATE", "CHANNEL_CREATE", "CHANNEL_UPDATE"}
    assert all("Elsewhere" not in json.dumps(line) for line in unread)
    assert bot.process.returncode is None
    # The server of the readable variants is missing in the new session, so the bot asks whether it has left it.
    await assert_every_request_ended_once(stage, expected_refusals={ExpectedRefusal("GET", 404, 10004)})
