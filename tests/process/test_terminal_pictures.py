"""The pictures of a terminal in the README: what ``make init`` and ``make check`` really print against the sandbox.

``make pictures`` saves them in ``docs``; otherwise they go into the test's own folder.
"""

import os
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.process.test_init import KEY, TOKEN, run_init
from tests.support.process_stage import ProcessStage
from tests.support.terminal import MAX_COLUMNS, terminal_svg

SANDBOX_ONLY = ("discord.media_hosts", "runware.media_hosts", "is set in the environment")
"""Parts of lines that are about the addresses of the sandbox and the settings of tests."""


async def test_setup_is_pictured_with_what_it_prints(stage: ProcessStage) -> None:
    folder = Path(os.environ.get("PICTURES_FOLDER") or stage.folder)
    code, init = await run_init(stage, TOKEN, KEY, "", "", "")
    assert code == 0, init
    check = await stage.spawn("check", DATABASE__URL="sqlite:///data/easel.db", LIMITS__DOLLARS_PER_DAY="10")
    assert await check.wait_for_exit() == 0, check.output
    for command, printed, line in (
        ("init", init, "3 of 5: your own server"),
        ("check", check.output, "ok discord: the token belongs to easel"),
    ):
        picture = terminal_svg(f"make {command}", "\n".join(filter(is_everywhere, printed.splitlines())))
        rows = [text.text or "" for text in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]
        assert line in [" ".join(row.split()) for row in rows]
        assert max(map(len, rows)) <= MAX_COLUMNS
        (folder / f"{command}.svg").write_text(picture, encoding="utf-8")


def is_everywhere(line: str) -> bool:
    """Whether a line is also printed outside the tests."""
    return not any(part in line for part in SANDBOX_ONLY)
