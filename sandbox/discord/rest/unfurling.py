"""Pictures that messages show from elsewhere: Discord takes their addresses at once and looks at them afterwards."""

import asyncio
from collections.abc import Iterator
from typing import Final

import aiohttp

from sandbox.discord.errors import Json
from sandbox.discord.state.files import FileStore, image_dimensions
from sandbox.discord.state.messages import Message, MessageStore
from sandbox.discord.validation.components import list_media, walk_components

MAX_PICTURE_BYTES: Final = 50 * 2**20
_DOWNLOAD_TIMEOUT: Final = aiohttp.ClientTimeout(total=10)


class LoadingState:
    """How far a picture has come (documentation before 2025, "Unfurled Media Item", ``loading_state``)."""

    LOADING: Final = 1
    LOADED: Final = 2
    FAILED: Final = 3


class MediaUnfurler:
    """Looks at the media of messages; what is not served by this sandbox is broken: nothing leaves this machine."""

    def __init__(self, files: FileStore, messages: MessageStore) -> None:
        self._files = files
        self._messages = messages
        self._http: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, message: Message) -> None:
        """Look at what nobody has looked at yet; the message changes when that is done."""
        if unseen := [
            media for media in _list_message_media(message) if media.get("loading_state") == LoadingState.LOADING
        ]:
            task = asyncio.create_task(self._unfurl(message, unseen))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop looking."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._http is not None:
            await self._http.close()

    async def _unfurl(self, message: Message, unseen: list[Json]) -> None:
        for media in unseen:
            found = await self._probe(self._files.refresh_urls(media)["url"])
            media.update({**found, "loading_state": LoadingState.LOADED if found else LoadingState.FAILED})
        if not message.deleted:
            self._messages.mark_changed(message, edited=False)

    async def _probe(self, url: str) -> Json:
        """Type and size of the picture at that address; nothing if there is none."""
        if not url.startswith(f"{self._files.origin}/"):
            return {}
        self._http = self._http or aiohttp.ClientSession(timeout=_DOWNLOAD_TIMEOUT)
        try:
            async with self._http.get(url, allow_redirects=False) as response:
                data = await response.content.read(MAX_PICTURE_BYTES) if response.status == 200 else b""  # noqa: PLR2004 - OK
                shape = image_dimensions(data + await response.content.read(MAX_PICTURE_BYTES - len(data)))
        except (aiohttp.ClientError, TimeoutError):
            return {}
        return {**shape, "content_type": response.content_type} if shape else {}


def _list_message_media(message: Message) -> Iterator[Json]:
    for one in walk_components(message.content.components):
        for _, media in list_media(one.component):
            yield media
