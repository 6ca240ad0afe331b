"""Texts for people: :func:`text` writes one in the current language, a :class:`Message` is written when it is read.

A message is an id of the catalogs with fields. A field is a number, a text that is the same in all languages (a name, a
mention, an amount), or another message.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final, TypeAlias

from fluent.runtime.types import fluent_number

from bot.localization.catalogs import get_catalog
from bot.localization.languages import Language, current_language

FieldValue: TypeAlias = "str | int | float | Message"
_number: Final = partial(fluent_number, useGrouping=False)


class Message:
    """A sentence as code and fields; ``str()`` writes it in the language of the current task."""

    __slots__ = ("fields", "name")

    def __init__(self, name: str, /, **fields: FieldValue) -> None:
        self.name: Final = name
        self.fields: Final[Mapping[str, FieldValue]] = fields

    def __str__(self) -> str:
        return text(self.name, **self.fields)

    def __repr__(self) -> str:
        return f"Message({', '.join([repr(self.name), *(f'{key}={value!r}' for key, value in self.fields.items())])})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.name, self.fields) == (other.name, other.fields)

    def __hash__(self) -> int:
        return hash((self.name, *self.fields.items()))


class StoredMessage(Message):
    """A message that was read from the database, which another version of Easel may have written.

    If the catalogs have no such message, or it needs other fields, ``str()`` says that instead of raising an error.
    """

    __slots__ = ()

    def __str__(self) -> str:
        try:
            return super().__str__()
        except (LookupError, TypeError, ValueError):
            return text("sentence-of-other-version")


Sentence: TypeAlias = str | Message
"""A message, or a text that is the same in all languages."""


def text(name: str, /, **fields: FieldValue) -> str:
    """Write a message of the catalogs in the current language, or in English where that language lacks it."""
    prepared = {key: _prepare(value) for key, value in fields.items()}
    for language in (current_language(), Language.ENGLISH):
        written = get_catalog(language).format(name, prepared)
        if written is not None:
            return written
    raise LookupError(f"There is no message {name!r} with the fields {sorted(fields)}")


def _prepare(field: FieldValue) -> Any:
    if isinstance(field, str | Message):
        return str(field)
    return _number(field)
