"""``python -m bot init``: five questions, each answer tested at once, and a private ``config.toml`` that works."""

import asyncio
import os
import pty
import signal
import stat
import sys
import tomllib
from contextlib import suppress

import pytest

from bot.ui.channel_permissions import REQUIRED_PERMISSIONS
from tests.support.process_stage import ProcessStage, wait_until

LEFT_OUT = ("EASEL_DISCORD__TOKEN", "EASEL_RUNWARE__API_KEY", "EASEL_DATABASE__URL")
TOKEN, KEY = "sandbox", "sandbox"


async def run_init(stage: ProcessStage, *answers: str, config: str = "config.toml", **settings: str) -> tuple[int, str]:
    """The exit code and all that was printed, with the answers on standard input."""
    environment = {name: value for name, value in stage._environment(settings).items() if name not in LEFT_OUT}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "init", "--config", config),
        env=environment,
        cwd=stage.folder,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await process.communicate("".join(f"{answer}\n" for answer in answers).encode())
    assert process.returncode is not None
    text = printed.decode()
    assert "Traceback" not in text
    return process.returncode, text


def files(stage: ProcessStage) -> set[str]:
    return {file.name for file in stage.folder.iterdir()}


async def test_answers_become_a_private_file_with_which_check_finds_no_fault(stage: ProcessStage) -> None:
    guild = int(stage.sandbox.discord.world.guild.id)
    code, text = await run_init(stage, TOKEN, KEY, str(guild), "2.50", "sqlite:///easel.db")
    assert code == 0, text
    file = stage.folder / "config.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert tomllib.loads(file.read_text()) == {
        "discord": {"token": TOKEN, "operator_guild": guild},
        "runware": {"api_key": KEY},
        "limits": {"dollars_per_day": 2.5},
        "database": {"url": "sqlite:///easel.db"},
    }
    assert files(stage) == {"config.toml"}
    for line in (
        "the token belongs to easel",
        "note admission: the application is public",
        f"permissions={REQUIRED_PERMISSIONS.value}",
        "ok   runware: the key works",
        "ok   Easel is on Sketch Club",
        "$2.50 a day are up to 125 pictures of Grok Imagine",
        "python -m bot check",
    ):
        assert line in text
    check = await stage.spawn("check", DATABASE__URL="sqlite:///easel.db")
    assert await check.wait_for_exit() == 0, check.output


async def test_enter_alone_takes_the_defaults(stage: ProcessStage) -> None:
    code, text = await run_init(stage, f'"{TOKEN}" ', f"  {KEY}\r", "", "", "")
    assert code == 0, text
    found = tomllib.loads((stage.folder / "config.toml").read_text())
    assert found["discord"] == {"token": TOKEN, "operator_guild": int(stage.sandbox.discord.world.guild.id)}
    assert found["limits"] == {"dollars_per_day": 10.0}
    assert found["database"] == {"url": "sqlite:///data/easel.db"}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ((), "The answers ended too early"),
        ((TOKEN,), "The answers ended too early"),
        (("wrong", KEY, "", "", ""), "Discord does not accept the token"),
        (("", KEY, "", "", ""), "Easel cannot log in without a token"),
        ((TOKEN, "wrong", "", "", ""), "Runware refuses the key"),
        ((TOKEN, KEY, "Sketch Club", "", ""), "an id must be a whole number"),
        ((TOKEN, KEY, "9" * 5000, "", ""), "an id must be a whole number"),
        ((TOKEN, KEY, "", "", "postgresql://easel:x@127.0.0.1:99999/easel"), "is no PostgreSQL address"),
        ((TOKEN, KEY, "", "a lot", ""), "it must be a number such as 10 or 2.50"),
        ((TOKEN, KEY, "", "nan", ""), "it must be a number"),
        ((TOKEN, KEY, "", "-5", ""), "it must be at least 0, or -1 for no limit"),
        ((TOKEN, KEY, "", "", "mysql://x"), "it must be “sqlite:///FILE” or “postgresql://"),
        ((TOKEN, KEY, "", "", "sqlite:////proc"), "cannot be used"),
    ],
)
async def test_unusable_answer_is_named_at_once_and_nothing_is_written(
    stage: ProcessStage, answers: tuple[str, ...], said: str
) -> None:
    code, text = await run_init(stage, *answers)
    assert code == 1
    assert said in text
    assert "so nothing was written" in text
    assert not files(stage)


async def test_piped_key_is_never_sent_to_discord_in_place_of_a_refused_token(stage: ProcessStage) -> None:
    await run_init(stage, "wrong", KEY, "", "", "")
    assert len([call for call in stage.discord_requests if call.path.endswith("/users/@me")]) == 1


@pytest.mark.parametrize(
    "setting", [{"DISCORD__API_URL": "http://127.0.0.1:9"}, {"RUNWARE__URL": "http://127.0.0.1:9"}]
)
async def test_outage_is_not_taken_for_a_wrong_answer(stage: ProcessStage, setting: dict[str, str]) -> None:
    code, text = await run_init(stage, TOKEN, KEY, "", "", "", **setting)
    assert code == 1
    assert "http://127.0.0.1:9 cannot be reached" in text
    assert "was not checked" in text


@pytest.mark.parametrize("kind", ["file", "folder", "link to nothing"])
async def test_config_that_exists_is_never_replaced(stage: ProcessStage, kind: str) -> None:
    file = stage.folder / "config.toml"
    match kind:
        case "file":
            file.write_text("# mine")
        case "folder":
            file.mkdir()
        case _:
            file.symlink_to("nowhere")
    code, text = await run_init(stage, TOKEN, KEY, "", "", "")
    assert code == 1
    assert text == "config.toml exists already, and init replaces nothing: edit it, or move it away first.\n"
    assert kind != "file" or file.read_text() == "# mine"
    assert not stage.discord_requests


async def test_another_file_can_be_named_and_settings_of_the_environment_are_mentioned(stage: ProcessStage) -> None:
    code, text = await run_init(stage, TOKEN, KEY, "none", "-1", "", config="other.toml", LIMITS__DOLLARS_PER_DAY="5")
    assert code == 0, text
    assert files(stage) == {"other.toml"}
    assert "note EASEL_LIMITS__DOLLARS_PER_DAY is set in the environment, and wins" in text
    assert "# operator_guild" in (stage.folder / "other.toml").read_text()


class Terminal:
    """``init`` at a terminal, where a person types."""

    def __init__(self, process: asyncio.subprocess.Process, leader: int) -> None:
        self.process = process
        self.shown = ""
        self._leader = leader
        os.set_blocking(leader, False)

    def read(self) -> str:
        """Everything that the terminal shows so far."""
        with suppress(OSError):  # nothing new, or the program has ended
            while data := os.read(self._leader, 1 << 16):
                self.shown += data.decode(errors="replace")
        return self.shown

    async def answer(self, prompt: str, text: str) -> None:
        """Wait for the prompt, then type."""
        try:
            await wait_until(prompt, lambda: self.read().rstrip(" ").endswith(prompt), seconds=60)
        except AssertionError:
            pytest.fail(f"waited for {prompt} after:\n{self.shown}")
        self.shown += "\n"  # the prompt is answered
        os.write(self._leader, text.encode())


def _obey_interrupts() -> None:
    """Undo what a shell does to programs in the background: they ignore Ctrl+C, and so do their children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


async def open_terminal(stage: ProcessStage) -> Terminal:
    leader, follower = pty.openpty()
    environment = {name: value for name, value in stage._environment({}).items() if name not in LEFT_OUT}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "init"),
        env=environment,
        cwd=stage.folder,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
        preexec_fn=_obey_interrupts,
    )
    os.close(follower)
    return Terminal(process, leader)


async def test_person_is_asked_again_and_secrets_are_not_shown(stage: ProcessStage) -> None:
    stage.sandbox.discord.rest_pipeline._authorization = b"Bot a-token-nobody-sees"
    terminal = await open_terminal(stage)
    await terminal.answer("Token:", "wrong-token-nobody-sees\n")
    await terminal.answer("Token:", "a-token-nobody-sees\n")
    await terminal.answer("Key:", f"{KEY}\n")
    await terminal.answer("]:", "\n")
    await terminal.answer("Dollars [10]:", "much\n")
    await terminal.answer("Dollars [10]:", "3\n")
    await terminal.answer("]:", "\n")
    assert await asyncio.wait_for(terminal.process.wait(), 30) == 0, terminal.read()
    assert "Discord does not accept the token" in terminal.read()
    assert "nobody-sees" not in terminal.shown
    assert tomllib.loads((stage.folder / "config.toml").read_text())["limits"] == {"dollars_per_day": 3.0}


@pytest.mark.parametrize("key", ["\x04", "SIGINT"])
async def test_ending_the_input_or_ctrl_c_writes_nothing(stage: ProcessStage, key: str) -> None:
    terminal = await open_terminal(stage)
    await terminal.answer("Token:", "" if key == "SIGINT" else key)
    if key == "SIGINT":
        terminal.process.send_signal(signal.SIGINT)
    assert await asyncio.wait_for(terminal.process.wait(), 30) == 1
    assert terminal.read().splitlines()[-1] == "Stopped; nothing was written."
    assert "Traceback" not in terminal.shown
    assert not files(stage)
