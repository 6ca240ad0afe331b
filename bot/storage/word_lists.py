"""The terms, exceptions and patterns of each server's word list, as typed."""

from collections.abc import Sequence
from typing import Final

from bot.refusals import TooManyPatterns, TooManyWords
from bot.storage.database import Lock, Transaction
from bot.wordfilter.word_list import MAX_PATTERNS_PER_GUILD, MAX_WORDS_PER_GUILD, WordKind, WordListEntries

_WORD_KINDS: Final[tuple[WordKind, ...]] = ("term", "exception", "pattern")
"""In the order of the fields of :class:`WordListEntries`."""
_MAX_WORDS_PER_STATEMENT: Final = 1000
"""Each word takes 3 parameters; PostgreSQL and SQLite accept about 32,000 in one statement."""


def get_words(guild_id: int) -> Transaction[WordListEntries]:
    """A server's word list."""
    rows = yield "SELECT kind, text FROM word_list_entries WHERE guild_id = ?", (guild_id,)
    return WordListEntries(*(tuple(sorted(row["text"] for row in rows if row["kind"] == kind)) for kind in _WORD_KINDS))


def add_words(guild_id: int, entries: WordListEntries) -> Transaction[int]:
    """Add words and return the number of new ones; raises :class:`TooManyWords` or :class:`TooManyPatterns`."""
    yield Lock("rules", guild_id)
    (count,) = yield "SELECT COUNT(*) AS count FROM word_list_entries WHERE guild_id = ?", (guild_id,)
    added = 0
    for kind, texts in zip(_WORD_KINDS, entries, strict=True):
        added += yield from _insert_words(guild_id, kind, tuple(dict.fromkeys(texts)))
    if added and count["count"] + added > MAX_WORDS_PER_GUILD:
        raise TooManyWords(count["count"] + added, limit=MAX_WORDS_PER_GUILD)
    if entries.patterns:
        yield from _check_pattern_limit(guild_id)
    return added


def _check_pattern_limit(guild_id: int) -> Transaction[None]:
    sql = "SELECT COUNT(*) AS count FROM word_list_entries WHERE guild_id = ? AND kind = 'pattern'"
    (row,) = yield sql, (guild_id,)
    if row["count"] > MAX_PATTERNS_PER_GUILD:
        raise TooManyPatterns(row["count"], limit=MAX_PATTERNS_PER_GUILD)


def _insert_words(guild_id: int, kind: WordKind, texts: Sequence[str]) -> Transaction[int]:
    added = 0
    for start in range(0, len(texts), _MAX_WORDS_PER_STATEMENT):
        chunk = texts[start : start + _MAX_WORDS_PER_STATEMENT]
        rows = yield (
            f"INSERT INTO word_list_entries (guild_id, kind, text) VALUES {', '.join(['(?, ?, ?)'] * len(chunk))}"
            " ON CONFLICT DO NOTHING RETURNING text",
            [value for text in chunk for value in (guild_id, kind, text)],
        )
        added += len(rows)
    return added


def remove_word(guild_id: int, kind: WordKind, text: str) -> Transaction[bool]:
    """Remove a word from the list; returns whether it was there."""
    sql = "DELETE FROM word_list_entries WHERE guild_id = ? AND kind = ? AND text = ? RETURNING text"
    return bool((yield sql, (guild_id, kind, text)))
