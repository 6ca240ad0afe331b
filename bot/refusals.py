"""The refusals that :mod:`bot.storage` raises, with the sentences for members and moderators."""

from bot.domain.case import MAX_APPEAL_PROMPT_LENGTH, Case
from bot.errors import AlreadyDecided, Blocked, Closed, Gone, Invalid, NotYours, Paused, TooSoon


class DraftGone(Gone):
    """The draft was confirmed or dismissed before, or is too old."""

    sentence = (
        "That offer was already answered or is too old; send the request again if you still want it. "
        "Nothing was charged."
    )


class NotDraftAuthor(NotYours):
    """The draft is another member's."""

    sentence = "Only the member who made this request can answer it."


class SourceDeleted(Gone):
    """The author deleted the picture that a request starts from."""

    sentence = (
        "That picture was deleted, so nothing can be made from it; please start from another one. Nothing was charged."
    )


class SourceRemoved(Gone):
    """Moderators removed the picture that a request starts from, or one of its ancestors."""

    sentence = (
        "This server’s moderators removed the original picture, so nothing can be made from it; please start from "
        "another one. Nothing was charged."
    )


class BlockedByModerators(Blocked):
    """The member is blocked on this server until ``retry_at``, or permanently."""

    def __init__(self, reason: str, *, retry_at: float | None) -> None:
        sentence = f"This server’s moderators blocked you from requesting pictures: {reason}."
        super().__init__(sentence, retry_at=retry_at)


class BlockedByOperator(Blocked):
    """The operator blocked the person everywhere, until ``retry_at`` or permanently."""

    def __init__(self, reason: str, *, retry_at: float | None) -> None:
        super().__init__(
            f"Easel’s operator blocked you from requesting pictures anywhere: {reason}.", retry_at=retry_at
        )


class ServerBlockedByOperator(Blocked):
    """The operator blocked the server, until ``retry_at`` or permanently."""

    def __init__(self, reason: str, *, retry_at: float | None) -> None:
        super().__init__(f"Easel’s operator blocked this server from requesting pictures: {reason}.", retry_at=retry_at)


class ServerWaiting(Closed):
    """The operator has not decided about the server."""

    sentence = (
        "This server waits for Easel’s operator, who has to admit it before pictures can be requested here. "
        "Nothing was charged."
    )


class ServerNotAdmitted(Closed):
    """The operator decided that the server may not use Easel."""

    sentence = "Easel’s operator does not let this server use Easel. Nothing was charged."


class OperatorStopped(Closed):
    """The operator lets nobody request anything at the moment."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Easel’s operator has stopped new requests everywhere: {reason}. What was requested before is still being "
            "drawn. Nothing was charged."
        )


class PausedAfterRefusals(Paused):
    """The member's pause lasts until ``retry_at``."""

    sentence = (
        "Several of your requests on this server were refused, so you have to pause for a while (requests you cancel "
        "after drawing began count too). Nothing was charged."
    )


class RefusalTooOld(Gone):
    """The refusal cannot be appealed any more."""

    sentence = "That refusal is more than a day old and can no longer be appealed; please send the request again."


class NotRefusedMember(NotYours):
    """The refused request is another member's."""

    sentence = "Only the member who made this request can appeal."


class AppealTooLong(Invalid):
    """The prompts are longer than a card for moderators can show."""

    sentence = (
        f"That is longer than the {MAX_APPEAL_PROMPT_LENGTH} characters that can be shown to moderators, so it cannot "
        "be appealed; please send a shorter request."
    )


class CaseNotFound(Gone):
    """The server has no such case."""

    sentence = "There is no such case on this server; /mod cases lists them all."


class CaseAlreadyDecided(AlreadyDecided):
    """The case was decided before."""

    def __init__(self, case: Case) -> None:
        who = "" if case.decided_by is None else f" by <@{case.decided_by}>"
        super().__init__(f"This was already decided{who}: {case.verdict}.")


class AlreadyReported(Gone):
    """The member reported this picture before."""

    sentence = "You have already reported this; the moderators know about it."


class ReportAlreadyDecided(Gone):
    """Moderators decided to keep the picture."""

    sentence = "The moderators have already looked at this picture and decided to keep it."


class ReportedPictureGone(Gone):
    """The picture was deleted or removed."""

    sentence = "That picture is already gone; there is nothing left to report."


class TooManyReports(TooSoon):
    """The member reported the maximum number of pictures per hour."""

    def __init__(self, count: int, *, retry_at: float) -> None:
        sentence = f"You reported {count} pictures within an hour; please tell a moderator, or come back later."
        super().__init__(sentence, retry_at=retry_at)


class PictureNotFound(Gone):
    """The server has no such picture."""

    sentence = "There is no such picture on this server."


class PictureDeleted(Gone):
    """The author deleted the picture."""

    sentence = "That picture was already deleted."


class PictureAlreadyRemoved(AlreadyDecided):
    """Another moderator removed the picture."""

    def __init__(self, moderator_id: int) -> None:
        super().__init__(f"<@{moderator_id}> already removed that picture.")


class RemovalNotUndoable(Gone):
    """The picture was not removed by moderators, or its removal is too long ago."""

    sentence = (
        "That picture cannot be restored: it was not removed by moderators, or it was removed more than a day ago."
    )


class TooManyStyles(Invalid):
    """The server has the maximum number of styles."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"This server already has {limit} styles, the maximum; remove one first.")


class TooManyWords(Invalid):
    """The server would have more words than the maximum."""

    def __init__(self, count: int, *, limit: int) -> None:
        super().__init__(f"A server can have at most {limit} words, and these would make {count}; remove some first.")


class TooManyPatterns(Invalid):
    """The server would have more patterns than the maximum."""

    def __init__(self, count: int, *, limit: int) -> None:
        super().__init__(f"A server can have at most {limit} patterns, and this would make {count}; remove some first.")
