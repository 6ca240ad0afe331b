"""A case is open until somebody decided."""

import pytest

from bot.domain.case import Case, CaseKind, Verdict


@pytest.mark.parametrize("verdict", Verdict)
def test_case_is_open_only_without_a_verdict(verdict: Verdict) -> None:
    case = Case(1, 7, CaseKind.REPORT, verdict, 1, None, 1, "", "", 0.0)
    assert case.is_open == (verdict is Verdict.OPEN)
