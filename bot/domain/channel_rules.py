"""Where on a server pictures may be asked for, and how: what a manager chooses for several channels at once."""

from collections.abc import Set as AbstractSet
from enum import StrEnum

from bot.domain.server_rules import ChannelMode, ChannelRules, FlaggedAction, ServerRules


class ReviewReason(StrEnum):
    """Why pictures may have to wait for moderators, who then need a place to look at them."""

    APPROVAL = "approval"
    HOLD = "hold"


def is_open_by_default(rules: ServerRules) -> bool:
    """Whether somebody may ask in channels that nobody decided about."""
    return rules.usual.mode is not ChannelMode.OFF


def list_open_channels(rules: ServerRules) -> tuple[int, ...]:
    """The channels with a decision that lets somebody ask there."""
    return tuple(channel for channel, here in rules.channels.items() if here.mode is not ChannelMode.OFF)


def list_closed_channels(rules: ServerRules) -> tuple[int, ...]:
    """The channels with a decision that lets nobody ask there."""
    return tuple(channel for channel, here in rules.channels.items() if here.mode is ChannelMode.OFF)


def modes(rules: ServerRules) -> frozenset[ChannelMode]:
    """How pictures may be asked for, wherever they may."""
    return frozenset(here.mode for here in (rules.usual, *rules.channels.values())) - {ChannelMode.OFF}


def common_mode(rules: ServerRules) -> ChannelMode | None:
    """How pictures may be asked for where that is the same everywhere they may."""
    found = modes(rules)
    return next(iter(found)) if len(found) == 1 else None


def review_reasons(rules: ServerRules) -> frozenset[ReviewReason]:
    """Why pictures may have to wait for moderators."""
    held = {ReviewReason.HOLD} if rules.flagged is FlaggedAction.HOLD else set()
    return frozenset(held | ({ReviewReason.APPROVAL} if ChannelMode.APPROVAL in modes(rules) else set()))


def set_mode_everywhere(rules: ServerRules, mode: ChannelMode) -> ServerRules:
    """The rules once pictures may be asked for in this way wherever they may; everywhere if that was nowhere.

    Channels that are for moderators alone stay so among others that are not.
    """
    if not modes(rules):
        return rules.with_channel(None, {"mode": mode})
    mixed = common_mode(rules) is None
    usual = _replace_mode(rules.usual, mode, keep_moderators_only=mixed)
    channels = {
        channel: _replace_mode(here, mode, keep_moderators_only=mixed) for channel, here in rules.channels.items()
    }
    return rules.model_copy(update={"usual": usual, "channels": channels})


def restrict_to(rules: ServerRules, *, previously_chosen: AbstractSet[int], chosen: AbstractSet[int]) -> ServerRules:
    """The rules once pictures may be asked for in the chosen channels only, or everywhere if there are none.

    ``shown`` is what whoever chose saw as chosen before: what others opened or closed in the meantime stays. A channel
    that is opened is so in the way of the others, with whatever else was decided about it.
    """
    mode = common_mode(rules) or (ChannelMode.APPROVAL if ChannelMode.APPROVAL in modes(rules) else ChannelMode.OPEN)
    if not chosen:
        return _drop_redundant_channels(set_mode_everywhere(open_closed_channels(rules, mode), mode))
    before = frozenset() if is_open_by_default(rules) else frozenset(list_open_channels(rules))
    now = (before - (previously_chosen - chosen)) | (
        chosen if is_open_by_default(rules) else chosen - previously_chosen
    )
    channels = {channel: here.model_copy(update={"mode": ChannelMode.OFF}) for channel, here in rules.channels.items()}
    for channel in now:
        here = rules.for_channel(channel)
        off = here.mode is ChannelMode.OFF
        channels[channel] = here.model_copy(update={"mode": mode}) if off else here
    usual = rules.usual.model_copy(update={"mode": ChannelMode.OFF})
    return _drop_redundant_channels(rules.model_copy(update={"usual": usual, "channels": channels}))


def open_closed_channels(rules: ServerRules, mode: ChannelMode) -> ServerRules:
    """The rules once nothing is off any more."""

    def opened(here: ChannelRules) -> ChannelRules:
        return here.model_copy(update={"mode": mode}) if here.mode is ChannelMode.OFF else here

    channels = {channel: opened(here) for channel, here in rules.channels.items()}
    return rules.model_copy(update={"usual": opened(rules.usual), "channels": channels})


def _replace_mode(channel_rules: ChannelRules, mode: ChannelMode, *, keep_moderators_only: bool) -> ChannelRules:
    stays = channel_rules.mode is ChannelMode.OFF or (
        keep_moderators_only and channel_rules.mode is ChannelMode.MODERATORS
    )
    return channel_rules if stays else channel_rules.model_copy(update={"mode": mode})


def _drop_redundant_channels(rules: ServerRules) -> ServerRules:
    """The same without decisions that say what holds anyway."""
    told = {channel: here for channel, here in rules.channels.items() if here != rules.usual}
    return rules.model_copy(update={"channels": told})
