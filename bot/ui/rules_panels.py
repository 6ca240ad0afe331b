"""How a server's rules are shown to its managers."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Any, Final

from discord import ui

from bot.domain.catalog import Catalog, either
from bot.domain.rules import ChannelMode, ChannelRules, ServerRules
from bot.domain.text import plain
from bot.ui.messages import Layout

SHOWN: Final = 3500
"""Characters of a list; Discord allows 4000 in all texts of a message together."""
THREADS: Final = "-# Threads and posts follow their channel. No server’s rules hold in direct messages."
MODES: Final = MappingProxyType(
    {
        ChannelMode.OPEN: "everybody may ask for pictures",
        ChannelMode.OFF: "nobody may ask for pictures",
        ChannelMode.MODERATORS: "only moderators may ask for pictures",
    }
)


def held(here: ChannelRules, catalog: Catalog) -> str:
    """What holds in a channel, in words."""
    said = [MODES[here.mode]]
    if here.mode is not ChannelMode.OFF:
        if here.models:
            said.append(f"with {either([_label(key, catalog) for key in here.models])} only")
        if here.private_only:
            said.append("shown to the one who asks only")
    return ", ".join(said)


def decided(place: str, here: ChannelRules, catalog: Catalog) -> Layout:
    """What holds in a place from now on, which is a mention or words."""
    return _said(f"From now on in {place}: {held(here, catalog)}.")


def forgotten(place: str, here: ChannelRules, catalog: Catalog) -> Layout:
    """That nothing is decided about a place any more, and what holds there therefore."""
    return _said(f"Nothing is decided about {place} any more: {held(here, catalog)}.")


def channels(rules: ServerRules, catalog: Catalog) -> Layout:
    """Every decision about a channel, and what holds elsewhere."""
    elsewhere = "everywhere else" if rules.channels else "everywhere"
    title = f"**Where pictures may be asked for**\n- {elsewhere}: {held(rules.usual, catalog)}"
    lines = [f"- <#{channel_id}>: {held(here, catalog)}" for channel_id, here in rules.channels.items()]
    return _said("\n".join((title, *_fitting(lines), THREADS)))


def people(rules: ServerRules) -> Layout:
    """Who may ask, and who counts as a moderator."""
    asking = f"those with {_mentions(rules.members)}" if rules.members else "everybody"
    if rules.min_days:
        asking += (
            f", once they have been on this server for {'a day' if rules.min_days == 1 else f'{rules.min_days} days'}"
        )
    moderators = "who may manage messages"
    if rules.moderators:
        moderators += f" or have {_mentions(rules.moderators)}"
    return _said(
        f"**Who may ask for pictures here**\n- may ask: {asking}\n- count as moderators: those {moderators}\n"
        "-# Moderators may always ask, except where pictures are off."
    )


def log_on(channel_id: int, *, public: bool) -> Layout:
    """Where decisions are told from now on, and whether everybody can read them there."""
    readers = ", where everybody can read them" if public else ""
    return _said(f"Decisions are told in <#{channel_id}> from now on{readers}.")


def log_off() -> Layout:
    """That decisions are told nowhere."""
    return _said("Decisions are told in no channel from now on; they are still written down.")


def _label(key: str, catalog: Catalog) -> str:
    return catalog[key].label if key in catalog else f"{plain(key, 40)} (not offered here)"


def _mentions(roles: Sequence[int]) -> str:
    return either(f"<@&{role}>" for role in roles)


def _said(text: str) -> Layout:
    shown: ui.TextDisplay[Any] = ui.TextDisplay(text)
    return Layout(shown)


def _fitting(lines: Sequence[str]) -> Iterator[str]:
    room = SHOWN
    for n, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            yield f"- and {len(lines) - n} more channels"
            return
        yield line
