"""What does not work on a server yet, one line each, and what to do about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from discord import Guild, TextChannel

from bot.domain.channel_rules import ReviewReason, is_open_by_default, list_open_channels, modes, review_reasons
from bot.domain.quota import Limits
from bot.domain.server_rules import FlaggedAction, SafetyMode, ServerRules
from bot.domain.stale_references import StaleReferences, has_only_stale_member_roles
from bot.domain.text import format_dollars
from bot.policy.automod_cache import UnavailableReason
from bot.ui.admin.diagnostics_panel import Diagnostic, Severity
from bot.ui.channel_permissions import (
    AskableChannel,
    fix_hint,
    list_askable_channels,
    missing_permissions,
    permissions_text,
    problem,
)
from bot.wordfilter.patterns import is_re2_installed

MAX_CHANNELS_LISTED: Final = 20
"""Channels that are listed."""
BUDGET_WARNING_RATIO: Final = 0.8
"""Part of a budget from which on its end is told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSnapshot:
    """All that is looked at; amounts are micro-dollars, ``spent`` in the order of the budgets.

    ``safety`` is what the operator chose. ``trusted`` tells whether Runware takes the key and has credit,
    ``automod`` why the rules of the server's AutoMod cannot be read, and ``unread`` how many words and patterns are not
    looked for.
    """

    guild: Guild
    rules: ServerRules
    stale_references: StaleReferences
    limits: Limits
    is_provider_available: bool
    spent: tuple[int, int, int]
    bot_budget_frees_at: float | None
    """When the budget of the whole bot has room again, where it is used up."""
    open_case_count: int
    default_safety: SafetyMode
    automod_failure: UnavailableReason | None
    unsupported_count: int


def run_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    """Everything that was found."""
    yield from _operator_diagnostics(snapshot)
    yield from _moderator_diagnostics(snapshot)
    yield from _safety_diagnostics(snapshot)
    yield from _stale_diagnostics(snapshot)
    yield from _channel_diagnostics(snapshot)


# ── the operator’s side ──────────────────────────────────────────────────────────────────────────────────────────────


def _operator_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    if snapshot.is_provider_available:
        yield Diagnostic(Severity.OK, "Runware accepts requests: the key works and there is credit.")
    else:
        yield Diagnostic(
            Severity.ERROR,
            "Nothing is drawn: Runware refuses the key, or there is no credit. Only the bot’s operator can fix this.",
        )
    limits, (day, month, whole) = snapshot.limits, snapshot.spent
    if limits.guild_daily_budget is None and limits.guild_monthly_budget is None:
        yield Diagnostic(Severity.OK, "No budget is set for this server.")
    if limits.guild_daily_budget is not None:
        yield _budget_diagnostic("day", day, limits.guild_daily_budget)
    if limits.guild_monthly_budget is not None:
        yield _budget_diagnostic("month", month, limits.guild_monthly_budget)
    if limits.bot_daily_budget is not None and (
        snapshot.bot_budget_frees_at is not None or whole >= limits.bot_daily_budget
    ):
        yield Diagnostic(Severity.ERROR, _bot_budget_sentence(limits.bot_daily_budget, snapshot.bot_budget_frees_at))


def _bot_budget_sentence(budget: int, frees_at: float | None) -> str:
    """That the whole bot's budget has no room for anything; what it is stays the operator's business."""
    if budget == 0:
        return "The budget of the whole bot is 0, so nothing is drawn; Easel’s operator can change it."
    when = "" if frees_at is None else f"; there is room again <t:{int(frees_at) + 1}:R>"
    return f"The budget of the whole bot for the day is used up{when}. Easel’s operator can raise it."


def _budget_diagnostic(span: str, spent: int, budget: int) -> Diagnostic:
    """A budget of a server; what is reserved for requests under way counts as spent."""
    said = f"Budget for the {span}: {format_dollars(spent)} of {format_dollars(budget)} spent"
    if budget == 0:
        return Diagnostic(
            Severity.ERROR, f"The budget for the {span} is 0, so nothing is drawn; Easel’s operator can change it."
        )
    if spent >= budget:
        return Diagnostic(Severity.ERROR, f"{said}, so nothing is drawn; wait, or ask the operator for more.")
    return Diagnostic(Severity.WARNING if spent >= BUDGET_WARNING_RATIO * budget else Severity.OK, f"{said}.")


# ── moderators ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _moderator_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    waiting = review_reasons(snapshot.rules)
    if why := problem(snapshot.guild, snapshot.rules.log_channel):
        what = ["pictures are waiting for approval"] if ReviewReason.APPROVAL in waiting else []
        what += ["flagged pictures are waiting"] if ReviewReason.HOLD in waiting else []
        unseen = f", and {' and '.join(what)} where nobody can see them" if what else ", so nobody sees reports"
        todo = f"{fix_hint(snapshot.guild, snapshot.rules.log_channel)}, with /admin log or /admin setup"
        yield Diagnostic(
            Severity.ERROR if what else Severity.WARNING, f"{why}{unseen}: {todo}.", _is_mod_channel_fixable(snapshot)
        )
    else:
        yield Diagnostic(Severity.OK, f"Moderators decide in <#{snapshot.rules.log_channel}>.")
    if snapshot.open_case_count:
        cases = (
            "1 case is waiting" if snapshot.open_case_count == 1 else f"{snapshot.open_case_count} cases are waiting"
        )
        yield Diagnostic(Severity.WARNING, f"{cases} for a moderator’s decision; see /mod cases.")
    else:
        yield Diagnostic(Severity.OK, "No cases are waiting for a decision.")


def _is_mod_channel_fixable(snapshot: ServerSnapshot) -> bool:
    channel = snapshot.guild.get_channel(snapshot.rules.log_channel or 0)
    return isinstance(channel, TextChannel) and can_fix_permissions(channel, missing_permissions(channel))


# ── safety ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _safety_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    rules = snapshot.rules
    if (rules.safety or snapshot.default_safety) is SafetyMode.NONE:
        yield Diagnostic(
            Severity.WARNING, "The safety check is off, so no picture is ever flagged; /admin setup turns it on."
        )
    else:
        yield Diagnostic(Severity.OK, "Runware’s safety check looks at every picture.")
    if rules.automod and snapshot.automod_failure is UnavailableReason.PERMISSION:
        yield Diagnostic(
            Severity.ERROR,
            "AutoMod’s words apply but Easel may not read them, so every request is refused: give Easel’s role "
            "Manage Server, or turn this off with /admin setup.",
        )
    elif rules.automod and snapshot.automod_failure is UnavailableReason.DISCORD:
        yield Diagnostic(
            Severity.WARNING, "AutoMod’s words apply, but Discord does not send them; check again in a minute."
        )
    elif rules.automod:
        yield Diagnostic(Severity.OK, "AutoMod’s words apply, and Easel can read them.")
    if snapshot.unsupported_count:
        what = (
            "A word or pattern is"
            if snapshot.unsupported_count == 1
            else f"{snapshot.unsupported_count} words or patterns are"
        )
        why = "Easel cannot read it" if snapshot.unsupported_count == 1 else "Easel cannot read them"
        why = why if is_re2_installed() else "the bot’s operator has not installed RE2, which reads patterns"
        yield Diagnostic(Severity.WARNING, f"{what} not checked, because {why}; /mod words list shows which.")
    if rules.flagged is FlaggedAction.RESTRICTED:
        yield from _age_restriction_diagnostics(snapshot)


def _age_restriction_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    """Flagged pictures are for age-restricted channels only: which are, of those where one may ask?

    Where that is everywhere, other channels are meant to be so; where channels were chosen, one may be forgotten.
    """
    asked = list(_request_channels(snapshot))
    shown, refused = [one for one in asked if one.is_nsfw()], [one for one in asked if not one.is_nsfw()]
    todo = "make one age-restricted in its settings, or choose another channel or rule with /admin setup"
    if not shown:
        why = "but none of the channels for pictures is one"
        yield Diagnostic(Severity.ERROR, f"Flagged pictures are only shown in age-restricted channels, {why}: {todo}.")
        return
    yield Diagnostic(Severity.OK, f"Flagged pictures are shown in {_channel_list(shown)} (age-restricted).")
    if refused:
        sign = Severity.OK if is_open_by_default(snapshot.rules) else Severity.WARNING
        yield Diagnostic(sign, f"Flagged pictures are refused in {_channel_list(refused)}: not age-restricted.")


# ── what is gone ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _stale_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    channels, roles, tiers = snapshot.stale_references
    if nobody := has_only_stale_member_roles(snapshot.rules, snapshot.stale_references):
        yield Diagnostic(
            Severity.ERROR,
            "The only roles that can request pictures no longer exist, so nobody can; choose others with /admin role.",
        )
    if nobody:
        roles -= set(snapshot.rules.members)
    if channels:
        yield _stale_settings_diagnostic(
            len(channels), "a channel that no longer exists", "channels that no longer exist"
        )
    if roles:
        yield _stale_settings_diagnostic(len(roles), "a role that no longer exists", "roles that no longer exist")
    if tiers:
        names = ", ".join(sorted(tiers))
        said = f"Some roles have tiers that the operator no longer offers: {names}. They have the usual limits."
        yield Diagnostic(Severity.WARNING, said, fixable=True)


def _stale_settings_diagnostic(count: int, one: str, many: str) -> Diagnostic:
    what = one if count == 1 else f"{count} {many}"
    return Diagnostic(Severity.WARNING, f"The settings name {what}; the button below cleans that up.", fixable=True)


# ── channels ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _channel_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    if not modes(snapshot.rules):
        yield Diagnostic(Severity.ERROR, "Nobody can request pictures anywhere; choose channels with /admin setup.")
        return
    wrong = [(channel, missing) for channel in _request_channels(snapshot) if (missing := missing_permissions(channel))]
    for channel, missing in wrong[:MAX_CHANNELS_LISTED]:
        where = "in its permissions for Easel"
        mendable = channel.id in snapshot.rules.channels and can_fix_permissions(channel, missing)
        yield Diagnostic(Severity.ERROR, f"<#{channel.id}>: allow {permissions_text(missing)} {where}.", mendable)
    if len(wrong) > MAX_CHANNELS_LISTED:
        yield Diagnostic(
            Severity.ERROR, f"Easel lacks permissions in {len(wrong) - MAX_CHANNELS_LISTED} more channels."
        )
    if not wrong:
        yield Diagnostic(Severity.OK, "Easel has all permissions it needs wherever members can request pictures.")


def _request_channels(snapshot: ServerSnapshot) -> Iterator[AskableChannel]:
    """Where somebody may ask. Channels that nobody decided about and that Easel cannot see are others’ business."""
    named_ones, anywhere = set(list_open_channels(snapshot.rules)), is_open_by_default(snapshot.rules)
    for channel in list_askable_channels(snapshot.guild):
        undecided = anywhere and channel.id not in snapshot.rules.channels
        if channel.id in named_ones or (undecided and channel.permissions_for(snapshot.guild.me).view_channel):
            yield channel


def can_fix_permissions(channel: AskableChannel, missing: Sequence[str]) -> bool:
    """Whether Easel may give itself these in a channel.

    https://docs.discord.com/developers/resources/channel, Edit Channel Permissions: it takes Manage Roles, and nobody
    allows what they have not got themselves; what cannot be seen cannot be edited.
    """
    me = channel.guild.me
    here = channel.permissions_for(me)
    has = all(getattr(me.guild_permissions, flag) for flag in missing)
    return bool(missing) and here.view_channel and here.manage_roles and has


def _channel_list(channels: Sequence[AskableChannel]) -> str:
    more = f" and {len(channels) - MAX_CHANNELS_LISTED} more" if len(channels) > MAX_CHANNELS_LISTED else ""
    return ", ".join(f"<#{channel.id}>" for channel in channels[:MAX_CHANNELS_LISTED]) + more
