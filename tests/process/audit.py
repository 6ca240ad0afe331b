"""What must be true of every request in the end, however it came to it."""

import json
import re
from collections import Counter
from collections.abc import Collection
from typing import Any, Final, NamedTuple

from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message
from sandbox.discord.validation.components import walk
from tests.process.stage import Row, Stage

_BODY_OF_A_MESSAGE: Final = re.compile(r"/callback$|/webhooks/|/messages")

_PER_MESSAGE: Final = 10


class Refusal(NamedTuple):
    """A request that Discord refuses."""

    method: str
    status: int
    code: int = 0


UNANSWERED: Final = Refusal("GET", 404, 10015)
"""Asked by a bot that was killed before its acknowledgement: there is no answer, so there is no webhook."""


async def assert_every_request_ended_once(
    stage: Stage,
    *,
    refused: Collection[Refusal] = (),
    troubles: Collection[str] = (),
    batches_refused: bool = False,
    published: int = 1,
) -> None:
    """Ledger, provider and Discord tell the same story.

    ``refused`` are the refusals of Discord that the test provokes, ``troubles`` the events that it logs at level error,
    ``batches_refused`` says that the provider takes one poll a request. Commands are ``published`` so often at most:
    processes that start in the same moment may all do it, with the same content.
    """
    jobs = await stage.jobs()
    entries = await stage.rows("SELECT * FROM ledger ORDER BY id")
    for job in jobs:
        _ended_once(stage, job, [entry for entry in entries if entry["job_id"] == job["id"]])
    _paid_once(stage, jobs)
    assert batches_refused or not _polls_refused(stage)
    assert sum(entry["micros"] for entry in entries) == _bill(stage) + _may_still_be_billed(stage, jobs, entries)
    _well_spoken(stage, refused)
    assert [call.method for call in stage.calls].count("PUT") <= published
    _calm(stage, troubles)


def _ended_once(stage: Stage, job: Row, entries: list[Row]) -> None:
    (asked,) = (one for one in stage.requests if one.id == str(job["id"]))
    assert job["ended_at"] is not None, f"still {job['state']}"
    assert job["answered"] == 1
    assert job["token"] is None
    closing = "settle" if job["state"] == "delivered" else "refund"
    kinds = [entry["kind"] for entry in entries]
    assert kinds in (["reserve", closing], ["reserve", closing, "adjust"])  # the last by the bill that came later
    names = [one["filename"] for one in stage.pictures_of(asked)]
    assert len(names) == len(set(names)), f"shown twice: {names}"
    assert sum(entry["images"] for entry in entries) == len(names) + _counted_though_taken_back(stage, job)
    _shown_in_one_place(stage, asked, len(names))


def _counted_though_taken_back(stage: Stage, job: Row) -> int:
    """Pictures that nobody sees and that count all the same: their author cancelled while the provider had them."""
    if job["state"] != "cancelled" or "still counts" not in job["reason"]:
        return 0
    return len(stage.sandbox.runware.service.tasks[job["task_uuid"]].items)


def _shown_in_one_place(stage: Stage, asked: Interaction, pictures: int) -> None:
    """The message that waited shows the end, unless it is gone or nothing can edit it any more."""
    shown = stage.messages_of(asked)
    if asked.expired and asked.original in shown and _waits(asked.original):
        shown.remove(asked.original)
    assert len(shown) <= (2 if pictures > _PER_MESSAGE else 1)
    assert not any(map(_waits, shown))
    if pictures:
        assert sum(len(message.content.attachments) for message in shown) == pictures


def _waits(message: Message) -> bool:
    """Whether the message still offers to cancel."""
    return any("easel:cancel" in placed.component.get("custom_id", "") for placed in walk(message.content.components))


def _paid_once(stage: Stage, jobs: list[Row]) -> None:
    accepted = stage.sandbox.runware.journal.accepted
    assert len(accepted) == len(set(accepted))
    assert set(accepted) <= {job["task_uuid"] for job in jobs}


def _polls_refused(stage: Stage) -> bool:
    """Whether a request with several polls was refused; one alone may be, when its task has expired."""
    polls = (exchange for exchange in stage.sandbox.runware.journal.exchanges if exchange.holds("getResponse"))
    return any(poll.status == 400 and len(poll.body) > 1 for poll in polls)


def _bill(stage: Stage) -> int:
    """Micro-dollars that the provider took."""
    service = stage.sandbox.runware.service
    return service.deposit - service.balance


def _may_still_be_billed(stage: Stage, jobs: list[Row], entries: list[Row]) -> int:
    """Micro-dollars that are booked beyond the bill, for tasks of which the provider has not told the end yet."""
    service, more = stage.sandbox.runware.service, 0
    for job in jobs:
        if job["bill_due"] is not None:
            task = service.tasks.get(job["task_uuid"])
            booked = sum(entry["micros"] for entry in entries if entry["job_id"] == job["id"])
            more += booked - (task.spent(service.clock()) if task else 0)
            assert more >= 0
    return more


def _well_spoken(stage: Stage, refused: Collection[Refusal]) -> None:
    assert not stage.sandbox.discord.journal.violations
    refusals = [
        Refusal(call.method, call.status, (call.error or {}).get("code", 0))
        for call in stage.calls
        if call.status is not None and call.status >= 400
    ]
    assert not [one for one in refusals if one not in refused], Counter(refusals)
    for call in stage.calls:
        if call.method in {"POST", "PATCH"} and _BODY_OF_A_MESSAGE.search(call.path) and call.body:
            _pings_nobody(call.body.get("data", call.body), call)


def _pings_nobody(body: Row, call: Any) -> None:
    is_form = "custom_id" in body  # which shows nothing to anybody else
    if {"content", "components", "embeds"} & set(body) and not is_form:
        assert body.get("allowed_mentions", {}).get("parse") == [], f"{call.method} {call.path}"
        assert not {"users", "roles"} & set(body["allowed_mentions"])


def _calm(stage: Stage, troubles: Collection[str]) -> None:
    """Nothing unforeseen was logged, no token was, and nothing was written past the log."""
    for bot in stage.bots:
        lines = [json.loads(line) for line in bot.output.splitlines()]
        assert not any(asked.token in bot.output for asked in stage.requests)
        loud = [line for line in lines if line["level"] in {"error", "critical"}]
        assert not [line for line in loud if line.get("event") not in troubles]
        assert bot.errors == ""
