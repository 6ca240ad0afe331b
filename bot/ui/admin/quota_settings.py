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
from bot.localization.messages import Message, Sentence, text
from bot.ui.admin.quota_text import pictures_text, plan_text, quota_text
from bot.ui.components import Component, Interaction, selected_values
from bot.ui.jobs.quota import grant_lines, limits_text, remaining_lines, source_text
from bot.ui.layout import Layout, Row, text_view

SETTINGS_PER_PAGE: Final = 25
"""Options of one select (Discord, Select Menu Structure)."""
_CUSTOM_ID: Final = "easel:quotas:"
_MAX_NAME_LENGTH: Final = 40
_MAX_DESCRIPTION_LENGTH: Final = 100


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


def mention(target: QuotaTarget, guild_id: int) -> Sentence:
    """Whose quota it is, as Discord shows it; also works for what was deleted."""
    match target.kind:
        case "everyone":
            return Message("admin-quota-of-server")
        case "roles":
            return "@everyone" if target.id == guild_id else f"<@&{target.id}>"
        case "members":
            return f"<@{target.id}>"
        case _:
            return f"<#{target.id}>"


def target_name(target: QuotaTarget, guild: Guild) -> Message:
    """Whose quota it is, in plain text; what was deleted, and every member, has its id."""
    if target.kind == "everyone":
        return Message("admin-quota-target-server")
    found = {"roles": guild.get_role, "channels": guild.get_channel}.get(target.kind, guild.get_member)(target.id)
    name = str(target.id) if found is None else sanitize_line(found.name, _MAX_NAME_LENGTH)
    return Message("admin-quota-target", kind=target.kind, name=name)


def quota_settings_view(
    rules: ServerRules, plan: Limits, guild: Guild, *, page: int = 0, note: str | None = None
) -> Layout:
    """All settings of a server, ``SETTINGS_PER_PAGE`` at a time; ``note`` is what the last choice did."""
    settings = rules.quotas.list_all()
    last_page = max(0, (len(settings) - 1) // SETTINGS_PER_PAGE)
    page = min(page, last_page)
    first = page * SETTINGS_PER_PAGE
    shown = settings[first : first + SETTINGS_PER_PAGE]
    title = text("admin-quota-title")
    lines = [
        *([note] if note else []),
        f"{title} · {text('admin-quota-page', page=page + 1, pages=last_page + 1)}" if last_page else title,
        _day_line(rules),
        text("admin-quota-plan-line", plan=plan_text(plan)),
        *(_setting_line(n, target, quota, plan, guild.id) for n, (target, quota) in enumerate(shown, first + 1)),
        text("admin-quota-note"),
    ]
    return text_view("\n".join(lines), *_controls(shown, guild, page, last_page))


def _day_line(rules: ServerRules) -> str:
    if rules.calendar is None:
        return text("admin-quota-day-line-rolling")
    since = f"<t:{int(rules.calendar.since)}:f>"
    return text("admin-quota-day-line-calendar", zone=rules.calendar.time_zone, since=since)


def _setting_line(number: int, target: QuotaTarget, quota: Quota, plan: Limits, guild_id: int) -> str:
    most = highest_quota(plan)
    fields = {"target": mention(target, guild_id), "quota": quota_text(quota, target)}
    if target.kind == "channels":
        line = text("admin-quota-line-channel", **fields)
    elif count_rank(quota.images) > count_rank(most) or quota.images == UNLIMITED:
        line = text("admin-quota-line-above-plan", **fields, most=pictures_text(most))
    else:
        line = text("admin-quota-line", **fields)
    return f"{number}. {line}"


def _controls(
    shown: Sequence[tuple[QuotaTarget, Quota]], guild: Guild, page: int, last_page: int
) -> Iterator[ui.Item[Layout]]:
    if shown:
        first = page * SETTINGS_PER_PAGE + 1
        options = [
            SelectOption(
                label=f"{n}. {target_name(target, guild)}",
                value=target_value(target),
                description=str(quota_text(quota, target))[:_MAX_DESCRIPTION_LENGTH],
            )
            for n, (target, quota) in enumerate(shown, first)
        ]
        select: ui.Select[Layout] = ui.Select(
            custom_id=f"{_CUSTOM_ID}{QuotaAction.REMOVE}:{page}",
            placeholder=text("placeholder-admin-quota-remove"),
            options=options,
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
    quotas = {"quota": quota_text(new, target), "before": quota_text(old, target)}
    lines = [text("admin-quota-saved", target=mention(target, guild_id), **quotas)]
    if new.images == UNLIMITED and target.kind != "channels":
        lines.append(text("admin-quota-plan-most", count=highest_quota(plan)))
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
    shown_reason = sanitize_line(reason, _MAX_DESCRIPTION_LENGTH)
    if actor_id is None:
        return f"({shown_reason})"
    return text("admin-quota-grant-origin", manager=f"<@{actor_id}>", reason=shown_reason)


def granted_view(user_id: int, images: int, *, expires_at: float | None, plan: Limits) -> Layout:
    """Confirms a grant; a plan's highest number a day holds for it too."""
    fields: dict[str, Sentence] = {"member": f"<@{user_id}>", "pictures": pictures_text(images)}
    if expires_at is None:
        sentences = [text("admin-quota-granted", **fields)]
    else:
        sentences = [text("admin-quota-granted-until", **fields, end=f"<t:{int(expires_at)}:f>")]
    most = plan.max_images_per_user_per_day
    if most is not None and most != UNLIMITED:
        sentences.append(text("admin-quota-granted-most", count=most))
    return text_view(" ".join(sentences))


def reset_view(user_id: int, images: int) -> Layout:
    """Confirms a reset."""
    member, running = f"<@{user_id}>", text("admin-quota-reset-running")
    if not images:
        return text_view(f"{text('admin-quota-reset-nothing', member=member)}\n{running}")
    return text_view(f"{text('admin-quota-reset-pictures', member=member, count=images)}\n{running}")
