"""Short ids that members can type: six characters of Crockford's base 32, which omits ``i``, ``l``, ``o`` and ``u``."""

import re
from hashlib import blake2b
from typing import Final
from unicodedata import normalize

SHORT_ID_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""https://www.crockford.com/base32.html, in lower case."""
SHORT_ID_LENGTH: Final = 6

_SEPARATORS: Final = re.compile(r"[\s\u2010-\u2015\u2212-]+")
_SHORT_ID_PATTERN: Final = re.compile(f"[{SHORT_ID_ALPHABET}]{{{SHORT_ID_LENGTH}}}")
_LOOK_ALIKE_DIGITS: Final = str.maketrans("oil", "011")


def make_short_id(job_id: int) -> str:
    """The short id of a job, computed from its id with a hash, so that short ids cannot be enumerated.

    Short ids have 30 bits and are not unique: the caller of a lookup chooses between the jobs. They are no secret:
    access to a job is checked separately.
    """
    digest = blake2b(job_id.to_bytes(8, "big", signed=True), digest_size=8).digest()
    number = int.from_bytes(digest, "big")
    return "".join(SHORT_ID_ALPHABET[(number >> (5 * place)) & 31] for place in range(SHORT_ID_LENGTH))


def parse_short_id(typed: str) -> str | None:
    """Parse a short id; ``None`` if it is invalid.

    Case, spaces, dashes and a ``#`` before it are ignored; ``o``, ``i`` and ``l`` become the digits they resemble.
    """
    normalized = normalize("NFKC", typed).strip().removeprefix("#")
    code = _SEPARATORS.sub("", normalized).lower().translate(_LOOK_ALIKE_DIGITS)
    return code if _SHORT_ID_PATTERN.fullmatch(code) else None


def format_short_id(code: str) -> str:
    """Format a short id for display: ``k3f-9x2``."""
    return f"{code[: SHORT_ID_LENGTH // 2]}-{code[SHORT_ID_LENGTH // 2 :]}"


MAX_BIGINT: Final = 2**63 - 1
"""The largest integer of a database column; ids on Discord are smaller, but typed numbers may be larger."""


def parse_id(digits: str) -> int:
    """Parse digits to an integer of at most ``MAX_BIGINT``, because a query with a larger one would fail."""
    return min(int(digits), MAX_BIGINT)
