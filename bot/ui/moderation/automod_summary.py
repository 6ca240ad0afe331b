"""What of a server's AutoMod holds for pictures too, in sentences."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.domain.text import plain
from bot.policy.automod_cache import FRESH, Lack
from bot.policy.guild_word_filters import AutoModState
from bot.wordfilter.patterns import can_read

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
    f" within {FRESH / 60:.0f} minutes."
)
OFF: Final = "This server’s AutoMod rules no longer apply to pictures; Easel’s own word list still does."
LACKS: Final = {
    Lack.PERMISSION: (
        "⚠️ AutoMod’s rules apply too, but Easel lacks the permission Manage Server to read them: every request "
        "is refused until it has it, or until you choose /mod words automod on:False."
    ),
    Lack.DISCORD: "⚠️ Discord does not send AutoMod’s rules right now; ",
}
_NAMED: Final = 10
_SHOWN: Final = 60


def switched_on(state: AutoModState) -> str:
    """What holds from now on."""
    if not state.rules:
        return NO_RULE
    told = [f"{_amount(state)} of this server’s AutoMod now apply to pictures too; changes there take effect"]
    told.append(f"within {FRESH / 60:.0f} minutes.")
    if state.left_out:
        told.append(not_looked_for(state.left_out))
    return " ".join(told)


def held(state: AutoModState) -> str:
    """What holds besides the list, where AutoMod is switched on."""
    if state.lack is Lack.PERMISSION:
        return LACKS[Lack.PERMISSION]
    said = f"{_amount(state)} of AutoMod apply too."
    if state.lack is None:
        return said
    rest = f"as last read, {said}" if state.rules else "every request is refused until it does."
    return f"{LACKS[Lack.DISCORD]}{rest}"


def not_looked_for(left_out: Sequence[str]) -> str:
    """What cannot be looked for, as it is written."""
    why = "" if can_read() else " The bot’s operator has not installed RE2, which reads patterns."
    return f"Not checked, because Easel cannot read it: {_listed(left_out)}.{why}"


def _amount(state: AutoModState) -> str:
    keywords = sum(len(rule.words.terms) for rule in state.rules)
    patterns = sum(len(rule.patterns) for rule in state.rules)
    parts = [_number(keywords, "keyword")] + ([_number(patterns, "pattern")] if patterns else [])
    return f"{' and '.join(parts)} of {_number(len(state.rules), 'rule')}"


def _number(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def _listed(texts: Iterable[str]) -> str:
    named = [f"“{plain(text, _SHOWN)}”" for text in texts]
    more = [f"{len(named) - _NAMED} more"] if len(named) > _NAMED else []
    *before, last = named[:_NAMED] + more
    return f"{', '.join(before)} and {last}" if before else last
