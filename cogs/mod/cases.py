"""The buttons and forms that decide cases, ``/mod case``, ``/mod cases`` and ``/mod remove``.

Every press, form and command checks again that its user moderates the server of the case, because anybody can send any
case number.
"""

from functools import partial
from typing import Any, Final

import discord
from discord import Interaction, User, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.discord import permissions, replies
from bot.discord.api_errors import API_ERRORS
from bot.discord.client import Easel
from bot.domain.audit import AuditEntry
from bot.domain.block_duration import BlockDuration
from bot.domain.case import MAX_REASON_LENGTH, CaseKind
from bot.domain.case_actions import CASE_ACTIONS, FORM_ACTIONS, CaseAction
from bot.domain.short_ids import MAX_BIGINT
from bot.errors import Closed
from bot.moderation.case_cards import Card
from bot.moderation.decisions import DecisionResult
from bot.moderation.service import DecisionInput
from bot.ui import modals
from bot.ui.buttons import Action
from bot.ui.layout import Layout
from bot.ui.modals import SubmittedForm
from bot.ui.moderation import case_actions, case_list, decision_forms
from bot.ui.moderation.case_list import CASES_PER_PAGE, MAX_EARLIER_DECISIONS, CasePage, CaseStatusFilter
from cogs.mod.blocks import check_blockable, require_moderator
from cogs.mod.removals import Removals

MEMBER_LOOKUP_FAILED: Final = (
    "Discord could not look up that member, so nobody was blocked; please try again in a minute."
)
MAX_OPTION_INTEGER: Final = 2**53 - 1
"""The largest integer that Discord accepts (Application Command Option)."""


class Cases(commands.Cog):
    """Handles the buttons and forms of cases."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        for action in CaseAction:
            bot.register_button(action, partial(self.press_action, action))
        for action in FORM_ACTIONS:
            bot.register_form(action, partial(self.submit_action, action))
        bot.register_button(Action.CASE, self.show_case)

    # ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def press_action(self, action: CaseAction, interaction: Interaction[Any], case_id: int) -> None:
        """Decide the case, or open the action's form unless the case is closed."""
        if action not in FORM_ACTIONS:
            await self._decide(action, interaction, case_id)
            return
        await replies.within_modal_deadline(self._check_open(action, interaction, case_id))
        await modals.open_modal(interaction, decision_forms.decision_form(action, case_id))

    async def submit_action(self, action: CaseAction, interaction: Interaction[Any], submitted: SubmittedForm) -> None:
        """Decide the case with the reason and the block duration of the form."""
        reason, duration = decision_forms.parse_reason(submitted), decision_forms.parse_block_duration(submitted)
        await self._decide(action, interaction, submitted.numbers[0], reason, duration)

    async def _decide(
        self,
        action: CaseAction,
        interaction: Interaction[Any],
        case_id: int,
        reason: str = "",
        duration: BlockDuration | None = None,
    ) -> None:
        result = await replies.with_ack(
            interaction, self._apply_decision(action, interaction, min(case_id, MAX_BIGINT), reason, duration)
        )
        if result.case is not None and (card := interaction.message) is not None and not card.flags.ephemeral:
            await self.bot.moderation.case_cards.adopt_card(result.case, card.channel.id, card.id)
        await replies.reply_ephemeral(interaction, decision_forms.decision_view(result))
        for job in result.cancelled:
            await self.bot.intake.show_end(job)

    async def _check_open(self, action: CaseAction, interaction: Interaction[Any], case_id: int) -> None:
        guild_id, kind = await require_moderator(interaction), CASE_ACTIONS[action].kind
        await self.bot.moderation.check_open(min(case_id, MAX_BIGINT), guild_id=guild_id, kind=kind)

    async def _apply_decision(
        self,
        action: CaseAction,
        interaction: Interaction[Any],
        case_id: int,
        reason: str,
        duration: BlockDuration | None,
    ) -> DecisionResult:
        guild_id, user_id = await require_moderator(interaction), interaction.user.id
        if CASE_ACTIONS[action].blocks_author:
            case = await self.bot.moderation.case(case_id, guild_id=guild_id)
            await self._check_blockable(interaction, case.user_id)
        given = DecisionInput(
            case_id=case_id,
            guild_id=guild_id,
            actor_id=user_id,
            interaction_id=interaction.id,
            reason=reason,
            block_duration=duration,
        )
        return await self.bot.moderation.decide(action, given)

    async def _check_blockable(self, interaction: Interaction[Any], user_id: int) -> None:
        """Pass where ``/mod block`` would accept this member, or the member has left."""
        assert interaction.guild is not None
        try:
            member = await interaction.guild.fetch_member(user_id)
        except discord.NotFound:
            return
        except API_ERRORS as error:
            raise Closed(MEMBER_LOOKUP_FAILED) from error
        check_blockable(interaction, member, await self.bot.gate.rules(interaction.guild.id))

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def show_case(self, interaction: Interaction[Any], case_id: int) -> None:
        """Show one case with its buttons, only to this moderator."""
        card, entries = await replies.with_ack(interaction, self._load_case(interaction, min(case_id, MAX_BIGINT)))
        view, files = case_list.case_view(card, entries, self.bot.catalog, limit=interaction.filesize_limit)
        await replies.reply_ephemeral(interaction, view, files)

    async def show_list(self, interaction: Interaction[Any], page: CasePage) -> None:
        """Show a page of the cases that match, in a new message."""
        await replies.reply_ephemeral(
            interaction, await replies.with_ack(interaction, self._build_page(interaction, page))
        )

    async def show_page(self, interaction: Interaction[Any], page: CasePage) -> None:
        """Turn to another page, in the same message."""
        await self.bot.run_guarded(interaction, self._turn_page(interaction, page))

    async def _turn_page(self, interaction: Interaction[Any], page: CasePage) -> None:
        if not permissions.is_ephemeral(interaction):  # our lists are ephemeral, so this button is forged
            await self.show_list(interaction, page)
            return
        view = await replies.with_ack(interaction, self._build_page(interaction, page), thinking=False)
        await replies.edit_message(interaction, view)

    async def _build_page(self, interaction: Interaction[Any], page: CasePage) -> Layout:
        guild_id, moderation = await require_moderator(interaction), self.bot.moderation
        page = page._replace(user_id=min(page.user_id, MAX_BIGINT))
        offset = page.number * CASES_PER_PAGE
        found, total = await moderation.list_cases(guild_id, page.case_filter, offset=offset, limit=CASES_PER_PAGE)
        if not found and total:  # the page became empty because its cases were decided
            page = page._replace(number=(total - 1) // CASES_PER_PAGE)
            offset = page.number * CASES_PER_PAGE
            found, total = await moderation.list_cases(guild_id, page.case_filter, offset=offset, limit=CASES_PER_PAGE)
        return case_list.case_list_view(found, total, page)

    async def _load_case(self, interaction: Interaction[Any], case_id: int) -> tuple[Card, list[AuditEntry]]:
        case = await self.bot.moderation.case(case_id, guild_id=await require_moderator(interaction))
        entries = await self.bot.moderation.list_audit_entries(case)
        return await self.bot.moderation.case_cards.card(case), entries[:MAX_EARLIER_DECISIONS]


class CaseCommands(app_commands.Group):
    """The commands; those who hold them take them out of here, and put them among the moderators' others."""

    def __init__(self, cases: Cases, removals: Removals) -> None:
        super().__init__(name="cases", description="Review open cases")
        self.cases, self.removals = cases, removals

    @app_commands.command(name="case", description="Show one case, and decide it")
    @app_commands.describe(id="The number on its card and in /mod cases")
    async def show_case(self, interaction: Interaction[Any], id: Range[int, 1, MAX_OPTION_INTEGER]) -> None:  # noqa: A002 – the public name
        """Show the case only to this moderator."""
        await self.cases.show_case(interaction, id)

    @app_commands.command(name="cases", description="List what is waiting for moderators, and what they decided")
    @app_commands.describe(state="Open or decided; open by default", kind="Only this kind", member="Only this member’s")
    @app_commands.choices(
        state=[Choice(name=state.value, value=state.value) for state in CaseStatusFilter],
        kind=[Choice(name=f"{kind}s", value=kind.value) for kind in CaseKind],
    )
    async def list_cases(
        self,
        interaction: Interaction[Any],
        state: str = CaseStatusFilter.OPEN.value,
        kind: str | None = None,
        member: User | None = None,
    ) -> None:
        """Show the first page only to this moderator."""
        user_id = 0 if member is None else member.id
        await self.cases.show_list(
            interaction, CasePage(0, CaseStatusFilter(state), None if kind is None else CaseKind(kind), user_id)
        )

    @app_commands.command(description="Remove a picture everywhere; you can undo this for a day")
    @app_commands.describe(id="The short id under the picture, like k3f-9x2", reason="Why; the member can read it")
    async def remove(
        self,
        interaction: Interaction[Any],
        id: Range[str, 1, 40],  # noqa: A002 – the public name
        reason: Range[str, 1, MAX_REASON_LENGTH],
    ) -> None:
        """Remove the pictures of a request."""
        await self.removals.remove_by_id(interaction, id, reason)


async def setup(bot: Easel) -> None:
    """Answer the buttons, and add the commands and the menu."""
    cases, removals = Cases(bot), Removals(bot)
    await bot.add_cog(cases)
    case_actions.register(bot)
    case_list.register(bot)
    mod = bot.tree.get_command("mod")
    assert isinstance(mod, app_commands.Group)
    for command in CaseCommands(cases, removals).commands:
        mod.add_command(command)
