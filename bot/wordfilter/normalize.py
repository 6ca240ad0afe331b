"""Normalises text for comparison: removes differences that people do not see, or see through.

The idea of look-alikes is that of Unicode Technical Standard 39, “Unicode Security Mechanisms”, section 4
(https://www.unicode.org/reports/tr39/#Confusable_Detection); the table is our own and holds letters that occur in
practice. Terms are folded the same way, so that a Cyrillic one still finds its own letters.
"""
# ruff: noqa: RUF001 - look-alikes are the point

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, pairwise
from typing import Final
from unicodedata import category, combining, normalize

_LOOK_ALIKES: Final = {
    "a": "аαɑᴀɐⱥ∀₳Ꭺꭤ",
    "b": "вьъβʙɓƀᏼƅ฿",
    "c": "сᴄƈȼɕ₵Ꮯ",
    "d": "ԁđɗɖᴅꭰð₫ժ",
    "e": "еєэзεɛəǝᴇɇҽꭼ",
    "f": "ƒϝꜰ₣ꞙք",
    "g": "ɡɢɠǥցᏻ₲ԍ",
    "h": "нһħհʜɦɥђⱨ",
    "i": "іιıɩɪɨᴉꙇ",
    "j": "јϳɉᴊʝɟ",
    "k": "кκᴋƙʞⱪ₭қ",
    "l": "ӏłʟɭɫƚⱡլǀ",
    "m": "мᴍɱ₥",
    "n": "ипηπŋɲɳɴոռꞑ₦",
    "o": "оοσөøɵᴏօⲟθ",
    "p": "рρᴘƥþ₱ⲣ",
    "q": "ԛʠգ",
    "r": "гʀɹɾɍяꭱⲅɼɽ",
    "s": "ѕꜱʂտꞩ₴",
    "t": "тτᴛŧƭʇⱦ₮",
    "u": "υμսᴜʉʊцꞟ",
    "v": "ѵνᴠʋ",
    "w": "ԝωшщᴡʍɯ₩ա",
    "x": "хχӿⲭ",
    "y": "уүγʏɏყч",
    "z": "ᴢƶȥʐⱬζ",
    "ae": "æ",
    "oe": "œ",
    "ك": "ک",
    "ي": "یى",
    "ه": "ةہ",
}
_SECOND_LOOK_ALIKES: Final = dict(zip("ΗΝΜΥΓΛΣΔηνμиИпудДнть", "hnmyraeahumuuruaanmi", strict=True))
"""A second letter that these can stand for: the capital looks like another one, or the letter sounds like it."""

_FOLDED_BEFORE_NFKC: Final = {"ϲ": "c", "Ϲ": "c"}
"""NFKC turns the lunate sigma into a final sigma, which does not look like a c."""
_CAPITAL_I_RUN: Final = re.compile("(?<=[a-zіа-я])[IІ]+")

_BLANK_CHARACTERS: Final = frozenset("\u2800\u3164\uffa0")
_INVISIBLE_CHARACTERS: Final = frozenset(
    map(
        chr,
        chain(
            (0x034F, 0x0640, 0x115F, 0x1160, 0x17B4, 0x17B5),
            range(0x180B, 0x1810),
            range(0xFE00, 0xFE10),
            range(0xFFF0, 0xFFF9),
            range(0xE0000, 0xE1000),
        ),
    )
)
"""Unicode's Default_Ignorable_Code_Point besides control and format characters, and the Arabic tatweel."""
_INVISIBLE_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs"})
_NEGATIVE_LETTERS: Final = (range(0x1F150, 0x1F16A), range(0x1F170, 0x1F18A))
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_LETTER_FORMING_CLASSES: Final = frozenset({0, 7, 8, 9, 84, 91, 103, 107, 118, 122, 129, 130, 132})
"""The combining classes of marks that make another letter (in Indic scripts, Thai, kana) instead of an accent."""
_FIRST_WITH_LETTER_FORMING_MARKS: Final = "\u0900"
MAX_FOLDED_LENGTH: Final = 4
"""Letters that one character is folded to at most; Unicode has ligatures of 18, which would slow the search down."""


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text as it is compared: folded letters, single kinds of space, and other signs unchanged."""

    original: str
    text: str
    origins: Sequence[int]
    """For each character of :attr:`text` the place in :attr:`original` that it comes from."""
    second_reading: str | None = None
    """The same text with the second reading of letters that look like two others."""

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the original, with the marks on its last letter."""
        stop = self.origins[end - 1] + 1
        while stop < len(self.original) and combining(self.original[stop]):
            stop += 1
        return self.origins[start], stop


def normalize_text(text: str) -> NormalizedText:
    """Normalise the text; the operation is idempotent.

    Letters are folded (NFKC, case, accents, look-alikes), all kinds of white space become spaces, and invisible
    characters are removed.
    """
    if text.isascii() and text.isprintable():
        looked = _capital_i_as_l(text)
        return NormalizedText(text, text.lower(), range(len(text)), None if looked == text else looked.lower())
    letters: list[str] = []
    origins: list[int] = []
    for place, letter in _fold_characters(text):
        letters.append(letter)
        origins.append(place)
    folded = "".join(letters)
    return NormalizedText(text, folded, origins, _build_second_reading(text, letters, origins))


def _fold_characters(text: str) -> list[tuple[int, str]]:
    folded: list[tuple[int, str]] = []
    is_flag = False
    for place, sign in enumerate(text):
        if is_flag != (ord(sign) in _FLAG_LETTERS):
            is_flag = not is_flag
            folded.append((place, " "))
        for letter in fold_character(sign):
            if category(letter) != "Mn" or (folded and folded[-1][1] >= _FIRST_WITH_LETTER_FORMING_MARKS):
                folded.append((place, letter))
    return folded


def _capital_i_as_l(text: str) -> str:
    """Replace a capital I behind a small letter by l, which looks the same."""
    return _CAPITAL_I_RUN.sub(lambda found: "l" * len(found[0]), text)


def _build_second_reading(text: str, letters: list[str], origins: list[int]) -> str | None:
    looked = _capital_i_as_l(text)
    if looked == text and _SECOND_LOOK_ALIKES.keys().isdisjoint(text):
        return None
    changed = {place: sign for place, sign in enumerate(looked) if sign != text[place]}
    return "".join(
        letter if letter == " " else changed.get(place) or _SECOND_LOOK_ALIKES.get(text[place], letter)
        for place, letter in zip(origins, letters, strict=True)
    )


@lru_cache(maxsize=8192)
def fold_character(character: str) -> str:
    """Fold one character: to nothing, one letter, or up to :data:`MAX_FOLDED_LENGTH` characters."""
    if character in _BLANK_CHARACTERS or character.isspace():
        return " "
    for letters in _NEGATIVE_LETTERS:
        if ord(character) in letters:
            return chr(ord("a") + ord(character) - letters.start)
    if ord(character) in _FLAG_LETTERS:
        return chr(ord("a") + ord(character) - _FLAG_LETTERS.start)
    return _FOLDED_BEFORE_NFKC.get(character) or "".join(
        _FOLDED_LOOK_ALIKES.get(letter, letter) for letter in _strip_style_and_accents(character)[:MAX_FOLDED_LENGTH]
    )


def _strip_style_and_accents(character: str) -> str:
    """The character without style, case and accents, before look-alikes are replaced."""
    before, now = "", character
    while before != now:
        before, now = now, normalize("NFKD", now).casefold()
    return "".join(" " if letter.isspace() else letter for letter in now if _is_visible(letter))


def _is_visible(letter: str) -> bool:
    kind = category(letter)
    if kind in _INVISIBLE_CATEGORIES or kind == "Me" or letter in _INVISIBLE_CHARACTERS:
        return letter.isspace()
    return combining(letter) in _LETTER_FORMING_CLASSES


_FOLDED_LOOK_ALIKES: Final = {
    bare: letters
    for letters, alike in _LOOK_ALIKES.items()
    for sign in alike
    for bare in _strip_style_and_accents(sign)
}


_LEET_TABLE: Final = str.maketrans(
    dict(zip("0123456789", "oizeasgtbg", strict=True)) | dict(zip("@$!|(+€£¥¢l", "asiicteiyci", strict=True))
)
_LEET_WORD_CHARACTERS: Final = r"\w@$€£¥¢"
_LEET_TOKEN: Final = re.compile(
    rf"[{_LEET_WORD_CHARACTERS}](?:[{_LEET_WORD_CHARACTERS}!|(+]*[{_LEET_WORD_CHARACTERS}])?"
)
_LETTER_WITH_NUMBER: Final = re.compile(r"[^\W\d_]\d+|\d+[^\W\d_]")
_HEX_COLOUR: Final = re.compile(r"#(?=[a-f]{0,7}\d)[0-9a-f]{3,8}(?![^\W_])")
_SINGLE_CHARACTER_LENGTH: Final = 1
_MIN_LEET_SYMBOLS: Final = 2


def blank_hex_colours(text: str) -> str:
    """The normal text with spaces in place of hex colours, so that none of them is read as a word."""
    return _HEX_COLOUR.sub(lambda colour: " " * len(colour[0]), text) if "#" in text else text


def decode_leet(text: str) -> str | None:
    """The normal text with letters in place of digits and signs that stand for them, if there are any.

    Numbers stay numbers, and so do names like “a4” and “50s”. Because ``1`` stands for both, an ``l`` becomes an ``i``:
    terms that are compared with this are folded by :func:`fold_leet`.
    """
    if (read := _LEET_TOKEN.sub(_decode_leet_token, text)) == text:
        return None
    return read.replace("l", "i")


def fold_leet(text: str) -> str:
    """Fold a term's normalised text for comparison with the result of :func:`decode_leet`."""
    return text.translate(_LEET_TABLE)


def _decode_leet_token(token: re.Match[str]) -> str:
    text = token[0]
    if text.isalpha():
        return text
    letters = sum(map(str.isalpha, text))
    signs = len(text) - letters - sum(map(str.isdigit, text))
    if len(text) > _SINGLE_CHARACTER_LENGTH and (
        (not letters and signs < _MIN_LEET_SYMBOLS) or _LETTER_WITH_NUMBER.fullmatch(text)
    ):
        return text
    return text.translate(_LEET_TABLE)


# Pieces: a text is words and numbers with something between them.

Span = tuple[int, int]

_HAN_AND_KANA: Final = r"\u3005\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_UNSPACED: Final = rf"\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff{_HAN_AND_KANA}"
_IS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_LETTER_PATTERN: Final = rf"(?:[^\W\d_{_UNSPACED}]|[\u0900-\u0dff])"
_SOFT_SEPARATORS: Final = r"._*~^=+•·∙⋅‧‐–—−-"
_ARTICLES: Final = frozenset("ai")
_WORD_CHARACTER: Final = re.compile(r"\w")
_REPEATED_CHARACTER: Final = re.compile(r"([^\s\d])\1+")


class _ScriptPatterns:
    """Compiled patterns that find pieces, for letters that match ``letter``; ASCII text has a faster set."""

    def __init__(self, letter: str, more: str = "") -> None:
        beside = rf"(?<!{letter}){letter}(?!{letter})"
        self.words = re.compile(rf"{letter}+|\d+{more}")
        self.letters = re.compile(rf"{letter}+")
        self.spaced_letters = re.compile(rf"{beside}(?:(?:(?!{letter})\D){{1,8}}+{letter}(?!{letter}))++")
        self.split_words = re.compile(rf"(?<!{letter}){letter}++(?:[{_SOFT_SEPARATORS}]{{1,3}}+{letter}++)++")
        self.masked_words = re.compile(rf"(?<![\w*])(?<!{letter}){letter}++(?:[*#%•]{{1,3}}+{letter}++)++")


_ASCII_PATTERNS: Final = _ScriptPatterns("[a-z]")
_UNICODE_PATTERNS: Final = _ScriptPatterns(_LETTER_PATTERN, rf"|[{_UNSPACED}]+")
_SPACED_HAN: Final = re.compile(
    rf"(?<![{_HAN_AND_KANA}])[{_HAN_AND_KANA}]++(?:[\s{_SOFT_SEPARATORS}]{{1,3}}+[{_HAN_AND_KANA}]++)++"
)
_HAN: Final = re.compile(f"[{_HAN_AND_KANA}]+")


def is_unspaced_script(letter: str) -> bool:
    """Whether words of the letter's script have no spaces between them, or endings hung on them.

    That is so for Han, kana, Hangul, Thai, Lao, Khmer and Burmese.
    """
    return _IS_UNSPACED.match(letter) is not None


def _patterns_for(text: str) -> _ScriptPatterns:
    return _ASCII_PATTERNS if text.isascii() else _UNICODE_PATTERNS


def collapse_repeats(text: str) -> str:
    """The text with one letter in place of each run of the same."""
    return _REPEATED_CHARACTER.sub(r"\1", text)


def join_collapsed(first: str, second: str) -> str:
    """``squeezed(first + second)`` of two texts that are squeezed."""
    is_one_run = first[-1:] == second[:1] and first and not first[-1].isspace() and not first[-1].isdecimal()
    return first + second[1:] if is_one_run else first + second


def run_lengths(text: str) -> tuple[int, ...]:
    """For each character of ``squeezed(text)`` how often it stands there."""
    runs = ((letter, len(list(run))) for letter, run in groupby(text))
    return tuple(chain.from_iterable([1] * length if letter.isdecimal() else [length] for letter, length in runs))


class TokenLine:
    """Words with one space before, between and after them, runs of a letter squeezed to one: what terms are sought in.

    Each word is some pieces of the normal text, put together.
    """

    def __init__(self, source: str, words: Sequence[Sequence[Span]]) -> None:
        self._source = source
        self._words = words
        spelled = (source[word[0][0] : word[0][1]] if len(word) == 1 else join_spans(source, word) for word in words)
        self.text = collapse_repeats(f" {' '.join(spelled)} ")
        self._runs: list[tuple[int, int, int]] | None = None

    @property
    def runs(self) -> list[tuple[int, int, int]]:
        """For each character of :attr:`text` where it starts and ends in the normal text, and how often it is there."""
        if self._runs is None:
            self._runs = [(0, 0, 0)]
            for word in self._words:
                self._runs += _build_runs(self._source, word)
                self._runs.append((0, 0, 0))
        return self._runs


def _build_runs(source: str, word: Sequence[Span]) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    last = ""
    for start, end in word:
        for place in range(start, end):
            letter = source[place]
            if letter == last and not letter.isdecimal():
                first, _, count = runs[-1]
                runs[-1] = (first, place + 1, count + 1)
            else:
                runs.append((place, place + 1, 1))
            last = letter
    return runs


def join_spans(text: str, spans: Iterable[Span]) -> str:
    return "".join(text[start:end] for start, end in spans)


def build_token_line(text: str) -> TokenLine:
    """All words and numbers of a normal text."""
    return TokenLine(text, [[piece] for piece in word_spans(text)])


def word_spans(text: str) -> list[Span]:
    """Where the words and numbers of a normal text stand."""
    return [found.span() for found in _patterns_for(text).words.finditer(text)]


def extract_words(text: str) -> list[str]:
    """The words and numbers of a normal text."""
    return _patterns_for(text).words.findall(text)


def find_spaced_letters(text: str) -> Iterator[list[Span]]:
    """Sequences of single letters that may spell out one word.

    “a k i l l” is yielded with and without the “a”, which may be a word of its own, and “k i l l   t h e m” whole and
    split at its wider gap.
    """
    script = _patterns_for(text)
    for found in script.spaced_letters.finditer(text):
        alone = [letter.span() for letter in script.letters.finditer(text, *found.span())]
        yield from _article_variants(text, alone)
        parts = _split_at_wide_gaps(alone)
        if len(parts) > 1:
            for part in parts:
                yield from _article_variants(text, part)
    if script is _UNICODE_PATTERNS:
        for found in _SPACED_HAN.finditer(text):
            yield [piece.span() for piece in _HAN.finditer(text, *found.span())]


def _article_variants(text: str, letters: list[Span]) -> Iterator[list[Span]]:
    from_second = text[letters[0][0]] in _ARTICLES
    to_last_but_one = text[letters[-1][0]] in _ARTICLES
    for first in range(1 + from_second):
        for behind in range(1 + to_last_but_one):
            if len(word := letters[first : len(letters) - behind]) > 1:
                yield word


def _split_at_wide_gaps(letters: list[Span]) -> list[list[Span]]:
    gaps = [after[0] - before[1] for before, after in pairwise(letters)]
    narrowest = min(gaps)
    parts = [[letters[0]]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap > narrowest:
            parts.append([])
        parts[-1].append(letter)
    return parts


def find_split_words(text: str) -> Iterator[list[Span]]:
    """Pieces with dots, dashes and the like between them and no space: “na-zi”, “s-p-a_c*ed”."""
    script = _patterns_for(text)
    for found in script.split_words.finditer(text):
        yield [piece.span() for piece in script.letters.finditer(text, *found.span())]


def find_masked_words(text: str) -> Iterator[Span]:
    """Words with asterisks or the like in place of inner letters: “d*mn”."""
    spans = (found.span() for found in _patterns_for(text).masked_words.finditer(text))
    # Checked here: a lookahead in the pattern would make it start again behind each sign.
    return ((start, end) for start, end in spans if not _WORD_CHARACTER.match(text, end))
