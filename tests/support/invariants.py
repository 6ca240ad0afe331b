"""What must be true of every request in the end, however it came to it."""

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
    """A request that Discord refuses."""

    method: str
    status: int
    code: int = 0


UNKNOWN_WEBHOOK: Final = ExpectedRefusal("GET", 404, 10015)
"""Asked by a bot that was killed before its acknowledgement: there is no answer, so there is no webhook."""


async def assert_every_request_ended_once(
    stage: ProcessStage,
    *,
    expected_refusals: Collection[ExpectedRefusal] = (),
    expected_error_events: Collection[str] = (),
    batches_refused: bool = False,
    max_command_syncs: int = 1,
) -> None:
    """Ledger, provider and Discord tell the same story.

    ``refused`` are the refusals of Discord that the test provokes, ``troubles`` the events that it logs at level error,
    ``batches_refused`` says that the provider takes one poll a request. Commands are ``published`` so often at most:
    processes that start in the same moment may all do it, with the same content.
    """
    jobs = await stage.jobs()
    entries = await stage.query("SELECT * FROM ledger ORDER BY id")
    for job in jobs:
        _assert_ended_once(stage, job, [entry for entry in entries if entry["job_id"] == job["id"]])
    _assert_paid_once(stage, jobs)
    assert batches_refused or not _was_poll_batch_refused(stage)
    assert sum(entry["micros"] for entry in entries) == provider_cost_micros(stage) + _overbooked_micros(
        stage, jobs, entries
    )
    _assert_discord_requests_valid(stage, expected_refusals)
    assert [call.method for call in stage.discord_requests].count("PUT") <= max_command_syncs
    _assert_logs_clean(stage, expected_error_events)


def _assert_ended_once(stage: ProcessStage, job: Row, entries: list[Row]) -> None:
    (asked,) = (one for one in stage.requests if one.id == str(job["id"]))
    assert job["ended_at"] is not None, f"still {job['state']}"
    assert job["answered"] == 1
    assert job["token"] is None
    closing = "settle" if job["state"] == "delivered" else "refund"
    kinds = [entry["kind"] for entry in entries]
    assert kinds in (["reserve", closing], ["reserve", closing, "adjust"])  # the last by the bill that came later
    names = [one["filename"] for one in stage.attachments_of(asked)]
    assert len(names) == len(set(names)), f"shown twice: {names}"
    assert sum(entry["images"] for entry in entries) == len(names) + _images_charged_after_cancel(stage, job)
    _assert_one_message(stage, asked, len(names))


def _images_charged_after_cancel(stage: ProcessStage, job: Row) -> int:
    """Pictures that nobody sees and that count all the same: their author cancelled while the provider had them."""
    if job["state"] != "cancelled" or "still counts" not in job["reason"]:
        return 0
    return len(stage.sandbox.runware.account.tasks[job["task_uuid"]].results)


def _assert_one_message(stage: ProcessStage, asked: Interaction, pictures: int) -> None:
    """The message that waited shows the end, unless it is gone or nothing can edit it any more."""
    shown = stage.messages_of(asked)
    if asked.is_expired and asked.original_message in shown and _offers_cancel(asked.original_message):
        shown.remove(asked.original_message)
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
    """Whether a request with several polls was refused; one alone may be, when its task has expired."""
    polls = (exchange for exchange in stage.sandbox.runware.journal.exchanges if exchange.has_task_type("getResponse"))
    return any(poll.status == 400 and len(poll.body) > 1 for poll in polls)


def provider_cost_micros(stage: ProcessStage) -> int:
    """Micro-dollars that the provider took."""
    service = stage.sandbox.runware.account
    return service.deposit_micro_dollars - service.balance_micro_dollars


def _overbooked_micros(stage: ProcessStage, jobs: list[Row], entries: list[Row]) -> int:
    """Micro-dollars that are booked beyond the bill, for tasks of which the provider has not told the end yet."""
    service, more = stage.sandbox.runware.account, 0
    for job in jobs:
        if job["bill_due"] is not None:
            task = service.tasks.get(job["task_uuid"])
            booked = sum(entry["micros"] for entry in entries if entry["job_id"] == job["id"])
            more += booked - (task.spent_micro_dollars(service.clock()) if task else 0)
            assert more >= 0
    return more


def _assert_discord_requests_valid(stage: ProcessStage, refused: Collection[ExpectedRefusal]) -> None:
    assert not stage.sandbox.discord.journal.violations
    refusals = [
        ExpectedRefusal(call.method, call.status, (call.error or {}).get("code", 0))
        for call in stage.discord_requests
        if call.status is not None and call.status >= 400
    ]
    assert not [one for one in refusals if one not in refused], Counter(refusals)
    for call in stage.discord_requests:
        if call.method in {"POST", "PATCH"} and _MESSAGE_BODY_PATH.search(call.path) and call.body:
            _assert_no_mentions(call.body.get("data", call.body), call)


def _assert_no_mentions(body: Row, call: Any) -> None:
    is_form = "custom_id" in body  # which shows nothing to anybody else
    if {"content", "components", "embeds"} & set(body) and not is_form:
        assert body.get("allowed_mentions", {}).get("parse") == [], f"{call.method} {call.path}"
        assert not {"users", "roles"} & set(body["allowed_mentions"])


def _assert_logs_clean(stage: ProcessStage, troubles: Collection[str]) -> None:
    """Nothing unforeseen was logged, no token was, and nothing was written past the log."""
    for bot in stage.bots:
        lines = [json.loads(line) for line in bot.output.splitlines()]
        assert not any(asked.token in bot.output for asked in stage.requests)
        loud = [line for line in lines if line["level"] in {"error", "critical"}]
        assert not [line for line in loud if line.get("event") not in troubles]
        assert bot.errors == ""
