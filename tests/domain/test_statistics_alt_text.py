"""The description of the charts says the main numbers, briefly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statistics_alt_text import MAX_ALT_TEXT_LENGTH, statistics_alt_text
from bot.domain.statistics_labels import StatisticsLabels
from tests.support.statistics_samples import GUILD, LABELS, make_empty_statistics, make_statistics


def test_description_of_a_server_says_the_main_numbers() -> None:
    assert statistics_alt_text(make_statistics(), LABELS) == (
        "Charts of Fox Den since 25 November 2026, 7 days until 1 December 2026. 70 pictures for 3 members cost $1.40. "
        "The busiest day was 25 November 2026 with 10 pictures and 3 members. Half of the requests were answered "
        "within 9.5 seconds, nine of ten within 30 seconds. Pictures by model: Grok Imagine 63, Other models 7. "
        "Refused requests: Daily pictures used up 12, Blocked words 3."
    )


def test_description_of_nothing_is_short() -> None:
    assert statistics_alt_text(make_empty_statistics(), LABELS) == (
        "Charts of Fox Den since 25 November 2026, 7 days until 1 December 2026. No pictures in these days; $0.00 were "
        "spent. No request was refused."
    )


def test_one_picture_is_singular() -> None:
    assert "7 pictures for 1 member cost $0.14. " in statistics_alt_text(make_statistics(pictures=1), LABELS)
    assert "with 1 picture and 1 member." in statistics_alt_text(make_statistics(pictures=1), LABELS)


def test_only_the_first_three_of_many_are_named() -> None:
    refusals = {"TooSoon": 9, "OverQuota": 8, "Gone": 7, "Closed": 6, "Invalid": 5}
    text = statistics_alt_text(make_statistics(refusals=refusals), LABELS)
    assert text.endswith("Refused requests: Too soon 9, Daily pictures used up 8, No longer there 7 and 2 more.")


def test_description_of_everything_names_dear_servers() -> None:
    text = statistics_alt_text(make_statistics(None), LABELS)
    assert "The servers that cost most: Direct messages $1.40, Fox Den $1.40, Owl Tree $1.40." in text


@given(st.text(), st.sampled_from([GUILD, None]))
def test_description_is_never_too_long(name: str, guild_id: int | None) -> None:
    labels = StatisticsLabels(title=name * 9, models={"standard": name * 9}, servers={GUILD: name * 9, 51: name})
    assert len(statistics_alt_text(make_statistics(guild_id), labels)) <= MAX_ALT_TEXT_LENGTH


@pytest.mark.parametrize("text", ["@everyone", "<@1>", "**b**", "`c`", "[a](https://b.c)"])
def test_names_cannot_ping_or_format(text: str) -> None:
    labels = StatisticsLabels(title=text, models={"standard": text}, servers={GUILD: text})
    assert text not in statistics_alt_text(make_statistics(None), labels)
