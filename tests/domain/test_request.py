"""A request is possible for its model, or it does not exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.catalog import DEFAULT_MODELS, AspectRatio, Catalog, OutputFormat, Resolution, Size
from bot.domain.request import MAX_PROMPT_LENGTH, Options, Origin, PolicySnapshot, Reference, Request, build_request
from bot.domain.server_rules import FlaggedAction, SafetyMode
from bot.domain.styles import Style
from bot.errors import Invalid

SIZES = [
    (key, resolution, ratio, size)
    for key, model in DEFAULT_MODELS.items()
    if model.documented
    for resolution, table in model.sizes.items()
    for ratio, size in table.items()
]


@pytest.mark.parametrize(("model", "resolution", "ratio", "size"), SIZES)
def test_request_accepts_every_size_in_both_tables(
    model: str, resolution: Resolution, ratio: AspectRatio, size: Size
) -> None:
    request = build_request("a fox", Options(model=model, resolution=resolution, ratio=ratio), Catalog())
    assert (request.model, request.size) == (model, size)


def test_size_tables_have_39_sizes() -> None:
    assert len(SIZES) == 39


def test_request_without_options_is_a_square_jpg_of_the_default_model() -> None:
    assert build_request("a fox", Options(), Catalog()) == Request(
        prompt="a fox",
        model="standard",
        ratio=AspectRatio.SQUARE,
        resolution=Resolution.K1,
        size=Size(1024, 1024),
        count=1,
        format=OutputFormat.JPG,
        quality=95,
        private=False,
        spoiler=False,
        estimate=20_000,
    )


@pytest.mark.parametrize("count", [1, 4, 12, 20])
@pytest.mark.parametrize(("model", "micros"), [("standard", 20_000), ("pro", 70_000)])
def test_request_estimate_scales_with_count(model: str, micros: int, count: int) -> None:
    assert build_request("a fox", Options(model=model, count=count), Catalog()).estimate == count * micros


@pytest.mark.parametrize("wanted", OutputFormat)
def test_every_format_can_be_asked_for(wanted: OutputFormat) -> None:
    assert build_request("a fox", Options(format=wanted), Catalog()).format is wanted


@pytest.mark.parametrize(
    ("prompt", "options", "sentence"),
    [
        ("", Options(), "The prompt is empty"),
        (" \n", Options(), "The prompt is empty"),
        ("x" * (MAX_PROMPT_LENGTH + 1), Options(), "3001 characters; the limit is 3000"),
        ("a fox", Options(resolution=Resolution.K2), "Grok Imagine does not draw in 2K; use pro for that"),
        (
            "a fox",
            Options(model="standard", resolution=Resolution.K2),
            "Grok Imagine does not draw in 2K; use pro for that",
        ),
        ("a fox", Options(model="dall-e"), "no model “dall-e”. You can use standard or pro"),
        ("a fox", Options(count=0), "1 to 20 pictures at once, not 0"),
        ("a fox", Options(count=21), "1 to 20 pictures at once, not 21"),
        ("a fox", Options(count=-1), "1 to 20 pictures at once, not -1"),
        ("a fox", Options(quality=19), "from 20 to 99, not 19"),
        ("a fox", Options(quality=100), "from 20 to 99, not 100"),
    ],
)
def test_invalid_request_error_is_a_single_sentence_with_the_possible_values(
    prompt: str, options: Options, sentence: str
) -> None:
    with pytest.raises(Invalid) as caught:
        build_request(prompt, options, Catalog())
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_unsupported_resolution_error_lists_the_supported_resolutions() -> None:
    with pytest.raises(Invalid, match="Grok Imagine draws in 1K, not in 2K"):
        build_request("a fox", Options(resolution=Resolution.K2), Catalog({"standard": DEFAULT_MODELS["standard"]}))


def test_unsupported_ratio_error_lists_the_supported_ratios() -> None:
    sizes = {Resolution.K1: {AspectRatio.SQUARE: Size(512, 512), AspectRatio.WIDE_2_1: Size(512, 256)}}
    catalog = Catalog({"own": DEFAULT_MODELS["standard"].model_copy(update={"label": "Own", "sizes": sizes})})
    with pytest.raises(Invalid, match="Own draws 1:1 or 2:1 in 1K, not 9:16"):
        build_request("a fox", Options(ratio=AspectRatio.TALL_9_16), catalog)


@pytest.mark.parametrize("options", [Options(model="<@1>`")])
def test_invalid_request_error_pings_nobody(options: Options) -> None:
    with pytest.raises(Invalid) as caught:
        build_request("a fox", options, Catalog())
    assert not set(str(caught.value)) & set("<>@`")


# ── pictures to start from ───────────────────────────────────────────────────────────────────────────────────────────

PICTURE = Reference(job_id=7, number=2, image_uuid="one")


@pytest.mark.parametrize(("model", "micros"), [("standard", 22_000), ("pro", 72_000)])
def test_edit_keeps_the_picture_shape_and_costs_the_edit_price(model: str, micros: int) -> None:
    request = build_request(
        "at night", Options(model=model, count=3), Catalog(), references=(PICTURE,), origin=Origin.EDIT
    )
    assert (request.ratio, request.size, request.resolution) == (None, None, Resolution.K1)
    assert (request.estimate, request.source_image) == (3 * micros, (7, 2))


def test_explicit_ratio_overrides_the_picture_shape() -> None:
    request = build_request("at night", Options(ratio=AspectRatio.WIDE_2_1), Catalog(), references=(PICTURE,))
    assert request.size == Size(1408, 704)


@pytest.mark.parametrize(
    ("takes", "given", "sentence"),
    [
        (1, 2, "Grok Imagine can start from at most one picture, not 2."),
        (0, 1, "Grok Imagine does not start from pictures; use other for that."),
        (2, 3, "Grok Imagine can start from at most 2 pictures, not 3."),
    ],
)
def test_model_error_names_the_maximum_number_of_reference_pictures(takes: int, given: int, sentence: str) -> None:
    models = {"own": DEFAULT_MODELS["standard"].model_copy(update={"references": takes})}
    catalog = Catalog({**models, "other": DEFAULT_MODELS["pro"]} if takes == 0 else models)
    with pytest.raises(Invalid) as caught:
        build_request("at night", Options(), catalog, references=(PICTURE,) * given)
    assert str(caught.value) == sentence


def test_external_reference_is_not_a_source_image() -> None:
    request = build_request("at night", Options(), Catalog(), references=(Reference(url="https://cdn/one.png"),))
    assert request.source_image is None


# ── styles ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_style_text_is_added_only_to_the_prompt_for_the_provider() -> None:
    request = build_request("a fox", Options(), Catalog(), style=Style(name="noir", text="film noir"))
    assert (request.prompt, request.full_prompt) == ("a fox", "a fox, film noir")


def test_prompt_too_long_with_its_style_is_rejected() -> None:
    with pytest.raises(Invalid, match="With the style “noir” the prompt has more than 3000 characters"):
        build_request("x" * MAX_PROMPT_LENGTH, Options(), Catalog(), style=Style(name="noir", text="film noir"))


# ── models that go away ──────────────────────────────────────────────────────────────────────────────────────────────


def with_successor(key: str | None) -> Catalog:
    quality = DEFAULT_MODELS["quality"].model_copy(update={"enabled": True})
    pro = DEFAULT_MODELS["pro"].model_copy(update={"successor": key})
    return Catalog({"standard": DEFAULT_MODELS["standard"], "pro": pro, "quality": quality})


def test_successor_model_uses_its_own_price_and_names_the_replaced_model() -> None:
    catalog = with_successor("quality")
    catalog.mark_unavailable("pro")
    request = build_request("a fox", Options(model="pro", resolution=Resolution.K2), catalog)
    assert (request.model, request.replaced_model, request.estimate) == ("quality", "Grok Imagine Pro", 50_000)
    catalog.mark_available("pro")
    assert build_request("a fox", Options(model="pro"), catalog).model == "pro"


def test_unavailable_model_error_lists_the_remaining_models() -> None:
    catalog = with_successor(None)
    catalog.mark_unavailable("pro")
    with pytest.raises(Invalid, match="offer Grok Imagine Pro right now; you can use standard or quality"):
        build_request("a fox", Options(model="pro"), catalog)
    catalog.mark_unavailable("standard")
    with pytest.raises(Invalid, match="does not offer Grok Imagine right now; you can use quality"):
        build_request("a fox", Options(), catalog)
    catalog.mark_unavailable("quality")
    with pytest.raises(Invalid, match="the bot’s operator was notified, please try again later"):
        build_request("a fox", Options(), catalog)


def test_unavailable_model_is_not_recommended() -> None:
    catalog = with_successor(None)
    catalog.mark_unavailable("pro")
    with pytest.raises(Invalid, match="use quality for that"):
        build_request("a fox", Options(resolution=Resolution.K2), catalog)


def test_successor_cycle_of_unavailable_models_ends_in_an_error() -> None:
    standard = DEFAULT_MODELS["standard"].model_copy(update={"successor": "pro"})
    pro = DEFAULT_MODELS["pro"].model_copy(update={"successor": "standard"})
    catalog = Catalog({"standard": standard, "pro": pro})
    catalog.mark_unavailable("pro")
    catalog.mark_unavailable("standard")
    with pytest.raises(Invalid, match="does not offer Grok Imagine Pro right now"):
        build_request("a fox", Options(model="pro"), catalog)


def test_a_request_cannot_be_changed() -> None:
    request = build_request("a fox", Options(), Catalog())
    with pytest.raises(ValidationError):
        request.count = 20  # type: ignore[misc] # that it is frozen is what is tested


def test_request_survives_a_json_round_trip() -> None:
    request = build_request(
        "a fox 🦊", Options(model="pro", ratio=AspectRatio.TALL_9_19, count=20, private=True), Catalog()
    )
    assert Request.model_validate_json(request.model_dump_json()) == request


@given(
    st.builds(
        PolicySnapshot,
        approval=st.booleans(),
        flagged=st.sampled_from(FlaggedAction),
        safety=st.none() | st.sampled_from(SafetyMode),
        tier=st.none() | st.text(max_size=9),
        free=st.booleans(),
    )
)
def test_policy_snapshot_survives_a_json_round_trip(treatment: PolicySnapshot) -> None:
    request = build_request("a fox", Options(count=4), Catalog()).model_copy(update={"policy": treatment})
    assert Request.model_validate_json(request.model_dump_json(exclude_defaults=True)) == request
    assert request.quota_images == (0 if treatment.free else 4)
    assert request.with_policy(approval=False).policy == treatment.model_copy(update={"approval": False})


def test_request_stored_without_a_policy_gets_the_default_policy() -> None:
    old = build_request("a fox", Options(), Catalog()).model_dump(exclude={"policy"})
    assert Request.model_validate(old).policy == PolicySnapshot()


def test_source_image_is_the_first_reference_to_a_job() -> None:
    catalog = Catalog()
    file, ours = Reference(url="https://cdn.discordapp.com/a.png"), Reference(job_id=7, number=2)
    for references, source in (((), None), ((file,), None), ((ours,), (7, 2)), ((Reference(job_id=7),), (7, 1))):
        assert build_request("a fox", Options(), catalog, references=references).source_image == source


chosen = st.builds(
    Options,
    ratio=st.none() | st.sampled_from(AspectRatio),
    model=st.none() | st.sampled_from(sorted(DEFAULT_MODELS)),
    count=st.none() | st.integers(1, 20),
    private=st.none() | st.booleans(),
)


@given(chosen, chosen)
def test_options_override_flags_only_where_set(options: Options, flags: Options) -> None:
    merged = options.with_fallback(flags)
    for name in ("ratio", "model", "count", "private", "style"):
        mine = getattr(options, name)
        assert getattr(merged, name) == (getattr(flags, name) if mine is None else mine)
