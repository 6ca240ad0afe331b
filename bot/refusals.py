"""The refusals that :mod:`bot.storage` raises; their sentences are in the catalogs, file ``refusals.ftl``."""

from bot.domain.case import MAX_APPEAL_PROMPT_LENGTH, Case
from bot.errors import AlreadyDecided, Blocked, Closed, Gone, Invalid, NotYours, Paused, TooSoon
from bot.localization.messages import Message


class DraftGone(Gone):
    """The draft was confirmed or dismissed before, or is too old."""

    sentence = Message("draft-gone")


class NotDraftAuthor(NotYours):
    """The draft is another member's."""

    sentence = Message("not-draft-author")


class SourceDeleted(Gone):
    """The author deleted the picture that a request starts from."""

    sentence = Message("source-deleted")


class SourceRemoved(Gone):
    """Moderators removed the picture that a request starts from, or one of its ancestors."""

    sentence = Message("source-removed")


class BlockedByModerators(Blocked):
    """The member is blocked on this server until ``retry_at``, or permanently."""

    def __init__(self, reason: str, *, retry_at: float | None) -> None:
        super().__init__(Message("blocked-by-moderators", reason=reason), retry_at=retry_at)


class BlockedByOperator(Blocked):
    """The operator blocked the person everywhere, until ``retry_at`` or permanently."""

    def __init__(self, reason: str, *, retry_at: float | None) -> None:
        super().__init__(Message("blocked-by-operator", reason=reason), retry_at=retry_at)


class ServerBlockedByOperator(Blocked):
    """The operator blocked the server, until ``retry_at`` or permanently."""

    def __init__(self, reason: str, *, retry_at: float | None) -> None:
        super().__init__(Message("server-blocked-by-operator", reason=reason), retry_at=retry_at)


class ServerWaiting(Closed):
    """The operator has not decided about the server."""

    sentence = Message("server-waiting")


class ServerNotAdmitted(Closed):
    """The operator decided that the server may not use Easel."""

    sentence = Message("server-not-admitted")


class OperatorStopped(Closed):
    """The operator lets nobody request anything at the moment."""

    def __init__(self, reason: str) -> None:
        super().__init__(Message("operator-stopped", reason=reason))


class PausedAfterRefusals(Paused):
    """The member's pause lasts until ``retry_at``."""

    sentence = Message("paused-after-refusals")


class RefusalTooOld(Gone):
    """The refusal cannot be appealed any more."""

    sentence = Message("refusal-too-old")


class NotRefusedMember(NotYours):
    """The refused request is another member's."""

    sentence = Message("not-refused-member")


class AppealTooLong(Invalid):
    """The prompts are longer than a card for moderators can show."""

    sentence = Message("appeal-too-long", limit=MAX_APPEAL_PROMPT_LENGTH)


class CaseNotFound(Gone):
    """The server has no such case."""

    sentence = Message("case-not-found")


class CaseAlreadyDecided(AlreadyDecided):
    """The case was decided before."""

    def __init__(self, case: Case) -> None:
        verdict = Message(f"verdict-{case.verdict}")
        if case.decided_by is None:
            super().__init__(Message("case-already-decided", verdict=verdict))
        else:
            super().__init__(Message("case-already-decided-by", verdict=verdict, moderator=f"<@{case.decided_by}>"))


class AlreadyReported(Gone):
    """The member reported this picture before."""

    sentence = Message("already-reported")


class ReportAlreadyDecided(Gone):
    """Moderators decided to keep the picture."""

    sentence = Message("report-already-decided")


class ReportedPictureGone(Gone):
    """The picture was deleted or removed."""

    sentence = Message("reported-picture-gone")


class TooManyReports(TooSoon):
    """The member reported the maximum number of pictures per hour."""

    def __init__(self, count: int, *, retry_at: float) -> None:
        super().__init__(Message("too-many-reports", count=count), retry_at=retry_at)


class PictureNotFound(Gone):
    """The server has no such picture."""

    sentence = Message("picture-not-found")


class PictureDeleted(Gone):
    """The author deleted the picture."""

    sentence = Message("picture-deleted")


class PictureAlreadyRemoved(AlreadyDecided):
    """Another moderator removed the picture."""

    def __init__(self, moderator_id: int) -> None:
        super().__init__(Message("picture-already-removed", moderator=f"<@{moderator_id}>"))


class RemovalNotUndoable(Gone):
    """The picture was not removed by moderators, or its removal is too long ago."""

    sentence = Message("removal-not-undoable")


class TooManyStyles(Invalid):
    """The server has the maximum number of styles."""

    def __init__(self, limit: int) -> None:
        super().__init__(Message("too-many-styles", limit=limit))


class TooManyWords(Invalid):
    """The server would have more words than the maximum."""

    def __init__(self, count: int, *, limit: int) -> None:
        super().__init__(Message("too-many-words", count=count, limit=limit))


class TooManyPatterns(Invalid):
    """The server would have more patterns than the maximum."""

    def __init__(self, count: int, *, limit: int) -> None:
        super().__init__(Message("too-many-patterns", count=count, limit=limit))
