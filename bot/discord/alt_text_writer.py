"""Writes an author's alt text of a picture into the message that shows it."""

import copy
import logging
from collections.abc import Iterator, Mapping
from typing import Any, Final

import discord
from discord.http import Route

from bot.discord.api_errors import REQUEST_ERRORS
from bot.domain.job import Job
from bot.domain.library import AltTexts
from bot.localization.messages import Message
from bot.ui.attachments import filename_in_url, picture_number_in_url

log: Final = logging.getLogger(__name__)

SAVED: Final = Message("description-saved")
SAVED_PRIVATE: Final = Message("description-saved-private")
SAVED_MESSAGE_UNCHANGED: Final = Message("description-saved-elsewhere")
_MEDIA_GALLERY_TYPE: Final = 12


async def write_alt_text(client: discord.Client, job: Job, number: int, alt_texts: AltTexts) -> Message:
    """Edit the alt texts in the message that shows this picture; returns the sentence for the author."""
    message_id = job.message_id_of(number)
    if job.request.private:
        return SAVED_PRIVATE
    if message_id is None:
        return SAVED_MESSAGE_UNCHANGED
    try:
        message = await client.http.get_message(job.channel_id, message_id)
        ids: dict[str, Any] = {"channel_id": job.channel_id, "message_id": message_id}
        route = Route("PATCH", "/channels/{channel_id}/messages/{message_id}", **ids)
        await client.http.request(route, json=_edit_payload(job, message, alt_texts))
    except REQUEST_ERRORS as error:
        log.info("A description is not in its message: %s", error, extra={"event": "alt_text_update_failed"})
        return SAVED_MESSAGE_UNCHANGED
    return SAVED


def _edit_payload(job: Job, message: Mapping[str, Any], alt_texts: AltTexts) -> dict[str, Any]:
    """The body of an edit that changes only the alt texts; Discord deletes attachments that are not listed in it."""
    components = copy.deepcopy(message["components"])
    attachment_ids = {file["id"] for file in message["attachments"]}
    for item in _gallery_items(components):
        url = item["media"]["url"]
        number = picture_number_in_url(job, url)
        if number is None:
            continue
        attachment_ids |= {item["media"]["attachment_id"]} if item["media"].get("attachment_id") else set()
        item["media"] = {"url": f"attachment://{filename_in_url(url)}"}
        item["description"] = alt_texts.get((job.id, number), item.get("description"))
    return {
        "components": components,
        "attachments": [{"id": file_id} for file_id in sorted(attachment_ids)],
        "allowed_mentions": {"parse": []},
    }


def _gallery_items(components: list[Any]) -> Iterator[dict[str, Any]]:
    for component in components:
        if component["type"] == _MEDIA_GALLERY_TYPE:
            yield from component["items"]
