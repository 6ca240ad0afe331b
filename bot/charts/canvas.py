"""The picture while it is drawn: a matplotlib figure whose coordinates are pixels from the left and from the top."""

import io
from typing import Any, Final, NamedTuple

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform

from bot.charts.fonts import Fonts

WIDTH_PIXELS: Final = 1080
BACKGROUND: Final = "#1e1f22"
TRACK: Final = "#35373d"
GRID: Final = "#43454c"
TEXT: Final = "#f2f3f5"
MUTED: Final = "#b5bac1"
"""Greys like those of Discord's dark mode; the contrast of ``MUTED`` on ``BACKGROUND`` is 8.5 : 1."""
_DOTS_PER_INCH: Final = 72
"""So that a point, in which matplotlib measures texts, is a pixel."""


class Box(NamedTuple):
    """A part of the picture, in pixels; the top of the picture is 0."""

    left: int
    top: int
    width: int
    height: int


class Canvas:
    """A picture that is :data:`WIDTH_PIXELS` wide."""

    def __init__(self, height: int) -> None:
        size = (WIDTH_PIXELS / _DOTS_PER_INCH, height / _DOTS_PER_INCH)
        self._figure = Figure(figsize=size, dpi=_DOTS_PER_INCH, facecolor=BACKGROUND)
        self._height = height
        FigureCanvasAgg(self._figure)  # the figure draws itself with it
        self._renderer: Any = RendererAgg(WIDTH_PIXELS, height, _DOTS_PER_INCH)  # type: ignore[no-untyped-call]  # as is
        self.fonts = Fonts()

    def draw_text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: int,
        *,
        color: str = TEXT,
        bold: bool = False,
        align: str = "left",
    ) -> None:
        """Draw a line of text; ``x`` is its ``left``, ``center`` or ``right``."""
        self._figure.text(
            *(x / WIDTH_PIXELS, 1 - baseline / self._height, text),
            fontproperties=self.fonts.properties(size, bold=bold),
            color=color,
            horizontalalignment=align,
            verticalalignment="baseline",
        )

    def fit_text(self, text: str, size: int, max_width: float, *, bold: bool = False) -> str:
        """The text, cut until it is at most ``max_width`` pixels wide."""
        cut = text
        while len(cut) > 1 and self.text_width(cut, size, bold=bold) > max_width:
            cut = cut[:-2].rstrip() + "…"
        return cut

    def text_width(self, text: str, size: int, *, bold: bool = False) -> float:
        """How many pixels wide the text is."""
        properties = self.fonts.properties(size, bold=bold)
        width, _, _ = self._renderer.get_text_width_height_descent(text, properties, ismath=False)
        return float(width)

    def draw_rectangle(self, box: Box, color: str) -> None:
        """Fill the box with a colour."""
        corner, size = (box.left, self._height - box.top - box.height), (box.width, box.height)
        self._figure.add_artist(Rectangle(corner, *size, color=color, linewidth=0, transform=IdentityTransform()))

    def add_axes(self, box: Box) -> Axes:
        """Axes that fill the box, without a frame and without ticks."""
        bottom = 1 - (box.top + box.height) / self._height
        axes = self._figure.add_axes(
            (box.left / WIDTH_PIXELS, bottom, box.width / WIDTH_PIXELS, box.height / self._height)
        )
        axes.set_facecolor("none")
        axes.spines[:].set_visible(False)
        axes.set_xticks([])
        axes.set_yticks([])
        return axes

    def to_png(self) -> bytes:
        """Draw everything, and return the PNG."""
        file = io.BytesIO()
        self._figure.savefig(file, format="png", facecolor=BACKGROUND)
        return file.getvalue()
