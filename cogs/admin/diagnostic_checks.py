"""The checks of ``/admin check``: each yields diagnostics from a snapshot of the server."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from discord import Guild, TextChannel

from bot.domain.channel_rules import (
    ReviewReason,
    is_open_by_default,
    list_channel_modes,
    list_open_channels,
    list_review_reasons,
)
from bot.domain.limits import Limits
from bot.domain.server_rules import FlaggedAction, SafetyMode, ServerRules
from bot.domain.stale_references import StaleReferences, has_only_stale_member_roles
from bot.domain.text import format_dollars
from bot.domain.usage import Usage
from bot.errors import Refused
from bot.policy.automod_cache import UnavailableReason
from bot.ui.admin.diagnostics_panel import Diagnostic, Severity
from bot.ui.channel_permissions import (
    RequestChannel,
    describe_channel_problem,
    fix_hint,
    list_request_channels,
    missing_permissions,
    permissions_text,
)
from bot.wordfilter.patterns import is_re2_installed

NOTHING_CHARGED: Final = "Nothing was charged."
MAX_CHANNELS_LISTED: Final = 20
"""Maximum number of channels in one diagnostic."""
BUDGET_WARNING_RATIO: Final = 0.8
"""A warning is shown when this part of a budget is spent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSnapshot:
    """All facts that the checks use; amounts are in micro-dollars."""

    guild: Guild
    rules: ServerRules
    operator_refusal: Refused | None
    """Why the operator lets nobody on this server request anything at the moment."""
    stale_references: StaleReferences
    limits: Limits
    is_provider_available: bool
    """Whether Runware accepts the key and the account has credit."""
    spent: Usage
    """Amounts spent by the server in a day and in a month, and by the whole bot in a day."""
    bot_budget_frees_at: float | None
    """Seconds since the epoch at which the bot's daily budget has room again; ``None`` if it has room now or never."""
    open_case_count: int
    default_safety: SafetyMode
    """The safety check that the operator configured."""
    automod_failure: UnavailableReason | None
    """Why the server's AutoMod rules cannot be read."""
    unsupported_count: int
    """Number of words and patterns that are not checked."""


def run_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    """Run all checks."""
    yield from _operator_diagnostics(snapshot)
    yield from _moderator_diagnostics(snapshot)
    yield from _safety_diagnostics(snapshot)
    yield from _stale_diagnostics(snapshot)
    yield from _channel_diagnostics(snapshot)


def _operator_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    if snapshot.operator_refusal is not None:
        yield Diagnostic(Severity.ERROR, _refusal_sentence(snapshot.operator_refusal))
    if snapshot.is_provider_available:
        yield Diagnostic(Severity.OK, "Runware accepts requests: the key works and there is credit.")
    else:
        yield Diagnostic(
            Severity.ERROR,
            "Nothing is drawn: Runware refuses the key, or there is no credit. Only the bot’s operator can fix this.",
        )
    limits, spent = snapshot.limits, snapshot.spent
    day, month, whole = spent.guild_daily_spend, spent.guild_monthly_spend, spent.bot_daily_spend
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


def _refusal_sentence(refusal: Refused) -> str:
    """State why nothing is drawn; the sentence for members ends with what it cost them."""
    when = "" if refusal.retry_at is None else f" The block ends <t:{int(refusal.retry_at) + 1}:R>."
    return f"{str(refusal).removesuffix(NOTHING_CHARGED).rstrip()}{when}"


def _bot_budget_sentence(budget: int, frees_at: float | None) -> str:
    """State that the bot's budget is used up; the amount concerns only the operator, so it is not included."""
    if budget == 0:
        return "The budget of the whole bot is 0, so nothing is drawn; Easel’s operator can change it."
    when = "" if frees_at is None else f"; there is room again <t:{int(frees_at) + 1}:R>"
    return f"The budget of the whole bot for the day is used up{when}. Easel’s operator can raise it."


def _budget_diagnostic(span: str, spent: int, budget: int) -> Diagnostic:
    """Check a budget of the server; reservations of unfinished requests count as spent."""
    if budget == 0:
        return Diagnostic(
            Severity.ERROR, f"The budget for the {span} is 0, so nothing is drawn; Easel’s operator can change it."
        )
    usage = f"Budget for the {span}: {format_dollars(spent)} of {format_dollars(budget)} spent"
    if spent >= budget:
        return Diagnostic(Severity.ERROR, f"{usage}, so nothing is drawn; wait, or ask the operator for more.")
    return Diagnostic(Severity.WARNING if spent >= BUDGET_WARNING_RATIO * budget else Severity.OK, f"{usage}.")


def _moderator_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    if why := describe_channel_problem(snapshot.guild, snapshot.rules.log_channel):
        yield _mod_channel_diagnostic(snapshot, why)
    else:
        yield Diagnostic(Severity.OK, f"Moderators decide in <#{snapshot.rules.log_channel}>.")
    if count := snapshot.open_case_count:
        cases = "1 case is waiting" if count == 1 else f"{count} cases are waiting"
        yield Diagnostic(Severity.WARNING, f"{cases} for a moderator’s decision; see /mod cases.")
    else:
        yield Diagnostic(Severity.OK, "No cases are waiting for a decision.")


def _mod_channel_diagnostic(snapshot: ServerSnapshot, why: str) -> Diagnostic:
    reasons = list_review_reasons(snapshot.rules)
    waiting = ["pictures are waiting for approval"] if ReviewReason.APPROVAL in reasons else []
    waiting += ["flagged pictures are waiting"] if ReviewReason.HOLD in reasons else []
    effect = f", and {' and '.join(waiting)} where nobody can see them" if waiting else ", so nobody sees reports"
    remedy = f"{fix_hint(snapshot.guild, snapshot.rules.log_channel)}, with /admin log or /admin setup"
    severity = Severity.ERROR if waiting else Severity.WARNING
    return Diagnostic(severity, f"{why}{effect}: {remedy}.", _is_mod_channel_fixable(snapshot))


def _is_mod_channel_fixable(snapshot: ServerSnapshot) -> bool:
    channel = snapshot.guild.get_channel(snapshot.rules.log_channel or 0)
    return isinstance(channel, TextChannel) and can_fix_permissions(channel, missing_permissions(channel))


def _safety_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    rules = snapshot.rules
    if (rules.safety or snapshot.default_safety) is SafetyMode.NONE:
        yield Diagnostic(
            Severity.WARNING, "The safety check is off, so no picture is ever flagged; /admin setup turns it on."
        )
    else:
        yield Diagnostic(Severity.OK, "Runware’s safety check looks at every picture.")
    if rules.automod:
        yield _automod_diagnostic(snapshot.automod_failure)
    if snapshot.unsupported_count:
        yield _unsupported_words_diagnostic(snapshot.unsupported_count)
    if rules.flagged is FlaggedAction.RESTRICTED:
        yield from _age_restriction_diagnostics(snapshot)


def _automod_diagnostic(failure: UnavailableReason | None) -> Diagnostic:
    match failure:
        case UnavailableReason.PERMISSION:
            return Diagnostic(
                Severity.ERROR,
                "AutoMod’s words apply but Easel may not read them, so every request is refused: give Easel’s role "
                "Manage Server, or turn this off with /admin setup.",
            )
        case UnavailableReason.DISCORD:
            sentence = "AutoMod’s words apply, but Discord does not send them; check again in a minute."
            return Diagnostic(Severity.WARNING, sentence)
        case _:
            return Diagnostic(Severity.OK, "AutoMod’s words apply, and Easel can read them.")


def _unsupported_words_diagnostic(count: int) -> Diagnostic:
    subject, pronoun = ("A word or pattern is", "it") if count == 1 else (f"{count} words or patterns are", "them")
    operator_reason = "the bot’s operator has not installed RE2, which reads patterns"
    why = f"Easel cannot read {pronoun}" if is_re2_installed() else operator_reason
    return Diagnostic(Severity.WARNING, f"{subject} not checked, because {why}; /mod words list shows which.")


def _age_restriction_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    """Check which request channels are age-restricted, because only these show flagged pictures.

    Other channels are a warning only if managers chose the channels: they may have forgotten to restrict one.
    """
    channels = list(_request_channels(snapshot))
    showing = [channel for channel in channels if channel.is_nsfw()]
    refusing = [channel for channel in channels if not channel.is_nsfw()]
    if not showing:
        yield Diagnostic(
            Severity.ERROR,
            "Flagged pictures are only shown in age-restricted channels, but none of the channels for pictures is one: "
            "make one age-restricted in its settings, or choose another channel or rule with /admin setup.",
        )
        return
    yield Diagnostic(Severity.OK, f"Flagged pictures are shown in {_channel_list(showing)} (age-restricted).")
    if refusing:
        severity = Severity.OK if is_open_by_default(snapshot.rules) else Severity.WARNING
        yield Diagnostic(severity, f"Flagged pictures are refused in {_channel_list(refusing)}: not age-restricted.")


def _stale_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    channels, roles, tiers = snapshot.stale_references
    if has_only_stale_member_roles(snapshot.rules, snapshot.stale_references):
        roles -= set(snapshot.rules.members)
        yield Diagnostic(
            Severity.ERROR,
            "The only roles that can request pictures no longer exist, so nobody can; choose others with /admin role.",
        )
    for noun, stale in (("channel", channels), ("role", roles)):
        if stale:
            names = (
                f"a {noun} that no longer exists" if len(stale) == 1 else f"{len(stale)} {noun}s that no longer exist"
            )
            sentence = f"The settings name {names}; the button below cleans that up."
            yield Diagnostic(Severity.WARNING, sentence, fixable=True)
    if tiers:
        names = ", ".join(sorted(tiers))
        sentence = f"Some roles have tiers that the operator no longer offers: {names}. They have the usual limits."
        yield Diagnostic(Severity.WARNING, sentence, fixable=True)


def _channel_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    if not list_channel_modes(snapshot.rules):
        yield Diagnostic(Severity.ERROR, "Nobody can request pictures anywhere; choose channels with /admin setup.")
        return
    lacking = [(channel, flags) for channel in _request_channels(snapshot) if (flags := missing_permissions(channel))]
    for channel, flags in lacking[:MAX_CHANNELS_LISTED]:
        sentence = f"<#{channel.id}>: allow {permissions_text(flags)} in its permissions for Easel."
        fixable = channel.id in snapshot.rules.channels and can_fix_permissions(channel, flags)
        yield Diagnostic(Severity.ERROR, sentence, fixable)
    if (more := len(lacking) - MAX_CHANNELS_LISTED) > 0:
        yield Diagnostic(Severity.ERROR, f"Easel lacks permissions in {more} more channels.")
    if not lacking:
        yield Diagnostic(Severity.OK, "Easel has all permissions it needs wherever members can request pictures.")


def _request_channels(snapshot: ServerSnapshot) -> Iterator[RequestChannel]:
    """The channels in which members can request pictures; unconfigured channels only if Easel can view them."""
    configured, open_by_default = set(list_open_channels(snapshot.rules)), is_open_by_default(snapshot.rules)
    for channel in list_request_channels(snapshot.guild):
        unconfigured = open_by_default and channel.id not in snapshot.rules.channels
        if channel.id in configured or (unconfigured and channel.permissions_for(snapshot.guild.me).view_channel):
            yield channel


def can_fix_permissions(channel: RequestChannel, missing: Sequence[str]) -> bool:
    """Whether Easel may grant itself these permissions in a channel.

    That takes View Channel, Manage Roles, and the permissions themselves on the server (Discord, Edit Channel
    Permissions: https://docs.discord.com/developers/resources/channel).
    """
    me = channel.guild.me
    in_channel = channel.permissions_for(me)
    has_on_server = all(getattr(me.guild_permissions, flag) for flag in missing)
    return bool(missing) and in_channel.view_channel and in_channel.manage_roles and has_on_server


def _channel_list(channels: Sequence[RequestChannel]) -> str:
    more = f" and {len(channels) - MAX_CHANNELS_LISTED} more" if len(channels) > MAX_CHANNELS_LISTED else ""
    return ", ".join(f"<#{channel.id}>" for channel in channels[:MAX_CHANNELS_LISTED]) + more
