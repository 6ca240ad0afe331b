"""A wish: what a member says, in their own words and choices, and the requests that it comes to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import Final

from bot.domain.catalog import Catalog
from bot.domain.prompt import is_private, read_flags
from bot.domain.request import Options, Reference, Request, Way, validated
from bot.domain.styles import NO_STYLE, Styles
from bot.domain.variants import expand, has_groups
from bot.errors import Invalid

_NO_OPTIONS: Final = Options()
_DEPENDENT: Final = ("style", "ratio", "resolution", "model")
"""The choices that one model, one server or one prompt may have no room for, what is missed least first."""
_LOST_FIRST_TO_LAST: Final = tuple(chain.from_iterable(combinations(_DEPENDENT, n) for n in range(len(_DEPENDENT) + 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Words with their flags and ``{red, green}`` alternatives, the options beside them, and pictures to start from.

    ``kept`` is what an edit takes over from the request that its picture comes from, as :func:`kept_of` tells.
    """

    words: str
    options: Options = _NO_OPTIONS
    kept: Options = _NO_OPTIONS
    references: tuple[Reference, ...] = ()
    way: Way = Way.ASKED

    @property
    def says_private(self) -> bool:
        """Whether the answer is for its author's eyes only, as far as option and flags tell."""
        if self.options.private is not None:
            return self.options.private
        return is_private(self.words)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The requests that a wish comes to.

    ``typed`` is the request for its words as they are typed, where they have braces that may be choices; ``why`` says
    why the choices cannot be drawn, so that only ``typed`` is left.
    """

    requests: tuple[Request, ...]
    typed: Request | None = None
    why: str | None = None


def wanted(wish: Wish, *, catalog: Catalog, styles: Styles, defaults: Options) -> Wanted:
    """What a wish comes to; :class:`~bot.errors.Invalid` says what cannot work.

    JSON, LaTeX and style sheets have braces and commas too, so words with choices come with what they are as typed.
    """
    if not has_groups(wish.words):
        return Wanted(requests_of(wish, catalog=catalog, styles=styles, defaults=defaults))
    try:
        typed = _request(wish.words, wish, catalog, styles, defaults)
    except Invalid:
        return Wanted(requests_of(wish, catalog=catalog, styles=styles, defaults=defaults))
    try:
        return Wanted(requests_of(wish, catalog=catalog, styles=styles, defaults=defaults), typed)
    except Invalid as error:
        return Wanted((typed,), typed, str(error))


def requests_of(wish: Wish, *, catalog: Catalog, styles: Styles, defaults: Options) -> tuple[Request, ...]:
    """One request for each text that the words stand for; :class:`~bot.errors.Invalid` says what cannot work.

    Options win over flags, both over what is kept, and all of it over the member's own defaults, of which those are
    left out that do not fit.
    """
    return tuple(_request(text, wish, catalog, styles, defaults) for text in expand(wish.words))


def _request(text: str, wish: Wish, catalog: Catalog, styles: Styles, defaults: Options) -> Request:
    words, flags = read_flags(text)
    said = _keeping(wish.kept, wish.options.over(flags), catalog)

    def made(usual: Options) -> Request:
        chosen = said.over(usual)
        style = None if chosen.style in {None, NO_STYLE} else styles.find(chosen.style or "")
        return validated(words, chosen, catalog, references=wish.references, way=wish.way, style=style)

    # An edit has the shape of its picture unless somebody says otherwise.
    usual = replace(defaults, ratio=None) if wish.references else defaults
    for fewer in _fewer_and_fewer(usual):
        try:
            return made(fewer)
        except Invalid:
            continue
    return made(Options(private=defaults.private, spoiler=defaults.spoiler))


def _keeping(kept: Options, said: Options, catalog: Catalog) -> Options:
    """What was said, and what is kept beside it: no resolution that the model of now does not draw in."""
    both = said.over(kept)
    if said.resolution is None and kept.resolution is not None:
        able = kept.resolution in catalog.choose(both.model).model.sizes
        return both if able else replace(both, resolution=None)
    return both


def _fewer_and_fewer(defaults: Options) -> Iterator[Options]:
    """The defaults, then without what is missed least, and so on: no default is the reason why something cannot be."""
    tried = set()
    for lost in _LOST_FIRST_TO_LAST:
        fewer = replace(defaults, **dict.fromkeys(lost))
        if fewer not in tried:
            tried.add(fewer)
            yield fewer


def kept_of(old: Request, catalog: Catalog) -> Options:
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


def again(old: Request, catalog: Catalog) -> Request:
    """The same once more, at today's price, from the model that draws in its place where that one is gone."""
    return validated(old.prompt, _options(old), catalog, references=old.references, way=Way.REROLL, style=old.style)


def renewed(old: Request, catalog: Catalog) -> Request:
    """What was offered, as it would be drawn and paid today; :class:`~bot.errors.Invalid` when it no longer can be."""
    today = validated(old.prompt, _options(old), catalog, references=old.references, way=old.way, style=old.style)
    kept = {"instead_of": old.instead_of or today.instead_of, "treatment": old.treatment}
    return today.model_copy(update=kept)


def varied(old: Request, picture: Reference, catalog: Catalog) -> Request:
    """One picture of a request once more, from its own words."""
    options = replace(_options(old), count=1, ratio=None)
    return validated(old.prompt, options, catalog, references=(picture,), way=Way.VARY, style=old.style)


def _options(old: Request) -> Options:
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
