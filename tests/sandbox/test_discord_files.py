"""Files: how Discord describes them, and how long and as what their addresses work."""

import asyncio
import base64
import io
from typing import Any

import pytest
from PIL import Image

from sandbox.app import Sandbox
from sandbox.discord import Discord
from sandbox.discord.state.interactions import Interaction
from tests.conftest import HandClock
from tests.sandbox.conftest import EPHEMERAL, Api, Json, button, gallery, row, text, v2

DAY = 24 * 3600
GONE = (404, "This content is no longer available.")


def png(width: int = 3, height: int = 2) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(held, "PNG")
    return held.getvalue()


def file(name: str = "fox.png", data: bytes | None = None, **more: Any) -> Json:
    return {"filename": name, "data_base64": base64.b64encode(png() if data is None else data).decode(), **more}


async def answer_of(api: Api, url: str) -> tuple[int, str | bytes]:
    async with api.http.get(url) as response:
        return response.status, await (response.read() if response.status == 200 else response.text())


async def attached(api: Api, discord: Discord, one: Json) -> Json:
    """The attachment that the bot is told of when Ada attaches a file to a command."""
    order = {"user": "Ada", "channel": "studio", "name": "draw", "options": {"prompt": "a fox", "image": one}}
    interaction = discord.interactions.get((await api.control("commands", order)).body["interaction_id"])
    assert interaction is not None
    (attachment,) = interaction.data["resolved"]["attachments"].values()
    return dict(attachment)


SIZE = {"width": 3, "height": 2}


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("fox.png", png(), {"content_type": "image/png", **SIZE}),
        ("fox.webp", png(), {"content_type": "image/webp", **SIZE}),
        ("fox.PNG", b"words", {"content_type": "image/png"}),
        ("fox.txt", png(), {"content_type": "text/plain; charset=utf-8"}),
        ("fox.zip", b"", {"content_type": "application/zip"}),
        ("fox", png(), {}),
    ],
    ids=["a picture", "another ending", "no picture", "an ending of text", "an archive", "no ending"],
)
async def test_an_attachments_type_is_read_from_its_name_and_its_size_from_the_picture(
    api: Api, discord_sandbox: Discord, name: str, data: bytes, told: Json
) -> None:
    attachment = await attached(api, discord_sandbox, file(name, data))
    fields = ("content_type", "width", "height")
    assert {field: attachment[field] for field in fields if field in attachment} == told
    assert (attachment["filename"], attachment["size"], attachment["ephemeral"]) == (name, len(data), True)
    assert await answer_of(api, attachment["url"]) == (200, data)


async def test_an_address_that_expired_or_was_altered_leads_nowhere(
    api: Api, discord_sandbox: Discord, clock: HandClock
) -> None:
    url = (await attached(api, discord_sandbox, file()))["url"]
    altered = [url.replace("fox.png", "cat.png"), url.replace("&hm=", "&hm=0"), url.partition("?")[0]]
    assert [await answer_of(api, one) for one in altered] == [GONE] * 3
    clock.advance(DAY - 1)
    assert (await answer_of(api, url))[0] == 200
    clock.advance(2)
    assert await answer_of(api, url) == GONE


async def test_every_address_can_be_let_expire_and_a_message_that_is_read_again_has_fresh_ones(
    api: Api, discord_sandbox: Discord
) -> None:
    private = (await attached(api, discord_sandbox, file()))["url"]
    sent = v2(gallery("attachment://a.png"), attachments=[{"id": "0"}])
    message = (await api.post("studio", sent, files={"a.png": png()})).body
    await api.control("discord", {"expire_addresses": True})
    old = message["attachments"][0]["url"]
    assert [await answer_of(api, url) for url in (private, old)] == [GONE, GONE]
    read = (await api.call("GET", f"/channels/{message['channel_id']}/messages/{message['id']}")).body
    media = read["components"][0]["items"][0]["media"]
    assert read["attachments"][0]["url"] == media["url"] == media["proxy_url"] != old
    assert await answer_of(api, media["url"]) == (200, png())


async def test_addresses_in_payloads_are_signed_for_their_moment(
    api: Api, drawn: Interaction, discord_sandbox: Discord, clock: HandClock
) -> None:
    body = v2(gallery("attachment://a.png"), row(button()), attachments=[{"id": "0"}])
    first = (await api.respond(drawn, 4, body, files={"a.png": png()})).body["resource"]["message"]
    clock.advance(DAY + 1)
    world, people = discord_sandbox.world, discord_sandbox.people
    press = people.component(world.ben, first["id"], "press")
    menu = people.menu(world.ben, drawn.channel, "Details", first["id"])
    assert press.source is not None
    for told in (people._payload(press)["message"], menu.data["resolved"]["messages"][first["id"]]):
        assert told["application_id"] == told["webhook_id"] == world.application_id
        assert (await answer_of(api, told["attachments"][0]["url"]))[0] == 200
    assert await answer_of(api, first["attachments"][0]["url"]) == GONE


async def test_a_component_may_name_a_file_of_its_message_by_the_address_that_discord_gave(api: Api) -> None:
    sent = v2(gallery("attachment://a.png"), attachments=[{"id": "0"}])
    message = (await api.post("studio", sent, files={"a.png": png()})).body
    await api.control("discord", {"expire_addresses": True})
    again = {"components": [text("words"), gallery(message["attachments"][0]["url"])]}
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    media = (await api.call("PATCH", path, again)).body["components"][1]["items"][0]["media"]
    assert media["attachment_id"] == message["attachments"][0]["id"]
    assert await answer_of(api, media["url"]) == (200, png())


# ── pictures from elsewhere ─────────────────────────────────────────────────────────────────────────────────────────


async def looked_at(api: Api, discord: Discord, message: Json) -> list[Json]:
    """The media of a message once Discord has looked at each."""
    async with asyncio.timeout(5):
        while discord.unfurling._looking:  # noqa: ASYNC110 - what is looked for has no event
            await asyncio.sleep(0.005)
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    components = (await api.call("GET", path)).body["components"]
    return [item["media"] for item in components[0]["items"]]


async def test_a_picture_from_elsewhere_is_looked_at_and_one_that_is_none_is_broken_but_no_error(
    api: Api, sandbox: Sandbox
) -> None:
    picture = (await api.post("gallery", {"attachments": [{"id": "0"}]}, files={"a.png": png()})).body
    words = (await api.post("gallery", {"attachments": [{"id": "0"}]}, files={"a.txt": b"a"})).body
    urls = [one["attachments"][0]["url"] for one in (picture, words)]
    urls += [f"{sandbox.url}/nothing.png", "https://example.org/a.png"]
    sent = await api.post("studio", v2(gallery(*urls)))
    assert sent.status == 200
    media = await looked_at(api, sandbox.discord, sent.body)
    assert [one["loading_state"] for one in media] == [2, 3, 3, 3]
    assert (media[0]["width"], media[0]["height"], media[0]["content_type"]) == (3, 2, "image/png")
    assert [one["url"] for one in media[2:]] == urls[2:]


@pytest.mark.parametrize("url", ["http://example.org/a.png", "ftp://example.org/a.png", "data:image/png;base64,AA=="])
async def test_media_come_over_tls_or_from_this_sandbox(api: Api, sandbox: Sandbox, url: str) -> None:
    sandbox.discord.rest.openapi = None
    assert (await api.post("studio", v2(gallery(url)))).refusal == (400, 50035)
    assert (await api.post("studio", v2(gallery(f"{sandbox.url}.example.org/a.png")))).refusal == (400, 50035)


async def test_a_thumbnail_beside_words_is_looked_at_too(api: Api, sandbox: Sandbox) -> None:
    picture = (await api.post("gallery", {"attachments": [{"id": "0"}]}, files={"a.png": png()})).body
    url = picture["attachments"][0]["url"]
    thumbnail = {"type": 11, "media": {"url": url}, "description": "A fox", "spoiler": True}
    section = {"type": 9, "components": [text("a")], "accessory": thumbnail}
    sent = (await api.post("studio", v2({"type": 17, "components": [section, {"type": 14}]}))).body
    async with asyncio.timeout(5):
        while sandbox.discord.unfurling._looking:  # noqa: ASYNC110 - what is looked for has no event
            await asyncio.sleep(0.005)
    told = sandbox.discord.messages.get(sent["id"]).as_json()["components"][0]["components"][0]["accessory"]
    assert (told["media"]["loading_state"], told["media"]["width"], told["spoiler"]) == (2, 3, True)


# ── direct messages ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_file_reaches_a_member_directly_unless_they_take_no_direct_messages(
    api: Api, discord_sandbox: Discord
) -> None:
    channel = (await api.call("POST", "/users/@me/channels", {"recipient_id": discord_sandbox.world.ben.id})).body
    path = f"/channels/{channel['id']}/messages"
    body = {"content": "yours", "attachments": [{"id": "0", "description": "a fox"}]}
    assert (await api.call("POST", path, body, files={"a.png": png()})).body["attachments"][0]["width"] == 3
    await api.control("discord", {"close_direct_messages": "Ben"})
    assert (await api.call("POST", path, body, files={"a.png": png()})).refusal == (403, 50007)
    await api.control("discord", {"open_direct_messages": "Ben"})
    assert (await api.call("POST", path, body, files={"a.png": png()})).status == 200


async def test_a_bot_cannot_write_to_itself(api: Api, discord_sandbox: Discord) -> None:
    reply = await api.call("POST", "/users/@me/channels", {"recipient_id": discord_sandbox.world.bot.id})
    assert reply.refusal == (403, 50007)


# ── ephemeral messages ──────────────────────────────────────────────────────────────────────────────────────────────


async def pressed_in_private(api: Api, drawn: Interaction, discord: Discord) -> tuple[str, Interaction]:
    """An ephemeral message, and a press on it that was answered with another message."""
    body = v2(text("which?"), row(button()))
    first = await api.respond(drawn, 4, body | {"flags": body["flags"] | EPHEMERAL})
    message_id = first.body["interaction"]["response_message_id"]
    press = discord.people.component(drawn.user, message_id, "press")
    await api.respond(press, 4, {"content": "this one", "flags": EPHEMERAL})
    return message_id, press


async def test_the_token_of_a_press_reaches_the_ephemeral_message_that_was_pressed_on(
    api: Api, drawn: Interaction, discord_sandbox: Discord, clock: HandClock
) -> None:
    message_id, press = await pressed_in_private(api, drawn, discord_sandbox)
    edited = await api.webhook("PATCH", press, message_id, {"components": [text("chosen")]})
    assert (edited.body["id"], edited.body["flags"] & EPHEMERAL) == (message_id, EPHEMERAL)
    clock.advance(901)
    assert (await api.webhook("PATCH", press, message_id, {"components": [text("x")]})).refusal == (401, 50027)
    assert (await api.webhook("DELETE", press, message_id)).refusal == (401, 50027)


async def test_an_ephemeral_message_is_deleted_with_that_token_and_by_nothing_else(
    api: Api, drawn: Interaction, discord_sandbox: Discord
) -> None:
    message_id, press = await pressed_in_private(api, drawn, discord_sandbox)
    path = f"/channels/{drawn.channel.id}/messages/{message_id}"
    assert (await api.call("DELETE", path)).refusal == (404, 10008)
    stranger = discord_sandbox.people.command(drawn.user, drawn.channel, "draw", {"prompt": "a cat"})
    await api.respond(stranger, 5)
    assert (await api.webhook("DELETE", stranger, message_id)).refusal == (404, 10008)
    assert (await api.webhook("DELETE", press, message_id)).status == 204
    assert (await api.webhook("GET", press, message_id)).refusal == (404, 10008)


@pytest.mark.parametrize("kind", [6, 7])
async def test_a_press_updates_an_ephemeral_message_which_stays_one(
    api: Api, drawn: Interaction, discord_sandbox: Discord, kind: int
) -> None:
    await api.respond(drawn, 4, {"content": "psst", "components": [row(button())], "flags": EPHEMERAL})
    assert drawn.original is not None
    press = discord_sandbox.people.component(drawn.user, drawn.original.id, "press")
    changed = {"content": "changed", "components": []}
    reply = await api.respond(press, kind, changed if kind == 7 else None)
    assert reply.body["interaction"]["response_message_ephemeral"] is True
    if kind == 6:
        await api.webhook("PATCH", press, body=changed)
    assert (drawn.original.content.text, drawn.original.only_for) == ("changed", drawn.user)
