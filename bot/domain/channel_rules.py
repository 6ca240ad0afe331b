"""Where on a server pictures may be asked for, and how: what a manager chooses for several channels at once."""

from collections.abc import Set as AbstractSet
from enum import StrEnum

from bot.domain.server_rules import ChannelMode, ChannelRules, Flagged, ServerRules


class Wait(StrEnum):
    """Why pictures may have to wait for moderators, who then need a place to look at them."""

    APPROVAL = "approval"
    HOLD = "hold"


def everywhere(rules: ServerRules) -> bool:
    """Whether somebody may ask in channels that nobody decided about."""
    return rules.usual.mode is not ChannelMode.OFF


def open_in(rules: ServerRules) -> tuple[int, ...]:
    """The channels with a decision that lets somebody ask there."""
    return tuple(channel for channel, here in rules.channels.items() if here.mode is not ChannelMode.OFF)


def closed_in(rules: ServerRules) -> tuple[int, ...]:
    """The channels with a decision that lets nobody ask there."""
    return tuple(channel for channel, here in rules.channels.items() if here.mode is ChannelMode.OFF)


def ways(rules: ServerRules) -> frozenset[ChannelMode]:
    """How pictures may be asked for, wherever they may."""
    return frozenset(here.mode for here in (rules.usual, *rules.channels.values())) - {ChannelMode.OFF}


def way(rules: ServerRules) -> ChannelMode | None:
    """How pictures may be asked for where that is the same everywhere they may."""
    found = ways(rules)
    return next(iter(found)) if len(found) == 1 else None


def waits(rules: ServerRules) -> frozenset[Wait]:
    """Why pictures may have to wait for moderators."""
    held = {Wait.HOLD} if rules.flagged is Flagged.HOLD else set()
    return frozenset(held | ({Wait.APPROVAL} if ChannelMode.APPROVAL in ways(rules) else set()))


def all_as(rules: ServerRules, mode: ChannelMode) -> ServerRules:
    """The rules once pictures may be asked for in this way wherever they may; everywhere if that was nowhere.

    Channels that are for moderators alone stay so among others that are not.
    """
    if not ways(rules):
        return rules.decided(None, {"mode": mode})
    mixed = way(rules) is None
    usual = _as(rules.usual, mode, mixed=mixed)
    channels = {channel: _as(here, mode, mixed=mixed) for channel, here in rules.channels.items()}
    return rules.model_copy(update={"usual": usual, "channels": channels})


def only_in(rules: ServerRules, *, shown: AbstractSet[int], chosen: AbstractSet[int]) -> ServerRules:
    """The rules once pictures may be asked for in the chosen channels only, or everywhere if there are none.

    ``shown`` is what whoever chose saw as chosen before: what others opened or closed in the meantime stays. A channel
    that is opened is so in the way of the others, with whatever else was decided about it.
    """
    mode = way(rules) or (ChannelMode.APPROVAL if ChannelMode.APPROVAL in ways(rules) else ChannelMode.OPEN)
    if not chosen:
        return _tidy(all_as(all_open(rules, mode), mode))
    before = frozenset() if everywhere(rules) else frozenset(open_in(rules))
    now = (before - (shown - chosen)) | (chosen if everywhere(rules) else chosen - shown)
    channels = {channel: here.model_copy(update={"mode": ChannelMode.OFF}) for channel, here in rules.channels.items()}
    for channel in now:
        here = rules.of_channel(channel)
        off = here.mode is ChannelMode.OFF
        channels[channel] = here.model_copy(update={"mode": mode}) if off else here
    usual = rules.usual.model_copy(update={"mode": ChannelMode.OFF})
    return _tidy(rules.model_copy(update={"usual": usual, "channels": channels}))


def all_open(rules: ServerRules, mode: ChannelMode) -> ServerRules:
    """The rules once nothing is off any more."""

    def opened(here: ChannelRules) -> ChannelRules:
        return here.model_copy(update={"mode": mode}) if here.mode is ChannelMode.OFF else here

    channels = {channel: opened(here) for channel, here in rules.channels.items()}
    return rules.model_copy(update={"usual": opened(rules.usual), "channels": channels})


def _as(here: ChannelRules, mode: ChannelMode, *, mixed: bool) -> ChannelRules:
    stays = here.mode is ChannelMode.OFF or (mixed and here.mode is ChannelMode.MODERATORS)
    return here if stays else here.model_copy(update={"mode": mode})


def _tidy(rules: ServerRules) -> ServerRules:
    """The same without decisions that say what holds anyway."""
    told = {channel: here for channel, here in rules.channels.items() if here != rules.usual}
    return rules.model_copy(update={"channels": told})
