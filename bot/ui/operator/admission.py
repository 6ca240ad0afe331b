"""The message that asks the operator about a server, with buttons that survive restarts."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from discord import ButtonStyle, SelectOption, ui

from bot.domain.limits import UNLIMITED, Plan
from bot.domain.servers import Server
from bot.domain.short_ids import parse_id
from bot.domain.text import format_dollars, sanitize_line
from bot.localization.messages import text
from bot.ui.components import Component, Interaction, selected_values
from bot.ui.layout import Layout, Row, text_view

MAX_SERVER_NAME_LENGTH: Final = 100
"""Characters in the name of a server (Discord, Guild Resource)."""
MAX_USER_NAME_LENGTH: Final = 32
"""Characters in the name of a person (Discord, User Resource)."""
MAX_PLAN_OPTIONS: Final = 25
"""Options of one select (Discord, Select Menu Structure)."""
MAX_DESCRIPTION_LENGTH: Final = 100
"""Characters in the description of an option (Discord, Select Option Structure)."""


class AdmissionAction(StrEnum):
    """What a button of the message does; the values are part of the ``custom_id``."""

    ADMIT = "admit"
    CHOOSE_PLAN = "plan"
    LEAVE = "leave"
    CONFIRM_LEAVE = "left"
    STAY = "stay"


class AdmissionPress(NamedTuple):
    """A pressed button, and the server that it is about."""

    action: AdmissionAction
    guild_id: int


class PlanChoice(NamedTuple):
    """The plan that was chosen for a server, and the id of the message that asks about it."""

    guild_id: int
    message_id: int
    plan: str


_STYLES: Final = {
    AdmissionAction.ADMIT: ButtonStyle.success,
    AdmissionAction.CHOOSE_PLAN: ButtonStyle.primary,
    AdmissionAction.LEAVE: ButtonStyle.danger,
    AdmissionAction.CONFIRM_LEAVE: ButtonStyle.danger,
    AdmissionAction.STAY: ButtonStyle.secondary,
}


class AdmissionButton(
    Component[AdmissionPress],
    template=re.compile(rf"easel:admission:(?P<action>{'|'.join(AdmissionAction)}):(?P<guild>[0-9]{{1,19}})"),
):
    """Decides about a server, or asks before Easel leaves it."""

    def read(self, _interaction: Interaction) -> AdmissionPress:
        return AdmissionPress(AdmissionAction(self.match["action"]), parse_id(self.match["guild"]))


class AdmissionPlanSelect(
    Component[PlanChoice],
    template=re.compile(r"easel:admission-plan:(?P<guild>[0-9]{1,19}):(?P<message>[0-9]{1,19})"),
):
    """Admits a server with the chosen plan."""

    def read(self, interaction: Interaction) -> PlanChoice:
        (plan, *_) = (*selected_values(interaction), "")
        return PlanChoice(parse_id(self.match["guild"]), parse_id(self.match["message"]), plan)


def announcement_view(server: Server, *, has_plans: bool, owner_name: str | None = None) -> Layout:
    """Ask about a server that waits. Discord shows the name of a mentioned owner to those who share a server."""
    actions = [AdmissionAction.ADMIT, *([AdmissionAction.CHOOSE_PLAN] if has_plans else []), AdmissionAction.LEAVE]
    lines = [text("admission-question"), server_text(server, owner_name), text("admission-until-then")]
    return text_view("\n".join(lines), _row(server.guild_id, actions))


def decided_view(server: Server, decision: str) -> Layout:
    """The message once somebody decided; ``decision`` says what and who."""
    return text_view(f"🚪 **{decision}**\n{server_text(server)}")


def leave_question_view(server: Server) -> Layout:
    """Ask before Easel leaves a server."""
    lines = [text("admission-leave-question"), server_text(server), text("admission-leave-consequences")]
    return text_view("\n".join(lines), _row(server.guild_id, [AdmissionAction.CONFIRM_LEAVE, AdmissionAction.STAY]))


def stay_view(server: Server) -> Layout:
    """The answer to “No, stay”."""
    return text_view(text("admission-stays", server=server_name(server)))


def plan_select_view(guild_id: int, message_id: int, plans: Mapping[str, Plan]) -> Layout:
    """The choice of a plan, by its name, for a server that is to be admitted."""
    select: ui.Select[Layout] = ui.Select(
        custom_id=f"easel:admission-plan:{guild_id}:{message_id}",
        placeholder=text("placeholder-plan"),
        options=[
            SelectOption(label=name, value=name, description=_plan_text(plan)[:MAX_DESCRIPTION_LENGTH])
            for name, plan in sorted(plans.items())[:MAX_PLAN_OPTIONS]
        ],
    )
    return text_view(text("admission-choose-plan"), Row(AdmissionPlanSelect(select)))


def server_text(server: Server, owner_name: str | None = None) -> str:
    """Name, size, owner and id of a server."""
    owner = text("server-owner-unknown")
    if server.owner_id is not None:
        owner = text("server-owner", owner=f"<@{server.owner_id}>")
    if owner_name:
        owner += f" ({sanitize_line(owner_name, MAX_USER_NAME_LENGTH)})"
    facts = [server_name(server), member_count_text(server) or text("server-size-unknown"), owner]
    return f"{' · '.join(facts)}\n-# {text('server-id', server=str(server.guild_id))}"


def member_count_text(server: Server) -> str | None:
    """How many members the server has, if that is known."""
    count = server.member_count
    return None if count is None else text("server-members", count=count, shown=f"{count:,}")


def server_name(server: Server) -> str:
    """The name of a server, which its managers chose, without markdown and mentions."""
    name = sanitize_line(server.name, MAX_SERVER_NAME_LENGTH)
    return f"**{name}**" if name else text("server-without-name", server=str(server.guild_id))


def _plan_text(plan: Plan) -> str:
    """What a plan sets for a server in place of the general limits."""
    parts = []
    if plan.images_per_user_per_day == UNLIMITED:
        parts.append(text("plan-any-pictures"))
    elif plan.images_per_user_per_day is not None:
        parts.append(text("plan-pictures", count=plan.images_per_user_per_day))
    for budget, span in ((plan.guild_daily_budget, "day"), (plan.guild_monthly_budget, "month")):
        if budget == UNLIMITED:
            parts.append(text("plan-no-budget", span=span))
        elif budget is not None:
            parts.append(text("plan-budget", budget=format_dollars(budget), span=span))
    if plan.models is not None:
        parts.append(text("plan-models", models=", ".join(plan.models)) if plan.models else text("plan-no-models"))
    return " · ".join(parts) or text("plan-general-limits")


def _row(guild_id: int, actions: Sequence[AdmissionAction]) -> Row:
    return Row(
        *(
            AdmissionButton(
                ui.Button(
                    label=text(f"button-admission-{action}"),
                    style=_STYLES[action],
                    custom_id=f"easel:admission:{action}:{guild_id}",
                )
            )
            for action in actions
        )
    )
