"""What shall go wrong on the way to Discord, on request."""

from dataclasses import dataclass
from typing import Final

KINDS: Final = {
    "rest_500": "answers 500 before anything is done",
    "rest_503": "answers 503 before anything is done",
    "rate_limited": "answers 429 with retry_after, without counting",
    "reset": "breaks the connection before anything is done",
    "reset_after": "does what was asked, then breaks the connection instead of answering",
    "slow": "waits for `seconds` (5) before anything is done",
    "late_ack": "takes a callback as too late: 404, code 10062",
}


@dataclass(slots=True)
class Fault:
    """One armed fault: for the next ``times`` requests whose path contains ``match``; ``None`` times is always."""

    kind: str
    times: int | None = 1
    match: str = ""
    seconds: float = 5.0


class Faults:
    """The armed faults, first come first served."""

    def __init__(self) -> None:
        self.armed: list[Fault] = []

    def strike(self, kind: str, path: str) -> Fault | None:
        """The fault of this kind that befalls a request, used up by one."""
        if not self.armed:
            return None
        for fault in self.armed:
            if fault.kind == kind and fault.match in path:
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self.armed.remove(fault)
                return fault
        return None
