"""What a server's words refuse: in private, however it is disguised, whichever way it came in, and told to the log."""

import asyncio
from typing import Any

import pytest
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.discord import replies
from bot.domain.audit import AuditEntry
from bot.domain.cooldowns import STRIKE_HALF_LIFE_SECONDS
from bot.domain.server_rules import ServerRules
from bot.policy.gate import BLOCKED_DESCRIPTION_WORDS
from bot.storage import audit
from bot.wordfilter.word_list import WordListEntries
from tests.conversations.conftest import StageFactory
from tests.support.stage import TIMEOUT_SECONDS, BotStage, MessageView, response_view

BLOCKED_WORDS_TEXT = (
    "This server does not allow some of these words; please rephrase your request. Nothing was charged."
)


async def block_words(stage: BotStage, *words: str) -> None:
    await stage.app.bot.services.gate.word_filters.add(stage.guild.id, WordListEntries(words))


async def refusals(stage: BotStage, number: int) -> list[AuditEntry]:
    """What was written down of refused words, once that many are there."""
    async with asyncio.timeout(TIMEOUT_SECONDS):
        while len(found := await stage.app.database.run(audit.list_newest, stage.guild.id)) < number:  # noqa: ASYNC110 – only the table tells
            await asyncio.sleep(0.002)
    await stage.env.settle()
    return found[::-1]


async def log_channel(stage: BotStage) -> ChannelHandle:
    channel = stage.guild.create_text_channel("log")
    await stage.app.bot.services.gate.change_rules(stage.guild.id, lambda _: ServerRules(log_channel=channel.id))
    return channel


def slow_gate_reads(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the gate's disk be slower than an answer may wait for it."""
    database = stage.app.database

    class Slow:
        async def run(self, *args: Any, **kwargs: Any) -> Any:
            await asyncio.sleep(0.1)
            return await database.run(*args, **kwargs)

    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)
    monkeypatch.setattr(stage.app.bot.services.gate, "_database", Slow())


async def untouched(stage: BotStage, refused: InteractionResult) -> None:
    """Nobody else saw anything, nothing was drawn, nothing was charged."""
    assert response_view(refused).ephemeral
    assert stage.messages(stage.bob) == []
    await stage.run_worker_until_idle()
    assert stage.provider_tasks() == []
    assert await stage.images_left() == 20


# ── refusing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "prompt",
    [
        *("a knife", "a KNIFE --pro", "--ar 16:9 knife --count 2", "a kn\u200bife", "a kn1f3", "a k.n.i.f.e"),
        *("a kníf\u0337e", "a кnife", "{a fox, a knife}", "a kni--pro fe knife", "𝐤𝐧𝐢𝐟𝐞", "k n i f e"),  # noqa: RUF001 – look-alikes are the point
        *("a {k}nife knifе", "knnnnife", "a *knife*", "|| knife ||"),  # noqa: RUF001 – as above
    ],
)
async def test_disguised_blocked_words_are_refused(stage: BotStage, prompt: str) -> None:
    await block_words(stage, "knife")
    refused = await stage.imagine(prompt)
    assert response_view(refused).text == BLOCKED_WORDS_TEXT
    await untouched(stage, refused)


async def test_blocked_term_split_by_a_prompt_flag_is_refused(stage: BotStage) -> None:
    await block_words(stage, "pocket knife")
    refused = await stage.imagine("a pocket --ar 16:9 knife")
    assert response_view(refused).text == BLOCKED_WORDS_TEXT
    await untouched(stage, refused)


async def test_reroll_vary_and_edit_of_newly_blocked_words_are_refused(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox with a knife")
    await block_words(stage, "knife")
    for label in ("Reroll", "Vary"):
        assert response_view(await stage.press(label, fox, stage.bob)).text == BLOCKED_WORDS_TEXT
    await stage.env.advance_time(2 * STRIKE_HALF_LIFE_SECONDS)
    edited = await stage.submit_form(await stage.press("Edit", fox, stage.bob), stage.bob, words="sharpen the kn1fe")
    assert response_view(edited).text.startswith(BLOCKED_WORDS_TEXT)
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 1
    assert await stage.images_left(stage.bob) == 20


async def test_style_text_is_exempt_from_the_word_filter(make_stage: StageFactory) -> None:
    stage = await make_stage(styles={"impasto": "thick paint, put on with a knife"})
    await block_words(stage, "knife")
    await stage.imagine_and_wait("a fox", style="impasto")
    assert [task["positivePrompt"] for task in stage.provider_tasks()] == ["a fox, thick paint, put on with a knife"]
    assert response_view(await stage.imagine("a knife", style="impasto")).text == BLOCKED_WORDS_TEXT


async def test_blocked_words_refusal_on_a_slow_disk_is_ephemeral(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await block_words(stage, "knife")
    slow_gate_reads(stage, monkeypatch)
    stage.app.bot.services.gate.clear_cache()
    await stage.imagine("a knife")
    assert [one.text for one in stage.messages(stage.bob)] == []
    assert BLOCKED_WORDS_TEXT in [one.text for one in stage.messages(stage.alice)]
    assert not any("knife" in one.text for one in stage.messages(stage.alice))


@pytest.mark.parametrize("words", ["a knife", "a kn1fe", "a kni\u200bfe --pro"])
async def test_alt_text_with_blocked_words_is_refused_and_stays_unchanged(stage: BotStage, words: str) -> None:
    await block_words(stage, "knife")
    fox = await stage.imagine_and_wait("a fox")
    details = await stage.press("Details", fox)
    refused = await stage.submit_form(await stage.press("Alt text", details), words=words)
    assert response_view(refused).ephemeral
    assert response_view(refused).text == str(BLOCKED_DESCRIPTION_WORDS)
    assert response_view(fox).gallery[0]["description"] == "a fox"
    assert [one.user_id for one in await refusals(stage, 1)] == [stage.alice.id]
    await stage.submit_form(await stage.press("Alt text", details), words="a red fox")
    assert response_view(fox).gallery[0]["description"] == "a red fox"


# ── the log ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_refused_words_are_posted_to_moderators_once_per_minute_and_member(stage: BotStage) -> None:
    log = await log_channel(stage)
    await block_words(stage, "knife")
    for prompt in ("a kn1fe for <@1> " + "and a fox " * 100, "another knife"):
        await stage.imagine(prompt, private=True)
    await stage.imagine("bob’s knife", stage.bob)
    one, two = await refusals(stage, 2)
    assert (one.actor_id, one.user_id, one.job_id, two.user_id) == (None, stage.alice.id, None, stage.bob.id)
    assert str(one.detail).startswith(
        "“kn1fe” is “knife” with digits or symbols instead of letters. It was in: a kn1fe for "
    )
    assert "<@1>" not in str(one.detail)
    assert len(str(one.detail)) < 400
    assert two.detail == "“knife” is on the list as “knife”. It was in: bob’s knife"
    lines = [MessageView(message).text for message in log.history()]
    assert [line.split("\n")[0] for line in lines if "refused" in line] == [
        f"**Words refused** by Easel · <@{who.id}>" for who in (stage.alice, stage.bob)
    ]
    await stage.env.advance_time(61)
    await stage.imagine("a knife again")
    assert str((await refusals(stage, 3))[-1].detail).endswith("a knife again")


async def test_blocked_words_are_refused_even_if_the_audit_log_fails(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise OSError

    await block_words(stage, "knife")
    monkeypatch.setattr(stage.app.bot.services.audit_log, "add_entry", broken)
    refused = await stage.imagine("a knife")
    assert response_view(refused).text == BLOCKED_WORDS_TEXT
    await untouched(stage, refused)
    assert "A refusal was not written down" in caplog.text
