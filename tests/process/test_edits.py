"""Pictures from pictures, through the real bot: read from Discord, encoded anew, uploaded, drawn, safe from kills."""

import base64
import io
from typing import Any

import pytest
from PIL import Image

from sandbox.discord.state.interactions import Interaction
from tests.support.bot_process import KillPoint
from tests.support.invariants import assert_every_request_ended_once
from tests.support.process_stage import ProcessStage, wait_until

CHARGES_NOTHING = "nothing was charged."


def picture(width: int = 640, height: int = 360, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def file(data: bytes, name: str = "holiday.png") -> dict[str, str]:
    return {"filename": name, "data_base64": base64.b64encode(data).decode()}


def edit(stage: ProcessStage, data: bytes, prompt: str = "make it night", **options: Any) -> Interaction:
    values = {"image": file(data), "prompt": prompt, **options}
    asked = stage.sandbox.discord.member_actions.run_command(
        stage.add_member("E"), stage.channel("studio"), "edit", values
    )
    stage.requests.append(asked)
    return asked


def uploads(stage: ProcessStage) -> int:
    return sum(one.has_task_type("imageUpload") for one in stage.sandbox.runware.journal.exchanges)


def tasks(stage: ProcessStage) -> list[dict[str, Any]]:
    return [task.raw for task in stage.sandbox.runware.tasks.values()]


async def test_attached_picture_is_uploaded_and_edited_in_its_aspect_ratio(stage: ProcessStage) -> None:
    await stage.start()
    asked = edit(stage, picture(1600, 900), model="pro", resolution="2K")
    await stage.wait_until_ended()
    (shown,) = stage.attachments_of(asked)
    assert (shown["width"], shown["height"]) == (2816, 1536)
    (task,) = tasks(stage)
    assert not {"width", "height"} & set(task)
    assert task["resolution"] == "2K"
    (reference,) = task["inputs"]["referenceImages"]
    assert len(reference) == 36
    (row,) = await stage.query("SELECT SUM(micro_dollars) AS micro_dollars, SUM(images) AS images FROM ledger")
    assert (row["micro_dollars"], row["images"]) == (72_000, 1)
    await assert_every_request_ended_once(stage)


async def test_imagine_with_a_picture_uses_the_chosen_aspect_ratio(stage: ProcessStage) -> None:
    await stage.start()
    asked = stage.imagine("make it night", image=file(picture()), aspect_ratio="1:2")
    await stage.wait_until_ended()
    (shown,) = stage.attachments_of(asked)
    assert (shown["width"], shown["height"]) == (704, 1408)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a PNG, JPG or WEBP"),
        (
            picture(64, 64, "GIF", save_all=True, append_images=[Image.new("RGB", (64, 64))]),
            "That picture is animated, so please attach a still one",
        ),
        (picture(640, 360)[:-900], "broken or cut off"),
        (picture(8, 8), "has 8 × 8 pixels, and each side needs 16"),
    ],
)
async def test_unusable_attachment_is_refused_free_of_charge(stage: ProcessStage, data: bytes, says: str) -> None:
    await stage.start()
    asked = edit(stage, data)
    await stage.wait_until_ended()
    told = stage.text_of(asked)
    assert says in told
    assert CHARGES_NOTHING in told
    assert tasks(stage) == []
    await assert_every_request_ended_once(stage)


async def test_expired_attachment_url_is_refused_free_of_charge(stage: ProcessStage) -> None:
    await stage.start()
    asked = edit(stage, picture())
    stage.sandbox.discord.files.expire_urls()
    await stage.wait_until_ended()
    assert "link has expired" in stage.text_of(asked)
    assert (await stage.job(asked))["state"] == "refused"
    await assert_every_request_ended_once(stage)


async def test_picture_is_sent_inline_if_the_provider_refuses_uploads(stage: ProcessStage) -> None:
    await stage.start()
    stage.arm_provider_fault("server_error", times=None, on="upload")
    asked = edit(stage, picture())
    await stage.wait_until_ended()
    assert len(stage.attachments_of(asked)) == 1
    (task,) = tasks(stage)
    assert task["inputs"]["referenceImages"][0].startswith("data:image/jpeg;base64,")


@pytest.mark.parametrize(
    "moment",
    [
        KillPoint("POST", "^/v1$", request_contains=b"imageUpload"),
        KillPoint("POST", "^/v1$", reply_failed=True, reply_contains=b"imageUpload"),
        KillPoint("POST", "^/v1$", reply_failed=True, reply_contains=b"imageInference"),
    ],
    ids=["before the upload", "after the upload", "after the task"],
)
async def test_kill_during_upload_or_task_submission_is_paid_once(stage: ProcessStage, moment: KillPoint) -> None:
    await stage.start()
    stage.kill_point = moment
    asked = edit(stage, picture())
    await stage.wait_until_killed()
    await stage.start()
    await stage.wait_until_ended()
    assert len(stage.attachments_of(asked)) == 1
    assert len(tasks(stage)) == 1
    await assert_every_request_ended_once(stage)


async def change(stage: ProcessStage, asked: Interaction, words: str) -> Interaction:
    """Press Edit below the only picture of a request, and say what to change."""
    people = stage.sandbox.discord.member_actions
    (message,) = stage.messages_of(asked)
    pressed = people.use_component(asked.user, message.id, f"easel:edit:{asked.id}")
    await wait_until("the form opens", lambda: pressed.modal is not None)
    submitted = people.submit_modal(asked.user, pressed.id, {"words": words})
    stage.requests.append(submitted)
    await stage.wait_until_ended()
    return submitted


async def test_result_of_an_edit_is_edited_again_without_an_upload(stage: ProcessStage) -> None:
    await stage.start()
    first = edit(stage, picture())
    await stage.wait_until_ended()
    second = await change(stage, first, "more snow")
    third = await change(stage, second, "even more")
    assert [len(stage.attachments_of(one)) for one in (first, second, third)] == [1, 1, 1]
    assert uploads(stage) == 1
    row = await stage.job(third)
    assert (row["source_job_id"], row["parent_job_id"]) == (int(second.id), int(second.id))
    await assert_every_request_ended_once(stage)


async def test_picture_forgotten_by_the_provider_is_uploaded_from_its_message(stage: ProcessStage) -> None:
    await stage.start()
    first = stage.imagine("a fox")
    await stage.wait_until_ended()
    stage.sandbox.runware.account.forget_pictures()
    second = await change(stage, first, "at night")
    assert len(stage.attachments_of(second)) == 1
    assert uploads(stage) == 1
    await assert_every_request_ended_once(stage)


async def test_edit_of_an_unavailable_picture_is_refused_free_of_charge(stage: ProcessStage) -> None:
    await stage.start()
    first = stage.imagine("a fox", private=True)
    await stage.wait_until_ended()
    stage.sandbox.runware.account.forget_pictures()
    second = await change(stage, first, "at night")
    assert "The picture to start from is no longer available" in stage.text_of(second)
    assert (await stage.job(second))["state"] == "refused"
    await assert_every_request_ended_once(stage)
