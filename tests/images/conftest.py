"""A re-encoder whose child runs in this process, for the many tests of what becomes of a picture."""

import asyncio
import io
import sys
import warnings
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from bot.images import reencode_child, reencoder
from bot.images.reencoder import Reencoder


class InProcessChild:
    """What :func:`asyncio.create_subprocess_exec` returns, as far as the re-encoder uses it; it has no limits."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self.returncode: int | None = None

    async def communicate(self, data: bytes) -> tuple[bytes, bytes]:
        """Run the child's program on these bytes."""
        written = io.BytesIO()
        output = io.TextIOWrapper(written, write_through=True)
        streams = {"stdin": SimpleNamespace(buffer=io.BytesIO(data)), "stdout": output}
        with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the real child's standard error is not read
            patch.setattr(reencode_child, "sys", SimpleNamespace(argv=["", *self._arguments], **streams))
            patch.setattr(reencode_child, "limit_resources", lambda: None)
            patch.setattr(PngImagePlugin, "MAX_TEXT_CHUNK", PngImagePlugin.MAX_TEXT_CHUNK)
            patch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
            self.returncode = int(reencode_child.main())
        return written.getvalue(), b""


async def _start_in_process(program: str, *arguments: str, **_: Any) -> InProcessChild:
    isolated, script, *own = arguments
    assert (program, isolated, script) == (sys.executable, "-I", str(reencoder._REENCODE_SCRIPT))
    return InProcessChild(*own)


@pytest.fixture
async def reencoder_in_process(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Reencoder]:
    """A re-encoder that starts no process, because a start takes longer than a small picture."""
    monkeypatch.setattr(asyncio, "create_subprocess_exec", _start_in_process)
    async with Reencoder() as made:
        yield made
