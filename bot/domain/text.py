"""Makes members' texts harmless before others see them, and formats amounts of money."""
# ruff: noqa: RUF001 - look-alikes are the point

import re
from decimal import Decimal
from typing import Final

from bot.domain.invisible_characters import ZERO_WIDTH_JOINER, clean_unicode

MAX_QUOTED_LINES: Final = 12
"""Lines that a quotation shows, so that a prompt with many line breaks cannot flood a channel."""
ELLIPSIS: Final = "…"

_CODE_FENCE: Final = "```"
_BACKTICK_TABLE: Final = str.maketrans("`", "ˋ")
_MARKDOWN_TABLE: Final = str.maketrans("`*_~|<>@[]\\", "ˋ∗ˍ∼ǀ‹›＠［］＼")
_RESTORE_TABLE: Final = {shown: typed for typed, shown in _MARKDOWN_TABLE.items()} | {ord("＃"): "#"}
_URL_SCHEME_COLON: Final = re.compile(r":(?=//)")
_LIST_MARKER: Final = re.compile(r"^(?:[-+](?= )|(\d+)[.)](?= ))")
_HEADING_MARKER: Final = re.compile(r"^(-?)#(?=#{0,2} )")


def clean(text: str) -> str:
    """Clean a text for the provider: compose it (NFC), trim it, and remove invisible characters.

    Removed are control and format characters, among them those that reverse text, and stacked combining marks. Kept
    are line breaks, the joiners and style selectors inside an emoji, the tags of a flag such as Scotland's, and joiners
    between letters of scripts that are written with them (Persian, Hindi). The operation is idempotent, and its time
    is linear in the length of the text.
    """
    return text.strip() if text.isascii() and text.isprintable() else clean_unicode(text)


def format_code_block(text: str, limit: int, *, max_lines: int | None = MAX_QUOTED_LINES) -> str:
    """Format a text as a Discord code block of at most ``limit`` characters (at least 9), fences included.

    ``max_lines`` is ``None`` where no line may be missing, in messages that only one person sees.

    In a code block nothing is a mention, a link or markdown, and without backticks the text cannot end it.
    """
    lines = clean(text).translate(_BACKTICK_TABLE).split("\n")
    body = "\n".join(lines[:max_lines]) + (ELLIPSIS if len(lines) > (max_lines or len(lines)) else "")
    return f"{_CODE_FENCE}\n{_truncate(body, limit - 2 * len(_CODE_FENCE) - 2) or ELLIPSIS}\n{_CODE_FENCE}"


def sanitize_line(text: str, limit: int) -> str:
    """Format a text as one line of at most ``limit`` characters without mentions, links or markdown.

    A ``#`` is kept where it has no effect: a channel mention needs ``<`` and ``>``, which are replaced, and a heading
    is only at the beginning of a line. ``@everyone`` and ``@here`` need no brackets, so every ``@`` is replaced.

    Special characters are replaced by look-alikes and not escaped, because alt texts, labels and autocomplete show
    backslashes.
    """
    line = " ".join(clean(text).split()).translate(_MARKDOWN_TABLE)
    line = _HEADING_MARKER.sub(r"\1＃", _URL_SCHEME_COLON.sub("\uff1a", line))
    return _truncate(_LIST_MARKER.sub(_replace_list_marker, line), limit)


def restore_sanitized(text: str) -> str:
    """Restore the characters that :func:`sanitize_line` replaced, in a text copied out of an answer."""
    return text.translate(_RESTORE_TABLE)


def _replace_list_marker(match: re.Match[str]) -> str:
    return f"{match[1]}․" if match[1] else "‐"


def _truncate(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[: limit - 1].rstrip(f"{ZERO_WIDTH_JOINER} \n") + ELLIPSIS


def format_dollars(micro_dollars: int) -> str:
    """Format micro-dollars with as many decimals as needed, at least two: ``$0.07``, ``$0.022``."""
    whole, _, rest = f"{abs(Decimal(micro_dollars).scaleb(-6)):,f}".partition(".")
    return f"{'-' if micro_dollars < 0 else ''}${whole}.{rest.rstrip('0').ljust(2, '0')}"
