"""Pictures of the sandbox's page for the documentation: stills as PNG, and one animated WebP."""

import asyncio
import base64
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PIL import Image

from tests.support.browser import BrowserTab

FILM_WIDTH_PIXELS: Final = 900
FILM_QUALITY: Final = 72
IMAGES_SHOWN_JS: Final = """(async () => {
  for (const image of document.images) image.decoding = "sync";
  await Promise.all([...document.images].map((image) => image.decode().catch(() => null)));
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  return true;
})()"""
"""Resolves once every image is loaded, decoded and painted, which must not be left for later frames."""
SETTLED_JS: Final = (
    "document.getAnimations().every((one) =>"
    " one.effect.getTiming().iterations === Infinity || one.playState !== 'running')"
)
"""Whether every transition has ended; spinners turn for ever."""
BOX_JS: Final = """(() => {
  const {left, top, width, height} = document.querySelector(%s).getBoundingClientRect();
  return [left, top, width, height];
})()"""


@dataclass
class Camera:
    """Takes pictures of a tab into a folder; frames of the film are taken only if ``is_filming``."""

    tab: BrowserTab
    folder: Path
    is_filming: bool
    _frames: list[tuple[Image.Image, int]] = field(default_factory=list)

    async def set_window(self, width: int, height: int) -> None:
        """Give the window this size in pixels."""
        await self.tab.send_command(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
        )

    async def photograph(self, name: str, *, element: str | None = None) -> None:
        """Save the window, or the part of it that an element takes up, as ``name.png``."""
        await self.tab.send_command("Input.dispatchMouseEvent", type="mouseMoved", x=1, y=1)
        await self.tab.wait_for(SETTLED_JS)
        await self.tab.evaluate(IMAGES_SHOWN_JS)
        picture = await self._take()
        if element is not None:
            left, top, width, height = await self.tab.evaluate(BOX_JS % json.dumps(element))
            picture = picture.crop((left, max(0, top), left + width, min(picture.height, top + height)))
        await asyncio.to_thread(picture.save, self.folder / f"{name}.png", optimize=True)

    async def film(self, milliseconds: int) -> None:
        """Add the window to the film, where it stands for this time."""
        if not self.is_filming:
            return
        await self.tab.evaluate(IMAGES_SHOWN_JS)
        picture = await self._take()
        height = round(picture.height * FILM_WIDTH_PIXELS / picture.width)
        self._frames.append((picture.resize((FILM_WIDTH_PIXELS, height), Image.Resampling.LANCZOS), milliseconds))

    def save_film(self, name: str) -> None:
        """Save all frames as ``name.webp``."""
        if not self._frames:
            return
        pictures, times = zip(*self._frames, strict=True)
        first, *others = pictures
        first.save(
            self.folder / f"{name}.webp",
            save_all=True,
            append_images=others,
            duration=list(times),
            loop=0,
            quality=FILM_QUALITY,
            method=6,
        )

    async def _take(self) -> Image.Image:
        taken = await self.tab.send_command("Page.captureScreenshot", format="png")
        return Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("RGB")
