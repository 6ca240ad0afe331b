"""Fault injection at the REST API and the gateway."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NamedTuple

HTML_STATUSES: Final = (200, 401, 403, 404, 413, 429, 503, 520)
_HTML_PAGE: Final = (
    "<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>Error {0}</h1>cloudflare</body></html>"
)
_RATE_LIMIT_BODY: Final = {"message": "You are being rate limited.", "global": False}
_VIA_HEADER: Final = {"Via": "1.1 sandbox"}


class FaultReply(NamedTuple):
    """A response that replaces the real one; a ``body`` of bytes is sent unchanged, any other as JSON."""

    description: str
    status: int
    body: Any
    headers: Mapping[str, str] = MappingProxyType({})
    content_type: str = "application/json"

    @property
    def data(self) -> bytes:
        """The body as bytes."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body, separators=(",", ":")).encode()


def _html_replies() -> Iterator[tuple[str, FaultReply]]:
    """HTML pages of a proxy in front of Discord, such as Cloudflare's."""
    for status in HTML_STATUSES:
        page = _HTML_PAGE.format(status).encode()
        yield (
            f"html_{status}",
            FaultReply(f"answers {status} with a page in HTML", status, page, content_type="text/html"),
        )


def _rate_limit_reply(description: str, body: object, **headers: str) -> FaultReply:
    return FaultReply(f"answers 429 {description}", 429, body, headers)


FAULT_REPLIES: Final = {
    **dict(_html_replies()),
    "edge_empty": FaultReply("answers 403 with nothing", 403, b"", content_type="text/plain"),
    "edge_json": FaultReply("answers 403 with JSON that has no code", 403, {"error": "blocked"}),
    "cloudflare_block": FaultReply(
        "answers 403 with code 40333, for an address that Cloudflare blocks",
        403,
        {"message": "internal network error", "code": 40333},
    ),
    "too_large": FaultReply(
        "answers 413 with code 40005, whatever the size", 413, {"message": "Request entity too large", "code": 40005}
    ),
    "archived": FaultReply(
        "answers 400 with code 50083, as for an archived thread", 400, {"message": "Thread is archived", "code": 50083}
    ),
    "refused": FaultReply(
        "answers 403 with code 99999, which Discord does not document", 403, {"message": "No.", "code": 99999}
    ),
    "limit_text": FaultReply(
        "answers 429 in plain text, without Via", 429, b"error code: 1015", content_type="text/plain"
    ),
    "limit_no_via": _rate_limit_reply("as Discord does, but without Via", {**_RATE_LIMIT_BODY, "retry_after": 0.3}),
    "limit_empty": FaultReply("answers 429 with nothing", 429, b"", _VIA_HEADER),
    "limit_no_retry_after": _rate_limit_reply("without retry_after", _RATE_LIMIT_BODY, **_VIA_HEADER),
    "limit_words": _rate_limit_reply(
        "with words as retry_after", {**_RATE_LIMIT_BODY, "retry_after": "a while"}, **_VIA_HEADER
    ),
    "limit_negative": _rate_limit_reply(
        "with a negative retry_after", {**_RATE_LIMIT_BODY, "retry_after": -5}, **_VIA_HEADER
    ),
    "limit_nan": _rate_limit_reply(
        "with NaN as retry_after", {**_RATE_LIMIT_BODY, "retry_after": float("nan")}, **_VIA_HEADER
    ),
    "limit_huge": _rate_limit_reply(
        "with a retry_after of thirty years", {**_RATE_LIMIT_BODY, "retry_after": 1e9}, **_VIA_HEADER
    ),
    "limit_global": _rate_limit_reply(
        "for all requests of the bot", {**_RATE_LIMIT_BODY, "retry_after": 0.3, "global": True}, **_VIA_HEADER
    ),
    "limit_global_words": _rate_limit_reply(
        "for all requests, with words as retry_after",
        {**_RATE_LIMIT_BODY, "retry_after": "a while", "global": True},
        **_VIA_HEADER,
    ),
    "limit_shared": _rate_limit_reply(
        "for a limit that is shared with others",
        {**_RATE_LIMIT_BODY, "retry_after": 0.3},
        **_VIA_HEADER,
        **{"X-RateLimit-Scope": "shared"},
    ),
}
"""Responses sent before the request has any effect; a fault's ``retry_after`` adds a Retry-After header."""

FAULT_DESCRIPTIONS: Final = {
    "rest_500": "answers 500 before anything is done",
    "rest_503": "answers 503 before anything is done",
    "rate_limited": "answers 429 with retry_after, although no limit is exceeded",
    "reset": "resets the connection before anything is done",
    "reset_after": "handles the request, then resets the connection instead of answering",
    "slow": "waits for `seconds` (5) before anything is done",
    "late_ack": "answers a callback as if it came too late: 404, code 10062",
    "gateway_refused": "refuses a connection to the gateway with 503",
    **{kind: f"{reply.description}, before anything is done" for kind, reply in FAULT_REPLIES.items()},
}


@dataclass(slots=True)
class Fault:
    """An armed fault for the next ``times`` requests (``None``: all) whose path contains ``match``."""

    kind: str
    times: int | None = 1
    match: str = ""
    """A part of the request's path; the empty string matches every path."""
    seconds: float = 5.0
    """The delay of the fault ``slow``."""
    retry_after: float | None = None
    """The value of the Retry-After header of a reply in :data:`FAULT_REPLIES`."""


class FaultInjector:
    """The armed faults, in the order in which they were armed (FIFO)."""

    def __init__(self) -> None:
        self.armed: list[Fault] = []

    def trigger(self, kind: str, path: str) -> Fault | None:
        """Use up and return the first matching fault of this kind, if one is armed."""
        return next((fault for fault in self.armed if fault.kind == kind and self._use_if_matching(fault, path)), None)

    def trigger_reply(self, path: str) -> tuple[FaultReply, Fault] | None:
        """Use up the first matching fault that replaces the response; returns that response, too."""
        for fault in self.armed:
            if fault.kind in FAULT_REPLIES and self._use_if_matching(fault, path):
                return FAULT_REPLIES[fault.kind], fault
        return None

    def _use_if_matching(self, fault: Fault, path: str) -> bool:
        if fault.match not in path:
            return False
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.armed.remove(fault)
        return True
