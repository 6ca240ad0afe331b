"""Validation of messages, edits, files, history and permissions."""

import asyncio
from typing import Any

import pytest

from sandbox.discord import FakeDiscord
from sandbox.discord.state.interactions import Interaction
from tests.sandbox.conftest import (
    COMPONENTS_V2_FLAG,
    DiscordApi,
    action_row,
    components_message,
    make_button,
    media_gallery,
    text_display,
)
from tests.support.clock import ManualClock

INVALID_FORM, TOO_LARGE, EMPTY = (400, 50035), (413, 40005), (400, 50006)
LINK = {"type": 2, "style": 5, "label": "Look", "url": "https://example.org"}
BARE = {"type": 2, "style": 2, "label": "Press"}
PICTURE = {"picture.png": b"not really"}
REFUSED: dict[str, Any] = {
    "content of 2001 characters": {"content": "x" * 2001},
    "embeds of 6001 characters": {"embeds": [{"description": "x" * 3001}, {"description": "x" * 3000}]},
    "eleven embeds": {"embeds": [{"title": "x"}] * 11},
    "V2 with content": components_message(text_display("a"), content="b"),
    "V2 with embeds": components_message(text_display("a"), embeds=[{"title": "b"}]),
    "a text display without the flag": {"components": [text_display("a")]},
    "41 components, nested": components_message(
        *({"type": 17, "components": [text_display("a")] * 9} for _ in range(4)), text_display("b")
    ),
    "4001 characters in all texts": components_message(text_display("a" * 2000), text_display("b" * 2001)),
    "a custom_id twice": components_message(action_row(make_button("a")), action_row(make_button("a"))),
    "a custom_id of 101 characters": components_message(action_row(make_button("a" * 101))),
    "a button with neither custom_id nor url": components_message(action_row(BARE)),
    "a button with both": components_message(action_row({**LINK, "custom_id": "a"})),
    "a button with an url that is no link": components_message(action_row({**LINK, "style": 2})),
    "a button without words": components_message(action_row({"type": 2, "style": 2, "custom_id": "a"})),
    "six buttons in a row": components_message(action_row(*(make_button(str(number)) for number in range(6)))),
    "an empty gallery": components_message(media_gallery()),
    "a gallery of eleven": components_message(media_gallery(*["https://example.org/a.png"] * 11)),
    "a file that is not there": components_message(media_gallery("attachment://other.png")),
    "a gallery of a local file": components_message(media_gallery("file:///etc/passwd")),
    "an empty text": components_message(text_display("")),
    "a button outside of a row": components_message(make_button()),
    "a container in a container": components_message(
        {"type": 17, "components": [{"type": 17, "components": [text_display("a")]}]}
    ),
    "a section without accessory": components_message({"type": 9, "components": [text_display("a")]}),
    "a nonce of 26 characters": {"content": "a", "nonce": "x" * 26},
    "an answer to nothing": {"content": "a", "message_reference": {"message_id": "1"}},
    "an attachment that was not sent": {"content": "a", "attachments": [{"id": "7"}]},
}


@pytest.mark.usefixtures("without_openapi")
@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
async def test_an_invalid_message_is_rejected(api: DiscordApi, body: Any) -> None:
    reply = await api.post_message("studio", body)
    assert reply.status_and_code == INVALID_FORM
    assert reply.body["errors"]


ACCEPTED: dict[str, Any] = {
    "words": {"content": "hello"},
    "forty components": components_message(*({"type": 17, "components": [text_display("a")] * 9} for _ in range(4))),
    "4000 characters": components_message(text_display("a" * 2000), text_display("b" * 2000)),
    "a link": components_message(action_row(LINK)),
    "ten pictures": components_message(media_gallery(*["https://example.org/a.png"] * 10)),
    "a section": components_message({"type": 9, "components": [text_display("a")], "accessory": make_button()}),
}


@pytest.mark.parametrize("body", ACCEPTED.values(), ids=ACCEPTED)
async def test_a_message_at_all_limits_is_accepted(api: DiscordApi, body: Any) -> None:
    assert (await api.post_message("studio", body)).status == 200


@pytest.mark.parametrize(
    "body", [{}, {"content": ""}, components_message()], ids=["nothing", "no words", "no components"]
)
async def test_an_empty_message_is_rejected(api: DiscordApi, body: Any) -> None:
    assert (await api.post_message("studio", body)).status_and_code == EMPTY


async def test_a_gallery_refers_to_a_file_of_its_message(api: DiscordApi, draw_interaction: Interaction) -> None:
    await api.respond(draw_interaction, 5)
    body = components_message(
        media_gallery("attachment://picture.png"), attachments=[{"id": "0", "description": "a fox"}]
    )
    message = (await api.request_webhook("PATCH", draw_interaction, body=body, files=PICTURE)).body
    (attachment,) = message["attachments"]
    assert attachment["description"] == "a fox"
    assert message["components"][0]["items"][0]["media"]["url"] == attachment["url"]
    async with api.http.get(attachment["url"]) as response:
        assert (response.status, await response.read()) == (200, b"not really")


async def test_a_file_url_works_for_a_day_and_only_unchanged(api: DiscordApi, clock: ManualClock) -> None:
    reply = await api.post_message("studio", {"attachments": [{"id": "0"}]}, files=PICTURE)
    url = reply.body["attachments"][0]["url"]
    later = url.replace("?ex=", "?ex=f")
    assert [await status_of(api, one) for one in (url, later, url.partition("?")[0])] == [200, 404, 404]
    clock.advance(24 * 3600 + 1)
    assert await status_of(api, url) == 404


async def status_of(api: DiscordApi, url: str) -> int:
    async with api.http.get(url) as response:
        return response.status


async def test_an_edit_keeps_only_the_listed_attachments(api: DiscordApi, draw_interaction: Interaction) -> None:
    await api.respond(draw_interaction, 5)
    files = {"a.png": b"a", "b.png": b"b"}
    body = {"attachments": [{"id": "0"}, {"id": "1"}]}
    first, second = (await api.request_webhook("PATCH", draw_interaction, body=body, files=files)).body["attachments"]
    kept = await api.request_webhook("PATCH", draw_interaction, body={"content": "words"})
    assert [one["filename"] for one in kept.body["attachments"]] == ["a.png", "b.png"]
    edited = await api.request_webhook("PATCH", draw_interaction, body={"attachments": [{"id": second["id"]}]})
    assert [one["filename"] for one in edited.body["attachments"]] == ["b.png"]
    assert await status_of(api, first["url"]) == 404


async def test_a_file_above_the_interactions_limit_is_rejected(api: DiscordApi, draw_interaction: Interaction) -> None:
    draw_interaction.attachment_limit_bytes = 1000
    await api.respond(draw_interaction, 5)
    body = {"attachments": [{"id": "0"}]}
    assert (
        await api.request_webhook("PATCH", draw_interaction, body=body, files={"a": b"x" * 1001})
    ).status_and_code == TOO_LARGE
    assert (await api.request_webhook("PATCH", draw_interaction, body=body, files={"a": b"x" * 1000})).status == 200


async def test_a_request_of_more_than_25_mebibytes_is_rejected(api: DiscordApi, draw_interaction: Interaction) -> None:
    draw_interaction.attachment_limit_bytes = 10 * 2**20
    await api.respond(draw_interaction, 5)
    files = {name: bytes(9 * 2**20) for name in ("a", "b", "c")}
    body = {"attachments": [{"id": str(number)} for number in range(3)]}
    assert (await api.request_webhook("PATCH", draw_interaction, body=body, files=files)).status_and_code == TOO_LARGE


@pytest.mark.parametrize(
    ("attachments", "count"),
    [
        ([{"id": str(number)} for number in range(10)], 11),
        ([{"id": "0"}], 2),
        ([{"id": "0", "description": "x" * 1025}], 1),
    ],
    ids=["eleven files", "one not listed", "a long description"],
)
async def test_files_that_do_not_match_the_attachments_are_rejected(
    api: DiscordApi, attachments: Any, count: int
) -> None:
    files = {f"{number}.png": b"x" for number in range(count)}
    assert (await api.post_message("studio", {"attachments": attachments}, files=files)).status_and_code == INVALID_FORM


async def test_a_components_v2_message_cannot_go_back(api: DiscordApi) -> None:
    path = "/channels/{channel_id}/messages/{id}"
    path = path.format(**(await api.post_message("studio", components_message(text_display("a")))).body)
    assert (await api.request("PATCH", path, {"flags": 0})).status_and_code == INVALID_FORM
    assert (await api.request("PATCH", path, {"content": "b"})).status_and_code == INVALID_FORM
    assert (await api.request("PATCH", path, {"components": [text_display("b")]})).body["flags"] == COMPONENTS_V2_FLAG


async def test_a_plain_message_becomes_components_v2_only_without_content(api: DiscordApi) -> None:
    message = (await api.post_message("studio", {"content": "a"})).body
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    assert (await api.request("PATCH", path, components_message(text_display("b")))).status_and_code == INVALID_FORM
    assert (await api.request("PATCH", path, components_message(text_display("b"), content=None))).status == 200


async def test_an_enforced_nonce_makes_message_creation_idempotent(api: DiscordApi, clock: ManualClock) -> None:
    body = {"content": "once", "nonce": "job-7", "enforce_nonce": True}
    first, second = [await api.post_message("studio", body) for _ in range(2)]
    assert first.body["id"] == second.body["id"]
    elsewhere = await api.post_message("gallery", body)
    assert elsewhere.body["id"] != first.body["id"]
    clock.advance(301)
    assert (await api.post_message("studio", body)).body["id"] != first.body["id"]


async def test_message_history_is_newest_first_and_pageable(api: DiscordApi) -> None:
    sent = [(await api.post_message("studio", {"content": str(number)})).body for number in range(5)]
    path = f"/channels/{sent[0]['channel_id']}/messages"

    async def contents(query: str) -> list[str]:
        return [message["content"] for message in (await api.request("GET", path + query)).body]

    assert await contents("") == ["4", "3", "2", "1", "0"]
    assert await contents("?limit=2") == ["4", "3"]
    assert await contents(f"?limit=2&before={sent[3]['id']}") == ["2", "1"]
    assert await contents(f"?limit=2&after={sent[0]['id']}") == ["2", "1"]
    assert (await api.request("GET", path + "?limit=101")).status_and_code == INVALID_FORM


@pytest.mark.parametrize(
    ("denied", "post", "edit"),
    [
        (["VIEW_CHANNEL"], (403, 50001), (403, 50001)),
        (["SEND_MESSAGES"], (403, 50013), None),
        ([], None, None),
    ],
    ids=["view", "send", "nothing"],
)
async def test_permissions_can_be_denied_to_the_bot(api: DiscordApi, denied: list[str], post: Any, edit: Any) -> None:
    message = (await api.post_message("studio", {"content": "before"})).body
    await api.post_control("discord", {"deny": {"channel": "studio", "permissions": denied}})
    posted = await api.post_message("studio", {"content": "after"})
    edited = await api.request("PATCH", f"/channels/{message['channel_id']}/messages/{message['id']}", {"content": "b"})
    assert [reply.status_and_code if reply.status != 200 else None for reply in (posted, edited)] == [post, edit]
    assert (await api.post_message("gallery", {"content": "elsewhere"})).status == 200


async def test_direct_messages_are_private_and_can_be_closed(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    ben = discord_sandbox.world.ben
    channel = (await api.request("POST", "/users/@me/channels", {"recipient_id": ben.id})).body
    path = f"/channels/{channel['id']}/messages"
    message = (await api.request("POST", path, {"content": "hello"})).body
    record = discord_sandbox.messages.get(message["id"])
    assert [record.is_visible_to(user) for user in (ben, discord_sandbox.world.ada)] == [True, False]
    await api.post_control("discord", {"close_direct_messages": "Ben"})
    assert (await api.request("POST", path, {"content": "again"})).status_and_code == (403, 50007)


@pytest.mark.parametrize(
    ("allowed", "pinged", "everyone"),
    [(None, True, True), ({"parse": []}, False, False), ({"parse": ["users"]}, True, False)],
    ids=["unsaid", "nobody", "users"],
)
async def test_allowed_mentions_limit_the_mentions_of_a_message(
    api: DiscordApi, discord_sandbox: FakeDiscord, allowed: Any, pinged: bool, everyone: bool
) -> None:
    ada = discord_sandbox.world.ada
    words = {"content": f"<@{ada.id}> @everyone"} | ({} if allowed is None else {"allowed_mentions": allowed})
    message = (await api.post_message("studio", words)).body
    assert [user["id"] for user in message["mentions"]] == ([ada.id] if pinged else [])
    assert message["mention_everyone"] is everyone


async def test_requests_without_the_bots_token_are_rejected(api: DiscordApi) -> None:
    assert (await api.request("GET", "/users/@me", token=False)).status_and_code == (401, 0)
    assert (await api.request("GET", "/nonsense")).status_and_code == (404, 0)


async def test_a_body_that_is_not_json_is_rejected(api: DiscordApi, draw_interaction: Interaction) -> None:
    path = f"/api/v10/channels/{draw_interaction.channel.id}/messages"
    headers = {"Authorization": f"Bot {api.discord.token}", "Content-Type": "application/json"}
    async with api.http.post(path, data=b"{", headers=headers) as response:
        assert (response.status, (await response.json())["code"]) == (400, 50109)


async def test_requests_stay_fast_with_many_messages(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    bodies = [api.post_message("studio", {"content": str(number)}) for number in range(40)]
    assert {reply.status for reply in await asyncio.gather(*bodies)} == {200}
    assert len(discord_sandbox.messages.by_id) == 40
