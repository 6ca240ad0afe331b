"""A case is open until somebody decided."""

import pytest

from bot.domain.case import Case, CaseKind, Verdict


@pytest.mark.parametrize("verdict", Verdict)
def test_only_what_is_open_is_to_be_decided(verdict: Verdict) -> None:
    case = Case(1, 7, CaseKind.REPORT, verdict, 1, None, 1, "", "", 0.0)
    assert case.is_open == (verdict is Verdict.OPEN)
