"""What arrives at Discord is what was asked for, byte for byte a picture."""

import io
import re

from PIL import Image

from bot.domain.catalog import DEFAULT_MODELS
from sandbox.app import HOST
from sandbox.discord.state.interactions import Interaction
from tests.support.invariants import assert_every_request_ended_once
from tests.support.metrics_page import assert_metrics_match, free_port
from tests.support.process_stage import ProcessStage, message_text, wait_until

FORMATS = {"JPG": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}


def files_of(stage: ProcessStage, asked: Interaction) -> list[bytes]:
    """The bytes of a request's pictures as Discord keeps them."""
    kept = [stage.sandbox.discord.files.data(one["id"]) for one in stage.attachments_of(asked)]
    return [data for data in kept if data is not None]


def opened(data: bytes) -> tuple[str | None, tuple[int, int]]:
    """Format and size, once every pixel was decoded."""
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return picture.format, picture.size


async def test_pictures_of_every_size_arrive_with_exact_pixel_dimensions(stage: ProcessStage) -> None:
    await stage.start(RUNWARE__MAX_IN_FLIGHT="4")
    asked = {}
    for name, model in [(name, model) for name, model in DEFAULT_MODELS.items() if model.enabled]:
        for resolution, table in model.sizes.items():
            for ratio, size in table.items():
                one = stage.imagine(
                    "a fox",
                    user=stage.add_member(ratio),
                    model=name,
                    resolution=resolution.value,
                    aspect_ratio=ratio.value,
                )
                asked[name, resolution, ratio] = one, size
    await stage.wait_until_ended(seconds=60)
    assert len(asked) == 39
    for one, size in asked.values():
        (picture,) = stage.attachments_of(one)
        assert (picture["width"], picture["height"]) == size
    assert {opened(files_of(stage, one)[0]) == ("JPEG", tuple(size)) for one, size in list(asked.values())[::5]} == {
        True
    }
    await assert_every_request_ended_once(stage)


async def test_pictures_arrive_in_messages_of_at_most_ten(stage: ProcessStage) -> None:
    port = free_port()
    await stage.start(HTTP__LISTEN=f"{HOST}:{port}")
    asked = {
        count: stage.imagine(f"{count} foxes", user=stage.add_member("M"), count=count) for count in (1, 4, 12, 20)
    }
    asked[3] = stage.imagine("3 hidden foxes", user=stage.add_member("M"), count=3, private=True, spoiler=True)
    asked[11] = stage.imagine("11 hidden foxes", user=stage.add_member("M"), count=11, private=True)
    await stage.wait_until_ended()
    shown = {count: [len(one.content.attachments) for one in stage.messages_of(asked[count])] for count in asked}
    assert shown == {1: [1], 4: [4], 12: [10, 2], 20: [10, 10], 3: [3], 11: [10, 1]}
    assert all(message.only_visible_to is asked[11].user for message in stage.messages_of(asked[11]))
    (hidden,) = stage.messages_of(asked[3])
    assert hidden.only_visible_to is asked[3].user
    assert str(hidden.content.components).count("'spoiler': True") == 3
    await assert_every_request_ended_once(stage)
    await assert_metrics_match(stage, port, provider_errors={})


async def test_pictures_arrive_in_the_requested_format_and_quality(stage: ProcessStage) -> None:
    await stage.start()
    asked = {
        (kind, quality): stage.imagine("a fox", user=stage.add_member("M"), format=kind, quality=quality)
        for kind in FORMATS
        for quality in (20, 95)
    }
    await stage.wait_until_ended()
    files = {key: files_of(stage, one)[0] for key, one in asked.items()}
    assert {key: opened(data)[0] for key, data in files.items()} == {key: FORMATS[key[0]] for key in asked}
    for kind in ("JPG", "WEBP"):
        assert len(files[kind, 20]) < len(files[kind, 95])
    sent = stage.sandbox.runware.journal.list_tasks()
    assert {(task["outputFormat"], task["outputQuality"]) for task in sent} == set(asked)
    await assert_every_request_ended_once(stage)


async def test_pictures_above_the_server_upload_limit_are_made_smaller(stage: ProcessStage) -> None:
    stage.sandbox.discord.member_actions.attachment_limit_bytes = 200_000
    await stage.start()
    asked = stage.imagine("a fox", format="PNG", count=2)
    await stage.wait_until_ended()
    files = files_of(stage, asked)
    assert len(files) == 2
    assert all(len(data) <= 200_000 for data in files)
    assert "made smaller" in stage.text_of(asked)
    await assert_every_request_ended_once(stage)


HOSTILE = (
    "@everyone @here <@1> <@&2> <#3> </imagine:4>",
    "```\n@everyone\n``` ```` `` `x` ~~~",
    "[click](https://evil.example) <https://evil.example> https://evil.example",
    "\u202egnp.exe \u2066\u200b\u200e\u2069 \U000e0041",
    "# heading\n> quote\n-# small\n* list\n||spoiler|| **bold**",
    "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308" * 20,
    "\n" * 200 + "x",
    "{0} {prompt} %s ${HOME} $(id) '; DROP TABLE jobs; --",
    "<script>alert(1)</script> \x00\x1b[31m",
    "x" * 3000,
    "é" * 3000,
    "𝔘𝔫𝔦 😀👩‍👩‍👧‍👦 漢字 עברית",  # noqa: RUF001 - look-alikes are the point
    '[{"taskType": "authentication"}, {"apiKey": "x"}]',
    "easel:cancel:1 attachment://../../etc/passwd file:///etc/passwd",
)


async def test_hostile_prompt_cannot_escape_its_block_ping_or_change_the_request(stage: ProcessStage) -> None:
    await stage.start(RUNWARE__MAX_IN_FLIGHT="4")
    asked = [stage.imagine(prompt, user=stage.add_member("M")) for prompt in HOSTILE]
    await stage.wait_until_ended()
    for one, prompt in zip(asked, HOSTILE, strict=True):
        (message,) = stage.messages_of(one)
        block = message_text(message).split("\n-# ")[0]
        assert re.fullmatch(r"```\n[^`]+\n```", block), prompt
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\u200e\x00\x1b]", str(message.content.components))
        assert not message.content.mention_everyone
        assert not message.content.mentions
        assert not message.content.mention_roles
    fields = {frozenset(task) for task in stage.sandbox.runware.journal.list_tasks()}
    assert len(fields) == 1
    await assert_every_request_ended_once(stage)


async def test_invalid_prompt_is_refused_ephemerally_without_a_provider_call(stage: ProcessStage) -> None:
    await stage.start()
    asked = [
        stage.imagine(prompt) for prompt in ("--steps 40 a fox", "a fox --ar 5:4", "--count 21 a fox", "   ", "--pro")
    ]
    for one in asked:
        await wait_until("it is answered", one.settled.is_set)
        assert stage.private_reply(one)
    assert stage.sandbox.runware.journal.as_json("imageInference") == []
    assert not await stage.jobs()
    await assert_every_request_ended_once(stage)
