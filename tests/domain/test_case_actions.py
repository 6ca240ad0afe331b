"""Every case action has its row, its transaction and its looks; every kind of case ends only as it can."""

from bot.domain.case import CaseKind, Verdict
from bot.domain.case_actions import CASE_ACTIONS, FORM_ACTIONS, POSSIBLE_VERDICTS, CaseAction, list_case_actions
from bot.localization.catalogs import get_catalog
from bot.localization.languages import Language
from bot.moderation.decisions import APPEAL_ALREADY_DECIDED, CONSEQUENCES
from bot.ui.moderation.case_actions import ACTION_LOOKS, VERDICT_LOOKS

MAX_BUTTONS_PER_ROW = 5
"""Buttons of one action row (Discord, Action Row)."""


def test_every_action_has_a_rule_a_transaction_and_a_button_in_the_same_order() -> None:
    assert list(CASE_ACTIONS) == list(CaseAction), "give it a row in CASE_ACTIONS (bot/domain/case_actions.py)"
    assert list(CONSEQUENCES) == list(CaseAction), "give it a row in CONSEQUENCES (bot/moderation/decisions.py)"
    assert list(ACTION_LOOKS) == list(CaseAction), "give it a row in ACTION_LOOKS (bot/ui/moderation/case_actions.py)"
    titled = [action for action, look in ACTION_LOOKS.items() if look.form_title]
    assert titled == list(FORM_ACTIONS), "ACTION_LOOKS: an action that asks for a reason has a form_title, no other has"


def test_case_action_belongs_to_a_single_case_kind() -> None:
    assert [action for kind in CaseKind for action in list_case_actions(kind)] == list(CaseAction)


def test_case_kinds_cover_every_verdict_and_each_kind_can_be_closed() -> None:
    assert set(POSSIBLE_VERDICTS) == set(CaseKind)
    closing = set(Verdict) - {Verdict.OPEN}
    assert frozenset().union(*POSSIBLE_VERDICTS.values()) == closing, "nothing leads to this verdict"
    assert set(VERDICT_LOOKS) == closing, "give it a row in VERDICT_LOOKS (bot/ui/moderation/case_actions.py)"


def test_actions_of_a_case_kind_fit_into_a_single_row_of_buttons() -> None:
    assert [kind for kind in CaseKind if len(list_case_actions(kind)) > MAX_BUTTONS_PER_ROW] == []


def test_author_can_be_told_every_verdict_on_an_appeal() -> None:
    verdicts = POSSIBLE_VERDICTS[CaseKind.APPEAL]
    told = {name.removeprefix("dm-appeal-") for name in get_catalog(Language.ENGLISH).sources if "dm-appeal-" in name}
    assert told == verdicts, "give it a sentence dm-appeal-… (members.ftl)"
    assert set(APPEAL_ALREADY_DECIDED) == verdicts, "give it a sentence in APPEAL_ALREADY_DECIDED (decisions.py)"
