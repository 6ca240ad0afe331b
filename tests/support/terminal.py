"""Draws what a command printed as a picture of a terminal, for the documentation."""

import textwrap
from collections.abc import Iterator
from html import escape
from typing import Final

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
"""A viewer of SVG keeps several of these, but only one of several spaces."""
MAX_COLUMNS: Final = 118
FONT_SIZE_PIXELS: Final = 13
LINE_HEIGHT_PIXELS: Final = 19
MARGIN_PIXELS: Final = 18
CHARACTER_WIDTH_PIXELS: Final = 7.85
BACKGROUND, FOREGROUND = "#1f1b18", "#e9e2d8"
COLORS: Final = {"$": "#f0a679", "ok": "#8fd19e", "note": "#f2cf7e", "not looked at": "#b9afa3", "FAIL": "#ff9d8a"}
"""Colours of lines by their first words."""


def terminal_svg(command: str, printed: str) -> str:
    """The command after a prompt, and what it printed, in lines of at most :data:`MAX_COLUMNS` characters, as SVG."""
    rows = [row for line in [f"$ {command}", *printed.strip().splitlines()] for row in _rows(line)]
    width = round(MAX_COLUMNS * CHARACTER_WIDTH_PIXELS + 2 * MARGIN_PIXELS)
    height = len(rows) * LINE_HEIGHT_PIXELS + 2 * MARGIN_PIXELS
    texts = "\n".join(
        f'<text x="{MARGIN_PIXELS}" y="{MARGIN_PIXELS + (n + 1) * LINE_HEIGHT_PIXELS - 5}" fill="{color}">'
        f"{escape(row.replace('  ', NO_BREAK_SPACE * 2))}</text>"
        for n, (row, color) in enumerate(rows)
        if row
    )
    font = f'font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="{FONT_SIZE_PIXELS}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n'
        f'<rect width="100%" height="100%" rx="10" fill="{BACKGROUND}"/>\n'
        f"<g {font}>\n{texts}\n</g>\n</svg>\n"
    )


def _rows(line: str) -> Iterator[tuple[str, str]]:
    """The line in as many rows as it needs, with their colour."""
    color = next((color for word, color in COLORS.items() if line.strip().startswith(f"{word} ")), FOREGROUND)
    indent = " " * (len(line) - len(line.lstrip()) + (5 if color != FOREGROUND else 0))
    for row in textwrap.wrap(line, MAX_COLUMNS, subsequent_indent=indent, drop_whitespace=True) or [""]:
        yield row, color
