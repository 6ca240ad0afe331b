"""The buttons that decide about servers which wait, and about leaving one."""

from typing import Final

from bot.discord import replies
from bot.discord.api_errors import REQUEST_ERRORS
from bot.discord.client import Easel, Interaction
from bot.errors import AlreadyDecided
from bot.localization.messages import Message, text
from bot.ui.layout import Layout, text_view
from bot.ui.operator import admission
from bot.ui.operator.admission import AdmissionAction, AdmissionButton, AdmissionPlanSelect, AdmissionPress, PlanChoice
from cogs.operator.permissions import require_operator

NO_PLANS: Final = Message("admission-no-plans")


class AdmissionButtons:
    """Handles the buttons, which anybody can forge: rights and the server are looked up again."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        self.desk = bot.services.server_desk
        bot.components.on(AdmissionButton, self.press)
        bot.components.on(AdmissionPlanSelect, self.choose_plan)

    async def press(self, interaction: Interaction, press: AdmissionPress) -> None:
        """Decide, or show the next question, in the message of the button."""
        if press.action is AdmissionAction.CHOOSE_PLAN:
            await replies.followup(interaction, await self._plan_select(interaction, press.guild_id))
        else:
            await replies.edit_with(interaction, self._press(interaction, press))

    async def _press(self, interaction: Interaction, press: AdmissionPress) -> Layout:
        actor_id = await require_operator(interaction, allows_direct_messages=True)
        match press.action:
            case AdmissionAction.ADMIT:
                return await self._admit(press.guild_id, actor_id)
            case AdmissionAction.LEAVE:
                return admission.leave_question_view(await self.desk.get_server(press.guild_id))
            case AdmissionAction.CONFIRM_LEAVE:
                server = await self.desk.leave(press.guild_id, actor_id=actor_id)
                return admission.decided_view(server, text("admission-left-by", operator=f"<@{actor_id}>"))
            case _:
                return await self._stay(press.guild_id)

    async def _admit(self, guild_id: int, actor_id: int, plan: str | None = None) -> Layout:
        """Admit a server that waits; about one that does not, show what was decided."""
        try:
            server = await self.desk.admit(guild_id, actor_id=actor_id, plan=plan, only_undecided=True)
        except AlreadyDecided:
            decision = await self.desk.decision_text(guild_id)
            return admission.decided_view(await self.desk.get_server(guild_id), str(decision))
        operator = f"<@{actor_id}>"
        decided = text("admission-admitted-by", operator=operator)
        if plan is not None:
            decided = text("admission-admitted-with-plan-by", operator=operator, plan=plan)
        return admission.decided_view(server, decided)

    async def _stay(self, guild_id: int) -> Layout:
        server = await self.desk.get_server(guild_id)
        if server.decision is None and server.left_at is None:
            return admission.announcement_view(server, has_plans=bool(self.desk.plans))
        return admission.stay_view(server)

    async def _plan_select(self, interaction: Interaction, guild_id: int) -> Layout:
        await require_operator(interaction, allows_direct_messages=True)
        server = await self.desk.get_server(guild_id)
        message_id = interaction.message.id if interaction.message else 0
        plans = self.desk.limits_in_force.configured.plans
        if not plans:
            return text_view(str(NO_PLANS))
        return admission.plan_select_view(server.guild_id, message_id, plans)

    async def choose_plan(self, interaction: Interaction, choice: PlanChoice) -> None:
        """Admit with the chosen plan, and show that in both messages."""
        await replies.edit_with(interaction, self._choose_plan(interaction, choice))

    async def _choose_plan(self, interaction: Interaction, choice: PlanChoice) -> Layout:
        actor_id = await require_operator(interaction, allows_direct_messages=True)
        view = await self._admit(choice.guild_id, actor_id, choice.plan)
        await self._edit_announcement(interaction, choice, view)
        return view

    @staticmethod
    async def _edit_announcement(interaction: Interaction, choice: PlanChoice, view: Layout) -> None:
        """Show the decision in the message that asked, if it still exists."""
        if interaction.channel_id is None:
            return
        channel = interaction.client.get_partial_messageable(interaction.channel_id)
        try:
            await channel.get_partial_message(choice.message_id).edit(view=view)
        except REQUEST_ERRORS:
            return
