"""Responses to interactions: timeouts, tokens, followups, visibility and rate limits."""

from typing import Any

import pytest

from sandbox.discord import FakeDiscord
from sandbox.discord.state.interactions import Interaction
from tests.sandbox.conftest import EPHEMERAL_FLAG, DiscordApi, action_row, components_message, make_button, text_display
from tests.support.clock import ManualClock

UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION = (404, 10008), (404, 10015), (404, 10062)
ALREADY_ACKNOWLEDGED, INVALID_TOKEN, INVALID_FORM = (400, 40060), (401, 50027), (400, 50035)


async def test_a_response_within_three_seconds_is_accepted(
    api: DiscordApi, draw_interaction: Interaction, clock: ManualClock
) -> None:
    clock.advance(2.9)
    reply = await api.respond(draw_interaction, 4, {"content": "here"})
    assert reply.status == 200
    assert reply.body["interaction"]["response_message_id"] == reply.body["resource"]["message"]["id"]
    assert draw_interaction.status == "acknowledged"


async def test_a_response_after_three_seconds_is_rejected(
    api: DiscordApi, draw_interaction: Interaction, clock: ManualClock
) -> None:
    clock.advance(3.1)
    assert (await api.respond(draw_interaction, 5)).status_and_code == UNKNOWN_INTERACTION
    assert draw_interaction.status == "failed"
    assert (
        await api.request_webhook("PATCH", draw_interaction, body={"content": "late"})
    ).status_and_code == UNKNOWN_WEBHOOK


async def test_a_second_response_is_rejected(api: DiscordApi, draw_interaction: Interaction) -> None:
    await api.respond(draw_interaction, 5)
    assert (await api.respond(draw_interaction, 4, {"content": "again"})).status_and_code == ALREADY_ACKNOWLEDGED


async def test_edits_and_followups_before_the_first_response_are_rejected(
    api: DiscordApi, draw_interaction: Interaction
) -> None:
    assert (
        await api.request_webhook("PATCH", draw_interaction, body={"content": "early"})
    ).status_and_code == UNKNOWN_WEBHOOK
    assert (
        await api.request_webhook("POST", draw_interaction, None, {"content": "early"})
    ).status_and_code == UNKNOWN_WEBHOOK


async def test_interaction_token_is_valid_for_fifteen_minutes(
    api: DiscordApi, draw_interaction: Interaction, clock: ManualClock
) -> None:
    await api.respond(draw_interaction, 5)
    clock.advance(899)
    assert (await api.request_webhook("PATCH", draw_interaction, body={"content": "done"})).status == 200
    clock.advance(2)
    assert (
        await api.request_webhook("PATCH", draw_interaction, body={"content": "late"})
    ).status_and_code == INVALID_TOKEN
    assert (await api.request_webhook("GET", draw_interaction)).status_and_code == INVALID_TOKEN


async def test_interaction_tokens_can_all_be_expired(api: DiscordApi, draw_interaction: Interaction) -> None:
    await api.respond(draw_interaction, 5)
    await api.post_control("discord", {"expire_tokens": True})
    assert (
        await api.request_webhook("PATCH", draw_interaction, body={"content": "late"})
    ).status_and_code == INVALID_TOKEN


async def test_an_unknown_token_is_invalid(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    path = f"/webhooks/{discord_sandbox.world.application_id}/made-up/messages/@original"
    assert (await api.request("GET", path, token=False)).status_and_code == INVALID_TOKEN


async def test_a_defer_shows_a_loading_message_that_an_edit_fills_in(
    api: DiscordApi, draw_interaction: Interaction
) -> None:
    reply = await api.respond(draw_interaction, 5)
    assert reply.body["interaction"]["response_message_loading"] is True
    edited = await api.request_webhook("PATCH", draw_interaction, body=components_message(text_display("done")))
    assert edited.body["flags"] == 1 << 15
    assert edited.body["id"] == reply.body["interaction"]["response_message_id"]


async def test_deferred_response_allows_only_the_ephemeral_flag(api: DiscordApi, draw_interaction: Interaction) -> None:
    assert (await api.respond(draw_interaction, 5, {"flags": 1 << 15})).status_and_code == INVALID_FORM


async def test_a_followup_right_after_a_defer_fills_the_loading_message(
    api: DiscordApi, draw_interaction: Interaction
) -> None:
    first = await api.respond(draw_interaction, 5, {"flags": EPHEMERAL_FLAG})
    follow_up = await api.request_webhook("POST", draw_interaction, None, {"content": "done"})
    assert follow_up.body["id"] == first.body["interaction"]["response_message_id"]
    assert follow_up.body["flags"] & EPHEMERAL_FLAG
    assert (await api.request_webhook("POST", draw_interaction, None, {"content": "more"})).body[
        "id"
    ] != follow_up.body["id"]


async def test_an_ephemeral_message_is_visible_to_its_user_only(api: DiscordApi, draw_interaction: Interaction) -> None:
    reply = await api.respond(draw_interaction, 4, {"content": "psst", "flags": EPHEMERAL_FLAG})
    message_id = reply.body["interaction"]["response_message_id"]
    assert reply.body["interaction"]["response_message_ephemeral"] is True
    path = f"/channels/{draw_interaction.channel.id}/messages"
    assert (await api.request("GET", f"{path}/{message_id}")).status_and_code == UNKNOWN_MESSAGE
    assert (await api.request("PATCH", f"{path}/{message_id}", {"content": "x"})).status_and_code == UNKNOWN_MESSAGE
    assert (await api.request("GET", path)).body == []
    seen = {user: await messages_of(api, user) for user in ("Ada", "Ben")}
    assert seen == {"Ada": ["psst"], "Ben": []}


async def messages_of(api: DiscordApi, user: str) -> list[str]:
    async with api.http.get("/sandbox/state", params={"user": user}) as response:
        return [message["content"] for message in (await response.json())["messages"]]


async def test_an_edit_cannot_make_an_ephemeral_message_public(api: DiscordApi, draw_interaction: Interaction) -> None:
    await api.respond(draw_interaction, 5, {"flags": EPHEMERAL_FLAG})
    edited = await api.request_webhook("PATCH", draw_interaction, body={"content": "still private", "flags": 0})
    assert edited.body["flags"] == EPHEMERAL_FLAG


async def test_a_token_cannot_reach_messages_of_another_token(
    api: DiscordApi, draw_interaction: Interaction, discord_sandbox: FakeDiscord
) -> None:
    first = await api.respond(draw_interaction, 4, {"content": "mine"})
    message_id = first.body["interaction"]["response_message_id"]
    other = discord_sandbox.member_actions.run_command(
        draw_interaction.user, draw_interaction.channel, "draw", {"prompt": "a cat"}
    )
    await api.respond(other, 5)
    assert (
        await api.request_webhook("PATCH", other, message_id, {"content": "theft"})
    ).status_and_code == UNKNOWN_MESSAGE
    assert (await api.request_webhook("PATCH", draw_interaction, message_id, {"content": "mine too"})).status == 200


async def test_a_deleted_message_is_gone_for_everyone(api: DiscordApi, draw_interaction: Interaction) -> None:
    first = await api.respond(draw_interaction, 4, {"content": "soon gone"})
    message_id = first.body["interaction"]["response_message_id"]
    assert (await api.request_webhook("DELETE", draw_interaction)).status == 204
    assert (await api.request_webhook("GET", draw_interaction)).status_and_code == UNKNOWN_MESSAGE
    assert (
        await api.request("GET", f"/channels/{draw_interaction.channel.id}/messages/{message_id}")
    ).status_and_code == UNKNOWN_MESSAGE
    async with api.http.get("/sandbox/state") as response:
        assert [message["deleted"] for message in (await response.json())["messages"]] == [True]


@pytest.mark.parametrize(
    ("kind", "data"),
    [(6, None), (7, {"content": "x"}), (8, {"choices": []}), (99, None)],
    ids=["deferred update", "update", "choices", "unknown"],
)
async def test_a_response_type_that_does_not_fit_the_interaction_is_rejected(
    api: DiscordApi, draw_interaction: Interaction, kind: int, data: Any
) -> None:
    assert (await api.respond(draw_interaction, kind, data)).status_and_code == INVALID_FORM
    assert draw_interaction.status == "pending"


async def test_button_press_can_update_its_message(
    api: DiscordApi, draw_interaction: Interaction, discord_sandbox: FakeDiscord
) -> None:
    first = await api.respond(draw_interaction, 4, components_message(text_display("one"), action_row(make_button())))
    message_id = first.body["interaction"]["response_message_id"]
    press = discord_sandbox.member_actions.use_component(discord_sandbox.world.ben, message_id, "press")
    reply = await api.respond(press, 7, components_message(text_display("two")))
    assert reply.body["resource"]["message"]["id"] == message_id
    assert [one["content"] for one in reply.body["resource"]["message"]["components"]] == ["two"]


async def test_a_deferred_update_makes_the_pressed_message_the_original(
    api: DiscordApi, draw_interaction: Interaction, discord_sandbox: FakeDiscord
) -> None:
    first = await api.respond(
        draw_interaction, 4, {**components_message(action_row(make_button())), "flags": 1 << 15 | EPHEMERAL_FLAG}
    )
    message_id = first.body["interaction"]["response_message_id"]
    press = discord_sandbox.member_actions.use_component(draw_interaction.user, message_id, "press")
    await api.respond(press, 6)
    assert (await api.request_webhook("PATCH", press, body={"components": [text_display("new")]})).body[
        "id"
    ] == message_id


@pytest.mark.parametrize(
    "modal",
    [
        {"title": "x" * 46},
        {"title": ""},
        {"components": []},
        {"components": [{"type": 10, "content": str(number)} for number in range(6)]},
        {"components": [action_row(make_button())]},
    ],
    ids=["long title", "no title", "nothing to fill in", "six components", "a button"],
)
async def test_an_invalid_modal_is_rejected(api: DiscordApi, draw_interaction: Interaction, modal: Any) -> None:
    field = {"type": 4, "custom_id": "words", "style": 1}
    good = {"title": "Edit", "custom_id": "edit", "components": [{"type": 18, "label": "Words", "component": field}]}
    assert (await api.respond(draw_interaction, 9, good | modal)).status_and_code == INVALID_FORM
    assert (await api.respond(draw_interaction, 9, good)).status == 200


async def test_interaction_token_is_limited_to_five_requests_in_two_seconds(
    api: DiscordApi, draw_interaction: Interaction, clock: ManualClock
) -> None:
    await api.respond(draw_interaction, 5)
    replies = [
        await api.request_webhook("PATCH", draw_interaction, body={"content": str(number)}) for number in range(6)
    ]
    assert [reply.status for reply in replies] == [200] * 5 + [429]
    assert [reply.headers["X-RateLimit-Remaining"] for reply in replies[:5]] == ["4", "3", "2", "1", "0"]
    assert replies[5].body["retry_after"] == pytest.approx(2)
    assert "Via" in replies[5].headers
    clock.advance(2.1)
    assert (await api.request_webhook("PATCH", draw_interaction, body={"content": "on"})).status == 200


async def test_bot_is_limited_to_fifty_requests_a_second(
    api: DiscordApi, draw_interaction: Interaction, clock: ManualClock
) -> None:
    replies = [await api.request("GET", "/users/@me") for _ in range(51)]
    assert [reply.status for reply in replies] == [200] * 50 + [429]
    assert replies[50].body["global"] is True
    assert (await api.respond(draw_interaction, 5)).status == 200
    clock.advance(1.1)
    assert (await api.request("GET", "/users/@me")).status == 200
