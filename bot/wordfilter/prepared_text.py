"""A text, prepared once for all searches."""

from functools import cached_property

from bot.wordfilter.leet import blank_hex_colours, decode_leet
from bot.wordfilter.normalize import normalize_text
from bot.wordfilter.segments import Span, find_masked_words, find_spaced_letters, find_split_words
from bot.wordfilter.token_line import TokenLine, build_token_line, collapse_repeats


class SegmentedText:
    """A normalised text, split in every way in which terms are searched; each is computed when it is first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def token_line(self) -> TokenLine:
        """All words."""
        return build_token_line(self.text)

    @cached_property
    def spaced_letters(self) -> list[TokenLine]:
        """Each sequence of single letters as one word: ``"k i l l"``."""
        return [TokenLine(self.text, [pieces]) for pieces in find_spaced_letters(self.text)]

    @cached_property
    def split_words(self) -> list[tuple[list[Span], list[str]]]:
        """The pieces of each split word (``"na-zi"``): their spans, and their collapsed letters."""
        return [
            (pieces, [collapse_repeats(self.text[start:end]) for start, end in pieces])
            for pieces in find_split_words(self.text)
        ]

    @cached_property
    def masked_words(self) -> list[Span]:
        """The spans of words with masked letters: ``"d*mn"``."""
        return list(find_masked_words(self.text))

    @cached_property
    def leet_form(self) -> "SegmentedText | None":
        """The text with letters in place of digits and symbols; ``None`` if nothing was replaced."""
        decoded = decode_leet(self.text)
        return None if decoded is None else SegmentedText(decoded)


class PreparedText:
    """A text, normalised once for all word lists."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.normalized = normalize_text(text)
        self.segmented = SegmentedText(blank_hex_colours(self.normalized.text))
        second_reading = self.normalized.second_reading
        self.second_reading = None if second_reading is None else SegmentedText(blank_hex_colours(second_reading))
