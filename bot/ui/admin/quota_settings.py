"""The answers to /admin quota: all settings with a select that removes one, one member’s pictures, and grants."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from discord import ButtonStyle, Guild, SelectOption, ui

from bot.domain.limit_resolution import highest_quota
from bot.domain.limits import UNLIMITED, Limits, count_rank
from bot.domain.server_quotas import Quota, QuotaTarget
from bot.domain.server_rules import ServerRules
from bot.domain.text import sanitize_line
from bot.jobs.usage import MemberQuota
from bot.ui.admin.quota_text import calendar_text, pictures_text, plan_text, quota_text
from bot.ui.components import Component, Interaction, selected_values
from bot.ui.jobs.quota import grant_lines, limits_text, remaining_lines, source_text
from bot.ui.layout import Layout, Row, text_view

SETTINGS_PER_PAGE: Final = 25
"""Options of one select (Discord, Select Menu Structure)."""
_CUSTOM_ID: Final = "easel:quotas:"
_MAX_NAME_LENGTH: Final = 40
_MAX_DESCRIPTION_LENGTH: Final = 100
_KIND_NAMES: Final = {"roles": "Role", "members": "Member", "channels": "Channel"}


class QuotaAction(StrEnum):
    """What the panel's controls do; the values are part of their ``custom_id`` and must not change."""

    REMOVE = "remove"
    PAGE = "page"


class QuotaChoice(NamedTuple):
    """A choice in the panel; ``values`` are the settings to remove, ``page`` counts from 0."""

    action: QuotaAction
    page: int
    values: tuple[str, ...] = ()


class QuotaItem(
    Component[QuotaChoice],
    template=re.compile(rf"{_CUSTOM_ID}(?P<action>{'|'.join(QuotaAction)}):(?P<page>[0-9]{{1,3}})"),
):
    """The select or a page button of the panel; it changes the server where it is used."""

    def read(self, interaction: Interaction) -> QuotaChoice:
        return QuotaChoice(QuotaAction(self.match["action"]), int(self.match["page"]), selected_values(interaction))


def target_value(target: QuotaTarget) -> str:
    """A setting as the value of an option."""
    return f"{target.kind}:{target.id}"


def mention(target: QuotaTarget, guild_id: int) -> str:
    """Whose quota it is, as Discord shows it; also works for what was deleted."""
    match target.kind:
        case "everyone":
            return "the whole server"
        case "roles":
            return "@everyone" if target.id == guild_id else f"<@&{target.id}>"
        case "members":
            return f"<@{target.id}>"
        case _:
            return f"<#{target.id}>"


def target_name(target: QuotaTarget, guild: Guild) -> str:
    """Whose quota it is, in plain text; what was deleted, and every member, has its id."""
    if target.kind == "everyone":
        return "The whole server"
    found = {"roles": guild.get_role, "channels": guild.get_channel}.get(target.kind, guild.get_member)(target.id)
    name = str(target.id) if found is None else sanitize_line(found.name, _MAX_NAME_LENGTH)
    return f"{_KIND_NAMES[target.kind]} {name}"


def quota_settings_view(
    rules: ServerRules, plan: Limits, guild: Guild, *, page: int = 0, note: str | None = None
) -> Layout:
    """All settings of a server, ``SETTINGS_PER_PAGE`` at a time; ``note`` is what the last choice did."""
    settings = rules.quotas.list_all()
    last_page = max(0, (len(settings) - 1) // SETTINGS_PER_PAGE)
    page = min(page, last_page)
    first = page * SETTINGS_PER_PAGE
    shown = settings[first : first + SETTINGS_PER_PAGE]
    pages = f" · {page + 1} of {last_page + 1}" if last_page else ""
    lines = [
        *([note] if note else []),
        f"**Pictures on this server**{pages}",
        f"- a day is {calendar_text(rules.calendar)}{_sliding_note(rules)}",
        f"- without a setting, as the plan says: {plan_text(plan)}",
        *(_setting_line(n, target, quota, plan, guild.id) for n, (target, quota) in enumerate(shown, first + 1)),
        "-# A member’s own setting counts before those of roles; of several roles the one with the most pictures "
        "counts. What a setting leaves out is as for the whole server. "
        "Change them with `/admin quota set`, and see one member with `/admin quota show member:`.",
    ]
    return text_view("\n".join(lines), *_controls(shown, guild, page, last_page))


def _sliding_note(rules: ServerRules) -> str:
    if rules.calendar is None:
        return ""
    chosen = f"<t:{int(rules.calendar.since)}:f>"
    return f" (chosen {chosen}; any 24 hours until the first day that begins more than 24 hours later)"


def _setting_line(number: int, target: QuotaTarget, quota: Quota, plan: Limits, guild_id: int) -> str:
    text, most = quota_text(quota, target), highest_quota(plan)
    note = ""
    if target.kind == "channels":
        note = ", all members together"
    elif count_rank(quota.images) > count_rank(most) or quota.images == UNLIMITED:
        note = f" (the plan allows {pictures_text(most)})"
    return f"{number}. {mention(target, guild_id)}: {text}{note}"


def _controls(
    shown: Sequence[tuple[QuotaTarget, Quota]], guild: Guild, page: int, last_page: int
) -> Iterator[ui.Item[Layout]]:
    if shown:
        first = page * SETTINGS_PER_PAGE + 1
        options = [
            SelectOption(
                label=f"{n}. {target_name(target, guild)}",
                value=target_value(target),
                description=quota_text(quota, target)[:_MAX_DESCRIPTION_LENGTH],
            )
            for n, (target, quota) in enumerate(shown, first)
        ]
        select: ui.Select[Layout] = ui.Select(
            custom_id=f"{_CUSTOM_ID}{QuotaAction.REMOVE}:{page}", placeholder="Remove a setting", options=options
        )
        yield Row(QuotaItem(select))
    if last_page:
        yield Row(
            _page_button("◀", page - 1, disabled=page == 0), _page_button("▶", page + 1, disabled=page == last_page)
        )


def _page_button(label: str, page: int, *, disabled: bool) -> QuotaItem:
    custom_id = f"{_CUSTOM_ID}{QuotaAction.PAGE}:{max(0, page)}"
    return QuotaItem(ui.Button(label=label, style=ButtonStyle.secondary, custom_id=custom_id, disabled=disabled))


def quota_saved_view(
    target: QuotaTarget, old: Quota | None, new: Quota, *, plan: Limits, guild_id: int, day_note: str = ""
) -> Layout:
    """Confirms what was set; ``day_note`` is what was changed about the day."""
    text, before = quota_text(new, target), quota_text(old, target)
    lines = [f"Saved for {mention(target, guild_id)}: {text} (before: {before})."]
    if new.images == UNLIMITED and target.kind != "channels":
        lines.append(f"The plan allows {pictures_text(highest_quota(plan))} a day.")
    return text_view("\n".join([*lines, *([day_note] if day_note else [])]))


def member_quota_view(quota: MemberQuota, user_id: int) -> Layout:
    """What one member has left, why, and their grants, for managers."""
    lines = [
        f"**<@{user_id}>**",
        *remaining_lines(quota, whose="member"),
        f"-# {source_text(quota.resolved, whose='member')}",
        *(
            f"{line} {_grant_origin(grant.actor_id, grant.reason)}"
            for grant, line in grant_lines(quota, whose="member")
        ),
        *(f"-# {line}" for line in [limits_text(quota)] if line),
    ]
    return text_view("\n".join(lines))


def _grant_origin(actor_id: int | None, reason: str) -> str:
    by = "" if actor_id is None else f"by <@{actor_id}>: "
    return f"({by}{sanitize_line(reason, _MAX_DESCRIPTION_LENGTH)})"


def granted_view(user_id: int, images: int, *, expires_at: float | None, plan: Limits) -> Layout:
    """Confirms a grant; a plan's highest number a day holds for it too."""
    end = "until they are used" if expires_at is None else f"until <t:{int(expires_at)}:f>"
    text = f"<@{user_id}> can have **{pictures_text(images)}** more, beyond their day, {end}."
    most = plan.max_images_per_user_per_day
    if most is not None and most != UNLIMITED:
        text += f" In one day they still get at most {pictures_text(most)}, because this server’s plan says so."
    return text_view(text)


def reset_view(user_id: int, images: int) -> Layout:
    """Confirms a reset."""
    running = "-# Requests that are still running go on counting."
    if not images:
        return text_view(f"There was nothing to reset: no finished picture counts for <@{user_id}> today.\n{running}")
    counts = "no longer counts" if images == 1 else "no longer count"
    return text_view(f"{pictures_text(images).capitalize()} of <@{user_id}> {counts}.\n{running}")
