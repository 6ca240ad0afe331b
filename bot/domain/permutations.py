"""Alternatives inside a prompt: ``{red, green} {fox, owl}`` stands for four texts."""

import re
from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Final

from bot.errors import Invalid

MOST: Final = 10
"""The texts that one prompt may stand for."""

_COUNTED_UP_TO: Final = 9999
_BRACE: Final = re.compile(r"(?<!\\)[{}]")
_COMMA: Final = re.compile(r"(?<!\\),")
_ESCAPED_BRACE: Final = re.compile(r"\\([{}])")
_ESCAPED: Final = re.compile(r"\\([{},])")
_BEFORE_BRACE: Final = re.compile(r"(?=[{}])")


def expand(text: str) -> list[str]:
    r"""The texts that a prompt stands for: one for each choice among the alternatives, the first group slowest.

    Two or more alternatives with commas between them, inside braces, are a group; one of them may be empty. Other
    braces stay as typed, and so does what a backslash stands before: ``\{`` and ``\}``, and ``\,`` inside braces. Where
    there is a group, spaces are tidied and a text that comes up twice counts once; without one nothing else changes.

    :class:`Invalid` for braces inside braces, and for more than :data:`MOST` choices.
    """
    parts = list(_parts(text))
    choices = [tuple(dict.fromkeys(alternatives)) for alternatives in parts]
    asked = prod(map(len, choices))
    if asked > MOST:
        number = asked if asked <= _COUNTED_UP_TO else f"more than {_COUNTED_UP_TO}"
        raise Invalid(f"The choices in braces make {number} prompts, and {MOST} is the most; take some out.")
    texts = ["".join(chosen) for chosen in product(*choices)]
    if all(len(alternatives) == 1 for alternatives in parts):
        return texts
    return list(dict.fromkeys(" ".join(one.split()) for one in texts))


def literal(text: str) -> str:
    """What to type for exactly this text: a backslash before its braces, where they would be choices."""
    try:
        stands_for = expand(text)
    except Invalid:
        stands_for = []
    return text if stands_for == [text] else _BEFORE_BRACE.sub(r"\\", text)


def _parts(text: str) -> Iterator[list[str]]:
    """The text in pieces, each with the alternatives that it has: one, or those of a group."""
    done = 0
    for start, end in _pairs(text):
        yield [_ESCAPED_BRACE.sub(r"\1", text[done:start])]
        alternatives = [_ESCAPED.sub(r"\1", one) for one in _COMMA.split(text[start + 1 : end])]
        is_group = len(alternatives) > 1
        yield [one.strip() for one in alternatives] if is_group else [f"{{{alternatives[0]}}}"]
        done = end + 1
    yield [_ESCAPED_BRACE.sub(r"\1", text[done:])]


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Where braces open and close, one pair after the other; a brace without its partner is none."""
    opened: list[int] = []
    latest = -1
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            start = opened.pop()
            if start < latest:
                raise Invalid("Braces cannot stand inside braces; put a backslash before those that are no choices.")
            latest = start
            yield start, brace.start()
