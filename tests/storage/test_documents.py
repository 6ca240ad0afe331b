"""Sentences are stored as codes with fields, and read in any language."""

import pytest

from bot.localization.languages import Language, in_language
from bot.localization.messages import Message, Sentence
from bot.storage.documents import dump_sentence, load_sentence


@pytest.mark.parametrize(
    "sentence",
    [
        Message("cancelled"),
        Message("cancelled-while-drawing", count=2),
        Message("limit-cooldown", seconds=2.5),
        Message("source-absent", reason=Message("absent-deleted")),
        Message("upload-too-small", size=Message("upload-pixels", pixels='a "quoted" 画像'), limit="{ $x }"),
    ],
)
def test_stored_message_is_read_as_it_was(sentence: Message) -> None:
    assert load_sentence(dump_sentence(sentence)) == sentence


@pytest.mark.parametrize("text", [None, "", "Cancelled; nothing was charged.", '{"a": 1}'])
def test_other_texts_are_read_as_they_are(text: str | None) -> None:
    read: Sentence | None = load_sentence(text)
    assert read == text


@pytest.mark.parametrize("text", ['{"message":', '{"message":"x"}', '{"message":"cancelled","fields":{}}'])
def test_text_of_a_person_that_looks_like_a_message_stays_a_text(text: str) -> None:
    assert str(load_sentence(dump_sentence(text))).strip() == text


@pytest.mark.parametrize("text", ['{"message":', '{"message":"x"}', '{"message":"x","fields":7}', '{"message":' * 9999])
def test_text_that_only_begins_like_a_message_is_read_as_it_is(text: str) -> None:
    assert load_sentence(text) == text


@pytest.mark.parametrize(
    "text",
    [
        '{"message":"no-longer-there","fields":{}}',
        '{"message":"limit-cooldown","fields":{"other":1}}',
        '{"message":"limit-cooldown","fields":{"seconds":null}}',
        '{"message":7,"fields":{}}',
    ],
)
@pytest.mark.parametrize("language", Language)
def test_message_of_another_version_is_shown_as_such(text: str, language: Language) -> None:
    with in_language(language):
        assert str(load_sentence(text)) == str(Message("sentence-of-other-version"))


def test_only_the_unknown_part_of_a_message_is_replaced() -> None:
    stored = '{"message":"source-absent","fields":{"reason":{"message":"no-longer-there","fields":{}}}}'
    assert str(load_sentence(stored)) == str(Message("source-absent", reason=str(Message("sentence-of-other-version"))))
