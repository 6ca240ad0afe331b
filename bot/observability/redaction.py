"""Replaces secrets in texts by ``***``, in any encoding or escaped form."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

REDACTED: Final = "***"
_TOKEN_PATTERNS: Final = (
    # Interaction tokens and webhook secrets are in the paths of URLs, which libraries log.
    ("/", re.compile(r"(/(?:interactions|webhooks)/(?:\d+|runware)/)[^/\s\"'?&>]+"), rf"\1{REDACTED}"),
    ("X-Amz-Signature", re.compile(r"(X-Amz-Signature=)[0-9a-fA-F]+"), rf"\1{REDACTED}"),
    # An interaction token is the base64 of a text that begins with "interaction:".
    ("aW50ZXJhY3Rpb2", re.compile(r"aW50ZXJhY3Rpb2[\w.~+/=%-]+"), REDACTED),
)
_ESCAPE_CHARS: Final = ("\\", "%", "&", "+")
_SPECIAL_ESCAPES: Final = {"\\": r"\\\\*", " ": r"\+"}
"""Patterns of a repeated backslash, and of a space in a form-encoded URL."""
_MIN_BASE64_CHARS: Final = 8
"""Minimum length of a base64 fragment that is searched for; shorter ones would match ordinary text."""


class Redactor:
    """Replaces the given secrets, and the tokens and signatures in URLs, by ``***``.

    A secret is found verbatim, in base64, in hexadecimal digits, and with any characters escaped as in JSON, Python
    literals, URLs or HTML, also with nested escapes.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        longest_first = sorted(filter(None, set(secrets)), key=len, reverse=True)
        # A substring search for each literal is much faster than one pattern for all of them.
        self._literals = tuple(dict.fromkeys(text for secret in longest_first for text in _literal_encodings(secret)))
        escaped = ["".join(map(_escape_pattern, secret)) for secret in longest_first]
        self._escaped = re.compile("|".join(escaped)) if escaped else None

    def __call__(self, text: str) -> str:
        """Return the text with secrets replaced."""
        for literal in self._literals:
            if literal in text:
                text = text.replace(literal, REDACTED)
        if self._escaped is not None and any(char in text for char in _ESCAPE_CHARS):
            text = self._escaped.sub(REDACTED, text)
        for marker, pattern, replacement in _TOKEN_PATTERNS:
            if marker in text:
                text = pattern.sub(replacement, text)
        return text


def _literal_encodings(secret: str) -> Iterator[str]:
    """Yield the secret verbatim, in hexadecimal digits, and in base64 at each of the three alignments."""
    yield secret
    data = secret.encode("utf-8", "surrogatepass")
    yield from (data.hex(), data.hex().upper())
    for offset in range(3):
        text = b64encode(bytes(offset) + data).decode()
        fragment = text[-(-8 * offset // 6) : 8 * (offset + len(data)) // 6]  # characters that encode only the secret
        if len(fragment) >= _MIN_BASE64_CHARS:
            yield from (fragment, fragment.replace("+", "-").replace("/", "_"))


def _escape_pattern(char: str) -> str:
    """Build a pattern that matches one character, verbatim or escaped in any of the usual ways.

    Each alternative begins with a literal, so that the regex engine rejects it at the first character.
    """
    plain, data = re.escape(char), char.encode("utf-8", "surrogatepass")
    alternatives = [
        plain,
        rf"\\\\*(?:{'|'.join(dict.fromkeys((plain, *_iter_backslash_escapes(char, data))))})",
        "".join(f"%(?:25)*{_ignore_hex_case(f'{byte:02x}')}" for byte in data),
        rf"&(?:amp;)*#(?:0*{ord(char)}|[xX]0*{_ignore_hex_case(f'{ord(char):x}')});",
    ]
    if char in _SPECIAL_ESCAPES:
        alternatives.append(_SPECIAL_ESCAPES[char])
    if (named := escape(char)) != char:
        alternatives.append(named.replace("&", "&(?:amp;)*", 1))
    return f"(?:{'|'.join(dict.fromkeys(alternatives))})"


def _iter_backslash_escapes(char: str, data: bytes) -> Iterator[str]:
    """Yield patterns for the numeric escapes of a character, without their first backslash."""
    units = char.encode("utf-16-be", "surrogatepass").hex()
    code_units = (units[start : start + 4] for start in range(0, len(units), 4))
    yield _ignore_hex_case(r"\\+".join(f"u{unit}" for unit in code_units))
    yield _ignore_hex_case(f"U{ord(char):08x}")
    yield _ignore_hex_case(f"x{ord(char):02x}")
    yield _ignore_hex_case(r"\\+".join(f"x{byte:02x}" for byte in data))


def _ignore_hex_case(pattern: str) -> str:
    """Return the pattern with its hexadecimal letters in either case."""
    return re.sub("[a-f]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", pattern)
