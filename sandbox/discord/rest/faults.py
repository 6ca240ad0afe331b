"""What shall go wrong on the way to Discord, on request."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

HTML_STATUSES: Final = (200, 401, 403, 404, 413, 429, 503, 520)
_PAGE: Final = "<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>Error {0}</h1>cloudflare</body></html>"
_LIMITED: Final = {"message": "You are being rate limited.", "global": False}
_VIA: Final = {"Via": "1.1 sandbox"}


class Reply(NamedTuple):
    """An answer that comes in the place of the real one; a ``body`` of bytes is sent as it is."""

    description: str
    status: int
    body: Any
    headers: dict[str, str] = {}  # noqa: RUF012 - nobody writes to it
    content_type: str = "application/json"

    @property
    def data(self) -> bytes:
        """The body as it is sent."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body, separators=(",", ":")).encode()


def _pages() -> Iterator[tuple[str, Reply]]:
    """What an edge in front of Discord answers, such as Cloudflare's."""
    for status in HTML_STATUSES:
        page = _PAGE.format(status).encode()
        yield f"html_{status}", Reply(f"answers {status} with a page in HTML", status, page, content_type="text/html")


def _limit(description: str, body: Any, **headers: str) -> Reply:
    return Reply(f"answers 429 {description}", 429, body, headers)


REPLIES: Final = {
    **dict(_pages()),
    "edge_empty": Reply("answers 403 with nothing", 403, b"", content_type="text/plain"),
    "edge_json": Reply("answers 403 with JSON that has no code", 403, {"error": "blocked"}),
    "cloudflare_block": Reply(
        "answers 403 with code 40333, for an address that Cloudflare blocks",
        403,
        {"message": "internal network error", "code": 40333},
    ),
    "too_large": Reply(
        "answers 413 with code 40005, whatever the size", 413, {"message": "Request entity too large", "code": 40005}
    ),
    "archived": Reply(
        "answers 400 with code 50083, as for an archived thread", 400, {"message": "Thread is archived", "code": 50083}
    ),
    "refused": Reply(
        "answers 403 with code 99999, which no list of Discord's has", 403, {"message": "No.", "code": 99999}
    ),
    "limit_text": Reply("answers 429 in plain text, without Via", 429, b"error code: 1015", content_type="text/plain"),
    "limit_no_via": _limit("as Discord does, but without Via", {**_LIMITED, "retry_after": 0.3}),
    "limit_empty": Reply("answers 429 with nothing", 429, b"", _VIA),
    "limit_no_retry_after": _limit("without retry_after", _LIMITED, **_VIA),
    "limit_words": _limit("with words as retry_after", {**_LIMITED, "retry_after": "a while"}, **_VIA),
    "limit_negative": _limit("with a negative retry_after", {**_LIMITED, "retry_after": -5}, **_VIA),
    "limit_nan": _limit("with NaN as retry_after", {**_LIMITED, "retry_after": float("nan")}, **_VIA),
    "limit_huge": _limit("with a retry_after of thirty years", {**_LIMITED, "retry_after": 1e9}, **_VIA),
    "limit_global": _limit("for all requests of the bot", {**_LIMITED, "retry_after": 0.3, "global": True}, **_VIA),
    "limit_global_words": _limit(
        "for all requests, with words as retry_after", {**_LIMITED, "retry_after": "a while", "global": True}, **_VIA
    ),
    "limit_shared": _limit(
        "for a limit that is shared with others",
        {**_LIMITED, "retry_after": 0.3},
        **_VIA,
        **{"X-RateLimit-Scope": "shared"},
    ),
}
"""What is answered before anything is done; ``retry_after`` of the fault, if given, is its Retry-After."""

KINDS: Final = {
    "rest_500": "answers 500 before anything is done",
    "rest_503": "answers 503 before anything is done",
    "rate_limited": "answers 429 with retry_after, without counting",
    "reset": "breaks the connection before anything is done",
    "reset_after": "does what was asked, then breaks the connection instead of answering",
    "slow": "waits for `seconds` (5) before anything is done",
    "late_ack": "takes a callback as too late: 404, code 10062",
    "gateway_refused": "refuses a connection to the gateway with 503",
    **{kind: f"{reply.description}, before anything is done" for kind, reply in REPLIES.items()},
}


@dataclass(slots=True)
class Fault:
    """One armed fault: for the next ``times`` requests whose path contains ``match``; ``None`` times is always."""

    kind: str
    times: int | None = 1
    match: str = ""
    seconds: float = 5.0
    retry_after: float | None = None
    """The header Retry-After of an answer in :data:`REPLIES`."""


class Faults:
    """The armed faults, first come first served."""

    def __init__(self) -> None:
        self.armed: list[Fault] = []

    def strike(self, kind: str, path: str) -> Fault | None:
        """The fault of this kind that befalls a request, used up by one."""
        return next((fault for fault in self.armed if fault.kind == kind and self._strikes(fault, path)), None)

    def reply(self, path: str) -> tuple[Reply, Fault] | None:
        """What is answered in the place of the real answer, if anything; used up by one request."""
        for fault in self.armed:
            if fault.kind in REPLIES and self._strikes(fault, path):
                return REPLIES[fault.kind], fault
        return None

    def _strikes(self, fault: Fault, path: str) -> bool:
        if fault.match not in path:
            return False
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.armed.remove(fault)
        return True
