"""The buttons and forms that decide cases, ``/mod case`` and ``/mod cases``.

Every button, form and command checks that its user moderates the server of the case, because anybody can send any case
number.
"""

from functools import partial
from typing import Final

import discord
from discord import User, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.discord import permissions, replies
from bot.discord.api_errors import REQUEST_ERRORS
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.domain.case import CaseKind
from bot.domain.case_actions import CASE_ACTIONS, FORM_ACTIONS, CaseAction
from bot.errors import Closed
from bot.localization.messages import Message
from bot.moderation.recording import DecisionResult
from bot.ui import modals
from bot.ui.buttons import Action
from bot.ui.layout import Layout
from bot.ui.modals import SubmittedForm
from bot.ui.moderation import case_list, decision_forms
from bot.ui.moderation.case_actions import CaseButton, CasePress
from bot.ui.moderation.case_list import CASES_PER_PAGE, MAX_EARLIER_DECISIONS, CasePage, CasePageButton, CaseStateFilter
from cogs.mod.blocks import check_blockable, require_moderator

MEMBER_LOOKUP_FAILED: Final = Message("member-lookup-failed")
MAX_OPTION_INTEGER: Final = 2**53 - 1
"""The largest integer that Discord accepts (Application Command Option)."""


class Cases(commands.Cog):
    """Shows cases, and decides them by their buttons and forms."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        bot.components.on(CaseButton, self.press_action)
        for action in FORM_ACTIONS:
            bot.components.on(action, partial(self.submit_action, action))
        bot.components.on(Action.CASE, self.show_case)
        bot.components.on(CasePageButton, self.turn_page)

    async def press_action(self, interaction: Interaction, press: CasePress) -> None:
        """Decide the case, or open the action's form if the case is open."""
        if press.action in FORM_ACTIONS:
            await replies.within_modal_deadline(self._check_open(interaction, press))
            await modals.open_modal(interaction, decision_forms.decision_form(*press))
        else:
            await self._decide(interaction, press)

    async def submit_action(self, action: CaseAction, interaction: Interaction, submitted: SubmittedForm) -> None:
        """Decide the case with the reason and the block duration of the form."""
        press = CasePress(action, submitted.numbers[0])
        await self._decide(interaction, press, submitted)

    async def _decide(self, interaction: Interaction, press: CasePress, submitted: SubmittedForm | None = None) -> None:
        result = await replies.with_ack(interaction, self._apply_decision(interaction, press, submitted))
        if result.case is not None and (card := interaction.message) is not None and not card.flags.ephemeral:
            # The card may be one that a crashed process posted but did not store.
            await self.services.moderation.case_cards.adopt_card(result.case, card.channel.id, card.id)
        await replies.reply_ephemeral(interaction, decision_forms.decision_view(result))
        for job in result.cancelled:
            await self.services.intake.show_end(job)

    async def _check_open(self, interaction: Interaction, press: CasePress) -> None:
        guild_id, kind = await require_moderator(interaction), CASE_ACTIONS[press.action].kind
        await self.services.moderation.check_open(press.case_id, guild_id=guild_id, kind=kind)

    async def _apply_decision(
        self, interaction: Interaction, press: CasePress, submitted: SubmittedForm | None
    ) -> DecisionResult:
        guild_id = await require_moderator(interaction)
        reason, duration = "", None
        if submitted is not None:
            reason = decision_forms.parse_reason(submitted, await self.services.languages.get(guild_id))
            duration = decision_forms.parse_block_duration(submitted)
        if CASE_ACTIONS[press.action].blocks_author:
            case = await self.services.moderation.case(press.case_id, guild_id=guild_id)
            await self._check_blockable(interaction, case.user_id)
        return await self.services.moderation.decide(
            press.action,
            press.case_id,
            guild_id=guild_id,
            actor_id=interaction.user.id,
            interaction_id=interaction.id,
            reason=reason,
            block_duration=duration,
        )

    async def _check_blockable(self, interaction: Interaction, user_id: int) -> None:
        """Raise Forbidden if ``/mod block`` would refuse this member, and Closed if Discord cannot look them up.

        Members who have left are accepted.
        """
        assert interaction.guild is not None
        try:
            member = await interaction.guild.fetch_member(user_id)
        except discord.NotFound:
            return
        except REQUEST_ERRORS as error:
            raise Closed(MEMBER_LOOKUP_FAILED) from error
        check_blockable(interaction, member, await self.services.gate.rules(interaction.guild.id))

    @app_commands.command(description=command_text("command-mod-case"))
    @app_commands.rename(case_id="id")
    @app_commands.describe(case_id=command_text("option-case-id"))
    async def case(self, interaction: Interaction, case_id: Range[int, 1, MAX_OPTION_INTEGER]) -> None:
        """Show one case only to this moderator."""
        await self.show_case(interaction, case_id)

    @app_commands.command(description=command_text("command-mod-cases"))
    @app_commands.describe(
        state=command_text("option-cases-state"),
        kind=command_text("option-cases-kind"),
        member=command_text("option-cases-member"),
    )
    @app_commands.choices(
        state=[Choice(name=command_text(f"choice-cases-{state}"), value=state.value) for state in CaseStateFilter],
        kind=[Choice(name=command_text(f"choice-cases-{kind}s"), value=kind.value) for kind in CaseKind],
    )
    async def cases(
        self,
        interaction: Interaction,
        state: CaseStateFilter = CaseStateFilter.OPEN,
        kind: CaseKind | None = None,
        member: User | None = None,
    ) -> None:
        """Show the first page only to this moderator."""
        page = CasePage(0, state, kind, user_id=0 if member is None else member.id)
        await replies.reply_with(interaction, self._build_page(interaction, page))

    async def show_case(self, interaction: Interaction, case_id: int) -> None:
        """Show one case with its buttons, only to this moderator."""
        view, files = await replies.with_ack(interaction, self._case_view(interaction, case_id))
        await replies.reply_ephemeral(interaction, view, files)

    async def turn_page(self, interaction: Interaction, page: CasePage) -> None:
        """Show another page in the same message."""
        if permissions.is_ephemeral(interaction):
            await replies.edit_with(interaction, self._build_page(interaction, page))
        else:  # Easel's lists are ephemeral, so this button is forged
            await replies.reply_with(interaction, self._build_page(interaction, page))

    async def _build_page(self, interaction: Interaction, page: CasePage) -> Layout:
        guild_id, offset = await require_moderator(interaction), page.number * CASES_PER_PAGE
        found, total = await self.services.moderation.list_cases(
            guild_id, page.case_filter, offset=offset, limit=CASES_PER_PAGE
        )
        if not found and total:  # the page became empty because its cases were decided
            return await self._build_page(interaction, page._replace(number=(total - 1) // CASES_PER_PAGE))
        return case_list.case_list_view(found, total, page)

    async def _case_view(self, interaction: Interaction, case_id: int) -> tuple[Layout, list[discord.File]]:
        moderation, limit = self.services.moderation, interaction.filesize_limit
        case = await moderation.case(case_id, guild_id=await require_moderator(interaction))
        entries = (await moderation.list_audit_entries(case))[:MAX_EARLIER_DECISIONS]
        return case_list.case_view(
            await moderation.case_cards.card(case), entries, self.services.catalog, max_file_bytes=limit
        )
