"""Validates request bodies against Discord's OpenAPI file (github.com/discord/discord-api-spec).

The file is not part of this project: without it, or without the package ``jsonschema``, bodies are not validated.
Members of a union are first selected by ``type``, which gives precise errors and is several times faster.
"""

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from sandbox.discord.errors import FieldError, Json
from sandbox.discord.state.bounded import BoundedDict

_DEFAULT_PATH: Final = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "discord-openapi.json"
_SCHEMA_PREFIX: Final = "#/components/schemas/"
_MAX_CACHED_BODIES: Final = 1000
_ATTACHMENT_FIELDS: Final = frozenset({"id", "filename", "description", "duration_secs", "waveform", "title"})


def find_file() -> Path | None:
    """Discord's OpenAPI file: at ``EASEL_DISCORD_OPENAPI``, or beside the checkout, if it exists."""
    path = Path(os.environ.get("EASEL_DISCORD_OPENAPI") or _DEFAULT_PATH)
    return path if path.is_file() and find_spec("jsonschema") else None


class OpenApiValidator:
    """Validates bodies by method and path template; loads the file and builds validators on first use."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._validators: dict[tuple[str, str], Any] = {}
        self._cache: BoundedDict[tuple[str, str, str], tuple[FieldError, ...]] = BoundedDict(_MAX_CACHED_BODIES)

    def find_errors(self, method: str, template: str, payload: object) -> tuple[FieldError, ...]:
        """All errors of a body for an operation such as ``PATCH /channels/{channel_id}/messages/{message_id}``."""
        operation = (method.lower(), template)
        if operation not in self._validators:
            self._validators[operation] = self._build_validator(*operation)
        validator = self._validators[operation]
        if validator is None:
            return ()
        body = normalize_body(payload, method, template)
        key = (*operation, json.dumps(body, sort_keys=True))
        if key not in self._cache:
            self._cache[key] = tuple(_field_error(error) for error in validator.iter_errors(body))
        return self._cache[key]

    def _build_validator(self, method: str, template: str) -> Any:
        operation = self._document["paths"].get(template, {}).get(method, {})
        content = operation.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        return schema and self._validator_class(schema)

    @cached_property
    def _document(self) -> Json:
        document: Json = json.loads(self._path.read_text(encoding="utf-8"))
        _forbid_unknown_fields(document["components"]["schemas"])
        # Documentation, "Snowflakes": ids may be sent as numbers, and discord.py does.
        document["components"]["schemas"]["SnowflakeType"]["type"] = ["string", "integer"]
        return document

    @cached_property
    def _validator_class(self) -> Any:
        # Imported late: the package is installed only with the development extra.
        from jsonschema import Draft202012Validator, validators  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra

        schemas = self._document["components"]["schemas"]

        def reference(validator: Any, name: str, instance: Any, _: Any) -> Iterator[Any]:
            # The file has only local references; resolving them here is three times faster than jsonschema's registry.
            yield from validator.descend(instance, schemas[name.removeprefix(_SCHEMA_PREFIX)])

        def union(validator: Any, choices: list[Any], instance: Any, schema: Any) -> Iterator[Any]:
            fitting = [choice for choice in choices if _matches_variant(choice, instance, schemas)]
            if len(fitting) == 1:
                yield from validator.descend(instance, fitting[0])
            else:
                yield from Draft202012Validator.VALIDATORS["anyOf"](validator, choices, instance, schema)

        return validators.extend(Draft202012Validator, {"$ref": reference, "oneOf": union, "anyOf": union})


def normalize_body(payload: object, method: str, template: str) -> object:
    """A copy of the body without deviations from the file that discord.py 2.7.1 sends and Discord accepts.

    Kept attachments carry all their fields; edits have ``tts``; commands have ``nsfw``, and their
    ``default_member_permissions`` may be a string, as may an overwrite's ``allow`` and ``deny`` by the documentation.
    """
    body = deepcopy(payload)
    if isinstance(body, list) and template.endswith("/commands"):
        for command in body:
            _normalise_command(command)
    if isinstance(body, dict) and template.endswith("/permissions/{overwrite_id}"):
        _convert_to_numbers(body, "allow", "deny")
    elif isinstance(body, dict):
        data = body.get("data") if template.endswith("/callback") else body
        if isinstance(data, dict):
            _normalise_message(data, is_edit=method == "PATCH" or body.get("type") in {6, 7})
    return body


def _normalise_command(command: object) -> None:
    if not isinstance(command, dict):
        return
    command.pop("nsfw", None)
    _convert_to_numbers(command, "default_member_permissions")


def _convert_to_numbers(body: Json, *fields: str) -> None:
    for field in fields:
        if isinstance(body.get(field), str) and body[field].isdigit():
            body[field] = int(body[field])


def _normalise_message(message: Json, *, is_edit: bool) -> None:
    if is_edit:
        message.pop("tts", None)
    attachments = message.get("attachments")
    if not isinstance(attachments, list):
        return
    for attachment in attachments:
        if isinstance(attachment, dict):
            _normalise_attachment(attachment)


def _normalise_attachment(attachment: Json) -> None:
    if "url" in attachment:
        for field in attachment.keys() - _ATTACHMENT_FIELDS:
            del attachment[field]


def _forbid_unknown_fields(schemas: Json) -> None:
    """Set ``additionalProperties`` to false, so that misspelt fields are errors."""
    for schema in schemas.values():
        if schema.get("type") == "object" and "properties" in schema:
            schema.setdefault("additionalProperties", False)


def _matches_variant(choice: Json, instance: object, schemas: Json) -> bool:
    """Whether a member of a union can match: by its ``type`` field where it has one, else by its JSON type."""
    schema = schemas[choice["$ref"].removeprefix(_SCHEMA_PREFIX)] if "$ref" in choice else choice
    if schema.get("type") == "null":
        return instance is None
    if "const" in schema:
        return bool(schema["const"] == instance)
    if not isinstance(instance, dict):
        return instance is not None
    types = schema.get("properties", {}).get("type", {}).get("enum")
    return types is None or instance.get("type") in types


def _field_error(error: Any) -> FieldError:
    return FieldError(tuple(error.absolute_path), f"OPENAPI_{str(error.validator).upper()}", error.message[:300])
