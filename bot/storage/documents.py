"""The JSON documents that columns hold, and how they change.

A stored document holds every field of its model, including fields with their default value or ``None``, so it does not
depend on the defaults of the program that reads it. When a model changes, a migration changes the stored documents: a
missing field is never replaced by its default. ``tests/storage/test_kept_databases.py`` reads the databases of earlier
schemas, and fails for a model that was changed without a migration. See
``docs/decisions/0035-documents-hold-every-field.md``.
"""

import json
from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

from pydantic import TypeAdapter

from bot.domain.job import Outcome
from bot.domain.request import Options, Request
from bot.domain.server_rules import ServerRules
from bot.localization.messages import FieldValue, Message, Sentence, StoredMessage

T = TypeVar("T")


class Document(Generic[T]):
    """Converts between a value and its JSON text."""

    def __init__(self, model: type[T], *, exclude: Mapping[str, Any] | None = None) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(model)
        self._exclude = None if exclude is None else dict(exclude)

    def dump(self, value: T) -> str:
        """Convert the value to JSON text with every field."""
        return self._adapter.dump_json(value, exclude=self._exclude).decode()

    def load(self, text: str) -> T:
        """Parse the text; raises :class:`pydantic.ValidationError` if it does not fit the model."""
        return self._adapter.validate_json(text)


REQUEST: Final = Document(Request)
REQUESTS: Final = Document(tuple[Request, ...])
OUTCOME: Final = Document(Outcome, exclude={"results": {"__all__": {"base64_data", "data_uri"}}})
"""Image data is not stored."""
OPTIONS: Final = Document(Options)
SERVER_RULES: Final = Document(ServerRules)

_MESSAGE_PREFIX: Final = '{"message":'


def dump_sentence(sentence: Sentence) -> str:
    """Convert a message to JSON text: its id and its fields. Any other text stays as it is.

    A person's text that looks like a stored message gets a space in front, and so stays a text.
    """
    if isinstance(sentence, str):
        return f" {sentence}" if sentence.startswith(_MESSAGE_PREFIX) else sentence
    return json.dumps(_to_json(sentence), ensure_ascii=False, separators=(",", ":"))


def load_sentence(text: str | None) -> Sentence | None:
    """Parse what :func:`dump_sentence` made; any other text is returned as it is."""
    if text is None or not text.startswith(_MESSAGE_PREFIX):
        return text
    try:
        sentence: Message = _from_json(json.loads(text))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return text
    return sentence


def _to_json(field: FieldValue) -> object:
    if isinstance(field, Message):
        return {"message": field.name, "fields": {key: _to_json(value) for key, value in field.fields.items()}}
    return field


def _from_json(field: Any) -> Any:
    if isinstance(field, dict):
        return StoredMessage(field["message"], **{key: _from_json(value) for key, value in field["fields"].items()})
    return field


DOCUMENT_COLUMNS: Final[Mapping[tuple[str, str], Document[Any]]] = {
    ("jobs", "request"): REQUEST,
    ("jobs", "outcome"): OUTCOME,
    ("drafts", "requests"): REQUESTS,
    ("drafts", "unexpanded"): REQUEST,
    ("appeals", "requests"): REQUESTS,
    ("preferences", "options"): OPTIONS,
    ("server_rules", "rules"): SERVER_RULES,
}
"""Every column that holds a document, by table and column."""
