"""Requests from prompt inputs: options win over flags, flags over defaults, and defaults never prevent a request."""

from contextlib import suppress
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.catalog import DEFAULT_MODELS, AspectRatio, Catalog, OutputFormat, Resolution
from bot.domain.prompt_input import PromptInput, build_requests, inherited_options, repeat, reprice, variation
from bot.domain.request import Options, Origin, PolicySnapshot, Reference, Request
from bot.domain.server_rules import FlaggedAction
from bot.domain.styles import Style, Styles
from bot.errors import Invalid

NOIR, LONG = Style(name="noir", text="film noir"), Style(name="long", text="x" * 400)
STYLES = Styles([NOIR, LONG])
EVERYTHING = {key: model.model_copy(update={"enabled": True}) for key, model in DEFAULT_MODELS.items()}
NARROW = {"v2": EVERYTHING["v2"], "words": EVERYTHING["standard"].model_copy(update={"references": 0})}
PICTURE = Reference(url="https://cdn.discordapp.com/a.png")

OPTIONS = st.builds(
    Options,
    ratio=st.none() | st.sampled_from(AspectRatio),
    model=st.none() | st.sampled_from(["standard", "pro", "quality", "v2", "words", "retired"]),
    resolution=st.none() | st.sampled_from(Resolution),
    count=st.none() | st.integers(1, 20),
    style=st.none() | st.sampled_from(["noir", "long", "none", "elsewhere"]),
    format=st.none() | st.sampled_from(OutputFormat),
    quality=st.none() | st.integers(20, 99),
    private=st.none() | st.booleans(),
    spoiler=st.none() | st.booleans(),
)


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    catalog = Catalog(draw(st.sampled_from([DEFAULT_MODELS, EVERYTHING, NARROW])))
    for key in draw(st.sets(st.sampled_from(list(catalog)))):
        catalog.mark_unavailable(key)
    return catalog


def asked(
    words: str = "a fox", /, catalog: Catalog | None = None, defaults: Options | None = None, **input_fields: Any
) -> Request:
    (request,) = build_requests(
        PromptInput(prompt=words, **input_fields),
        catalog=catalog or Catalog(),
        styles=STYLES,
        defaults=defaults or Options(),
    )
    return request


@given(
    said=OPTIONS,
    defaults=OPTIONS,
    catalog=catalogs(),
    references=st.sampled_from([(), (PICTURE,)]),
    length=st.sampled_from([5, 2700]),
)
@example(Options(), Options(model="v2"), Catalog(EVERYTHING), (), 5)
@example(Options(ratio=AspectRatio.SQUARE), Options(model="v2"), Catalog(EVERYTHING), (), 5)
@example(Options(model="standard"), Options(resolution=Resolution.K2), Catalog(), (), 5)
@example(Options(), Options(style="elsewhere", count=3), Catalog(), (), 5)
@example(Options(), Options(style="long"), Catalog(), (), 2700)
def test_defaults_never_break_a_valid_request_or_change_explicit_options(
    said: Options, defaults: Options, catalog: Catalog, references: tuple[Reference, ...], length: int
) -> None:
    words = "x" * length
    try:
        without = asked(words, catalog, options=said, references=references)
    except Invalid:
        with suppress(Invalid):  # a default may be what makes it possible
            asked(words, catalog, defaults, options=said, references=references)
        return
    request = asked(words, catalog, defaults, options=said, references=references)
    for name in [field.name for field in fields(said) if getattr(said, field.name) is not None]:
        assert getattr(request, name) == getattr(without, name)
    for name in ("count", "format", "quality", "private", "spoiler"):
        chosen = getattr(said.with_fallback(defaults), name)
        assert chosen is None or getattr(request, name) == chosen


@given(said=OPTIONS, defaults=OPTIONS)
def test_defaults_that_fit_are_all_used(said: Options, defaults: Options) -> None:
    together = said.with_fallback(defaults)
    try:
        meant = asked(options=together)
    except Invalid:
        return
    assert asked(options=said, defaults=defaults) == meant


@pytest.mark.parametrize(
    ("words", "options", "model"),
    [
        ("a fox", Options(), "quality"),
        ("a fox --pro", Options(), "pro"),
        ("a fox --pro", Options(model="standard"), "standard"),
    ],
)
def test_options_win_over_flags_and_flags_over_defaults(words: str, options: Options, model: str) -> None:
    assert asked(words, Catalog(EVERYTHING), Options(model="quality"), options=options).model == model


def test_conflicting_defaults_are_dropped_as_few_as_possible() -> None:
    usual = Options(model="v2", ratio=AspectRatio.WIDE_3_2, resolution=Resolution.K2, style="noir")
    request = asked(catalog=Catalog(EVERYTHING), defaults=usual)
    assert (request.model, request.ratio, request.resolution, request.style) == (
        *("v2", AspectRatio.WIDE_3_2, Resolution.K1),
        NOIR,
    )


def test_default_model_can_make_an_explicit_option_possible() -> None:
    with pytest.raises(Invalid, match="does not draw in 2K"):
        asked("a fox --2k")
    assert asked("a fox --2k", defaults=Options(model="pro")).model == "pro"


def test_edit_keeps_the_shape_of_its_picture_despite_a_default_ratio() -> None:
    usual = Options(ratio=AspectRatio.WIDE_16_9)
    assert asked(references=(PICTURE,), defaults=usual).ratio is None
    assert asked("a fox --ar 4:3", references=(PICTURE,), defaults=usual).ratio is AspectRatio.WIDE_4_3


def test_style_none_switches_a_default_style_off() -> None:
    assert asked(defaults=Options(style="noir")).style == NOIR
    assert asked("a fox --style none", defaults=Options(style="noir")).style is None
    assert asked("a fox --style long", defaults=Options(style="noir")).style == LONG


def test_explicit_unknown_style_is_rejected() -> None:
    with pytest.raises(Invalid, match="did you mean noir"):
        asked("a fox --style noi", defaults=Options(style="noir"))


def test_variant_becomes_its_own_request_with_its_own_flags() -> None:
    prompt_input = PromptInput(prompt="a {fox --private, owl} --ar {16:9, 1:1}", options=Options(count=2))
    found = build_requests(prompt_input, catalog=Catalog(), styles=STYLES, defaults=Options())
    assert [(one.prompt, one.private, one.ratio, one.count) for one in found] == [
        ("a fox", True, AspectRatio.WIDE_16_9, 2),
        ("a fox", True, AspectRatio.SQUARE, 2),
        ("a owl", False, AspectRatio.WIDE_16_9, 2),
        ("a owl", False, AspectRatio.SQUARE, 2),
    ]


# ── what was offered, today ──────────────────────────────────────────────────────────────────────────────────────────


@given(options=OPTIONS, references=st.sampled_from([(), (PICTURE,)]), way=st.sampled_from(Origin))
def test_repriced_request_is_identical_if_nothing_changed(
    options: Options, references: tuple[Reference, ...], way: Origin
) -> None:
    try:
        request = asked(options=replace(options), references=references, origin=way)
    except Invalid:
        return
    assert reprice(request, Catalog()) == request


def test_repriced_request_uses_current_price_and_successor_model() -> None:
    models = {key: model.model_copy(update={"successor": "quality"}) for key, model in EVERYTHING.items()}
    catalog = Catalog(models)
    offered = asked("a fox --pro", catalog)
    catalog.mark_unavailable("pro")
    today = reprice(offered, catalog)
    assert (today.model, today.replaced_model) == ("quality", "Grok Imagine Pro")
    assert today.estimate < offered.estimate
    dearer = Catalog({**models, "quality": models["quality"].model_copy(update={"price": 1.0})})
    again = reprice(today, dearer)
    assert (again.estimate, again.replaced_model) == (1_000_000, "Grok Imagine Pro")


def test_reprice_rejects_a_request_whose_model_is_gone() -> None:
    catalog = Catalog()
    offered = asked("a fox --pro", catalog)
    catalog.mark_unavailable("pro")
    with pytest.raises(Invalid, match="does not offer Grok Imagine Pro right now; you can use standard"):
        reprice(offered, catalog)


def test_flag_in_a_variant_does_not_affect_inherited_options_of_others() -> None:
    kept = Options(model="pro", resolution=Resolution.K2)
    prompt_input = PromptInput(
        prompt="a {--standard, } hat", inherited=kept, references=(Reference(job_id=1, number=1),), origin=Origin.EDIT
    )
    first, second = build_requests(prompt_input, catalog=Catalog(), styles=Styles([]), defaults=Options())
    assert (first.model, first.resolution) == ("standard", Resolution.K1)
    assert (second.model, second.resolution) == ("pro", Resolution.K2)


@pytest.mark.parametrize(
    ("words", "private"),
    [("a fox --private", True), ("a fox —private", True), ("a fox -private", False), ("a fox--private", False)],
)
def test_prompt_input_is_private_exactly_when_a_flag_makes_the_request_private(words: str, private: bool) -> None:
    prompt_input = PromptInput(prompt=words)
    (request,) = build_requests(prompt_input, catalog=Catalog(), styles=Styles([]), defaults=Options())
    assert prompt_input.is_private is request.private is private


def test_policy_snapshot_survives_reprice_but_not_repeat_or_variation() -> None:
    treatment = PolicySnapshot(approval=True, flagged=FlaggedAction.HOLD, tier="gold", free=True)
    old = asked().model_copy(update={"policy": treatment})
    assert reprice(old, Catalog()).policy == treatment
    for made in (repeat(old, Catalog()), variation(old, PICTURE, Catalog())):
        assert made.policy == PolicySnapshot()
        assert made.quota_images == 1


def test_variation_and_edit_request_a_single_picture() -> None:
    old = asked().model_copy(update={"count": 4})
    made = variation(old, PICTURE, Catalog())
    assert (made.count, made.quota_images, made.references) == (1, 1, (PICTURE,))
    assert inherited_options(old, Catalog()).count == 1
    assert repeat(old, Catalog()).count == 4
