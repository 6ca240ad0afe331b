"""``/admin role``: which roles can request pictures, count as moderators, or have the limits of a tier."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from discord import Role, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.domain.limits import Tier
from bot.domain.server_rules import MAX_MEMBERSHIP_DAYS, RolePurpose, ServerRules
from bot.domain.text import sanitize_line
from bot.errors import Invalid
from bot.localization.lists import join_with_commas, join_with_or
from bot.localization.messages import Message, Sentence
from bot.ui.admin import rules_view
from bot.ui.admin.rules_options import TIER_PURPOSE
from bot.ui.autocomplete import text_choices
from bot.ui.layout import Layout
from cogs.admin.channels import RulesChange
from cogs.admin.permissions import require_manager

ROLE_AND_PURPOSE: Final = Message("admin-role-and-purpose")
EVERYONE_ROLE_REFUSED: Final = Message("admin-role-everyone")
TIER_ALONE: Final = Message("admin-role-tier-alone")
NO_TIERS: Final = Message("admin-role-no-tiers")
PURPOSE_CHOICES: Final = [
    Choice(name=command_text(f"choice-admin-role-{purpose}"), value=purpose)
    for purpose in (RolePurpose.REQUEST.value, RolePurpose.MODERATE.value, TIER_PURPOSE)
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRulesChange:
    """The options of the command; ``None`` is an option that was not given. A ``tier`` implies its purpose."""

    role: Role | None
    purpose: str | None
    tier: str | None
    remove: bool
    min_days: int | None

    def changes(self, guild_id: int, tiers: Mapping[str, Tier]) -> list[RulesChange]:
        """Build the changes of the rules; raises :class:`Invalid` for options that cannot be combined."""
        changes: list[RulesChange] = []
        if self.purpose == TIER_PURPOSE:
            changes.append(self._tier_change(guild_id, tiers))
        elif self.role is not None or self.purpose is not None or self.remove:
            changes.append(self._role_change(guild_id))
        if self.min_days is not None:
            changes.append(partial(ServerRules.model_copy, update={"min_days": self.min_days}))
        return changes

    @property
    def audit_detail(self) -> Sentence:
        """Describe the changes for the audit log."""
        parts = [] if self.purpose is None else [self._purpose_detail(self.purpose)]
        if self.min_days is not None:
            parts.append(Message("admin-role-detail-days", days=self.min_days))
        return join_with_commas(parts)

    def _purpose_detail(self, purpose: str) -> Message:
        name = self.role.name if self.role else Message("admin-role-every")
        label = Message(f"choice-admin-role-{purpose}")
        if self.tier:
            label = Message("admin-role-purpose-with-tier", purpose=label, tier=self.tier)
        if self.remove:
            return Message("admin-role-detail-removed", role=name, purpose=label)
        return Message("admin-role-detail", role=name, purpose=label)

    def _role_change(self, guild_id: int) -> RulesChange:
        """Add or remove a role for a purpose; without a role, remove all roles of the purpose, deleted ones too."""
        if self.tier is not None:
            raise Invalid(TIER_ALONE)
        if self.purpose is None or (self.role is None and not self.remove):
            raise Invalid(ROLE_AND_PURPOSE)
        purpose = RolePurpose(self.purpose)
        if self.role is None:
            return partial(ServerRules.without_roles, purpose=purpose)
        if self.remove:
            return partial(ServerRules.without_role, purpose=purpose, role_id=self.role.id)
        _check_not_everyone(self.role, guild_id)
        return partial(ServerRules.with_role, purpose=purpose, role_id=self.role.id)

    def _tier_change(self, guild_id: int, tiers: Mapping[str, Tier]) -> RulesChange:
        """Set or remove the tier of a role; a tier that the operator no longer offers can still be removed."""
        if self.remove:
            if self.role is None:
                return partial(ServerRules.without_tiers, tier=self.tier)
            return partial(ServerRules.without_tier, role_id=self.role.id)
        if not tiers:
            raise Invalid(NO_TIERS)
        if self.role is None:
            raise Invalid(ROLE_AND_PURPOSE)
        _check_not_everyone(self.role, guild_id)
        if self.tier is None:
            raise Invalid(Message("admin-role-tier-missing", tiers=join_with_or(tiers)))
        if self.tier not in tiers:
            tier = sanitize_line(self.tier, 40)
            raise Invalid(Message("admin-role-tier-unknown", tier=tier, tiers=join_with_or(tiers)))
        return partial(ServerRules.with_tier, role_id=self.role.id, tier=self.tier)


class RoleRulesCommands(commands.Cog):
    """``/admin role``: changes and shows the purposes of roles."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services

    @app_commands.command(description=command_text("command-admin-role"))
    @app_commands.describe(
        role=command_text("option-admin-role-role"),
        purpose=command_text("option-admin-role-purpose"),
        tier=command_text("option-admin-role-tier"),
        remove=command_text("option-admin-role-remove"),
        min_days=command_text("option-admin-role-min-days"),
    )
    @app_commands.choices(purpose=PURPOSE_CHOICES)
    async def role(
        self,
        interaction: Interaction,
        role: Role | None = None,
        purpose: str | None = None,
        tier: str | None = None,
        remove: bool = False,
        min_days: Range[int, 0, MAX_MEMBERSHIP_DAYS] | None = None,
    ) -> None:
        """Change the purpose of a role or the minimum days of membership, and show the rules."""
        guild_id = require_manager(interaction)
        purpose = TIER_PURPOSE if purpose is None and tier is not None else purpose
        options = RoleRulesChange(role=role, purpose=purpose, tier=tier, remove=remove, min_days=min_days)
        await replies.reply_with(interaction, self._apply_and_show(interaction, guild_id, options))

    @role.autocomplete("tier")
    async def complete_tier(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Autocomplete the tiers of the server's plan."""
        return await replies.autocomplete_choices(self._tier_choices(interaction.guild_id or 0, typed))

    async def _tier_choices(self, guild_id: int, typed: str) -> list[Choice[str]]:
        plan = await self.services.limits_in_force.plan_limits_of(guild_id)
        return text_choices(name for name in plan.tiers if typed.strip().casefold() in name)

    async def _apply_and_show(self, interaction: Interaction, guild_id: int, options: RoleRulesChange) -> Layout:
        plan = await self.services.limits_in_force.plan_limits_of(guild_id)
        changes = options.changes(guild_id, plan.tiers)

        def apply_all(rules: ServerRules) -> ServerRules:
            for change in changes:
                rules = change(rules)
            return rules

        gate = self.services.gate
        rules = await (gate.change_rules(guild_id, apply_all) if changes else gate.rules(guild_id))
        if changes:
            await self.services.audit_log.add_entry(
                guild_id, interaction.user.id, Message("admin-role-changed-action"), options.audit_detail
            )
        return rules_view.member_rules_view(rules, plan)


def _check_not_everyone(role: Role, guild_id: int) -> None:
    if role.id == guild_id:
        raise Invalid(EVERYONE_ROLE_REFUSED)
