"""What members keep: history, favourites, details, and how all of it is deleted."""

from typing import Any

from tests.conversations.conftest import StageFactory
from tests.support.library_helpers import (
    DAY_SECONDS,
    edit_picture,
    hide_channel,
    iter_components,
    response_text,
    run_history,
    run_show,
    short_id_of,
    thumbnail_urls,
)
from tests.support.stage import BotStage, job_id_of, response_message, response_view

# ── history ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_history_is_ephemeral_and_lists_own_pictures_newest_first(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox that waits in the snow")
    owl = await stage.imagine_and_wait("an owl", count=3)
    await stage.imagine_and_wait("a crane", stage.bob)
    result = await run_history(stage)
    assert response_view(result).ephemeral
    text = response_text(result)
    assert text.index("an owl") < text.index("a fox")
    assert "crane" not in text
    assert await short_id_of(stage, fox) in text
    assert "3 pictures" in text
    assert "<t:" in text
    assert response_view(result).button_labels[:2] == ["1. an owl", "2. a fox that waits in the…"]
    assert thumbnail_urls(result) == [response_message(one).attachments[0].url for one in (owl, fox)]


async def test_empty_history_explains_how_to_draw_the_first_picture(stage: BotStage) -> None:
    await stage.imagine("a fox")
    assert "draws your first picture" in response_text(await run_history(stage))


async def test_history_pages_turn_in_the_same_message(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": -1, "jobs_per_user": -1, "cooldown_seconds": 0})
    for number in range(12):
        await stage.imagine_and_wait(f"fox {number:02}")
    result = await run_history(stage)
    assert "1 of 3" in response_text(result)
    assert [f"fox {n:02}" in response_text(result) for n in (11, 7, 6)] == [True, True, False]
    await stage.press("▶", result)
    assert "2 of 3" in response_text(result)
    await stage.press("▶", result)
    assert "3 of 3" in response_text(result)
    assert "fox 00" in response_text(result)
    assert "fox 02" not in response_text(result)
    await stage.press("◀", result)
    assert "fox 06" in response_text(result)


async def test_history_page_beyond_the_end_shows_the_last_page(stage: BotStage) -> None:
    await stage.imagine_and_wait("a fox")
    result = await run_history(stage)
    (pressed,) = await stage.press_concurrently((stage.alice, "easel:history:all:999999", response_message(result)))
    assert "a fox" in response_text(pressed)


async def test_history_page_button_forged_onto_a_public_message_replies_ephemerally(stage: BotStage) -> None:
    await stage.imagine_and_wait("a secret fox", private=True)
    public = await stage.imagine_and_wait("an owl", stage.bob)
    before = response_view(public).text
    (pressed,) = await stage.press_concurrently((stage.alice, "easel:history:all:0", response_message(public)))
    assert response_view(public).text == before
    assert response_view(pressed).ephemeral
    assert "a secret fox" in response_text(pressed)


async def test_history_page_button_shows_the_pressing_members_own_pictures(stage: BotStage) -> None:
    await stage.imagine_and_wait("a secret fox", private=True)
    result = await run_history(stage)
    owl = await stage.imagine_and_wait("an owl", stage.bob)
    (pressed,) = await stage.press_concurrently((stage.bob, "easel:history:all:0", response_message(owl)))
    assert "fox" not in response_text(pressed)
    assert "an owl" in response_text(pressed)
    assert response_view(result).ephemeral


async def test_history_lists_a_picture_with_deleted_message_without_a_thumbnail(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    stage.env.backend.delete_message(stage.channel.id, response_message(fox).id)
    result = await run_history(stage)
    assert thumbnail_urls(result) == []
    assert "its message was deleted" in response_text(result)


async def test_history_shows_a_private_picture_until_it_expires_at_the_provider(stage: BotStage) -> None:
    await stage.imagine_and_wait("a secret fox", private=True)
    (url,) = thumbnail_urls(await run_history(stage))
    assert url.startswith("http://127.0.0.1")
    await stage.env.advance_time(8 * DAY_SECONDS)
    result = await run_history(stage)
    assert thumbnail_urls(result) == []
    assert "can no longer be shown here" in response_text(result)


async def test_history_keeps_spoilers(stage: BotStage) -> None:
    await stage.imagine_and_wait("a fox", spoiler=True)
    (thumbnail,) = [part for part in iter_components(await run_history(stage)) if part["type"] == 11]
    assert thumbnail["spoiler"] is True
    assert thumbnail["description"] == "a fox"


async def test_history_buttons_work_after_a_restart(stage: BotStage) -> None:
    await stage.imagine_and_wait("a fox")
    result = await run_history(stage)
    await stage.restart()
    await stage.press("Favourites", result)
    assert "press ⭐ under a picture" in response_text(result)


# ── favourites ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_favourite_is_added_listed_and_removed(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    await stage.imagine_and_wait("an owl")
    pressed = await stage.press("Favourite", fox, stage.bob)
    assert response_view(pressed).ephemeral
    assert "Added to your favourites; " in response_view(pressed).text
    assert "shows them." in response_view(pressed).text
    result = await run_history(stage, stage.bob)
    await stage.press("Favourites", result, stage.bob)
    assert "a fox" in response_text(result)
    assert "owl" not in response_text(result)
    assert "⭐" in response_text(result)
    assert response_view(await stage.press("Favourite", fox, stage.bob)).text == "Removed from your favourites."
    await stage.press("All", result, stage.bob)
    await stage.press("Favourites", result, stage.bob)
    assert "fox" not in response_text(result)


async def test_favourite_in_a_channel_hidden_later_is_not_listed(stage: BotStage) -> None:
    studio = stage.guild.create_text_channel("other studio")
    fox = await stage.imagine("a fox", channel=studio)
    await stage.run_worker_until_idle()
    await stage.press("Favourite", fox, stage.bob)
    result = await run_history(stage, stage.bob)
    await stage.press("Favourites", result, stage.bob)
    assert "a fox" in response_text(result)
    await hide_channel(stage, studio)
    result = await run_history(stage, stage.bob)
    await stage.press("Favourites", result, stage.bob)
    assert "a fox" not in response_text(result)
    assert "1 on this page can no longer be shown to you." in response_text(result)


async def test_favourite_of_another_server_is_not_listed(stage: BotStage) -> None:
    other = stage.env.create_guild("Elsewhere")
    channel = other.create_text_channel("studio")
    there = other.add_member(stage.bob.user)
    owner = other.add_member(stage.env.create_user("zoe"))
    fox = await owner.slash(channel, "imagine", prompt="a fox")
    await stage.run_worker_until_idle()
    await there.click(response_message(fox), label="Favourite")
    result = await run_history(stage, stage.bob)
    await stage.press("Favourites", result, stage.bob)
    assert "fox" not in response_text(result)
    away = await run_history(stage, there, channel)
    await there.click(response_message(away), label="Favourites")
    assert "a fox" in response_text(away)


async def test_forged_button_cannot_favourite_or_copy_a_private_picture(stage: BotStage) -> None:
    secret = await stage.imagine_and_wait("a secret fox", private=True)
    public = await stage.imagine_and_wait("an owl", stage.bob)
    for action in ("favourite", "dm", "show", "describe", "details"):
        (pressed,) = await stage.press_concurrently(
            (stage.bob, f"easel:{action}:{job_id_of(secret)}", response_message(public))
        )
        assert response_view(pressed).ephemeral
        assert response_view(pressed).text == "That request no longer exists."
    assert stage.direct_messages(stage.bob) == []


# ── deleting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_deleted_picture_disappears_from_history_favourites_show_and_storage(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    typed = await short_id_of(stage, fox)
    message = response_message(fox)
    await stage.press("Favourite", fox, stage.bob)
    await stage.press("Delete", fox)
    assert "fox" not in response_text(await run_history(stage))
    favourites = await run_history(stage, stage.bob)
    await stage.press("Favourites", favourites, stage.bob)
    assert "press ⭐ under a picture" in response_text(favourites)
    assert response_text(await run_show(stage, typed)).strip() == "That picture was deleted."
    job = await stage.job(job_id_of(fox))
    assert job.removed_at is not None
    assert "fox" not in repr(job)
    assert job.outcome is not None
    assert job.outcome.results == ()
    owl = await stage.imagine_and_wait("an owl")
    for action in ("reroll", "edit", "vary", "details", "favourite", "dm", "show"):
        (pressed,) = await stage.press_concurrently(
            (stage.bob, f"easel:{action}:{job_id_of(fox)}", response_message(owl))
        )
        assert response_view(pressed).ephemeral
        assert response_view(pressed).text.startswith("That picture was deleted")
    assert len(stage.provider_tasks()) == 2
    assert message.id


async def test_delete_works_if_the_message_is_already_deleted(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    shown_again = await run_show(stage, await short_id_of(stage, fox))
    stage.env.backend.delete_message(stage.channel.id, response_message(fox).id)
    await stage.press("Delete", shown_again)
    assert shown_again.response is None
    assert (await stage.job(job_id_of(fox))).removed_at is not None


async def test_others_see_no_delete_button_and_cannot_forge_it(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    result = await run_show(stage, await short_id_of(stage, fox), stage.bob)
    assert "🗑️ Delete" not in response_view(result).button_labels
    (pressed,) = await stage.press_concurrently((stage.bob, f"easel:delete:{job_id_of(fox)}", response_message(result)))
    assert "Only the member who requested" in response_view(pressed).text
    assert (await stage.job(job_id_of(fox))).removed_at is None


# ── details ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_details_of_an_edit_show_its_source_and_a_command_to_repeat_it(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox", stage.bob)
    night = await edit_picture(stage, fox, "make it night --pro")
    details = response_view(await stage.press("Details", night, stage.bob))
    assert f"**Edit of** `{await short_id_of(stage, fox)}` by {stage.bob.mention}" in details.text
    assert f"**Short id** `{await short_id_of(stage, night)}`" in details.text
    assert "/edit prompt:make it night --model pro" in details.text
    assert "💬 Alt text" not in details.button_labels
    assert "💬 Alt text" in response_view(await stage.press("Details", night, stage.alice)).button_labels


async def test_details_hide_the_source_of_an_edit_from_members_without_access(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    night = await edit_picture(stage, fox, "make it night")
    hidden = stage.guild.create_text_channel("staff")
    await hide_channel(stage, hidden)

    def moved() -> Any:
        yield "UPDATE jobs SET channel_id = ? WHERE id = ?", (hidden.id, job_id_of(fox))

    await stage.app.database.run(moved)
    others = response_view(await stage.press("Details", night, stage.bob)).text
    assert "**Edit of** a picture" in others
    assert await short_id_of(stage, fox) not in others
    assert await short_id_of(stage, fox) in response_view(await stage.press("Details", night, stage.alice)).text
    walked = await run_show(stage, await short_id_of(stage, night), stage.bob)
    assert "◀ Previous" not in response_view(walked).button_labels
    assert len(response_view(walked).gallery) == 1
