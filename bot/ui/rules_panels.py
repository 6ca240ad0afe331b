"""How a server's rules are shown to its managers."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from bot.domain.catalog import Catalog, either
from bot.domain.quota import UNLIMITED, Limits, Tier
from bot.domain.rules import ChannelMode, ChannelRules, ServerRules
from bot.domain.text import plain
from bot.ui.layout import Layout, fitting, said

SHOWN: Final = 3500
"""Characters of a list; Discord allows 4000 in all texts of a message together."""
THREADS: Final = "-# Threads and posts follow their channel. No server’s rules hold in direct messages."
MODES: Final = MappingProxyType(
    {
        ChannelMode.OPEN: "everybody may ask for pictures",
        ChannelMode.APPROVAL: "everybody may ask for pictures, which moderators look at first",
        ChannelMode.OFF: "nobody may ask for pictures",
        ChannelMode.MODERATORS: "only moderators may ask for pictures",
    }
)
_WITHOUT_CARDS: Final = "Pictures go on waiting for moderators, who find them with /mod cases only."


def held(here: ChannelRules, catalog: Catalog) -> str:
    """What holds in a channel, in words."""
    parts = [MODES[here.mode]]
    if here.mode is not ChannelMode.OFF:
        if here.models:
            parts.append(f"with {either([_label(key, catalog) for key in here.models])} only")
        if here.private_only:
            parts.append("shown to the one who asks only")
    return ", ".join(parts)


def decided(place: str, here: ChannelRules, catalog: Catalog) -> Layout:
    """What holds in a place from now on, which is a mention or words."""
    return said(f"From now on in {place}: {held(here, catalog)}.")


def forgotten(place: str, here: ChannelRules, catalog: Catalog) -> Layout:
    """That nothing is decided about a place any more, and what holds there therefore."""
    return said(f"Nothing is decided about {place} any more: {held(here, catalog)}.")


def channels(rules: ServerRules, catalog: Catalog) -> Layout:
    """Every decision about a channel, and what holds elsewhere."""
    elsewhere = "everywhere else" if rules.channels else "everywhere"
    title = f"**Where pictures may be asked for**\n- {elsewhere}: {held(rules.usual, catalog)}"
    lines = [f"- <#{channel_id}>: {held(here, catalog)}" for channel_id, here in rules.channels.items()]
    return said("\n".join((title, *fitting(lines, SHOWN, more="- and {} more channels"), THREADS)))


def people(rules: ServerRules, limits: Limits) -> Layout:
    """Who may ask, who counts as a moderator, and whose limits are others than the usual ones."""
    asking = f"those with {_mentions(rules.members)}" if rules.members else "everybody"
    if rules.min_days:
        asking += (
            f", once they have been on this server for {'a day' if rules.min_days == 1 else f'{rules.min_days} days'}"
        )
    moderators = "who may manage messages"
    if rules.moderators:
        moderators += f" or have {_mentions(rules.moderators)}"
    lines = [
        "**Who may ask for pictures here**",
        f"- may ask: {asking}",
        f"- count as moderators: those {moderators}",
        *_tiers(rules, limits),
        "-# Moderators may always ask, except where pictures are off.",
    ]
    if rules.tiers:
        lines.append("-# Who has several tiers has the most generous one.")
    return said("\n".join(lines))


def _tiers(rules: ServerRules, limits: Limits) -> Iterator[str]:
    for name in dict.fromkeys(rules.tiers.values()):
        roles = [role for role, tier in rules.tiers.items() if tier == name]
        tier = limits.tiers.get(name)
        what = "which the operator does not offer any more: the usual limits hold" if tier is None else _allowed(tier)
        yield f"- have the limits of “{plain(name, 40)}”: those with {_mentions(roles)} ({what})"


def _allowed(tier: Tier) -> str:
    images = "any number of" if tier.images_per_user_per_day == UNLIMITED else tier.images_per_user_per_day
    jobs = "any number of" if tier.jobs_per_user == UNLIMITED else tier.jobs_per_user
    pause = f"{tier.cooldown_seconds:g} seconds between" if tier.cooldown_seconds > 0 else "no pause between"
    return f"{images} pictures a day, {jobs} requests at once, {pause} two"


def log_on(channel_id: int, *, public: bool) -> Layout:
    """Where decisions are told from now on, and what is not put there because everybody can read it."""
    if not public:
        return said(f"Decisions are told in <#{channel_id}> from now on.")
    return said(
        f"Decisions are told in <#{channel_id}> from now on, where everybody can read them. Cards of reports and of "
        "pictures that wait for approval will not be put there: choose a channel for moderators alone to have them."
    )


def log_now(channel_id: int | None, *, why: str | None, waits: bool) -> Layout:
    """Which channel is in force; ``why`` it cannot be used as it is, ``waits`` as for :func:`log_off`."""
    if channel_id is None:
        text = "This server has no moderators’ channel; decisions are still written down. Choose one with `channel`."
        return said(f"{text} {_WITHOUT_CARDS}" if waits else text)
    text = f"The moderators’ channel is <#{channel_id}>: decisions are told there. `off` switches that off."
    return said(f"{text} {why}." if why else text)


def log_off(*, waits: bool) -> Layout:
    """That decisions are told nowhere; ``waits`` tells that pictures may wait for moderators all the same."""
    text = "Decisions are told in no channel from now on; they are still written down."
    if waits:
        text += f" {_WITHOUT_CARDS}"
    return said(text)


def _label(key: str, catalog: Catalog) -> str:
    return catalog[key].label if key in catalog else f"{plain(key, 40)} (not offered here)"


def _mentions(roles: Sequence[int]) -> str:
    return either(f"<@&{role}>" for role in roles)
