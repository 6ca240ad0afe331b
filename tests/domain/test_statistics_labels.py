"""The names in statistics are short, on one line, and never empty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import errors
from bot.domain.statistics import OTHER_MODELS
from bot.domain.statistics_labels import MAX_NAME_LENGTH, StatisticsLabels, plain_name, refusal_label
from tests.support.statistics_samples import LABELS


@given(st.text())
def test_names_are_one_short_line(name: str) -> None:
    plain = plain_name(name)
    assert len(plain) <= MAX_NAME_LENGTH
    assert plain == " ".join(plain.split())


@pytest.mark.parametrize("name", ["", " \n", "\u200b"])
def test_server_without_a_visible_name_is_named_by_its_id(name: str) -> None:
    assert StatisticsLabels(title="", servers={7: name}).server(7) == "Server 7"


def test_unknown_keys_are_shown_as_they_are() -> None:
    assert LABELS.model("standard") == "Grok Imagine"
    assert LABELS.model("retired") == "retired"
    assert LABELS.model(OTHER_MODELS) == "Other models"
    assert LABELS.server(None) == "Direct messages"
    assert LABELS.server(123) == "Server 123"


def test_every_kind_of_refusal_has_words() -> None:
    kinds = [name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.Refused)]
    labels = [refusal_label(kind) for kind in kinds]
    assert len(set(labels)) == len(labels)
    assert all(label and len(label) <= 24 for label in labels)


def test_unknown_kind_of_refusal_is_split_into_words() -> None:
    assert refusal_label("ServerNotAdmitted") == "Server not admitted"
