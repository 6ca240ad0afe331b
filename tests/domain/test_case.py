"""A case is open until somebody decided, and ends only as its kind can."""

import pytest

from bot.domain.case import POSSIBLE_VERDICTS, Case, CaseKind, Verdict


@pytest.mark.parametrize("verdict", Verdict)
def test_only_what_is_open_is_to_be_decided(verdict: Verdict) -> None:
    case = Case(1, 7, CaseKind.REPORT, verdict, 1, None, 1, "", "", 0.0)
    assert case.is_open == (verdict is Verdict.OPEN)


def test_every_kind_can_end_and_every_end_has_a_kind() -> None:
    assert set(POSSIBLE_VERDICTS) == set(CaseKind)
    assert frozenset().union(*POSSIBLE_VERDICTS.values()) == set(Verdict) - {Verdict.OPEN}
