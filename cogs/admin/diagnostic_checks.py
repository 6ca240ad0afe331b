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
from bot.localization.languages import NATIVE_NAMES, find_language
from bot.localization.lists import first_texts, join_with_and, join_with_commas
from bot.localization.messages import Sentence, text
from bot.policy.automod_cache import UnavailableReason
from bot.ui.admin.diagnostics_panel import Diagnostic, Severity
from bot.ui.channel_permissions import (
    ChannelProblem,
    RequestChannel,
    find_channel_problem,
    list_request_channels,
    missing_permissions,
    permissions_text,
)
from bot.wordfilter.patterns import is_re2_installed

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
    yield from _language_diagnostics(snapshot)
    yield from _safety_diagnostics(snapshot)
    yield from _stale_diagnostics(snapshot)
    yield from _channel_diagnostics(snapshot)


def _operator_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    if snapshot.operator_refusal is not None:
        yield Diagnostic(Severity.ERROR, _refusal_sentence(snapshot.operator_refusal))
    if snapshot.is_provider_available:
        yield Diagnostic(Severity.OK, text("check-provider-usable"))
    else:
        yield Diagnostic(Severity.ERROR, text("check-provider-unusable"))
    limits, spent = snapshot.limits, snapshot.spent
    day, month, whole = spent.guild_daily_spend, spent.guild_monthly_spend, spent.bot_daily_spend
    if limits.guild_daily_budget is None and limits.guild_monthly_budget is None:
        yield Diagnostic(Severity.OK, text("check-no-budget"))
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
    sentence = str(refusal).removesuffix(text("check-nothing-charged")).rstrip()
    if refusal.retry_at is None:
        return sentence
    return f"{sentence} {text('check-block-ends', end=f'<t:{int(refusal.retry_at) + 1}:R>')}"


def _bot_budget_sentence(budget: int, frees_at: float | None) -> str:
    """State that the bot's budget is used up; the amount concerns only the operator, so it is not included."""
    if budget == 0:
        return text("check-bot-budget-zero")
    if frees_at is None:
        return text("check-bot-budget-spent")
    return text("check-bot-budget-spent-until", end=f"<t:{int(frees_at) + 1}:R>")


def _budget_diagnostic(span: str, spent: int, budget: int) -> Diagnostic:
    """Check a budget of the server; reservations of unfinished requests count as spent."""
    if budget == 0:
        return Diagnostic(Severity.ERROR, text(f"check-budget-zero-{span}"))
    amounts = {"spent": format_dollars(spent), "budget": format_dollars(budget)}
    if spent >= budget:
        return Diagnostic(Severity.ERROR, text(f"check-budget-spent-{span}", **amounts))
    severity = Severity.WARNING if spent >= BUDGET_WARNING_RATIO * budget else Severity.OK
    return Diagnostic(severity, text(f"check-budget-{span}", **amounts))


def _moderator_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    if problem := find_channel_problem(snapshot.guild, snapshot.rules.log_channel):
        yield _mod_channel_diagnostic(snapshot, problem)
    else:
        yield Diagnostic(Severity.OK, text("check-mod-channel", channel=f"<#{snapshot.rules.log_channel}>"))
    if count := snapshot.open_case_count:
        yield Diagnostic(Severity.WARNING, text("check-cases-waiting", count=count))
    else:
        yield Diagnostic(Severity.OK, text("check-no-cases"))


def _mod_channel_diagnostic(snapshot: ServerSnapshot, problem: ChannelProblem) -> Diagnostic:
    reasons = list_review_reasons(snapshot.rules)
    effect = "-and-".join(reason for reason in ReviewReason if reason in reasons) or "reports"
    sentence = text(f"check-log-{effect}", problem=problem.clause, remedy=problem.remedy)
    severity = Severity.ERROR if reasons else Severity.WARNING
    return Diagnostic(severity, sentence, _is_mod_channel_fixable(snapshot))


def _is_mod_channel_fixable(snapshot: ServerSnapshot) -> bool:
    channel = snapshot.guild.get_channel(snapshot.rules.log_channel or 0)
    return isinstance(channel, TextChannel) and can_fix_permissions(channel, missing_permissions(channel))


def _language_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    chosen = snapshot.rules.language
    if chosen is not None:
        yield Diagnostic(Severity.OK, text("check-language-chosen", language=NATIVE_NAMES[chosen]))
        return
    at_discord = find_language(snapshot.guild.preferred_locale.value)
    yield Diagnostic(Severity.OK, text("check-language-at-discord", language=NATIVE_NAMES[at_discord]))


def _safety_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    rules = snapshot.rules
    if (rules.safety or snapshot.default_safety) is SafetyMode.NONE:
        yield Diagnostic(Severity.WARNING, text("check-safety-off"))
    else:
        yield Diagnostic(Severity.OK, text("check-safety-on"))
    if rules.automod:
        yield _automod_diagnostic(snapshot.automod_failure)
    if snapshot.unsupported_count:
        yield _unsupported_words_diagnostic(snapshot.unsupported_count)
    if rules.flagged is FlaggedAction.RESTRICTED:
        yield from _age_restriction_diagnostics(snapshot)


def _automod_diagnostic(failure: UnavailableReason | None) -> Diagnostic:
    match failure:
        case UnavailableReason.PERMISSION:
            return Diagnostic(Severity.ERROR, text("check-automod-forbidden"))
        case UnavailableReason.DISCORD:
            return Diagnostic(Severity.WARNING, text("check-automod-unanswered"))
        case _:
            return Diagnostic(Severity.OK, text("check-automod-readable"))


def _unsupported_words_diagnostic(count: int) -> Diagnostic:
    sentence = text("check-words-unreadable" if is_re2_installed() else "check-words-without-re2", count=count)
    return Diagnostic(Severity.WARNING, sentence)


def _age_restriction_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    """Check which request channels are age-restricted, because only these show flagged pictures.

    Other channels are a warning only if managers chose the channels: they may have forgotten to restrict one.
    """
    channels = list(_request_channels(snapshot))
    showing = [channel for channel in channels if channel.is_nsfw()]
    refusing = [channel for channel in channels if not channel.is_nsfw()]
    if not showing:
        yield Diagnostic(Severity.ERROR, text("check-flagged-nowhere"))
        return
    yield Diagnostic(Severity.OK, text("check-flagged-shown", channels=_channel_list(showing)))
    if refusing:
        severity = Severity.OK if is_open_by_default(snapshot.rules) else Severity.WARNING
        yield Diagnostic(severity, text("check-flagged-refused", channels=_channel_list(refusing)))


def _stale_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    channels, roles, tiers = snapshot.stale_references
    if has_only_stale_member_roles(snapshot.rules, snapshot.stale_references):
        roles -= set(snapshot.rules.members)
        yield Diagnostic(Severity.ERROR, text("check-stale-members"))
    if channels:
        yield Diagnostic(Severity.WARNING, text("check-stale-channels", count=len(channels)), fixable=True)
    if roles:
        yield Diagnostic(Severity.WARNING, text("check-stale-roles", count=len(roles)), fixable=True)
    if tiers:
        sentence = text("check-stale-tiers", tiers=join_with_commas(sorted(tiers)))
        yield Diagnostic(Severity.WARNING, sentence, fixable=True)


def _channel_diagnostics(snapshot: ServerSnapshot) -> Iterator[Diagnostic]:
    if not list_channel_modes(snapshot.rules):
        yield Diagnostic(Severity.ERROR, text("check-closed-everywhere"))
        return
    lacking = [(channel, flags) for channel in _request_channels(snapshot) if (flags := missing_permissions(channel))]
    for channel, flags in lacking[:MAX_CHANNELS_LISTED]:
        sentence = text("check-channel-lacks", channel=f"<#{channel.id}>", permissions=permissions_text(flags))
        fixable = channel.id in snapshot.rules.channels and can_fix_permissions(channel, flags)
        yield Diagnostic(Severity.ERROR, sentence, fixable)
    if (more := len(lacking) - MAX_CHANNELS_LISTED) > 0:
        yield Diagnostic(Severity.ERROR, text("check-more-channels-lack", count=more))
    if not lacking:
        yield Diagnostic(Severity.OK, text("check-permissions-complete"))


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


def _channel_list(channels: Sequence[RequestChannel]) -> Sentence:
    return join_with_and(first_texts([f"<#{channel.id}>" for channel in channels], MAX_CHANNELS_LISTED))
