"""Helpers for conversations with moderators: their channel, reports, decisions, and stored cases and audit entries."""

from typing import Any, Final

import discord
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle, GuildHandle
from simcord.enums import OverwriteType
from simcord.results import InteractionResult

from bot.domain.audit import AuditEntry
from bot.domain.case import Case, CaseFilter
from bot.domain.case_actions import CaseAction
from bot.domain.server_rules import ChannelMode, ServerRules
from bot.moderation.recording import DecisionResult
from bot.storage import audit, cases
from bot.storage.database import Transaction
from bot.wordfilter.word_list import WordListEntries
from tests.support.stage import BotStage, Message, MessageView, response_view

DAY_SECONDS: Final = 24 * 3600
MOD_CHANNEL_PERMISSIONS: Final = discord.Permissions(
    view_channel=True, send_messages=True, attach_files=True, read_message_history=True
)


async def create_mod_channel(stage: BotStage, guild: GuildHandle | None = None) -> ChannelHandle:
    """Create a channel that only moderators can view, and set it as the moderators' channel."""
    guild = guild or stage.guild
    hidden = discord.PermissionOverwrite(view_channel=False)
    channel = guild.create_text_channel("mod-log", overwrites={guild.default_role: hidden})
    for who in (stage.app.bot.user.id, stage.mod.id):
        stage.env.backend.set_overwrite(
            channel.id, Overwrite(who, OverwriteType.MEMBER, allow=MOD_CHANNEL_PERMISSIONS.value)
        )
    await stage.app.bot.services.gate.change_rules(
        guild.id, lambda rules: rules.model_copy(update={"log_channel": channel.id})
    )
    return channel


async def work_and_update_cards(stage: BotStage) -> None:
    """Run the worker until it is idle, then update the case cards."""
    await stage.run_worker_until_idle()
    with stage.env.time_context():
        await stage.app.case_cards.run_once()
    await stage.env.settle()


async def report_picture(
    stage: BotStage, message: Message | InteractionResult, by: MemberActor | None = None, **fields: Any
) -> MessageView:
    """Report a message's picture with the button, and return the response."""
    by = by or stage.bob
    shown = await stage.press("Report", message, by)
    if shown.modal is None:  # refused: no form was opened
        return response_view(shown)
    return response_view(await stage.submit_form(shown, by, **{"reason": ["own"], "words": "too much blood", **fields}))


async def list_cases(stage: BotStage, guild_id: int | None = None) -> list[Case]:
    """The cases of a server, the newest first."""
    found, _ = await stage.app.database.run(
        cases.list_page, guild_id or stage.guild.id, CaseFilter(), offset=0, limit=50
    )
    return found


async def audit_entries(stage: BotStage, guild_id: int | None = None) -> list[AuditEntry]:
    """The audit entries of a server, the oldest first."""
    return (await stage.app.database.run(audit.list_newest, guild_id or stage.guild.id))[::-1]


async def audit_actions(stage: BotStage) -> list[tuple[str, int | None]]:
    """Action and actor of each audit entry, the oldest first."""
    return [(str(entry.action), entry.actor_id) for entry in await audit_entries(stage)]


def card_messages(channel: ChannelHandle) -> list[discord.Message]:
    """The messages of the channel that are case cards."""
    return [message for message in channel.history() if message.components]


def mod_channel_lines(channel: ChannelHandle) -> list[str]:
    """The first line of each decision that was posted in the channel."""
    return [message.content.split("\n")[0] for message in channel.history() if message.content]


def backdate(sql: str, seconds: float) -> Transaction[None]:
    """Move a stored time back, because it would take long to let days pass in the simulated Discord."""
    yield sql, (seconds,)


def button_custom_id(action: str, number: int) -> str:
    """The ``custom_id`` of a button."""
    return f"easel:{action}:{number}"


async def enable_approval(stage: BotStage) -> None:
    """Require the moderators' approval in the stage's channel."""

    def change(rules: ServerRules) -> ServerRules:
        return rules.with_channel(stage.channel.id, {"mode": ChannelMode.APPROVAL})

    await stage.app.bot.services.gate.change_rules(stage.guild.id, change)


async def imagine_held_picture(stage: BotStage, by: MemberActor | None = None) -> InteractionResult:
    """Request a picture that then waits for approval."""
    await enable_approval(stage)
    return await stage.imagine_and_wait("a fox", by)


async def appeal_blocked_words(stage: BotStage) -> InteractionResult:
    """Request a blocked word, appeal against the refusal, and return the refused interaction."""
    await stage.app.bot.services.gate.word_filters.add(stage.guild.id, WordListEntries(terms=("owl",)))
    refused = await stage.imagine("an owl")
    await stage.press("Appeal", refused)
    return refused


async def remove_pictures(
    stage: BotStage, shown: Message | InteractionResult, words: str = "too much blood"
) -> InteractionResult:
    """Press *Remove* on a card as the moderator, and submit the form with these words."""
    form = await stage.press("Remove", shown, stage.mod)
    return await stage.submit_form(form, stage.mod, reason=["own"], words=words)


async def decide_case(
    stage: BotStage, action: CaseAction, case: Case, reason: str = "", *, interaction_id: int = 0
) -> DecisionResult:
    """Decide a case as the moderator, without a button."""
    return await stage.app.bot.services.moderation.decide(
        action,
        case.id,
        guild_id=stage.guild.id,
        actor_id=stage.mod.id,
        interaction_id=interaction_id,
        reason=reason,
    )


async def run_mod_case(stage: BotStage, number: int, by: MemberActor | None = None) -> InteractionResult:
    return await (by or stage.mod).slash(stage.channel, "mod case", id=number)


async def run_mod_cases(stage: BotStage, **options: Any) -> InteractionResult:
    return await stage.mod.slash(stage.channel, "mod cases", **options)
