"""A member's defaults: those that apply are the same as those that trying every combination finds."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.catalog import DEFAULT_MODELS, AspectRatio, Catalog, OutputFormat, Resolution, Size
from bot.domain.defaults import applicable_defaults
from bot.domain.request import Options, Reference, Request, build_request
from bot.domain.styles import NO_STYLE, Style, Styles
from bot.errors import Invalid

STYLES = Styles([Style(name="noir", text="film noir"), Style(name="long", text="x" * 400)])
EVERYTHING = {key: model.model_copy(update={"enabled": True}) for key, model in DEFAULT_MODELS.items()}
ONE_RATIO_EACH = EVERYTHING["v2"].model_copy(
    update={
        "sizes": {
            Resolution.K1: {AspectRatio.SQUARE: Size(1024, 1024)},
            Resolution.K2: {AspectRatio.WIDE_16_9: Size(2816, 1584)},
        }
    }
)
NARROW = {
    "v2": EVERYTHING["v2"],
    "words": EVERYTHING["standard"].model_copy(update={"references": 0, "successor": "odd"}),
    "odd": ONE_RATIO_EACH,
}
PICTURE = Reference(url="https://cdn.discordapp.com/a.png")
DROPPABLE = ("style", "ratio", "resolution", "model")

OPTIONS = st.builds(
    Options,
    ratio=st.none() | st.sampled_from([AspectRatio.SQUARE, AspectRatio.WIDE_16_9, AspectRatio.WIDE_3_2]),
    model=st.none() | st.sampled_from(["standard", "pro", "v2", "words", "odd", "retired"]),
    resolution=st.none() | st.sampled_from(Resolution),
    count=st.none() | st.integers(1, 20),
    style=st.none() | st.sampled_from(["noir", " Noir", "long", NO_STYLE, "elsewhere"]),
    format=st.none() | st.sampled_from(OutputFormat),
    private=st.none() | st.booleans(),
)


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    catalog = Catalog(draw(st.sampled_from([DEFAULT_MODELS, EVERYTHING, NARROW])))
    for key in draw(st.sets(st.sampled_from(list(catalog)))):
        catalog.mark_unavailable(key)
    for key in draw(st.sets(st.sampled_from(list(catalog)), max_size=1)):
        catalog.suspend(key)
    return catalog


def every_combination(defaults: Options) -> Iterator[Options]:
    """The defaults with every subset left out, smallest subsets first."""
    subsets = chain.from_iterable(combinations(DROPPABLE, n) for n in range(len(DROPPABLE) + 1))
    yield from (replace(defaults, **dict.fromkeys(dropped)) for dropped in subsets)
    yield Options(private=defaults.private, spoiler=defaults.spoiler)


def build(
    prompt: str, chosen: Options, catalog: Catalog, references: tuple[Reference, ...]
) -> tuple[Request | None, str]:
    """The request, or the sentence of the refusal."""
    try:
        style = None if chosen.style in {None, NO_STYLE} else STYLES.find(chosen.style or "")
        return build_request(prompt, chosen, catalog, references=references, style=style), ""
    except Invalid as error:
        return None, str(error)


def build_by_trying(
    prompt: str, chosen: Options, defaults: Options, catalog: Catalog, references: tuple[Reference, ...]
) -> tuple[Request | None, str]:
    usual = replace(defaults, ratio=None) if references else defaults
    told = ""
    for kept in every_combination(usual):
        request, told = build(prompt, chosen.with_fallback(kept), catalog, references)
        if request is not None:
            return request, ""
    return None, told


@given(
    chosen=OPTIONS,
    defaults=OPTIONS,
    catalog=catalogs(),
    references=st.sampled_from([(), (PICTURE,), (PICTURE, PICTURE)]),
    length=st.sampled_from([0, 5, 2700, 3001]),
)
@example(
    Options(), Options(model="v2", ratio=AspectRatio.WIDE_3_2, resolution=Resolution.K2), Catalog(EVERYTHING), (), 5
)
@example(Options(), Options(model="odd", ratio=AspectRatio.WIDE_3_2, resolution=Resolution.K2), Catalog(NARROW), (), 5)
def test_applicable_defaults_give_the_request_that_trying_every_combination_gives(
    chosen: Options, defaults: Options, catalog: Catalog, references: tuple[Reference, ...], length: int
) -> None:
    prompt = "x" * length
    kept = applicable_defaults(defaults, chosen, prompt, catalog=catalog, styles=STYLES, references=len(references))
    expected = build_by_trying(prompt, chosen, defaults, catalog, references)
    assert build(prompt, chosen.with_fallback(kept), catalog, references) == expected
