"""Parts of replies as the provider sends them."""

from typing import Any
from uuid import UUID

from bot.runware.replies import Progress, Reply, by_task, progress, read

TASK = UUID("24cd5dff-cb81-4db5-8506-b72a9425f9d1")
OTHER = UUID("39571168-687a-4aec-a253-df7be20bd0d4")
URL = "https://im.runware.ai/a.jpg"


def item(**fields: Any) -> dict[str, Any]:
    return {"taskType": "imageInference", "taskUUID": str(TASK), **fields}


def error(code: str = "invalidProviderContent", **fields: Any) -> dict[str, Any]:
    return {"code": code, "message": "…", "taskUUID": str(TASK), "taskType": "imageInference", **fields}


def of_a_batch(body: object, task_uuid: UUID) -> Progress:
    return progress(by_task(read(body)).get(task_uuid, Reply()), task_uuid)
