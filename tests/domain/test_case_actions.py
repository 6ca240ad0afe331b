"""Every case action has its row, its transaction and its looks; every kind of case ends only as it can."""

from bot.domain.case import CaseKind, Verdict
from bot.domain.case_actions import CASE_ACTIONS, FORM_ACTIONS, POSSIBLE_VERDICTS, CaseAction, list_case_actions
from bot.moderation.decisions import CONSEQUENCES
from bot.ui.moderation.case_actions import ACTION_LOOKS, VERDICT_LOOKS


def test_every_action_has_a_rule_a_transaction_and_a_button_in_the_same_order() -> None:
    assert list(CASE_ACTIONS) == list(CONSEQUENCES) == list(ACTION_LOOKS) == list(CaseAction)
    assert [action for action, look in ACTION_LOOKS.items() if look.form_title] == list(FORM_ACTIONS)
    assert {rule.verdict for rule in CASE_ACTIONS.values()} <= set(VERDICT_LOOKS)


def test_case_action_belongs_to_a_single_case_kind() -> None:
    assert [action for kind in CaseKind for action in list_case_actions(kind)] == list(CaseAction)


def test_case_kinds_cover_every_verdict_and_each_kind_can_be_closed() -> None:
    assert set(POSSIBLE_VERDICTS) == set(CaseKind)
    assert frozenset().union(*POSSIBLE_VERDICTS.values()) == set(Verdict) - {Verdict.OPEN} == set(VERDICT_LOOKS)
