"""What limits refuse costs no look at the words: block, pause, requests at once, cooldown and quota come first."""

import asyncio
from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest

from bot.domain.job import Requester
from bot.domain.policy import MemberContext
from bot.domain.prompt_input import PromptInput
from bot.jobs.service import PriceOffer, ReservedJob
from bot.storage import strikes
from bot.wordfilter.filters import WordFilter
from bot.wordfilter.word_list import WordListEntries
from tests.conversations.conftest import StageFactory
from tests.support.stage import BotStage, response_view

HEAVY = "\u337f" * 290 + " {1,2}"


@pytest.fixture
def scanned_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were looked through for words."""
    texts: list[str] = []
    find = WordFilter.find_first

    def counted(self: WordFilter, text: str) -> Any:
        texts.append(text)
        return find(self, text)

    monkeypatch.setattr(WordFilter, "find_first", counted)
    return texts


async def with_words(raised: StageFactory, **limits: Any) -> BotStage:
    stage = await raised(limits=limits)
    await stage.app.bot.services.gate.word_filters.add(stage.guild.id, WordListEntries(("nazi",)))
    return stage


@pytest.mark.parametrize(
    ("limits", "before", "named"),
    [
        ({"cooldown_seconds": 60}, ["a fox"], "Your limit is one request every 60 seconds"),
        ({"jobs_per_user": 1}, ["a fox"], "You have a request running already"),
        ({"images_per_user_per_day": 1}, ["a fox"], "Your one picture of the last 24 hours is used up"),
        ({"images_per_user_per_day": 0}, [], "You cannot request pictures here: your limit is 0"),
    ],
)
@pytest.mark.parametrize("prompt", [HEAVY, "a nazi", "a fox --frobnicate"])
async def test_limits_refuse_a_request_before_its_words_are_scanned(
    make_stage: StageFactory,
    scanned_texts: list[str],
    limits: dict[str, Any],
    before: Sequence[str],
    named: str,
    prompt: str,
) -> None:
    stage = await with_words(make_stage, **limits)
    for words in before:
        await stage.imagine(words)
    scanned_texts.clear()
    assert named in response_view(await stage.imagine(prompt)).text
    assert scanned_texts == []


async def test_pause_refuses_a_request_before_its_words_are_scanned(
    make_stage: StageFactory, scanned_texts: list[str]
) -> None:
    stage = await with_words(make_stage)
    for _ in range(5):
        await stage.app.database.run(
            strikes.add, stage.guild.id, stage.alice.id, now=stage.app.services.requests.clock()
        )
    assert "Several of your requests on this server were refused" in response_view(await stage.imagine(HEAVY)).text
    assert scanned_texts == []


async def test_each_distinct_variant_is_scanned_once(make_stage: StageFactory, scanned_texts: list[str]) -> None:
    stage = await with_words(make_stage)
    offer = await stage.imagine("a {red, red, green} fox --ar {1:1, 16:9}")
    assert "4 × Standard 1K pictures" in response_view(offer).text
    assert sorted(scanned_texts) == ["a green fox", "a red fox"]


async def test_heavy_prompts_of_a_member_do_not_delay_other_members(make_stage: StageFactory) -> None:
    """SimCord runs one command at a time, so that the service is asked here as commands ask it."""
    stage = await with_words(make_stage)
    numbers = count(stage.alice.id << 1)

    def asker(user_id: int) -> Requester:
        return Requester(
            interaction_id=next(numbers),
            user_id=user_id,
            guild_id=stage.guild.id,
            channel_id=stage.channel.id,
            token="t",
            attachment_limit=10_000_000,
            member_context=MemberContext(roles=frozenset(), channel_id=stage.channel.id),
        )

    ended: list[str] = []

    async def ask(user_id: int, words: str, name: str) -> None:
        assert isinstance(
            await stage.app.services.requests.submit_prompt(asker(user_id), PromptInput(prompt=words)),
            ReservedJob | PriceOffer,
        )
        ended.append(name)

    attack = [
        asyncio.create_task(ask(1, "\u337f" * (2900 + n) + " {1,2,3,4,5,6,7,8,9,10}", "attack")) for n in range(12)
    ]
    await asyncio.sleep(0)
    await asyncio.gather(*(ask(user_id, "a fox " * 110, "other") for user_id in range(2, 10)))
    assert ended.count("other") == 8
    assert ended.count("attack") <= 3
    await asyncio.gather(*attack)
