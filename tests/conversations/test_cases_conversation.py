"""``/mod case`` and ``/mod cases``, for servers with and without a log channel."""

import pytest
from simcord.results import InteractionResult

from bot.ui.moderation.case_list import NOTHING
from tests.conversations.moderating import (
    all_cases,
    appealed,
    board,
    held,
    listed_cases,
    press_id,
    record,
    reported,
    shown_case,
)
from tests.conversations.world import Seen, Stage, answer, seen


def numbers(shown: InteractionResult | Seen) -> list[int]:
    """The cases that a list shows."""
    buttons = (shown if isinstance(shown, Seen) else seen(shown)).buttons
    return [int(button.split()[1]) for button in buttons if button.startswith("Case ")]


# ── one case ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_without_a_log_channel_moderators_find_what_waits_and_decide_it(stage: Stage) -> None:
    result = await held(stage)
    assert numbers(await listed_cases(stage)) == [1]
    shown = await stage.press("Case 1", await listed_cases(stage), stage.mod)
    view = seen(shown)
    assert view.ephemeral
    assert "a fox" in view.text
    assert view.buttons == ["Approve", "Decline", "Decline and block"]
    assert [item["spoiler"] for item in view.gallery] == [True], "what waits is shown, and behind a spoiler"
    assert len(view.files) == 1
    told = seen(await stage.press("Approve", shown, stage.mod))
    assert told.text == "Case 1: approved. The pictures now appear in the member’s message."
    await board(stage)
    assert len(seen(result).gallery) == 1
    after = seen(await shown_case(stage, 1))
    assert (after.buttons, after.gallery) == ([], [])
    assert f"✅ Approved** by <@{stage.mod.id}>" in after.text
    assert f"Picture approved by <@{stage.mod.id}>: case 1" in after.text


async def test_a_case_shows_its_reports_and_what_was_decided_about_the_same_picture(stage: Stage) -> None:
    result = await held(stage)
    await stage.press("Approve", await shown_case(stage, 1), stage.mod)
    await board(stage)
    await reported(stage, result)
    shown = await shown_case(stage, 2)
    text = seen(shown).text
    assert f"<@{stage.bob.id}>: too much blood" in text
    assert f"Picture approved by <@{stage.mod.id}>" in text
    assert str(answer(result).id) in text, "it leads to the picture"
    assert seen(shown).buttons == ["Keep", "Remove", "Remove and block", "Dismiss"]
    await stage.press("Remove", shown, stage.mod)
    await board(stage)
    removed = await shown_case(stage, 2)
    assert seen(removed).buttons == ["↩️ Undo"]
    await stage.press("Undo", removed, stage.mod)
    await board(stage)
    assert len(seen(result).gallery) == 1
    for action in ("Removal undone", "Picture removed"):
        assert f"{action} by <@{stage.mod.id}>" in seen(await shown_case(stage, 2)).text


async def test_the_longest_case_still_fits(stage: Stage) -> None:
    result = await stage.drawn("<@&1> **fox** " * 200)
    for n in range(7):
        reporter = stage.person(f"reporter{n}")
        await reported(stage, result, reporter, reason=["0"], words="@everyone " * 20)
    for _ in range(4):
        told = await stage.menu("Remove image", answer(result), stage.mod)
        await stage.press("Undo", told, stage.mod)
        await board(stage)
    shown = seen(await shown_case(stage, 1))
    assert shown.ephemeral
    assert "and 2 more" in shown.text
    assert len(shown.text) < 4000


@pytest.mark.parametrize("number", [2, 999, 2**53 - 1])
async def test_a_case_that_is_not_there_says_so(stage: Stage, number: int) -> None:
    await held(stage)
    told = seen(await shown_case(stage, number))
    assert told.ephemeral
    assert told.text == "There is no such case on this server; /mod cases lists them all."


async def test_cases_of_another_server_are_none_here_whatever_is_pressed(stage: Stage) -> None:
    other = stage.env.create_guild("Elsewhere")
    mallory = other.add_member(
        stage.env.create_user("mallory"), roles=[other.create_role("Owners", permissions=stage.all_permissions)]
    )
    office = other.create_text_channel("office")
    own = answer(await stage.drawn("mine", mallory, channel=office))
    await held(stage)
    assert "no such case" in seen(await mallory.slash(office, "mod case", id=1)).text
    assert NOTHING in seen(await mallory.slash(office, "mod cases", state="all")).text
    for action in ("approve", "decline", "declineblock", "keep", "remove", "removeblock", "dismiss", "case"):
        for number in (1, 10**19 - 1):
            (pressed,) = await stage.press_all((mallory, press_id(action, number), own))
            assert "There is no such case on this server" in seen(pressed).text, action
    for form in ("decline", "declineblock", "removeblock", "reject"):
        fields = {"reason": "0", "term": "1d"}
        told = await stage.submit_forged(f"easel:{form}:1", mallory, channel=office, **fields)
        assert "There is no such case on this server" in seen(told).text, form
    assert (await all_cases(stage))[0].is_open
    assert await record(stage) == []
    assert await record(stage, other.id) == []


async def test_a_button_of_another_kind_of_case_does_not_decide_this_one(stage: Stage) -> None:
    message = answer(await held(stage))
    for action in ("keep", "remove", "removeblock", "dismiss", "accept", "reject"):
        (pressed,) = await stage.press_all((stage.mod, press_id(action, 1), message))
        assert "There is no such case" in seen(pressed).text
    assert (await all_cases(stage))[0].is_open


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_list_is_private_shows_open_ones_first_and_filters(stage: Stage) -> None:
    one = await stage.drawn("a fox")
    await reported(stage, one)
    await reported(stage, await stage.drawn("a crane", stage.bob), stage.alice)
    await held(stage, stage.bob)
    await appealed(stage)
    await stage.press("Keep", await shown_case(stage, 1), stage.mod)
    shown = seen(await listed_cases(stage))
    assert shown.ephemeral
    assert shown.text.startswith("🗂️ **Cases** · open\n")
    assert numbers(shown) == [4, 3, 2]
    assert numbers(await listed_cases(stage, state="decided")) == [1]
    assert f"`1` report · **kept** by <@{stage.mod.id}>" in seen(await listed_cases(stage, state="decided")).text
    assert numbers(await listed_cases(stage, state="all")) == [4, 3, 2, 1]
    assert numbers(await listed_cases(stage, kind="report")) == [2]
    assert numbers(await listed_cases(stage, kind="approval")) == [3]
    assert numbers(await listed_cases(stage, kind="appeal")) == [4]
    assert numbers(await listed_cases(stage, member=stage.bob)) == [3, 2]
    assert numbers(await listed_cases(stage, member=stage.bob, kind="report", state="all")) == [2]
    assert NOTHING in seen(await listed_cases(stage, member=stage.mod)).text


async def test_pages_turn_in_place_keep_their_filters_and_survive_a_restart(stage: Stage) -> None:
    for n in range(12):
        painted = await stage.drawn(f"fox {n}", stage.person(f"painter{n}"))
        await reported(stage, painted, stage.alice if n % 2 else stage.bob)
    first = await listed_cases(stage, kind="report")
    assert numbers(first) == [12, 11, 10, 9, 8]
    assert "report · 1 of 3" in seen(first).text
    await stage.press("▶", first, stage.mod)
    assert numbers(first) == [7, 6, 5, 4, 3]
    await stage.restart()
    await stage.press("▶", first, stage.mod)
    assert numbers(first) == [2, 1]
    assert "report · 3 of 3" in seen(first).text
    for number in (1, 2):
        await stage.press("Keep", await shown_case(stage, number), stage.mod)
    await stage.press("◀", first, stage.mod)
    (again,) = await stage.press_all((stage.mod, "easel:cases:open:report:0:2", answer(first)))
    assert again.acknowledged
    assert "report · 2 of 2" in seen(first).text, "the last page there is"
    await stage.press("Show decided cases", first, stage.mod)
    assert numbers(first) == [2, 1]


@pytest.mark.parametrize(
    "custom_id",
    [
        "easel:cases:all:any:9999999999999999999:0",
        "easel:cases:all:any:0:999999",
        "easel:cases:open:report:1:0",
    ],
)
async def test_a_forged_page_shows_what_there_is(stage: Stage, custom_id: str) -> None:
    await reported(stage, await stage.drawn("a fox"))
    page = await listed_cases(stage)
    (pressed,) = await stage.press_all((stage.mod, custom_id, answer(page)))
    assert pressed.acknowledged
    assert "Cases" in seen(page).text


async def test_a_page_that_is_pressed_where_all_can_read_is_shown_in_private(stage: Stage) -> None:
    result = await stage.drawn("a fox")
    await reported(stage, result)
    (pressed,) = await stage.press_all((stage.mod, "easel:cases:open:any:0:0", answer(result)))
    assert seen(pressed).ephemeral
    assert len(seen(result).gallery) == 1
