"""Kinds of servers and places: what is chosen for several channels at once, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.channel_rules import (
    ReviewReason,
    common_mode,
    is_open_by_default,
    list_channel_modes,
    list_closed_channels,
    list_open_channels,
    list_review_reasons,
    restrict_to,
    set_mode_everywhere,
)
from bot.domain.presets import Preset, apply_preset, matching_preset
from bot.domain.server_rules import DEFAULT_RULES, ChannelMode, ChannelRules, FlaggedAction, SafetyMode, ServerRules
from bot.domain.stale_references import (
    StaleReferences,
    find_stale_references,
    has_only_stale_member_roles,
    remove_stale_references,
)

IDS = st.integers(1, 9)
HERE = st.builds(
    ChannelRules,
    mode=st.sampled_from(ChannelMode),
    models=st.sampled_from([(), ("pro",)]),
    private_only=st.booleans(),
)
RULES = st.builds(
    ServerRules,
    channels=st.dictionaries(IDS, HERE, max_size=4),
    usual=HERE,
    members=st.lists(IDS, unique=True, max_size=3).map(tuple),
    moderators=st.lists(IDS, unique=True, max_size=3).map(tuple),
    log_channel=st.none() | IDS,
    tiers=st.dictionaries(IDS, st.sampled_from(["newcomer", "supporter"]), max_size=3),
    flagged=st.sampled_from(FlaggedAction),
    safety=st.none() | st.sampled_from(SafetyMode),
    automod=st.booleans(),
    edits=st.booleans(),
)
SOME = st.frozensets(IDS, max_size=4)
ON = [mode for mode in ChannelMode if mode is not ChannelMode.OFF]


def mode_in(rules: ServerRules, channel: int) -> ChannelMode:
    return rules.for_channel(channel).mode


# ── kinds of servers ─────────────────────────────────────────────────────────────────────────────────────────────────


@given(RULES, st.sampled_from(Preset))
def test_preset_leaves_unrelated_rules_unchanged(rules: ServerRules, preset: Preset) -> None:
    after = apply_preset(rules, preset)
    for kept in ("members", "moderators", "min_days", "log_channel", "tiers", "automod"):
        assert getattr(after, kept) == getattr(rules, kept)
    assert list_closed_channels(after) == list_closed_channels(rules)
    assert after.safety is SafetyMode.FAST
    assert apply_preset(after, preset) == after


@pytest.mark.parametrize(
    ("preset", "mode", "flagged", "edits"),
    [
        (Preset.SCHOOL, ChannelMode.APPROVAL, FlaggedAction.REFUSE, False),
        (Preset.ART, ChannelMode.OPEN, FlaggedAction.SPOILER, True),
        (Preset.ADULTS, ChannelMode.OPEN, FlaggedAction.RESTRICTED, True),
    ],
)
def test_preset_sets_its_rules_and_is_recognised_by_them(
    preset: Preset, mode: ChannelMode, flagged: FlaggedAction, edits: bool
) -> None:
    for before in (DEFAULT_RULES, *(apply_preset(DEFAULT_RULES, other) for other in Preset)):
        rules = apply_preset(before, preset)
        assert (rules.usual.mode, rules.flagged, rules.edits) == (mode, flagged, edits)
        assert matching_preset(rules) is preset
        assert matching_preset(rules.model_copy(update={"safety": SafetyMode.NONE})) is None
    assert matching_preset(DEFAULT_RULES) is None


def test_moderators_only_channel_survives_a_preset_change() -> None:
    rules = ServerRules(channels={1: ChannelRules(mode=ChannelMode.MODERATORS)})
    assert mode_in(apply_preset(rules, Preset.SCHOOL), 1) is ChannelMode.MODERATORS
    assert mode_in(apply_preset(rules, Preset.SCHOOL), 2) is ChannelMode.APPROVAL


# ── where, and how ───────────────────────────────────────────────────────────────────────────────────────────────────


@given(RULES, st.frozensets(IDS, min_size=1, max_size=4), IDS)
def test_chosen_channels_are_open_and_every_other_is_off(
    rules: ServerRules, chosen: frozenset[int], other: int
) -> None:
    shown = frozenset() if is_open_by_default(rules) else frozenset(list_open_channels(rules))
    after = restrict_to(rules, previously_chosen=shown, chosen=chosen)
    assert set(list_open_channels(after)) == chosen
    assert not is_open_by_default(after)
    assert (mode_in(after, other) is ChannelMode.OFF) is (other not in chosen)


@given(RULES, st.frozensets(IDS, min_size=1, max_size=4), IDS)
def test_restrict_to_keeps_other_rules_of_a_channel(rules: ServerRules, chosen: frozenset[int], channel: int) -> None:
    after = restrict_to(rules, previously_chosen=frozenset(), chosen=chosen).for_channel(channel)
    before = rules.for_channel(channel)
    assert (after.models, after.private_only) == (before.models, before.private_only)
    if channel in chosen and before.mode is not ChannelMode.OFF:
        assert after == before


@given(RULES, IDS)
def test_empty_channel_choice_opens_every_channel(rules: ServerRules, channel: int) -> None:
    after = restrict_to(rules, previously_chosen=frozenset(list_open_channels(rules)), chosen=frozenset())
    assert mode_in(after, channel) is not ChannelMode.OFF
    if mode_in(rules, channel) is ChannelMode.MODERATORS:
        assert mode_in(after, channel) is ChannelMode.MODERATORS


def test_restrict_to_keeps_concurrent_changes_to_other_channels() -> None:
    def opened(*channels: int) -> ServerRules:
        return restrict_to(DEFAULT_RULES, previously_chosen=frozenset(), chosen=frozenset(channels))

    assert set(
        list_open_channels(restrict_to(opened(1, 2), previously_chosen=frozenset({1}), chosen=frozenset({1, 3})))
    ) == {1, 2, 3}
    assert set(
        list_open_channels(restrict_to(opened(2), previously_chosen=frozenset({1, 2}), chosen=frozenset({1, 2, 3})))
    ) == {2, 3}
    nowhere = restrict_to(opened(2), previously_chosen=frozenset({1, 2}), chosen=frozenset({1}))
    assert (list_open_channels(nowhere), is_open_by_default(nowhere)) == ((), False)


def test_newly_opened_channel_takes_the_mode_of_the_others() -> None:
    rules = set_mode_everywhere(
        restrict_to(DEFAULT_RULES, previously_chosen=frozenset(), chosen=frozenset({1})), ChannelMode.APPROVAL
    )
    assert (
        mode_in(restrict_to(rules, previously_chosen=frozenset({1}), chosen=frozenset({1, 2})), 2)
        is ChannelMode.APPROVAL
    )
    mixed = rules.with_channel(5, {"mode": ChannelMode.OPEN})
    assert mode_in(restrict_to(mixed, previously_chosen=frozenset(), chosen=frozenset({2})), 2) is ChannelMode.APPROVAL


@given(RULES, st.sampled_from(ON), IDS)
def test_set_mode_everywhere_changes_open_channels_and_opens_none(
    rules: ServerRules, mode: ChannelMode, channel: int
) -> None:
    before, after = mode_in(rules, channel), mode_in(set_mode_everywhere(rules, mode), channel)
    if not list_channel_modes(rules):
        assert is_open_by_default(set_mode_everywhere(rules, mode))
    elif before is ChannelMode.OFF:
        assert after is ChannelMode.OFF
    elif before is ChannelMode.MODERATORS and common_mode(rules) is None:
        assert after is ChannelMode.MODERATORS
    else:
        assert after is mode


@given(RULES)
def test_review_reasons_list_approval_and_hold_exactly_where_configured(rules: ServerRules) -> None:
    approval = any(here.mode is ChannelMode.APPROVAL for here in (rules.usual, *rules.channels.values()))
    assert (ReviewReason.APPROVAL in list_review_reasons(rules)) is approval
    assert (ReviewReason.HOLD in list_review_reasons(rules)) is (rules.flagged is FlaggedAction.HOLD)


# ── what is gone ─────────────────────────────────────────────────────────────────────────────────────────────────────


@given(RULES, SOME, SOME)
def test_stale_references_are_removed_and_nothing_else(
    rules: ServerRules, channels: frozenset[int], roles: frozenset[int]
) -> None:
    gone = find_stale_references(rules, channels=channels, roles=roles, tiers={"newcomer"})
    after = remove_stale_references(rules, gone)
    assert set(after.channels) == set(rules.channels) & channels
    assert after.log_channel == (rules.log_channel if rules.log_channel in channels else None)
    assert set(after.moderators) == set(rules.moderators) & roles
    assert dict(after.tiers) == {r: t for r, t in rules.tiers.items() if r in roles and t == "newcomer"}
    changed = ("channels", "log_channel", "members", "moderators", "tiers")
    assert after.model_copy(update={name: getattr(rules, name) for name in changed}) == rules
    assert (
        remove_stale_references(after, find_stale_references(after, channels=channels, roles=roles, tiers={"newcomer"}))
        == after
    )


@given(RULES, SOME)
def test_stale_member_roles_never_open_a_server_to_everybody(rules: ServerRules, roles: frozenset[int]) -> None:
    gone = StaleReferences(roles=frozenset(rules.members) - roles)
    assert bool(remove_stale_references(rules, gone).members) is bool(rules.members)
    assert has_only_stale_member_roles(rules, gone) is (bool(rules.members) and not roles & set(rules.members))
