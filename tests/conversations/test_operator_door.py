"""A server that joins a public bot waits: its members read so, the operator is asked once and decides by a button."""

import discord
import pytest
from simcord.builders import GuildHandle
from simcord.results import InteractionResult

from bot.domain.job import State
from bot.refusals import ServerWaiting
from bot.ui.admin.welcome import CHANNEL_WELCOME, SERVER_WAITS
from cogs.operator.permissions import OPERATOR_ONLY
from tests.conversations.conftest import StageFactory
from tests.support.operator_stage import (
    SECTIONS,
    Application,
    OperatorStage,
    channel_named,
    count_rows,
    shown_in,
)
from tests.support.stage import MessageView, job_id_of, response_message, response_view

BUTTONS = ["Admit", "Admit with plan…", "Leave"]


def announcement(door: OperatorStage) -> discord.Message:
    (message,) = door.private.history()
    return message


async def press(door: OperatorStage, label: str) -> InteractionResult:
    return await door.operator.click(announcement(door), label=label)


def announced(door: OperatorStage) -> str:
    return MessageView(announcement(door)).text


# ── waiting ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_members_of_a_waiting_server_read_one_sentence_and_nothing_is_spent(door: OperatorStage) -> None:
    guild = await door.join()
    answer = response_view(await door.imagine(guild))
    assert (answer.text, answer.ephemeral) == (ServerWaiting.sentence, True)
    assert await door.stage.app.database.run(count_rows, "ledger") == 0
    assert door.stage.provider_tasks() == []
    assert [view.text for view in shown_in(channel_named(guild))] == [SERVER_WAITS]


async def test_server_from_before_and_the_operators_own_do_not_wait(door: OperatorStage) -> None:
    assert response_view(await door.stage.imagine("a fox")).text != ServerWaiting.sentence
    assert (await door.imagine(door.home)).response is not None
    assert await door.stage.app.database.run(count_rows, "ledger") == 2
    assert shown_in(door.private) == []
    assert door.stage.messages(door.stage.bob)[0].text != CHANNEL_WELCOME


async def test_operator_is_asked_once_where_only_they_can_read(door: OperatorStage) -> None:
    guild = await door.join()
    for _ in range(3):
        await door.maintain(120)
    view = MessageView(announcement(door))
    assert view.button_labels == BUTTONS
    assert "**Newcomers**" in view.text
    assert f"owner <@{guild.owner.id}> ({guild.owner.name})" in view.text
    assert f"`{guild.id}`" in view.text
    assert "members" in view.text
    assert [view.text for view in shown_in(door.lobby)] == [CHANNEL_WELCOME]


async def test_operators_moderators_channel_comes_first(door: OperatorStage) -> None:
    staff = door.home.create_text_channel("staff", overwrites=door.private_overwrites())
    await door.stage.env.settle()
    await door.stage.app.services.gate.change_rules(
        door.home.id, lambda rules: rules.model_copy(update={"log_channel": staff.id})
    )
    await door.join()
    assert (len(shown_in(staff)), len(shown_in(door.private))) == (1, 0)


async def test_operator_is_asked_later_when_discord_was_down(door: OperatorStage) -> None:
    door.stage.env.inject_error("POST", "/channels/*/messages", status=503, times=None)
    guild = await door.join()
    assert shown_in(door.private) == []
    door.stage.env.backend.faults.clear()
    await door.maintain()
    assert shown_in(door.private) == []
    await door.maintain(61)
    assert len(shown_in(door.private)) == 1
    await door.maintain(61)
    assert len(shown_in(door.private)) == 1
    assert (await door.server(guild)).announced_at is not None


async def test_operator_without_a_server_is_asked_by_direct_message(
    make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = Application(monkeypatch)
    sections = {**SECTIONS, "discord": {"admission": "auto"}}
    stage = await make_stage(**sections)
    door = OperatorStage(stage, application)
    await door.open()
    guild = await door.join()
    (message,) = door.person.dm_channel.history()
    assert "**Newcomers**" in MessageView(message).text
    await door.person.click(message, label="Admit")
    assert (await door.server(guild)).decision is True


async def test_hostile_server_name_is_shown_as_plain_text(door: OperatorStage) -> None:
    await door.join("@everyone **[x](https://evil.example)** <@1>")
    text = announced(door)
    assert "@everyone" not in text
    assert "](" not in text
    assert "<@1>" not in text
    assert "https://" not in text
    assert "\uff20everyone" in text


async def test_unlisted_server_waits_and_nobody_is_asked(
    make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = Application(monkeypatch)
    discord_section = {**SECTIONS["discord"], "admission": "listed"}
    door = await OperatorStage(await make_stage(**{**SECTIONS, "discord": discord_section}), application).open()
    guild = await door.join()
    assert response_view(await door.imagine(guild)).text == ServerWaiting.sentence
    await door.maintain(120)
    assert shown_in(door.private) == []
    text = await door.text("server", id=str(guild.id), admit=True)
    assert f"add {guild.id} to discord.guilds" in text
    assert (await door.server(guild)).decision is None


async def test_private_application_admits_at_once_and_for_good(
    make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = Application(monkeypatch)
    application.is_public = False
    door = await OperatorStage(await make_stage(**SECTIONS), application).open()
    guild = await door.join()
    application.is_public = True
    await door.maintain(61)
    later = await door.join("Later")
    assert response_view(await door.imagine(guild)).text != ServerWaiting.sentence
    assert response_view(await door.imagine(later)).text == ServerWaiting.sentence
    assert len(shown_in(door.private)) == 1


# ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_admitted_server_works_at_once_and_is_welcomed(door: OperatorStage) -> None:
    guild = await door.join()
    await press(door, "Admit")
    assert f"Admitted by <@{door.person.id}>" in announced(door)
    assert MessageView(announcement(door)).button_labels == []
    result = await door.imagine(guild)
    await door.stage.run_worker_until_idle()
    assert (await door.stage.job(job_id_of(result))).state is State.DELIVERED
    assert CHANNEL_WELCOME in [view.text for view in shown_in(channel_named(guild))]


async def test_plan_is_chosen_from_a_list_that_only_the_presser_sees(door: OperatorStage) -> None:
    guild = await door.join()
    shown = await press(door, "Admit with plan…")
    assert response_view(shown).ephemeral
    assert MessageView(announcement(door)).button_labels == BUTTONS
    text = response_message(shown).message.components
    assert "50 pictures a day for each member" in str(text)
    await door.operator.select(response_message(shown), ["small"])
    assert (await door.server(guild)).plan == "small"
    assert f"Admitted with the plan small by <@{door.person.id}>" in announced(door)
    assert "Admitted with the plan small" in response_view(shown).text


async def test_leaving_asks_first(door: OperatorStage) -> None:
    guild = await door.join()
    await press(door, "Leave")
    assert MessageView(announcement(door)).button_labels == ["Yes, leave", "No, stay"]
    await press(door, "No, stay")
    assert MessageView(announcement(door)).button_labels == BUTTONS
    await press(door, "Leave")
    await press(door, "Yes, leave")
    await door.stage.env.settle()
    assert f"Left by <@{door.person.id}>" in announced(door)
    server = await door.server(guild)
    assert (server.decision, server.left_at is not None) == (False, True)
    assert door.stage.app.bot.get_guild(guild.id) is None


async def test_buttons_work_after_a_restart_and_show_what_was_decided_meanwhile(door: OperatorStage) -> None:
    guild = await door.join()
    await door.run("server", id=str(guild.id), admit=True)
    await door.stage.restart()
    await press(door, "Admit")
    assert f"Admitted before by <@{door.person.id}>" in announced(door)


@pytest.mark.parametrize("label", BUTTONS)
async def test_buttons_are_for_the_operator_alone(door: OperatorStage, label: str) -> None:
    guild = await door.join()
    answer = response_view(await door.stranger.click(announcement(door), label=label))
    assert (answer.text, answer.ephemeral) == (OPERATOR_ONLY, True)
    assert (await door.server(guild)).decision is None


@pytest.mark.parametrize("custom_id", ["easel:door:admit:{}", "easel:door:left:{}", "easel:doorplan:{}:1"])
async def test_forged_buttons_on_another_server_do_nothing(door: OperatorStage, custom_id: str) -> None:
    guild = await door.join()
    source = response_message(await door.stage.imagine("a fox"))
    (answer,) = await door.stage.press_concurrently((door.stage.alice, custom_id.format(guild.id), source))
    assert response_view(answer).text == OPERATOR_ONLY
    assert (await door.server(guild)).decision is None


async def test_buttons_work_on_the_operators_server_and_in_direct_messages_alone(door: OperatorStage) -> None:
    guild = await door.join()
    elsewhere = door.stage.guild.add_member(door.person)
    source = response_message(await door.stage.imagine("a fox"))
    (answer,) = await door.stage.press_concurrently((elsewhere, f"easel:door:admit:{guild.id}", source))
    assert response_view(answer).text == OPERATOR_ONLY
    assert (await door.server(guild)).decision is None


async def test_accepted_team_members_are_operators_and_invited_ones_are_not(door: OperatorStage) -> None:
    accepted, invited = (door.add_colleague(name) for name in ("ada", "ben"))
    states = {accepted: discord.TeamMembershipState.accepted, invited: discord.TeamMembershipState.invited}
    door.application.team = _Team(door.person.id, [_TeamMember(who.id, state) for who, state in states.items()])
    await door.stage.env.advance_time(61)
    guild = await door.join()
    assert response_view(await invited.click(announcement(door), label="Admit")).text == OPERATOR_ONLY
    await accepted.click(announcement(door), label="Admit")
    assert (await door.server(guild)).decision is True


async def test_person_who_was_just_removed_from_the_team_decides_nothing(door: OperatorStage) -> None:
    ada, ben = (door.add_colleague(name) for name in ("ada", "ben"))
    accepted = discord.TeamMembershipState.accepted
    door.application.team = _Team(door.person.id, [_TeamMember(who.id, accepted) for who in (ada, ben)])
    await door.stage.env.advance_time(61)
    first, second = await door.join("first"), await door.join("second")
    older, newer = door.private.history()
    await ada.click(older, label="Admit")
    door.application.team = _Team(door.person.id, [_TeamMember(ben.id, accepted)])
    await door.stage.env.advance_time(6)
    assert response_view(await ada.click(newer, label="Admit")).text == OPERATOR_ONLY
    decisions = [(await door.server(guild)).decision for guild in (first, second)]
    assert sorted(decisions, key=str) == [None, True]
    await ben.click(newer, label="Admit")
    assert [(await door.server(guild)).decision for guild in (first, second)] == [True, True]


class _TeamMember:
    def __init__(self, user_id: int, state: discord.TeamMembershipState) -> None:
        self.id = user_id
        self.membership_state = state


class _Team:
    def __init__(self, owner_id: int, members: list[_TeamMember]) -> None:
        self.owner_id = owner_id
        self.members = members


# ── what /admin check says ───────────────────────────────────────────────────────────────────────────────────────────


async def admin_check(door: OperatorStage, guild: GuildHandle) -> str:
    role = guild.create_role("Boss", permissions=discord.Permissions(administrator=True))
    boss = guild.add_member(door.stage.env.create_user("boss"), roles=[role])
    return response_view(await boss.slash(channel_named(guild), "admin check")).text


async def test_admin_check_says_that_the_server_waits(door: OperatorStage) -> None:
    text = await admin_check(door, await door.join())
    assert "❌ This server waits for Easel’s operator" in text
    assert "Nothing was charged" not in text


async def test_admin_check_says_that_everything_is_stopped(door: OperatorStage) -> None:
    guild = await door.join()
    await press(door, "Admit")
    await door.run("stop", reason="moving house")
    assert "❌ Easel’s operator has stopped new requests everywhere: moving house." in await admin_check(door, guild)
