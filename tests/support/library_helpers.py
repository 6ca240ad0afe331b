"""Helpers for conversations about the library: run its commands, and read their responses."""

import asyncio
from collections.abc import Iterator
from typing import Any

import discord
from simcord import Env
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType
from simcord.results import InteractionResult

from bot.discord.dm_copies import MAX_DM_FILE_BYTES
from bot.domain.short_ids import format_short_id
from bot.net.downloads import DownloadFailed, FailureReason
from tests.support.stage import BotStage, job_id_of, response_message

DAY_SECONDS = 24 * 3600


class SimulatedDownloader:
    """Downloads files from the simulated Discord's CDN, and counts concurrent reads."""

    def __init__(self, env: Env) -> None:
        self.env = env
        self.active_reads = self.max_active_reads = 0

    async def read(self, url: str) -> bytes:
        self.active_reads += 1
        self.max_active_reads = max(self.max_active_reads, self.active_reads)
        await asyncio.sleep(0)
        self.active_reads -= 1
        data = self.env.backend.cdn.get(url)
        if data is None:
            raise DownloadFailed(FailureReason.NOT_FOUND)
        if len(data) > MAX_DM_FILE_BYTES:
            raise DownloadFailed(FailureReason.TOO_LARGE)
        return data


def iter_components(result: InteractionResult) -> Iterator[dict[str, Any]]:
    """Yield every component of the response, nested components and accessories included."""
    waiting = [dict(part) for part in response_message(result).components]
    while waiting:
        part = waiting.pop(0)
        yield part
        waiting += part.get("components", [])
        waiting += [part["accessory"]] if "accessory" in part else []


def thumbnail_urls(result: InteractionResult) -> list[str]:
    return [part["media"]["url"] for part in iter_components(result) if part["type"] == 11]


def response_text(result: InteractionResult) -> str:
    return "\n".join(
        [response_message(result).content, *(part["content"] for part in iter_components(result) if part["type"] == 10)]
    )


async def run_history(stage: BotStage, by: MemberActor | None = None, channel: Any = None) -> InteractionResult:
    return await (by or stage.alice).slash(channel or stage.channel, "history")


async def run_show(
    stage: BotStage, typed: str, by: MemberActor | None = None, channel: Any = None
) -> InteractionResult:
    return await (by or stage.alice).slash(channel or stage.channel, "show", id=typed)


async def short_id_of(stage: BotStage, result: InteractionResult) -> str:
    return format_short_id((await stage.job(job_id_of(result))).short_id)


async def edit_picture(
    stage: BotStage, result: InteractionResult, instruction: str, by: MemberActor | None = None
) -> InteractionResult:
    """Edit the only picture of a message, and run the worker until it is idle."""
    form = await stage.press("Edit", result, by)
    edit = await (by or stage.alice).submit_modal(form, {"words": instruction})
    await stage.run_worker_until_idle()
    return edit


async def hide_channel(stage: BotStage, channel: ChannelHandle) -> None:
    """Hide a channel from everyone except administrators."""
    deny = discord.Permissions(view_channel=True).value
    everyone = Overwrite(target_id=stage.guild.default_role.id, type=OverwriteType.ROLE, allow=0, deny=deny)
    stage.env.backend.set_overwrite(channel.id, everyone)
    await stage.env.settle()
