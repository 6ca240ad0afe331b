"""“Others may edit my pictures”: the author says, or each server, and it holds for every way to start from one."""

from collections.abc import Awaitable, Callable

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.request import Options
from bot.policy.gate import NO_CONSENT, NOT_USUAL
from tests.conversations.test_menus_conversation import png
from tests.conversations.test_settings_conversation import choose, in_force, opened
from tests.conversations.world import CANCEL_DRAWING, Stage, answer, job_id, seen

QUESTION = "Others can edit my pictures"


async def let_edit(stage: Stage, value: str) -> InteractionResult:
    """Alice chooses it in her settings."""
    panel = await opened(stage)
    await choose(stage, panel, edits=value)
    return panel


async def servers_default(stage: Stage, *, edits: bool) -> None:
    await stage.app.bot.gate.change(stage.guild.id, lambda rules: rules.model_copy(update={"edits": edits}))


async def edited(stage: Stage, source: InteractionResult, by: MemberActor) -> InteractionResult:
    """Edit the picture by its button; what refuses the press is the answer too."""
    shown = await stage.press("Edit", source, by)
    result = await stage.submit(shown, by, words="a hat") if shown.modal is not None else shown
    await stage.work()
    return result


async def refused(stage: Stage, result: InteractionResult, sentence: str = NO_CONSENT) -> None:
    """It is told in private whose choice it is; nothing was drawn for it, and nothing charged."""
    assert (seen(result).ephemeral, seen(result).text) == (True, sentence)
    before = len(stage.submitted())
    await stage.work()
    assert len(stage.submitted()) == before
    assert await stage.left(stage.bob) == 20


# ── the switch ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_choice_is_shown_and_survives_a_restart_and_a_reset(stage: Stage) -> None:
    panel = await opened(stage)
    assert in_force(panel)[-1] == f"{QUESTION}: as each server decides"
    await choose(stage, panel, edits="no", count="3")
    assert in_force(panel)[-1] == f"{QUESTION}: no"
    await stage.restart()
    panel = await opened(stage)
    assert in_force(panel)[-1] == f"{QUESTION}: no"
    await stage.press("Reset", panel)
    assert in_force(panel)[-1] == f"{QUESTION}: no"
    await choose(stage, panel, edits="yes")
    assert in_force(panel)[-1] == f"{QUESTION}: yes"
    await choose(stage, panel, edits="-")
    assert in_force(panel)[-1] == f"{QUESTION}: as each server decides"


async def test_it_changes_nothing_else(stage: Stage) -> None:
    await choose(stage, await opened(stage), count="3")
    fox = await stage.drawn("a fox", count=1)
    await let_edit(stage, "no")
    assert await stage.app.service.preferences(stage.alice.id) == Options(count=3)
    assert len(seen(fox).gallery) == 1
    history = await stage.alice.slash(stage.channel, "history")
    assert "a fox" in seen(history).text


@pytest.mark.parametrize(
    ("author", "server", "sentence"),
    [
        ("-", True, None),
        ("-", False, NOT_USUAL),
        ("yes", True, None),
        ("yes", False, None),
        ("no", True, NO_CONSENT),
        ("no", False, NO_CONSENT),
    ],
)
async def test_the_author_decides_and_the_server_where_they_do_not(
    stage: Stage, author: str, server: bool, sentence: str | None
) -> None:
    fox = await stage.drawn("a fox")
    await let_edit(stage, author)
    await servers_default(stage, edits=server)
    result = await edited(stage, fox, stage.bob)
    if sentence is not None:
        await refused(stage, result, sentence)
        return
    assert f"✏️ Edit by {stage.bob.mention} of {stage.alice.mention}’s [picture](" in seen(result).text
    assert (await stage.left(), await stage.left(stage.bob)) == (19, 19)


async def test_authors_edit_their_own_whatever_they_chose(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    await let_edit(stage, "no")
    await servers_default(stage, edits=False)
    assert len(seen(await edited(stage, fox, stage.alice)).gallery) == 1


async def test_moderators_are_others_too(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    await let_edit(stage, "no")
    assert seen(await edited(stage, fox, stage.mod)).text == NO_CONSENT


async def test_what_is_made_from_words_alone_is_nobodys(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    await let_edit(stage, "no")
    again = await stage.press("Reroll", fox, stage.bob)
    await stage.work()
    assert len(seen(again).gallery) == 1


# ── every way to start from a picture ────────────────────────────────────────────────────────────────────────────────

Way = Callable[[Stage, InteractionResult], Awaitable[InteractionResult]]


async def forged(stage: Stage, fox: InteractionResult) -> InteractionResult:
    return await stage.submit_forged(f"easel:edit:{job_id(fox)}:1", stage.bob, words="a hat")


async def forged_variation(stage: Stage, fox: InteractionResult) -> InteractionResult:
    return await stage.submit_forged(f"easel:vary:{job_id(fox)}", stage.bob, which=1)


WAYS: dict[str, Way] = {
    "edit": lambda stage, fox: stage.press("Edit", fox, stage.bob),
    "vary": lambda stage, fox: stage.press("Vary", fox, stage.bob),
    "menu": lambda stage, fox: stage.menu("Edit image", answer(fox), stage.bob),
    "forged form": forged,
    "forged variation": forged_variation,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("count", [1, 2])
async def test_every_way_is_refused_at_once(stage: Stage, way: str, count: int) -> None:
    fox = await stage.drawn("a fox", count=count)
    await let_edit(stage, "no")
    await refused(stage, await WAYS[way](stage, fox))


@pytest.mark.parametrize("label", ["Edit", "Vary"])
async def test_a_form_that_was_open_before_is_refused_when_it_comes_back(stage: Stage, label: str) -> None:
    foxes = await stage.drawn("foxes", count=2)
    shown = await stage.press(label, foxes, stage.bob)
    await let_edit(stage, "no")
    fields = {"which": 1} if label == "Vary" else {"which": 1, "words": "a hat"}
    await refused(stage, await stage.submit(shown, stage.bob, **fields))


async def test_the_menus_form_that_was_open_before_is_refused_too(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    shown = await stage.menu("Edit image", answer(fox), stage.bob)
    await let_edit(stage, "no")
    await refused(stage, await stage.submit(shown, stage.bob, words="a hat"))


async def test_an_offer_that_was_shown_before_is_refused(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    offer = await stage.submit(await stage.press("Edit", fox, stage.bob), stage.bob, words="a {red, blue} hat")
    await let_edit(stage, "no")
    await stage.press("Draw it", offer, stage.bob)
    assert [one.ephemeral for one in stage.messages(stage.bob) if one.text == NO_CONSENT] == [True]
    await stage.work()
    assert (len(stage.submitted()), await stage.left(stage.bob)) == (1, 20)


async def test_a_reroll_of_an_edit_starts_from_the_same_picture(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    hat = await edited(stage, fox, stage.alice)
    await let_edit(stage, "no")
    await refused(stage, await stage.press("Reroll", hat, stage.bob))


async def test_whoever_made_an_edit_decides_about_that_one(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    hat = await edited(stage, fox, stage.bob)
    await let_edit(stage, "no")
    assert len(seen(await edited(stage, hat, stage.mod)).gallery) == 1
    assert seen(await stage.press("Reroll", hat, stage.bob)).text == NO_CONSENT


async def test_an_uploaded_file_is_nobodys_picture(stage: Stage) -> None:
    await stage.drawn("a fox")
    await let_edit(stage, "no")
    result = await stage.bob.slash(stage.channel, "edit", prompt="a hat", image=("fox.png", png()))
    assert seen(result).buttons == [CANCEL_DRAWING]
