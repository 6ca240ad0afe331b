"""Draws the panels of a sheet. Only the child process imports this module.

A phone shows the picture about a third as wide, so no text is smaller than :data:`SMALL_TEXT_PIXELS`.
"""

from collections.abc import Sequence
from math import nan
from typing import Final

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from bot.charts.canvas import GRID, MUTED, TRACK, Box, Canvas
from bot.charts.sheet import BarsPanel, LinesPanel, Panel, RankingPanel, RankingRow

SMALL_TEXT_PIXELS: Final = 28
TITLE_TEXT_PIXELS: Final = 34
_CHART_HEIGHT: Final = 292
_EMPTY_HEIGHT: Final = 134
_TITLE_HEIGHT: Final = 68
_LEGEND_HEIGHT: Final = 40
_DATES_HEIGHT: Final = 70
_RANKING_ROW_HEIGHT: Final = 66
_PANEL_GAP: Final = 20
_MIN_STEP_PIXELS: Final = 48
"""Between two numbers beside a chart."""
_AMOUNTS_WIDTH: Final = 92
"""For the numbers to the left of a chart."""
_MIN_HIGHEST_DOLLARS: Final = 0.02
"""The amounts beside a chart are whole cents."""
_UNNAMED: Final = "?"
_WIDE_CHART_PIXELS: Final = 600
_DATE_LABELS: Final = 4
_DATE_LABELS_OF_NARROW_CHART: Final = 2
_MAX_DAYS_ALL_NAMED: Final = 7
_SHARE_OF_DAY: Final = {"left": 0.12, "center": 0.5, "right": 0.88}
"""Where a label stands within the width of its day, by how it is aligned."""
_UNFINISHED_ALPHA: Final = 0.55
"""For the bar of today, which is not over."""
_MAX_MARKED_DAYS: Final = 31
"""With more days, their dots would touch each other."""


def panel_height(panel: Panel) -> int:
    """How many pixels high the panel is."""
    if _is_empty(panel):
        return _EMPTY_HEIGHT
    if isinstance(panel, RankingPanel):
        return _TITLE_HEIGHT + _RANKING_ROW_HEIGHT * len(panel.rows) + _PANEL_GAP
    return _CHART_HEIGHT


def _is_empty(panel: Panel) -> bool:
    match panel:
        case BarsPanel():
            return not any(panel.values)
        case LinesPanel():
            return all(value is None for line in panel.lines for value in line.values)
        case RankingPanel():
            return not panel.rows


def draw_panel(canvas: Canvas, panel: Panel, dates: Sequence[str], box: Box) -> None:
    """Draw the panel into the box."""
    title = canvas.fit_text(panel.title, TITLE_TEXT_PIXELS, box.width, bold=True)
    canvas.draw_text(box.left, box.top + TITLE_TEXT_PIXELS, title, TITLE_TEXT_PIXELS, bold=True)
    if _is_empty(panel):
        text = canvas.fit_text(panel.empty_text, SMALL_TEXT_PIXELS, box.width)
        canvas.draw_text(box.left, box.top + _TITLE_HEIGHT + 22, text, SMALL_TEXT_PIXELS, color=MUTED)
        return
    match panel:
        case BarsPanel():
            _draw_bars(canvas, panel, dates, box)
        case LinesPanel():
            _draw_lines(canvas, panel, dates, box)
        case RankingPanel():
            _draw_ranking(canvas, panel, box)


def _draw_bars(canvas: Canvas, panel: BarsPanel, dates: Sequence[str], box: Box) -> None:
    axes = _add_chart(canvas, box, max(panel.values), is_money=panel.is_money, dates=dates)
    bars = axes.bar(range(len(panel.values)), panel.values, width=0.76, color=panel.color, zorder=2)
    bars[-1].set_alpha(_UNFINISHED_ALPHA)


def _draw_lines(canvas: Canvas, panel: LinesPanel, dates: Sequence[str], box: Box) -> None:
    x = float(box.left)
    for line in panel.lines:
        canvas.draw_text(x, box.top + _TITLE_HEIGHT + 12, line.label, SMALL_TEXT_PIXELS, color=line.color)
        x += canvas.text_width(line.label, SMALL_TEXT_PIXELS) + SMALL_TEXT_PIXELS
    highest = max(value or 0.0 for line in panel.lines for value in line.values)
    below = box._replace(top=box.top + _LEGEND_HEIGHT, height=box.height - _LEGEND_HEIGHT)
    axes = _add_chart(canvas, below, highest, is_money=False, dates=dates)
    for line in panel.lines:
        values = [nan if value is None else value for value in line.values]
        marker = "o" if len(values) <= _MAX_MARKED_DAYS else "."
        width = 2.5 if line.thin else 5.0
        axes.plot(values, color=line.color, linewidth=width, marker=marker, markersize=8, zorder=3, clip_on=False)


def _draw_ranking(canvas: Canvas, panel: RankingPanel, box: Box) -> None:
    highest = max(row.value for row in panel.rows) or 1.0
    for number, row in enumerate(panel.rows):
        top = box.top + _TITLE_HEIGHT + number * _RANKING_ROW_HEIGHT
        of_row = Box(box.left, top, box.width, _RANKING_ROW_HEIGHT)
        _draw_ranking_row(canvas, row, of_row, color=panel.color, share=row.value / highest)


def _draw_ranking_row(canvas: Canvas, row: RankingRow, box: Box, *, color: str, share: float) -> None:
    """Draw the name to the left and the amount to the right, and the bar below them."""
    baseline = box.top + SMALL_TEXT_PIXELS - 4
    right = box.left + box.width
    canvas.draw_text(right, baseline, row.amount, SMALL_TEXT_PIXELS, color=MUTED, align="right")
    room = box.width - canvas.text_width(row.amount, SMALL_TEXT_PIXELS) - SMALL_TEXT_PIXELS
    name = canvas.fonts.drawable(row.name, row.fallback_name or _UNNAMED)
    canvas.draw_text(box.left, baseline, canvas.fit_text(name, SMALL_TEXT_PIXELS, room), SMALL_TEXT_PIXELS)
    canvas.draw_rectangle(Box(box.left, baseline + 11, box.width, 14), TRACK)
    canvas.draw_rectangle(Box(box.left, baseline + 11, round(box.width * share), 14), color)


def _add_chart(canvas: Canvas, box: Box, highest: float, *, is_money: bool, dates: Sequence[str]) -> Axes:
    """Add axes that begin at zero, with lines at round amounts, and name the amounts and some of the days."""
    height = box.height - _TITLE_HEIGHT - _DATES_HEIGHT
    chart = Box(box.left + _AMOUNTS_WIDTH, box.top + _TITLE_HEIGHT, box.width - _AMOUNTS_WIDTH, height)
    axes = canvas.add_axes(chart)
    ticks = _round_amounts(highest, max_steps=height // _MIN_STEP_PIXELS, is_money=is_money)
    axes.set(xlim=(-0.5, len(dates) - 0.5), ylim=(0, ticks[-1]))
    for tick in ticks:
        axes.axhline(tick, color=GRID, linewidth=2, zorder=1, clip_on=False)
        baseline = chart.top + height * (1 - tick / ticks[-1]) + SMALL_TEXT_PIXELS * 0.36
        text = _amount(tick, is_money=is_money)
        canvas.draw_text(chart.left - 12, baseline, text, SMALL_TEXT_PIXELS, color=MUTED, align="right")
    _draw_dates(canvas, dates, chart)
    return axes


def _round_amounts(highest: float, *, max_steps: int, is_money: bool) -> list[float]:
    """Round amounts from zero, at equal distances, the last of which is not exceeded."""
    highest = max(highest, _MIN_HIGHEST_DOLLARS if is_money else 1.0)
    locator = MaxNLocator(nbins=max_steps, steps=[1, 2, 5, 10], integer=not is_money, min_n_ticks=2)
    ticks = [float(tick) for tick in locator.tick_values(0, highest) if tick >= 0]
    return ticks if ticks[-1] >= highest else [*ticks, 2 * ticks[-1] - ticks[-2]]


def _amount(amount: float, *, is_money: bool) -> str:
    """The amount in few characters: ``$0.50``, ``20``, ``15k``."""
    sign = "$" if is_money else ""
    for unit, name in ((1e6, "M"), (1e3, "k")):
        if amount >= unit:
            return f"{sign}{amount / unit:.4g}{name}"
    if is_money and not amount.is_integer():
        return f"${amount:.2f}"
    return f"{sign}{amount:.4g}"


def _draw_dates(canvas: Canvas, dates: Sequence[str], chart: Box) -> None:
    """Name the first day, the last day, and some between them; all days of a week."""
    days = len(dates)
    labels = min(days, _DATE_LABELS_OF_NARROW_CHART if chart.width < _WIDE_CHART_PIXELS else _DATE_LABELS)
    if days <= _MAX_DAYS_ALL_NAMED and chart.width >= _WIDE_CHART_PIXELS:
        labels = days
    baseline = chart.top + chart.height + SMALL_TEXT_PIXELS + 12
    for number in range(labels):
        day = round((days - 1) * number / max(1, labels - 1))
        is_end = labels < days and number in {0, labels - 1}
        align = "center" if not is_end else "right" if number else "left"
        x = chart.left + chart.width * (day + _SHARE_OF_DAY[align]) / days
        canvas.draw_text(x, baseline, dates[day], SMALL_TEXT_PIXELS, color=MUTED, align=align)
