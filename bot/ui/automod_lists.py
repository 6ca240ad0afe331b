"""What of a server's AutoMod holds for pictures too, in sentences."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.domain.patterns import can_read
from bot.domain.text import plain
from bot.keyword_rules import FRESH, Lack
from bot.wordlists import AutoModState

NO_PERMISSION: Final = (
    "Easel needs the permission Manage Server to read the rules of this server’s AutoMod, so nothing was switched on; "
    "give it to Easel’s role, and try again."
)
NO_ANSWER: Final = (
    "Discord does not hand over the rules of this server’s AutoMod at the moment, so nothing was switched on; "
    "please try again in a minute."
)
NO_RULE: Final = (
    "This server’s AutoMod has no keyword rule that is switched on; when it gets one, that holds for pictures too,"
    f" after {FRESH / 60:.0f} minutes at most."
)
OFF: Final = "The rules of this server’s AutoMod do not hold for pictures any more; the list of Easel does as before."
LACKS: Final = {
    Lack.PERMISSION: (
        "⚠️ The rules of AutoMod hold too, but Easel lacks the permission Manage Server and may not read them: "
        "everything is refused until it may, or until you choose /mod words automod on:False."
    ),
    Lack.DISCORD: "⚠️ Discord does not hand over the rules of AutoMod at the moment; ",
}
_NAMED: Final = 10
_SHOWN: Final = 60


def switched_on(state: AutoModState) -> str:
    """What holds from now on."""
    if not state.rules:
        return NO_RULE
    told = [f"From now on {_amount(state)} of this server’s AutoMod hold for pictures too; what is changed there holds"]
    told.append(f"after {FRESH / 60:.0f} minutes at most.")
    if state.left_out:
        told.append(not_looked_for(state.left_out))
    return " ".join(told)


def held(state: AutoModState) -> str:
    """What holds besides the list, where AutoMod is switched on."""
    if state.lack is Lack.PERMISSION:
        return LACKS[Lack.PERMISSION]
    said = f"{_amount(state)} of AutoMod hold too."
    if state.lack is None:
        return said
    rest = f"of what was read last, {said}" if state.rules else "everything is refused until it does."
    return f"{LACKS[Lack.DISCORD]}{rest}"


def not_looked_for(left_out: Sequence[str]) -> str:
    """What cannot be looked for, as it is written."""
    why = "" if can_read() else " The operator of this bot did not install what reads patterns (RE2)."
    return f"Not looked for, because Easel cannot read it: {_listed(left_out)}.{why}"


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
