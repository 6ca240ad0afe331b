"""``/admin quota``: how a server's managers share out the pictures that its plan allows."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from discord import Guild, Member, Role, User, app_commands
from discord.app_commands import Choice, Range

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.discord.intake import build_requester
from bot.domain.catalog import MAX_IMAGES_PER_REQUEST, Resolution
from bot.domain.limit_resolution import Place
from bot.domain.server_quotas import MAX_QUOTA, WHOLE_SERVER, Quota, QuotaTarget
from bot.errors import Gone, Invalid
from bot.localization.languages import in_language
from bot.localization.messages import Message, Sentence, text
from bot.policy.managers_desk import MAX_GRANT_DAYS, MAX_GRANTED_IMAGES, ManagerAction
from bot.ui.admin import quota_settings
from bot.ui.admin.quota_settings import QuotaAction, QuotaChoice, QuotaItem, mention, target_name
from bot.ui.admin.quota_text import calendar_text, pictures_text, quota_text
from bot.ui.layout import Layout
from cogs._options import RESOLUTION_CHOICES
from cogs.admin.permissions import require_managed_guild, require_manager
from cogs.admin.quota_options import (
    DAY_OF_SERVER,
    QuotaChannel,
    check_not_bot,
    parse_day,
    quota_target,
    suggest_days,
)

MAX_REASON_LENGTH: Final = 200
PANEL_OUTDATED: Final = Message("admin-quota-panel-outdated")
_TARGET_VALUE: Final = re.compile(r"(everyone|roles|members|channels):([0-9]{1,20})")


class QuotaCommands(app_commands.Group):
    """Shows and changes quotas, gives pictures, and resets days."""

    def __init__(self, bot: Easel) -> None:
        super().__init__(name="quota", description=command_text("command-admin-quota"))
        self.services = bot.services
        bot.components.on(QuotaItem, self.choose)

    @app_commands.command(description=command_text("command-admin-quota-show"))
    @app_commands.describe(member=command_text("option-admin-quota-show-member"))
    async def show(self, interaction: Interaction, member: User | None = None) -> None:
        """Show the settings with a select that removes one, or a member's usage."""
        require_manager(interaction)
        if member is None:
            await replies.reply_with(interaction, self._settings_view(interaction))
        else:
            await replies.reply_with(interaction, self._member_view(interaction, member))

    @app_commands.command(name="set", description=command_text("command-admin-quota-set"))
    @app_commands.rename(time_zone="day")
    @app_commands.choices(max_resolution=RESOLUTION_CHOICES)
    @app_commands.describe(
        images=command_text("option-admin-quota-set-images"),
        member=command_text("option-admin-quota-set-member"),
        role=command_text("option-admin-quota-set-role"),
        channel=command_text("option-admin-quota-set-channel"),
        concurrent=command_text("option-admin-quota-set-concurrent"),
        cooldown=command_text("option-admin-quota-set-cooldown"),
        max_count=command_text("option-admin-quota-set-max-count"),
        max_resolution=command_text("option-admin-quota-set-max-resolution"),
        time_zone=command_text("option-admin-quota-set-day"),
    )
    async def set_quota(
        self,
        interaction: Interaction,
        images: Range[int, -1, MAX_QUOTA],
        member: User | None = None,
        role: Role | None = None,
        channel: QuotaChannel | None = None,
        concurrent: Range[int, 0, MAX_QUOTA] | None = None,
        cooldown: Range[float, 0, 86_400] | None = None,
        max_count: Range[int, 1, MAX_IMAGES_PER_REQUEST] | None = None,
        max_resolution: Resolution | None = None,
        time_zone: str | None = None,
    ) -> None:
        """Store the quota, and confirm it."""
        target = quota_target(require_manager(interaction), member, role, channel)
        if time_zone is not None and target != WHOLE_SERVER:
            raise Invalid(DAY_OF_SERVER)
        quota = Quota(
            images=images,
            concurrent=concurrent,
            cooldown=cooldown,
            max_count=max_count,
            max_resolution=max_resolution,
        )
        await replies.reply_with(interaction, self._set(interaction, target, quota, time_zone))

    @set_quota.autocomplete("time_zone")
    async def complete_day(self, _interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Autocomplete the last 24 hours and time zones."""
        return suggest_days(typed)

    @app_commands.command(description=command_text("command-admin-quota-grant"))
    @app_commands.describe(
        member=command_text("option-admin-quota-member"),
        images=command_text("option-admin-quota-grant-images"),
        days=command_text("option-admin-quota-grant-days"),
        reason=command_text("option-admin-quota-reason"),
    )
    async def grant(
        self,
        interaction: Interaction,
        member: User,
        images: Range[int, 1, MAX_GRANTED_IMAGES],
        days: Range[int, 1, MAX_GRANT_DAYS] | None = None,
        reason: Range[str, 1, MAX_REASON_LENGTH] | None = None,
    ) -> None:
        """Store the grant, and confirm it."""
        action = _manager_action(interaction, member, reason)
        await replies.reply_with(interaction, self._grant(action, images, days))

    @app_commands.command(description=command_text("command-admin-quota-reset"))
    @app_commands.describe(
        member=command_text("option-admin-quota-member"), reason=command_text("option-admin-quota-reason")
    )
    async def reset(
        self, interaction: Interaction, member: User, reason: Range[str, 1, MAX_REASON_LENGTH] | None = None
    ) -> None:
        """Reset the member's day, and say how many pictures that were."""
        await replies.reply_with(interaction, self._reset(_manager_action(interaction, member, reason)))

    async def choose(self, interaction: Interaction, choice: QuotaChoice) -> None:
        """Turn the page, or remove the chosen setting, and update the panel."""
        require_manager(interaction)
        await replies.edit_with(interaction, self._apply_choice(interaction, choice))

    async def _settings_view(self, interaction: Interaction, page: int = 0, note: str | None = None) -> Layout:
        guild = require_managed_guild(interaction)
        rules, plan = await self.services.gate.rules(guild.id), await self.services.managers_desk.plan(guild.id)
        return quota_settings.quota_settings_view(rules, plan, guild, page=page, note=note)

    async def _member_view(self, interaction: Interaction, member: User | Member) -> Layout:
        roles = frozenset(role.id for role in member.roles) if isinstance(member, Member) else frozenset[int]()
        channel_id = build_requester(interaction).quota_channel_id
        place = Place(user_id=member.id, channel_id=channel_id, roles=roles)
        usage = await self.services.usage.get_member_quota(interaction.guild_id, place)
        return quota_settings.member_quota_view(usage, member.id)

    async def _set(self, interaction: Interaction, target: QuotaTarget, quota: Quota, time_zone: str | None) -> Layout:
        guild = require_managed_guild(interaction)
        zone = None if time_zone is None else parse_day(time_zone)
        before, _ = await self.services.managers_desk.set_quota(guild.id, target, quota)
        old, day_note = before.quotas.get(target), ""
        detail = _change_text(target, guild, old, quota)
        if time_zone is not None:
            days = await self._set_day(guild.id, zone)
            day_note = text("admin-quota-day-changed" if zone is None else "admin-quota-day-changes", **days)
            detail = Message("admin-quota-change-with-day", change=detail, **days)
        await self._audit(interaction, detail, target)
        plan = await self.services.managers_desk.plan(guild.id)
        return quota_settings.quota_saved_view(target, old, quota, plan=plan, guild_id=guild.id, day_note=day_note)

    async def _set_day(self, guild_id: int, zone: str | None) -> Mapping[str, Message]:
        """Choose what counts as a day, and describe what counted and what counts."""
        before, after = await self.services.managers_desk.set_calendar(guild_id, zone)
        return {"day_before": calendar_text(before.calendar), "day_after": calendar_text(after.calendar)}

    async def _grant(self, action: ManagerAction, images: int, days: int | None) -> Layout:
        action = await self._with_reason(action)
        expires_at = await self.services.managers_desk.grant(action, images, days=days)
        fields: dict[str, Sentence] = {"pictures": pictures_text(images), "reason": action.reason}
        detail = Message("admin-quota-grant-detail", **fields)
        if days is not None:
            detail = Message("admin-quota-grant-detail-days", **fields, days=days)
        await self.services.audit_log.add_entry(
            action.guild_id, action.manager_id, Message("admin-quota-grant-action"), detail, user_id=action.user_id
        )
        plan = await self.services.managers_desk.plan(action.guild_id)
        return quota_settings.granted_view(action.user_id, images, expires_at=expires_at, plan=plan)

    async def _reset(self, action: ManagerAction) -> Layout:
        action = await self._with_reason(action)
        images = await self.services.managers_desk.reset(action)
        detail = Message("admin-quota-reset-detail", pictures=pictures_text(images), reason=action.reason)
        await self.services.audit_log.add_entry(
            action.guild_id, action.manager_id, Message("admin-quota-reset-action"), detail, user_id=action.user_id
        )
        return quota_settings.reset_view(action.user_id, images)

    async def _with_reason(self, action: ManagerAction) -> ManagerAction:
        """The action with a reason, which says in the server's language that none was given."""
        if action.reason:
            return action
        with in_language(await self.services.languages.get(action.guild_id)):
            return replace(action, reason=text("admin-quota-no-reason"))

    async def _apply_choice(self, interaction: Interaction, choice: QuotaChoice) -> Layout:
        if choice.action is QuotaAction.PAGE:
            return await self._settings_view(interaction, choice.page)
        guild, target = require_managed_guild(interaction), _parse_target(choice.values)
        before, _ = await self.services.managers_desk.remove_quota(guild.id, target)
        old = before.quotas.get(target)
        if old is None:
            return await self._settings_view(interaction, choice.page, text("admin-quota-already-removed"))
        await self._audit(interaction, _change_text(target, guild, old, None), target)
        note = text("admin-quota-removed", target=mention(target, guild.id), quota=quota_text(old, target))
        return await self._settings_view(interaction, choice.page, note)

    async def _audit(self, interaction: Interaction, detail: Message, target: QuotaTarget) -> None:
        user_id = target.id if target.kind == "members" else None
        guild_id, action = require_manager(interaction), Message("admin-quota-changed")
        await self.services.audit_log.add_entry(guild_id, interaction.user.id, action, detail, user_id=user_id)


def _change_text(target: QuotaTarget, guild: Guild, old: Quota | None, new: Quota | None) -> Message:
    """The change of a quota for the audit log."""
    before, after = quota_text(old, target), quota_text(new, target)
    return Message("admin-quota-change", target=target_name(target, guild), before=before, after=after)


def _manager_action(interaction: Interaction, member: User | Member, reason: str | None) -> ManagerAction:
    """What the manager does; the reason is empty if there is none."""
    guild_id = require_manager(interaction)
    check_not_bot(member)
    return ManagerAction(
        interaction_id=interaction.id,
        guild_id=guild_id,
        user_id=member.id,
        manager_id=interaction.user.id,
        reason=reason or "",
    )


def _parse_target(values: tuple[str, ...]) -> QuotaTarget:
    """Parse a chosen setting, which may be forged; raises :class:`Gone`."""
    match = _TARGET_VALUE.fullmatch(values[0]) if len(values) == 1 else None
    if match is None:
        raise Gone(PANEL_OUTDATED)
    for kind in ("everyone", "roles", "members", "channels"):
        if kind == match[1]:
            return QuotaTarget(kind, int(match[2]))
    raise Gone(PANEL_OUTDATED)
