"""Sentences about the AutoMod rules that apply to pictures."""

from collections.abc import Sequence
from typing import Final

from bot.domain.text import sanitize_line
from bot.localization.lists import first_texts, join_with_and
from bot.localization.messages import Message, Sentence
from bot.policy.automod_cache import CACHE_TTL_SECONDS, AutoModState, UnavailableReason
from bot.wordfilter.patterns import is_re2_installed

_CACHE_MINUTES: Final = round(CACHE_TTL_SECONDS / 60)
NO_PERMISSION: Final = Message("automod-no-permission")
NO_ANSWER: Final = Message("automod-no-answer")
NO_RULE: Final = Message("automod-no-rule", minutes=_CACHE_MINUTES)
SWITCHED_OFF: Final = Message("automod-switched-off")
_MAX_LISTED_TEXTS: Final = 10
_MAX_TEXT_LENGTH: Final = 60


def switched_on_text(state: AutoModState) -> Sentence:
    """The answer after AutoMod's rules were switched on."""
    if not state.rules:
        return NO_RULE
    switched_on = Message("automod-switched-on", counts=_counts(state), minutes=_CACHE_MINUTES)
    if not state.unsupported:
        return switched_on
    return Message("automod-switched-on-in-part", switched_on=switched_on, unchecked=unchecked_text(state.unsupported))


def applied_rules_text(state: AutoModState) -> Message:
    """The line about AutoMod's rules below the word list."""
    if state.failure is UnavailableReason.PERMISSION:
        return Message("automod-applies-without-permission")
    if state.failure is None:
        return Message("automod-applies", counts=_counts(state))
    if state.rules:
        return Message("automod-applies-as-last-read", counts=_counts(state))
    return Message("automod-applies-without-answer")


def unchecked_text(unsupported: Sequence[str]) -> Message:
    """The sentence about entries that cannot be matched."""
    quoted = [Message("quoted", text=sanitize_line(entry, _MAX_TEXT_LENGTH)) for entry in unsupported]
    listed = join_with_and(first_texts(quoted, _MAX_LISTED_TEXTS))
    return Message("words-unchecked" if is_re2_installed() else "words-unchecked-without-re2", entries=listed)


def _counts(state: AutoModState) -> Message:
    keywords = sum(len(rule.matcher.terms) for rule in state.rules)
    patterns = sum(len(rule.patterns) for rule in state.rules)
    if patterns:
        return Message("automod-counts-with-patterns", keywords=keywords, patterns=patterns, rules=len(state.rules))
    return Message("automod-counts", keywords=keywords, rules=len(state.rules))
