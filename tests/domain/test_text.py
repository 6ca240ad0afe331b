"""What a member types is harmless wherever it is shown."""

import re
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.invisible_characters import MAX_COMBINING_MARKS, clean_unicode
from bot.domain.text import ELLIPSIS, MAX_QUOTED_LINES, clean, format_code_block, format_dollars, sanitize_line

NASTY = (
    *("```", "``", "`", "\u1fef", "\n", "\r\n", "\u2028", "@everyone", "<@1>", "<@&1>", "<#1>", "</cmd:1>", "<t:0>"),
    *("<a:x:1>", "<id:customize>", "[x](http://evil.example)", "<https://evil.example>", "https://evil.example"),
    *("# big", "-# small", "- one", "1. one", "> said", "||hidden||", "**bold**", "__under__", "~~gone~~", "\\"),
    *("\u202e", "\u2066", "\u200b", "\u200d", "\ufe0f", "\u0301" * 30, "Z" + "\u0335" * 30, "\u034f", "\U000e0041"),
    *("\u200c", "می", "क\u094d", "\u094d", "🏴\U000e0067\U000e0062\U000e0073\U000e007f", "\U000e007f", "🏴"),
    *("👩\u200d💻", "❤\ufe0f", "1\ufe0f\u20e3", "é", "각", "\x00", "\x1b[31m", "\ud800", "\ue000", "a", " ", "…"),
)
hostile = st.lists(st.sampled_from(NASTY) | st.text(max_size=5), max_size=20).map("".join)


@given(hostile)
def test_clean_removes_invisible_characters(text: str) -> None:
    left = clean(text)
    assert left == left.strip()
    assert left == normalize("NFC", left)
    left = re.sub("🏴[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f", "", left)
    unseen = {letter for letter in left if category(letter) in {"Cc", "Cf", "Co", "Cs"}}
    assert unseen <= {"\n", "\u200c", "\u200d"}
    assert re.search("[\u200c\u200d]{2}|[ -~][\u200c\u200d]", left) is None


@given(hostile)
def test_clean_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(
    st.text(st.characters(codec="ascii")) | st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Z"]))
)
def test_clean_gives_the_same_result_for_ascii_on_the_fast_path(text: str) -> None:
    assert clean(text) == clean_unicode(text)


@given(hostile)
def test_clean_limits_combining_marks_per_letter(text: str) -> None:
    marks = re.sub(r"[\ufe0e\ufe0f]", "", normalize("NFD", clean(text)))
    runs = "".join("m" if category(letter) in {"Mn", "Me"} else " " for letter in marks).split()
    assert max(map(len, runs), default=0) <= MAX_COMBINING_MARKS


@pytest.mark.parametrize(
    "text",
    [
        "👩‍💻",
        "🏳️‍🌈",
        "❤️",
        "1️⃣",
        "🏴‍☠️",
        "🙂‍↔️",
        "👍🏽",
        "👨‍👩‍👧‍👦",
        "Tiếng Việt",
        "नमस्ते",
        "한국어",
        "שלום",
        "two\nlines",
        "naïve café",
        "می\u200cروم",
        "نامه\u200cی من",
        "क्\u200dष",
        "क्\u200cष",
        "র\u200d্য",
        "ന്\u200d പ",
        "ශ්\u200dරී",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f, Wales",
        "a 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f flag",
        "❤\ufe0f\u200d🔥",
    ],
)
def test_clean_keeps_legitimate_emoji_and_scripts(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\u202eb", "ab"),
        ("a\u200bb\u200dc\ufeffd", "abcd"),
        ("e\u0301", "é"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("  a \n", "a"),
        ("\u3164\u2800", ""),
        ("se\U000e0041\U000e0042ed", "seed"),
        ("x\ufe0f", "x"),
        ("می\u200c\u200c\u200dخ", "می\u200cخ"),
        ("سلام\u200c", "سلام"),
        ("k\u200cill", "kill"),
        ("漢\u200d字", "漢字"),
        ("🏳\U000e0067\U000e0062\U000e0073\U000e007f", "🏳"),
        ("🏴\U000e0067\U000e0062\U000e0073", "🏴"),
        ("🏴" + "\U000e0061" * 30 + "\U000e007f", "🏴"),
        ("क" + "\u094d\u200d" * 9 + "ष", "क" + "\u094d" * 4 + "\u200dष"),
    ],
)
def test_clean_removes_hidden_characters(text: str, left: str) -> None:
    assert clean(text) == left


@given(hostile, st.integers(9, 200))
def test_code_block_is_always_a_single_block_within_the_limit(text: str, limit: int) -> None:
    block = format_code_block(text, limit)
    assert len(block) <= limit
    assert block.startswith("```\n")
    assert block.endswith("\n```")
    assert block.count("`") == 6
    assert block[4:-4].strip()
    assert block.count("\n") <= MAX_QUOTED_LINES + 1


def test_backtick_look_alikes_do_not_open_a_fence() -> None:
    assert format_code_block("\u1fef\u1fef\u1fef", 100) == "```\nˋˋˋ\n```"  # noqa: RUF001 - the look-alike is the point


def test_cut_quotation_ends_with_an_ellipsis() -> None:
    assert format_code_block("abcdefgh", 14) == f"```\nabcde{ELLIPSIS}\n```"
    assert format_code_block("\n".join("abcdefghijklmnop"), 100).endswith(f"l{ELLIPSIS}\n```")
    assert format_code_block("\n".join("abcdefghijklmnop"), 100, max_lines=None).endswith("\np\n```")


def test_empty_quotation_is_still_a_code_block() -> None:
    assert format_code_block("", 100) == f"```\n{ELLIPSIS}\n```"


def test_cut_line_leaves_no_joiner_before_the_ellipsis() -> None:
    assert sanitize_line("👩‍💻", 2) == "👩…"


@given(hostile, st.integers(1, 1024))
def test_sanitized_line_has_no_discord_markup(text: str, limit: int) -> None:
    line = sanitize_line(text, limit)
    assert len(line) <= limit
    assert line.splitlines() in ([], [line])
    assert not set(line) & set("`*_~|<>@[]\\")
    assert not re.search(r"^-?#{1,3} ", line)
    assert "://" not in line
    assert not re.match(r"(?:[-+]|\d+[.)]) ", line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a fox, 3.5 cm (small): well-known", "a fox, 3.5 cm (small): well-known"),
        ("one\n\n two", "one two"),
        ("<@1> <#2> <@&3>", "‹＠1› ‹#2› ‹＠&3›"),  # noqa: RUF001 - the look-alikes are the point
        ("keep it to #studio", "keep it to #studio"),
        ("#1 of 3, C# and more", "#1 of 3, C# and more"),
        ("@everyone @here @Everyone", "＠everyone ＠here ＠Everyone"),  # noqa: RUF001 - the look-alikes are the point
        ("## big # b", "＃# big # b"),  # noqa: RUF001 - the look-alike is the point
        ("-# small", "-＃ small"),  # noqa: RUF001 - the look-alike is the point
        ("1. a", "1․ a"),  # noqa: RUF001 - the look-alike is the point
        ("- a", "‐ a"),  # noqa: RUF001 - the look-alike is the point
        ("https://x.example", "https：//x.example"),  # noqa: RUF001 - the look-alike is the point
    ],
)
def test_sanitized_line_stays_readable(text: str, line: str) -> None:
    assert sanitize_line(text, 100) == line


@pytest.mark.parametrize(
    ("micros", "shown"),
    [
        (70_000, "$0.07"),
        (22_000, "$0.022"),
        (0, "$0.00"),
        (1, "$0.000001"),
        (1_400_000, "$1.40"),
        (1_234_500_000, "$1,234.50"),
        (-20_000, "-$0.02"),
        (100_000_000, "$100.00"),
    ],
)
def test_dollars_are_formatted_with_as_many_digits_as_needed(micros: int, shown: str) -> None:
    assert format_dollars(micros) == shown


@given(st.integers(-(10**15), 10**15))
def test_dollar_format_is_lossless(micros: int) -> None:
    whole, rest = format_dollars(micros).replace("$", "").replace(",", "").split(".")
    assert int(whole + rest.ljust(6, "0")) == micros
