"""The buttons of a request: who may press them, what they do, and what happens when they are pressed strangely."""

import pytest

from bot.domain.job import State
from bot.storage import audit
from tests.conversations.conftest import StageFactory
from tests.conversations.test_imagine import wait_until
from tests.support.stage import CANCEL_LABEL_DRAWING, BotStage, job_id_of, response_message, response_view

# ── Cancel ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_cancel_while_queued_is_free_of_charge(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    await stage.imagine("a heron", stage.bob)
    result = await stage.imagine("a fox")
    pressed = await stage.press("Cancel", result)
    assert response_message(pressed).id == response_message(result).id
    assert "Cancelled; nothing was charged." in response_view(result).text
    assert "Cancel" not in response_view(result).button_labels
    await stage.run_worker_until_idle()
    assert await stage.images_left() == 20
    assert [task["positivePrompt"] for task in stage.provider_tasks()] == ["a heron"]
    assert (await stage.job(job_id_of(result))).state is State.CANCELLED


async def test_cancel_button_label_changes_when_drawing_starts(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    stage.runware.account.task_durations = 0.5
    drawing, waiting = await stage.imagine("a heron", stage.bob), await stage.imagine("a fox")
    assert (response_view(drawing).button_labels, response_view(waiting).button_labels) == (
        [CANCEL_LABEL_DRAWING],
        ["Cancel"],
    )
    async with stage.worker_running():
        await wait_until(lambda: response_view(waiting).button_labels == [CANCEL_LABEL_DRAWING])


async def test_cancel_by_a_moderator_while_drawing_is_free_of_charge(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    await stage.step_worker()
    await stage.press("Cancel", result, stage.mod)
    assert "A moderator cancelled this; nothing was charged." in response_view(result).text
    assert await stage.images_left() == 20


async def test_cancel_while_drawing_is_charged_and_hides_the_result(stage: BotStage) -> None:
    stage.runware.account.task_durations = 0.1
    result = await stage.imagine("a fox")
    await stage.step_worker()
    assert len(stage.provider_tasks()) == 1
    await stage.press("Cancel", result)
    await stage.run_worker_until_idle()
    assert "Cancelled. It was already being drawn, so it still counts: 1 picture." in response_view(result).text
    assert response_view(result).gallery == []
    assert await stage.images_left() == 19


async def test_moderator_can_cancel_a_request_of_another_member(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    await stage.press("Cancel", result, stage.mod)
    assert "A moderator cancelled this; nothing was charged." in response_view(result).text
    await stage.run_worker_until_idle()
    assert await stage.images_left() == 20


async def test_other_members_cannot_cancel(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    pressed = await stage.press("Cancel", result, stage.bob)
    assert response_view(pressed).ephemeral
    assert response_view(pressed).text == "Only the member who requested this, or a moderator, can cancel it."
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1


async def test_cancel_after_delivery_is_refused_as_too_late(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    button = f"easel:cancel:{job_id_of(result)}"
    (pressed,) = await stage.press_concurrently((stage.alice, button, response_message(result)))
    assert response_view(pressed).ephemeral
    assert "too late" in response_view(pressed).text
    assert len(response_view(result).gallery) == 1


# ── Reroll ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_reroll_posts_a_new_message_with_the_same_options(stage: BotStage) -> None:
    first = await stage.imagine_and_wait("a fox --ar 16:9 --count 2 --format png")
    second = await stage.press("Reroll", first)
    assert response_message(second).id != response_message(first).id
    assert response_view(second).button_labels == [CANCEL_LABEL_DRAWING]
    await stage.run_worker_until_idle()
    one, two = stage.provider_tasks()
    assert {**one, "taskUUID": ""} == {**two, "taskUUID": ""}
    assert one["taskUUID"] != two["taskUUID"]
    assert await stage.images_left() == 16


async def test_reroll_is_charged_to_the_pressing_member_and_names_the_author(stage: BotStage) -> None:
    first = await stage.imagine_and_wait("a fox")
    second = await stage.press("Reroll", first, stage.bob)
    await stage.run_worker_until_idle()
    note = response_view(second).text
    assert f"Reroll by {stage.bob.mention}" in note
    assert stage.alice.mention in note
    assert str(response_message(first).id) in note
    assert (await stage.images_left(stage.alice), await stage.images_left(stage.bob)) == (19, 19)


async def test_waiting_message_of_a_reroll_names_the_pressing_member(stage: BotStage) -> None:
    first = await stage.imagine_and_wait("a fox")
    second = await stage.press("Reroll", first, stage.bob)
    assert stage.bob.mention in response_view(second).text


async def test_a_reroll_of_a_private_picture_stays_private(stage: BotStage) -> None:
    first = await stage.imagine_and_wait("a secret fox", private=True)
    second = await stage.press("Reroll", first)
    assert response_view(second).ephemeral
    await stage.run_worker_until_idle()
    assert response_view(second).ephemeral
    assert stage.messages(stage.bob) == []


async def test_reroll_above_the_quota_is_refused_ephemerally(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": 1, "cooldown_seconds": 0})
    first = await stage.imagine_and_wait("a fox")
    second = await stage.press("Reroll", first)
    assert response_view(second).ephemeral
    assert "The next one frees up <t:" in response_view(second).text
    assert len(stage.messages()) == 1


async def test_reroll_with_a_removed_model_is_refused_naming_it(make_stage: StageFactory) -> None:
    stage = await make_stage()
    first = await stage.imagine_and_wait("a fox --pro")
    del stage.app.bot.services.catalog._models["pro"]
    second = await stage.press("Reroll", first)
    assert response_view(second).ephemeral
    assert "no model “pro”" in response_view(second).text


# ── Details ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_details_are_ephemeral_and_show_model_cost_and_command(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox --ar 16:9")
    details = response_view(await stage.press("Details", result, stage.bob))
    assert details.ephemeral
    assert stage.alice.mention in details.text
    assert "xai:grok-imagine@image" in details.text
    assert "$0.02" in details.text
    assert "Grok Imagine · 16:9 · 1408×768" in details.text
    assert "/imagine prompt:a fox" in details.text
    assert "--ar 16:9" in details.text


async def test_command_in_details_repeats_the_same_request(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox --ar 16:9 --pro --2k --count 2 --format webp --quality 40 --spoiler")
    details = response_view(await stage.press("Details", result))
    again = details.texts[-1].strip("`\n").removeprefix("/imagine prompt:")
    await stage.imagine_and_wait(again)
    one, two = stage.provider_tasks()
    assert {**one, "taskUUID": ""} == {**two, "taskUUID": ""}


async def test_details_of_the_longest_prompt_still_fit(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("fox " * 740)
    assert response_view(await stage.press("Details", result)).ephemeral


# ── Delete ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_author_deletes_all_messages_of_a_request(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("twelve foxes", count=12)
    assert len(stage.messages()) == 2
    pressed = await stage.press("Delete", result)
    assert stage.messages() == []
    assert pressed.acknowledged
    assert await stage.images_left() == 8


async def test_delete_of_a_cancelled_request_by_a_moderator_is_recorded_once(
    stage: BotStage,
) -> None:
    result = await stage.imagine("a fox")
    await stage.press("Cancel", result)
    pressed = await stage.press_concurrently(
        *[(stage.mod, f"easel:delete:{job_id_of(result)}", response_message(result))] * 2
    )
    assert all(one.acknowledged for one in pressed)
    assert stage.messages() == []
    (entry,) = await stage.app.database.run(audit.list_newest, stage.guild.id)
    assert (str(entry.action), entry.actor_id, entry.user_id) == ("Request deleted", stage.mod.id, stage.alice.id)


async def test_deleting_the_second_message_deletes_the_first_one_too(stage: BotStage) -> None:
    await stage.imagine_and_wait("twelve foxes", count=12)
    second = stage.channel.history()[1]
    await stage.press("Delete", second)
    assert stage.messages() == []


async def test_other_members_cannot_delete(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    pressed = await stage.press("Delete", result, stage.bob)
    assert response_view(pressed).ephemeral
    assert response_view(pressed).text == "Only the member who requested this, or a moderator, can delete it."
    assert len(stage.messages()) == 1


async def test_a_private_picture_can_be_deleted_by_its_author(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a secret fox", private=True, count=12)
    await stage.press("Delete", result)
    (more,) = stage.messages(stage.alice)  # Discord lets nobody reach it from outside, so it has a button of its own
    await stage.press("Delete", result.followups[0])
    assert more.ephemeral
    assert stage.messages(stage.alice) == []


# ── in strange ways ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_all_buttons_still_work_after_a_restart(stage: BotStage) -> None:
    first = await stage.imagine_and_wait("a fox")
    waiting = await stage.imagine("an owl")
    await stage.restart()
    await stage.press("Cancel", waiting)
    assert "Cancelled" in response_view(waiting).text
    assert response_view(await stage.press("Details", first, stage.bob)).ephemeral
    again = await stage.press("Reroll", first)
    await stage.run_worker_until_idle()
    assert len(response_view(again).gallery) == 1
    await stage.press("Delete", first)
    assert response_message(again).id in [message.id for message in stage.messages()]
    assert first.response is None


@pytest.mark.parametrize(("sent", "left"), [(False, 20), (True, 19)])
async def test_cancel_pressed_twice_at_once_cancels_once(stage: BotStage, sent: bool, left: int) -> None:
    result = await stage.imagine("a fox")
    if sent:
        await stage.step_worker()
    button = f"easel:cancel:{job_id_of(result)}"
    pressed = await stage.press_concurrently(*[(stage.alice, button, response_message(result))] * 2)
    assert all(one.acknowledged for one in pressed)
    assert "Cancelled" in response_view(result).text
    assert await stage.images_left() == left


async def test_concurrent_rerolls_never_exceed_the_quota(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": 3, "jobs_per_user": -1, "cooldown_seconds": 0})
    result = await stage.imagine_and_wait("a fox")
    button = f"easel:reroll:{job_id_of(result)}"
    pressed = await stage.press_concurrently(*[(stage.alice, button, response_message(result))] * 10)
    await stage.run_worker_until_idle()
    assert all(one.acknowledged for one in pressed)
    assert len(stage.provider_tasks()) == 3
    assert await stage.images_left() == 0
    assert len(stage.messages()) == 3


async def test_delete_pressed_twice_at_once_answers_both(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    button = f"easel:delete:{job_id_of(result)}"
    pressed = await stage.press_concurrently(*[(stage.alice, button, response_message(result))] * 2)
    assert all(one.acknowledged for one in pressed)
    assert stage.messages() == []


@pytest.mark.parametrize("action", ["cancel", "reroll", "details", "delete"])
async def test_button_of_an_unknown_request_is_refused(stage: BotStage, action: str) -> None:
    result = await stage.imagine_and_wait("a fox")
    for number in (1, 2**63 - 1, 10**19 - 1):
        (pressed,) = await stage.press_concurrently((stage.alice, f"easel:{action}:{number}", response_message(result)))
        assert response_view(pressed).ephemeral
        assert response_view(pressed).text == "That request no longer exists."
    assert len(stage.messages()) == 1


@pytest.mark.parametrize(
    "custom_id",
    [
        "easel:delete:",
        "easel:delete:-1",
        "easel:delete:1 OR 1=1",
        "easel:drop:1",
        "easel:delete:99999999999999999999",
        "easel:delete:\uff11\uff12",
        "other:delete:1",
    ],
)
async def test_malformed_custom_id_is_ignored(stage: BotStage, custom_id: str) -> None:
    result = await stage.imagine_and_wait("a fox")
    (pressed,) = await stage.press_concurrently((stage.bob, custom_id, response_message(result)))
    assert not pressed.acknowledged
    assert len(stage.messages()) == 1


async def test_forged_button_cannot_reveal_a_private_request(stage: BotStage) -> None:
    secret = await stage.imagine_and_wait("a secret fox", private=True)
    public = await stage.imagine_and_wait("a public owl", stage.bob)
    for action in ("details", "reroll", "delete"):
        (pressed,) = await stage.press_concurrently(
            (stage.bob, f"easel:{action}:{job_id_of(secret)}", response_message(public))
        )
        assert response_view(pressed).ephemeral
        assert "secret fox" not in response_view(pressed).text
    assert len(stage.provider_tasks()) == 2


async def test_moderator_of_another_server_cannot_delete_or_cancel(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    elsewhere = await stage.imagine("an owl", stage.bob)
    job = await stage.job(job_id_of(result))
    assert job.guild_id == stage.guild.id
    other = stage.env.create_guild("Elsewhere")
    channel = other.create_text_channel("studio")
    mallory = other.add_member(stage.env.create_user("mallory"), roles=[
        other.create_role("Moderators", permissions=stage.all_permissions)
    ])  # fmt: skip
    own = await stage.imagine("mine", mallory, channel=channel)
    for action, there, said in (
        ("delete", result, "That request no longer exists"),
        ("cancel", elsewhere, "Only the member who requested"),
    ):
        (pressed,) = await stage.press_concurrently(
            (mallory, f"easel:{action}:{job_id_of(there)}", response_message(own))
        )
        assert said in response_view(pressed).text
