"""Re-encodes pictures that are too large for a message."""

import logging
from collections.abc import Sequence
from typing import Final

from bot.domain.job import MAX_IMAGES_PER_MESSAGE
from bot.errors import BadPicture
from bot.images.reencoder import Reencoder
from bot.jobs.ports import Picture
from bot.ui.attachments import MAX_REQUEST_BYTES

log: Final = logging.getLogger(__name__)

MIN_SHRINKABLE_BYTES: Final = 128 * 1024
"""A picture below this size is not made smaller, because Discord cannot have refused it for its size."""


async def fit_pictures(pictures: Sequence[Picture], attachment_limit: int, reencoder: Reencoder) -> list[Picture]:
    """Shrink the pictures to ``attachment_limit`` bytes each, and those of one message to the limit of a request.

    A picture that cannot be made small enough is omitted.
    """
    fitting: list[Picture] = []
    for start in range(0, len(pictures), MAX_IMAGES_PER_MESSAGE):
        part = pictures[start : start + MAX_IMAGES_PER_MESSAGE]
        limit = attachment_limit
        if sum(len(picture.data) for picture in part) > MAX_REQUEST_BYTES:
            limit = min(limit, MAX_REQUEST_BYTES // len(part))
        for picture in part:
            fitting += await _shrink_to_fit(picture, limit, reencoder)
    return fitting


async def _shrink_to_fit(picture: Picture, limit: int, reencoder: Reencoder) -> list[Picture]:
    if len(picture.data) <= limit:
        return [picture]
    try:
        data, kind = await reencoder.shrink(picture.data, limit=limit, format=picture.format)
    except BadPicture as error:
        log.warning("A picture could not be made to fit: %s", error, extra={"event": "picture_too_large"})
        return []
    return [picture._replace(data=data, format=kind, shrunk=True)]


def smaller_limit(pictures: Sequence[Picture]) -> int | None:
    """The limit in bytes for the next attempt after Discord refused these pictures; ``None`` for no next attempt."""
    limit = max((len(picture.data) for picture in pictures), default=0) // 2
    return limit if limit >= MIN_SHRINKABLE_BYTES else None
