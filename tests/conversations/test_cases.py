"""``/mod case`` and ``/mod cases``, for servers with and without a log channel."""

import pytest
from simcord.results import InteractionResult

from bot.domain.case import CaseKind
from bot.domain.case_actions import list_case_actions
from bot.localization.messages import text
from tests.support.moderation_helpers import (
    appeal_blocked_words,
    audit_entries,
    button_custom_id,
    imagine_held_picture,
    list_cases,
    remove_pictures,
    report_picture,
    run_mod_case,
    run_mod_cases,
    work_and_update_cards,
)
from tests.support.stage import BotStage, MessageView, response_message, response_view


def numbers(shown: InteractionResult | MessageView) -> list[int]:
    """The cases that a list shows."""
    buttons = (shown if isinstance(shown, MessageView) else response_view(shown)).button_labels
    return [int(button.split()[1]) for button in buttons if button.startswith("Case ")]


# ── one case ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_cases_can_be_listed_and_decided_without_a_mod_channel(stage: BotStage) -> None:
    result = await imagine_held_picture(stage)
    assert numbers(await run_mod_cases(stage)) == [1]
    shown = await stage.press("Case 1", await run_mod_cases(stage), stage.mod)
    view = response_view(shown)
    assert view.ephemeral
    assert "a fox" in view.text
    assert view.button_labels == ["Approve", "Decline", "Decline and block"]
    assert [item["spoiler"] for item in view.gallery] == [True], "what waits is shown, and behind a spoiler"
    assert len(view.filenames) == 1
    told = response_view(await stage.press("Approve", shown, stage.mod))
    assert told.text == "Case 1: approved. The pictures now appear in the member’s message."
    await work_and_update_cards(stage)
    assert len(response_view(result).gallery) == 1
    after = response_view(await run_mod_case(stage, 1))
    assert (after.button_labels, after.gallery) == ([], [])
    assert f"✅ Approved** by <@{stage.mod.id}>" in after.text
    assert f"Picture approved by <@{stage.mod.id}>: case 1" in after.text


async def test_case_shows_its_reports_and_earlier_decisions_about_the_picture(stage: BotStage) -> None:
    result = await imagine_held_picture(stage)
    await stage.press("Approve", await run_mod_case(stage, 1), stage.mod)
    await work_and_update_cards(stage)
    await report_picture(stage, result)
    shown = await run_mod_case(stage, 2)
    card_text = response_view(shown).text
    assert f"<@{stage.bob.id}>: too much blood" in card_text
    assert f"Picture approved by <@{stage.mod.id}>" in card_text
    assert str(response_message(result).id) in card_text, "it leads to the picture"
    assert response_view(shown).button_labels == [
        text(f"button-case-{action}") for action in list_case_actions(CaseKind.REPORT)
    ]
    await remove_pictures(stage, shown)
    await work_and_update_cards(stage)
    removed = await run_mod_case(stage, 2)
    assert response_view(removed).button_labels == ["↩️ Undo"]
    await stage.press("Undo", removed, stage.mod)
    await work_and_update_cards(stage)
    assert len(response_view(result).gallery) == 1
    for action in ("Removal undone", "Picture removed"):
        assert f"{action} by <@{stage.mod.id}>" in response_view(await run_mod_case(stage, 2)).text


async def test_longest_case_fits_into_a_message(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("<@&1> **fox** " * 200)
    for n in range(7):
        reporter = stage.add_member(f"reporter{n}")
        await report_picture(stage, result, reporter, reason=["0"], words="@everyone " * 20)
    for _ in range(4):
        told = await stage.use_context_menu("Remove image", response_message(result), stage.mod)
        await stage.press("Undo", told, stage.mod)
        await work_and_update_cards(stage)
    shown = response_view(await run_mod_case(stage, 1))
    assert shown.ephemeral
    assert "and 2 more" in shown.text
    assert len(shown.text) < 4000


@pytest.mark.parametrize("number", [2, 999, 2**53 - 1])
async def test_unknown_case_is_reported_as_missing(stage: BotStage, number: int) -> None:
    await imagine_held_picture(stage)
    told = response_view(await run_mod_case(stage, number))
    assert told.ephemeral
    assert told.text == "There is no such case on this server; /mod cases lists them all."


async def test_cases_of_another_server_cannot_be_seen_or_decided(stage: BotStage) -> None:
    other = stage.env.create_guild("Elsewhere")
    mallory = other.add_member(
        stage.env.create_user("mallory"), roles=[other.create_role("Owners", permissions=stage.all_permissions)]
    )
    office = other.create_text_channel("office")
    own = response_message(await stage.imagine_and_wait("mine", mallory, channel=office))
    await imagine_held_picture(stage)
    assert "no such case" in response_view(await mallory.slash(office, "mod case", id=1)).text
    assert (
        "There are no such cases on this server."
        in response_view(await mallory.slash(office, "mod cases", state="all")).text
    )
    for action in ("approve", "decline", "declineblock", "keep", "remove", "removeblock", "dismiss", "case"):
        for number in (1, 10**19 - 1):
            (pressed,) = await stage.press_concurrently((mallory, button_custom_id(action, number), own))
            assert "There is no such case on this server" in response_view(pressed).text, action
    for form in ("decline", "declineblock", "removeblock", "reject"):
        fields = {"reason": "0", "term": "1d"}
        told = await stage.submit_forged_form(f"easel:{form}:1", mallory, channel=office, **fields)
        assert "There is no such case on this server" in response_view(told).text, form
    assert (await list_cases(stage))[0].is_open
    assert await audit_entries(stage) == []
    assert await audit_entries(stage, other.id) == []


async def test_button_for_another_kind_of_case_does_not_decide_a_case(stage: BotStage) -> None:
    message = response_message(await imagine_held_picture(stage))
    for action in ("keep", "remove", "removeblock", "dismiss", "accept", "reject"):
        (pressed,) = await stage.press_concurrently((stage.mod, button_custom_id(action, 1), message))
        assert "There is no such case" in response_view(pressed).text
    assert (await list_cases(stage))[0].is_open


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_case_list_is_ephemeral_filterable_and_shows_open_cases_by_default(stage: BotStage) -> None:
    one = await stage.imagine_and_wait("a fox")
    await report_picture(stage, one)
    await report_picture(stage, await stage.imagine_and_wait("a crane", stage.bob), stage.alice)
    await imagine_held_picture(stage, stage.bob)
    await appeal_blocked_words(stage)
    await stage.press("Keep", await run_mod_case(stage, 1), stage.mod)
    shown = response_view(await run_mod_cases(stage))
    assert shown.ephemeral
    assert shown.text.startswith("🗂️ **Cases** · open\n")
    assert numbers(shown) == [4, 3, 2]
    assert numbers(await run_mod_cases(stage, state="decided")) == [1]
    assert (
        f"`1` report · **kept** by <@{stage.mod.id}>" in response_view(await run_mod_cases(stage, state="decided")).text
    )
    assert numbers(await run_mod_cases(stage, state="all")) == [4, 3, 2, 1]
    assert numbers(await run_mod_cases(stage, kind="report")) == [2]
    assert numbers(await run_mod_cases(stage, kind="approval")) == [3]
    assert numbers(await run_mod_cases(stage, kind="appeal")) == [4]
    assert numbers(await run_mod_cases(stage, member=stage.bob)) == [3, 2]
    assert numbers(await run_mod_cases(stage, member=stage.bob, kind="report", state="all")) == [2]
    assert "There are no such cases on this server." in response_view(await run_mod_cases(stage, member=stage.mod)).text


async def test_case_list_pages_keep_their_filters_and_survive_a_restart(stage: BotStage) -> None:
    for n in range(12):
        painted = await stage.imagine_and_wait(f"fox {n}", stage.add_member(f"painter{n}"))
        await report_picture(stage, painted, stage.alice if n % 2 else stage.bob)
    first = await run_mod_cases(stage, kind="report")
    assert numbers(first) == [12, 11, 10, 9, 8]
    assert "report · 1 of 3" in response_view(first).text
    await stage.press("▶", first, stage.mod)
    assert numbers(first) == [7, 6, 5, 4, 3]
    await stage.restart()
    await stage.press("▶", first, stage.mod)
    assert numbers(first) == [2, 1]
    assert "report · 3 of 3" in response_view(first).text
    for number in (1, 2):
        await stage.press("Keep", await run_mod_case(stage, number), stage.mod)
    await stage.press("◀", first, stage.mod)
    (again,) = await stage.press_concurrently((stage.mod, "easel:cases:open:report:0:2", response_message(first)))
    assert again.acknowledged
    assert "report · 2 of 2" in response_view(first).text, "the last page there is"
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
async def test_forged_case_list_page_shows_an_existing_page(stage: BotStage, custom_id: str) -> None:
    await report_picture(stage, await stage.imagine_and_wait("a fox"))
    page = await run_mod_cases(stage)
    (pressed,) = await stage.press_concurrently((stage.mod, custom_id, response_message(page)))
    assert pressed.acknowledged
    assert "Cases" in response_view(page).text


async def test_case_list_page_pressed_on_a_public_message_is_ephemeral(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    await report_picture(stage, result)
    (pressed,) = await stage.press_concurrently((stage.mod, "easel:cases:open:any:0:0", response_message(result)))
    assert response_view(pressed).ephemeral
    assert len(response_view(result).gallery) == 1
