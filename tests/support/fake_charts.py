"""A renderer that starts no process: the simulated Discord cannot wait for one."""

from typing import Final

from bot.charts.renderer import ChartRenderer, ChartsUnavailable
from bot.charts.sheet import Sheet
from tests.support.sample_images import encode_image, solid_image

PICTURE: Final = encode_image(solid_image(), "PNG")


class FakeRenderer(ChartRenderer):
    """Draws the same picture at once, or fails."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.fails = False

    async def draw(self, sheet: Sheet) -> bytes:
        self.sheets.append(sheet)
        if self.fails:
            raise ChartsUnavailable
        return PICTURE
