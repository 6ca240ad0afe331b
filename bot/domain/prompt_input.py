"""A wish: what a member says, in their own words and choices, and the requests that it comes to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import Final

from bot.domain.catalog import Catalog
from bot.domain.prompt import has_private_flag, parse_flags
from bot.domain.request import Options, Origin, Reference, Request, build_request
from bot.domain.styles import NO_STYLE, Styles
from bot.domain.variants import expand_variants, has_choice_groups
from bot.errors import Invalid

_NO_OPTIONS: Final = Options()
_DROPPABLE_DEFAULTS: Final = ("style", "ratio", "resolution", "model")
"""The choices that one model, one server or one prompt may have no room for, what is missed least first."""
_DROP_ORDER: Final = tuple(
    chain.from_iterable(combinations(_DROPPABLE_DEFAULTS, n) for n in range(len(_DROPPABLE_DEFAULTS) + 1))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptInput:
    """Words with their flags and ``{red, green}`` alternatives, the options beside them, and pictures to start from.

    ``kept`` is what an edit takes over from the request that its picture comes from, as :func:`inherited_options`
    tells.
    """

    prompt: str
    options: Options = _NO_OPTIONS
    inherited: Options = _NO_OPTIONS
    references: tuple[Reference, ...] = ()
    origin: Origin = Origin.PROMPT

    @property
    def is_private(self) -> bool:
        """Whether the answer is for its author's eyes only, as far as option and flags tell."""
        if self.options.private is not None:
            return self.options.private
        return has_private_flag(self.prompt)


@dataclass(frozen=True, slots=True)
class RequestVariants:
    """The requests that a wish comes to.

    ``typed`` is the request for its words as they are typed, where they have braces that may be choices; ``why`` says
    why the choices cannot be drawn, so that only ``typed`` is left.
    """

    requests: tuple[Request, ...]
    literal: Request | None = None
    variants_error: str | None = None


def build_variants(
    prompt_input: PromptInput, *, catalog: Catalog, styles: Styles, defaults: Options
) -> RequestVariants:
    """What a wish comes to; :class:`~bot.errors.Invalid` says what cannot work.

    JSON, LaTeX and style sheets have braces and commas too, so words with choices come with what they are as typed.
    """
    if not has_choice_groups(prompt_input.prompt):
        return RequestVariants(build_requests(prompt_input, catalog=catalog, styles=styles, defaults=defaults))
    try:
        typed = _build_request(prompt_input.prompt, prompt_input, catalog, styles, defaults)
    except Invalid:
        return RequestVariants(build_requests(prompt_input, catalog=catalog, styles=styles, defaults=defaults))
    try:
        return RequestVariants(build_requests(prompt_input, catalog=catalog, styles=styles, defaults=defaults), typed)
    except Invalid as error:
        return RequestVariants((typed,), typed, str(error))


def build_requests(
    prompt_input: PromptInput, *, catalog: Catalog, styles: Styles, defaults: Options
) -> tuple[Request, ...]:
    """One request for each text that the words stand for; :class:`~bot.errors.Invalid` says what cannot work.

    Options win over flags, both over what is kept, and all of it over the member's own defaults, of which those are
    left out that do not fit.
    """
    return tuple(
        _build_request(text, prompt_input, catalog, styles, defaults) for text in expand_variants(prompt_input.prompt)
    )


def _build_request(
    text: str, prompt_input: PromptInput, catalog: Catalog, styles: Styles, defaults: Options
) -> Request:
    words, flags = parse_flags(text)
    said = _merge_inherited(prompt_input.inherited, prompt_input.options.with_fallback(flags), catalog)

    def made(usual: Options) -> Request:
        chosen = said.with_fallback(usual)
        style = None if chosen.style in {None, NO_STYLE} else styles.find(chosen.style or "")
        return build_request(
            words, chosen, catalog, references=prompt_input.references, origin=prompt_input.origin, style=style
        )

    # An edit has the shape of its picture unless somebody says otherwise.
    usual = replace(defaults, ratio=None) if prompt_input.references else defaults
    for fewer in default_fallbacks(usual):
        try:
            return made(fewer)
        except Invalid:
            continue
    return made(Options(private=defaults.private, spoiler=defaults.spoiler))


def _merge_inherited(inherited: Options, chosen: Options, catalog: Catalog) -> Options:
    """What was said, and what is kept beside it: no resolution that the model of now does not draw in."""
    both = chosen.with_fallback(inherited)
    if chosen.resolution is None and inherited.resolution is not None:
        able = inherited.resolution in catalog.resolve_model(both.model).model.sizes
        return both if able else replace(both, resolution=None)
    return both


def default_fallbacks(defaults: Options) -> Iterator[Options]:
    """The defaults, then without what is missed least, and so on: no default is the reason why something cannot be."""
    tried = set()
    for lost in _DROP_ORDER:
        fewer = replace(defaults, **dict.fromkeys(lost))
        if fewer not in tried:
            tried.add(fewer)
            yield fewer


def inherited_options(old: Request, catalog: Catalog) -> Options:
    """What an edit of one of its pictures takes over, unless its words say otherwise: one picture, drawn like that one.

    What was private stays private: no flag makes it public. A model that there is no more of is not taken over.
    """
    return Options(
        model=old.model if old.model in catalog else None,
        resolution=old.resolution,
        count=1,
        format=old.format,
        quality=old.quality,
        private=old.private or None,
        spoiler=old.spoiler or None,
    )


def repeat(old: Request, catalog: Catalog) -> Request:
    """The same once more, at today's price, from the model that draws in its place where that one is gone."""
    return build_request(
        old.prompt, _options_of(old), catalog, references=old.references, origin=Origin.REROLL, style=old.style
    )


def reprice(old: Request, catalog: Catalog) -> Request:
    """What was offered, as it would be drawn and paid today; :class:`~bot.errors.Invalid` when it no longer can be."""
    today = build_request(
        old.prompt, _options_of(old), catalog, references=old.references, origin=old.origin, style=old.style
    )
    kept = {"replaced_model": old.replaced_model or today.replaced_model, "policy": old.policy}
    return today.model_copy(update=kept)


def variation(old: Request, picture: Reference, catalog: Catalog) -> Request:
    """One picture of a request once more, from its own words."""
    options = replace(_options_of(old), count=1, ratio=None)
    return build_request(old.prompt, options, catalog, references=(picture,), origin=Origin.VARY, style=old.style)


def _options_of(old: Request) -> Options:
    return Options(
        ratio=old.ratio,
        model=old.model,
        resolution=old.resolution,
        count=old.count,
        format=old.format,
        quality=old.quality,
        private=old.private,
        spoiler=old.spoiler,
    )
