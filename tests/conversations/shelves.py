"""How people look at what they keep, and how a test reads what they see."""

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

from bot.discord.dm_copies import LARGEST
from bot.domain.short_ids import spaced
from bot.net.downloads import NotRead, Reason
from tests.conversations.world import Stage, answer, job_id

UNKNOWN = "There is no such picture that you can see; you find the short id, like k3f-9x2, under each picture."
DAY = 24 * 3600


class DiscordFiles:
    """Reads what was uploaded to the simulated Discord, as the bot reads Discord's files."""

    def __init__(self, env: Env) -> None:
        self.env = env
        self.reading = self.most = 0

    async def read(self, url: str) -> bytes:
        self.reading += 1
        self.most = max(self.most, self.reading)
        await asyncio.sleep(0)
        self.reading -= 1
        data = self.env.backend.cdn.get(url)
        if data is None:
            raise NotRead(Reason.MISSING)
        if len(data) > LARGEST:
            raise NotRead(Reason.TOO_LARGE)
        return data


def parts(result: InteractionResult) -> Iterator[dict[str, Any]]:
    """Every component of the answer, with what is inside and beside it."""
    waiting = [dict(part) for part in answer(result).components]
    while waiting:
        part = waiting.pop(0)
        yield part
        waiting += part.get("components", [])
        waiting += [part["accessory"]] if "accessory" in part else []


def thumbnails(result: InteractionResult) -> list[str]:
    return [part["media"]["url"] for part in parts(result) if part["type"] == 11]


def words(result: InteractionResult) -> str:
    return "\n".join([answer(result).content, *(part["content"] for part in parts(result) if part["type"] == 10)])


async def history(stage: Stage, by: MemberActor | None = None, channel: Any = None) -> InteractionResult:
    return await (by or stage.alice).slash(channel or stage.channel, "history")


async def show(stage: Stage, typed: str, by: MemberActor | None = None, channel: Any = None) -> InteractionResult:
    return await (by or stage.alice).slash(channel or stage.channel, "show", id=typed)


async def code(stage: Stage, result: InteractionResult) -> str:
    return spaced((await stage.job(job_id(result))).code)


async def edited(
    stage: Stage, result: InteractionResult, instruction: str, by: MemberActor | None = None
) -> InteractionResult:
    """Edit the only picture of a message, and wait for what comes of it."""
    form = await stage.press("Edit", result, by)
    edit = await (by or stage.alice).submit_modal(form, {"words": instruction})
    await stage.work()
    return edit


async def close(stage: Stage, channel: ChannelHandle) -> None:
    """Let nobody but administrators see a channel any more."""
    deny = discord.Permissions(view_channel=True).value
    everyone = Overwrite(target_id=stage.guild.default_role.id, type=OverwriteType.ROLE, allow=0, deny=deny)
    stage.env.backend.set_overwrite(channel.id, everyone)
    await stage.env.settle()
