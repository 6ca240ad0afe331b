"""Builds validated requests from a member's input (prompt, flags and options), or from an earlier request."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from bot.domain.catalog import Catalog
from bot.domain.defaults import applicable_defaults
from bot.domain.prompt import has_private_flag, parse_flags
from bot.domain.request import Options, Origin, Reference, Request, build_request
from bot.domain.styles import NO_STYLE, Styles
from bot.domain.variants import expand_variants, has_choice_groups
from bot.errors import Invalid
from bot.localization.messages import Sentence

_NO_OPTIONS: Final = Options()


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptInput:
    """A prompt with its flags and ``{red, green}`` alternatives, the command's options, and reference pictures.

    ``inherited`` is what an edit inherits from the request of its picture (:func:`inherited_options`).
    """

    prompt: str
    options: Options = _NO_OPTIONS
    inherited: Options = _NO_OPTIONS
    references: tuple[Reference, ...] = ()
    origin: Origin = Origin.PROMPT

    @property
    def is_private(self) -> bool:
        """Whether the option or a flag makes the request private; the option has precedence."""
        if self.options.private is not None:
            return self.options.private
        return has_private_flag(self.prompt)


@dataclass(frozen=True, slots=True)
class RequestVariants:
    """The requests for one prompt, one for each combination of its alternatives.

    ``literal`` is the request for the prompt as typed, if it has braces that may be alternatives. ``variants_error``
    says why the alternatives cannot be used; ``requests`` is then ``literal`` alone.
    """

    requests: tuple[Request, ...]
    literal: Request | None = None
    variants_error: Sentence | None = None


def build_variants(
    prompt_input: PromptInput, *, catalog: Catalog, styles: Styles, defaults: Options
) -> RequestVariants:
    """Build the requests of a prompt, and the literal one too if the prompt has alternatives.

    JSON, LaTeX and style sheets have braces and commas too, so the member chooses. Raises
    :class:`~bot.errors.Invalid`, which names the reason, if neither can be built.
    """
    build_all = partial(build_requests, prompt_input, catalog=catalog, styles=styles, defaults=defaults)
    if not has_choice_groups(prompt_input.prompt):
        return RequestVariants(build_all())
    try:
        literal = _build_request(prompt_input.prompt, prompt_input, catalog, styles, defaults)
    except Invalid:
        return RequestVariants(build_all())
    try:
        return RequestVariants(build_all(), literal)
    except Invalid as error:
        return RequestVariants((literal,), literal, error.message)


def build_requests(
    prompt_input: PromptInput, *, catalog: Catalog, styles: Styles, defaults: Options
) -> tuple[Request, ...]:
    """Build one request for each combination of the prompt's alternatives.

    The order of precedence is: options, flags, inherited options, the member's defaults as far as they are applicable
    (:func:`~bot.domain.defaults.applicable_defaults`). Raises :class:`~bot.errors.Invalid`, which names the reason.
    """
    return tuple(
        _build_request(text, prompt_input, catalog, styles, defaults) for text in expand_variants(prompt_input.prompt)
    )


def _build_request(
    text: str, prompt_input: PromptInput, catalog: Catalog, styles: Styles, defaults: Options
) -> Request:
    words, flags = parse_flags(text)
    references = prompt_input.references
    chosen = _merge_inherited(prompt_input.inherited, prompt_input.options.with_fallback(flags), catalog)
    fallback = applicable_defaults(defaults, chosen, words, catalog=catalog, styles=styles, references=len(references))
    options = chosen.with_fallback(fallback)
    style = None if options.style in {None, NO_STYLE} else styles.find(options.style or "")
    return build_request(words, options, catalog, references=references, origin=prompt_input.origin, style=style)


def _merge_inherited(inherited: Options, chosen: Options, catalog: Catalog) -> Options:
    """Add the inherited options to the chosen ones, except a resolution that the model does not draw in."""
    merged = chosen.with_fallback(inherited)
    if chosen.resolution is not None or inherited.resolution is None:
        return merged
    is_supported = inherited.resolution in catalog.resolve_model(merged.model).model.sizes
    return merged if is_supported else replace(merged, resolution=None)


def inherited_options(old: Request, catalog: Catalog) -> Options:
    """The options that an edit of one picture inherits from its request.

    Private and spoiler stay set; no flag unsets them. A model that is no longer in the catalogue is not inherited.
    """
    return replace(
        _options_of(old),
        ratio=None,
        model=old.model if old.model in catalog else None,
        count=1,
        private=old.private or None,
        spoiler=old.spoiler or None,
    )


def repeat(old: Request, catalog: Catalog) -> Request:
    """Build the same request again at today's price; if its model is unavailable, with the successor."""
    return _rebuild(old, _options_of(old), catalog, old.references, Origin.REROLL)


def reprice(old: Request, catalog: Catalog) -> Request:
    """Rebuild an offered request with today's models and prices; :class:`~bot.errors.Invalid` if that is impossible."""
    today = _rebuild(old, _options_of(old), catalog, old.references, old.origin)
    kept = {"replaced_model": old.replaced_model or today.replaced_model, "policy": old.policy}
    return today.model_copy(update=kept)


def variation(old: Request, picture: Reference, catalog: Catalog) -> Request:
    """Build a request that varies one picture of an old request, with the same prompt and options."""
    return _rebuild(old, replace(_options_of(old), count=1, ratio=None), catalog, (picture,), Origin.VARY)


def _rebuild(
    old: Request, options: Options, catalog: Catalog, references: tuple[Reference, ...], origin: Origin
) -> Request:
    return build_request(old.prompt, options, catalog, references=references, origin=origin, style=old.style)


def _options_of(old: Request) -> Options:
    """The options of a request, except its style, which a rebuilt request copies."""
    return Options(**old.model_dump(include=set(Options.__slots__) - {"style"}))
