"""Parts of replies as the provider sends them."""

from typing import Any
from uuid import UUID

from bot.runware.replies import Reply, parse_reply, split_by_task
from bot.runware.task_progress import TaskProgress, parse_progress

TASK_UUID = UUID("24cd5dff-cb81-4db5-8506-b72a9425f9d1")
OTHER_TASK_UUID = UUID("39571168-687a-4aec-a253-df7be20bd0d4")
IMAGE_URL = "https://im.runware.ai/a.jpg"


def make_item(**fields: Any) -> dict[str, Any]:
    return {"taskType": "imageInference", "taskUUID": str(TASK_UUID), **fields}


def make_error(code: str = "invalidProviderContent", **fields: Any) -> dict[str, Any]:
    return {"code": code, "message": "…", "taskUUID": str(TASK_UUID), "taskType": "imageInference", **fields}


def progress_in_batch(body: object, task_uuid: UUID) -> TaskProgress:
    return parse_progress(split_by_task(parse_reply(body)).get(task_uuid, Reply()), task_uuid)
