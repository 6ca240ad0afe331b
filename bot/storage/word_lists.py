"""The words, exceptions and patterns of each server, as its managers typed them."""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from bot.errors import Invalid
from bot.storage.database import Lock, Transaction

Kind = Literal["term", "exception", "pattern"]


MOST: Final = 5000
"""Terms, exceptions and patterns that one server may have."""


MOST_PATTERNS: Final = 10
"""Patterns that one server may have, as many as an AutoMod rule."""


_KINDS: Final[tuple[Kind, ...]] = ("term", "exception", "pattern")
"""In the order of the fields of :class:`Words`."""


_AT_ONCE: Final = 1000
"""Words in one statement; PostgreSQL and SQLite take 32 thousand values, three of them for each word."""


class Words(NamedTuple):
    """A server's words as they were typed, by the alphabet."""

    terms: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


def words(guild_id: int) -> Transaction[Words]:
    """A server's words."""
    rows = yield "SELECT kind, text FROM words WHERE guild_id = ?", (guild_id,)
    of_kind: dict[Kind, list[str]] = {kind: [] for kind in _KINDS}
    for row in rows:
        of_kind[row["kind"]].append(row["text"])
    return Words(*(tuple(sorted(of_kind[kind])) for kind in _KINDS))


def add_words(guild_id: int, words: Words) -> Transaction[int]:
    """Add words, and return how many are new; :class:`Invalid` when that were too many: then none is added."""
    yield Lock("rules", guild_id)
    (count,) = yield "SELECT COUNT(*) AS n FROM words WHERE guild_id = ?", (guild_id,)
    added = 0
    for kind, texts in zip(_KINDS, words, strict=True):
        added += yield from _added(guild_id, kind, tuple(dict.fromkeys(texts)))
    if added and count["n"] + added > MOST:
        raise Invalid(
            f"A server can have at most {MOST} words, and these would make {count['n'] + added}; remove some first."
        )
    if words.patterns:
        yield from _check_patterns(guild_id)
    return added


def _check_patterns(guild_id: int) -> Transaction[None]:
    rows = yield "SELECT COUNT(*) AS n FROM words WHERE guild_id = ? AND kind = 'pattern'", (guild_id,)
    if (number := rows[0]["n"]) > MOST_PATTERNS:
        raise Invalid(
            f"A server can have at most {MOST_PATTERNS} patterns, and this would make {number}; remove some first."
        )


def _added(guild_id: int, kind: Kind, texts: Sequence[str]) -> Transaction[int]:
    added = 0
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        rows = yield (
            f"INSERT INTO words (guild_id, kind, text) VALUES {', '.join(['(?, ?, ?)'] * len(some))}"  # noqa: S608 – question marks only
            " ON CONFLICT DO NOTHING RETURNING text",
            [value for text in some for value in (guild_id, kind, text)],
        )
        added += len(rows)
    return added


def remove_word(guild_id: int, kind: Kind, text: str) -> Transaction[bool]:
    """Remove a word from the list; returns whether it was on it."""
    statement = "DELETE FROM words WHERE guild_id = ? AND kind = ? AND text = ? RETURNING text"
    return bool((yield statement, (guild_id, kind, text)))
