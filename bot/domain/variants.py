"""Alternatives in a prompt: ``{red, green} {fox, owl}`` expands to four texts."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import Final

from bot.errors import Invalid
from bot.localization.messages import Message

MAX_VARIANTS: Final = 10
"""Maximum number of texts to which one prompt expands."""

_MAX_SHOWN_COUNT: Final = 9999
_BRACE: Final = re.compile(r"(?<!\\)[{}]")
_COMMA: Final = re.compile(r"(?<!\\),")
_ESCAPED_BRACE: Final = re.compile(r"\\([{}])")
_ESCAPED_BRACE_OR_COMMA: Final = re.compile(r"\\([{},])")
_BEFORE_BRACE: Final = re.compile(r"(?=[{}])")


def expand_variants(text: str) -> list[str]:
    r"""Expand a prompt to one text for each combination of alternatives; the first group varies slowest.

    A group is two or more alternatives, not all empty, between braces and separated by commas. Nested and unclosed
    braces are no group and stay as typed. A backslash escapes: ``\{`` and ``\}``, and ``\,`` inside a group. If there
    is a group, white space is collapsed and duplicates are removed; otherwise only escapes are resolved.

    Raises :class:`Invalid` for more than :data:`MAX_VARIANTS` combinations.
    """
    parts = list(_split_into_alternatives(text))
    choices = [tuple(dict.fromkeys(alternatives)) for alternatives in parts]
    count = prod(map(len, choices))
    if count > MAX_VARIANTS:
        if count > _MAX_SHOWN_COUNT:
            raise Invalid(Message("variants-far-too-many", shown=_MAX_SHOWN_COUNT, most=MAX_VARIANTS))
        raise Invalid(Message("variants-too-many", count=count, most=MAX_VARIANTS))
    texts = ["".join(chosen) for chosen in product(*choices)]
    if not has_choice_groups(text):
        return texts
    return list(dict.fromkeys(" ".join(expanded.split()) for expanded in texts))


def has_choice_groups(text: str) -> bool:
    """Whether the text has a group of alternatives."""
    return any(map(_is_group, (alternatives for _, _, alternatives in _find_brace_pairs(text))))


def escape_braces(text: str) -> str:
    """Escape the braces of a text that would expand to something else; the result expands to exactly this text."""
    try:
        expanded = expand_variants(text)
    except Invalid:
        expanded = []
    return text if expanded == [text] else _BEFORE_BRACE.sub(r"\\", text)


def _split_into_alternatives(text: str) -> Iterator[list[str]]:
    """Split the text into parts, each with its alternatives: one, or those of a group."""
    done = 0
    for start, end, typed in _find_brace_pairs(text):
        yield [_ESCAPED_BRACE.sub(r"\1", text[done:start])]
        alternatives = [_ESCAPED_BRACE_OR_COMMA.sub(r"\1", each) for each in typed]
        is_group = _is_group(alternatives)
        yield [each.strip() for each in alternatives] if is_group else [f"{{{','.join(alternatives)}}}"]
        done = end
    yield [_ESCAPED_BRACE.sub(r"\1", text[done:])]


def _is_group(alternatives: Sequence[str]) -> bool:
    return len(alternatives) > 1 and any(map(str.strip, alternatives))


def _find_brace_pairs(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """The start and end of each pair of braces that is not nested, and its alternatives as typed."""
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
