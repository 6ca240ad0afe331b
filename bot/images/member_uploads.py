"""Reads members' reference pictures: from Discord only, and only as re-encoded copies."""

from collections.abc import Iterable
from typing import Final, Self

import stamina

from bot.errors import BadPicture, DiscordDown, Invalid
from bot.images.inspect import PictureFile
from bot.images.reencode_child import (
    MAX_REFERENCE_ASPECT_RATIO,
    MAX_REFERENCE_PIXELS,
    MIN_REFERENCE_SIDE_PIXELS,
    ExitCode,
)
from bot.images.reencoder import ReencodeFailed, Reencoder
from bot.localization.messages import Message
from bot.net.downloads import BoundedDownloader, DownloadFailed, FailureReason

MAX_UPLOADED_FILE_BYTES: Final = 20 * 1024 * 1024
_ATTEMPTS: Final = 3
"""Maximum attempts of a download."""

_TOO_LARGE: Final = Message("upload-too-large", limit=MAX_UPLOADED_FILE_BYTES >> 20)
_BROKEN: Final = Message("upload-broken")
_LINK_EXPIRED: Final = Message("upload-link-expired")
_DOWNLOAD_SENTENCES: Final = {
    FailureReason.URL_NOT_ALLOWED: Message("upload-not-at-discord"),
    FailureReason.PRIVATE_ADDRESS: Message("upload-private-address"),
    FailureReason.NOT_FOUND: _LINK_EXPIRED,
    FailureReason.REFUSED: _LINK_EXPIRED,
    FailureReason.TOO_LARGE: _TOO_LARGE,
}
_TEMPORARY_REASONS: Final = frozenset({FailureReason.BUSY, FailureReason.UNREACHABLE})
_REENCODE_SENTENCES: Final = {
    ExitCode.NOT_A_PICTURE: Message("upload-not-a-picture"),
    ExitCode.HEIC_OR_AVIF: Message("upload-heic-or-avif"),
    ExitCode.ANIMATED: Message("upload-animated"),
    ExitCode.RESOURCES_EXCEEDED: Message("upload-takes-too-much"),
}
_DIMENSION_LIMITS: Final = {
    ExitCode.TOO_MANY_PIXELS: ("upload-too-many-pixels", f"{MAX_REFERENCE_PIXELS:,}"),
    ExitCode.TOO_SMALL: ("upload-too-small", str(MIN_REFERENCE_SIDE_PIXELS)),
    ExitCode.TOO_NARROW: ("upload-too-narrow", str(MAX_REFERENCE_ASPECT_RATIO)),
}
"""The message about the picture's dimensions, and the limit that they exceed."""


def _describe_reencode_failure(error: ReencodeFailed) -> Message:
    """The sentence for a picture that cannot be used, with its dimensions if these are the reason."""
    match error.dimensions:
        case (pixels,) if error.exit_code in _DIMENSION_LIMITS:
            size = Message("upload-pixels", pixels=f"{pixels:,}")
        case (width, height) if error.exit_code in _DIMENSION_LIMITS:
            size = Message("upload-pixels", pixels=f"{width} × {height}")
        case _:
            return _REENCODE_SENTENCES.get(error.exit_code, _BROKEN)
    name, limit = _DIMENSION_LIMITS[error.exit_code]
    return Message(name, size=size, limit=limit)


def check_size(size_in_bytes: int) -> None:
    """Raise :class:`Invalid` if the size that Discord reports is zero or too large."""
    if size_in_bytes < 1:
        raise Invalid(Message("upload-empty"))
    if size_in_bytes > MAX_UPLOADED_FILE_BYTES:
        raise Invalid(_TOO_LARGE)


class ReferenceReader:
    """Reads reference pictures; an async context manager.

    ``hosts`` are Discord's, as patterns for :class:`bot.net.allowed_hosts.HostAllowList`. ``timeout`` limits one
    attempt, ``pause`` is the minimum time between two attempts (both in seconds).
    """

    def __init__(
        self, hosts: Iterable[str], reencoder: Reencoder, *, timeout: float = 20.0, pause: float = 0.2
    ) -> None:
        self._downloads = BoundedDownloader(hosts, max_bytes=MAX_UPLOADED_FILE_BYTES, timeout=timeout)
        self._reencoder = reencoder
        self._pause = pause

    async def __aenter__(self) -> Self:
        await self._downloads.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._downloads.__aexit__()

    async def read(self, url: str) -> PictureFile:
        """Download and re-encode the picture at a Discord URL.

        Raises :class:`BadPicture` with the reason, or :class:`DiscordDown` if a later attempt may succeed.
        """
        try:
            return await self._reencoder.encode_reference(await self._download(url))
        except DownloadFailed as error:
            if error.reason in _TEMPORARY_REASONS:
                raise DiscordDown(Message("upload-discord-down")) from error
            raise BadPicture(_DOWNLOAD_SENTENCES[error.reason]) from error
        except ReencodeFailed as error:
            raise BadPicture(_describe_reencode_failure(error)) from error
        except BadPicture as error:
            raise BadPicture(_BROKEN) from error

    async def _download(self, url: str) -> bytes:
        async for attempt in stamina.retry_context(
            on=_is_temporary, attempts=_ATTEMPTS, timeout=None, wait_initial=self._pause, wait_jitter=self._pause
        ):
            with attempt:
                return await self._downloads.read(url)
        raise AssertionError("unreachable: the last attempt returns or raises")


def _is_temporary(error: Exception) -> bool:
    return isinstance(error, DownloadFailed) and error.reason in _TEMPORARY_REASONS
