"""The actions of moderators on an open case, one row for each.

A new action is a member of :class:`CaseAction` with its row in :data:`CASE_ACTIONS`, its transaction in
``bot/moderation/decisions.py``, and its button and sentences in ``bot/ui/moderation/case_actions.py``.
"""

from enum import Enum, StrEnum, auto
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.domain.case import CaseKind, Verdict
from bot.localization.messages import Message


class CaseAction(StrEnum):
    """An action, in the order of the buttons; the value is part of the ``custom_id`` of its button and its form."""

    APPROVE = "approve"
    DECLINE = "decline"
    DECLINE_AND_BLOCK = "declineblock"
    KEEP = "keep"
    REMOVE = "remove"
    REMOVE_AND_BLOCK = "removeblock"
    DISMISS = "dismiss"
    ACCEPT = "accept"
    REJECT = "reject"


class ReasonRule(Enum):
    """Whether a form asks the moderator for a reason before the case is decided."""

    NOT_ASKED = auto()
    OPTIONAL = auto()
    REQUIRED = auto()


class CaseActionRule(NamedTuple):
    """How an action decides an open case of ``kind``.

    ``audit_text`` is the action's name in the audit log. An action that ``favours_author`` is forbidden to the author
    of the picture or request; one that ``blocks_author`` also asks for the duration of the block.
    """

    kind: CaseKind
    verdict: Verdict
    audit_text: Message
    reason: ReasonRule = ReasonRule.NOT_ASKED
    favours_author: bool = False
    blocks_author: bool = False


_DECLINE: Final = CaseActionRule(
    CaseKind.APPROVAL, Verdict.DECLINED, Message("audit-picture-declined"), ReasonRule.REQUIRED
)
_REMOVE: Final = CaseActionRule(CaseKind.REPORT, Verdict.REMOVED, Message("audit-picture-removed"), ReasonRule.OPTIONAL)
CASE_ACTIONS: Final = MappingProxyType(
    {
        CaseAction.APPROVE: CaseActionRule(
            CaseKind.APPROVAL, Verdict.APPROVED, Message("audit-picture-approved"), favours_author=True
        ),
        CaseAction.DECLINE: _DECLINE,
        CaseAction.DECLINE_AND_BLOCK: _DECLINE._replace(blocks_author=True),
        CaseAction.KEEP: CaseActionRule(
            CaseKind.REPORT, Verdict.KEPT, Message("audit-report-kept"), favours_author=True
        ),
        CaseAction.REMOVE: _REMOVE,
        CaseAction.REMOVE_AND_BLOCK: _REMOVE._replace(reason=ReasonRule.REQUIRED, blocks_author=True),
        CaseAction.DISMISS: CaseActionRule(
            CaseKind.REPORT, Verdict.DISMISSED, Message("audit-reports-dismissed"), favours_author=True
        ),
        CaseAction.ACCEPT: CaseActionRule(
            CaseKind.APPEAL, Verdict.ACCEPTED, Message("audit-appeal-accepted"), favours_author=True
        ),
        CaseAction.REJECT: CaseActionRule(
            CaseKind.APPEAL, Verdict.REJECTED, Message("audit-appeal-rejected"), ReasonRule.OPTIONAL
        ),
    }
)
FORM_ACTIONS: Final = tuple(action for action, rule in CASE_ACTIONS.items() if rule.reason is not ReasonRule.NOT_ASKED)
"""The actions whose button opens a form, which asks for a reason."""
_UNDECIDED_VERDICTS: Final = MappingProxyType(
    {
        CaseKind.APPROVAL: frozenset({Verdict.WITHDRAWN, Verdict.EXPIRED}),
        CaseKind.REPORT: frozenset({Verdict.WITHDRAWN}),
        CaseKind.APPEAL: frozenset({Verdict.EXPIRED}),
    }
)
POSSIBLE_VERDICTS: Final = MappingProxyType(
    {
        kind: undecided | {rule.verdict for rule in CASE_ACTIONS.values() if rule.kind is kind}
        for kind, undecided in _UNDECIDED_VERDICTS.items()
    }
)
"""The verdicts that close a case of each kind, with and without a moderator."""


def list_case_actions(kind: CaseKind) -> list[CaseAction]:
    """The actions on an open case of this kind, in the order of their buttons."""
    return [action for action, rule in CASE_ACTIONS.items() if rule.kind is kind]
