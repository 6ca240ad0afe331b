"""Sentences are stored as codes with fields, and read in any language."""

import pytest

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
