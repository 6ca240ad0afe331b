"""Flags inside a prompt are choices, and everything else is words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalog import AspectRatio, OutputFormat, Resolution
from bot.domain.prompt import parse_flags
from bot.domain.request import Options
from bot.domain.text import clean
from bot.errors import Invalid

CHOICES = {
    "--ar 16:9": Options(ratio=AspectRatio.WIDE_16_9),
    "--aspect 9:19.5": Options(ratio=AspectRatio.TALL_9_19),
    "--ar 3x2": Options(ratio=AspectRatio.WIDE_3_2),
    "--pro": Options(model="pro"),
    "--standard": Options(model="standard"),
    "--model Fast": Options(model="fast"),
    "--1k": Options(resolution=Resolution.K1),
    "--2k": Options(resolution=Resolution.K2),
    "--count 4": Options(count=4),
    "--repeat 20": Options(count=20),
    "--r 1": Options(count=1),
    "--style noir": Options(style="noir"),
    "--format png": Options(format=OutputFormat.PNG),
    "--format jpeg": Options(format=OutputFormat.JPG),
    "--quality 80": Options(quality=80),
    "--private": Options(private=True),
    "--spoiler": Options(spoiler=True),
}


@pytest.mark.parametrize("template", ["a fox {}", "{} a fox", "a {} fox", "a\n{}  fox", "a fox {}."])
@pytest.mark.parametrize(("flag", "options"), CHOICES.items())
def test_flag_works_at_any_position(flag: str, options: Options, template: str) -> None:
    assert parse_flags(template.format(flag)) == ("a fox", options)


@pytest.mark.parametrize("dash", ["--", "—", "–", "––", "—-", "-—", "---"])
@pytest.mark.parametrize(("flag", "options"), CHOICES.items())
def test_flag_works_with_every_dash_phones_type(flag: str, options: Options, dash: str) -> None:
    assert parse_flags(f"a fox {dash}{flag.removeprefix('--')}") == ("a fox", options)


@pytest.mark.parametrize(("flag", "options"), CHOICES.items())
def test_a_flag_works_in_every_case_and_with_an_equals_sign(flag: str, options: Options) -> None:
    assert parse_flags(f"a fox {flag.upper()}") == ("a fox", options)
    assert parse_flags(f"a fox {flag.replace(' ', '=')}") == ("a fox", options)


def test_flags_combine_and_the_last_duplicate_wins() -> None:
    words, options = parse_flags("--ar 1:1 a fox --pro --2k in snow --r=4 --ar 16:9 --spoiler")
    assert words == "a fox in snow"
    assert options == Options(ratio=AspectRatio.WIDE_16_9, model="pro", resolution=Resolution.K2, count=4, spoiler=True)


@pytest.mark.parametrize(
    "text",
    [
        "well--known",
        "a -- b",
        "--",
        "—",
        "a — b",
        "old—and—tired",
        "—Hola, dijo",
        "-ar 16:9",
        "x-2",
        "-5 degrees",
        "---",
        "--!",
    ],
)
def test_dashes_outside_flags_stay_text(text: str) -> None:
    assert parse_flags(text) == (text, Options())


@pytest.mark.parametrize("flag", ["seed", "no", "v", "stylize", "chaos", "niji", "tile", "sref", "weird"])
@pytest.mark.parametrize("dash", ["--", "—"])
def test_midjourney_flag_is_rejected_with_its_reason(dash: str, flag: str) -> None:
    with pytest.raises(
        Invalid,
        match=rf"^--{flag} \([^)]+\) is not used here; you can use --ar, .* and --spoiler\. "
        rf"To keep a word as text, put a space after the dashes: “-- {flag}”\.$",
    ):
        parse_flags(f"a fox {dash}{flag} 5 --pro")


def test_unknown_flags_are_all_named_in_a_single_sentence() -> None:
    with pytest.raises(Invalid, match=r"^--foo, --seed \(.*\) and --bar are not used here; .*$") as caught:
        parse_flags("a --foo --seed=5 fox --BAR 7 --foo")
    assert "\n" not in str(caught.value)


def test_unknown_flag_error_stays_short_for_hundreds_of_flags() -> None:
    with pytest.raises(Invalid, match="--flag11 and 488 more are not used here") as caught:
        parse_flags(" ".join(f"--flag{number}" for number in range(500)))
    assert len(str(caught.value)) < 600


def test_unknown_flag_error_pings_nobody() -> None:
    with pytest.raises(Invalid) as caught:
        parse_flags("--x<@1>@everyone`[a](https://evil.example)")
    assert not set(str(caught.value)) & set("<>@`[]")


def test_a_flag_hidden_by_zero_width_characters_is_still_a_flag() -> None:
    with pytest.raises(Invalid, match="--seed"):
        parse_flags("a fox -\u200b-se\u200ded 5")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("--ar 4:5", "--ar 4:5 cannot be drawn: the nearest is 3:4, and you can use 1:1, .* or 9:20"),
        ("--ar 21:9", "the nearest is 19.5:9|the nearest is 20:9"),
        ("--ar 1000:1", "the nearest is 20:9"),
        ("--ar 0:1", "cannot be drawn: you can use 1:1"),
        ("--aspect banana", "--aspect banana cannot be drawn: you can use 1:1"),
        ("--ar", "--ar needs a value after it, such as --ar 16:9"),
        ("--ar --pro", "--ar needs a value"),
        ("--ar=", "--ar needs a value"),
        ("--count 0", "from 1 to 20"),
        ("--count 21", "from 1 to 20"),
        ("--count four", "--count four cannot be used: write a number from 1 to 20"),
        ("--count ٣", "from 1 to 20"),
        ("--count 99999999999999999999", "from 1 to 20"),
        ("--quality 19", "from 20 to 99"),
        ("--quality 100", "from 20 to 99"),
        ("--format gif", "write JPG, PNG or WEBP"),
        ("--private=no", "--private takes no value"),
        ("--model", "such as --model pro"),
    ],
)
def test_impossible_flag_value_error_lists_the_possible_values(text: str, named: str) -> None:
    with pytest.raises(Invalid, match=named):
        parse_flags(f"a fox {text}")


@pytest.mark.parametrize(
    "text",
    [
        "a skater —pro skater at the rail",
        "keep out —private property",
        "a wide shot —ar 16:9 of a fox",
        "a sign: – 2k run",
        "a film —style noir film",
        "a beach —no people",
        "a car, red and —fast",
        "a shop —standard ——pro and more",
        "he is a —pro.",
        "a frame —ar",
        "a frame —ar banana",
        "seven —count seven",
        "—pro and nothing else matters",
        "猫 ——pro 级别",
        "a fox —wonderful",
        "a fox —frobnicate 5",
    ],
)
def test_long_dash_inside_a_sentence_is_not_a_flag(text: str) -> None:
    assert parse_flags(text) == (text, Options())


@pytest.mark.parametrize(
    ("text", "words", "options"),
    [
        ("a fox —ar 16:9 —pro", "a fox", Options(ratio=AspectRatio.WIDE_16_9, model="pro")),
        ("a —pro skater —pro", "a —pro skater", Options(model="pro")),
        ("a fox —ar=3:2 --2k", "a fox", Options(ratio=AspectRatio.WIDE_3_2, resolution=Resolution.K2)),
        ("a fox —pro --standard", "a fox", Options(model="standard")),
        ("a fox --standard —pro", "a fox", Options(model="pro")),
        ("a fox --pro —private property", "a fox —private property", Options(model="pro")),
    ],
)
def test_long_dash_after_the_last_word_is_a_flag(text: str, words: str, options: Options) -> None:
    assert parse_flags(text) == (words, options)


LATIN = st.text("abcdefghij", min_size=1, max_size=6)
DASHED = st.sampled_from(
    ["pro", "private", "2k", "spoiler", "standard", "fast", "no", "v", "raw", "ar", "style", "count"]
)


@given(st.lists(st.tuples(st.sampled_from(["", "—", "–", "——"]), DASHED | LATIN), max_size=12), LATIN)
def test_a_sentence_with_dashes_inside_keeps_all_its_words(said: list[tuple[str, str]], last: str) -> None:
    text = " ".join([*(f"{dash}{word}" for dash, word in said), f"z{last}"])
    if not any(dash and word == "style" for dash, word in said[-1:]):  # “—style noir” at the end is a flag
        assert parse_flags(text) == (text, Options())


@given(st.text(st.sampled_from("-–—abpro2k .,"), max_size=60), st.booleans())
def test_words_that_are_not_flags_stay_in_the_prompt(text: str, ends: bool) -> None:
    text = f"{text} —pro" if ends else f"{text} end"
    try:
        left, options = parse_flags(text)
    except Invalid as refusal:
        assert "--" in str(refusal)  # noqa: PT017 - two hyphens are always a flag
        return
    taken = [word for word in clean(text).split() if word not in left.split()]
    assert all(word[0] in "-–—" for word in taken)
    assert bool(taken) == (options != Options())


words = st.lists(st.text(st.characters(exclude_characters="-–—"), min_size=1, max_size=8), max_size=8)
flags = st.sampled_from(sorted(CHOICES))


@given(words)
def test_text_without_dashes_stays_with_single_spaces(prompt: list[str]) -> None:
    text = " ".join(prompt)
    assert parse_flags(text) == (" ".join(clean(text).split()), Options())


@given(words, st.lists(flags, max_size=4), st.randoms(use_true_random=False))
def test_flags_leave_no_trace_in_the_prompt(prompt: list[str], chosen: list[str], random: object) -> None:
    text = [word for word in (" ".join(clean(word).split()) for word in prompt) if word]
    mixed = [*text]
    for flag in chosen:
        mixed.insert(random.randint(0, len(mixed)), flag)  # type: ignore[attr-defined] # hypothesis' Random
    left, options = parse_flags(" ".join(mixed))
    assert left == " ".join(text)
    assert (options == Options()) == (not chosen)


@given(st.text(st.sampled_from("-–—=: .,abr169\n\u200b"), max_size=40))
def test_parsed_prompt_contains_no_further_flag(text: str) -> None:
    try:
        left, _ = parse_flags(text)
    except Invalid as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - most random flags are refused
    else:
        assert parse_flags(left) == (left, Options())
