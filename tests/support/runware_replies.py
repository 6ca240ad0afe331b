"""Parts of replies as the provider sends them."""

from uuid import UUID

from bot.runware.replies import Reply, TaskProgress, parse_progress, parse_reply, split_by_task

TASK_UUID = UUID("24cd5dff-cb81-4db5-8506-b72a9425f9d1")
IMAGE_URL = "https://im.runware.ai/a.jpg"


def progress_in_batch(body: object, task_uuid: UUID) -> TaskProgress:
    return parse_progress(split_by_task(parse_reply(body)).get(task_uuid, Reply()), task_uuid)
