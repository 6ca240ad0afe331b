"""A secret is blacked out in every spelling, alone and inside other text."""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from html import escape
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.observability.redaction import REDACTED, Redactor

Spelling = Callable[[str], str]
SPELLINGS: dict[str, Spelling] = {
    "as it is": str,
    "json": lambda text: json.dumps(text)[1:-1],
    "json with other letters": lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
    "json with escaped slashes": lambda text: json.dumps(text)[1:-1].replace("/", "\\/"),
    "json in json": lambda text: json.dumps(json.dumps(text))[3:-3],
    "json of single escapes": lambda text: "".join(f"\\u{ord(sign):04X}" for sign in text if ord(sign) < 1 << 16),
    "repr": lambda text: repr(text)[1:-1],
    "repr of bytes": lambda text: repr(text.encode())[2:-1],
    "ascii": lambda text: ascii(text)[1:-1],
    "percent": lambda text: quote(text, safe=""),
    "percent with safe signs": lambda text: quote(text, safe="/:@+~="),
    "percent in small letters": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "percent twice": lambda text: quote(quote(text, safe=""), safe=""),
    "form": quote_plus,
    "html": escape,
    "html by number": lambda text: "".join(f"&#{ord(sign)};" for sign in text),
    "html in hexadecimal": lambda text: "".join(f"&#x{ord(sign):X};" for sign in text),
    "hexadecimal": lambda text: text.encode().hex(),
}
SECRETS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x1F6FF, exclude_categories=["Cs", "Cc"]), min_size=3, max_size=12
)


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
@settings(max_examples=50)  # for each of the spellings
@given(secret=SECRETS, before=st.sampled_from(["", "key=", '{"a": "']), after=st.sampled_from(["", '"}', "&b=1"]))
def test_secret_is_redacted_in_every_spelling(spelling: Spelling, secret: str, before: str, after: str) -> None:
    if spelling is SPELLINGS["json of single escapes"]:
        secret = "".join(sign for sign in secret if ord(sign) < 1 << 16) or "abc"
    shown = Redactor([secret])(f"{before}{spelling(secret)}{after}")
    assert spelling(secret) not in shown or spelling(secret) in f"{before}{REDACTED}{after}"
    assert REDACTED in shown


@given(secret=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=12, max_size=80), data=st.data())
def test_secret_is_redacted_inside_base64_at_every_alignment(secret: str, data: st.DataObject) -> None:
    before = data.draw(st.text("ab:", max_size=5))
    encode = data.draw(st.sampled_from([b64encode, urlsafe_b64encode]))
    text = encode(f"{before}{secret}:more".encode()).decode()
    shown = Redactor([secret])(f"Basic {text}.")
    assert REDACTED in shown
    assert len(shown) <= len("Basic .") + len(text) - len(secret) * 4 // 3 + len(REDACTED) + 4


def test_interaction_token_is_redacted_anywhere() -> None:
    token = b64encode(b"interaction:1441409331281920000:secret").decode()
    assert Redactor()(f"KeyError: '{token}'") == f"KeyError: '{REDACTED}'"


@given(st.text(max_size=200))
def test_other_text_is_not_redacted(text: str) -> None:
    assert Redactor(["a secret that nobody draws"])(text.replace("/", "")) == text.replace("/", "")


def test_longer_secret_is_redacted_before_its_prefix() -> None:
    assert Redactor(["abc", "abcdef", ""])("abcdef abc") == f"{REDACTED} {REDACTED}"
