"""Alternatives inside a prompt: ``{red, green} {fox, owl}`` stands for four texts."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import Final

from bot.errors import Invalid

MAX_VARIANTS: Final = 10
"""The texts that one prompt may stand for."""

_MAX_SHOWN_COUNT: Final = 9999
_BRACE: Final = re.compile(r"(?<!\\)[{}]")
_COMMA: Final = re.compile(r"(?<!\\),")
_ESCAPED_BRACE: Final = re.compile(r"\\([{}])")
_ESCAPED_BRACE_OR_COMMA: Final = re.compile(r"\\([{},])")
_BEFORE_BRACE: Final = re.compile(r"(?=[{}])")


def expand_variants(text: str) -> list[str]:
    r"""The texts that a prompt stands for: one for each choice among the alternatives, the first group slowest.

    Two or more alternatives with commas between them, inside braces, are a group; some of them may be empty, not all.
    Braces inside braces, and those that nothing closes, are no group: they stay as typed. So does what a backslash
    stands before: ``\{`` and ``\}``, and ``\,`` inside a group. Where there is a group, spaces are tidied and a text
    that comes up twice counts once; without one nothing else changes.

    :class:`Invalid` for more than :data:`MAX_VARIANTS` choices.
    """
    parts = list(_split_into_alternatives(text))
    choices = [tuple(dict.fromkeys(alternatives)) for alternatives in parts]
    asked = prod(map(len, choices))
    if asked > MAX_VARIANTS:
        number = asked if asked <= _MAX_SHOWN_COUNT else f"more than {_MAX_SHOWN_COUNT}"
        raise Invalid(f"The choices in braces make {number} prompts, and {MAX_VARIANTS} is the most; take some out.")
    texts = ["".join(chosen) for chosen in product(*choices)]
    if not has_choice_groups(text):
        return texts
    return list(dict.fromkeys(" ".join(one.split()) for one in texts))


def has_choice_groups(text: str) -> bool:
    """Whether something in the text may be alternatives, so that it is not drawn as it is typed."""
    return any(map(_is_group, (alternatives for _, _, alternatives in _find_brace_pairs(text))))


def escape_braces(text: str) -> str:
    """What to type for exactly this text: a backslash before its braces, where they would be choices."""
    try:
        stands_for = expand_variants(text)
    except Invalid:
        stands_for = []
    return text if stands_for == [text] else _BEFORE_BRACE.sub(r"\\", text)


def _split_into_alternatives(text: str) -> Iterator[list[str]]:
    """The text in pieces, each with the alternatives that it has: one, or those of a group."""
    done = 0
    for start, end, typed in _find_brace_pairs(text):
        yield [_ESCAPED_BRACE.sub(r"\1", text[done:start])]
        alternatives = [_ESCAPED_BRACE_OR_COMMA.sub(r"\1", one) for one in typed]
        is_group = _is_group(alternatives)
        yield [one.strip() for one in alternatives] if is_group else [f"{{{','.join(alternatives)}}}"]
        done = end
    yield [_ESCAPED_BRACE.sub(r"\1", text[done:])]


def _is_group(alternatives: Sequence[str]) -> bool:
    return len(alternatives) > 1 and any(map(str.strip, alternatives))


def _find_brace_pairs(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Where braces start and end that no others stand in or around, and the alternatives in them as they are typed."""
    opened: list[int] = []
    innermost = -1
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            innermost = brace.start()
            opened.append(innermost)
        elif opened:
            start = opened.pop()
            if not opened and start == innermost:
                yield start, brace.end(), _COMMA.split(text[start + 1 : brace.start()])
