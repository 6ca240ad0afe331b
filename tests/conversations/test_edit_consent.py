"""“Others may edit my pictures”: the author says, or each server, and it holds for every way to start from one."""

from collections.abc import Awaitable, Callable

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.request import Options
from bot.policy.gate import CONSENT_REQUIRED, NO_CONSENT
from tests.conversations.test_context_menus import make_png
from tests.conversations.test_settings import choose_settings, chosen_values, open_settings
from tests.support.stage import CANCEL_LABEL_DRAWING, BotStage, job_id_of, response_message, response_view

QUESTION = "Others can edit my pictures"


async def set_edit_consent(stage: BotStage, value: str) -> InteractionResult:
    """Alice chooses it in her settings."""
    panel = await open_settings(stage)
    await choose_settings(stage, panel, edits=value)
    return panel


async def servers_default(stage: BotStage, *, edits: bool) -> None:
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda rules: rules.model_copy(update={"edits": edits})
    )


async def edited(stage: BotStage, source: InteractionResult, by: MemberActor) -> InteractionResult:
    """Edit the picture by its button; what refuses the press is the answer too."""
    shown = await stage.press("Edit", source, by)
    result = await stage.submit_form(shown, by, words="a hat") if shown.modal is not None else shown
    await stage.run_worker_until_idle()
    return result


async def refused(stage: BotStage, result: InteractionResult, sentence: str = str(NO_CONSENT)) -> None:
    """It is told in private whose choice it is; nothing was drawn for it, and nothing charged."""
    assert (response_view(result).ephemeral, response_view(result).text) == (True, sentence)
    before = len(stage.provider_tasks())
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == before
    assert await stage.images_left(stage.bob) == 20


# ── the switch ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_edit_consent_is_shown_and_survives_a_restart_and_a_reset(stage: BotStage) -> None:
    panel = await open_settings(stage)
    assert chosen_values(panel)[-1] == f"{QUESTION}: as each server decides"
    await choose_settings(stage, panel, edits="no", count="3")
    assert chosen_values(panel)[-1] == f"{QUESTION}: no"
    await stage.restart()
    panel = await open_settings(stage)
    assert chosen_values(panel)[-1] == f"{QUESTION}: no"
    await stage.press("Reset", panel)
    assert chosen_values(panel)[-1] == f"{QUESTION}: no"
    await choose_settings(stage, panel, edits="yes")
    assert chosen_values(panel)[-1] == f"{QUESTION}: yes"
    await choose_settings(stage, panel, edits="-")
    assert chosen_values(panel)[-1] == f"{QUESTION}: as each server decides"


async def test_edit_consent_changes_no_other_preference_or_picture(stage: BotStage) -> None:
    await choose_settings(stage, await open_settings(stage), count="3")
    fox = await stage.imagine_and_wait("a fox", count=1)
    await set_edit_consent(stage, "no")
    assert await stage.app.services.preferences.get(stage.alice.id) == Options(count=3)
    assert len(response_view(fox).gallery) == 1
    history = await stage.alice.slash(stage.channel, "history")
    assert "a fox" in response_view(history).text


@pytest.mark.parametrize(
    ("author", "server", "sentence"),
    [
        ("-", True, None),
        ("-", False, str(CONSENT_REQUIRED)),
        ("yes", True, None),
        ("yes", False, None),
        ("no", True, str(NO_CONSENT)),
        ("no", False, str(NO_CONSENT)),
    ],
)
async def test_edit_consent_of_the_author_overrides_the_server_default(
    stage: BotStage, author: str, server: bool, sentence: str | None
) -> None:
    fox = await stage.imagine_and_wait("a fox")
    await set_edit_consent(stage, author)
    await servers_default(stage, edits=server)
    result = await edited(stage, fox, stage.bob)
    if sentence is not None:
        await refused(stage, result, sentence)
        return
    assert f"✏️ Edit by {stage.bob.mention} of {stage.alice.mention}’s [picture](" in response_view(result).text
    assert (await stage.images_left(), await stage.images_left(stage.bob)) == (19, 19)


async def test_author_can_edit_own_picture_without_consent(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    await set_edit_consent(stage, "no")
    await servers_default(stage, edits=False)
    assert len(response_view(await edited(stage, fox, stage.alice)).gallery) == 1


async def test_moderator_cannot_edit_without_consent(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    await set_edit_consent(stage, "no")
    assert response_view(await edited(stage, fox, stage.mod)).text == str(NO_CONSENT)


async def test_reroll_of_a_prompt_needs_no_consent(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    await set_edit_consent(stage, "no")
    again = await stage.press("Reroll", fox, stage.bob)
    await stage.run_worker_until_idle()
    assert len(response_view(again).gallery) == 1


# ── every way to start from a picture ────────────────────────────────────────────────────────────────────────────────

Way = Callable[[BotStage, InteractionResult], Awaitable[InteractionResult]]


async def forged(stage: BotStage, fox: InteractionResult) -> InteractionResult:
    return await stage.submit_forged_form(f"easel:edit:{job_id_of(fox)}:1", stage.bob, words="a hat")


async def forged_variation(stage: BotStage, fox: InteractionResult) -> InteractionResult:
    return await stage.submit_forged_form(f"easel:vary:{job_id_of(fox)}", stage.bob, which=1)


WAYS: dict[str, Way] = {
    "edit": lambda stage, fox: stage.press("Edit", fox, stage.bob),
    "vary": lambda stage, fox: stage.press("Vary", fox, stage.bob),
    "menu": lambda stage, fox: stage.use_context_menu("Edit image", response_message(fox), stage.bob),
    "forged form": forged,
    "forged variation": forged_variation,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("count", [1, 2])
async def test_every_entry_point_for_edits_is_refused_without_consent(stage: BotStage, way: str, count: int) -> None:
    fox = await stage.imagine_and_wait("a fox", count=count)
    await set_edit_consent(stage, "no")
    await refused(stage, await WAYS[way](stage, fox))


@pytest.mark.parametrize("label", ["Edit", "Vary"])
async def test_open_form_is_refused_after_consent_is_withdrawn(stage: BotStage, label: str) -> None:
    foxes = await stage.imagine_and_wait("foxes", count=2)
    shown = await stage.press(label, foxes, stage.bob)
    await set_edit_consent(stage, "no")
    fields = {"which": 1} if label == "Vary" else {"which": 1, "words": "a hat"}
    await refused(stage, await stage.submit_form(shown, stage.bob, **fields))


async def test_open_context_menu_form_is_refused_after_consent_is_withdrawn(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    shown = await stage.use_context_menu("Edit image", response_message(fox), stage.bob)
    await set_edit_consent(stage, "no")
    await refused(stage, await stage.submit_form(shown, stage.bob, words="a hat"))


async def test_price_offer_is_refused_after_consent_is_withdrawn(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    offer = await stage.submit_form(await stage.press("Edit", fox, stage.bob), stage.bob, words="a {red, blue} hat")
    await set_edit_consent(stage, "no")
    await stage.press("Draw it", offer, stage.bob)
    assert [one.ephemeral for one in stage.messages(stage.bob) if one.text == str(NO_CONSENT)] == [True]
    await stage.run_worker_until_idle()
    assert (len(stage.provider_tasks()), await stage.images_left(stage.bob)) == (1, 20)


async def test_reroll_of_an_edit_needs_consent_for_its_source_picture(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    hat = await edited(stage, fox, stage.alice)
    await set_edit_consent(stage, "no")
    await refused(stage, await stage.press("Reroll", hat, stage.bob))


async def test_edit_consent_for_an_edit_is_that_of_its_editor(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    hat = await edited(stage, fox, stage.bob)
    await set_edit_consent(stage, "no")
    assert len(response_view(await edited(stage, hat, stage.mod)).gallery) == 1
    assert response_view(await stage.press("Reroll", hat, stage.bob)).text == str(NO_CONSENT)


async def test_uploaded_file_needs_no_consent(stage: BotStage) -> None:
    await stage.imagine_and_wait("a fox")
    await set_edit_consent(stage, "no")
    result = await stage.bob.slash(stage.channel, "edit", prompt="a hat", image=("fox.png", make_png()))
    assert response_view(result).button_labels == [CANCEL_LABEL_DRAWING]
