"""The menus of a message: what they find there, what they ask, and what they answer where there is nothing."""

import io

import discord
import pytest
from PIL import Image

from bot.discord import source_pictures
from tests.support.stage import BotStage, form_field, job_id_of, response_message, response_view

EDIT, DETAILS = "Edit image", "Image details"
NO_PICTURE = "There is no picture in that message to start from; nothing was charged."
NOT_OURS = "That message has no picture by Easel, so there are no details to show."


def make_png(colour: str = "red") -> bytes:
    """A small picture, as a file."""
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "PNG")
    return file.getvalue()


async def post_files(stage: BotStage, *names: str) -> discord.Message:
    """A message of Bob's with these files."""
    return await stage.bob.send(stage.channel, "look", attachments=[(name, make_png()) for name in names])


def select_options(field_: dict[str, object]) -> list[tuple[str, str]]:
    listed = field_["options"]
    assert isinstance(listed, list)
    return [(option["label"], option["value"]) for option in listed]


# ── Edit image, on ours ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_edit_menu_lets_any_member_edit_an_easel_picture(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a fox")
    shown = await stage.use_context_menu(EDIT, response_message(source), stage.bob)
    assert form_field(shown, "words")["value"] == "a fox"
    result = await stage.submit_form(shown, stage.bob, words="a fox in the snow")
    job = await stage.job(job_id_of(result))
    assert (job.user_id, job.parent_job_id, job.request.source_image) == (
        stage.bob.id,
        job_id_of(source),
        (job_id_of(source), 1),
    )
    assert job.request.prompt == "a fox in the snow"


async def test_edit_menu_offers_only_the_pictures_of_the_message(stage: BotStage) -> None:
    await stage.imagine_and_wait("twelve foxes", count=12)
    first, second = stage.channel.history()
    for message, numbers in ((first, range(1, 11)), (second, range(11, 13))):
        shown = await stage.use_context_menu(EDIT, message)
        assert select_options(form_field(shown, "which")) == [(f"Picture {n}", str(n)) for n in numbers]
    result = await stage.submit_form(shown, words="in blue", which=12)
    job = await stage.job(job_id_of(result))
    source = await stage.job(job.parent_job_id or 0)
    assert source.outcome is not None
    assert job.request.references[0].image_uuid == source.outcome.results[11].image_uuid


async def test_edit_menu_refuses_an_unfinished_request(stage: BotStage) -> None:
    waiting = await stage.imagine("a fox")
    refused = response_view(await stage.use_context_menu(EDIT, response_message(waiting)))
    assert refused.ephemeral
    assert refused.text == "These pictures are not made yet; try again once they are here. Nothing was charged."


async def test_menus_find_no_picture_in_price_offers_and_history_pages(stage: BotStage) -> None:
    await stage.imagine_and_wait("a fox")
    question = await stage.imagine("a {red, blue} owl")
    page = await stage.alice.slash(stage.channel, "history")
    for result in (question, page):
        assert response_view(await stage.use_context_menu(EDIT, response_message(result))).text == NO_PICTURE
        assert response_view(await stage.use_context_menu(DETAILS, response_message(result))).text == NOT_OURS


@pytest.mark.parametrize("menu", [EDIT, DETAILS])
async def test_menus_ignore_forged_buttons_in_messages_of_members(stage: BotStage, menu: str) -> None:
    secret = await stage.imagine_and_wait("a secret fox", private=True)
    message = await stage.bob.send(stage.channel, "a fake")
    stored = stage.env.backend.get_message(stage.channel.id, message.id)
    button = {"type": 2, "id": 2, "style": 2, "label": "?", "custom_id": f"easel:details:{job_id_of(secret)}"}
    stored.components = [{"type": 1, "id": 1, "components": [button]}]
    refused = response_view(await stage.use_context_menu(menu, message))
    assert refused.ephemeral
    assert "secret" not in refused.text
    assert len(refused.texts) == 1


# ── Edit image, on other people's ────────────────────────────────────────────────────────────────────────────────────


async def test_edit_menu_offers_no_choice_for_a_single_picture(stage: BotStage) -> None:
    message = await post_files(stage, "cat.png", "notes.txt")
    shown = await stage.use_context_menu(EDIT, message)
    assert shown.modal is not None
    assert len(shown.modal["components"]) == 1
    assert form_field(shown, "words").get("value") is None
    result = await stage.submit_form(shown, words="make it blue --pro")
    job = await stage.job(job_id_of(result))
    (picture,) = job.request.references
    assert (picture.file_id, picture.url) == (message.attachments[0].id, message.attachments[0].url)
    assert (picture.channel_id, picture.message_id) == (stage.channel.id, message.id)
    assert (job.request.origin, job.request.model, job.request.prompt) == ("edit", "pro", "make it blue")


async def test_edit_menu_offers_several_pictures_by_file_name(stage: BotStage) -> None:
    message = await post_files(stage, "cat.png", "notes.txt", "dog.png")
    shown = await stage.use_context_menu(EDIT, message)
    cat, _, dog = (str(file.id) for file in message.attachments)
    assert select_options(form_field(shown, "which")) == [("1. cat.png", cat), ("2. dog.png", dog)]
    result = await stage.submit_form(shown, words="a hat", which=dog)
    assert (await stage.job(job_id_of(result))).request.references[0].file_id == int(dog)


async def test_edit_menu_accepts_a_forwarded_picture(stage: BotStage) -> None:
    forwarded = await stage.bob.forward(await post_files(stage, "cat.png"), stage.channel)
    result = await stage.submit_form(await stage.use_context_menu(EDIT, forwarded), words="a hat")
    assert (await stage.job(job_id_of(result))).request.references[0].message_id == forwarded.id


@pytest.mark.parametrize("names", [(), ("notes.txt",)])
async def test_edit_menu_refuses_a_message_without_a_picture(stage: BotStage, names: tuple[str, ...]) -> None:
    refused = await stage.use_context_menu(EDIT, await post_files(stage, *names))
    assert refused.modal is None
    assert response_view(refused).ephemeral
    assert response_view(refused).text == NO_PICTURE


async def test_edit_menu_refuses_a_single_oversized_picture_before_the_form(stage: BotStage) -> None:
    message = await post_files(stage, "cat.png")
    stage.env.backend.get_message(stage.channel.id, message.id).attachments[0]["size"] = 21 << 20
    refused = await stage.use_context_menu(EDIT, message)
    assert refused.modal is None
    assert response_view(refused).text == (
        "That picture is larger than 20 MiB, so please attach a smaller one; nothing was charged."
    )


async def test_edit_menu_refuses_an_oversized_picture_once_it_is_chosen(stage: BotStage) -> None:
    message = await post_files(stage, "cat.png", "dog.png")
    stage.env.backend.get_message(stage.channel.id, message.id).attachments[1]["size"] = 21 << 20
    shown = await stage.use_context_menu(EDIT, message)
    refused = await stage.submit_form(shown, words="a hat", which=message.attachments[1].id)
    assert response_view(refused).ephemeral
    assert "larger than 20 MiB" in response_view(refused).text
    assert await stage.images_left() == 20


# ── after a restart, or much later ───────────────────────────────────────────────────────────────────────────────────


async def test_edit_form_works_after_a_restart_if_the_message_is_readable(stage: BotStage) -> None:
    message = await post_files(stage, "cat.png")
    shown = await stage.use_context_menu(EDIT, message)
    await stage.restart()
    result = await stage.submit_form(shown, words="a hat")
    assert (await stage.job(job_id_of(result))).request.references[0].file_id == message.attachments[0].id


async def test_remembered_message_expires_and_is_fetched_again(stage: BotStage) -> None:
    message = await post_files(stage, "cat.png")
    shown = await stage.use_context_menu(EDIT, message)
    reads = len(stage.env.http_requests)
    await stage.env.advance_time(source_pictures.MESSAGE_TTL_SECONDS + 1)
    await stage.submit_form(shown, words="a hat")
    paths = [entry.path for entry in stage.env.http_requests[reads:]]
    assert any(path.endswith(f"/messages/{message.id}") for path in paths)


async def test_edit_form_after_a_restart_is_refused_without_message_content_access(stage: BotStage) -> None:
    shown = await stage.use_context_menu(EDIT, await post_files(stage, "cat.png"))
    await stage.restart()
    stage.env.bot.http.message_content_access = False  # type: ignore[attr-defined]  # SimCord's
    refused = response_view(await stage.submit_form(shown, words="a hat"))
    assert refused.ephemeral
    assert refused.text == str(source_pictures.PICTURE_NOT_FOUND)
    assert await stage.images_left() == 20


async def test_edit_form_for_a_deleted_message_is_refused(stage: BotStage) -> None:
    message = await post_files(stage, "cat.png")
    shown = await stage.use_context_menu(EDIT, message)
    await stage.restart()
    await stage.bob.delete(message)
    refused = response_view(await stage.submit_form(shown, words="a hat"))
    assert refused.ephemeral
    assert refused.text == "That message was deleted, so its picture cannot be used; nothing was charged."
    assert await stage.images_left() == 20


async def test_edit_form_for_a_message_hidden_from_the_bot_is_refused(stage: BotStage) -> None:
    message = await post_files(stage, "cat.png")
    shown = await stage.use_context_menu(EDIT, message)
    await stage.restart()
    stage.deny_message_history(stage.app.bot.user.id)
    refused = response_view(await stage.submit_form(shown, words="a hat"))
    assert refused.text == str(source_pictures.NO_ACCESS)
    assert await stage.images_left() == 20


# ── forged ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_forged_form_cannot_reach_a_picture_in_a_hidden_channel(stage: BotStage) -> None:
    hidden = stage.guild.create_text_channel("moderators")
    message = await stage.mod.send(hidden, "secret", attachments=[("plan.png", make_png())])
    forged = f"easel:file:{hidden.id}:{message.id}:{message.attachments[0].id}"
    refused = response_view(await stage.submit_forged_form(forged, words="a hat"))
    assert refused.ephemeral
    assert refused.text == str(source_pictures.PICTURE_NOT_FOUND)
    assert await stage.images_left() == 20


async def test_forged_form_cannot_reach_a_picture_in_hidden_message_history(stage: BotStage) -> None:
    message = await post_files(stage, "cat.png")
    stage.deny_message_history(stage.alice.id)
    forged = f"easel:file:{stage.channel.id}:{message.id}:{message.attachments[0].id}"
    assert response_view(await stage.submit_forged_form(forged, words="a hat")).text == str(
        str(source_pictures.PICTURE_NOT_FOUND)
    )


async def test_forged_form_cannot_reach_a_file_of_another_message(stage: BotStage) -> None:
    message, other = await post_files(stage, "cat.png"), await post_files(stage, "dog.png")
    forged = f"easel:file:{stage.channel.id}:{message.id}:{other.attachments[0].id}"
    assert response_view(await stage.submit_forged_form(forged, words="a hat")).text == str(
        str(source_pictures.PICTURE_NOT_FOUND)
    )


# ── Image details ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_details_menu_shows_the_same_as_the_details_button(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox", count=12)
    by_button = response_view(await stage.press("Details", result, stage.bob))
    for message in stage.channel.history():
        by_menu = response_view(await stage.use_context_menu(DETAILS, message, stage.bob))
        assert by_menu.ephemeral
        assert by_menu.texts == by_button.texts


async def test_details_menu_refuses_a_message_without_easel_pictures(stage: BotStage) -> None:
    refused = response_view(await stage.use_context_menu(DETAILS, await post_files(stage, "cat.png")))
    assert refused.ephemeral
    assert refused.text == NOT_OURS


async def test_details_menu_works_for_the_author_of_a_private_picture(stage: BotStage) -> None:
    secret = await stage.imagine_and_wait("a secret fox", private=True)
    assert "a secret fox" in response_view(await stage.use_context_menu(DETAILS, response_message(secret))).text


async def test_menus_are_published_with_the_commands(stage: BotStage) -> None:
    menus = {one.name for one in stage.app.bot.tree.get_commands(type=discord.AppCommandType.message)}
    assert {EDIT, DETAILS} <= menus
    assert menus <= set(stage.app.bot.command_sync.ids)


async def test_number_of_remembered_messages_is_limited(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_pictures, "MAX_REMEMBERED_MESSAGES", 1)
    older, newer = await post_files(stage, "cat.png"), await post_files(stage, "dog.png")
    forms = [await stage.use_context_menu(EDIT, message) for message in (older, newer)]
    stage.env.bot.http.message_content_access = False  # type: ignore[attr-defined]  # SimCord's
    assert response_view(await stage.submit_form(forms[0], words="a hat")).text == str(
        str(source_pictures.PICTURE_NOT_FOUND)
    )
    assert "a hat" in response_view(await stage.submit_form(forms[1], words="a hat")).text
