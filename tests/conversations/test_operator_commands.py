"""``/operator``: lists and changes servers, blocks, stops and resumes, for the operator on their server alone."""

import re
from typing import Any

import pytest

from bot.domain.job import State
from bot.operator.desk import (
    CANNOT_BLOCK_OWN_SERVER,
    CANNOT_BLOCK_YOURSELF,
    NOT_BLOCKED,
    NOT_STOPPED,
)
from bot.operator.server_desk import ALWAYS_ADMITTED, CANCELLED_BY_REFUSING, UNKNOWN_PLAN, UNKNOWN_SERVER
from bot.refusals import ServerNotAdmitted
from bot.storage import audit
from bot.ui.operator.blocks import NO_BLOCKS
from cogs.operator.blocks import ONE_TARGET
from cogs.operator.permissions import OPERATOR_ONLY
from cogs.operator.servers import BUDGET_BELOW_ZERO, LEAVE_ALONE
from tests.support.operator_stage import OperatorStage, channel_named
from tests.support.stage import job_id_of, response_message, response_view

UNKNOWN_ID = "123456789012345678"
COMMANDS: dict[str, dict[str, Any]] = {
    "servers": {},
    "server": {"id": UNKNOWN_ID},
    "block": {"user": UNKNOWN_ID},
    "unblock": {"user": UNKNOWN_ID},
    "blocks": {},
    "stop": {"reason": "x"},
    "resume": {},
    "stats": {"days": 7},
}


async def audited(door: OperatorStage, guild_id: int) -> list[tuple[str, int | None, str]]:
    entries = await door.stage.app.database.run(audit.list_newest, guild_id)
    return [(entry.action, entry.actor_id, entry.detail) for entry in entries]


# ── who and where ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", COMMANDS)
async def test_command_is_for_the_operator_alone(door: OperatorStage, name: str) -> None:
    answer = response_view(await door.run(name, door.stranger, **COMMANDS[name]))
    assert (answer.text, answer.ephemeral) == (OPERATOR_ONLY, True)
    assert await audited(door, door.home.id) == []


async def test_commands_are_published_on_the_operators_server_only(door: OperatorStage) -> None:
    commands = door.stage.env.backend.commands
    assert [command["name"] for command in commands[door.home.id].values()] == ["operator"]
    assert "operator" not in [command["name"] for command in commands[None].values()]


async def test_plans_are_offered_to_the_operator_alone(door: OperatorStage) -> None:
    async def offered(by: Any) -> list[str]:
        choices = await by.autocomplete(door.private, "operator server", "plan", "", id="1")
        return [choice["value"] for choice in choices]

    assert await offered(door.operator) == ["large", "small", "-"]
    assert await offered(door.stranger) == []


async def test_servers_are_offered_by_their_names_to_the_operator_alone(door: OperatorStage) -> None:
    guild = await door.join("Book Circle 100%")

    async def offered(typed: str, by: Any = door.operator, name: str = "server", option: str = "id") -> list[str]:
        choices = await by.autocomplete(door.private, f"operator {name}", option, typed)
        return [choice["name"] for choice in choices]

    waiting = f"Book Circle 100% · {guild.id} · waits"
    assert (await offered(""))[0] == waiting
    assert len(await offered("")) == 3
    for typed in ("book", "CIRCLE", "0%", str(guild.id)[:9]):
        assert waiting in await offered(typed)
    assert await offered("_ook") == []
    for name in ("block", "unblock"):
        assert await offered("book", name=name, option="server") == [waiting]
    assert await offered("book", by=door.stranger) == []


# ── servers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_list_shows_each_server_with_what_it_spent_and_what_waits(door: OperatorStage) -> None:
    guild = await door.join()
    await door.stage.imagine_and_wait("a fox", count=2)
    text = await door.text("servers")
    assert "3 servers" in text
    assert "1 server waits for your decision." in text
    assert "last 30 days" in text
    entries = re.findall(r"\*\*(\w+)\*\* · (?:[\d,]+ members · )?(\$[\d.]+) · (\d+ pictures?)(?: · (\w+))?", text)
    assert entries[0][0] == "Atelier"
    assert entries[0][2] == "2 pictures"
    assert entries[0][1] != "$0.00"
    assert ("Newcomers", "$0.00", "0 pictures", "waits") in entries
    newest = await door.text("servers", sort="joined")
    assert newest.index("Newcomers") < newest.index("Operators")
    assert str(guild.id) in newest


async def test_list_has_pages(door: OperatorStage) -> None:
    for number in range(10):
        await door.join(f"Number {number}", channel=None)
    first = await door.run("servers", sort="joined")
    assert "page 1 of 2" in response_view(first).text
    await door.operator.click(response_message(first), label="▶")
    shown = response_view(first)
    assert "page 2 of 2" in shown.text
    assert "**Operators**" in shown.text
    forged = await door.stage.press_concurrently((door.stranger, "easel:servers:spent:0", response_message(first)))
    assert response_view(forged[0]).text == OPERATOR_ONLY


async def test_server_shows_plan_budgets_and_what_is_spent(door: OperatorStage) -> None:
    await door.stage.imagine_and_wait("a fox")
    text = await door.text("server", id=str(door.stage.guild.id), plan="small", dollars_per_day=1.5)
    assert "✅ The plan was changed." in text
    assert "Plan: small (chosen by you)" in text
    assert re.search(r"Budget for the day: \$0\.0\d+ of \$1\.50 spent", text)
    assert "Budget for the month: none" in text
    assert "Pictures a day for each member: 3" in text
    assert re.search(r"Last 30 days: 1 picture, \$0\.0\d", text)
    assert "Admission: admitted" in text


async def test_plan_and_budgets_are_taken_back(door: OperatorStage) -> None:
    guild = str(door.stage.guild.id)
    await door.run("server", id=guild, plan="small", dollars_per_day=1.0, dollars_per_month=2.0)
    text = await door.text("server", id=guild, plan="-", dollars_per_day=-1.0, dollars_per_month=-1.0)
    assert "Plan: none; the general limits hold" in text
    assert "Budget for the day: none" in text
    server = await door.server(door.stage.guild)
    assert (server.plan, server.daily_budget, server.monthly_budget) == (None, None, None)


async def test_budget_of_the_operator_holds_at_the_next_request(door: OperatorStage) -> None:
    await door.run("server", id=str(door.stage.guild.id), dollars_per_day=0.0)
    assert "budget for the day is 0" in response_view(await door.stage.imagine("a fox")).text


async def test_managers_see_in_their_audit_log_what_the_operator_changed(door: OperatorStage) -> None:
    guild = door.stage.guild.id
    await door.run("server", id=str(guild), plan="small", dollars_per_day=1.5, dollars_per_month=-1.0)
    await door.run("block", server=str(guild), reason="spam")
    assert await audited(door, guild) == [
        ("Block everywhere", door.person.id, "forever: spam"),
        (
            "Change the server’s limits",
            door.person.id,
            "budget for the day: $1.50, budget for the month: as the plan says",
        ),
        ("Change the server’s limits", door.person.id, "plan small"),
    ]
    assert await audited(door, door.home.id) == []


async def test_moderators_read_of_the_operators_change_without_a_name(door: OperatorStage) -> None:
    staff = door.stage.guild.create_text_channel("staff")
    await door.stage.app.services.gate.change_rules(
        door.stage.guild.id, lambda rules: rules.model_copy(update={"log_channel": staff.id})
    )
    await door.run("server", id=str(door.stage.guild.id), plan="small")
    (message,) = staff.history()
    assert message.content == "**Change the server’s limits** by Easel’s operator\n-# plan small"


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ({"id": UNKNOWN_ID}, UNKNOWN_SERVER),
        ({"id": "Atelier"}, "That is not the id of a server"),
        ({"id": "0"}, "That is not the id of a server"),
        ({"id": "9" * 19}, "That is not the id of a server"),
        ({"id": "", "plan": "gigantic"}, UNKNOWN_PLAN),
        ({"id": "", "dollars_per_day": -0.5}, BUDGET_BELOW_ZERO),
        ({"id": "", "leave": True, "admit": True}, LEAVE_ALONE),
    ],
)
async def test_server_answers_bad_input_with_a_sentence(
    door: OperatorStage, options: dict[str, Any], answer: str
) -> None:
    options = {**options, "id": options["id"] or str(door.stage.guild.id)}
    assert answer in await door.text("server", **options)
    assert await audited(door, door.stage.guild.id) == []


async def test_server_is_closed_and_admitted_again(door: OperatorStage) -> None:
    guild = str(door.stage.guild.id)
    assert "Admission: not admitted" in await door.text("server", id=guild, admit=False)
    assert response_view(await door.stage.imagine("a fox")).text == ServerNotAdmitted.sentence
    assert "Admission: admitted" in await door.text("server", id=guild, admit=True)
    assert "waits" not in response_view(await door.stage.imagine("a fox")).text


async def test_server_of_the_configuration_cannot_be_refused(door: OperatorStage) -> None:
    assert await door.text("server", id=str(door.home.id), admit=False) == ALWAYS_ADMITTED
    assert (await door.server(door.home)).decision is True


async def test_leave_option_asks_and_then_leaves_an_admitted_server(door: OperatorStage) -> None:
    question = await door.run("server", id=str(door.stage.guild.id), leave=True)
    assert response_view(question).button_labels == ["Yes, leave", "No, stay"]
    await door.operator.click(response_message(question), label="No, stay")
    assert "Easel stays on **Atelier**" in response_view(question).text
    question = await door.run("server", id=str(door.stage.guild.id), leave=True)
    await door.operator.click(response_message(question), label="Yes, leave")
    server = await door.server(door.stage.guild)
    assert (server.decision, server.left_at is not None) == (True, True)
    assert "left <t:" in await door.text("server", id=str(door.stage.guild.id))
    answer = response_view(await door.run("server", id=str(door.stage.guild.id), leave=True))
    assert "Leave this server?" in answer.text


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["{}", "<@{}>", "<@!{}>", " {} "])
async def test_blocked_person_reads_reason_and_end_on_every_server(door: OperatorStage, typed: str) -> None:
    running, waiting = await door.stage.imagine("a hat"), await door.stage.imagine("a fox")
    text = await door.text("block", user=typed.format(door.stage.alice.id), reason="spam @everyone", days=3)
    assert "1 waiting request cancelled and not charged" in text
    assert (await door.stage.job(job_id_of(waiting))).state is State.CANCELLED
    assert (await door.stage.job(job_id_of(running))).state is State.SUBMITTED
    assert "cancelled" in response_view(waiting).text
    answer = response_view(await door.stage.imagine("a fox")).text
    assert answer.startswith(
        "Easel’s operator blocked you from requesting pictures anywhere: spam ＠everyone. The block"  # noqa: RUF001
    )
    assert answer.count("othing was charged") == 1
    there = door.home.add_member(door.stage.alice.user)
    assert "blocked you" in response_view(await door.imagine(door.home, there)).text
    assert "<@" in await door.text("blocks")


async def test_blocked_server_reads_the_reason_until_it_is_lifted(door: OperatorStage) -> None:
    guild = str(door.stage.guild.id)
    assert f"Everyone on the server `{guild}` is blocked there" in await door.text("block", server=guild, reason="spam")
    assert (
        "blocked this server from requesting pictures: spam."
        in response_view(await door.stage.imagine("a fox", door.stage.bob)).text
    )
    assert f"server `{guild}`" in await door.text("blocks")
    assert "⛔ Blocked forever: spam" in await door.text("server", id=guild)
    await door.run("unblock", server=guild)
    assert await door.text("blocks") == NO_BLOCKS
    assert "blocked" not in response_view(await door.stage.imagine("a fox", door.stage.bob)).text


async def test_block_ends_by_itself(door: OperatorStage) -> None:
    await door.run("block", user=str(door.stage.alice.id), days=1)
    assert "no reason was given" in response_view(await door.stage.imagine("a fox")).text
    await door.maintain(24 * 3600)
    assert await door.text("blocks") == NO_BLOCKS
    assert "blocked" not in response_view(await door.stage.imagine("a fox")).text


@pytest.mark.parametrize("name", ["block", "unblock"])
@pytest.mark.parametrize("options", [{}, {"user": UNKNOWN_ID, "server": UNKNOWN_ID}])
async def test_block_names_one_target(door: OperatorStage, name: str, options: dict[str, Any]) -> None:
    assert await door.text(name, **options) == ONE_TARGET


async def test_operator_blocks_neither_themselves_nor_their_server(door: OperatorStage) -> None:
    assert await door.text("block", user=str(door.person.id)) == CANNOT_BLOCK_YOURSELF
    assert await door.text("block", server=str(door.home.id)) == CANNOT_BLOCK_OWN_SERVER
    assert await door.text("unblock", user=str(door.stage.alice.id)) == NOT_BLOCKED
    assert await door.text("block", user="alice") != ""


# ── stop and resume ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_stop_survives_a_restart_lets_what_runs_finish_and_ends_with_resume(door: OperatorStage) -> None:
    running, waiting = await door.stage.imagine("a fox"), await door.stage.imagine("a fox")
    text = await door.text("stop", reason="moving house")
    assert "1 request waiting, 1 being drawn or delivered" in text
    await door.stage.restart()
    refused = response_view(await door.stage.imagine("a hat", door.stage.bob))
    assert "stopped new requests everywhere: moving house." in refused.text
    await door.stage.run_worker_until_idle()
    for request in (running, waiting):
        assert (await door.stage.job(job_id_of(request))).state is State.DELIVERED
    listed = await door.text("servers")
    assert f"by <@{door.person.id}>: moving house" in listed
    assert "accepted again" in await door.text("resume", reason="done")
    assert await door.text("resume") == NOT_STOPPED
    assert "stopped" not in response_view(await door.stage.imagine("a hat", door.stage.bob)).text
    actions = [(action, detail) for action, _, detail in await audited(door, door.home.id)]
    assert actions == [("Accept requests again", "done"), ("Stop all requests", "moving house")]


async def test_answers_of_the_operator_are_private(door: OperatorStage) -> None:
    await door.join()
    before = len(door.private.history())
    for name, options in COMMANDS.items():
        assert response_view(await door.run(name, **options)).ephemeral, name
    assert len(door.private.history(viewer=door.stranger)) == before
    assert channel_named(door.home, "lobby") is not None


async def test_closed_server_gets_waiting_requests_back_and_no_more_are_drawn(door: OperatorStage) -> None:
    stage = door.stage
    stage.runware.account.task_durations = 30
    await stage.imagine("a fox")
    waiting = await stage.imagine("a hat")
    assert "Admission: not admitted" in await door.text("server", id=str(stage.guild.id), admit=False)
    job = await stage.job(job_id_of(waiting))
    assert (job.state, job.reason) == (State.CANCELLED, CANCELLED_BY_REFUSING)
    stage.runware.account.task_durations = 0
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 1
