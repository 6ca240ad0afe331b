"""Writes an author's description of a picture into the message that shows it."""

import copy
import logging
from collections.abc import Iterator, Mapping
from typing import Any, Final

import discord
from discord.http import Route

from bot.discord.api_errors import FAILED
from bot.domain.job import Job
from bot.storage.library import AltTexts
from bot.ui.attachment_names import name_of, number_of

log: Final = logging.getLogger(__name__)


KEPT: Final = "Saved: the picture now has this description."


KEPT_PRIVATE: Final = (
    "Saved for your history and for copies; the message itself stays as it is, because only you can see it."
)


KEPT_ELSEWHERE: Final = "Saved for the history and for copies; the message itself could not be changed."


_MEDIA_GALLERY: Final = 12


async def rewrite(client: discord.Client, job: Job, number: int, written: AltTexts) -> str:
    """Change the descriptions in the message that shows this picture; returns what to tell the author."""
    message_id = job.message_of(number)
    if job.request.private:
        return KEPT_PRIVATE
    if message_id is None:
        return KEPT_ELSEWHERE
    try:
        message = await client.http.get_message(job.channel_id, message_id)
        await client.http.request(
            Route(
                "PATCH",
                "/channels/{channel_id}/messages/{message_id}",
                channel_id=job.channel_id,
                message_id=message_id,
            ),
            json=_edited(job, message, written),
        )
    except FAILED as error:
        log.info("A description is not in its message: %s", error, extra={"event": "description_unshown"})
        return KEPT_ELSEWHERE
    return KEPT


def _edited(job: Job, message: Mapping[str, Any], written: AltTexts) -> dict[str, Any]:
    """The message as it is, apart from the descriptions: what an edit leaves out of the attachments is deleted."""
    components = copy.deepcopy(message["components"])
    kept = {file["id"] for file in message["attachments"]}
    for item in _items(components):
        url = item["media"]["url"]
        number = number_of(job, url)
        if number is None:
            continue
        kept |= {item["media"]["attachment_id"]} if item["media"].get("attachment_id") else set()
        item["media"] = {"url": f"attachment://{name_of(url)}"}
        item["description"] = written.get((job.id, number), item.get("description"))
    return {
        "components": components,
        "attachments": [{"id": file_id} for file_id in sorted(kept)],
        "allowed_mentions": {"parse": []},
    }


def _items(components: list[Any]) -> Iterator[dict[str, Any]]:
    for component in components:
        if component["type"] == _MEDIA_GALLERY:
            yield from component["items"]
