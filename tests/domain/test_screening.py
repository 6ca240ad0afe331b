"""Screening: of what was drawn, what may be shown, what waits for moderators, and what is shown to nobody."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalog import Resolution
from bot.domain.job import Job, Outcome, Result, State
from bot.domain.request import PolicySnapshot, Request
from bot.domain.screening import HoldReason, ScreeningResult, is_appealable, is_spoiler, screen_results
from bot.domain.server_rules import FlaggedAction

CLEAN, UNSAID, BARE = (Result(image_uuid=str(nsfw), nsfw=nsfw) for nsfw in (False, None, True))
RESULTS = st.lists(st.sampled_from([CLEAN, UNSAID, BARE]), max_size=5)


def job(
    *results: Result,
    spoiler: bool = False,
    approval: bool = False,
    flagged: FlaggedAction = FlaggedAction.SPOILER,
    approved: bool = False,
) -> Job:
    request = Request(
        prompt="a fox",
        model="standard",
        ratio=None,
        resolution=Resolution.K1,
        size=None,
        count=max(1, len(results)),
        spoiler=spoiler,
        policy=PolicySnapshot(approval=approval, flagged=flagged, approved=approved),
        estimate=0,
    )
    return Job(
        id=1,
        task_uuid=UUID(int=1),
        state=State.READY,
        request=request,
        user_id=1,
        guild_id=7,
        channel_id=5,
        message_id=6,
        follow_up_message_id=None,
        parent_job_id=None,
        batch_id=None,
        token=None,
        attachment_limit=1,
        round=0,
        outcome=Outcome(results=results),
        reason=None,
        created_at=0,
        submitted_at=0,
        ready_at=0,
        ended_at=None,
    )


@pytest.mark.parametrize(
    ("approval", "flagged", "of_clean", "of_mixed", "of_bare"),
    [
        (False, FlaggedAction.SPOILER, (1, None), (2, None), (1, None)),
        (False, FlaggedAction.RESTRICTED, (1, None), (2, None), (1, None)),
        (False, FlaggedAction.HOLD, (1, None), (2, HoldReason.FLAGGED), (1, HoldReason.FLAGGED)),
        (False, FlaggedAction.REFUSE, (1, None), (1, None), (0, None)),
        (True, FlaggedAction.SPOILER, (1, HoldReason.APPROVAL), (2, HoldReason.APPROVAL), (1, HoldReason.APPROVAL)),
        (True, FlaggedAction.RESTRICTED, (1, HoldReason.APPROVAL), (2, HoldReason.APPROVAL), (1, HoldReason.APPROVAL)),
        (True, FlaggedAction.HOLD, (1, HoldReason.APPROVAL), (2, HoldReason.APPROVAL), (1, HoldReason.APPROVAL)),
        (True, FlaggedAction.REFUSE, (1, HoldReason.APPROVAL), (1, HoldReason.APPROVAL), (0, None)),
    ],
)
def test_screening_covers_every_approval_and_flagged_action(
    approval: bool,
    flagged: FlaggedAction,
    of_clean: tuple[int, HoldReason | None],
    of_mixed: tuple[int, HoldReason | None],
    of_bare: tuple[int, HoldReason | None],
) -> None:
    for results, expected in (((CLEAN,), of_clean), ((BARE, CLEAN), of_mixed), ((BARE,), of_bare)):
        found = screen_results(job(*results, approval=approval, flagged=flagged))
        assert (len(found.results), found.hold_reason) == expected


def test_screening_table_lists_every_combination() -> None:
    (mark,) = test_screening_covers_every_approval_and_flagged_action.pytestmark  # type: ignore[attr-defined]  # pytest puts it there
    assert {row[:2] for row in mark.args[1]} == set(product((False, True), FlaggedAction))


@given(results=RESULTS, approval=st.booleans(), flagged=st.sampled_from(FlaggedAction))
def test_screening_drops_only_flagged_pictures_with_the_refuse_action(
    results: list[Result], approval: bool, flagged: FlaggedAction
) -> None:
    found = screen_results(job(*results, approval=approval, flagged=flagged))
    allowed = [one for one in results if not (one is BARE and flagged is FlaggedAction.REFUSE)]
    assert list(found.results) == allowed
    if not allowed:
        assert found == ScreeningResult(())


@given(results=RESULTS, approval=st.booleans(), flagged=st.sampled_from(FlaggedAction))
def test_screening_without_review_rules_shows_the_same_pictures(
    results: list[Result], approval: bool, flagged: FlaggedAction
) -> None:
    shown = FlaggedAction.SPOILER if flagged is FlaggedAction.HOLD else flagged
    before, after = (
        screen_results(job(*results, approval=wanted, flagged=kind))
        for wanted, kind in ((approval, flagged), (False, shown))
    )
    assert after == before._replace(hold_reason=None)


@pytest.mark.parametrize("spoiler", [False, True])
@pytest.mark.parametrize("flagged", FlaggedAction)
@pytest.mark.parametrize("result", [CLEAN, UNSAID, BARE])
def test_flagged_picture_gets_a_spoiler_except_in_restricted_channels(
    result: Result, flagged: FlaggedAction, spoiler: bool
) -> None:
    hidden = spoiler or (result is BARE and flagged is not FlaggedAction.RESTRICTED)
    assert is_spoiler(job(result, spoiler=spoiler, flagged=flagged), result) is hidden


@given(results=RESULTS, approval=st.booleans(), flagged=st.sampled_from(FlaggedAction))
def test_approved_job_is_not_held_again_and_shows_the_same_pictures(
    results: list[Result], approval: bool, flagged: FlaggedAction
) -> None:
    before = screen_results(job(*results, approval=approval, flagged=flagged))
    assert screen_results(job(*results, approval=approval, flagged=flagged, approved=True)) == ScreeningResult(
        before.results
    )


@pytest.mark.parametrize(
    ("guild_id", "results", "flagged", "state", "appealable"),
    [
        (7, (BARE,), FlaggedAction.REFUSE, State.REFUSED, True),
        (7, (BARE, BARE), FlaggedAction.REFUSE, State.REFUSED, True),
        (None, (BARE,), FlaggedAction.REFUSE, State.REFUSED, False),
        (7, (BARE, CLEAN), FlaggedAction.REFUSE, State.REFUSED, False),  # moderators declined what was left
        (7, (BARE,), FlaggedAction.HOLD, State.REFUSED, False),  # moderators declined it
        (7, (), FlaggedAction.REFUSE, State.REFUSED, False),  # the provider refused it
        (7, (BARE,), FlaggedAction.REFUSE, State.CANCELLED, False),
    ],
)
def test_appeal_is_possible_only_for_refused_pictures_on_a_server(
    guild_id: int | None, results: Sequence[Result], flagged: FlaggedAction, state: State, appealable: bool
) -> None:
    ended = replace(job(*results, flagged=flagged), guild_id=guild_id, state=state)
    assert is_appealable(ended) is appealable
    assert not is_appealable(replace(ended, outcome=None))
