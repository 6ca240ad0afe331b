"""The policy: who may ask for what in which channel, and whose rule it was where they may not."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalog import DEFAULT_MODELS, Catalog
from bot.domain.clock import DAY_SECONDS
from bot.domain.policy import MemberContext, apply_policy
from bot.domain.request import Options, PolicySnapshot, Request, build_request
from bot.domain.server_rules import DEFAULT_RULES, ChannelMode, ChannelRules, FlaggedAction, SafetyMode, ServerRules
from bot.errors import Forbidden

NOW = 1_800_000_000.0
STUDIO, THREAD, LOUNGE = 1, 2, 3
ARTIST, TEACHER = 10, 20
ALL_MODELS = Catalog({key: model.model_copy(update={"enabled": True}) for key, model in DEFAULT_MODELS.items()})
MODERATORS = [
    MemberContext(channel_id=STUDIO, manages_messages=True),
    MemberContext(channel_id=STUDIO, roles=frozenset({TEACHER})),
]


def request(prompt: str = "a fox", model: str = "standard", **options: Any) -> Request:
    return build_request(prompt, Options(model=model, **options), ALL_MODELS)


def standing(**changes: Any) -> MemberContext:
    return MemberContext(**{"channel_id": STUDIO, "joined_at": NOW - 400 * DAY_SECONDS, **changes})


def judge(
    *requests: Request, by: MemberContext | None = None, rules: ServerRules = DEFAULT_RULES, tier: str | None = None
) -> tuple[Request, ...]:
    return apply_policy(requests or (request(),), by or standing(), rules, ALL_MODELS, tier=tier, now=NOW)


def told(**judging: Any) -> str:
    with pytest.raises(Forbidden) as refused:
        judge(**judging)
    return str(refused.value)


def in_studio(**rules: Any) -> ServerRules:
    return ServerRules(channels={STUDIO: ChannelRules(**rules)}, moderators=(TEACHER,))


def test_default_rules_allow_every_request() -> None:
    assert judge() == (request(),)
    assert judge(by=MemberContext(channel_id=STUDIO)) == (request(),)


# ── channels ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("by", [standing(), *MODERATORS])
@pytest.mark.parametrize("place", [(STUDIO, None), (THREAD, STUDIO)])
def test_disabled_channel_refuses_everybody(by: MemberContext, place: tuple[int, int | None]) -> None:
    here = replace(by, channel_id=place[0], parent_channel_id=place[1])
    assert told(by=here, rules=in_studio(mode=ChannelMode.OFF)) == (
        "This server does not allow picture requests in this channel; please try another one. Nothing was charged."
    )


def test_disabled_channel_does_not_affect_other_channels() -> None:
    assert judge(by=standing(channel_id=LOUNGE), rules=in_studio(mode=ChannelMode.OFF))


def test_disabled_default_does_not_affect_channels_with_own_rules() -> None:
    rules = ServerRules(channels={STUDIO: ChannelRules()}, usual=ChannelRules(mode=ChannelMode.OFF))
    assert judge(rules=rules)
    assert "does not allow picture requests in this channel" in told(by=standing(channel_id=LOUNGE), rules=rules)


def test_moderators_only_channel_refuses_members() -> None:
    rules = in_studio(mode=ChannelMode.MODERATORS)
    assert told(rules=rules) == (
        "This server lets only moderators request pictures in this channel; please try another one. "
        "Nothing was charged."
    )
    for moderator in MODERATORS:
        assert judge(by=moderator, rules=rules)


def test_private_only_channel_makes_every_request_private() -> None:
    shown = judge(request(), request("an owl", private=True), rules=in_studio(private_only=True))
    assert [one.private for one in shown] == [True, True]
    assert [one.prompt for one in shown] == ["a fox", "an owl"]


# ── models ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("by", [standing(), *MODERATORS])
def test_disallowed_model_error_lists_the_allowed_models(by: MemberContext) -> None:
    rules = in_studio(models=("standard", "quality"))
    assert judge(by=by, rules=rules)
    with pytest.raises(Forbidden) as refused:
        judge(request(model="pro"), by=by, rules=rules)
    assert str(refused.value) == (
        "This server does not allow Grok Imagine Pro in this channel; you can use standard or quality. "
        "Nothing was charged."
    )


def test_single_disallowed_request_refuses_the_whole_batch() -> None:
    with pytest.raises(Forbidden):
        judge(request(), request(model="pro"), rules=in_studio(models=("standard",)))


def test_unavailable_models_are_not_suggested() -> None:
    with pytest.raises(Forbidden, match=r"please try another one, or ask its moderators\. Nothing was charged\.$"):
        judge(rules=in_studio(models=("retired",)))
    catalog = Catalog(ALL_MODELS)
    catalog.mark_unavailable("pro")
    with pytest.raises(Forbidden, match=r"in this channel; you can use quality\. Nothing"):
        apply_policy([request()], standing(), in_studio(models=("pro", "quality")), catalog, tier=None, now=NOW)


# ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_role_restricted_server_refuses_members_without_a_listed_role() -> None:
    rules = ServerRules(members=(ARTIST, 11), moderators=(TEACHER,))
    assert told(rules=rules) == (
        "On this server, only some roles can request pictures; ask a moderator for one. Nothing was charged."
    )
    for able in (standing(roles=frozenset({ARTIST, 99})), *MODERATORS):
        assert judge(by=able, rules=rules)


@pytest.mark.parametrize(
    ("days", "ago", "sentence"),
    [
        (1, 0.0, "once you have been a member for a day; please come back in a day."),
        (7, 0.5, "once you have been a member for 7 days; please come back in 7 days."),
        (7, 6.0, "once you have been a member for 7 days; please come back in a day."),
        (7, 6.999, "once you have been a member for 7 days; please come back in a day."),
    ],
)
def test_new_member_error_says_when_requests_are_allowed(days: int, ago: float, sentence: str) -> None:
    text = told(by=standing(joined_at=NOW - ago * DAY_SECONDS), rules=ServerRules(min_days=days))
    assert text == f"On this server, you can request pictures {sentence} Nothing was charged."


def test_member_without_a_join_date_counts_as_new() -> None:
    assert "please come back in 3 days" in told(by=standing(joined_at=None), rules=ServerRules(min_days=3))


def test_membership_age_rule_passes_long_time_members_and_moderators() -> None:
    rules = ServerRules(min_days=7, moderators=(TEACHER,))
    for able in (standing(joined_at=NOW - 7 * DAY_SECONDS), *MODERATORS):
        assert judge(by=able, rules=rules)


# ── treatment ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("by", [standing(), *MODERATORS])
@pytest.mark.parametrize("mode", [ChannelMode.OPEN, ChannelMode.APPROVAL])
def test_approval_mode_applies_to_everybody_including_moderators(mode: ChannelMode, by: MemberContext) -> None:
    for place in ((STUDIO, None), (THREAD, STUDIO)):
        here = replace(by, channel_id=place[0], parent_channel_id=place[1])
        shown = judge(request(), request("an owl"), by=here, rules=in_studio(mode=mode))
        assert [one.policy.approval for one in shown] == [mode is ChannelMode.APPROVAL] * 2


@pytest.mark.parametrize("flagged", FlaggedAction)
@pytest.mark.parametrize("age_restricted", [False, True])
def test_restricted_flagged_action_refuses_outside_age_restricted_channels(
    flagged: FlaggedAction, age_restricted: bool
) -> None:
    (one,) = judge(by=standing(age_restricted=age_restricted), rules=ServerRules(flagged=flagged))
    nowhere = flagged is FlaggedAction.RESTRICTED and not age_restricted
    assert one.policy.flagged is (FlaggedAction.REFUSE if nowhere else flagged)


@pytest.mark.parametrize("safety", [None, *SafetyMode])
@pytest.mark.parametrize("tier", [None, "gold"])
def test_policy_snapshot_takes_current_safety_and_tier(safety: SafetyMode | None, tier: str | None) -> None:
    (one,) = judge(rules=ServerRules(safety=safety), tier=tier)
    assert (one.policy.safety, one.policy.tier) == (safety, tier)


@given(
    old=st.builds(
        PolicySnapshot,
        approval=st.booleans(),
        flagged=st.sampled_from(FlaggedAction),
        tier=st.just("gold"),
        free=st.booleans(),
    )
)
def test_policy_snapshot_keeps_nothing_of_an_older_snapshot(old: PolicySnapshot) -> None:
    (one,) = judge(request().model_copy(update={"policy": old}))
    assert one.policy == PolicySnapshot()


# ── everything together ──────────────────────────────────────────────────────────────────────────────────────────────


@given(
    mode=st.sampled_from(ChannelMode),
    private_only=st.booleans(),
    models=st.sampled_from([(), ("standard",), ("pro",)]),
    roles=st.frozensets(st.sampled_from([ARTIST, TEACHER, 30])),
    members=st.sampled_from([(), (ARTIST,)]),
    days=st.integers(0, 30),
    here_for=st.integers(0, 120).map(lambda halves: halves / 2),
    manages=st.booleans(),
)
def test_accepted_request_satisfies_every_rule_and_refusal_charges_nothing(
    mode: ChannelMode,
    private_only: bool,
    models: tuple[str, ...],
    roles: frozenset[int],
    members: tuple[int, ...],
    days: int,
    here_for: float,
    manages: bool,
) -> None:
    here = ChannelRules(mode=mode, private_only=private_only, models=models)
    rules = ServerRules(channels={STUDIO: here}, members=members, moderators=(TEACHER,), min_days=days)
    by = standing(roles=roles, joined_at=NOW - here_for * DAY_SECONDS, manages_messages=manages)
    moderates = manages or TEACHER in roles
    able = moderates or ((not members or ARTIST in roles) and here_for >= days)
    everybody = mode in {ChannelMode.OPEN, ChannelMode.APPROVAL}
    open_here = everybody or (mode is ChannelMode.MODERATORS and moderates)
    if not (able and open_here and models in {(), ("standard",)}):
        text = told(by=by, rules=rules)
        assert text.startswith(("On this server, ", "This server lets only moderators ", "This server does not allow "))
        assert text.endswith(" Nothing was charged.")
        return
    treated = request(private=private_only).with_policy(approval=mode is ChannelMode.APPROVAL)
    assert judge(by=by, rules=rules) == (treated,)
