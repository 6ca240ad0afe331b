"""House rules: what is decided about one place changes no other, and everything survives being written down."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.server_rules import (
    DEFAULT_RULES,
    MAX_MEMBERSHIP_DAYS,
    MAX_ROLES_PER_PURPOSE,
    ChannelMode,
    ChannelRules,
    RolePurpose,
    ServerRules,
)
from bot.errors import Invalid

IDS = st.integers(1, 2**63 - 1)
HERE = st.builds(
    ChannelRules,
    mode=st.sampled_from(ChannelMode),
    models=st.lists(st.sampled_from(["standard", "pro", "retired"]), unique=True).map(tuple),
    private_only=st.booleans(),
)
RULES = st.builds(
    ServerRules,
    channels=st.dictionaries(IDS, HERE, max_size=4),
    usual=HERE,
    members=st.lists(IDS, unique=True, max_size=3).map(tuple),
    moderators=st.lists(IDS, unique=True, max_size=3).map(tuple),
    min_days=st.integers(0, MAX_MEMBERSHIP_DAYS),
    log_channel=st.none() | IDS,
)
CHANGES = st.fixed_dictionaries(
    {}, optional={"mode": st.sampled_from(ChannelMode), "models": st.just(("pro",)), "private_only": st.booleans()}
)


@given(RULES)
def test_server_rules_survive_a_json_round_trip(rules: ServerRules) -> None:
    assert ServerRules.model_validate_json(rules.model_dump_json(exclude_defaults=True)) == rules


@given(RULES, IDS, CHANGES, IDS)
def test_channel_rules_apply_only_to_their_channel(
    rules: ServerRules, channel: int, changes: dict[str, Any], other: int
) -> None:
    after = rules.with_channel(channel, changes)
    assert after.for_channel(channel) == rules.for_channel(channel).model_copy(update=changes)
    if other != channel:
        assert after.for_channel(other) == rules.for_channel(other)
    assert after.model_copy(update={"channels": rules.channels}) == rules


@given(RULES, CHANGES, IDS)
def test_default_rule_change_does_not_affect_channels_with_own_rules(
    rules: ServerRules, changes: dict[str, Any], channel: int
) -> None:
    after = rules.with_channel(None, changes)
    assert after.channels == rules.channels
    if channel not in rules.channels:
        assert after.for_channel(channel) == rules.usual.model_copy(update=changes)


@given(RULES, IDS, CHANGES)
def test_channel_without_own_rules_follows_the_defaults(
    rules: ServerRules, channel: int, changes: dict[str, Any]
) -> None:
    after = rules.with_channel(channel, changes).without_channel(channel)
    assert after.for_channel(channel) == rules.usual
    assert after == rules.without_channel(channel)
    assert rules.with_channel(None, changes).without_channel(None).usual == ChannelRules()


def test_a_thread_follows_its_channel() -> None:
    rules = DEFAULT_RULES.with_channel(1, {"mode": ChannelMode.OFF})
    assert rules.for_channel(5, 1).mode is ChannelMode.OFF
    assert rules.for_channel(5, 2).mode is ChannelMode.OPEN
    assert rules.for_channel(5).mode is ChannelMode.OPEN


@given(RULES, IDS, st.sampled_from(RolePurpose))
def test_role_added_and_removed_leaves_no_trace(rules: ServerRules, role: int, purpose: RolePurpose) -> None:
    named = rules.with_role(purpose, role)
    assert role in named.roles_for(purpose)
    assert named.with_role(purpose, role) == named
    assert named.without_role(purpose, role) == rules.without_role(purpose, role)
    assert rules.without_roles(purpose).roles_for(purpose) == ()
    (other,) = set(RolePurpose) - {purpose}
    assert named.roles_for(other) == rules.roles_for(other)


@pytest.mark.parametrize("purpose", RolePurpose)
def test_roles_per_purpose_are_limited(purpose: RolePurpose) -> None:
    full = DEFAULT_RULES.model_copy(update={purpose.value: tuple(range(1, MAX_ROLES_PER_PURPOSE + 1))})
    assert full.with_role(purpose, 1) == full
    with pytest.raises(Invalid, match="remove one first"):
        full.with_role(purpose, 99)


TIERS = st.dictionaries(IDS, st.sampled_from(["newcomer", "supporter"]), max_size=4)


@given(TIERS, IDS, st.sampled_from(["newcomer", "supporter"]))
def test_role_has_a_single_tier_until_removed(tiers: dict[int, str], role: int, tier: str) -> None:
    rules = DEFAULT_RULES.model_copy(update={"tiers": tiers}).with_tier(role, tier)
    assert rules.tiers_of({role}) == (tier,)
    assert role not in rules.without_tier(role).tiers
    assert dict(rules.without_tier(role).tiers) == {one: name for one, name in tiers.items() if one != role}
    assert dict(rules.without_tiers(tier).tiers) == {one: name for one, name in rules.tiers.items() if name != tier}
    assert rules.without_tiers().tiers == {}


def test_roles_with_tiers_are_limited() -> None:
    full = DEFAULT_RULES.model_copy(update={"tiers": dict.fromkeys(range(1, MAX_ROLES_PER_PURPOSE + 1), "newcomer")})
    assert full.with_tier(1, "supporter").tiers[1] == "supporter"
    with pytest.raises(Invalid, match="remove one first"):
        full.with_tier(99, "newcomer")
