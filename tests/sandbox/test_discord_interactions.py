"""Answering interactions: in time, once, with a token that lives a quarter of an hour, seen by whom it is for."""

from typing import Any

import pytest

from sandbox.discord import Discord
from sandbox.discord.state.interactions import Interaction
from tests.conftest import HandClock
from tests.sandbox.conftest import EPHEMERAL, Api, button, row, text, v2

UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION = (404, 10008), (404, 10015), (404, 10062)
ALREADY_ACKNOWLEDGED, INVALID_TOKEN, INVALID_FORM = (400, 40060), (401, 50027), (400, 50035)


async def test_a_response_within_three_seconds_is_taken(api: Api, drawn: Interaction, clock: HandClock) -> None:
    clock.advance(2.9)
    reply = await api.respond(drawn, 4, {"content": "here"})
    assert reply.status == 200
    assert reply.body["interaction"]["response_message_id"] == reply.body["resource"]["message"]["id"]
    assert drawn.status == "acknowledged"


async def test_a_response_after_three_seconds_is_refused(api: Api, drawn: Interaction, clock: HandClock) -> None:
    clock.advance(3.1)
    assert (await api.respond(drawn, 5)).refusal == UNKNOWN_INTERACTION
    assert drawn.status == "failed"
    assert (await api.webhook("PATCH", drawn, body={"content": "late"})).refusal == UNKNOWN_WEBHOOK


async def test_a_second_response_is_refused(api: Api, drawn: Interaction) -> None:
    await api.respond(drawn, 5)
    assert (await api.respond(drawn, 4, {"content": "again"})).refusal == ALREADY_ACKNOWLEDGED


async def test_nothing_can_be_edited_or_said_before_the_first_response(api: Api, drawn: Interaction) -> None:
    assert (await api.webhook("PATCH", drawn, body={"content": "early"})).refusal == UNKNOWN_WEBHOOK
    assert (await api.webhook("POST", drawn, None, {"content": "early"})).refusal == UNKNOWN_WEBHOOK


async def test_a_token_works_for_fifteen_minutes(api: Api, drawn: Interaction, clock: HandClock) -> None:
    await api.respond(drawn, 5)
    clock.advance(899)
    assert (await api.webhook("PATCH", drawn, body={"content": "done"})).status == 200
    clock.advance(2)
    assert (await api.webhook("PATCH", drawn, body={"content": "late"})).refusal == INVALID_TOKEN
    assert (await api.webhook("GET", drawn)).refusal == INVALID_TOKEN


async def test_all_tokens_can_be_made_to_expire(api: Api, drawn: Interaction) -> None:
    await api.respond(drawn, 5)
    await api.control("discord", {"expire_tokens": True})
    assert (await api.webhook("PATCH", drawn, body={"content": "late"})).refusal == INVALID_TOKEN


async def test_a_token_that_nobody_got_is_invalid(api: Api, discord_sandbox: Discord) -> None:
    path = f"/webhooks/{discord_sandbox.world.application_id}/made-up/messages/@original"
    assert (await api.call("GET", path, token=False)).refusal == INVALID_TOKEN


async def test_a_defer_shows_a_loading_message_that_an_edit_fills(api: Api, drawn: Interaction) -> None:
    reply = await api.respond(drawn, 5)
    assert reply.body["interaction"]["response_message_loading"] is True
    edited = await api.webhook("PATCH", drawn, body=v2(text("done")))
    assert edited.body["flags"] == 1 << 15
    assert edited.body["id"] == reply.body["interaction"]["response_message_id"]


async def test_a_defer_takes_no_flag_but_ephemeral(api: Api, drawn: Interaction) -> None:
    assert (await api.respond(drawn, 5, {"flags": 1 << 15})).refusal == INVALID_FORM


async def test_a_followup_right_after_a_defer_fills_the_loading_message(api: Api, drawn: Interaction) -> None:
    first = await api.respond(drawn, 5, {"flags": EPHEMERAL})
    follow_up = await api.webhook("POST", drawn, None, {"content": "done"})
    assert follow_up.body["id"] == first.body["interaction"]["response_message_id"]
    assert follow_up.body["flags"] & EPHEMERAL
    assert (await api.webhook("POST", drawn, None, {"content": "more"})).body["id"] != follow_up.body["id"]


async def test_an_ephemeral_message_is_seen_by_its_reader_only(api: Api, drawn: Interaction) -> None:
    reply = await api.respond(drawn, 4, {"content": "psst", "flags": EPHEMERAL})
    message_id = reply.body["interaction"]["response_message_id"]
    assert reply.body["interaction"]["response_message_ephemeral"] is True
    path = f"/channels/{drawn.channel.id}/messages"
    assert (await api.call("GET", f"{path}/{message_id}")).refusal == UNKNOWN_MESSAGE
    assert (await api.call("PATCH", f"{path}/{message_id}", {"content": "x"})).refusal == UNKNOWN_MESSAGE
    assert (await api.call("GET", path)).body == []
    seen = {user: await messages_of(api, user) for user in ("Ada", "Ben")}
    assert seen == {"Ada": ["psst"], "Ben": []}


async def messages_of(api: Api, user: str) -> list[str]:
    async with api.http.get("/sandbox/state", params={"user": user}) as response:
        return [message["content"] for message in (await response.json())["messages"]]


async def test_an_edit_cannot_make_an_ephemeral_message_public(api: Api, drawn: Interaction) -> None:
    await api.respond(drawn, 5, {"flags": EPHEMERAL})
    edited = await api.webhook("PATCH", drawn, body={"content": "still private", "flags": 0})
    assert edited.body["flags"] == EPHEMERAL


async def test_the_messages_of_one_token_are_no_business_of_another(
    api: Api, drawn: Interaction, discord_sandbox: Discord
) -> None:
    first = await api.respond(drawn, 4, {"content": "mine"})
    message_id = first.body["interaction"]["response_message_id"]
    other = discord_sandbox.people.command(drawn.user, drawn.channel, "draw", {"prompt": "a cat"})
    await api.respond(other, 5)
    assert (await api.webhook("PATCH", other, message_id, {"content": "theft"})).refusal == UNKNOWN_MESSAGE
    assert (await api.webhook("PATCH", drawn, message_id, {"content": "mine too"})).status == 200


async def test_what_was_deleted_is_gone_for_everyone(api: Api, drawn: Interaction) -> None:
    first = await api.respond(drawn, 4, {"content": "soon gone"})
    message_id = first.body["interaction"]["response_message_id"]
    assert (await api.webhook("DELETE", drawn)).status == 204
    assert (await api.webhook("GET", drawn)).refusal == UNKNOWN_MESSAGE
    assert (await api.call("GET", f"/channels/{drawn.channel.id}/messages/{message_id}")).refusal == UNKNOWN_MESSAGE
    async with api.http.get("/sandbox/state") as response:
        assert [message["deleted"] for message in (await response.json())["messages"]] == [True]


@pytest.mark.parametrize(
    ("kind", "data"),
    [(6, None), (7, {"content": "x"}), (8, {"choices": []}), (99, None)],
    ids=["deferred update", "update", "choices", "unknown"],
)
async def test_a_command_cannot_be_answered_like_something_else(
    api: Api, drawn: Interaction, kind: int, data: Any
) -> None:
    assert (await api.respond(drawn, kind, data)).refusal == INVALID_FORM
    assert drawn.status == "pending"


async def test_pressing_a_button_updates_the_message_it_is_on(
    api: Api, drawn: Interaction, discord_sandbox: Discord
) -> None:
    first = await api.respond(drawn, 4, v2(text("one"), row(button())))
    message_id = first.body["interaction"]["response_message_id"]
    press = discord_sandbox.people.component(discord_sandbox.world.ben, message_id, "press")
    reply = await api.respond(press, 7, v2(text("two")))
    assert reply.body["resource"]["message"]["id"] == message_id
    assert [one["content"] for one in reply.body["resource"]["message"]["components"]] == ["two"]


async def test_a_deferred_update_makes_the_pressed_message_the_original(
    api: Api, drawn: Interaction, discord_sandbox: Discord
) -> None:
    first = await api.respond(drawn, 4, {**v2(row(button())), "flags": 1 << 15 | EPHEMERAL})
    message_id = first.body["interaction"]["response_message_id"]
    press = discord_sandbox.people.component(drawn.user, message_id, "press")
    await api.respond(press, 6)
    assert (await api.webhook("PATCH", press, body={"components": [text("new")]})).body["id"] == message_id


@pytest.mark.parametrize(
    "modal",
    [
        {"title": "x" * 46},
        {"title": ""},
        {"components": []},
        {"components": [{"type": 10, "content": str(number)} for number in range(6)]},
        {"components": [row(button())]},
    ],
    ids=["long title", "no title", "nothing to fill in", "six components", "a button"],
)
async def test_a_modal_that_discord_would_not_show_is_refused(api: Api, drawn: Interaction, modal: Any) -> None:
    field = {"type": 4, "custom_id": "words", "style": 1}
    good = {"title": "Edit", "custom_id": "edit", "components": [{"type": 18, "label": "Words", "component": field}]}
    assert (await api.respond(drawn, 9, good | modal)).refusal == INVALID_FORM
    assert (await api.respond(drawn, 9, good)).status == 200


async def test_five_requests_in_two_seconds_are_the_limit_of_a_token(
    api: Api, drawn: Interaction, clock: HandClock
) -> None:
    await api.respond(drawn, 5)
    replies = [await api.webhook("PATCH", drawn, body={"content": str(number)}) for number in range(6)]
    assert [reply.status for reply in replies] == [200] * 5 + [429]
    assert [reply.headers["X-RateLimit-Remaining"] for reply in replies[:5]] == ["4", "3", "2", "1", "0"]
    assert replies[5].body["retry_after"] == pytest.approx(2)
    assert "Via" in replies[5].headers
    clock.advance(2.1)
    assert (await api.webhook("PATCH", drawn, body={"content": "on"})).status == 200


async def test_fifty_requests_a_second_are_the_limit_of_a_bot(api: Api, drawn: Interaction, clock: HandClock) -> None:
    replies = [await api.call("GET", "/users/@me") for _ in range(51)]
    assert [reply.status for reply in replies] == [200] * 50 + [429]
    assert replies[50].body["global"] is True
    assert (await api.respond(drawn, 5)).status == 200
    clock.advance(1.1)
    assert (await api.call("GET", "/users/@me")).status == 200
