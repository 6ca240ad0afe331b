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


def announcement(home: OperatorStage) -> discord.Message:
    (message,) = home.private.history()
    return message


async def press(home: OperatorStage, label: str) -> InteractionResult:
    return await home.operator.click(announcement(home), label=label)


def announced(home: OperatorStage) -> str:
    return MessageView(announcement(home)).text


# ── waiting ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_members_of_a_waiting_server_read_one_sentence_and_nothing_is_spent(home: OperatorStage) -> None:
    guild = await home.join()
    answer = response_view(await home.imagine(guild))
    assert (answer.text, answer.ephemeral) == (str(ServerWaiting.sentence), True)
    assert await home.stage.app.database.run(count_rows, "ledger") == 0
    assert home.stage.provider_tasks() == []
    assert [view.text for view in shown_in(channel_named(guild))] == [str(SERVER_WAITS)]


async def test_server_from_before_and_the_operators_own_do_not_wait(home: OperatorStage) -> None:
    assert response_view(await home.stage.imagine("a fox")).text != str(ServerWaiting.sentence)
    assert (await home.imagine(home.guild)).response is not None
    assert await home.stage.app.database.run(count_rows, "ledger") == 2
    assert shown_in(home.private) == []
    assert home.stage.messages(home.stage.bob)[0].text != str(CHANNEL_WELCOME)


async def test_operator_is_asked_once_where_only_they_can_read(home: OperatorStage) -> None:
    guild = await home.join()
    for _ in range(3):
        await home.maintain(120)
    view = MessageView(announcement(home))
    assert view.button_labels == BUTTONS
    assert "**Newcomers**" in view.text
    assert f"owner <@{guild.owner.id}> ({guild.owner.name})" in view.text
    assert f"`{guild.id}`" in view.text
    assert "members" in view.text
    assert [view.text for view in shown_in(home.lobby)] == [str(CHANNEL_WELCOME)]


async def test_operators_moderators_channel_comes_first(home: OperatorStage) -> None:
    staff = home.guild.create_text_channel("staff", overwrites=home.private_overwrites())
    await home.stage.env.settle()
    await home.stage.app.services.gate.change_rules(
        home.guild.id, lambda rules: rules.model_copy(update={"log_channel": staff.id})
    )
    await home.join()
    assert (len(shown_in(staff)), len(shown_in(home.private))) == (1, 0)


async def test_operator_is_asked_later_when_discord_was_down(home: OperatorStage) -> None:
    home.stage.env.inject_error("POST", "/channels/*/messages", status=503, times=None)
    guild = await home.join()
    assert shown_in(home.private) == []
    home.stage.env.backend.faults.clear()
    await home.maintain()
    assert shown_in(home.private) == []
    await home.maintain(61)
    assert len(shown_in(home.private)) == 1
    await home.maintain(61)
    assert len(shown_in(home.private)) == 1
    assert (await home.server(guild)).announced_at is not None


async def test_operator_without_a_server_is_asked_by_direct_message(
    make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = Application(monkeypatch)
    sections = {**SECTIONS, "discord": {"admission": "auto"}}
    stage = await make_stage(**sections)
    home = OperatorStage(stage, application)
    await home.open()
    guild = await home.join()
    (message,) = home.person.dm_channel.history()
    assert "**Newcomers**" in MessageView(message).text
    await home.person.click(message, label="Admit")
    assert (await home.server(guild)).decision is True


async def test_hostile_server_name_is_shown_as_plain_text(home: OperatorStage) -> None:
    await home.join("@everyone **[x](https://evil.example)** <@1>")
    text = announced(home)
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
    home = await OperatorStage(await make_stage(**{**SECTIONS, "discord": discord_section}), application).open()
    guild = await home.join()
    assert response_view(await home.imagine(guild)).text == str(ServerWaiting.sentence)
    await home.maintain(120)
    assert shown_in(home.private) == []
    text = await home.text("server", id=str(guild.id), admit=True)
    assert f"add {guild.id} to discord.guilds" in text
    assert (await home.server(guild)).decision is None


async def test_private_application_admits_at_once_and_for_good(
    make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = Application(monkeypatch)
    application.is_public = False
    home = await OperatorStage(await make_stage(**SECTIONS), application).open()
    guild = await home.join()
    application.is_public = True
    await home.maintain(61)
    later = await home.join("Later")
    assert response_view(await home.imagine(guild)).text != str(ServerWaiting.sentence)
    assert response_view(await home.imagine(later)).text == str(ServerWaiting.sentence)
    assert len(shown_in(home.private)) == 1


# ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_admitted_server_works_at_once_and_is_welcomed(home: OperatorStage) -> None:
    guild = await home.join()
    await press(home, "Admit")
    assert f"Admitted by <@{home.person.id}>" in announced(home)
    assert MessageView(announcement(home)).button_labels == []
    result = await home.imagine(guild)
    await home.stage.run_worker_until_idle()
    assert (await home.stage.job(job_id_of(result))).state is State.DELIVERED
    assert str(CHANNEL_WELCOME) in [view.text for view in shown_in(channel_named(guild))]


async def test_plan_is_chosen_from_a_list_that_only_the_presser_sees(home: OperatorStage) -> None:
    guild = await home.join()
    shown = await press(home, "Admit with plan…")
    assert response_view(shown).ephemeral
    assert MessageView(announcement(home)).button_labels == BUTTONS
    text = response_message(shown).message.components
    assert "50 pictures a day for each member" in str(text)
    await home.operator.select(response_message(shown), ["small"])
    assert (await home.server(guild)).plan == "small"
    assert f"Admitted with the plan small by <@{home.person.id}>" in announced(home)
    assert "Admitted with the plan small" in response_view(shown).text


async def test_leaving_asks_first(home: OperatorStage) -> None:
    guild = await home.join()
    await press(home, "Leave")
    assert MessageView(announcement(home)).button_labels == ["Yes, leave", "No, stay"]
    await press(home, "No, stay")
    assert MessageView(announcement(home)).button_labels == BUTTONS
    await press(home, "Leave")
    await press(home, "Yes, leave")
    await home.stage.env.settle()
    assert f"Left by <@{home.person.id}>" in announced(home)
    server = await home.server(guild)
    assert (server.decision, server.left_at is not None) == (False, True)
    assert home.stage.app.bot.get_guild(guild.id) is None


async def test_buttons_work_after_a_restart_and_show_what_was_decided_meanwhile(home: OperatorStage) -> None:
    guild = await home.join()
    await home.run("server", id=str(guild.id), admit=True)
    await home.stage.restart()
    await press(home, "Admit")
    assert f"Admitted before by <@{home.person.id}>" in announced(home)


@pytest.mark.parametrize("label", BUTTONS)
async def test_buttons_are_for_the_operator_alone(home: OperatorStage, label: str) -> None:
    guild = await home.join()
    answer = response_view(await home.stranger.click(announcement(home), label=label))
    assert (answer.text, answer.ephemeral) == (str(OPERATOR_ONLY), True)
    assert (await home.server(guild)).decision is None


@pytest.mark.parametrize(
    "custom_id", ["easel:admission:admit:{}", "easel:admission:left:{}", "easel:admission-plan:{}:1"]
)
async def test_forged_buttons_on_another_server_do_nothing(home: OperatorStage, custom_id: str) -> None:
    guild = await home.join()
    source = response_message(await home.stage.imagine("a fox"))
    (answer,) = await home.stage.press_concurrently((home.stage.alice, custom_id.format(guild.id), source))
    assert response_view(answer).text == str(OPERATOR_ONLY)
    assert (await home.server(guild)).decision is None


async def test_buttons_work_on_the_operators_server_and_in_direct_messages_alone(home: OperatorStage) -> None:
    guild = await home.join()
    elsewhere = home.stage.guild.add_member(home.person)
    source = response_message(await home.stage.imagine("a fox"))
    (answer,) = await home.stage.press_concurrently((elsewhere, f"easel:admission:admit:{guild.id}", source))
    assert response_view(answer).text == str(OPERATOR_ONLY)
    assert (await home.server(guild)).decision is None


async def test_accepted_team_members_are_operators_and_invited_ones_are_not(home: OperatorStage) -> None:
    accepted, invited = (home.add_colleague(name) for name in ("ada", "ben"))
    states = {accepted: discord.TeamMembershipState.accepted, invited: discord.TeamMembershipState.invited}
    home.application.team = _Team(home.person.id, [_TeamMember(who.id, state) for who, state in states.items()])
    await home.stage.env.advance_time(61)
    guild = await home.join()
    assert response_view(await invited.click(announcement(home), label="Admit")).text == str(OPERATOR_ONLY)
    await accepted.click(announcement(home), label="Admit")
    assert (await home.server(guild)).decision is True


async def test_person_who_was_just_removed_from_the_team_decides_nothing(home: OperatorStage) -> None:
    ada, ben = (home.add_colleague(name) for name in ("ada", "ben"))
    accepted = discord.TeamMembershipState.accepted
    home.application.team = _Team(home.person.id, [_TeamMember(who.id, accepted) for who in (ada, ben)])
    await home.stage.env.advance_time(61)
    first, second = await home.join("first"), await home.join("second")
    older, newer = home.private.history()
    await ada.click(older, label="Admit")
    home.application.team = _Team(home.person.id, [_TeamMember(ben.id, accepted)])
    await home.stage.env.advance_time(6)
    assert response_view(await ada.click(newer, label="Admit")).text == str(OPERATOR_ONLY)
    decisions = [(await home.server(guild)).decision for guild in (first, second)]
    assert sorted(decisions, key=str) == [None, True]
    await ben.click(newer, label="Admit")
    assert [(await home.server(guild)).decision for guild in (first, second)] == [True, True]


class _TeamMember:
    def __init__(self, user_id: int, state: discord.TeamMembershipState) -> None:
        self.id = user_id
        self.membership_state = state


class _Team:
    def __init__(self, owner_id: int, members: list[_TeamMember]) -> None:
        self.owner_id = owner_id
        self.members = members


# ── what /admin check says ───────────────────────────────────────────────────────────────────────────────────────────


async def admin_check(home: OperatorStage, guild: GuildHandle) -> str:
    role = guild.create_role("Boss", permissions=discord.Permissions(administrator=True))
    boss = guild.add_member(home.stage.env.create_user("boss"), roles=[role])
    return response_view(await boss.slash(channel_named(guild), "admin check")).text


async def test_admin_check_says_that_the_server_waits(home: OperatorStage) -> None:
    text = await admin_check(home, await home.join())
    assert "❌ This server waits for Easel’s operator" in text
    assert "Nothing was charged" not in text


async def test_admin_check_says_that_everything_is_stopped(home: OperatorStage) -> None:
    guild = await home.join()
    await press(home, "Admit")
    await home.run("stop", reason="moving house")
    assert "❌ Easel’s operator has stopped new requests everywhere: moving house." in await admin_check(home, guild)
