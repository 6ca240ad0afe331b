"""The JSON documents that columns hold, and how they change.

A stored document holds every field of its model, including fields with their default value or ``None``, so it does not
depend on the defaults of the program that reads it. When a model changes, a migration changes the stored documents: a
missing field is never replaced by its default. ``tests/storage/test_kept_databases.py`` reads the databases of earlier
schemas, and fails for a model that was changed without a migration. See
``docs/decisions/0035-documents-hold-every-field.md``.
"""

from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

from pydantic import TypeAdapter

from bot.domain.job import Outcome
from bot.domain.request import Options, Request
from bot.domain.server_rules import ServerRules

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
