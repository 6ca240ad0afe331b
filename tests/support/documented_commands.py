"""The commands that a page of the documentation shows, for tests that do what it says."""

import re
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).parents[2] / "docs"


def list_commands(page: str, heading: str = "") -> list[str]:
    """The lines after ``$`` in the first console block of a page, or of its section with that heading."""
    text = (DOCS / page).read_text(encoding="utf-8")
    section = text.partition(f"\n## {heading}\n")[2] if heading else text
    block = re.search(r"```console\n(.*?)```", section, re.DOTALL)
    assert block is not None, f"{page} shows no commands under “{heading}”"
    return re.findall(r"^ *\$ (.*)$", block[1], re.MULTILINE)
