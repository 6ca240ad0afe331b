"""Single pictures: their trail, copies by direct message, descriptions."""

import re
from typing import Any

import discord
import pytest

from bot.discord.dm_copies import MAX_DM_FILE_BYTES, REPEAT_COOLDOWN_SECONDS, SENT, SENT_RECENTLY, PictureCopySender
from tests.support.library_helpers import (
    SimulatedDownloader,
    edit_picture,
    hide_channel,
    iter_components,
    response_text,
    run_history,
    run_show,
    short_id_of,
)
from tests.support.stage import BotStage, job_id_of, response_message, response_view

UNKNOWN_PICTURE_TEXT = (
    "There is no such picture that you can see; you find the short id, like k3f-9x2, under each picture."
)


# ── one picture ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("spelled", [str, str.upper, lambda code: f"# {code.replace('-', ' ')}", None])
async def test_show_accepts_short_ids_in_any_spelling_and_job_ids(stage: BotStage, spelled: Any) -> None:
    fox = await stage.imagine_and_wait("a fox", count=2)
    typed = str(job_id_of(fox)) if spelled is None else spelled(await short_id_of(stage, fox))
    result = await run_show(stage, typed, stage.bob)
    assert response_view(result).ephemeral
    assert "a fox" in response_text(result)
    assert stage.alice.mention in response_text(result)
    assert [item["media"]["url"] for item in response_view(result).gallery] == [
        file.url for file in response_message(fox).attachments
    ]
    assert str(response_message(fox).id) in response_text(result)


async def test_show_displays_the_pictures_of_both_messages(stage: BotStage) -> None:
    foxes = await stage.imagine_and_wait("foxes", count=12)
    result = await run_show(stage, await short_id_of(stage, foxes))
    shown_now = [item["media"]["url"].rpartition("/")[2] for item in response_view(result).gallery]
    assert shown_now == [f"easel-{job_id_of(foxes)}-{number}.jpg" for number in range(1, 13)]


@pytest.mark.parametrize("typed", ["zzz-zzz", "", "no such thing", "9" * 19, "9" * 40, "-1", "123456", "1' OR '1'='1"])
async def test_show_with_an_unknown_id_is_refused(stage: BotStage, typed: str) -> None:
    await stage.imagine_and_wait("a fox")
    result = await run_show(stage, typed or " ")
    assert response_view(result).ephemeral
    assert response_text(result).strip() == UNKNOWN_PICTURE_TEXT


async def test_show_hides_private_and_unreadable_pictures_as_unknown(stage: BotStage) -> None:
    secret = await stage.imagine_and_wait("a secret fox", private=True)
    hidden = stage.guild.create_text_channel("staff")
    owl = await stage.imagine("an owl", channel=hidden)
    await stage.run_worker_until_idle()
    await hide_channel(stage, hidden)
    for result in (secret, owl):
        assert (
            response_text(await run_show(stage, await short_id_of(stage, result), stage.bob)).strip()
            == UNKNOWN_PICTURE_TEXT
        )
        assert UNKNOWN_PICTURE_TEXT not in response_text(
            await run_show(stage, await short_id_of(stage, result), stage.alice)
        )


async def test_show_prefers_the_newest_visible_picture_with_the_same_short_id(stage: BotStage) -> None:
    old = await stage.imagine_and_wait("a fox")
    new = await stage.imagine_and_wait("a secret owl", private=True)

    def same_code() -> Any:
        yield "UPDATE jobs SET short_id = 'k3f9x2' WHERE id IN (?, ?)", (job_id_of(old), job_id_of(new))

    await stage.app.database.run(same_code)
    assert "a secret owl" in response_text(await run_show(stage, "k3f-9x2", stage.alice))
    assert "a fox" in response_text(await run_show(stage, "k3f-9x2", stage.bob))


async def test_show_autocomplete_offers_the_members_newest_pictures(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    owl = await stage.imagine_and_wait("an owl")
    await stage.imagine_and_wait("a crane", stage.bob)
    offered = await stage.alice.autocomplete(stage.channel, "show", "id", "")
    assert [one["value"] for one in offered] == [str(job_id_of(owl)), str(job_id_of(fox))]
    assert offered[1]["name"] == f"{await short_id_of(stage, fox)} · a fox"
    assert [one["value"] for one in await stage.alice.autocomplete(stage.channel, "show", "id", "FOX")] == [
        str(job_id_of(fox))
    ]


async def test_edit_trail_is_navigated_within_a_single_ephemeral_message(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    night = await edit_picture(stage, fox, "make it night")
    snow = await edit_picture(stage, night, "add snow")
    result = await run_show(stage, await short_id_of(stage, night))
    assert "Edit 1 of 2" in response_text(result)
    assert "make it night" in response_text(result)
    pictures = [response_message(one).attachments[0].url for one in (fox, night)]
    assert [item["media"]["url"] for item in response_view(result).gallery] == pictures
    assert response_view(result).gallery[0]["description"] == "Before: a fox"
    await stage.press("Next ▶", result)
    assert "Edit 2 of 2" in response_text(result)
    assert "add snow" in response_text(result)
    assert "Next ▶" not in response_view(result).button_labels
    await stage.press("◀ Previous", result)
    await stage.press("◀ Previous", result)
    assert "The original** · 2 steps after it" in response_text(result)
    assert "◀ Previous" not in response_view(result).button_labels
    assert await short_id_of(stage, snow)
    assert len(stage.messages()) == 3


async def test_private_edit_is_not_counted_in_the_trail_for_other_members(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    await edit_picture(stage, fox, "make it night --private")
    typed = await short_id_of(stage, fox)
    assert "1 step after it" in response_text(await run_show(stage, typed, stage.alice))
    others = await run_show(stage, typed, stage.bob)
    assert "after it" not in response_text(others)
    assert "Next ▶" not in response_view(others).button_labels


async def test_picture_opened_from_history_gets_its_own_message(stage: BotStage) -> None:
    await stage.imagine_and_wait("a fox")
    page = await run_history(stage)
    opened = await stage.press("1. a fox", page)
    assert response_view(opened).ephemeral
    assert response_message(opened).id != response_message(page).id
    assert len(response_view(opened).gallery) == 1


async def test_edit_is_still_shown_after_its_source_was_deleted(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    night = await edit_picture(stage, fox, "make it night")
    await stage.press("Delete", fox)
    result = await run_show(stage, await short_id_of(stage, night))
    assert "Edit 1 of 1" in response_text(result)
    assert "its source cannot be shown" in response_text(result)
    assert len(response_view(result).gallery) == 1
    assert "◀ Previous" not in response_view(result).button_labels


# ── direct messages ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_dm_button_sends_the_pictures_to_the_presser(stage: BotStage) -> None:
    stage.set_copy_sender(PictureCopySender(SimulatedDownloader(stage.env)))
    fox = await stage.imagine_and_wait("a fox", count=2, spoiler=True)
    pressed = await stage.press("DM me", fox, stage.bob)
    assert response_view(pressed).ephemeral
    assert response_view(pressed).text == "Sent to your direct messages."
    (letter,) = stage.direct_messages(stage.bob)
    assert letter.filenames == response_view(fox).filenames
    assert "a fox" in letter.text
    assert str(response_message(fox).id) in letter.text
    assert [(item["description"], item["spoiler"]) for item in letter.gallery] == [
        ("a fox (1 of 2)", True),
        ("a fox (2 of 2)", True),
    ]
    assert (await stage.images_left(stage.bob), await stage.images_left(stage.alice)) == (20, 18)


async def test_dm_button_also_sends_the_pictures_of_the_second_message(stage: BotStage) -> None:
    stage.set_copy_sender(PictureCopySender(files := SimulatedDownloader(stage.env)))
    foxes = await stage.imagine_and_wait("foxes", count=12)
    await stage.press("DM me", foxes, stage.bob)
    assert [len(letter.filenames) for letter in stage.direct_messages(stage.bob)] == [10, 2]
    assert files.max_active_reads == 1
    await stage.press("DM me", await run_show(stage, await short_id_of(stage, foxes)))
    assert [len(letter.filenames) for letter in stage.direct_messages(stage.alice)] == [10, 2]


async def test_dm_button_sends_a_private_picture_without_a_message_link(stage: BotStage) -> None:
    stage.set_copy_sender(PictureCopySender(SimulatedDownloader(stage.env)))
    secret = await stage.imagine_and_wait("a secret fox", private=True)
    await stage.press("DM me", secret)
    (letter,) = stage.direct_messages(stage.alice)
    assert len(letter.filenames) == 1
    assert "discord.com/channels" not in letter.text


async def test_dm_button_explains_closed_direct_messages(stage: BotStage) -> None:
    stage.set_copy_sender(PictureCopySender(SimulatedDownloader(stage.env)))
    fox = await stage.imagine_and_wait("a fox")
    stage.env.inject_error("POST", f"/channels/{stage.bob.user.dm_channel.id}/messages", status=403, code=50007)
    pressed = await stage.press("DM me", fox, stage.bob)
    assert response_view(pressed).ephemeral
    assert "does not let Easel message you" in response_view(pressed).text


async def test_dm_button_asks_to_try_again_when_discord_is_unavailable(stage: BotStage) -> None:
    stage.set_copy_sender(PictureCopySender(SimulatedDownloader(stage.env)))
    fox = await stage.imagine_and_wait("a fox")
    stage.env.inject_error("POST", f"/channels/{stage.bob.user.dm_channel.id}/messages", status=503)
    pressed = await stage.press("DM me", fox, stage.bob)
    assert "Press again in a minute; nothing was charged." in response_view(pressed).text


async def test_dm_button_skips_pictures_too_large_for_a_direct_message(stage: BotStage) -> None:
    stage.set_copy_sender(PictureCopySender(SimulatedDownloader(stage.env)))
    fox = await stage.imagine_and_wait("a fox", count=2)
    stage.env.backend.cdn._blobs[response_message(fox).attachments[1].url] = bytes(MAX_DM_FILE_BYTES + 1)
    assert "1 of 2 pictures" in response_view(await stage.press("DM me", fox, stage.bob)).text
    (letter,) = stage.direct_messages(stage.bob)
    assert letter.filenames == response_view(fox).filenames[:1]


async def test_dm_button_skips_unreadable_files(stage: BotStage) -> None:
    stage.set_copy_sender(PictureCopySender(SimulatedDownloader(stage.env)))
    fox = await stage.imagine_and_wait("a fox", count=2)
    stage.env.backend.cdn._blobs.pop(response_message(fox).attachments[0].url)
    assert "1 of 2 pictures" in response_view(await stage.press("DM me", fox, stage.bob)).text
    stage.env.backend.cdn._blobs.clear()
    assert "can no longer be read" in response_view(await stage.press("DM me", fox)).text
    assert len(stage.direct_messages(stage.bob)) == 1
    assert stage.direct_messages(stage.alice) == []


async def test_dm_button_has_a_cooldown_per_member_and_picture(stage: BotStage) -> None:
    stage.set_copy_sender(PictureCopySender(files := SimulatedDownloader(stage.env), stage.app.services.requests.clock))
    fox = await stage.imagine_and_wait("a fox", count=2)
    pressed = await stage.press_concurrently(*[(stage.bob, f"easel:dm:{job_id_of(fox)}", response_message(fox))] * 15)
    told = [message.text for message in stage.messages(stage.bob) if message.ephemeral]
    assert len(pressed) == 15
    assert sum(text == str(SENT) for text in told) == 1
    assert sum(bool(re.fullmatch(f"{SENT_RECENTLY!s} You can try again <t:\\d+:R>.", text)) for text in told) == 14
    assert len(stage.direct_messages(stage.bob)) == 1
    assert files.max_active_reads == 1
    await stage.press("DM me", fox)
    assert len(stage.direct_messages(stage.alice)) == 1
    await stage.env.advance_time(REPEAT_COOLDOWN_SECONDS + 1)
    await stage.press("DM me", fox, stage.bob)
    assert len(stage.direct_messages(stage.bob)) == 2


async def test_dm_cooldown_end_is_given_in_wall_clock_time(stage: BotStage) -> None:
    stage.app.bot.services.copies._files = SimulatedDownloader(stage.env)
    fox = await stage.imagine_and_wait("a fox")
    await stage.press("DM me", fox, stage.bob)
    refused = response_view(await stage.press("DM me", fox, stage.bob)).text
    told = re.search(r"<t:(\d+):R>", refused)
    assert told is not None
    assert 0 < int(told[1]) - stage.app.services.requests.clock() <= REPEAT_COOLDOWN_SECONDS + 1


# ── descriptions ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_alt_text_by_the_author_appears_wherever_the_picture_is_shown(stage: BotStage) -> None:
    stage.set_copy_sender(PictureCopySender(SimulatedDownloader(stage.env)))
    fox = await stage.imagine_and_wait("a fox", spoiler=True)
    before = response_view(fox)
    form = await stage.press("Alt text", await stage.press("Details", fox))
    told = await stage.alice.submit_modal(form, {"words": "A red fox\nasleep in the snow"})
    assert response_view(told).ephemeral
    assert response_view(told).text == "Saved: the picture now has this description."
    after = response_view(fox)
    (item,) = after.gallery
    assert item["description"] == "A red fox asleep in the snow"
    assert (item["spoiler"], item["media"]["url"]) == (True, before.gallery[0]["media"]["url"])
    assert (after.filenames, after.texts, after.button_labels) == (before.filenames, before.texts, before.button_labels)
    (thumbnail,) = [part for part in iter_components(await run_history(stage)) if part["type"] == 11]
    assert thumbnail["description"] == "A red fox asleep in the snow"
    assert (
        response_view(await run_show(stage, await short_id_of(stage, fox))).gallery[0]["description"]
        == "A red fox asleep in the snow"
    )
    await stage.press("DM me", fox)
    assert stage.direct_messages(stage.alice)[0].gallery[0]["description"] == "A red fox asleep in the snow"


async def test_alt_text_changes_only_the_chosen_picture(stage: BotStage) -> None:
    foxes = await stage.imagine_and_wait("foxes", count=12)
    details = await stage.press("Details", foxes)
    for number in ("2", "12"):
        form = await stage.press("Alt text", details)
        await stage.alice.submit_modal(form, {"which": [number], "words": f"Fox number {number}"})
    first, second = stage.messages()
    described = [item["description"] for item in (*first.gallery, *second.gallery)]
    assert described[1] == "Fox number 2"
    assert described[11] == "Fox number 12"
    assert described[0] == "foxes (1 of 12)"
    assert (len(first.filenames), len(second.filenames)) == (10, 2)


async def test_alt_text_of_a_private_picture_is_saved_without_editing_its_message(stage: BotStage) -> None:
    secret = await stage.imagine_and_wait("a secret fox", private=True)
    form = await stage.press("Alt text", await stage.press("Details", secret))
    told = await stage.alice.submit_modal(form, {"words": "A fox"})
    assert "the message itself stays as it is" in response_view(told).text
    (thumbnail,) = [part for part in iter_components(await run_history(stage)) if part["type"] == 11]
    assert thumbnail["description"] == "A fox"


async def test_alt_text_is_saved_even_if_the_message_cannot_be_edited(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    form = await stage.press("Alt text", await stage.press("Details", fox))
    stage.env.backend.delete_message(stage.channel.id, response_message(fox).id)
    told = await stage.alice.submit_modal(form, {"words": "A fox"})
    assert "the message itself could not be changed" in response_view(told).text


async def test_alt_text_is_refused_to_other_members(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    (pressed,) = await stage.press_concurrently((stage.bob, f"easel:describe:{job_id_of(fox)}", response_message(fox)))
    assert response_view(pressed).ephemeral
    assert response_view(pressed).text == "Only the member who requested this picture can describe it."


async def test_empty_alt_text_is_refused(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    form = await stage.press("Alt text", await stage.press("Details", fox))
    told = await stage.alice.submit_modal(form, {"words": " \u200b "})
    assert "The description is empty" in response_view(told).text
    assert response_view(fox).gallery[0]["description"] == "a fox"


# ── threads ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("kind", "visible"), [("public_thread", True), ("private_thread", False)])
async def test_picture_in_a_private_thread_is_shown_only_to_its_author(
    stage: BotStage, kind: str, visible: bool
) -> None:
    channel = stage.env.bot.get_channel(stage.channel.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="sketches", type=discord.ChannelType[kind])
    await stage.env.settle()
    fox = await stage.imagine_and_wait("a fox")

    def moved() -> Any:
        yield "UPDATE jobs SET channel_id = ? WHERE id = ?", (thread.id, job_id_of(fox))

    await stage.app.database.run(moved)
    typed = await short_id_of(stage, fox)
    assert ("a fox" in response_text(await run_show(stage, typed, stage.bob))) is visible
    assert "a fox" in response_text(await run_show(stage, typed, stage.alice))
