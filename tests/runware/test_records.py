"""Records of several tasks from one reply: what it says about each, and which have to be asked for alone."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.errors import OperatorNeeded, ProviderError
from bot.runware.records import fetch_records
from bot.runware.replies import Reply, parse_reply


def item(task_uuid: UUID, *results: dict[str, Any], **response: Any) -> dict[str, Any]:
    data = [{"taskType": "imageInference", "taskUUID": str(task_uuid), **result} for result in results]
    return {"taskType": "getTaskDetails", "taskUUID": str(task_uuid), "response": {"data": data, **response}}


def error(task_uuid: UUID, code: str) -> dict[str, Any]:
    return {"code": code, "message": "no", "taskUUID": str(task_uuid), "taskType": "getTaskDetails"}


def replying(*items: dict[str, Any], errors: tuple[dict[str, Any], ...] = (), status: int = 200) -> Any:
    async def post(_tasks: Any) -> Reply:
        return parse_reply({"data": list(items)} | ({"errors": list(errors)} if errors else {}), status=status)

    return post


PICTURE = {"imageUUID": "a", "imageURL": "https://im.runware.ai/a.jpg", "cost": 0.02, "model": "xai:x@y"}


async def test_each_task_gets_its_own_record() -> None:
    drawn, unknown, refused, running, silent, broken = (uuid4() for _ in range(6))
    moderated = {"code": "invalidProviderContent", "taskUUID": str(refused), "cost": 0.03}
    post = replying(
        item(drawn, PICTURE),
        item(refused, errors=[moderated]),
        item(running, {"status": "processing"}),
        errors=(error(unknown, "taskNotFound"), error(broken, "internalServerError")),
    )
    found = await fetch_records(post, [drawn, unknown, refused, running, silent, broken])
    assert found.keys() == {drawn, unknown, refused, running}
    assert (found[drawn].micro_dollars, set(found[drawn].models)) == (20_000, {"xai:x@y"})
    assert (found[unknown].outcome, found[unknown].is_running) == (None, False)
    assert found[refused].micro_dollars == 30_000
    assert (found[running].outcome, found[running].is_running) == (None, True)


@pytest.mark.parametrize(
    ("code", "raised"), [("internalServerError", ProviderError), ("invalidApiKey", OperatorNeeded)]
)
async def test_error_in_place_of_a_lone_record_is_raised(code: str, raised: type[ProviderError]) -> None:
    task_uuid = uuid4()
    with pytest.raises(raised):
        await fetch_records(replying(errors=(error(task_uuid, code),), status=400), [task_uuid])


async def test_record_that_only_holds_a_repeated_submission_says_nothing() -> None:
    task_uuid = uuid4()
    repeated = {"code": "conflictTaskUUID", "taskUUID": str(task_uuid)}
    found = await fetch_records(replying(item(task_uuid, errors=[repeated])), [task_uuid])
    assert (found[task_uuid].outcome, found[task_uuid].is_running) == (None, False)


@pytest.mark.parametrize("response", [None, "text", 7, [], {}, {"data": None}, {"data": "x", "errors": 3}])
async def test_unreadable_record_says_nothing(response: Any) -> None:
    task_uuid = uuid4()
    found = await fetch_records(
        replying({"taskType": "getTaskDetails", "taskUUID": str(task_uuid), "response": response}), [task_uuid]
    )
    assert found[task_uuid].outcome is None
