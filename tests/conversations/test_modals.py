"""Forms: what comes back late, after a restart, without pictures, or from somebody who made it up."""

import discord
import pytest

from bot.discord import replies
from bot.domain.job import State
from bot.storage import library
from tests.conversations.conftest import StageFactory
from tests.conversations.test_acknowledgement import slow_disk
from tests.support.stage import BotStage, job_id_of, response_message, response_view

UNKNOWN = "That request no longer exists."
ABSENT = {
    State.SUBMITTED: "These pictures are not made yet; try again once they are here. Nothing was charged.",
    State.CANCELLED: "That request was cancelled, so it has no pictures. Nothing was charged.",
    State.REFUSED: "That request was refused, so it has no pictures. Nothing was charged.",
}
NO_PICTURE = "That request has no picture to start from; nothing was charged."
DELETED = (
    "That picture was deleted, so nothing can be made from it; please start from another one. Nothing was charged."
)
OUTDATED = "That form no longer works; please open it again. Nothing was charged."


def form_of(action: str, job: int, number: int = 1) -> str:
    """The ``custom_id`` of a form that asks about this picture."""
    return f"easel:edit:{job}:{number}" if action == "edit" else f"easel:vary:{job}"


async def test_form_still_works_after_a_restart(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("foxes --count 2")
    forms = [await stage.press(button, source) for button in ("Edit", "Vary")]
    await stage.restart()
    first = await stage.submit_form(forms[0], words="a hat", which=2)
    second = await stage.submit_form(forms[1], which=2)
    for result in (first, second):
        assert (await stage.job(job_id_of(result))).request.source_image == (job_id_of(source), 2)


async def test_form_submission_is_answered_once_and_no_modal_is_kept_in_memory(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a fox")
    shown = await stage.press("Edit", source)
    assert stage.app.bot._connection._view_store._modals == {}
    before = len(stage.initial_responses())
    await stage.submit_form(shown, words="a hat")
    assert len(stage.initial_responses()) == before + 1


# ── what cannot be edited ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("action", ["edit", "vary"])
async def test_deleted_picture_cannot_be_edited_or_varied(stage: BotStage, action: str) -> None:
    source = await stage.imagine_and_wait("foxes --count 2")
    shown = await stage.press(action.title(), source)
    await stage.app.database.run(library.delete, job_id_of(source), now=1.0)
    late = await (
        stage.submit_form(shown, which=1, words="a hat") if action == "edit" else stage.submit_form(shown, which=1)
    )
    again = await stage.press(action.title(), source)
    for refused in (late, again):
        assert response_view(refused).ephemeral
        assert response_view(refused).text == DELETED
    assert await stage.images_left() == 18


@pytest.mark.parametrize("action", ["edit", "vary"])
@pytest.mark.parametrize("state", ABSENT)
async def test_request_without_pictures_cannot_be_edited_or_varied(stage: BotStage, action: str, state: State) -> None:
    source = await stage.imagine("fault:moderated a fox")
    if state is State.CANCELLED:
        await stage.press("Cancel", source)
    elif state is State.REFUSED:
        await stage.run_worker_until_idle()
    assert (await stage.job(job_id_of(source))).state is state
    (pressed,) = await stage.press_concurrently(
        (stage.alice, f"easel:{action}:{job_id_of(source)}", response_message(source))
    )
    forged = await stage.submit_forged_form(form_of(action, job_id_of(source)), words="a hat")
    for refused in (pressed, forged):
        assert refused.modal is None
        assert response_view(refused).ephemeral
        assert response_view(refused).text == ABSENT[state]


# ── forged ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("action", ["edit", "vary"])
async def test_private_picture_cannot_be_reached_with_a_forged_id(stage: BotStage, action: str) -> None:
    secret = await stage.imagine_and_wait("a secret fox", private=True)
    public = await stage.imagine_and_wait("a public owl", stage.bob)
    (pressed,) = await stage.press_concurrently(
        (stage.bob, f"easel:{action}:{job_id_of(secret)}", response_message(public))
    )
    sent = await stage.submit_forged_form(form_of(action, job_id_of(secret)), stage.bob, words="a hat", which=1)
    for refused in (pressed, sent):
        assert refused.modal is None
        assert response_view(refused).ephemeral
        assert response_view(refused).text == UNKNOWN
    assert await stage.images_left(stage.bob) == 19


@pytest.mark.parametrize("action", ["edit", "vary"])
async def test_picture_of_another_server_cannot_be_reached_with_a_forged_form(stage: BotStage, action: str) -> None:
    source = await stage.imagine_and_wait("a fox")
    other = stage.env.create_guild("Elsewhere")
    channel = other.create_text_channel("studio")
    mallory = other.add_member(stage.env.create_user("mallory"))
    sent = await stage.submit_forged_form(
        form_of(action, job_id_of(source)), mallory, channel=channel, words="a hat", which=1
    )
    assert response_view(sent).text == UNKNOWN


@pytest.mark.parametrize("action", ["edit", "vary"])
async def test_picture_in_an_unreadable_channel_cannot_be_reached_with_a_forged_form(
    stage: BotStage, action: str
) -> None:
    hidden = stage.guild.create_text_channel(
        "moderators", overwrites={stage.guild.default_role: discord.PermissionOverwrite(view_channel=False)}
    )
    admins = stage.guild.create_role("Admins", permissions=stage.all_permissions)
    boss = stage.guild.add_member(stage.env.create_user("boss"), roles=[admins])
    source = await stage.imagine("a plan", boss, channel=hidden)
    await stage.run_worker_until_idle()
    sent = await stage.submit_forged_form(form_of(action, job_id_of(source)), stage.bob, words="a hat", which=1)
    assert response_view(sent).text == UNKNOWN


@pytest.mark.parametrize("number", [0, 2, 20, 99, 10**18, 10**19 - 1])
@pytest.mark.parametrize("action", ["edit", "vary"])
async def test_picture_number_out_of_range_is_refused(stage: BotStage, action: str, number: int) -> None:
    source = await stage.imagine_and_wait("a fox")
    sent = await stage.submit_forged_form(form_of(action, job_id_of(source), 0), words="a hat", which=number)
    assert response_view(sent).ephemeral
    assert response_view(sent).text == NO_PICTURE
    assert await stage.images_left() == 19


@pytest.mark.parametrize("which", ["", "-1", "1 OR 1=1", "\uff11", "one", "1.0", "9" * 40])
async def test_picture_choice_must_be_a_number(stage: BotStage, which: str) -> None:
    source = await stage.imagine_and_wait("a fox")
    sent = await stage.submit_forged_form(form_of("edit", job_id_of(source), 0), words="a hat", which=which)
    assert response_view(sent).text == NO_PICTURE


@pytest.mark.parametrize("job", [0, 1, 2**63 - 1, 2**63, 10**19 - 1])
@pytest.mark.parametrize("action", ["edit", "vary"])
async def test_form_of_an_unknown_request_is_refused(stage: BotStage, action: str, job: int) -> None:
    sent = await stage.submit_forged_form(form_of(action, job), words="a hat", which=1)
    assert response_view(sent).ephemeral
    assert response_view(sent).text == UNKNOWN


@pytest.mark.parametrize(
    "custom_id",
    [
        *(
            "easel:",
            "easel:edit",
            "easel:edit:",
            "easel:edit:1",
            "easel:edit:1:2:3",
            "easel:edit:1:-2",
            "easel:vary:1:1",
        ),
        *(
            "easel:drop:1",
            "easel:edit:1:\uff11",
            "easel:edit:99999999999999999999:1",
            "easel:file:1:2",
            "easel:edit:1:1\n",
        ),
        *("easel:file:1:2:3:4", "easel:edit:1:1;", "easel:reroll:1", "easel:" + "9" * 94),
    ],
)
async def test_form_with_malformed_custom_id_is_refused_as_outdated(stage: BotStage, custom_id: str) -> None:
    sent = await stage.submit_forged_form(custom_id, words="a hat", which=1)
    assert response_view(sent).ephemeral
    assert response_view(sent).text == OUTDATED
    assert await stage.images_left() == 20


async def test_form_without_its_fields_is_refused_as_an_empty_prompt(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a fox")
    sent = await stage.submit_forged_form(form_of("edit", job_id_of(source)))
    assert response_view(sent).text == "The prompt is empty; write what to draw."


async def test_several_open_forms_cannot_exceed_the_quota(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": 3, "jobs_per_user": -1, "cooldown_seconds": 0})
    source = await stage.imagine_and_wait("a fox")
    forms = [await stage.press("Edit", source) for _ in range(5)]
    for shown in forms:
        await stage.submit_form(shown, words="a hat")
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 3
    assert await stage.images_left() == 0


@pytest.mark.parametrize("button", ["Edit", "Vary"])
async def test_form_button_on_a_slow_disk_asks_to_try_again(
    stage: BotStage, button: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)
    source = await stage.imagine_and_wait("a fox")
    with slow_disk(stage):
        refused = response_view(await stage.press(button, source))
    assert refused.ephemeral
    assert refused.text == "Easel is slow right now; please try again in a moment. Nothing was charged."


async def test_form_submission_on_a_slow_disk_is_deferred_and_still_drawn(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = await stage.imagine_and_wait("a fox")
    shown = await stage.press("Edit", source)
    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)
    with slow_disk(stage):
        result = await stage.submit_form(shown, words="a hat")
    assert stage.initial_responses()[-1]["type"] == 5
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1
