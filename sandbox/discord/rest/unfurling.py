"""Unfurls media of messages: Discord accepts their URLs at once and loads them afterwards."""

import asyncio
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

import aiohttp

from sandbox.discord.errors import Json
from sandbox.discord.state.files import FileStore, image_dimensions
from sandbox.discord.state.messages import Message, MessageStore
from sandbox.discord.validation.components import list_media, walk_components

MAX_PICTURE_BYTES: Final = 50 * 2**20
_DOWNLOAD_TIMEOUT: Final = aiohttp.ClientTimeout(total=10)


class LoadingState:
    """State of an unfurled media item (documentation before 2025, "Unfurled Media Item", ``loading_state``)."""

    LOADING: Final = 1
    LOADED: Final = 2
    FAILED: Final = 3


class MediaUnfurler:
    """Loads media in the background; URLs outside this sandbox fail, as nothing may leave this machine."""

    def __init__(self, files: FileStore, messages: MessageStore) -> None:
        self._files = files
        self._messages = messages
        self._http: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, message: Message) -> None:
        """Load the media of a message that are not loaded yet; the message changes when that is done."""
        if unseen := [
            media for media in _list_message_media(message) if media.get("loading_state") == LoadingState.LOADING
        ]:
            task = asyncio.create_task(self._unfurl(message, unseen))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Cancel all downloads."""
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
        """Dimensions and content type of the image at that URL; empty if there is none."""
        if not url.startswith(f"{self._files.origin}/"):
            return {}
        self._http = self._http or aiohttp.ClientSession(timeout=_DOWNLOAD_TIMEOUT)
        try:
            async with self._http.get(url, allow_redirects=False) as response:
                data = await response.content.read(MAX_PICTURE_BYTES) if response.status == HTTPStatus.OK else b""
                shape = image_dimensions(data + await response.content.read(MAX_PICTURE_BYTES - len(data)))
        except (aiohttp.ClientError, TimeoutError):
            return {}
        return {**shape, "content_type": response.content_type} if shape else {}


def _list_message_media(message: Message) -> Iterator[Json]:
    for one in walk_components(message.content.components):
        for _, media in list_media(one.component):
            yield media
