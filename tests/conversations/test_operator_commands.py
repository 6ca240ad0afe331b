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
from cogs.operator.blocks import ONE_TARGET
from cogs.operator.permissions import OPERATOR_ONLY
from cogs.operator.servers import BUDGET_BELOW_ZERO, LEAVE_ALONE
from tests.support.fake_charts import FakeRenderer
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


async def audited(home: OperatorStage, guild_id: int) -> list[tuple[str, int | None, str]]:
    entries = await home.stage.app.database.run(audit.list_newest, guild_id)
    return [(str(entry.action), entry.actor_id, str(entry.detail)) for entry in entries]


# ── who and where ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", COMMANDS)
async def test_command_is_for_the_operator_alone(home: OperatorStage, name: str) -> None:
    answer = response_view(await home.run(name, home.stranger, **COMMANDS[name]))
    assert (answer.text, answer.ephemeral) == (str(OPERATOR_ONLY), True)
    assert await audited(home, home.guild.id) == []


async def test_commands_are_published_on_the_operators_server_only(home: OperatorStage) -> None:
    commands = home.stage.env.backend.commands
    assert [command["name"] for command in commands[home.guild.id].values()] == ["operator"]
    assert "operator" not in [command["name"] for command in commands[None].values()]


async def test_plans_are_offered_to_the_operator_alone(home: OperatorStage) -> None:
    async def offered(by: Any) -> list[str]:
        choices = await by.autocomplete(home.private, "operator server", "plan", "", id="1")
        return [choice["value"] for choice in choices]

    assert await offered(home.operator) == ["large", "small", "-"]
    assert await offered(home.stranger) == []


async def test_servers_are_offered_by_their_names_to_the_operator_alone(home: OperatorStage) -> None:
    guild = await home.join("Book Circle 100%")

    async def offered(typed: str, by: Any = home.operator, name: str = "server", option: str = "id") -> list[str]:
        choices = await by.autocomplete(home.private, f"operator {name}", option, typed)
        return [choice["name"] for choice in choices]

    waiting = f"Book Circle 100% · {guild.id} · waits"
    assert (await offered(""))[0] == waiting
    assert len(await offered("")) == 3
    for typed in ("book", "CIRCLE", "0%", str(guild.id)[:9]):
        assert waiting in await offered(typed)
    assert await offered("_ook") == []
    for name in ("block", "unblock"):
        assert await offered("book", name=name, option="server") == [waiting]
    assert await offered("book", by=home.stranger) == []


# ── servers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_list_shows_each_server_with_what_it_spent_and_what_waits(home: OperatorStage) -> None:
    guild = await home.join()
    await home.stage.imagine_and_wait("a fox", count=2)
    text = await home.text("servers")
    assert "3 servers" in text
    assert "1 server waits for your decision." in text
    assert "last 30 days" in text
    entries = re.findall(r"\*\*(\w+)\*\* · (?:[\d,]+ members · )?(\$[\d.]+) · (\d+ pictures?)(?: · (\w+))?", text)
    assert entries[0][0] == "Atelier"
    assert entries[0][2] == "2 pictures"
    assert entries[0][1] != "$0.00"
    assert ("Newcomers", "$0.00", "0 pictures", "waits") in entries
    newest = await home.text("servers", sort="joined")
    assert newest.index("Newcomers") < newest.index("Operators")
    assert str(guild.id) in newest


async def test_list_has_pages(home: OperatorStage) -> None:
    for number in range(10):
        await home.join(f"Number {number}", channel=None)
    first = await home.run("servers", sort="joined")
    assert "page 1 of 2" in response_view(first).text
    await home.operator.click(response_message(first), label="▶")
    shown = response_view(first)
    assert "page 2 of 2" in shown.text
    assert "**Operators**" in shown.text
    forged = await home.stage.press_concurrently((home.stranger, "easel:servers:spent:0", response_message(first)))
    assert response_view(forged[0]).text == str(OPERATOR_ONLY)


async def test_server_shows_plan_budgets_and_what_is_spent(home: OperatorStage) -> None:
    await home.stage.imagine_and_wait("a fox")
    text = await home.text("server", id=str(home.stage.guild.id), plan="small", dollars_per_day=1.5)
    assert "✅ The plan was changed." in text
    assert "Plan: small (chosen by you)" in text
    assert re.search(r"Budget for the day: \$0\.0\d+ of \$1\.50 spent", text)
    assert "Budget for the month: none" in text
    assert "Pictures a day for each member: 3" in text
    assert re.search(r"Last 30 days: 1 picture, \$0\.0\d", text)
    assert "Admission: admitted" in text


async def test_plan_and_budgets_are_taken_back(home: OperatorStage) -> None:
    guild = str(home.stage.guild.id)
    await home.run("server", id=guild, plan="small", dollars_per_day=1.0, dollars_per_month=2.0)
    text = await home.text("server", id=guild, plan="-", dollars_per_day=-1.0, dollars_per_month=-1.0)
    assert "Plan: none; the general limits hold" in text
    assert "Budget for the day: none" in text
    server = await home.server(home.stage.guild)
    assert (server.plan, server.daily_budget, server.monthly_budget) == (None, None, None)


async def test_budget_of_the_operator_holds_at_the_next_request(home: OperatorStage) -> None:
    await home.run("server", id=str(home.stage.guild.id), dollars_per_day=0.0)
    assert "budget for the day is 0" in response_view(await home.stage.imagine("a fox")).text


async def test_managers_see_in_their_audit_log_what_the_operator_changed(home: OperatorStage) -> None:
    guild = home.stage.guild.id
    await home.run("server", id=str(guild), plan="small", dollars_per_day=1.5, dollars_per_month=-1.0)
    await home.run("block", server=str(guild), reason="spam")
    assert await audited(home, guild) == [
        ("Block everywhere", home.person.id, "forever: spam"),
        (
            "Change the server’s limits",
            home.person.id,
            "budget for the day: $1.50, budget for the month: as the plan says",
        ),
        ("Change the server’s limits", home.person.id, "plan small"),
    ]
    assert await audited(home, home.guild.id) == []


async def test_moderators_read_of_the_operators_change_without_a_name(home: OperatorStage) -> None:
    staff = home.stage.guild.create_text_channel("staff")
    await home.stage.app.services.gate.change_rules(
        home.stage.guild.id, lambda rules: rules.model_copy(update={"log_channel": staff.id})
    )
    await home.run("server", id=str(home.stage.guild.id), plan="small")
    (message,) = staff.history()
    assert message.content == "**Change the server’s limits** by Easel’s operator\n-# plan small"


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ({"id": UNKNOWN_ID}, str(UNKNOWN_SERVER)),
        ({"id": "Atelier"}, "That is not the id of a server"),
        ({"id": "0"}, "That is not the id of a server"),
        ({"id": "9" * 19}, "That is not the id of a server"),
        ({"id": "", "plan": "gigantic"}, str(UNKNOWN_PLAN)),
        ({"id": "", "dollars_per_day": -0.5}, str(BUDGET_BELOW_ZERO)),
        ({"id": "", "leave": True, "admit": True}, str(LEAVE_ALONE)),
    ],
)
async def test_server_answers_bad_input_with_a_sentence(
    home: OperatorStage, options: dict[str, Any], answer: str
) -> None:
    options = {**options, "id": options["id"] or str(home.stage.guild.id)}
    assert answer in await home.text("server", **options)
    assert await audited(home, home.stage.guild.id) == []


async def test_server_is_closed_and_admitted_again(home: OperatorStage) -> None:
    guild = str(home.stage.guild.id)
    assert "Admission: not admitted" in await home.text("server", id=guild, admit=False)
    assert response_view(await home.stage.imagine("a fox")).text == str(ServerNotAdmitted.sentence)
    assert "Admission: admitted" in await home.text("server", id=guild, admit=True)
    assert "waits" not in response_view(await home.stage.imagine("a fox")).text


async def test_server_of_the_configuration_cannot_be_refused(home: OperatorStage) -> None:
    assert await home.text("server", id=str(home.guild.id), admit=False) == str(ALWAYS_ADMITTED)
    assert (await home.server(home.guild)).decision is True


async def test_leave_option_asks_and_then_leaves_an_admitted_server(home: OperatorStage) -> None:
    question = await home.run("server", id=str(home.stage.guild.id), leave=True)
    assert response_view(question).button_labels == ["Yes, leave", "No, stay"]
    await home.operator.click(response_message(question), label="No, stay")
    assert "Easel stays on **Atelier**" in response_view(question).text
    question = await home.run("server", id=str(home.stage.guild.id), leave=True)
    await home.operator.click(response_message(question), label="Yes, leave")
    server = await home.server(home.stage.guild)
    assert (server.decision, server.left_at is not None) == (True, True)
    assert "left <t:" in await home.text("server", id=str(home.stage.guild.id))
    answer = response_view(await home.run("server", id=str(home.stage.guild.id), leave=True))
    assert "Leave this server?" in answer.text


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["{}", "<@{}>", "<@!{}>", " {} "])
async def test_blocked_person_reads_reason_and_end_on_every_server(home: OperatorStage, typed: str) -> None:
    running, waiting = await home.stage.imagine("a hat"), await home.stage.imagine("a fox")
    text = await home.text("block", user=typed.format(home.stage.alice.id), reason="spam @everyone", days=3)
    assert "1 waiting request was cancelled and not charged" in text
    assert (await home.stage.job(job_id_of(waiting))).state is State.CANCELLED
    assert (await home.stage.job(job_id_of(running))).state is State.SUBMITTED
    assert "cancelled" in response_view(waiting).text
    answer = response_view(await home.stage.imagine("a fox")).text
    assert answer.startswith(
        "Easel’s operator blocked you from requesting pictures anywhere: spam ＠everyone. The block"  # noqa: RUF001
    )
    assert answer.count("othing was charged") == 1
    there = home.guild.add_member(home.stage.alice.user)
    assert "blocked you" in response_view(await home.imagine(home.guild, there)).text
    assert "<@" in await home.text("blocks")


async def test_blocked_server_reads_the_reason_until_it_is_lifted(home: OperatorStage) -> None:
    guild = str(home.stage.guild.id)
    assert f"Everyone on the server **Atelier** `{guild}` is blocked there" in await home.text(
        "block", server=guild, reason="spam"
    )
    assert (
        "blocked this server from requesting pictures: spam."
        in response_view(await home.stage.imagine("a fox", home.stage.bob)).text
    )
    assert f"server **Atelier** `{guild}` · forever" in await home.text("blocks")
    shown = await home.text("server", id=guild)
    assert "⛔ Blocked forever: spam" in shown
    assert f"({home.stage.guild.owner.name})" in shown
    await home.run("unblock", server=guild)
    assert await home.text("blocks") == "Nobody is blocked."
    assert "blocked" not in response_view(await home.stage.imagine("a fox", home.stage.bob)).text


async def test_block_ends_by_itself(home: OperatorStage) -> None:
    await home.run("block", user=str(home.stage.alice.id), days=1)
    assert "no reason was given" in response_view(await home.stage.imagine("a fox")).text
    await home.maintain(24 * 3600)
    assert await home.text("blocks") == "Nobody is blocked."
    assert "blocked" not in response_view(await home.stage.imagine("a fox")).text


@pytest.mark.parametrize("name", ["block", "unblock"])
@pytest.mark.parametrize("options", [{}, {"user": UNKNOWN_ID, "server": UNKNOWN_ID}])
async def test_block_names_one_target(home: OperatorStage, name: str, options: dict[str, Any]) -> None:
    assert await home.text(name, **options) == str(ONE_TARGET)


async def test_operator_blocks_neither_themselves_nor_their_server(home: OperatorStage) -> None:
    assert await home.text("block", user=str(home.person.id)) == str(CANNOT_BLOCK_YOURSELF)
    assert await home.text("block", server=str(home.guild.id)) == str(CANNOT_BLOCK_OWN_SERVER)
    assert await home.text("unblock", user=str(home.stage.alice.id)) == str(NOT_BLOCKED)
    assert await home.text("block", user="alice") != ""


# ── stop and resume ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_stop_survives_a_restart_lets_what_runs_finish_and_ends_with_resume(home: OperatorStage) -> None:
    running, waiting = await home.stage.imagine("a fox"), await home.stage.imagine("a fox")
    text = await home.text("stop", reason="moving house")
    assert "1 request waiting, 1 being drawn or delivered" in text
    await home.stage.restart()
    refused = response_view(await home.stage.imagine("a hat", home.stage.bob))
    assert "stopped new requests everywhere: moving house." in refused.text
    await home.stage.run_worker_until_idle()
    for request in (running, waiting):
        assert (await home.stage.job(job_id_of(request))).state is State.DELIVERED
    listed = await home.text("servers")
    assert f"by <@{home.person.id}>: moving house" in listed
    assert "accepted again" in await home.text("resume", reason="done")
    assert await home.text("resume") == str(NOT_STOPPED)
    assert "stopped" not in response_view(await home.stage.imagine("a hat", home.stage.bob)).text
    actions = [(action, detail) for action, _, detail in await audited(home, home.guild.id)]
    assert actions == [("Accept requests again", "done"), ("Stop all requests", "moving house")]


async def test_answers_of_the_operator_are_private(home: OperatorStage) -> None:
    home.stage.app.services.statistics.renderer = FakeRenderer()
    await home.join()
    before = len(home.private.history())
    for name, options in COMMANDS.items():
        assert response_view(await home.run(name, **options)).ephemeral, name
    assert len(home.private.history(viewer=home.stranger)) == before
    assert channel_named(home.guild, "lobby") is not None


async def test_closed_server_gets_waiting_requests_back_and_no_more_are_drawn(home: OperatorStage) -> None:
    stage = home.stage
    stage.runware.account.task_durations = 30
    await stage.imagine("a fox")
    waiting = await stage.imagine("a hat")
    assert "Admission: not admitted" in await home.text("server", id=str(stage.guild.id), admit=False)
    job = await stage.job(job_id_of(waiting))
    assert (job.state, job.reason) == (State.CANCELLED, CANCELLED_BY_REFUSING)
    stage.runware.account.task_durations = 0
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 1
