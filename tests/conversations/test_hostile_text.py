"""Hostile words: shown as the words they are, and nothing of the bot ever pings."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.errors import Invalid
from bot.jobs.queue import JobQueue
from tests.support.stage import BotStage, response_view

HOSTILE = {
    "everyone": "@everyone @here look",
    "mentions": "<@1> <@&2> <#3> </imagine:4> <id:customize>",
    "links": "[free nitro](https://evil.example) https://evil.example discord.gg/evil",
    "fence": "a fox ``` @everyone ``` # HUGE",
    "long fence": "`````` **bold** ||spoiler||",
    "turned around": "abc \u202egnp.exe\u202c \u2066x\u2069",
    "zalgo": "Z" + "\u0300" * 60 + "algo",
    "invisible": "a\u200bb\u2060c\ufeff \U000e0041",
    "emoji": "<:fake:123456789012345678> <a:x:1>",
    "heading": "# huge\n-# small\n> quote",
    "time": "<t:0:R>",
}


def bodies(stage: BotStage) -> Iterator[Any]:
    """Everything that the bot sent to Discord and that makes or changes a message."""
    for entry in stage.env.http_requests:
        body = entry.json
        if not isinstance(body, dict) or "commands" in entry.path:
            continue
        yield body.get("data", body) if entry.path.endswith("/callback") else body


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_prompt_stays_inside_its_code_block(stage: BotStage, name: str) -> None:
    result = await stage.imagine(HOSTILE[name])
    waiting = response_view(result).texts
    await stage.run_worker_until_idle()
    shown = response_view(result)
    for prompt in (waiting[0], shown.texts[0]):
        assert prompt.startswith("```\n")
        assert prompt.endswith("\n```")
        assert "`" not in prompt[4:-4]
    for text in (*waiting, *shown.texts):
        assert not any(sign in text for sign in "\u202e\u2066\u200b\ufeff")
        assert text.count("\u0300") <= 5
    assert all("everyone" not in text for text in (*waiting[1:], *shown.texts[1:]))


@pytest.mark.parametrize("name", HOSTILE)
async def test_alt_text_contains_no_mentions_or_links(stage: BotStage, name: str) -> None:
    result = await stage.imagine_and_wait(HOSTILE[name])
    (picture,) = response_view(result).gallery
    assert not any(sign in picture["description"] for sign in ("@", "<", ">", "](", "://", "```"))


@pytest.mark.parametrize("name", HOSTILE)
async def test_queue_and_cancel_sanitize_a_hostile_prompt(stage: BotStage, name: str) -> None:
    result = await stage.imagine(HOSTILE[name])
    queue = response_view(await stage.alice.slash(stage.channel, "queue")).text
    details = response_view(await stage.press("Cancel", result))
    cancelled = await stage.imagine(HOSTILE[name])
    told = response_view(await stage.alice.slash(stage.channel, "cancel")).text
    for text in (queue, told):
        assert "@everyone" not in text
        assert "https://" not in text
        assert "](" not in text
    assert details.texts[0].startswith("```\n")
    assert response_view(cancelled).texts[0].startswith("```\n")


async def test_nothing_that_the_bot_sends_can_ping(stage: BotStage) -> None:
    first = await stage.imagine_and_wait("@everyone <@1> hello", count=12)
    second = await stage.press("Reroll", first, stage.bob)
    await stage.press("Cancel", second, stage.bob)
    await stage.press("Details", first)
    await stage.imagine_and_wait("@everyone --nonsense @here")
    await stage.alice.slash(stage.channel, "queue")
    sent = [body for body in bodies(stage) if body]
    assert len(sent) > 6
    for body in sent:
        assert body.get("allowed_mentions") == {"parse": []} or "components" not in body, body
    assert [message.mentions for message in stage.channel.history() if message.mention_everyone] == []


@pytest.mark.parametrize(
    "prompt", ["a fox --x@everyone", "a fox --model @everyone", "a fox --style <@1>", "a fox --ar https://evil.example"]
)
async def test_refusal_sanitizes_the_input_that_it_quotes(stage: BotStage, prompt: str) -> None:
    text = response_view(await stage.imagine_and_wait(prompt)).text
    assert not any(sign in text for sign in ("@", "<", "://"))
    assert any(named in text for named in ("everyone", "1", "evil.example"))


async def test_a_prompt_of_line_breaks_does_not_flood_the_channel(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a\n" * 400)
    assert response_view(result).texts[0].count("\n") < 20


async def test_long_prompt_is_shortened_in_the_message_but_not_for_the_provider(stage: BotStage) -> None:
    prompt = ("word " * 600).strip()
    result = await stage.imagine_and_wait(prompt)
    (task,) = stage.provider_tasks()
    assert task["positivePrompt"] == prompt
    assert len(response_view(result).texts[0]) <= 400
    assert response_view(result).texts[0].endswith("…\n```")
    assert prompt in response_view(await stage.press("Details", result)).text


@pytest.mark.parametrize("prompt", ["   ", "\u200b", "\u202e\u202c"])
async def test_a_prompt_without_words_is_refused_in_private(stage: BotStage, prompt: str) -> None:
    result = await stage.imagine_and_wait(prompt)
    assert response_view(result).ephemeral
    assert response_view(result).text == "The prompt is empty; write what to draw."


async def test_refusal_that_is_too_long_is_cut_and_sent(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Invalid("x" * 9000)

    monkeypatch.setattr(JobQueue, "list_unfinished", refuse)
    refused = response_view(await stage.alice.slash(stage.channel, "cancel")).text
    assert refused.startswith("xxx")
    assert len(refused) == 2000
