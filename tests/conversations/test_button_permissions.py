"""Every button of every kind of message, pressed by somebody whom it is not for: nothing of others’ changes."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.domain.case_actions import FORM_ACTIONS, CaseAction
from bot.storage.database import Transaction
from bot.ui.buttons import Action
from cogs.mod.blocks import MODERATORS_ONLY
from tests.support.moderation_helpers import (
    appeal_blocked_words,
    button_custom_id,
    card_messages,
    create_mod_channel,
    imagine_held_picture,
    list_cases,
    remove_pictures,
    report_picture,
    run_mod_case,
    run_mod_cases,
    work_and_update_cards,
)
from tests.support.stage import BotStage, Message, response_message, response_view

Scene = Callable[[BotStage], Awaitable[Sequence[Message]]]
CASE_BUTTON_ACTIONS = (*CaseAction, Action.CASE)
TABLES = {
    "jobs": "user_id = ?",
    "ledger": "user_id = ?",
    "drafts": "user_id = ?",
    "favourites": "user_id = ?",
    "cases": "user_id = ?",
    "strikes": "user_id = ?",
    "blocks": "user_id <> ? OR 1 = 1",
    "audit": "guild_id <> ? OR 1 = 1",
    "removals": "guild_id <> ? OR 1 = 1",
    "reports": "user_id <> ? OR 1 = 1",
    "alt_texts": "job_id <> ? OR 1 = 1",
}
"""What must not change: all that is alice's, and all that moderators decided."""


async def waiting(stage: BotStage) -> Sequence[Message]:
    return [response_message(await stage.imagine("a fox"))]


async def holding(stage: BotStage) -> Sequence[Message]:
    return [response_message(await imagine_held_picture(stage))]


async def result(stage: BotStage) -> Sequence[Message]:
    return [response_message(await stage.imagine_and_wait("a fox"))]


async def two_messages(stage: BotStage) -> Sequence[Message]:
    return [response_message(await stage.imagine_and_wait("twelve foxes", count=12)), stage.channel.history()[1]]


async def ended(stage: BotStage) -> Sequence[Message]:
    shown = await stage.imagine("a fox")
    await stage.press("Cancel", shown)
    return [response_message(shown)]


async def offer(stage: BotStage) -> Sequence[Message]:
    return [response_message(await stage.imagine("a {red, blue} fox"))]


async def refusal(stage: BotStage) -> Sequence[Message]:
    return [response_message(await appeal_blocked_words(stage))]


async def history(stage: BotStage) -> Sequence[Message]:
    await stage.imagine_and_wait("a fox")
    return [response_message(await stage.alice.slash(stage.channel, "history"))]


async def card_of_report(stage: BotStage) -> Sequence[Message]:
    logs = await create_mod_channel(stage)
    await report_picture(stage, await stage.imagine_and_wait("a fox"))
    await work_and_update_cards(stage)
    return card_messages(logs)


async def card_of_approval(stage: BotStage) -> Sequence[Message]:
    logs = await create_mod_channel(stage)
    await imagine_held_picture(stage)
    await work_and_update_cards(stage)
    return card_messages(logs)


async def card_of_appeal(stage: BotStage) -> Sequence[Message]:
    logs = await create_mod_channel(stage)
    await appeal_blocked_words(stage)
    await work_and_update_cards(stage)
    return card_messages(logs)


async def card_of_removal(stage: BotStage) -> Sequence[Message]:
    logs = await create_mod_channel(stage)
    await report_picture(stage, await stage.imagine_and_wait("a fox"))
    await work_and_update_cards(stage)
    await remove_pictures(stage, card_messages(logs)[0])
    await work_and_update_cards(stage)
    return card_messages(logs)


async def removal(stage: BotStage) -> Sequence[Message]:
    told = await stage.use_context_menu(
        "Remove image", response_message(await stage.imagine_and_wait("a fox")), stage.mod
    )
    await work_and_update_cards(stage)
    return [response_message(told)]


async def cases(stage: BotStage) -> Sequence[Message]:
    for n in range(6):
        await report_picture(stage, await stage.imagine_and_wait(f"fox {n}"))
    return [response_message(await run_mod_cases(stage)), response_message(await run_mod_case(stage, 1))]


SCENES: Mapping[str, tuple[Scene, set[Action | CaseAction]]] = {
    "waiting": (waiting, {Action.CANCEL}),
    "held": (holding, {Action.CANCEL}),
    "result": (result, {Action.REROLL, Action.DELETE, Action.REPORT}),
    "two messages": (two_messages, {Action.DETAILS, Action.DELETE}),
    "ended": (ended, {Action.DELETE}),
    "offer": (offer, {Action.CONFIRM, Action.DISCARD}),
    "refusal": (refusal, {Action.APPEAL}),
    "history": (history, {Action.SHOW}),
    "card of a report": (
        card_of_report,
        {CaseAction.KEEP, CaseAction.REMOVE, CaseAction.REMOVE_AND_BLOCK, CaseAction.DISMISS},
    ),
    "card of an approval": (card_of_approval, {CaseAction.APPROVE, CaseAction.DECLINE, CaseAction.DECLINE_AND_BLOCK}),
    "card of an appeal": (card_of_appeal, {CaseAction.ACCEPT, CaseAction.REJECT}),
    "card of a removal": (card_of_removal, {Action.UNDO}),
    "removal": (removal, {Action.UNDO}),
    "cases": (cases, {Action.CASE, CaseAction.KEEP}),
}


def custom_ids(parts: Sequence[Any]) -> Iterator[str]:
    """The buttons of a message."""
    for part in parts:
        sent: dict[str, Any] = part if isinstance(part, dict) else part.to_dict()
        if "custom_id" in sent:
            yield str(sent["custom_id"])
        inside = [*sent.get("components", ()), *([sent["accessory"]] if "accessory" in sent else [])]
        yield from custom_ids(inside)


def kept(user_id: int) -> Transaction[dict[str, list[dict[str, Any]]]]:
    held_now = {}
    for table, condition in TABLES.items():
        rows = yield f"SELECT * FROM {table} WHERE {condition}", (user_id,)
        found = [dict(row) for row in rows]  # type: ignore[call-overload]  # rows are mappings
        held_now[table] = sorted(({**row, "lease_expires_at": None} for row in found), key=repr)
    return held_now


@pytest.mark.parametrize("name", SCENES)
async def test_buttons_pressed_by_another_member_change_nothing_of_the_author(stage: BotStage, name: str) -> None:
    scene, actions = SCENES[name]
    shown = await scene(stage)
    await stage.env.settle()
    ids = list(dict.fromkeys(one for message in shown for one in custom_ids(message.components)))
    assert {one.split(":")[1] for one in ids} >= actions
    before = await stage.app.database.run(kept, stage.alice.id)
    texts = {message.id: message.text for message in stage.messages()}
    mallory = stage.add_member("mallory")
    for custom_id in ids:
        (pressed,) = await stage.press_concurrently((mallory, custom_id, shown[0]))
        assert pressed.acknowledged, f"{custom_id} met silence"
        action = custom_id.split(":")[1]
        if action in CASE_BUTTON_ACTIONS or action in {"undo", "cases"}:
            assert (response_view(pressed).ephemeral, response_view(pressed).text) == (True, str(MODERATORS_ONLY)), (
                custom_id
            )
    assert await stage.app.database.run(kept, stage.alice.id) == before
    now = {message.id: message.text for message in stage.messages()}
    assert {number: now.get(number) for number in texts} == texts


async def forged_forms(stage: BotStage, by: MemberActor, channel: ChannelHandle, said: str) -> None:
    for form in FORM_ACTIONS:
        for number in (1, 2, 3, 10**19 - 1):
            fields = {"reason": "0", "term": "1d", "words": "so"}
            told = response_view(
                await stage.submit_forged_form(f"easel:{form}:{number}", by, channel=channel, **fields)
            )
            assert told.ephemeral
            assert said in told.text, (form, number)


async def open_cases(stage: BotStage) -> Message:
    """A case of each kind, and a message to press on."""
    message = response_message(await stage.imagine_and_wait("a heron"))
    await appeal_blocked_words(stage)
    await report_picture(stage, await stage.imagine_and_wait("a fox"))
    await imagine_held_picture(stage)
    assert len(await list_cases(stage)) == 3
    return message


async def test_member_cannot_decide_with_any_moderator_button_or_form(stage: BotStage) -> None:
    message = await open_cases(stage)
    before = await stage.app.database.run(kept, stage.alice.id)
    for member in (stage.alice, stage.bob):
        for action in (*CASE_BUTTON_ACTIONS, Action.UNDO):
            for number in (1, 2, 3, 10**19 - 1):
                (pressed,) = await stage.press_concurrently((member, button_custom_id(action, number), message))
                assert response_view(pressed).ephemeral
                assert response_view(pressed).text == str(MODERATORS_ONLY), action
        await forged_forms(stage, member, stage.channel, str(MODERATORS_ONLY))
    assert await stage.app.database.run(kept, stage.alice.id) == before


async def test_moderator_of_another_server_cannot_decide_cases_here(stage: BotStage) -> None:
    await open_cases(stage)
    other = stage.env.create_guild("Elsewhere")
    owner = other.create_role("Owners", permissions=stage.all_permissions)
    mallory, office = other.add_member(stage.env.create_user("mallory"), roles=[owner]), other.create_text_channel("x")
    own = response_message(await stage.imagine_and_wait("mine", mallory, channel=office))
    before = await stage.app.database.run(kept, stage.alice.id)
    for action in CASE_BUTTON_ACTIONS:
        for number in (1, 2, 3, 10**19 - 1):
            (pressed,) = await stage.press_concurrently((mallory, button_custom_id(action, number), own))
            assert response_view(pressed).ephemeral
            assert "There is no such case on this server" in response_view(pressed).text, action
    await forged_forms(stage, mallory, office, "There is no such case on this server")
    (pressed,) = await stage.press_concurrently((mallory, "easel:cases:all:any:0:0", own))
    assert "There are no such cases on this server" in response_view(pressed).text
    assert await stage.app.database.run(kept, stage.alice.id) == before


def test_every_moderator_button_has_an_action_and_a_scenario() -> None:
    missing = {*CASE_BUTTON_ACTIONS, Action.UNDO} - {action for _, actions in SCENES.values() for action in actions}
    assert not missing, f"add {', '.join(sorted(missing))} to a scene of SCENES that shows the button"
