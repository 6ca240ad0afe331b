"""Sentences about the AutoMod rules that apply to pictures."""

from collections.abc import Sequence
from typing import Final

from bot.domain.text import sanitize_line
from bot.policy.automod_cache import CACHE_TTL_SECONDS, AutoModState, UnavailableReason
from bot.ui.phrases import first_texts, join_with_and, pluralize
from bot.wordfilter.patterns import is_re2_installed

NO_PERMISSION: Final = (
    "Nothing was switched on: Easel needs the permission Manage Server to read this server’s AutoMod rules. Give "
    "it to Easel’s role, then try again."
)
NO_ANSWER: Final = (
    "Nothing was switched on: Discord does not send this server’s AutoMod rules right now. Please try again in a "
    "minute."
)
NO_RULE: Final = (
    "This server’s AutoMod has no active keyword rule yet. Once it has one, it will apply to pictures too,"
    f" within {CACHE_TTL_SECONDS / 60:.0f} minutes."
)
SWITCHED_OFF: Final = "This server’s AutoMod rules no longer apply to pictures; Easel’s own word list still does."
UNAVAILABLE_NOTES: Final = {
    UnavailableReason.PERMISSION: (
        "⚠️ AutoMod’s rules apply too, but Easel lacks the permission Manage Server to read them: every request "
        "is refused until it has it, or until you choose /mod words automod on:False."
    ),
    UnavailableReason.DISCORD: "⚠️ Discord does not send AutoMod’s rules right now; ",
}
_MAX_LISTED_TEXTS: Final = 10
_MAX_TEXT_LENGTH: Final = 60


def switched_on_text(state: AutoModState) -> str:
    """The answer after AutoMod's rules were switched on."""
    if not state.rules:
        return NO_RULE
    text = (
        f"{_counts_text(state)} of this server’s AutoMod now apply to pictures too; changes there take effect within "
        f"{CACHE_TTL_SECONDS / 60:.0f} minutes."
    )
    return f"{text} {unchecked_text(state.unsupported)}" if state.unsupported else text


def applied_rules_text(state: AutoModState) -> str:
    """The line about AutoMod's rules below the word list."""
    if state.failure is UnavailableReason.PERMISSION:
        return UNAVAILABLE_NOTES[UnavailableReason.PERMISSION]
    counts = f"{_counts_text(state)} of AutoMod apply too."
    if state.failure is None:
        return counts
    effect = f"as last read, {counts}" if state.rules else "every request is refused until it does."
    return f"{UNAVAILABLE_NOTES[UnavailableReason.DISCORD]}{effect}"


def unchecked_text(unsupported: Sequence[str]) -> str:
    """The sentence about entries that cannot be matched."""
    quoted = [f"“{sanitize_line(text, _MAX_TEXT_LENGTH)}”" for text in unsupported]
    listed = join_with_and(first_texts(quoted, _MAX_LISTED_TEXTS, "{} more"))
    reason = "" if is_re2_installed() else " The bot’s operator has not installed RE2, which reads patterns."
    return f"Not checked, because Easel cannot read it: {listed}.{reason}"


def _counts_text(state: AutoModState) -> str:
    keywords = sum(len(rule.matcher.terms) for rule in state.rules)
    patterns = sum(len(rule.patterns) for rule in state.rules)
    parts = [pluralize(keywords, "keyword")] + ([pluralize(patterns, "pattern")] if patterns else [])
    return f"{' and '.join(parts)} of {pluralize(len(state.rules), 'rule')}"
