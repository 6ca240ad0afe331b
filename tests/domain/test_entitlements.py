"""Observations of an entitlement give the same state in every order; consumables count one after the other."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.entitlements import (
    CONSUMABLE_SECONDS,
    Entitlement,
    EntitlementChange,
    Observation,
    changes_between,
    created_at,
    first_state,
    lay_out,
    next_state,
)

SEEN = Observation(
    id=1,
    sku_id=5,
    user_id=7,
    guild_id=None,
    starts_at=None,
    ends_at=None,
    is_deleted=False,
    is_consumed=False,
    seen_at=0,
)
PACK = first_state(replace(SEEN, is_consumable=True), 0.0)
BOUGHT, RENEWED, ENDED, REFUNDED, CONSUMED = EntitlementChange

times = st.integers(0, 5).map(float)
observation_lists = st.lists(
    st.builds(
        replace,
        st.just(SEEN),
        starts_at=st.none() | times,
        ends_at=st.none() | times,
        is_deleted=st.booleans(),
        seen_at=times,
    ),
    min_size=1,
    max_size=6,
)


def state_after(seen: Sequence[Observation], now: float = 9.0) -> Entitlement:
    """The state after these observations, in this order."""
    return reduce(lambda known, one: next_state(known, one, now), seen[1:], first_state(seen[0], now))


def changes(known: Entitlement, **fields: object) -> list[EntitlementChange]:
    return list(changes_between(known, replace(known, **fields)))  # type: ignore[arg-type]


@given(observation_lists, st.data())
def test_state_does_not_depend_on_the_order_or_on_repetitions(seen: list[Observation], data: st.DataObject) -> None:
    again = data.draw(st.permutations([*seen, *data.draw(st.lists(st.sampled_from(seen), max_size=3))]))
    assert state_after(again) == state_after(seen)


@given(observation_lists)
def test_repeating_all_observations_changes_nothing(seen: list[Observation]) -> None:
    state = state_after(seen)
    for one in seen:
        assert list(changes_between(state, next_state(state, one, 10.0))) == []


def test_newest_observation_decides_about_the_end_and_a_deletion_is_final() -> None:
    ended, resumed = replace(SEEN, ends_at=3.0, seen_at=2.0), replace(SEEN, seen_at=4.0)
    assert state_after([resumed, ended]).ends_at is None
    assert state_after([SEEN, ended]).ends_at == 3.0
    assert state_after([replace(SEEN, is_deleted=True), resumed]).deleted_at == 9.0


def test_changes_name_what_happened() -> None:
    known = first_state(replace(SEEN, ends_at=50.0), 1.0)
    assert list(changes_between(None, known)) == [BOUGHT]
    assert changes(known) == []
    assert changes(known, ends_at=60.0) == [RENEWED]
    assert changes(known, ends_at=None) == [RENEWED]
    assert changes(known, ends_at=40.0) == [ENDED]
    assert changes(known, deleted_at=40.0) == [REFUNDED]
    assert changes(known, consumed_at=40.0) == [CONSUMED]
    assert list(changes_between(None, replace(known, deleted_at=1.0))) == [BOUGHT, REFUNDED]


def test_days_of_a_consumable_begin_without_being_an_end() -> None:
    (begun,) = lay_out([PACK], 10.0)
    assert (begun.starts_at, begun.ends_at) == (10.0, 10.0 + CONSUMABLE_SECONDS)
    assert list(changes_between(PACK, begun)) == []
    assert list(lay_out([begun], 20.0)) == []


def test_consumables_count_one_after_the_other() -> None:
    (first,) = lay_out([PACK], 10.0)
    (second,) = lay_out([first, replace(PACK, id=2)], 20.0)
    assert (second.starts_at, second.ends_at) == (first.ends_at, 10.0 + 2 * CONSUMABLE_SECONDS)
    (late,) = lay_out([first, second, replace(PACK, id=3)], 10.0 + 5 * CONSUMABLE_SECONDS)
    assert late.starts_at == 10.0 + 5 * CONSUMABLE_SECONDS


def test_consumables_move_up_when_one_before_them_is_refunded() -> None:
    (first,) = lay_out([PACK], 10.0)
    second, third = lay_out([first, replace(PACK, id=2), replace(PACK, id=3)], 20.0)
    refunded = replace(first, deleted_at=100.0)
    moved = list(lay_out([refunded, second, third], 100.0))
    assert [pack.id for pack in moved] == [2, 3]
    assert (moved[0].starts_at, moved[1].ends_at) == (100.0, 100.0 + 2 * CONSUMABLE_SECONDS)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6))
def test_each_consumable_has_all_its_days_and_none_overlap(days: list[int]) -> None:
    packs: dict[int, Entitlement] = {}
    for n, day in enumerate(sorted(days)):
        new = [*packs.values(), replace(PACK, id=n)]
        packs |= {pack.id: pack for pack in lay_out(new, day * 86400.0)}
    spans = sorted((pack.starts_at or 0.0, pack.ends_at or 0.0) for pack in packs.values())
    assert all(end - start == CONSUMABLE_SECONDS for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_consumable_that_was_consumed_before_began_with_its_purchase() -> None:
    bought = replace(SEEN, id=1019653849998299136, is_consumable=True, is_consumed=True)
    state = first_state(bought, 2_000_000_000.0)
    assert state.starts_at == created_at(bought.id)
    assert 1_663_100_000 < created_at(bought.id) < 1_663_200_000  # September 2022, as in Discord's own example
    assert state.ends_at == created_at(bought.id) + CONSUMABLE_SECONDS
