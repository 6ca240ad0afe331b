"""Rows of the result table and their formatting."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final, NamedTuple

EMPTY_CELL: Final = "–"
_HEADINGS: Final = ("what", "Easel", "beside it", "ratio", "aim", "reached")


class Row(NamedTuple):
    """A row of the table; ``reached`` is ``None`` if there is no aim."""

    name: str
    easel: str
    beside: str = EMPTY_CELL
    ratio: float | None = None
    aim: str = EMPTY_CELL
    reached: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells as text, in the order of the headings."""
        ratio = EMPTY_CELL if self.ratio is None else f"{self.ratio:.2f}"
        reached = EMPTY_CELL if self.reached is None else ("yes" if self.reached else "NO")
        return self.name, self.easel, self.beside, ratio, self.aim, reached


def missing_row(name: str, reason: str) -> Row:
    """A row for what cannot be measured on this machine."""
    return Row(name, f"not measured: {reason}")


def render_table(rows: Iterable[Row]) -> str:
    """Render the table as Markdown with aligned columns."""
    lines = [_HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    head, *body = (_render_line(line, widths) for line in lines)
    return "\n".join([head, _render_line(["-" * width for width in widths], widths), *body])


def _render_line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that is not below that share of all values (nearest-rank method)."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def format_milliseconds(seconds: float) -> str:
    """Format seconds as milliseconds: without decimals from 100 ms, with one from 1 ms, else with three."""
    value = seconds * 1000
    return f"{value:.0f} ms" if value >= 100 else f"{value:.1f} ms" if value >= 1 else f"{value:.3f} ms"
