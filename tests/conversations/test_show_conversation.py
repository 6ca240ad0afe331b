"""Single pictures: their trail, copies by direct message, descriptions."""

import re
from typing import Any

import discord
import pytest

from bot.discord.dm_copies import EVERY_SECONDS, LARGEST, SENT, SENT_LATELY, Copies
from tests.conversations.shelves import UNKNOWN, DiscordFiles, close, code, edited, history, parts, show, words
from tests.conversations.world import Stage, answer, job_id, seen

# ── one picture ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("spelled", [str, str.upper, lambda code: f"# {code.replace('-', ' ')}", None])
async def test_show_finds_a_picture_by_what_people_type(stage: Stage, spelled: Any) -> None:
    fox = await stage.drawn("a fox", count=2)
    typed = str(job_id(fox)) if spelled is None else spelled(await code(stage, fox))
    result = await show(stage, typed, stage.bob)
    assert seen(result).ephemeral
    assert "a fox" in words(result)
    assert stage.alice.mention in words(result)
    assert [item["media"]["url"] for item in seen(result).gallery] == [file.url for file in answer(fox).attachments]
    assert str(answer(fox).id) in words(result)


async def test_show_has_both_messages_of_many_pictures(stage: Stage) -> None:
    foxes = await stage.drawn("foxes", count=12)
    result = await show(stage, await code(stage, foxes))
    shown_now = [item["media"]["url"].rpartition("/")[2] for item in seen(result).gallery]
    assert shown_now == [f"easel-{job_id(foxes)}-{number}.jpg" for number in range(1, 13)]


@pytest.mark.parametrize("typed", ["zzz-zzz", "", "no such thing", "9" * 19, "9" * 40, "-1", "123456", "1' OR '1'='1"])
async def test_what_nobody_knows_is_one_sentence(stage: Stage, typed: str) -> None:
    await stage.drawn("a fox")
    result = await show(stage, typed or " ")
    assert seen(result).ephemeral
    assert words(result).strip() == UNKNOWN


async def test_what_somebody_may_not_see_is_the_same_sentence(stage: Stage) -> None:
    secret = await stage.drawn("a secret fox", private=True)
    hidden = stage.guild.create_text_channel("staff")
    owl = await stage.imagine("an owl", channel=hidden)
    await stage.work()
    await close(stage, hidden)
    for result in (secret, owl):
        assert words(await show(stage, await code(stage, result), stage.bob)).strip() == UNKNOWN
        assert UNKNOWN not in words(await show(stage, await code(stage, result), stage.alice))


async def test_of_two_pictures_with_one_code_the_newest_that_may_be_seen_is_shown(stage: Stage) -> None:
    old = await stage.drawn("a fox")
    new = await stage.drawn("a secret owl", private=True)

    def same_code() -> Any:
        yield "UPDATE jobs SET code = 'k3f9x2' WHERE id IN (?, ?)", (job_id(old), job_id(new))

    await stage.app.database.run(same_code)
    assert "a secret owl" in words(await show(stage, "k3f-9x2", stage.alice))
    assert "a fox" in words(await show(stage, "k3f-9x2", stage.bob))


async def test_show_offers_ones_own_newest_pictures(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    owl = await stage.drawn("an owl")
    await stage.drawn("a crane", stage.bob)
    offered = await stage.alice.autocomplete(stage.channel, "show", "id", "")
    assert [one["value"] for one in offered] == [str(job_id(owl)), str(job_id(fox))]
    assert offered[1]["name"] == f"{await code(stage, fox)} · a fox"
    assert [one["value"] for one in await stage.alice.autocomplete(stage.channel, "show", "id", "FOX")] == [
        str(job_id(fox))
    ]


async def test_the_trail_is_walked_in_one_private_message(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    night = await edited(stage, fox, "make it night")
    snow = await edited(stage, night, "add snow")
    result = await show(stage, await code(stage, night))
    assert "Edit 1 of 2" in words(result)
    assert "make it night" in words(result)
    pictures = [answer(one).attachments[0].url for one in (fox, night)]
    assert [item["media"]["url"] for item in seen(result).gallery] == pictures
    assert seen(result).gallery[0]["description"] == "Before: a fox"
    await stage.press("Next ▶", result)
    assert "Edit 2 of 2" in words(result)
    assert "add snow" in words(result)
    assert "Next ▶" not in seen(result).buttons
    await stage.press("◀ Previous", result)
    await stage.press("◀ Previous", result)
    assert "The original** · 2 steps after it" in words(result)
    assert "◀ Previous" not in seen(result).buttons
    assert await code(stage, snow)
    assert len(stage.messages()) == 3


async def test_a_private_edit_is_not_counted_for_others(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    await edited(stage, fox, "make it night --private")
    typed = await code(stage, fox)
    assert "1 step after it" in words(await show(stage, typed, stage.alice))
    others = await show(stage, typed, stage.bob)
    assert "after it" not in words(others)
    assert "Next ▶" not in seen(others).buttons


async def test_a_picture_is_opened_from_the_history_beside_its_page(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    page = await history(stage)
    opened = await stage.press(await code(stage, fox), page)
    assert seen(opened).ephemeral
    assert answer(opened).id != answer(page).id
    assert len(seen(opened).gallery) == 1


async def test_a_deleted_source_leaves_the_trail_but_not_its_picture(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    night = await edited(stage, fox, "make it night")
    await stage.press("Delete", fox)
    result = await show(stage, await code(stage, night))
    assert "Edit 1 of 1" in words(result)
    assert "its source cannot be shown" in words(result)
    assert len(seen(result).gallery) == 1
    assert "◀ Previous" not in seen(result).buttons


# ── direct messages ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_pictures_are_sent_to_whoever_presses(stage: Stage) -> None:
    stage.app.bot.copies = Copies(DiscordFiles(stage.env))
    fox = await stage.drawn("a fox", count=2, spoiler=True)
    pressed = await stage.press("DM me", fox, stage.bob)
    assert seen(pressed).ephemeral
    assert seen(pressed).text == "Sent to your direct messages."
    (letter,) = stage.letters(stage.bob)
    assert letter.files == seen(fox).files
    assert "a fox" in letter.text
    assert str(answer(fox).id) in letter.text
    assert [(item["description"], item["spoiler"]) for item in letter.gallery] == [
        ("a fox (1 of 2)", True),
        ("a fox (2 of 2)", True),
    ]
    assert (await stage.left(stage.bob), await stage.left(stage.alice)) == (20, 18)


async def test_the_pictures_of_the_second_message_come_along_wherever_the_button_is_pressed(stage: Stage) -> None:
    stage.app.bot.copies = Copies(files := DiscordFiles(stage.env))
    foxes = await stage.drawn("foxes", count=12)
    await stage.press("DM me", foxes, stage.bob)
    assert [len(letter.files) for letter in stage.letters(stage.bob)] == [10, 2]
    assert files.most == 1
    await stage.press("DM me", await show(stage, await code(stage, foxes)))
    assert [len(letter.files) for letter in stage.letters(stage.alice)] == [10, 2]


async def test_a_private_picture_is_sent_from_the_message_at_hand(stage: Stage) -> None:
    stage.app.bot.copies = Copies(DiscordFiles(stage.env))
    secret = await stage.drawn("a secret fox", private=True)
    await stage.press("DM me", secret)
    (letter,) = stage.letters(stage.alice)
    assert len(letter.files) == 1
    assert "discord.com/channels" not in letter.text


async def test_closed_direct_messages_are_explained(stage: Stage) -> None:
    stage.app.bot.copies = Copies(DiscordFiles(stage.env))
    fox = await stage.drawn("a fox")
    stage.env.inject_error("POST", f"/channels/{stage.bob.user.dm_channel.id}/messages", status=403, code=50007)
    pressed = await stage.press("DM me", fox, stage.bob)
    assert seen(pressed).ephemeral
    assert "does not let Easel message you" in seen(pressed).text


async def test_a_discord_that_takes_no_message_is_explained(stage: Stage) -> None:
    stage.app.bot.copies = Copies(DiscordFiles(stage.env))
    fox = await stage.drawn("a fox")
    stage.env.inject_error("POST", f"/channels/{stage.bob.user.dm_channel.id}/messages", status=503)
    pressed = await stage.press("DM me", fox, stage.bob)
    assert "Press again in a minute; nothing was charged." in seen(pressed).text


async def test_a_picture_that_is_too_large_for_a_direct_message_stays_where_it_is(stage: Stage) -> None:
    stage.app.bot.copies = Copies(DiscordFiles(stage.env))
    fox = await stage.drawn("a fox", count=2)
    stage.env.backend.cdn._blobs[answer(fox).attachments[1].url] = bytes(LARGEST + 1)
    assert "1 of 2 pictures" in seen(await stage.press("DM me", fox, stage.bob)).text
    (letter,) = stage.letters(stage.bob)
    assert letter.files == seen(fox).files[:1]


async def test_files_that_cannot_be_read_are_not_sent(stage: Stage) -> None:
    stage.app.bot.copies = Copies(DiscordFiles(stage.env))
    fox = await stage.drawn("a fox", count=2)
    stage.env.backend.cdn._blobs.pop(answer(fox).attachments[0].url)
    assert "1 of 2 pictures" in seen(await stage.press("DM me", fox, stage.bob)).text
    stage.env.backend.cdn._blobs.clear()
    assert "can no longer be read" in seen(await stage.press("DM me", fox)).text
    assert len(stage.letters(stage.bob)) == 1
    assert stage.letters(stage.alice) == []


async def test_the_same_pictures_are_sent_once_a_minute_and_the_others_are_told_when(stage: Stage) -> None:
    stage.app.bot.copies = Copies(files := DiscordFiles(stage.env), stage.app.service.clock)
    fox = await stage.drawn("a fox", count=2)
    pressed = await stage.press_all(*[(stage.bob, f"easel:dm:{job_id(fox)}", answer(fox))] * 15)
    told = [message.text for message in stage.messages(stage.bob) if message.ephemeral]
    assert len(pressed) == 15
    assert sum(text == SENT for text in told) == 1
    assert sum(bool(re.fullmatch(f"{SENT_LATELY} You can try again <t:\\d+:R>.", text)) for text in told) == 14
    assert len(stage.letters(stage.bob)) == 1
    assert files.most == 1
    await stage.press("DM me", fox)
    assert len(stage.letters(stage.alice)) == 1
    await stage.env.advance_time(EVERY_SECONDS + 1)
    await stage.press("DM me", fox, stage.bob)
    assert len(stage.letters(stage.bob)) == 2


async def test_copies_are_said_to_be_free_again_by_the_wall_clock(stage: Stage) -> None:
    stage.app.bot.copies._files = DiscordFiles(stage.env)
    fox = await stage.drawn("a fox")
    await stage.press("DM me", fox, stage.bob)
    refused = seen(await stage.press("DM me", fox, stage.bob)).text
    told = re.search(r"<t:(\d+):R>", refused)
    assert told is not None
    assert 0 < int(told[1]) - stage.app.service.clock() <= EVERY_SECONDS + 1


# ── descriptions ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_author_describes_a_picture_and_it_shows_everywhere(stage: Stage) -> None:
    stage.app.bot.copies = Copies(DiscordFiles(stage.env))
    fox = await stage.drawn("a fox", spoiler=True)
    before = seen(fox)
    form = await stage.press("Alt text", await stage.press("Details", fox))
    told = await stage.alice.submit_modal(form, {"words": "A red fox\nasleep in the snow"})
    assert seen(told).ephemeral
    assert seen(told).text == "Saved: the picture now has this description."
    after = seen(fox)
    (item,) = after.gallery
    assert item["description"] == "A red fox asleep in the snow"
    assert (item["spoiler"], item["media"]["url"]) == (True, before.gallery[0]["media"]["url"])
    assert (after.files, after.texts, after.buttons) == (before.files, before.texts, before.buttons)
    (thumbnail,) = [part for part in parts(await history(stage)) if part["type"] == 11]
    assert thumbnail["description"] == "A red fox asleep in the snow"
    assert seen(await show(stage, await code(stage, fox))).gallery[0]["description"] == "A red fox asleep in the snow"
    await stage.press("DM me", fox)
    assert stage.letters(stage.alice)[0].gallery[0]["description"] == "A red fox asleep in the snow"


async def test_one_of_several_pictures_is_described_and_the_others_stay_as_they_are(stage: Stage) -> None:
    foxes = await stage.drawn("foxes", count=12)
    details = await stage.press("Details", foxes)
    for number in ("2", "12"):
        form = await stage.press("Alt text", details)
        await stage.alice.submit_modal(form, {"which": [number], "words": f"Fox number {number}"})
    first, second = stage.messages()
    described = [item["description"] for item in (*first.gallery, *second.gallery)]
    assert described[1] == "Fox number 2"
    assert described[11] == "Fox number 12"
    assert described[0] == "foxes (1 of 12)"
    assert (len(first.files), len(second.files)) == (10, 2)


async def test_a_private_picture_is_described_as_far_as_that_goes(stage: Stage) -> None:
    secret = await stage.drawn("a secret fox", private=True)
    form = await stage.press("Alt text", await stage.press("Details", secret))
    told = await stage.alice.submit_modal(form, {"words": "A fox"})
    assert "the message itself stays as it is" in seen(told).text
    (thumbnail,) = [part for part in parts(await history(stage)) if part["type"] == 11]
    assert thumbnail["description"] == "A fox"


async def test_a_description_is_kept_when_the_message_cannot_be_changed(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    form = await stage.press("Alt text", await stage.press("Details", fox))
    stage.env.backend.delete_message(stage.channel.id, answer(fox).id)
    told = await stage.alice.submit_modal(form, {"words": "A fox"})
    assert "the message itself could not be changed" in seen(told).text


async def test_nobody_else_describes_a_picture(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    (pressed,) = await stage.press_all((stage.bob, f"easel:describe:{job_id(fox)}", answer(fox)))
    assert seen(pressed).ephemeral
    assert seen(pressed).text == "Only the member who requested this picture can describe it."


async def test_an_empty_description_is_refused(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    form = await stage.press("Alt text", await stage.press("Details", fox))
    told = await stage.alice.submit_modal(form, {"words": " \u200b "})
    assert "The description is empty" in seen(told).text
    assert seen(fox).gallery[0]["description"] == "a fox"


# ── threads ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("kind", "visible"), [("public_thread", True), ("private_thread", False)])
async def test_what_was_made_in_a_private_thread_is_found_by_its_author_alone(
    stage: Stage, kind: str, visible: bool
) -> None:
    channel = stage.env.bot.get_channel(stage.channel.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="sketches", type=discord.ChannelType[kind])
    await stage.env.settle()
    fox = await stage.drawn("a fox")

    def moved() -> Any:
        yield "UPDATE jobs SET channel_id = ? WHERE id = ?", (thread.id, job_id(fox))

    await stage.app.database.run(moved)
    typed = await code(stage, fox)
    assert ("a fox" in words(await show(stage, typed, stage.bob))) is visible
    assert "a fox" in words(await show(stage, typed, stage.alice))
