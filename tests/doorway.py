"""What comes to the gate, and what the gate reads and asks."""

import asyncio
from typing import Any

from bot.domain.catalog import DEFAULTS, Catalog
from bot.domain.job import Asker
from bot.domain.policy import Standing
from bot.domain.request import Options, Reference, Request, validated
from bot.domain.styles import Style
from bot.errors import DiscordDown
from bot.policy.gate import Gate
from bot.storage.database import Database
from bot.wordfilter.automod import Rule
from bot.wordfilter.filters import Hit

CATALOG = Catalog(DEFAULTS)
HERE = 5


class Counting:
    """A database that counts, and that can be told to hold back what it read."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.runs = 0
        self.reading = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.exclusive = database.exclusive

    async def run(self, transaction: Any, *args: Any, **kwargs: Any) -> Any:
        self.runs += 1
        result = await self._database.run(transaction, *args, **kwargs)
        self.reading.set()
        await self.go_on.wait()
        return result

    async def close(self) -> None:
        """Nothing: the other one is closed."""


class Told:
    """What Discord tells of each server's AutoMod, and how often it was asked."""

    def __init__(self) -> None:
        self.rules: tuple[Rule, ...] | None = ()
        self.down = False
        self.asked = 0

    async def keyword_rules(self, guild_id: int) -> tuple[Rule, ...] | None:
        assert guild_id == 7
        self.asked += 1
        await asyncio.sleep(0)
        if self.down:
            raise DiscordDown
        return self.rules


async def caught(gate: Gate, text: str, *others: str, **whose: Any) -> Hit | None:
    """What is caught in the first of these prompts that holds something."""
    who = asker(**whose)
    return await gate.check_words(who, await gate.judge(who, tuple(map(request, (text, *others)))))


async def passes(gate: Gate, text: str, **whose: Any) -> bool:
    return await caught(gate, text, **whose) is None


def asker(user: int = 1, guild: int | None = 7, **standing: Any) -> Asker:
    return Asker(
        interaction_id=1,
        user_id=user,
        guild_id=guild,
        channel_id=HERE,
        token="token",
        attachment_limit=10 << 20,
        standing=None if guild is None else Standing(channel_id=HERE, **standing),
    )


def request(prompt: str, style: str | None = None) -> Request:
    chosen = None if style is None else Style(name="style", text=style)
    return validated(prompt, Options(), CATALOG, style=chosen)


def edit(*job_ids: int) -> Request:
    pictures = tuple(Reference(job_id=job_id, number=1, image_uuid=str(job_id)) for job_id in job_ids)
    return request("a hat").model_copy(update={"references": pictures})
