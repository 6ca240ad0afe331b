"""What counts of a request that its author takes back, and what they are told."""

from dataclasses import replace

import pytest

from bot.domain.cancellation import cancelled_quota_images, cancelled_sentence, cancelled_sentence_with_name
from bot.domain.job import Job, Outcome, Result
from tests.domain import test_screening

DRAWN = Outcome(results=tuple(Result(image_uuid=f"u{n}", url="u") for n in range(2)))


def job(count: int = 3, *, submitted: bool = False, drawn: bool = False, free: bool = False) -> Job:
    plain = test_screening.job()
    request = plain.request.model_copy(update={"count": count}).with_policy(free=free)
    return replace(
        plain,
        request=request,
        submitted_at=1.0 if submitted or drawn else None,
        ready_at=2.0 if drawn else None,
        outcome=DRAWN if drawn else None,
    )


@pytest.mark.parametrize(
    ("cancelled", "count", "sentence"),
    [
        (job(), 0, "Cancelled; nothing was charged."),
        (job(submitted=True), 3, "Cancelled. It was already being drawn, so it still counts: 3 pictures."),
        (job(1, submitted=True), 1, "Cancelled. It was already being drawn, so it still counts: 1 picture."),
        (job(drawn=True), 2, "Cancelled. It was already drawn, so it still counts: 2 pictures."),
        (job(submitted=True, free=True), 0, "Cancelled; nothing was charged."),
    ],
)
def test_cancellation_charges_and_reports_pictures_the_provider_already_has(
    cancelled: Job, count: int, sentence: str
) -> None:
    assert (cancelled_quota_images(cancelled), str(cancelled_sentence([cancelled]))) == (count, sentence)
    named = cancelled_sentence_with_name(cancelled_sentence([cancelled]), "a fox")
    assert str(named) == sentence.replace("Cancelled", "Cancelled “a fox”")


def test_joint_cancellation_reports_the_total_of_charged_pictures() -> None:
    together = [job(submitted=True), job(), job(submitted=True)]
    assert str(cancelled_sentence(together)) == "Cancelled. It was already being drawn, so it still counts: 6 pictures."


@pytest.mark.parametrize("sentence", [None, "A moderator cancelled this; nothing was charged."])
def test_moderator_cancellation_charges_nothing(sentence: str | None) -> None:
    assert str(cancelled_sentence_with_name(sentence, "a fox")) == "Cancelled “a fox”; nothing was charged."
