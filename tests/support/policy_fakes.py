"""What comes to the gate, and what the gate reads and asks."""

from typing import Any

from bot.domain.catalog import DEFAULT_MODELS, Catalog
from bot.domain.job import Requester
from bot.domain.policy import MemberContext
from bot.domain.request import Options, Request, build_request
from bot.domain.styles import Style
from bot.policy.gate import PolicyGate
from bot.wordfilter.filters import Match

CATALOG = Catalog(DEFAULT_MODELS)
CHANNEL_ID = 5


async def find_match(gate: PolicyGate, text: str, *others: str, **requester_fields: Any) -> Match | None:
    """What is caught in the first of these prompts that holds something."""
    who = make_requester(**requester_fields)
    return await gate.find_blocked_words(who, await gate.apply_rules(who, tuple(map(make_request, (text, *others)))))


async def is_allowed(gate: PolicyGate, text: str, **requester_fields: Any) -> bool:
    return await find_match(gate, text, **requester_fields) is None


def make_requester(user: int = 1, guild: int | None = 7, **standing: Any) -> Requester:
    return Requester(
        interaction_id=1,
        user_id=user,
        guild_id=guild,
        channel_id=CHANNEL_ID,
        token="token",
        attachment_limit=10 << 20,
        member_context=None if guild is None else MemberContext(channel_id=CHANNEL_ID, **standing),
    )


def make_request(prompt: str, style: str | None = None) -> Request:
    chosen = None if style is None else Style(name="style", text=style)
    return build_request(prompt, Options(), CATALOG, style=chosen)
