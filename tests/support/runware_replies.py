"""Parses the provider's replies to polls."""

from uuid import UUID

from bot.runware.replies import Reply, parse_reply, split_by_task
from bot.runware.task_progress import TaskProgress, parse_progress

TASK_UUID = UUID("24cd5dff-cb81-4db5-8506-b72a9425f9d1")
IMAGE_URL = "https://im.runware.ai/a.jpg"


def progress_in_batch(body: object, task_uuid: UUID) -> TaskProgress:
    return parse_progress(split_by_task(parse_reply(body)).get(task_uuid, Reply()), task_uuid)
