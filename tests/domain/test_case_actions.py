"""Every case action has its row, its transaction and its looks; every kind of case ends only as it can."""

from bot.domain.case import CaseKind, Verdict
from bot.domain.case_actions import CASE_ACTIONS, FORM_ACTIONS, POSSIBLE_VERDICTS, CaseAction, list_case_actions
from bot.localization.catalogs import get_catalog
from bot.localization.languages import Language
from bot.moderation.decisions import APPEAL_ALREADY_DECIDED, CONSEQUENCES
from bot.ui.moderation.case_actions import ACTION_STYLES

MAX_BUTTONS_PER_ROW = 5
"""Buttons of one action row (Discord, Action Row)."""


def messages(prefix: str) -> set[str]:
    """The ends of the ids that begin with this."""
    return {name.removeprefix(prefix) for name in get_catalog(Language.ENGLISH).sources if name.startswith(prefix)}


def test_every_action_has_a_rule_a_transaction_and_a_button_in_the_same_order() -> None:
    assert list(CASE_ACTIONS) == list(CaseAction), "give it a row in CASE_ACTIONS (bot/domain/case_actions.py)"
    assert list(CONSEQUENCES) == list(CaseAction), "give it a row in CONSEQUENCES (bot/moderation/decisions.py)"
    assert list(ACTION_STYLES) == list(CaseAction), "give it a row in ACTION_STYLES (bot/ui/moderation/case_actions.py)"
    assert messages("button-case-") == set(CaseAction), "give it a label button-case-… (cases.ftl)"
    assert messages("modal-case-") == set(FORM_ACTIONS), "an action that asks for a reason has a title modal-case-…"


def test_case_action_belongs_to_a_single_case_kind() -> None:
    assert [action for kind in CaseKind for action in list_case_actions(kind)] == list(CaseAction)


def test_case_kinds_cover_every_verdict_and_each_kind_can_be_closed() -> None:
    assert set(POSSIBLE_VERDICTS) == set(CaseKind)
    closing = set(Verdict) - {Verdict.OPEN}
    assert frozenset().union(*POSSIBLE_VERDICTS.values()) == closing, "nothing leads to this verdict"
    assert messages("case-label-") == closing, "give it a label case-label-… (cases.ftl)"
    assert messages("case-effect-") == closing - {Verdict.WITHDRAWN, Verdict.EXPIRED}, "give it a case-effect-…"


def test_actions_of_a_case_kind_fit_into_a_single_row_of_buttons() -> None:
    assert [kind for kind in CaseKind if len(list_case_actions(kind)) > MAX_BUTTONS_PER_ROW] == []


def test_author_can_be_told_every_verdict_on_an_appeal() -> None:
    verdicts = POSSIBLE_VERDICTS[CaseKind.APPEAL]
    assert messages("dm-appeal-") == verdicts, "give it a sentence dm-appeal-… (members.ftl)"
    assert set(APPEAL_ALREADY_DECIDED) == verdicts, "give it a sentence in APPEAL_ALREADY_DECIDED (decisions.py)"
