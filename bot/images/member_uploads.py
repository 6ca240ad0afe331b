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
from bot.net.downloads import BoundedDownloader, DownloadFailed, FailureReason

MAX_UPLOADED_FILE_BYTES: Final = 20 * 1024 * 1024
_ATTEMPTS: Final = 3
"""Maximum attempts of a download."""

# All sentences are followed by “; nothing was charged.”
_TOO_LARGE: Final = f"That picture is larger than {MAX_UPLOADED_FILE_BYTES >> 20} MiB, so please attach a smaller one"
_EMPTY: Final = "That file is empty, so please attach it again"
_LINK_EXPIRED: Final = "That picture’s link has expired or the picture was deleted, so please attach it again"
_BROKEN: Final = "That picture is broken or cut off, so please save it anew and attach that"
_DISCORD_DOWN: Final = "Discord does not deliver that picture right now, so please try again in a minute"
_DOWNLOAD_SENTENCES: Final = {
    FailureReason.URL_NOT_ALLOWED: "Pictures are only read from Discord, so please attach the picture itself",
    FailureReason.PRIVATE_ADDRESS: (
        "Easel’s network sends Discord’s pictures to an address that is not on the internet, so please tell its "
        "operator to run the check"
    ),
    FailureReason.NOT_FOUND: _LINK_EXPIRED,
    FailureReason.REFUSED: _LINK_EXPIRED,
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
_DIMENSION_SENTENCES: Final = {
    ExitCode.TOO_MANY_PIXELS: f"{MAX_REFERENCE_PIXELS:,} is the most, so please attach a smaller one",
    ExitCode.TOO_SMALL: f"each side needs {MIN_REFERENCE_SIDE_PIXELS}, so please attach a larger one",
    ExitCode.TOO_NARROW: (
        f"the long side may be {MAX_REFERENCE_ASPECT_RATIO} times as long as the short one at most, so please crop it "
        f"and attach that"
    ),
}
"""The ends of sentences that begin with the picture's dimensions."""


def _uncharged(sentence: str) -> str:
    return f"{sentence}; nothing was charged."


def _describe_reencode_failure(error: ReencodeFailed) -> str:
    """The sentence for a picture that cannot be used, with its dimensions if these are the reason."""
    match error.dimensions:
        case (pixels,) if error.exit_code in _DIMENSION_SENTENCES:
            return f"That picture has {pixels:,} pixels, and {_DIMENSION_SENTENCES[error.exit_code]}"
        case (width, height) if error.exit_code in _DIMENSION_SENTENCES:
            return f"That picture has {width} × {height} pixels, and {_DIMENSION_SENTENCES[error.exit_code]}"
    return _REENCODE_SENTENCES.get(error.exit_code, _BROKEN)


def check_size(size_in_bytes: int) -> None:
    """Raise :class:`Invalid` if the size that Discord reports is zero or too large."""
    if size_in_bytes < 1:
        raise Invalid(_uncharged(_EMPTY))
    if size_in_bytes > MAX_UPLOADED_FILE_BYTES:
        raise Invalid(_uncharged(_TOO_LARGE))


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
                raise DiscordDown(_uncharged(_DISCORD_DOWN)) from error
            raise BadPicture(_uncharged(_DOWNLOAD_SENTENCES[error.reason])) from error
        except ReencodeFailed as error:
            raise BadPicture(_uncharged(_describe_reencode_failure(error))) from error
        except BadPicture as error:
            raise BadPicture(_uncharged(_BROKEN)) from error

    async def _download(self, url: str) -> bytes:
        async for attempt in stamina.retry_context(
            on=_is_temporary, attempts=_ATTEMPTS, timeout=None, wait_initial=self._pause, wait_jitter=self._pause
        ):
            with attempt:
                return await self._downloads.read(url)
        raise AssertionError("unreachable: the last attempt returns or raises")


def _is_temporary(error: Exception) -> bool:
    return isinstance(error, DownloadFailed) and error.reason in _TEMPORARY_REASONS
