"""Files: attachment objects, signed URLs and unfurled media."""

import asyncio
import base64
import io
from typing import Any

import pytest
from PIL import Image

from sandbox.app import Sandbox
from sandbox.discord import FakeDiscord
from sandbox.discord.state.interactions import Interaction
from tests.sandbox.conftest import (
    EPHEMERAL_FLAG,
    DiscordApi,
    Json,
    action_row,
    components_message,
    make_button,
    media_gallery,
    text_display,
)
from tests.support.clock import ManualClock

DAY = 24 * 3600
GONE = (404, "This content is no longer available.")


def make_png(width: int = 3, height: int = 2) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(held, "PNG")
    return held.getvalue()


def make_upload(name: str = "fox.png", data: bytes | None = None, **more: Any) -> Json:
    return {"filename": name, "data_base64": base64.b64encode(make_png() if data is None else data).decode(), **more}


async def get_response(api: DiscordApi, url: str) -> tuple[int, str | bytes]:
    async with api.http.get(url) as response:
        return response.status, await (response.read() if response.status == 200 else response.text())


async def attached(api: DiscordApi, discord: FakeDiscord, one: Json) -> Json:
    """The attachment object that the bot receives when Ada attaches a file to a command."""
    order = {"user": "Ada", "channel": "studio", "name": "draw", "options": {"prompt": "a fox", "image": one}}
    interaction = discord.interactions.get((await api.post_control("commands", order)).body["interaction_id"])
    assert interaction is not None
    (attachment,) = interaction.data["resolved"]["attachments"].values()
    return dict(attachment)


SIZE = {"width": 3, "height": 2}


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("fox.png", make_png(), {"content_type": "image/png", **SIZE}),
        ("fox.webp", make_png(), {"content_type": "image/webp", **SIZE}),
        ("fox.PNG", b"words", {"content_type": "image/png"}),
        ("fox.txt", make_png(), {"content_type": "text/plain; charset=utf-8"}),
        ("fox.zip", b"", {"content_type": "application/zip"}),
        ("fox", make_png(), {}),
    ],
    ids=["a picture", "another ending", "no picture", "an ending of text", "an archive", "no ending"],
)
async def test_attachment_type_comes_from_its_name_and_size_from_the_picture(
    api: DiscordApi, discord_sandbox: FakeDiscord, name: str, data: bytes, told: Json
) -> None:
    attachment = await attached(api, discord_sandbox, make_upload(name, data))
    fields = ("content_type", "width", "height")
    assert {field: attachment[field] for field in fields if field in attachment} == told
    assert (attachment["filename"], attachment["size"], attachment["ephemeral"]) == (name, len(data), True)
    assert await get_response(api, attachment["url"]) == (200, data)


async def test_an_expired_or_altered_url_is_404(
    api: DiscordApi, discord_sandbox: FakeDiscord, clock: ManualClock
) -> None:
    url = (await attached(api, discord_sandbox, make_upload()))["url"]
    altered = [url.replace("fox.png", "cat.png"), url.replace("&hm=", "&hm=0"), url.partition("?")[0]]
    assert [await get_response(api, one) for one in altered] == [GONE] * 3
    clock.advance(DAY - 1)
    assert (await get_response(api, url))[0] == 200
    clock.advance(2)
    assert await get_response(api, url) == GONE


async def test_expired_urls_are_replaced_when_the_message_is_read_again(
    api: DiscordApi, discord_sandbox: FakeDiscord
) -> None:
    private = (await attached(api, discord_sandbox, make_upload()))["url"]
    sent = components_message(media_gallery("attachment://a.png"), attachments=[{"id": "0"}])
    message = (await api.post_message("studio", sent, files={"a.png": make_png()})).body
    await api.post_control("discord", {"expire_addresses": True})
    old = message["attachments"][0]["url"]
    assert [await get_response(api, url) for url in (private, old)] == [GONE, GONE]
    read = (await api.request("GET", f"/channels/{message['channel_id']}/messages/{message['id']}")).body
    media = read["components"][0]["items"][0]["media"]
    assert read["attachments"][0]["url"] == media["url"] == media["proxy_url"] != old
    assert await get_response(api, media["url"]) == (200, make_png())


async def test_urls_in_payloads_are_signed_when_they_are_sent(
    api: DiscordApi, draw_interaction: Interaction, discord_sandbox: FakeDiscord, clock: ManualClock
) -> None:
    body = components_message(media_gallery("attachment://a.png"), action_row(make_button()), attachments=[{"id": "0"}])
    first = (await api.respond(draw_interaction, 4, body, files={"a.png": make_png()})).body["resource"]["message"]
    clock.advance(DAY + 1)
    world, people = discord_sandbox.world, discord_sandbox.member_actions
    press = people.use_component(world.ben, first["id"], "press")
    menu = people.use_menu(world.ben, draw_interaction.channel, "Details", first["id"])
    assert press.source_message is not None
    for told in (people._build_payload(press)["message"], menu.data["resolved"]["messages"][first["id"]]):
        assert told["application_id"] == told["webhook_id"] == world.application_id
        assert (await get_response(api, told["attachments"][0]["url"]))[0] == 200
    assert await get_response(api, first["attachments"][0]["url"]) == GONE


async def test_a_component_may_refer_to_a_file_by_its_discord_url(api: DiscordApi) -> None:
    sent = components_message(media_gallery("attachment://a.png"), attachments=[{"id": "0"}])
    message = (await api.post_message("studio", sent, files={"a.png": make_png()})).body
    await api.post_control("discord", {"expire_addresses": True})
    again = {"components": [text_display("words"), media_gallery(message["attachments"][0]["url"])]}
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    media = (await api.request("PATCH", path, again)).body["components"][1]["items"][0]["media"]
    assert media["attachment_id"] == message["attachments"][0]["id"]
    assert await get_response(api, media["url"]) == (200, make_png())


# ── pictures from elsewhere ─────────────────────────────────────────────────────────────────────────────────────────


async def unfurled_media(api: DiscordApi, discord: FakeDiscord, message: Json) -> list[Json]:
    """The media of a message after unfurling."""
    async with asyncio.timeout(5):
        while discord.media_unfurler._tasks:  # noqa: ASYNC110 - what is looked for has no event
            await asyncio.sleep(0.005)
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    components = (await api.request("GET", path)).body["components"]
    return [item["media"] for item in components[0]["items"]]


async def test_external_media_are_unfurled_and_broken_ones_are_no_error(api: DiscordApi, sandbox: Sandbox) -> None:
    picture = (await api.post_message("gallery", {"attachments": [{"id": "0"}]}, files={"a.png": make_png()})).body
    words = (await api.post_message("gallery", {"attachments": [{"id": "0"}]}, files={"a.txt": b"a"})).body
    urls = [one["attachments"][0]["url"] for one in (picture, words)]
    urls += [f"{sandbox.url}/nothing.png", "https://example.org/a.png"]
    sent = await api.post_message("studio", components_message(media_gallery(*urls)))
    assert sent.status == 200
    media = await unfurled_media(api, sandbox.discord, sent.body)
    assert [one["loading_state"] for one in media] == [2, 3, 3, 3]
    assert (media[0]["width"], media[0]["height"], media[0]["content_type"]) == (3, 2, "image/png")
    assert [one["url"] for one in media[2:]] == urls[2:]


@pytest.mark.parametrize("url", ["http://example.org/a.png", "ftp://example.org/a.png", "data:image/png;base64,AA=="])
async def test_media_urls_need_tls_or_the_sandboxs_address(api: DiscordApi, sandbox: Sandbox, url: str) -> None:
    sandbox.discord.rest_pipeline.body_validator = None
    assert (await api.post_message("studio", components_message(media_gallery(url)))).status_and_code == (400, 50035)
    assert (
        await api.post_message("studio", components_message(media_gallery(f"{sandbox.url}.example.org/a.png")))
    ).status_and_code == (400, 50035)


async def test_the_thumbnail_of_a_section_is_unfurled(api: DiscordApi, sandbox: Sandbox) -> None:
    picture = (await api.post_message("gallery", {"attachments": [{"id": "0"}]}, files={"a.png": make_png()})).body
    url = picture["attachments"][0]["url"]
    thumbnail = {"type": 11, "media": {"url": url}, "description": "A fox", "spoiler": True}
    section = {"type": 9, "components": [text_display("a")], "accessory": thumbnail}
    sent = (
        await api.post_message("studio", components_message({"type": 17, "components": [section, {"type": 14}]}))
    ).body
    async with asyncio.timeout(5):
        while sandbox.discord.media_unfurler._tasks:  # noqa: ASYNC110 - what is looked for has no event
            await asyncio.sleep(0.005)
    told = sandbox.discord.messages.get(sent["id"]).as_json()["components"][0]["components"][0]["accessory"]
    assert (told["media"]["loading_state"], told["media"]["width"], told["spoiler"]) == (2, 3, True)


# ── direct messages ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_file_is_sent_by_direct_message_unless_direct_messages_are_closed(
    api: DiscordApi, discord_sandbox: FakeDiscord
) -> None:
    channel = (await api.request("POST", "/users/@me/channels", {"recipient_id": discord_sandbox.world.ben.id})).body
    path = f"/channels/{channel['id']}/messages"
    body = {"content": "yours", "attachments": [{"id": "0", "description": "a fox"}]}
    assert (await api.request("POST", path, body, files={"a.png": make_png()})).body["attachments"][0]["width"] == 3
    await api.post_control("discord", {"close_direct_messages": "Ben"})
    assert (await api.request("POST", path, body, files={"a.png": make_png()})).status_and_code == (403, 50007)
    await api.post_control("discord", {"open_direct_messages": "Ben"})
    assert (await api.request("POST", path, body, files={"a.png": make_png()})).status == 200


async def test_a_bot_cannot_write_to_itself(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    reply = await api.request("POST", "/users/@me/channels", {"recipient_id": discord_sandbox.world.bot.id})
    assert reply.status_and_code == (403, 50007)


# ── ephemeral messages ──────────────────────────────────────────────────────────────────────────────────────────────


async def press_ephemeral_message(api: DiscordApi, drawn: Interaction, discord: FakeDiscord) -> tuple[str, Interaction]:
    """An ephemeral message, and a press on it that was answered with another message."""
    body = components_message(text_display("which?"), action_row(make_button()))
    first = await api.respond(drawn, 4, body | {"flags": body["flags"] | EPHEMERAL_FLAG})
    message_id = first.body["interaction"]["response_message_id"]
    press = discord.member_actions.use_component(drawn.user, message_id, "press")
    await api.respond(press, 4, {"content": "this one", "flags": EPHEMERAL_FLAG})
    return message_id, press


async def test_the_token_of_a_press_reaches_the_pressed_ephemeral_message(
    api: DiscordApi, draw_interaction: Interaction, discord_sandbox: FakeDiscord, clock: ManualClock
) -> None:
    message_id, press = await press_ephemeral_message(api, draw_interaction, discord_sandbox)
    edited = await api.request_webhook("PATCH", press, message_id, {"components": [text_display("chosen")]})
    assert (edited.body["id"], edited.body["flags"] & EPHEMERAL_FLAG) == (message_id, EPHEMERAL_FLAG)
    clock.advance(901)
    assert (
        await api.request_webhook("PATCH", press, message_id, {"components": [text_display("x")]})
    ).status_and_code == (401, 50027)
    assert (await api.request_webhook("DELETE", press, message_id)).status_and_code == (401, 50027)


async def test_an_ephemeral_message_can_be_deleted_only_with_that_token(
    api: DiscordApi, draw_interaction: Interaction, discord_sandbox: FakeDiscord
) -> None:
    message_id, press = await press_ephemeral_message(api, draw_interaction, discord_sandbox)
    path = f"/channels/{draw_interaction.channel.id}/messages/{message_id}"
    assert (await api.request("DELETE", path)).status_and_code == (404, 10008)
    stranger = discord_sandbox.member_actions.run_command(
        draw_interaction.user, draw_interaction.channel, "draw", {"prompt": "a cat"}
    )
    await api.respond(stranger, 5)
    assert (await api.request_webhook("DELETE", stranger, message_id)).status_and_code == (404, 10008)
    assert (await api.request_webhook("DELETE", press, message_id)).status == 204
    assert (await api.request_webhook("GET", press, message_id)).status_and_code == (404, 10008)


@pytest.mark.parametrize("kind", [6, 7])
async def test_an_ephemeral_message_stays_ephemeral_when_a_press_updates_it(
    api: DiscordApi, draw_interaction: Interaction, discord_sandbox: FakeDiscord, kind: int
) -> None:
    await api.respond(
        draw_interaction, 4, {"content": "psst", "components": [action_row(make_button())], "flags": EPHEMERAL_FLAG}
    )
    assert draw_interaction.original_message is not None
    press = discord_sandbox.member_actions.use_component(
        draw_interaction.user, draw_interaction.original_message.id, "press"
    )
    changed = {"content": "changed", "components": []}
    reply = await api.respond(press, kind, changed if kind == 7 else None)
    assert reply.body["interaction"]["response_message_ephemeral"] is True
    if kind == 6:
        await api.request_webhook("PATCH", press, body=changed)
    assert (draw_interaction.original_message.content.text, draw_interaction.original_message.only_visible_to) == (
        "changed",
        draw_interaction.user,
    )
