"""The models of the configuration: overrides of the built-in models, and additional models."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainSerializer

from bot.config.value_types import TableKey, convert_environment_texts
from bot.domain.catalog import DEFAULT_MODELS, Model


def merge_tables(base: Mapping[str, Any], overrides: Mapping[str, Any]) -> dict[str, Any]:
    """Merge two tables recursively; if both have a value, that of ``overrides`` is used."""
    result = dict(base)
    for key, value in overrides.items():
        old: Any = result.get(key)
        nested = isinstance(old, Mapping) and isinstance(value, Mapping)
        result[key] = merge_tables(old, value) if nested else value
    return result


def _merge_with_defaults(models: object) -> object:
    if not isinstance(models, Mapping):
        return models
    given = {key: model.model_dump() if isinstance(model, Model) else model for key, model in models.items()}
    tables = merge_tables({key: model.model_dump() for key, model in DEFAULT_MODELS.items()}, given)
    return {key: _drop_blank_sizes(table) for key, table in tables.items()}


def _drop_blank_sizes(model: object) -> object:
    """Drop the sizes and resolutions of a model that are overridden by an empty text."""
    if not isinstance(model, Mapping):
        return model
    table = convert_environment_texts(model, Model)
    if not isinstance(table.get("sizes"), Mapping):
        return table
    sizes = {resolution: _drop_blank_values(by_ratio) for resolution, by_ratio in table["sizes"].items()}
    return {**table, "sizes": _drop_blank_values(sizes)}


def _drop_blank_values(table: object) -> object:
    return {key: value for key, value in table.items() if value != ""} if isinstance(table, Mapping) else table


def _check_successors(models: Mapping[str, Model]) -> Mapping[str, Model]:
    enabled = [key for key, model in models.items() if model.enabled]
    if not enabled:
        raise ValueError("must leave one model enabled")
    for key, model in models.items():
        if model.successor is not None and (model.successor not in enabled or model.successor == key):
            raise ValueError(f"the successor of {key} must be another enabled model of {', '.join(enabled)}")
    return MappingProxyType(dict(models))


Models = Annotated[
    Mapping[TableKey, Model],
    BeforeValidator(_merge_with_defaults),
    AfterValidator(_check_successors),
    PlainSerializer(dict),
]
