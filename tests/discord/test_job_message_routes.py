"""The nonces of a job's messages, by which Discord recognises a repeated request."""

from unittest.mock import Mock

from bot.discord.job_message_routes import _nonce
from bot.discord.message_content import Content
from bot.domain.job import MAX_IMAGES_PER_MESSAGE
from bot.ui.layout import Layout

DISCORD_MAX_NONCE_LENGTH = 25


def test_nonces_differ_between_the_text_and_two_equally_large_messages_of_a_job() -> None:
    job = Mock(id=10**18)
    contents = [Content(lambda _: Layout())]
    for first in (1, 1 + MAX_IMAGES_PER_MESSAGE):
        numbers = range(first, first + MAX_IMAGES_PER_MESSAGE)
        contents.append(Content(lambda _: Layout(), [(f"easel-{job.id}-{n}.png", b"") for n in numbers]))
    nonces = {_nonce(job, content) for content in contents}
    assert len(nonces) == 3
    assert max(map(len, nonces)) <= DISCORD_MAX_NONCE_LENGTH
