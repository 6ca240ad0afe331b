"""``/edit``, ``/imagine image:`` and the buttons that start from a picture: what is asked, and what it says."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.domain.job import Job
from bot.domain.request import Options, Origin
from bot.refusals import SourceDeleted
from tests.conversations.conftest import StageFactory
from tests.conversations.test_context_menus import make_png, select_options
from tests.support.stage import BotStage, form_field, job_id_of, response_message, response_view

FILE = ("cat.png", make_png())
NO_REFERENCES = {
    "sketch": {
        "air": "easel:sketch@1",
        "label": "Sketch",
        "price": 0.001,
        "edit_price": 0.002,
        "references": 0,
        "sizes": {"1K": {"1:1": "512x512"}},
    }
}


async def edited(stage: BotStage, source: object, text: str, **fields: object) -> Job:
    """Press ✏️ Edit under a picture, and send these words; returns the request that it became."""
    result = await stage.submit_form(await stage.press("Edit", source), words=text, **fields)  # type: ignore[arg-type]  # as the stage takes them
    return await stage.job(job_id_of(result))


# ── /imagine image: and /edit ────────────────────────────────────────────────────────────────────────────────────────


async def test_imagine_with_an_attached_picture_keeps_its_aspect_ratio(stage: BotStage) -> None:
    job = await stage.job(job_id_of(await stage.imagine("a hat on it", image=FILE)))
    (picture,) = job.request.references
    assert picture.url is not None
    assert str(picture.file_id) in picture.url
    assert (job.request.origin, job.request.ratio, job.request.size) == (Origin.PROMPT, None, None)
    assert job.request.estimate == 22_000


async def test_aspect_ratio_option_overrides_that_of_the_attached_picture(stage: BotStage) -> None:
    job = await stage.job(job_id_of(await stage.imagine("a hat on it", image=FILE, aspect_ratio="16:9")))
    assert job.request.ratio == "16:9"


async def test_edit_command_accepts_a_picture_prompt_flags_and_options(stage: BotStage) -> None:
    result = await stage.alice.slash(
        stage.channel, "edit", image=FILE, prompt="make it blue --2k", model="pro", count=2, format="PNG", quality=40
    )
    request = (await stage.job(job_id_of(result))).request
    assert (request.prompt, request.origin, request.model, request.resolution) == (
        "make it blue",
        Origin.EDIT,
        "pro",
        "2K",
    )
    assert (request.count, request.format, request.quality, len(request.references)) == (2, "PNG", 40, 1)
    assert "make it blue" in response_view(result).text


async def test_edit_command_has_no_aspect_ratio_option(stage: BotStage) -> None:
    commands = {one.name: one.to_dict(stage.app.bot.tree) for one in stage.app.bot.tree.get_commands()}
    imagine, edit = ([option["name"] for option in commands[name]["options"]] for name in ("imagine", "edit"))
    assert edit == ["image", "prompt", *(name for name in imagine if name not in {"prompt", "aspect_ratio", "image"})]


@pytest.mark.parametrize("command", ["imagine", "edit"])
async def test_oversized_attachment_is_refused_immediately(stage: BotStage, command: str) -> None:
    huge = ("cat.png", bytes(20 * 1024 * 1024 + 1))
    refused = await stage.alice.slash(stage.channel, command, prompt="a hat", image=huge)
    assert response_view(refused).ephemeral
    assert response_view(refused).text == (
        "That picture is larger than 20 MiB, so please attach a smaller one; nothing was charged."
    )
    assert await stage.images_left() == 20


async def test_model_without_references_is_refused_naming_models_that_accept_them(make_stage: StageFactory) -> None:
    stage = await make_stage(models=NO_REFERENCES)
    refused = response_view(await stage.imagine("a hat", image=FILE, model="sketch"))
    assert refused.ephemeral
    assert refused.text == "Sketch does not start from pictures; use standard or pro for that."


@pytest.mark.parametrize("command", ["imagine", "edit"])
async def test_style_autocomplete_needs_no_database(make_stage: StageFactory, command: str) -> None:
    stage = await make_stage(styles={"watercolour": "soft watercolour", "woodcut": "a woodcut", "noir": "film noir"})
    await stage.app.database.close()
    offered = await stage.alice.autocomplete(stage.channel, command, "style", "WO")
    assert [choice["value"] for choice in offered] == ["woodcut"]
    offered = await stage.alice.autocomplete(stage.channel, command, "style", "")
    assert [choice["value"] for choice in offered] == ["noir", "watercolour", "woodcut"]


@pytest.fixture
async def file_server_stage(make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BotStage]:
    """A stage where attached files can be read over a socket, as Discord's can."""
    stage: BotStage

    async def read(request: web.Request) -> web.Response:
        file = stage.env.backend.cdn.get(str(request.url))
        return web.Response(body=file, content_type="image/png", status=200 if file else 404)

    application = web.Application()
    application.router.add_get("/{path:.*}", read)
    async with TestServer(application, port=0) as server:
        monkeypatch.setattr("simcord.backend.cdn.CDN_BASE", str(server.make_url("")).rstrip("/"))
        stage = await make_stage(discord={"media_hosts": ["127.0.0.1"]})
        yield stage


async def test_attached_picture_can_be_edited_edited_again_and_varied(file_server_stage: BotStage) -> None:
    stage = file_server_stage
    first = await stage.alice.slash(stage.channel, "edit", image=FILE, prompt="make it blue")
    await stage.run_worker_until_idle()
    assert len(response_view(first).gallery) == 1
    second = await stage.submit_form(await stage.press("Edit", first), words="and give it a hat")
    await stage.run_worker_until_idle()
    assert len(response_view(second).gallery) == 1
    third = await stage.press("Vary", second, stage.bob)
    await stage.run_worker_until_idle()
    assert len(response_view(third).gallery) == 1
    assert [len(task["inputs"]["referenceImages"]) for task in stage.provider_tasks()] == [1, 1, 1]
    assert (await stage.images_left(stage.alice), await stage.images_left(stage.bob)) == (18, 19)


async def test_picture_attached_by_another_member_can_be_edited(file_server_stage: BotStage) -> None:
    stage = file_server_stage
    message = await stage.bob.send(stage.channel, "look", attachments=[FILE])
    result = await stage.submit_form(await stage.use_context_menu("Edit image", message), words="make it blue")
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1


async def test_attachment_that_is_not_a_picture_fails_free_of_charge(file_server_stage: BotStage) -> None:
    stage = file_server_stage
    result = await stage.imagine("a hat", image=("cat.png", b"not a picture at all"))
    await stage.run_worker_until_idle()
    assert (
        "That file is not a PNG, JPG or WEBP, so please attach one that is; nothing was charged."
        in response_view(result).text
    )
    assert await stage.images_left() == 20
    assert stage.provider_tasks() == []


# ── ✏️ Edit ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_edit_form_shows_the_previous_prompt_and_the_price(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a fox --pro --2k")
    shown = await stage.press("Edit", source, stage.bob)
    assert shown.modal is not None
    (label,) = shown.modal["components"]
    assert form_field(shown, "words")["value"] == "a fox"
    assert label["description"] == "An edit costs about $0.072 a picture"


async def test_edit_keeps_the_options_of_its_source_picture(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a fox --pro --2k --ar 16:9 --format png --quality 40 --spoiler")
    old = (await stage.job(job_id_of(source))).request
    request = (await edited(stage, source, "a fox at night")).request
    kept = ("model", "resolution", "format", "quality", "spoiler", "private")
    assert [getattr(request, name) for name in kept] == [getattr(old, name) for name in kept]
    assert (request.origin, request.count, request.ratio, request.prompt) == (Origin.EDIT, 1, None, "a fox at night")


async def test_flags_in_the_edit_form_override_the_options_of_the_source_picture(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a fox --pro --2k --format png")
    request = (await edited(stage, source, "a fox --standard --format webp --count 2 --ar 1:1")).request
    assert (request.model, request.resolution, request.format) == ("standard", "1K", "WEBP")
    assert (request.count, request.ratio, request.prompt) == (2, "1:1", "a fox")


async def test_flag_in_the_edit_form_replaces_an_unavailable_model(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a fox --pro --2k")
    stage.app.bot.services.catalog.mark_unavailable("pro")
    refused = response_view(await stage.submit_form(await stage.press("Edit", source), words="a hat"))
    assert refused.ephemeral
    assert "Runware does not offer Grok Imagine Pro right now" in refused.text
    request = (await edited(stage, source, "a hat --standard")).request
    assert (request.model, request.resolution) == ("standard", "1K")


async def test_edit_draws_a_single_picture_despite_the_members_default_count(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a fox --count 3")
    await stage.app.services.preferences.change(stage.alice.id, lambda _: Options(count=4))
    assert (await edited(stage, source, "a hat", which=2)).request.count == 1


async def test_edit_form_offers_a_choice_of_several_pictures(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("foxes --count 3")
    shown = await stage.press("Edit", source)
    assert select_options(form_field(shown, "which")) == [(f"Picture {n}", str(n)) for n in (1, 2, 3)]
    places = [option["description"] for option in form_field(shown, "which")["options"]]
    assert places == ["the large one", "top right", "bottom right"]
    job = await stage.job(job_id_of(await stage.submit_form(shown, words="a hat", which=2)))
    outcome = (await stage.job(job_id_of(source))).outcome
    assert outcome is not None
    assert job.request.references[0].image_uuid == outcome.results[1].image_uuid
    assert job.request.source_image == (job_id_of(source), 2)


async def test_edit_form_of_an_edit_shows_the_previous_instruction(stage: BotStage) -> None:
    first = await stage.imagine_and_wait("a fox")
    second = await stage.submit_form(await stage.press("Edit", first), words="give it a hat")
    await stage.run_worker_until_idle()
    shown = await stage.press("Edit", second)
    assert form_field(shown, "words")["value"] == "give it a hat"
    third = await stage.job(job_id_of(await stage.submit_form(shown, words="a red hat")))
    assert third.parent_job_id == job_id_of(second)
    assert third.request.source_image == (job_id_of(second), 1)


async def test_edit_result_names_the_editor_and_the_author_of_the_source_picture(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a fox")
    result = await stage.submit_form(await stage.press("Edit", source, stage.bob), stage.bob, words="a hat")
    await stage.run_worker_until_idle()
    assert f"✏️ Edit by {stage.bob.mention} of {stage.alice.mention}’s [picture](" in response_view(result).text
    assert len(response_view(result).gallery) == 1
    assert (await stage.images_left(stage.alice), await stage.images_left(stage.bob)) == (19, 19)
    _, task = stage.provider_tasks()
    outcome = (await stage.job(job_id_of(source))).outcome
    assert outcome is not None
    assert task["inputs"]["referenceImages"] == [outcome.results[0].image_uuid]


async def test_an_edit_of_a_private_picture_is_private(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a secret fox", private=True)
    result = await stage.submit_form(await stage.press("Edit", source), words="a secret hat")
    assert response_view(result).ephemeral
    assert (await stage.job(job_id_of(result))).request.private
    assert stage.messages(stage.bob) == []


async def test_private_preference_applies_to_edits(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a fox")
    await stage.app.services.preferences.change(stage.bob.id, lambda _: Options(private=True))
    result = await stage.submit_form(await stage.press("Edit", source, stage.bob), stage.bob, words="a hat")
    assert response_view(result).ephemeral


async def test_variants_and_styles_work_in_the_edit_form(make_stage: StageFactory) -> None:
    stage = await make_stage(styles={"noir": "film noir"})
    source = await stage.imagine_and_wait("a fox")
    shown = await stage.submit_form(await stage.press("Edit", source), words="a {red, blue} hat --style noir")
    assert response_view(shown).ephemeral
    assert "a red hat" in response_view(shown).text
    assert "a blue hat" in response_view(shown).text
    draft = await stage.app.services.requests.get_draft(job_id_of(shown), user_id=stage.alice.id)
    assert [request.prompt for request in draft.requests] == ["a red hat", "a blue hat"]
    assert [request.style.name for request in draft.requests if request.style] == ["noir", "noir"]
    assert [request.source_image for request in draft.requests] == [(job_id_of(source), 1)] * 2
    assert draft.parent_job_id == job_id_of(source)


@pytest.mark.parametrize("prompt", [r"a \{red, blue\} sign", r"a {plain} sign", "a } sign {"])
async def test_prompt_with_braces_is_unchanged_by_the_edit_form(stage: BotStage, prompt: str) -> None:
    source = await stage.imagine_and_wait(prompt)
    before = (await stage.job(job_id_of(source))).request.prompt
    shown = await stage.press("Edit", source)
    job = await stage.job(job_id_of(await stage.submit_form(shown, words=form_field(shown, "words")["value"])))
    assert job.request.prompt == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  ", "The prompt is empty; write what to draw."),
        ("--pro", "The prompt is empty; write what to draw."),
        ("a hat --seed 1", "--seed (no model here takes a seed) is not used here"),
        ("x" * 3001, "The prompt has 3001 characters; the limit is 3000."),
        ("a hat --style nope", "There is no style “nope” here"),
    ],
)
async def test_invalid_prompt_in_the_edit_form_is_refused_ephemerally(
    stage: BotStage, text: str, sentence: str
) -> None:
    source = await stage.imagine_and_wait("a fox")
    refused = response_view(await stage.submit_form(await stage.press("Edit", source), words=text))
    assert refused.ephemeral
    assert sentence in refused.text
    assert await stage.images_left() == 19


async def test_a_picture_in_a_direct_message_is_edited_there(make_stage: StageFactory) -> None:
    stage = await make_stage(discord={"direct_messages": True})
    dora = stage.env.create_user("dora")
    source = await dora.slash("imagine", prompt="a fox")
    await stage.run_worker_until_idle()
    result = await dora.submit_modal(await dora.click(response_message(source), label="Edit"), {"words": "a hat"})
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1
    assert (await stage.job(job_id_of(result))).request.source_image == (job_id_of(source), 1)


# ── 🪄 Vary ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_vary_of_a_single_picture_starts_immediately(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a fox --pro --ar 16:9")
    result = await stage.press("Vary", source, stage.bob)
    await stage.run_worker_until_idle()
    request = (await stage.job(job_id_of(result))).request
    assert (request.origin, request.prompt, request.model, request.count) == (Origin.VARY, "a fox", "pro", 1)
    assert request.source_image == (job_id_of(source), 1)
    assert f"🪄 Variation by {stage.bob.mention} of {stage.alice.mention}’s [picture](" in response_view(result).text
    assert len(response_view(result).gallery) == 1


async def test_vary_of_several_pictures_opens_a_form_to_choose_from(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("foxes --count 3")
    shown = await stage.press("Vary", source)
    assert shown.modal is not None
    assert [label["component"]["custom_id"] for label in shown.modal["components"]] == ["which"]
    job = await stage.job(job_id_of(await stage.submit_form(shown, which=3)))
    assert job.request.source_image == (job_id_of(source), 3)
    assert job.parent_job_id == job_id_of(source)


async def test_a_variation_of_a_private_picture_is_private(stage: BotStage) -> None:
    source = await stage.imagine_and_wait("a secret fox --count 2", private=True)
    result = await stage.submit_form(await stage.press("Vary", source), which=1)
    assert response_view(result).ephemeral
    assert stage.messages(stage.bob) == []


async def test_reroll_of_an_edit_with_a_deleted_source_is_refused_free_of_charge(stage: BotStage) -> None:
    first = await stage.imagine_and_wait("a fox")
    form = await stage.press("Edit", first)
    second = await stage.submit_form(form, words="at night")
    await stage.run_worker_until_idle()
    await stage.press("Delete", first)
    again = await stage.press("Reroll", second)
    assert response_view(again).text == str(SourceDeleted.sentence)
    assert await stage.images_left() == 18
