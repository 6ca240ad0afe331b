"""The container image: the bot works in it, restricted as ``compose.yaml`` restricts it."""

import asyncio
import base64
import io
import tomllib

from PIL import Image

from sandbox.discord.state.interactions import Interaction
from tests.support.containers import Podman, free_port
from tests.support.forkserver import PROJECT_ROOT
from tests.support.invariants import assert_every_request_ended_once
from tests.support.process_stage import FAST_SETTINGS, ProcessStage, wait_until

USER_ID = 10001


async def start(podman: Podman, stage: ProcessStage, *, version: int = 1) -> None:
    """Start the bot in a container and wait until it is connected."""
    own = {"EASEL_HTTP__LISTEN": f"0.0.0.0:{free_port()}"}
    await podman.start(stage.sandbox.bot_environment() | FAST_SETTINGS | own, version=version)
    await wait_until("the bot connects", lambda: stage.connected_bots == 1, seconds=60)


def ask(stage: ProcessStage, command: str, **values: object) -> Interaction:
    discord = stage.sandbox.discord
    asked = discord.member_actions.run_command(discord.world.ines, stage.channel("studio"), command, values)
    stage.requests.append(asked)
    return asked


async def test_bot_in_read_only_container_draws_reports_health_and_drains(podman: Podman, stage: ProcessStage) -> None:
    await start(podman, stage)
    assert (await podman.call("healthcheck", "run", podman.name)).code == 0
    assert podman.owner_of_database() == USER_ID
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, "PNG")
    upload = {"filename": "holiday.png", "data_base64": base64.b64encode(out.getvalue()).decode()}
    drawn, edited = ask(stage, "imagine", prompt="a fox"), ask(stage, "edit", prompt="at night", image=upload)
    await stage.wait_until_ended(drawn, edited)
    assert len(stage.attachments_of(drawn)) == len(stage.attachments_of(edited)) == 1
    charts = ask(stage, "admin stats", days=7)
    stage.requests.remove(charts)
    shown = await stage.wait_for_response(charts)
    await wait_until("the charts arrive", lambda: shown.content.attachments)

    stage.sandbox.runware.account.task_durations = 1.0
    last = stage.imagine("a heron")
    await wait_until("its task is accepted", lambda: len(stage.sandbox.runware.tasks) == 3)
    assert await podman.stop() == 0
    await stage.wait_until_ended(last, seconds=1)
    await assert_every_request_ended_once(stage)


async def test_volume_is_carried_on_by_the_next_image(podman: Podman, stage: ProcessStage) -> None:
    await start(podman, stage)
    before = stage.imagine("a fox")
    await stage.wait_until_ended(before)
    stage.sandbox.runware.account.task_durations = 3600.0
    waiting = stage.imagine("an owl")
    await wait_until("its task is accepted", lambda: len(stage.sandbox.runware.tasks) == 2)
    assert await podman.stop() == 0

    stage.sandbox.runware.account.task_durations = 0.1
    for task in stage.sandbox.runware.tasks.values():
        task.results[:] = [type(item)(item.image_uuid, item.seed, task.accepted_at) for item in task.results]
    await start(podman, stage, version=2)
    assert (await podman.execute("python", "-c", "import bot; assert bot.NEXT")).code == 0
    after = stage.imagine("a heron")
    await stage.wait_until_ended(before, waiting, after)
    assert len(await stage.jobs()) == 3
    await assert_every_request_ended_once(stage)
    assert await podman.stop() == 0


async def test_health_check_fails_while_nothing_answers(podman: Podman) -> None:
    asked = await podman.run(
        "python", "-m", "bot.healthcheck", environment={"EASEL_HTTP__LISTEN": f"0.0.0.0:{free_port()}"}
    )
    assert asked.code == 1
    assert "ConnectionRefusedError" in asked.output


async def test_commands_answer_in_the_image(podman: Podman, stage: ProcessStage) -> None:
    check, version = await asyncio.gather(
        podman.run("python", "-m", "bot", "check", environment=stage.sandbox.bot_environment()),
        podman.run("python", "-m", "bot", "--version"),
    )
    assert check.code == 0, check.output
    assert "ok   discord" in check.output
    assert "FAIL" not in check.output
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text())["project"]
    assert version.code == 0, version.output
    assert project["version"] in version.output


CONTENTS = """
import importlib.util, os, sys
for optional in ("asyncpg", "botocore", "re2"):
    assert importlib.util.find_spec(optional), optional
for absent in ("pip", "setuptools", "pytest", "sandbox", "tests"):
    assert importlib.util.find_spec(absent) is None, absent
assert sorted(os.listdir("/app")) == ["bot", "cogs"]
assert (os.getuid(), os.getgid(), os.getcwd()) == (10001, 10001, "/data")
assert not any(line.split()[1].strip("0") for line in open("/proc/self/status") if line.startswith("Cap"))
writable = [folder for folder, _, _ in os.walk("/", followlinks=False)
            if not folder.startswith(("/proc", "/sys", "/dev")) and os.access(folder, os.W_OK)]
assert set(writable) <= {"/data", "/tmp", "/run", "/run/lock", "/var/tmp"}, writable
import bot
assert bot.__cached__ and os.path.exists(bot.__cached__)
"""


async def test_image_holds_all_optional_packages_and_nothing_that_only_builds_need(podman: Podman) -> None:
    looked = await podman.run("python", "-c", CONTENTS)
    assert looked.code == 0, looked.output


async def test_code_in_the_volume_is_not_imported(podman: Podman) -> None:
    assert (await podman.run("python", "-c", "open('/data/bot.py', 'w').write('raise SystemExit(7)')")).code == 0
    checked = await podman.run("python", "-m", "bot", "check")
    assert checked.code == 1
    assert "FAIL discord.token" in checked.output
