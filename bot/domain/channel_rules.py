"""Where pictures can be requested on a server, and how: reads and changes the rules of several channels at once."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from enum import StrEnum

from bot.domain.server_rules import ChannelMode, ChannelRules, FlaggedAction, ServerRules


class ReviewReason(StrEnum):
    """Why moderators may have to review pictures, for which they need a channel."""

    APPROVAL = "approval"
    HOLD = "hold"


def is_open_by_default(rules: ServerRules) -> bool:
    """Whether pictures can be requested in channels without rules of their own."""
    return rules.usual.mode is not ChannelMode.OFF


def list_open_channels(rules: ServerRules) -> tuple[int, ...]:
    """The channels whose own rules allow requests."""
    return tuple(channel_id for channel_id, own in rules.channels.items() if own.mode is not ChannelMode.OFF)


def list_closed_channels(rules: ServerRules) -> tuple[int, ...]:
    """The channels whose own rules forbid requests."""
    return tuple(channel_id for channel_id, own in rules.channels.items() if own.mode is ChannelMode.OFF)


def list_channel_modes(rules: ServerRules) -> frozenset[ChannelMode]:
    """The modes of all open channels."""
    return frozenset(each.mode for each in (rules.usual, *rules.channels.values())) - {ChannelMode.OFF}


def common_mode(rules: ServerRules) -> ChannelMode | None:
    """The mode of all open channels; ``None`` if they differ, or no channel is open."""
    found = list_channel_modes(rules)
    return next(iter(found)) if len(found) == 1 else None


def list_review_reasons(rules: ServerRules) -> frozenset[ReviewReason]:
    """The reasons for reviews that the rules have."""
    held = {ReviewReason.HOLD} if rules.flagged is FlaggedAction.HOLD else set()
    return frozenset(held | ({ReviewReason.APPROVAL} if ChannelMode.APPROVAL in list_channel_modes(rules) else set()))


def set_mode_everywhere(rules: ServerRules, mode: ChannelMode) -> ServerRules:
    """A copy with this mode in all open channels, or as the default mode if no channel is open.

    If the modes differ, channels for moderators only keep theirs.
    """
    if not list_channel_modes(rules):
        return rules.with_channel(None, {"mode": mode})
    kept = {ChannelMode.OFF} if common_mode(rules) is not None else {ChannelMode.OFF, ChannelMode.MODERATORS}
    return _map_modes(rules, lambda current: current if current in kept else mode)


def restrict_to(rules: ServerRules, *, previously_chosen: AbstractSet[int], chosen: AbstractSet[int]) -> ServerRules:
    """A copy in which only the chosen channels are open, or all channels if none is chosen.

    ``previously_chosen`` is the selection that the menu showed: channels that others opened or closed since then stay
    so. An opened channel gets the common mode of the others, and keeps its other rules.
    """
    mode = common_mode(rules) or (
        ChannelMode.APPROVAL if ChannelMode.APPROVAL in list_channel_modes(rules) else ChannelMode.OPEN
    )
    if not chosen:
        opened = _map_modes(rules, lambda current: _open_mode(current, mode))
        return _drop_redundant_channels(set_mode_everywhere(opened, mode))
    channels = dict(_map_modes(rules, lambda _: ChannelMode.OFF).channels)
    for channel_id in _open_channels_after(rules, previously_chosen, chosen):
        current = rules.for_channel(channel_id)
        channels[channel_id] = current.model_copy(update={"mode": _open_mode(current.mode, mode)})
    closed = rules.with_channel(None, {"mode": ChannelMode.OFF})
    return _drop_redundant_channels(closed.model_copy(update={"channels": channels}))


def _open_channels_after(
    rules: ServerRules, previously_chosen: AbstractSet[int], chosen: AbstractSet[int]
) -> AbstractSet[int]:
    if is_open_by_default(rules):
        return chosen
    return (set(list_open_channels(rules)) - (previously_chosen - chosen)) | (chosen - previously_chosen)


def _open_mode(current: ChannelMode, mode: ChannelMode) -> ChannelMode:
    return mode if current is ChannelMode.OFF else current


def _map_modes(rules: ServerRules, change: Callable[[ChannelMode], ChannelMode]) -> ServerRules:
    """A copy in which each mode is replaced by ``change(mode)``, also that of channels without rules of their own."""

    def changed(channel_rules: ChannelRules) -> ChannelRules:
        return channel_rules.model_copy(update={"mode": change(channel_rules.mode)})

    channels = {channel_id: changed(channel_rules) for channel_id, channel_rules in rules.channels.items()}
    return rules.model_copy(update={"usual": changed(rules.usual), "channels": channels})


def _drop_redundant_channels(rules: ServerRules) -> ServerRules:
    """A copy without channels whose rules are the default ones."""
    channels = {channel_id: own for channel_id, own in rules.channels.items() if own != rules.usual}
    return rules.model_copy(update={"channels": channels})
