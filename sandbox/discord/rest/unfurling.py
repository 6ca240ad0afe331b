"""Pictures that messages show from elsewhere: Discord takes their addresses at once and looks at them afterwards."""

import asyncio
from collections.abc import Iterator
from typing import Final

import aiohttp

from sandbox.discord.rest.errors import Json
from sandbox.discord.state.files import Files, dimensions
from sandbox.discord.state.messages import Message, Messages
from sandbox.discord.validation.components import media_of, walk

MAX_PICTURE: Final = 50 * 2**20
_PATIENCE: Final = aiohttp.ClientTimeout(total=10)


class Loading:
    """How far a picture has come (documentation before 2025, "Unfurled Media Item", ``loading_state``)."""

    COMING: Final = 1
    THERE: Final = 2
    BROKEN: Final = 3


class Unfurling:
    """Looks at the media of messages; what is not served by this sandbox is broken: nothing leaves this machine."""

    def __init__(self, files: Files, messages: Messages) -> None:
        self._files = files
        self._messages = messages
        self._http: aiohttp.ClientSession | None = None
        self._looking: set[asyncio.Task[None]] = set()

    def look(self, message: Message) -> None:
        """Look at what nobody has looked at yet; the message changes when that is done."""
        if unseen := [media for media in _media(message) if media.get("loading_state") == Loading.COMING]:
            task = asyncio.create_task(self._look(message, unseen))
            self._looking.add(task)
            task.add_done_callback(self._looking.discard)

    async def close(self) -> None:
        """Stop looking."""
        for task in self._looking:
            task.cancel()
        await asyncio.gather(*self._looking, return_exceptions=True)
        if self._http is not None:
            await self._http.close()

    async def _look(self, message: Message, unseen: list[Json]) -> None:
        for media in unseen:
            found = await self._found(self._files.refreshed(media)["url"])
            media.update({**found, "loading_state": Loading.THERE if found else Loading.BROKEN})
        if not message.deleted:
            self._messages.changed(message, edited=False)

    async def _found(self, url: str) -> Json:
        """Type and size of the picture at that address; nothing if there is none."""
        if not url.startswith(f"{self._files.origin}/"):
            return {}
        self._http = self._http or aiohttp.ClientSession(timeout=_PATIENCE)
        try:
            async with self._http.get(url, allow_redirects=False) as response:
                data = await response.content.read(MAX_PICTURE) if response.status == 200 else b""  # noqa: PLR2004 - OK
                shape = dimensions(data + await response.content.read(MAX_PICTURE - len(data)))
        except (aiohttp.ClientError, TimeoutError):
            return {}
        return {**shape, "content_type": response.content_type} if shape else {}


def _media(message: Message) -> Iterator[Json]:
    for one in walk(message.content.components):
        for _, media in media_of(one.component):
            yield media
