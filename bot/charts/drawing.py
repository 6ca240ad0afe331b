"""Draws a sheet as a PNG with matplotlib. Only the child process imports this module."""

from collections.abc import Sequence
from typing import Final

import matplotlib as mpl

from bot.charts.canvas import MUTED, WIDTH_PIXELS, Box, Canvas
from bot.charts.fonts import Fonts
from bot.charts.panels import SMALL_TEXT_PIXELS, draw_panel, panel_height
from bot.charts.sheet import Sheet

_MARGIN: Final = 44
_COLUMN_GAP: Final = 48
_HEADER_HEIGHT: Final = 318
_TITLE_TEXT_PIXELS: Final = 52
_FIGURE_TEXT_PIXELS: Final = 58
_MIN_FIGURE_GAP: Final = 24


def draw_sheet(sheet: Sheet) -> bytes:
    """Draw the sheet, in English if the fonts lack characters of its own language, and return the PNG."""
    if sheet.in_english is not None and not Fonts().can_draw(sheet.own_texts()):
        sheet = sheet.in_english
    heights = [max(panel_height(panel) for panel in row) for row in sheet.rows]
    with mpl.rc_context({"text.parse_math": False, "axes.unicode_minus": False}):  # a dollar sign is a dollar sign
        canvas = Canvas(_HEADER_HEIGHT + sum(heights) + _MARGIN // 2)
        _draw_header(canvas, sheet)
        top = _HEADER_HEIGHT
        for row, height in zip(sheet.rows, heights, strict=True):
            width = (WIDTH_PIXELS - 2 * _MARGIN - _COLUMN_GAP * (len(row) - 1)) // len(row)
            for number, panel in enumerate(row):
                box = Box(_MARGIN + number * (width + _COLUMN_GAP), top, width, height)
                draw_panel(canvas, panel, sheet.dates, box)
            top += height
        return canvas.to_png()


def _draw_header(canvas: Canvas, sheet: Sheet) -> None:
    room = WIDTH_PIXELS - 2 * _MARGIN
    title = canvas.fonts.drawable(sheet.title, sheet.fallback_title)
    title = canvas.fit_text(title, _TITLE_TEXT_PIXELS, room, bold=True)
    canvas.draw_text(_MARGIN, 84, title, _TITLE_TEXT_PIXELS, bold=True)
    subtitle = canvas.fit_text(sheet.subtitle, SMALL_TEXT_PIXELS, room)
    canvas.draw_text(_MARGIN, 132, subtitle, SMALL_TEXT_PIXELS, color=MUTED)
    _draw_figures(canvas, sheet.figures, room)


def _draw_figures(canvas: Canvas, figures: Sequence[tuple[str, str]], room: int) -> None:
    """Draw the amounts beside each other with equal gaps, smaller if they are too wide."""
    size = _FIGURE_TEXT_PIXELS
    while sum(widths := _figure_widths(canvas, figures, size)) + _MIN_FIGURE_GAP * (len(figures) - 1) > room:
        size -= 2
    gap = (room - sum(widths)) / max(1, len(figures) - 1)
    x = float(_MARGIN)
    for (amount, name), width in zip(figures, widths, strict=True):
        canvas.draw_text(x, 224, amount, size, bold=True)
        canvas.draw_text(x, 264, name, SMALL_TEXT_PIXELS, color=MUTED)
        x += width + gap


def _figure_widths(canvas: Canvas, figures: Sequence[tuple[str, str]], size: int) -> list[float]:
    return [
        max(canvas.text_width(amount, size, bold=True), canvas.text_width(name, SMALL_TEXT_PIXELS))
        for amount, name in figures
    ]
