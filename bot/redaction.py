"""Replaces secrets in text, in any encoding or escape form, by ``***``."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

REDACTED: Final = "***"
_TOKEN_PATTERNS: Final = (
    # Interaction tokens and our webhook secrets are in the paths of URLs, which libraries log.
    ("/", re.compile(r"(/(?:interactions|webhooks)/(?:\d+|runware)/)[^/\s\"'?&>]+"), rf"\1{REDACTED}"),
    ("X-Amz-Signature", re.compile(r"(X-Amz-Signature=)[0-9a-fA-F]+"), rf"\1{REDACTED}"),
    # Every interaction token is the base64 of a text that begins with "interaction:".
    ("aW50ZXJhY3Rpb2", re.compile(r"aW50ZXJhY3Rpb2[\w.~+/=%-]+"), REDACTED),
)
_ESCAPE_CHARS: Final = ("\\", "%", "&", "+")
_MIN_BASE64_CHARS: Final = 8
"""Least length of a base64 fragment that is searched for; a shorter one would match ordinary text."""


class Redactor:
    """Replaces the given secrets, and the tokens and signatures in addresses, by ``***``.

    A secret is found as it is, in base64 and hexadecimal digits, and with any of its characters escaped: as in JSON and
    Python literals, percent-encoded, as HTML, and several of these around each other.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        longest_first = sorted(filter(None, set(secrets)), key=len, reverse=True)
        # A substring search for each literal is much faster than one pattern of all of them.
        self._literals = tuple(dict.fromkeys(text for secret in longest_first for text in _literal_encodings(secret)))
        escaped = ["".join(map(_escape_pattern, secret)) for secret in longest_first]
        self._escaped = re.compile("|".join(escaped)) if escaped else None

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        for literal in self._literals:
            if literal in text:
                text = text.replace(literal, REDACTED)
        if self._escaped is not None and any(sign in text for sign in _ESCAPE_CHARS):
            text = self._escaped.sub(REDACTED, text)
        for sign, pattern, instead in _TOKEN_PATTERNS:
            if sign in text:
                text = pattern.sub(instead, text)
        return text


def _literal_encodings(secret: str) -> Iterator[str]:
    """The secret as it is, in hexadecimal digits, and inside base64 at each of its three alignments."""
    yield secret
    data = secret.encode("utf-8", "surrogatepass")
    yield from (data.hex(), data.hex().upper())
    for before in range(3):
        text = b64encode(bytes(before) + data).decode()
        known = text[-(-8 * before // 6) : 8 * (before + len(data)) // 6]
        if len(known) >= _MIN_BASE64_CHARS:
            yield from (known, known.replace("+", "-").replace("/", "_"))


def _escape_pattern(char: str) -> str:
    """A pattern that matches one character, plain or escaped in any of the usual ways.

    Each alternative begins with a literal, so that the regex engine rejects it at its first character.
    """
    plain, data = re.escape(char), char.encode("utf-8", "surrogatepass")
    units = char.encode("utf-16-be", "surrogatepass").hex()
    pairs = [units[place : place + 4] for place in range(0, len(units), 4)]
    again = r"\\+"
    behind_backslashes = [
        plain,
        _ignore_hex_case(again.join(f"u{pair}" for pair in pairs)),
        _ignore_hex_case(f"U{ord(char):08x}"),
        _ignore_hex_case(f"x{ord(char):02x}"),
        _ignore_hex_case(again.join(f"x{byte:02x}" for byte in data)),
    ]
    ways = [
        plain,
        rf"\\\\*(?:{'|'.join(dict.fromkeys(behind_backslashes))})",
        "".join(f"%(?:25)*{_ignore_hex_case(f'{byte:02x}')}" for byte in data),
        rf"&(?:amp;)*#(?:0*{ord(char)}|[xX]0*{_ignore_hex_case(f'{ord(char):x}')});",
    ]
    if char == "\\":
        ways.append(r"\\\\*")
    if char == " ":
        ways.append(r"\+")
    if (named := escape(char)) != char:
        ways.append(named.replace("&", "&(?:amp;)*", 1))
    return f"(?:{'|'.join(dict.fromkeys(ways))})"


def _ignore_hex_case(pattern: str) -> str:
    """The pattern with its hexadecimal letters in either case."""
    return re.sub("[a-f]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", pattern)
