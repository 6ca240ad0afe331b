"""What conversations about moderators need: a channel for their cards, reports, and what is on disk and shown."""

from typing import Any, Final

import discord
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle, GuildHandle
from simcord.enums import OverwriteType
from simcord.results import InteractionResult

from bot.domain.case import Case
from bot.domain.server_rules import ChannelMode, ServerRules
from bot.storage import audit, cases
from bot.storage.audit import Entry
from bot.storage.cases import Wanted
from bot.storage.database import Transaction
from bot.storage.word_lists import (
    Words,
)
from tests.conversations.world import Message, Seen, Stage, seen

DAY: Final = 24 * 3600
SEES: Final = discord.Permissions(view_channel=True, send_messages=True, attach_files=True, read_message_history=True)


async def with_log(stage: Stage, guild: GuildHandle | None = None) -> ChannelHandle:
    """A channel that only moderators see, chosen for the cards."""
    guild = guild or stage.guild
    hidden = discord.PermissionOverwrite(view_channel=False)
    channel = guild.create_text_channel("mod-log", overwrites={guild.default_role: hidden})
    for who in (stage.app.bot.user.id, stage.mod.id):
        stage.env.backend.set_overwrite(channel.id, Overwrite(who, OverwriteType.MEMBER, allow=SEES.value))
    await stage.app.bot.gate.change(guild.id, lambda rules: rules.model_copy(update={"log_channel": channel.id}))
    return channel


async def board(stage: Stage) -> None:
    """Let the worker and the board bring everything up to date."""
    await stage.work()
    with stage.env.time_context():
        await stage.app.board.step()
    await stage.env.settle()


async def reported(
    stage: Stage, message: Message | InteractionResult, by: MemberActor | None = None, **fields: Any
) -> Seen:
    """Report a message's picture with the button, and return what is answered."""
    by = by or stage.bob
    shown = await stage.press("Report", message, by)
    if shown.modal is None:  # there is nothing to fill in
        return seen(shown)
    return seen(await stage.submit(shown, by, **{"reason": ["own"], "words": "too much blood", **fields}))


async def all_cases(stage: Stage, guild_id: int | None = None) -> list[Case]:
    """The cases of a server, the newest first."""
    found, _ = await stage.app.database.run(cases.page, guild_id or stage.guild.id, Wanted(), offset=0, limit=50)
    return found


async def record(stage: Stage, guild_id: int | None = None) -> list[Entry]:
    """What was written down, the oldest first."""
    return (await stage.app.database.run(audit.newest, guild_id or stage.guild.id))[::-1]


async def actions(stage: Stage) -> list[tuple[str, int | None]]:
    """What was decided and by whom, the oldest first."""
    return [(entry.action, entry.actor_id) for entry in await record(stage)]


def cards(channel: ChannelHandle) -> list[discord.Message]:
    """The messages of the channel that are cards."""
    return [message for message in channel.history() if message.components]


def lines(channel: ChannelHandle) -> list[str]:
    """What the log of decisions says: the first line of each."""
    return [message.content.split("\n")[0] for message in channel.history() if message.content]


def longer_ago(sql: str, seconds: float) -> Transaction[None]:
    """Let something have happened so much earlier: days that pass in a simulated Discord take their time."""
    yield sql, (seconds,)


def press_id(action: str, number: int) -> str:
    """The ``custom_id`` of a button."""
    return f"easel:{action}:{number}"


async def with_approval(stage: Stage) -> None:
    """Let moderators look at the studio's pictures first."""

    def asked(rules: ServerRules) -> ServerRules:
        return rules.decided(stage.channel.id, {"mode": ChannelMode.APPROVAL})

    await stage.app.bot.gate.change(stage.guild.id, asked)


async def held(stage: Stage, by: MemberActor | None = None) -> InteractionResult:
    """A picture that waits for moderators."""
    await with_approval(stage)
    return await stage.drawn("a fox", by)


async def appealed(stage: Stage) -> InteractionResult:
    """A refusal that its author thinks is wrong."""
    await stage.app.bot.gate.lists.add(stage.guild.id, Words(terms=("owl",)))
    refused = await stage.imagine("an owl")
    await stage.press("Appeal", refused)
    return refused


async def shown_case(stage: Stage, number: int, by: MemberActor | None = None) -> InteractionResult:
    return await (by or stage.mod).slash(stage.channel, "mod case", id=number)


async def listed_cases(stage: Stage, **options: Any) -> InteractionResult:
    return await stage.mod.slash(stage.channel, "mod cases", **options)
