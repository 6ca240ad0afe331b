"""Requests for the policy gate, and fakes of the database and of AutoMod that it reads."""

import asyncio
from typing import Any

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.catalog import DEFAULT_MODELS, Catalog
from bot.domain.clock import Clock
from bot.domain.job import Requester
from bot.domain.limits import Limits
from bot.domain.policy import MemberContext
from bot.domain.request import Options, Reference, Request, build_request
from bot.domain.styles import Style
from bot.errors import DiscordDown
from bot.policy.gate import PolicyGate
from bot.policy.limits_in_force import LimitsInForce
from bot.storage.database import Database
from bot.wordfilter.automod import KeywordRule
from bot.wordfilter.filters import Match

CATALOG = Catalog(DEFAULT_MODELS)
CHANNEL_ID = 5


class CountingDatabase:
    """Counts transactions; their results are held back while ``may_return`` is not set."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.transaction_count = 0
        self.result_read = asyncio.Event()
        self.may_return = asyncio.Event()
        self.may_return.set()
        self.exclusive = database.exclusive
        self.size_query = database.size_query

    async def run(self, transaction: Any, *args: Any, **kwargs: Any) -> Any:
        self.transaction_count += 1
        result = await self._database.run(transaction, *args, **kwargs)
        self.result_read.set()
        await self.may_return.wait()
        return result

    async def close(self) -> None:
        """Do nothing: the test closes the wrapped database."""


class FakeAutoMod:
    """Returns the AutoMod keyword rules of server 7, and counts the requests."""

    def __init__(self) -> None:
        self.rules: tuple[KeywordRule, ...] | None = ()
        self.discord_down = False
        self.request_count = 0

    async def fetch_keyword_rules(self, guild_id: int) -> tuple[KeywordRule, ...] | None:
        assert guild_id == 7
        self.request_count += 1
        await asyncio.sleep(0)
        if self.discord_down:
            raise DiscordDown
        return self.rules


def build_limits_in_force(database: Database, limits: Limits, clock: Clock) -> LimitsInForce:
    """The limits of members, with these of the operator and servers' rules from the database."""
    gate = PolicyGate(database, CATALOG, limits, FakeAutoMod(), clock)
    return LimitsInForce(database=database, configured=limits, admission=OPEN_TO_ALL, gate=gate, clock=clock)


async def find_match(gate: PolicyGate, text: str, *others: str, **requester_fields: Any) -> Match | None:
    """The match in the first of these prompts that contains blocked words."""
    requester = make_requester(**requester_fields)
    return await gate.find_blocked_words(
        requester, await gate.apply_rules(requester, tuple(map(make_request, (text, *others))))
    )


async def is_allowed(gate: PolicyGate, text: str, **requester_fields: Any) -> bool:
    return await find_match(gate, text, **requester_fields) is None


def make_requester(user_id: int = 1, guild_id: int | None = 7, **member_context: Any) -> Requester:
    return Requester(
        interaction_id=1,
        user_id=user_id,
        guild_id=guild_id,
        channel_id=CHANNEL_ID,
        token="token",
        attachment_limit=10 << 20,
        member_context=None if guild_id is None else MemberContext(channel_id=CHANNEL_ID, **member_context),
    )


def make_request(prompt: str, style: str | None = None) -> Request:
    applied_style = None if style is None else Style(name="style", text=style)
    return build_request(prompt, Options(), CATALOG, style=applied_style)


def make_edit_request(*job_ids: int) -> Request:
    pictures = tuple(Reference(job_id=job_id, number=1, image_uuid=str(job_id)) for job_id in job_ids)
    return make_request("a hat").model_copy(update={"references": pictures})
