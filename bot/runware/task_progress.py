"""Parses the state of a task from a reply: its results, its failures, and whether it still runs."""

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from bot.domain.job import Outcome, Result
from bot.domain.reconciliation import TaskRecord
from bot.runware.error_classes import ErrorClass
from bot.runware.error_objects import merge_errors, parse_item_error, result_index, result_key, severity_key
from bot.runware.errors import ApiError
from bot.runware.json_values import (
    JsonObject,
    clean_name,
    clean_text,
    iter_objects,
    parse_flag,
    parse_seed,
    parse_uuid,
    to_micro_dollars,
)
from bot.runware.replies import Reply, parse_reply

RESULT_MISSING_CODE: Final = "providerResultMissing"
"""Easel's own code for a result with the status ``success`` but without a picture."""
_MAX_URL_CHARS: Final = 8000
_NON_URL_CHARS: Final = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """The complete state of a task, as every poll returns it."""

    results: tuple[Result, ...] = ()
    failures: tuple[ApiError, ...] = ()
    """An error for each failed result, the most severe first; a single error may concern the whole task."""
    is_processing: bool = False
    """Whether a part of the task is still running."""
    is_task_not_found: bool = False
    """Whether the provider does not find the task, because it is too new or too old."""
    models: frozenset[str] = frozenset()
    """The AIR ids of the models that drew the results, if the provider names them."""

    @property
    def outcome(self) -> Outcome:
        """The results, and for each failure the code that ``build_provider_error`` turns into an error."""
        return Outcome(
            results=self.results,
            failures=tuple(error.stored_code for error in self.failures),
            failed_cost=sum(error.cost or 0 for error in self.failures),
        )


def parse_progress(reply: Reply, task_uuid: UUID) -> TaskProgress:
    """Parse the progress of a task from a reply about it alone; items and errors without a task UUID count too."""
    items = [item for item in reply.items if _is_about_task(item, task_uuid)]
    errors = [error for error in reply.errors if error.task_uuid in {task_uuid, None}]
    results: dict[tuple[str | None, ...], Result] = {}
    failed: list[ApiError] = []
    processing = False
    for item in items:
        if _is_failed(item):
            failed.append(parse_item_error(item))
        elif not _is_finished(item):
            processing = True
        elif (result := _parse_result(item, f"{task_uuid}-{len(results)}")) is None:
            failed.append(ApiError(RESULT_MISSING_CODE, ErrorClass.UPSTREAM, result_key=result_key(item)))
        else:
            results.setdefault(_result_identity(item), result)
    failures = merge_errors([error for error in errors if not error.is_task_not_found], failed)
    return TaskProgress(
        results=tuple(results.values()),
        failures=tuple(sorted(failures, key=severity_key)),
        is_processing=processing,
        is_task_not_found=any(error.is_task_not_found for error in errors),
        models=frozenset(filter(None, (clean_name(item.get("model")) for item in items))),
    )


def parse_task_details(reply: Reply, task_uuid: UUID) -> TaskProgress | None:
    """Parse the end of a task from a reply to ``getTaskDetails``; ``None`` if the reply does not contain it.

    Runware stores the last reply to a task UUID. After a resubmission this is the conflict error of the second
    submission, which contains nothing about the first.
    """
    for item in reply.items:
        stored = parse_reply(_normalize_stored_reply(item.get("response")))
        progress = parse_progress(stored, task_uuid)
        if any(error.is_already_submitted for error in stored.errors) or progress.is_processing:
            return None
        if progress.results or progress.failures:
            return progress
    return None


def parse_task_record(reply: Reply, task_uuid: UUID) -> TaskRecord:
    """Parse what a reply to ``getTaskDetails`` says about a task, for :mod:`bot.domain.reconciliation`."""
    progress = parse_task_details(reply, task_uuid)
    if progress is not None:
        return TaskRecord(outcome=progress.outcome, models=progress.models)
    stored = (parse_reply(_normalize_stored_reply(item.get("response"))) for item in reply.items)
    return TaskRecord(outcome=None, is_running=any(parse_progress(each, task_uuid).is_processing for each in stored))


def _normalize_stored_reply(value: object) -> object:
    """Normalise a stored reply, which may be the reply itself, a list with it, or its items alone."""
    stored = list(iter_objects(value))
    whole = next((entry for entry in stored if entry.keys() & {"data", "errors", "error"}), None)
    return {"data": stored} if whole is None else whole


def _result_identity(item: JsonObject) -> tuple[str | None, ...]:
    """A key that is equal for repetitions of a result, and different for different results of a task.

    Runware has sent two pictures with the same ``imageUUID``, so ``resultIndex`` is added if the item has it, otherwise
    the picture's URL or data.
    """
    index = result_index(item)
    return (clean_name(item.get("imageUUID")), *((index,) if index is not None else _image_sources(item)))


def _is_about_task(item: JsonObject, task_uuid: UUID) -> bool:
    named = item.get("taskUUID")
    return named is None or parse_uuid(named) == task_uuid


def _is_failed(item: JsonObject) -> bool:
    return item.get("status") == "error" or (bool(item.get("error")) and item.get("status") != "success")


def _is_finished(item: JsonObject) -> bool:
    return item.get("status") == "success" or any(_image_sources(item))


def _image_sources(item: JsonObject) -> tuple[str, str, str]:
    """Parse the picture's URL, base64 data and data URI, each empty if missing."""
    url = _NON_URL_CHARS.sub("", clean_text(item.get("imageURL"), _MAX_URL_CHARS))
    return url, clean_text(item.get("imageBase64Data")), clean_text(item.get("imageDataURI"))


def _parse_result(item: JsonObject, fallback_uuid: str) -> Result | None:
    url, base64_data, data_uri = sources = _image_sources(item)
    if not any(sources):
        return None
    return Result(
        image_uuid=clean_name(item.get("imageUUID")) or result_key(item) or fallback_uuid,
        url=url or None,
        base64_data=(not url and base64_data) or None,
        data_uri=(not url and not base64_data and data_uri) or None,
        seed=parse_seed(item.get("seed")),
        nsfw=parse_flag(item.get("NSFWContent")),
        cost=to_micro_dollars(item.get("cost")),
    )
