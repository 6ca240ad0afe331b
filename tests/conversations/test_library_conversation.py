"""What members keep: history, favourites, details, and how all of it is deleted."""

from typing import Any

from tests.conversations.shelves import DAY, close, code, edited, history, parts, show, thumbnails, words
from tests.conversations.world import Stage, answer, job_id, seen

# ── history ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_history_shows_ones_own_pictures_newest_first_to_their_member_alone(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    owl = await stage.drawn("an owl", count=3)
    await stage.drawn("a crane", stage.bob)
    result = await history(stage)
    assert seen(result).ephemeral
    text = words(result)
    assert text.index("an owl") < text.index("a fox")
    assert "crane" not in text
    assert await code(stage, fox) in text
    assert "3 pictures" in text
    assert "<t:" in text
    assert thumbnails(result) == [answer(one).attachments[0].url for one in (owl, fox)]


async def test_a_history_without_pictures_says_how_to_get_the_first(stage: Stage) -> None:
    await stage.imagine("a fox")
    assert "draws your first picture" in words(await history(stage))


async def test_pages_are_turned_in_the_same_message(stage: Stage) -> None:
    stage.app.service.limits = stage.app.service.limits.__class__(
        images_per_user_per_day=-1, jobs_per_user=-1, cooldown_seconds=0
    )
    for number in range(12):
        await stage.drawn(f"fox {number:02}")
    result = await history(stage)
    assert "1 of 3" in words(result)
    assert [f"fox {n:02}" in words(result) for n in (11, 7, 6)] == [True, True, False]
    await stage.press("▶", result)
    assert "2 of 3" in words(result)
    await stage.press("▶", result)
    assert "3 of 3" in words(result)
    assert "fox 00" in words(result)
    assert "fox 02" not in words(result)
    await stage.press("◀", result)
    assert "fox 06" in words(result)


async def test_a_page_that_is_not_there_any_more_leads_to_the_last(stage: Stage) -> None:
    await stage.drawn("a fox")
    result = await history(stage)
    (pressed,) = await stage.press_all((stage.alice, "easel:history:all:999999", answer(result)))
    assert "a fox" in words(pressed)


async def test_a_page_button_forged_onto_a_public_message_shows_nothing_in_public(stage: Stage) -> None:
    await stage.drawn("a secret fox", private=True)
    public = await stage.drawn("an owl", stage.bob)
    before = seen(public).text
    (pressed,) = await stage.press_all((stage.alice, "easel:history:all:0", answer(public)))
    assert seen(public).text == before
    assert seen(pressed).ephemeral
    assert "a secret fox" in words(pressed)


async def test_whoever_presses_a_page_button_sees_their_own_pictures(stage: Stage) -> None:
    await stage.drawn("a secret fox", private=True)
    result = await history(stage)
    owl = await stage.drawn("an owl", stage.bob)
    (pressed,) = await stage.press_all((stage.bob, "easel:history:all:0", answer(owl)))
    assert "fox" not in words(pressed)
    assert "an owl" in words(pressed)
    assert seen(result).ephemeral


async def test_a_picture_whose_message_was_deleted_is_listed_without_it(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    stage.env.backend.delete_message(stage.channel.id, answer(fox).id)
    result = await history(stage)
    assert thumbnails(result) == []
    assert "its message was deleted" in words(result)


async def test_a_private_picture_is_shown_from_the_provider_as_long_as_that_keeps_it(stage: Stage) -> None:
    await stage.drawn("a secret fox", private=True)
    (url,) = thumbnails(await history(stage))
    assert url.startswith("http://127.0.0.1")
    await stage.env.advance_time(8 * DAY)
    result = await history(stage)
    assert thumbnails(result) == []
    assert "can no longer be shown here" in words(result)


async def test_a_spoiler_stays_one_in_the_history(stage: Stage) -> None:
    await stage.drawn("a fox", spoiler=True)
    (thumbnail,) = [part for part in parts(await history(stage)) if part["type"] == 11]
    assert thumbnail["spoiler"] is True
    assert thumbnail["description"] == "a fox"


async def test_pages_still_turn_after_a_restart(stage: Stage) -> None:
    await stage.drawn("a fox")
    result = await history(stage)
    await stage.restart()
    await stage.press("Favourites", result)
    assert "press ⭐ under a picture" in words(result)


# ── favourites ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_favourite_is_added_found_and_taken_out(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    await stage.drawn("an owl")
    pressed = await stage.press("Favourite", fox, stage.bob)
    assert seen(pressed).ephemeral
    assert "Added to your favourites; " in seen(pressed).text
    assert "shows them." in seen(pressed).text
    result = await history(stage, stage.bob)
    await stage.press("Favourites", result, stage.bob)
    assert "a fox" in words(result)
    assert "owl" not in words(result)
    assert "⭐" in words(result)
    assert seen(await stage.press("Favourite", fox, stage.bob)).text == "Removed from your favourites."
    await stage.press("All", result, stage.bob)
    await stage.press("Favourites", result, stage.bob)
    assert "fox" not in words(result)


async def test_a_favourite_in_a_channel_that_was_closed_is_not_shown_any_more(stage: Stage) -> None:
    studio = stage.guild.create_text_channel("other studio")
    fox = await stage.imagine("a fox", channel=studio)
    await stage.work()
    await stage.press("Favourite", fox, stage.bob)
    result = await history(stage, stage.bob)
    await stage.press("Favourites", result, stage.bob)
    assert "a fox" in words(result)
    await close(stage, studio)
    result = await history(stage, stage.bob)
    await stage.press("Favourites", result, stage.bob)
    assert "a fox" not in words(result)
    assert "1 on this page can no longer be shown to you." in words(result)


async def test_a_favourite_of_another_server_is_not_shown_here(stage: Stage) -> None:
    other = stage.env.create_guild("Elsewhere")
    channel = other.create_text_channel("studio")
    there = other.add_member(stage.bob.user)
    owner = other.add_member(stage.env.create_user("zoe"))
    fox = await owner.slash(channel, "imagine", prompt="a fox")
    await stage.work()
    await there.click(answer(fox), label="Favourite")
    result = await history(stage, stage.bob)
    await stage.press("Favourites", result, stage.bob)
    assert "fox" not in words(result)
    away = await history(stage, there, channel)
    await there.click(answer(away), label="Favourites")
    assert "a fox" in words(away)


async def test_a_private_picture_cannot_be_marked_or_copied_with_a_forged_button(stage: Stage) -> None:
    secret = await stage.drawn("a secret fox", private=True)
    public = await stage.drawn("an owl", stage.bob)
    for action in ("favourite", "dm", "show", "describe", "details"):
        (pressed,) = await stage.press_all((stage.bob, f"easel:{action}:{job_id(secret)}", answer(public)))
        assert seen(pressed).ephemeral
        assert seen(pressed).text == "That request no longer exists."
    assert stage.letters(stage.bob) == []


# ── deleting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_deleted_is_nowhere_any_more(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    typed = await code(stage, fox)
    message = answer(fox)
    await stage.press("Favourite", fox, stage.bob)
    await stage.press("Delete", fox)
    assert "fox" not in words(await history(stage))
    favourites = await history(stage, stage.bob)
    await stage.press("Favourites", favourites, stage.bob)
    assert "press ⭐ under a picture" in words(favourites)
    assert words(await show(stage, typed)).strip() == "That picture was deleted."
    job = await stage.job(job_id(fox))
    assert job.removed_at is not None
    assert "fox" not in repr(job)
    assert job.outcome is not None
    assert job.outcome.results == ()
    owl = await stage.drawn("an owl")
    for action in ("reroll", "edit", "vary", "details", "favourite", "dm", "show"):
        (pressed,) = await stage.press_all((stage.bob, f"easel:{action}:{job_id(fox)}", answer(owl)))
        assert seen(pressed).ephemeral
        assert seen(pressed).text.startswith("That picture was deleted")
    assert len(stage.submitted()) == 2
    assert message.id


async def test_deleting_works_when_the_message_is_gone_already(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    shown_again = await show(stage, await code(stage, fox))
    stage.env.backend.delete_message(stage.channel.id, answer(fox).id)
    await stage.press("Delete", shown_again)
    assert shown_again.response is None
    assert (await stage.job(job_id(fox))).removed_at is not None


async def test_others_see_no_delete_button_and_cannot_forge_it(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    result = await show(stage, await code(stage, fox), stage.bob)
    assert "🗑️ Delete" not in seen(result).buttons
    (pressed,) = await stage.press_all((stage.bob, f"easel:delete:{job_id(fox)}", answer(result)))
    assert "Only the member who requested" in seen(pressed).text
    assert (await stage.job(job_id(fox))).removed_at is None


# ── details ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_details_of_an_edit_say_what_it_was_made_from_and_how_to_ask_again(stage: Stage) -> None:
    fox = await stage.drawn("a fox", stage.bob)
    night = await edited(stage, fox, "make it night --pro")
    details = seen(await stage.press("Details", night, stage.bob))
    assert f"**Edit of** `{await code(stage, fox)}` by {stage.bob.mention}" in details.text
    assert f"**Short id** `{await code(stage, night)}`" in details.text
    assert "/edit prompt:make it night --model pro" in details.text
    assert "💬 Alt text" not in details.buttons
    assert "💬 Alt text" in seen(await stage.press("Details", night, stage.alice)).buttons


async def test_what_a_picture_was_made_from_is_not_named_to_those_who_may_not_see_it(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    night = await edited(stage, fox, "make it night")
    hidden = stage.guild.create_text_channel("staff")
    await close(stage, hidden)

    def moved() -> Any:
        yield "UPDATE jobs SET channel_id = ? WHERE id = ?", (hidden.id, job_id(fox))

    await stage.app.database.run(moved)
    others = seen(await stage.press("Details", night, stage.bob)).text
    assert "**Edit of** a picture" in others
    assert await code(stage, fox) not in others
    assert await code(stage, fox) in seen(await stage.press("Details", night, stage.alice)).text
    walked = await show(stage, await code(stage, night), stage.bob)
    assert "◀ Previous" not in seen(walked).buttons
    assert len(seen(walked).gallery) == 1
