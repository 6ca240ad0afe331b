"""Assertions that hold for every request at the end of a test."""

import json
import re
from collections import Counter
from collections.abc import Collection
from typing import Any, Final, NamedTuple

from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message
from sandbox.discord.validation.components import walk_components
from tests.support.process_stage import ProcessStage, Row

_MESSAGE_BODY_PATH: Final = re.compile(r"/callback$|/webhooks/|/messages")

_MAX_FILES_PER_MESSAGE: Final = 10


class ExpectedRefusal(NamedTuple):
    """A request that Discord answers with an error."""

    method: str
    status: int
    code: int = 0


UNKNOWN_WEBHOOK: Final = ExpectedRefusal("GET", 404, 10015)
"""A bot killed before its acknowledgement looks for the response, which does not exist."""


async def assert_every_request_ended_once(
    stage: ProcessStage,
    *,
    expected_refusals: Collection[ExpectedRefusal] = (),
    expected_error_events: Collection[str] = (),
    batches_refused: bool = False,
    max_command_syncs: int = 1,
) -> None:
    """Assert that the ledger, the provider and Discord agree on every request.

    ``expected_refusals`` are Discord's errors that the test provokes, ``expected_error_events`` the events that the
    bots then log at level error. ``batches_refused``: the provider accepts only one poll in a request.
    ``max_command_syncs``: how often commands may be synced; processes that start at the same time may each do it, with
    the same content.
    """
    jobs = await stage.jobs()
    entries = await stage.query("SELECT * FROM ledger ORDER BY id")
    for job in jobs:
        _assert_ended_once(stage, job, [entry for entry in entries if entry["job_id"] == job["id"]])
    _assert_paid_once(stage, jobs)
    assert batches_refused or not _was_poll_batch_refused(stage)
    assert sum(entry["micro_dollars"] for entry in entries) == provider_cost_micros(stage) + _overbooked_micros(
        stage, jobs, entries
    )
    _assert_discord_requests_valid(stage, expected_refusals)
    assert [call.method for call in stage.discord_requests].count("PUT") <= max_command_syncs
    _assert_logs_clean(stage, expected_error_events)


def _assert_ended_once(stage: ProcessStage, job: Row, entries: list[Row]) -> None:
    (interaction,) = (one for one in stage.requests if one.id == str(job["id"]))
    assert job["ended_at"] is not None, f"still {job['state']}"
    assert job["notified"] == 1
    assert job["token"] is None
    closing = "settle" if job["state"] == "delivered" else "refund"
    kinds = [entry["kind"] for entry in entries]
    # "adjust" corrects the cost if the final one is known only later.
    assert kinds in (["reserve", closing], ["reserve", closing, "adjust"])
    names = [one["filename"] for one in stage.attachments_of(interaction)]
    assert len(names) == len(set(names)), f"shown twice: {names}"
    assert sum(entry["images"] for entry in entries) == len(names) + _images_charged_after_cancel(stage, job)
    _assert_one_message(stage, interaction, len(names))


def _images_charged_after_cancel(stage: ProcessStage, job: Row) -> int:
    """Number of pictures that are charged but not shown: the member cancelled after the provider accepted the task."""
    if job["state"] != "cancelled" or "-drawing" not in job["reason"]:
        return 0
    return len(stage.sandbox.runware.account.tasks[job["task_uuid"]].results)


def _assert_one_message(stage: ProcessStage, interaction: Interaction, pictures: int) -> None:
    """Assert that the request's message shows the end, unless it was deleted or its token expired before the edit."""
    shown = stage.messages_of(interaction)
    if (
        interaction.is_expired
        and interaction.original_message in shown
        and _offers_cancel(interaction.original_message)
    ):
        shown.remove(interaction.original_message)
    assert len(shown) <= (2 if pictures > _MAX_FILES_PER_MESSAGE else 1)
    assert not any(map(_offers_cancel, shown))
    if pictures:
        assert sum(len(message.content.attachments) for message in shown) == pictures


def _offers_cancel(message: Message) -> bool:
    """Whether the message still offers to cancel."""
    return any(
        "easel:cancel" in placed.component.get("custom_id", "")
        for placed in walk_components(message.content.components)
    )


def _assert_paid_once(stage: ProcessStage, jobs: list[Row]) -> None:
    accepted = stage.sandbox.runware.journal.accepted_uuids
    assert len(accepted) == len(set(accepted))
    assert set(accepted) <= {job["task_uuid"] for job in jobs}


def _was_poll_batch_refused(stage: ProcessStage) -> bool:
    """Whether a request with several polls was refused; a single poll is refused when its task has expired."""
    polls = (exchange for exchange in stage.sandbox.runware.journal.exchanges if exchange.has_task_type("getResponse"))
    return any(poll.status == 400 and len(poll.body) > 1 for poll in polls)


def provider_cost_micros(stage: ProcessStage) -> int:
    """Micro-dollars that the provider charged."""
    service = stage.sandbox.runware.account
    return service.deposit_micro_dollars - service.balance_micro_dollars


def _overbooked_micros(stage: ProcessStage, jobs: list[Row], entries: list[Row]) -> int:
    """Micro-dollars booked in excess of the provider's charge, for tasks whose final cost is not known yet."""
    service, excess = stage.sandbox.runware.account, 0
    for job in jobs:
        if job["cost_due_at"] is not None:
            task = service.tasks.get(job["task_uuid"])
            booked = sum(entry["micro_dollars"] for entry in entries if entry["job_id"] == job["id"])
            excess += booked - (task.spent_micro_dollars(service.clock()) if task else 0)
            assert excess >= 0
    return excess


def _assert_discord_requests_valid(stage: ProcessStage, expected_refusals: Collection[ExpectedRefusal]) -> None:
    assert not stage.sandbox.discord.journal.violations
    refusals = [
        ExpectedRefusal(call.method, call.status, (call.error or {}).get("code", 0))
        for call in stage.discord_requests
        if call.status is not None and call.status >= 400
    ]
    assert not [one for one in refusals if one not in expected_refusals], Counter(refusals)
    for call in stage.discord_requests:
        if call.method in {"POST", "PATCH"} and _MESSAGE_BODY_PATH.search(call.path) and call.body:
            _assert_no_mentions(call.body.get("data", call.body), call)


def _assert_no_mentions(body: Row, call: Any) -> None:
    is_form = "custom_id" in body  # a modal, which only its user sees
    if {"content", "components", "embeds"} & set(body) and not is_form:
        assert body.get("allowed_mentions", {}).get("parse") == [], f"{call.method} {call.path}"
        assert not {"users", "roles"} & set(body["allowed_mentions"])


def _assert_logs_clean(stage: ProcessStage, expected_error_events: Collection[str]) -> None:
    """Assert that only expected errors and no tokens were logged, and that stderr is empty."""
    for bot in stage.bots:
        lines = [json.loads(line) for line in bot.output.splitlines()]
        assert not any(interaction.token in bot.output for interaction in stage.requests)
        errors = [line for line in lines if line["level"] in {"error", "critical"}]
        assert not [line for line in errors if line.get("event") not in expected_error_events]
        assert bot.errors == ""
