"""Styles: names, and the text that each adds to a prompt."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from bot.domain.text import clean, sanitize_line
from bot.errors import Invalid
from bot.localization.lists import join_with_or
from bot.localization.messages import Message, Sentence

NO_STYLE: Final = "none"
"""The option value for no style, which overrides a member's default style."""
PROMPT_PLACEHOLDER: Final = "{prompt}"
"""The member's prompt replaces this in the text of a style."""
MAX_STYLE_LENGTH: Final = 500
"""Maximum characters of a style's text."""

_MAX_NAME_LENGTH: Final = 32
_MAX_LISTED_STYLES: Final = 6
_MAX_SIMILAR_NAMES: Final = 3


def _fold_name(name: object) -> object:
    return name.strip().lower() if isinstance(name, str) else name


def _reject_reserved_name(name: str) -> str:
    if name == NO_STYLE:
        raise ValueError(f"must not be “{NO_STYLE}”, which means “no style”")
    return name


def _clean_text(text: object) -> object:
    return clean(text) if isinstance(text, str) else text


StyleName = Annotated[
    str,
    BeforeValidator(_fold_name),
    Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,31}$"),
    AfterValidator(_reject_reserved_name),
]
StyleText = Annotated[str, BeforeValidator(_clean_text), Field(min_length=1, max_length=MAX_STYLE_LENGTH)]


class Style(BaseModel):
    """A style: its name, converted to lower case, and its text, cleaned."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: StyleName
    text: StyleText


def apply_style(prompt: str, style_text: str) -> str:
    """Insert the prompt in place of each ``{prompt}`` in the style's text, or before the text if it has none.

    The result can be longer than the maximum of a prompt.
    """
    if PROMPT_PLACEHOLDER in style_text:
        return style_text.replace(PROMPT_PLACEHOLDER, prompt)
    return f"{prompt}, {style_text}"


class Styles(Mapping[str, str]):
    """The texts of the styles that can be chosen on a server, by name, in alphabetical order.

    A server's style replaces the operator's style of the same name.
    """

    def __init__(self, operator_styles: Iterable[Style], server_styles: Iterable[Style] = ()) -> None:
        merged = {style.name: style for style in (*operator_styles, *server_styles)}
        self._styles = dict(sorted(merged.items()))

    def __getitem__(self, name: str) -> str:
        return self._styles[name].text

    def __iter__(self) -> Iterator[str]:
        return iter(self._styles)

    def __len__(self) -> int:
        return len(self._styles)

    def find(self, name: str) -> Style:
        """The style of that name, ignoring case; raises :class:`Invalid`, which names similar or existing styles."""
        typed = name.strip().lower()
        if typed in self._styles:
            return self._styles[typed]
        raise Invalid(self._unknown(typed, sanitize_line(name, 40)))

    def _unknown(self, typed: str, name: str) -> Message:
        if not self._styles:
            return Message("style-unknown-and-none-there", style=name)
        if close := get_close_matches(typed[: 2 * _MAX_NAME_LENGTH], self._styles, _MAX_SIMILAR_NAMES):
            return Message("style-unknown-similar", style=name, similar=join_with_or(close))
        names: list[Sentence] = list(self._styles)
        if len(names) > _MAX_LISTED_STYLES:
            names[_MAX_LISTED_STYLES - 1 :] = [Message("style-one-of-more", count=len(names) - _MAX_LISTED_STYLES + 1)]
        return Message("style-unknown", style=name, able=join_with_or(names))

    def suggest(self, typed: str, limit: int = 25) -> list[Style]:
        """The styles whose names begin with the typed text, then those that contain it, ignoring case.

        Discord shows at most 25 (Application Commands, Autocomplete).
        """
        typed = typed.strip().lower()
        matches = [style for name, style in self._styles.items() if typed in name]
        return sorted(matches, key=lambda style: not style.name.startswith(typed))[:limit]
