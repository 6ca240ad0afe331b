"""Reads members' reference pictures: from Discord only, and only as re-encoded copies."""

from collections.abc import Iterable
from typing import Final, Self

import stamina

from bot.errors import BadPicture, DiscordDown, Invalid
from bot.images.reencode_child import (
    MAX_REFERENCE_ASPECT_RATIO,
    MAX_REFERENCE_PIXELS,
    MIN_REFERENCE_SIDE_PIXELS,
    ExitCode,
)
from bot.images.reencoder import EncodedPicture, ReencodeFailed, Reencoder
from bot.net.downloads import BoundedDownloader, DownloadFailed, FailureReason

MAX_REFERENCE_FILE_BYTES: Final = 20 * 1024 * 1024

# All sentences are followed by “; nothing was charged.”
_TOO_LARGE: Final = f"That picture is larger than {MAX_REFERENCE_FILE_BYTES >> 20} MiB, so please attach a smaller one"
_EMPTY: Final = "That file is empty, so please attach it again"
_NOT_FROM_DISCORD: Final = "Pictures are only read from Discord, so please attach the picture itself"
_PRIVATE_ADDRESS: Final = (
    "Easel’s network sends Discord’s pictures to an address that is not on the internet, so please tell its operator "
    "to run the check"
)
_LINK_EXPIRED: Final = "That picture’s link has expired or the picture was deleted, so please attach it again"
_BROKEN: Final = "That picture is broken or cut off, so please save it anew and attach that"
_DISCORD_DOWN: Final = "Discord does not deliver that picture right now, so please try again in a minute"
_DOWNLOAD_SENTENCES: Final = {
    FailureReason.HOST_NOT_ALLOWED: _NOT_FROM_DISCORD,
    FailureReason.PRIVATE_ADDRESS: _PRIVATE_ADDRESS,
    FailureReason.NOT_FOUND: _LINK_EXPIRED,
    FailureReason.REFUSED: _LINK_EXPIRED,
    FailureReason.WRONG_CONTENT_TYPE: _LINK_EXPIRED,
    FailureReason.TOO_LARGE: _TOO_LARGE,
}
_TEMPORARY_REASONS: Final = frozenset({FailureReason.BUSY, FailureReason.UNREACHABLE})
_REENCODE_SENTENCES: Final = {
    ExitCode.NOT_A_PICTURE: "That file is not a PNG, JPG or WEBP, so please attach one that is",
    ExitCode.HEIC_OR_AVIF: (
        "That file is HEIC or AVIF, not a PNG, JPG or WEBP, so please save it as one of these and attach that"
    ),
    ExitCode.ANIMATED: "That picture is animated, so please attach a still one, such as a screenshot of it",
    ExitCode.RESOURCES_EXCEEDED: (
        "That picture takes too much time or memory to read, so please attach a smaller one or a JPG"
    ),
}


def _uncharged(sentence: str) -> str:
    return f"{sentence}; nothing was charged."


def _describe_reencode_failure(error: ReencodeFailed) -> str:
    """The sentence about a picture that cannot be used, with its own figures if it is about them."""
    match error.exit_code, error.dimensions:
        case ExitCode.TOO_MANY_PIXELS, (pixels,):
            why = f"{pixels:,} pixels, and {MAX_REFERENCE_PIXELS:,} is the most, so please attach a smaller one"
        case ExitCode.TOO_SMALL, (width, height):
            why = (
                f"{width} × {height} pixels, and each side needs {MIN_REFERENCE_SIDE_PIXELS}, so please "
                f"attach a larger one"
            )
        case ExitCode.TOO_NARROW, (width, height):
            most = f"the long side may be {MAX_REFERENCE_ASPECT_RATIO} times as long as the short one"
            why = f"{width} × {height} pixels, and {most} at most, so please crop it and attach that"
        case _:
            return _REENCODE_SENTENCES.get(error.exit_code, _BROKEN)
    return f"That picture has {why}"


def check_size(size_in_bytes: int) -> None:
    """Raise :class:`Invalid` for a file that is empty or too large by the size that Discord reports."""
    if size_in_bytes < 1:
        raise Invalid(_uncharged(_EMPTY))
    if size_in_bytes > MAX_REFERENCE_FILE_BYTES:
        raise Invalid(_uncharged(_TOO_LARGE))


class ReferenceReader:
    """Reads reference pictures; an async context manager.

    ``hosts`` are Discord's, as patterns for :class:`bot.net.allowed_hosts.HostAllowList`. ``timeout`` bounds one try,
    ``pause`` is the least time between two tries, both in seconds.
    """

    def __init__(
        self,
        hosts: Iterable[str],
        reencoder: Reencoder,
        *,
        timeout: float = 20.0,
        tries: int = 3,
        pause: float = 0.2,
    ) -> None:
        self._downloads = BoundedDownloader(hosts, max_bytes=MAX_REFERENCE_FILE_BYTES, timeout=timeout)
        self._reencoder = reencoder
        self._tries = tries
        self._pause = pause

    async def __aenter__(self) -> Self:
        await self._downloads.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._downloads.__aexit__()

    async def read(self, url: str) -> EncodedPicture:
        """Read and re-encode the picture at a URL of Discord's.

        Raises :class:`BadPicture`, which tells the member what is wrong, or :class:`DiscordDown` if Discord's files
        cannot be read at the moment.
        """
        try:
            return await self._reencoder.encode_reference(await self._download(url))
        except DownloadFailed as error:
            if error.reason in _TEMPORARY_REASONS:
                raise DiscordDown(_uncharged(_DISCORD_DOWN)) from error
            raise BadPicture(_uncharged(_DOWNLOAD_SENTENCES[error.reason])) from error
        except ReencodeFailed as error:
            raise BadPicture(_uncharged(_describe_reencode_failure(error))) from error
        except BadPicture as error:
            raise BadPicture(_uncharged(_BROKEN)) from error

    async def _download(self, url: str) -> bytes:
        async for attempt in stamina.retry_context(
            on=_is_temporary, attempts=self._tries, timeout=None, wait_initial=self._pause, wait_jitter=self._pause
        ):
            with attempt:
                return await self._downloads.read(url)
        raise AssertionError("unreachable: the last attempt returns or raises")


def _is_temporary(error: Exception) -> bool:
    return isinstance(error, DownloadFailed) and error.reason in _TEMPORARY_REASONS
