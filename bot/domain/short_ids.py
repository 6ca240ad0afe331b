"""Short ids that people can type: six signs of Crockford's base 32, which has no ``i``, ``l``, ``o`` and ``u``."""

import re
from hashlib import blake2b
from typing import Final
from unicodedata import normalize

SHORT_ID_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""https://www.crockford.com/base32.html, in small letters."""
SHORT_ID_LENGTH: Final = 6

_SEPARATORS: Final = re.compile(r"[\s\u2010-\u2015\u2212-]+")
_SHORT_ID_PATTERN: Final = re.compile(f"[{SHORT_ID_ALPHABET}]{{{SHORT_ID_LENGTH}}}")
_LOOK_ALIKE_DIGITS: Final = str.maketrans("oil", "011")


def make_short_id(job_id: int) -> str:
    """The code of a job, always the same; those of neighbours look unrelated, so that nobody counts through them.

    Codes are not unique: with 30 bits two jobs may share one, and whoever looks one up decides which is meant. They
    are no secret either: who may see a job is decided by the job.
    """
    digest = blake2b(job_id.to_bytes(8, "big", signed=True), digest_size=8).digest()
    number = int.from_bytes(digest, "big")
    return "".join(SHORT_ID_ALPHABET[(number >> (5 * place)) & 31] for place in range(SHORT_ID_LENGTH))


def parse_short_id(typed: str) -> str | None:
    """The code that somebody means, or ``None`` where it cannot be one.

    Case, spaces, dashes and a ``#`` before it do not matter, and ``o``, ``i`` and ``l`` are the digits that they look
    like.
    """
    wide = normalize("NFKC", typed).strip().removeprefix("#")
    code = _SEPARATORS.sub("", wide).lower().translate(_LOOK_ALIKE_DIGITS)
    return code if _SHORT_ID_PATTERN.fullmatch(code) else None


def format_short_id(code: str) -> str:
    """The code as people see it: ``k3f-9x2``."""
    return f"{code[: SHORT_ID_LENGTH // 2]}-{code[SHORT_ID_LENGTH // 2 :]}"


MAX_BIGINT: Final = 2**63 - 1
"""The largest whole number of a column; Discord's ids stay below it, what people type may not."""


def parse_id(digits: str) -> int:
    """The number that these digits write, at most ``MAX_BIGINT``: a larger one would be an error in a query."""
    return min(int(digits), MAX_BIGINT)
