"""A sheet: what one picture with charts shows, as text and numbers. It travels to the child process as JSON.

The classes of panels stand for how they are drawn; :mod:`bot.charts.drawing` decides what that looks like. Texts are
drawn literally, whatever characters they contain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True, kw_only=True)
class BarsPanel:
    """One bar for each day. ``empty_text`` replaces the chart if all values are 0. ``is_money`` is for dollars."""

    title: str
    values: tuple[float, ...]
    color: str
    empty_text: str
    is_money: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a :class:`LinesPanel`; days without a value interrupt it."""

    label: str
    values: tuple[float | None, ...]
    color: str
    thin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesPanel:
    """Lines over the days. ``empty_text`` replaces the chart if no line has a value."""

    title: str
    lines: tuple[Line, ...]
    empty_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingRow:
    """A name with a bar, and its amount as text. ``fallback_name`` is shown if the fonts lack the name's characters."""

    name: str
    value: float
    amount: str
    fallback_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingPanel:
    """Names with horizontal bars, the largest first. ``empty_text`` replaces them if there is none."""

    title: str
    rows: tuple[RankingRow, ...]
    color: str
    empty_text: str


Panel: TypeAlias = BarsPanel | LinesPanel | RankingPanel


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A title, the most important numbers (with their names), and the panels: each row holds one or two of them."""

    title: str
    fallback_title: str
    """Is shown if the fonts lack the characters of the title."""
    subtitle: str
    figures: tuple[tuple[str, str], ...]
    """Pairs of an amount and what it is an amount of."""
    dates: tuple[str, ...]
    """The days of all panels, as short texts."""
    rows: tuple[tuple[Panel, ...], ...]
    in_english: "Sheet | None" = None
    """The same in English; is drawn if the fonts lack characters of this one's language."""

    def own_texts(self) -> Iterator[str]:
        """The texts in the sheet's language: all but the title and the names in rankings."""
        yield from (self.subtitle, *self.dates)
        for amount, name in self.figures:
            yield from (amount, name)
        for row in self.rows:
            for panel in row:
                yield from (panel.title, panel.empty_text)
                if isinstance(panel, LinesPanel):
                    yield from (line.label for line in panel.lines)


_ADAPTER: Final = TypeAdapter(Sheet)


def dump_sheet(sheet: Sheet) -> bytes:
    """Convert the sheet to JSON."""
    return _ADAPTER.dump_json(sheet)


def load_sheet(data: bytes) -> Sheet:
    """Read a sheet that :func:`dump_sheet` wrote."""
    return _ADAPTER.validate_json(data)
