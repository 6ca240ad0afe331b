"""What moderators decide about cases: the buttons of cards and of ``/mod case``, and the pages of ``/mod cases``.

Whatever is pressed, submitted or called, it is looked up again whether this person moderates the case's server: its
number is what anybody may have sent.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import discord
from discord import User, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.discord import permissions, replies
from bot.discord.api_errors import API_ERRORS
from bot.discord.client import Easel, Interaction
from bot.domain.audit import AuditEntry
from bot.domain.block_duration import BlockDuration
from bot.domain.case import CaseKind
from bot.errors import Closed, Invalid
from bot.moderation.case_cards import Card
from bot.moderation.decisions import DecisionResult
from bot.ui import modals
from bot.ui.buttons import Action
from bot.ui.layout import Layout
from bot.ui.modals import Form, SubmittedForm
from bot.ui.moderation import case_list, decision_forms
from bot.ui.moderation.case_list import (
    CASES_PER_PAGE,
    MAX_EARLIER_DECISIONS,
    CasePage,
    CasePageButton,
    CaseStatusFilter,
)
from cogs.mod.blocks import check_blockable, require_moderator
from cogs.mod.case_actions import CASE_ACTIONS, CaseAction, DecisionInput

BLOCK_DURATION_REQUIRED: Final = "Choose how long to block them: 1 day, 7 days or forever."
MEMBER_LOOKUP_FAILED: Final = (
    "Discord could not look up that member, so nobody was blocked; please try again in a minute."
)
MAX_OPTION_INTEGER: Final = 2**53 - 1
"""The largest whole number that Discord takes (Application Command Option)."""
FORMS_WITH_BLOCK: Final = frozenset({Form.DECLINE_BLOCK, Form.REMOVE_BLOCK})


class Cases(commands.Cog):
    """Shows cases, and decides them by their buttons and forms."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        for action, deed in CASE_ACTIONS.items():
            bot.components.on(action, self._press_handler(deed))
            if deed.form is not None:
                bot.components.on(deed.form, partial(self.decide_with_form, deed))
        bot.components.on(Action.CASE, self.show_case)
        bot.components.on(CasePageButton, self.turn_page)

    def _press_handler(self, case_action: CaseAction) -> Callable[[Interaction, int], Awaitable[None]]:
        return partial(self.decide if case_action.form is None else self.open_form, case_action)

    # ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def decide(self, case_action: CaseAction, interaction: Interaction, case_id: int) -> None:
        """Decide with the press alone."""
        await self._reply_with_result(interaction, self._apply_decision(case_action, interaction, case_id))

    async def open_form(self, case_action: CaseAction, interaction: Interaction, case_id: int) -> None:
        """Open the form, unless there is nothing to decide any more."""
        assert case_action.form is not None
        await replies.within_modal_deadline(self._check_open(case_action, interaction, case_id))
        await modals.open_modal(interaction, decision_forms.decision_form(case_action.form, case_id))

    async def decide_with_form(
        self, case_action: CaseAction, interaction: Interaction, submitted: SubmittedForm
    ) -> None:
        """Decide with what was filled in."""
        reason = decision_forms.parse_reason(submitted)
        term = decision_forms.parse_block_duration(submitted) if submitted.form in FORMS_WITH_BLOCK else None
        if submitted.form in FORMS_WITH_BLOCK and term is None:
            raise Invalid(BLOCK_DURATION_REQUIRED)
        await self._reply_with_result(
            interaction, self._apply_decision(case_action, interaction, submitted.numbers[0], reason, term)
        )

    async def _reply_with_result(self, interaction: Interaction, work: Awaitable[DecisionResult]) -> None:
        decided = await replies.with_ack(interaction, work)
        if decided.case is not None and (card := interaction.message) is not None and not card.flags.ephemeral:
            await self.bot.moderation.case_cards.adopt_card(decided.case, card.channel.id, card.id)
        await replies.reply_ephemeral(interaction, decision_forms.decision_view(decided))
        for job in () if decided.block is None else decided.block.cancelled:
            await self.bot.intake.show_end(job)

    async def _check_open(self, case_action: CaseAction, interaction: Interaction, case_id: int) -> None:
        guild_id = await require_moderator(interaction)
        await self.bot.moderation.check_open(case_id, guild_id=guild_id, kind=case_action.kind)

    async def _apply_decision(
        self,
        case_action: CaseAction,
        interaction: Interaction,
        case_id: int,
        reason: str = "",
        duration: BlockDuration | None = None,
    ) -> DecisionResult:
        guild_id = await require_moderator(interaction)
        if duration is not None:
            case = await self.bot.moderation.case(case_id, guild_id=guild_id)
            await self._check_blockable(interaction, case.user_id)
        given = DecisionInput(case_id, guild_id, interaction.user.id, interaction.id, reason, duration)
        return await case_action.decide(self.bot.moderation, given)

    async def _check_blockable(self, interaction: Interaction, user_id: int) -> None:
        """Pass where ``/mod block`` would take this member too, or one who has left."""
        assert interaction.guild is not None
        try:
            member = await interaction.guild.fetch_member(user_id)
        except discord.NotFound:
            return
        except API_ERRORS as error:
            raise Closed(MEMBER_LOOKUP_FAILED) from error
        check_blockable(interaction, member, await self.bot.gate.rules(interaction.guild.id))

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @app_commands.command(description="Show one case, and decide it")
    @app_commands.rename(case_id="id")
    @app_commands.describe(case_id="The number on its card and in /mod cases")
    async def case(self, interaction: Interaction, case_id: Range[int, 1, MAX_OPTION_INTEGER]) -> None:
        """Show one case to this moderator alone."""
        await self.show_case(interaction, case_id)

    @app_commands.command(description="List what is waiting for moderators, and what they decided")
    @app_commands.describe(state="Open or decided; open by default", kind="Only this kind", member="Only this member’s")
    @app_commands.choices(
        state=[Choice(name=state.value, value=state.value) for state in CaseStatusFilter],
        kind=[Choice(name=f"{kind}s", value=kind.value) for kind in CaseKind],
    )
    async def cases(
        self,
        interaction: Interaction,
        state: str = CaseStatusFilter.OPEN.value,
        kind: str | None = None,
        member: User | None = None,
    ) -> None:
        """Show the first page to this moderator alone."""
        user_id = 0 if member is None else member.id
        await self._show_list(
            interaction, CasePage(0, CaseStatusFilter(state), None if kind is None else CaseKind(kind), user_id)
        )

    async def show_case(self, interaction: Interaction, case_id: int) -> None:
        """Show one case with its buttons, to this moderator alone."""
        card, entries = await replies.with_ack(interaction, self._load_case(interaction, case_id))
        view, files = case_list.case_view(card, entries, self.bot.catalog, limit=interaction.filesize_limit)
        await replies.reply_ephemeral(interaction, view, files)

    async def turn_page(self, interaction: Interaction, page: CasePage) -> None:
        """Show another page, in the same message."""
        if not permissions.is_ephemeral(interaction):  # no list of ours stands where others see it
            await self._show_list(interaction, page)
            return
        view = await replies.with_ack(interaction, self._build_page(interaction, page), thinking=False)
        await replies.edit_message(interaction, view)

    async def _show_list(self, interaction: Interaction, page: CasePage) -> None:
        await replies.reply_ephemeral(
            interaction, await replies.with_ack(interaction, self._build_page(interaction, page))
        )

    async def _build_page(self, interaction: Interaction, page: CasePage) -> Layout:
        guild_id, moderation = await require_moderator(interaction), self.bot.moderation
        offset = page.number * CASES_PER_PAGE
        found, total = await moderation.list_cases(guild_id, page.case_filter, offset=offset, limit=CASES_PER_PAGE)
        if not found and total:  # what stood there was decided meanwhile
            page = page._replace(number=(total - 1) // CASES_PER_PAGE)
            offset = page.number * CASES_PER_PAGE
            found, total = await moderation.list_cases(guild_id, page.case_filter, offset=offset, limit=CASES_PER_PAGE)
        return case_list.case_list_view(found, total, page)

    async def _load_case(self, interaction: Interaction, case_id: int) -> tuple[Card, list[AuditEntry]]:
        case = await self.bot.moderation.case(case_id, guild_id=await require_moderator(interaction))
        entries = await self.bot.moderation.list_audit_entries(case)
        return await self.bot.moderation.card(case), entries[:MAX_EARLIER_DECISIONS]
