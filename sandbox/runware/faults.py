"""What can be made to go wrong, by whom, and how often."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

_IN_PROMPT: Final = re.compile(r"fault:([a-z_0-9]+)(?:\*(\d+))?")


class Stage(StrEnum):
    """When a fault strikes."""

    REQUEST = "request"  #: instead of an answer to a request
    TASK = "task"  #: to a task, from its acceptance on
    REFERENCE = "reference"  #: to the generated pictures that a task refers to
    WEBHOOK = "webhook"  #: to the calls of a task's webhook
    REPLY = "reply"  #: to a reply that is otherwise right
    DOWNLOAD = "download"  #: when a picture is read


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that can go wrong, told to a person.

    ``once``: asked for in a prompt, it strikes the first try only. ``on``: the requests that it strikes unless told.
    """

    name: str
    stage: Stage
    description: str
    once: bool = False
    on: str = "any"


_ALL: Final = (
    Kind("rate_limited", Stage.REQUEST, "429 with Retry-After (retry_after: seconds)", once=True, on="submit"),
    Kind("unavailable", Stage.REQUEST, "503: no capacity at the moment", once=True, on="submit"),
    Kind("server_error", Stage.REQUEST, "500: Runware's own mistake", once=True, on="submit"),
    Kind("gateway_timeout", Stage.REQUEST, "504: waited too long in Runware's queue", once=True, on="submit"),
    Kind("drop_before", Stage.REQUEST, "the connection breaks before the task is accepted", once=True, on="submit"),
    Kind(
        "drop_after",
        Stage.REQUEST,
        "the task is accepted, then the connection breaks without an answer",
        once=True,
        on="submit",
    ),
    Kind(
        "malformed", Stage.REQUEST, "the task is accepted; the answer is 200 with broken JSON", once=True, on="submit"
    ),
    Kind("payment_required", Stage.REQUEST, "402: the account's balance is used up", on="submit"),
    Kind("refused", Stage.REQUEST, "400 (code: invalidRequest; message; parameter)", on="submit"),
    Kind("slow_answer", Stage.REQUEST, "all goes well, but the answer comes late (seconds: 5)", once=True, on="submit"),
    Kind(
        "html_block",
        Stage.REQUEST,
        "a proxy's HTML page instead of an answer (status: 403; retry_after: seconds)",
        once=True,
        on="submit",
    ),
    Kind(
        "foreign_json",
        Stage.REQUEST,
        'a gateway\'s JSON instead of an answer (status: 403; body: {"message": "Forbidden"})',
        once=True,
        on="submit",
    ),
    Kind("bad_key", Stage.REQUEST, "401: the key is not valid (any more)"),
    Kind("batch_refused", Stage.REQUEST, "400 for a request with several getResponse tasks"),
    Kind("no_credits", Stage.TASK, "400: this model needs a paid invoice or 5 dollars of credit"),
    Kind("model_retired", Stage.TASK, "400: the model does not exist any more (code: invalidModel)"),
    Kind("model_gone", Stage.TASK, "the model (air: the task's own) is unknown from now on, for everybody"),
    Kind("moderated", Stage.TASK, "every picture is refused by content moderation"),
    Kind("one_moderated", Stage.TASK, "the last picture of the task is refused, the others come"),
    Kind("provider_error_flagged", Stage.TASK, "a providerError whose message says that moderation flagged it"),
    Kind("timeout_provider", Stage.TASK, "every picture fails with timeoutProvider, which may pass"),
    Kind("never_finishes", Stage.TASK, "the task stays in processing for ever"),
    Kind("slow", Stage.TASK, "the task takes longer (seconds: 30)"),
    Kind("expired", Stage.TASK, "getResponse says taskExpired once it is done; getTaskDetails still knows it"),
    Kind("foreign_host", Stage.TASK, "the pictures' addresses lead to a host that is not Runware's"),
    Kind("nsfw", Stage.TASK, "every picture is flagged as NSFWContent, where the task has them checked"),
    Kind("one_nsfw", Stage.TASK, "the last picture of the task is flagged so, the others are not"),
    Kind("same_uuid", Stage.TASK, "all results of the task carry the imageUUID of the first"),
    Kind("odd_cost", Stage.TASK, "the results' cost is not a price (cost: NaN)"),
    Kind("odd_strings", Stage.TASK, "imageUUID and imageURL hold half of a surrogate pair"),
    Kind(
        "error_first",
        Stage.TASK,
        "the first result is refused at once; the others come later (seconds: 2), not called processing before",
    ),
    Kind("forgotten", Stage.REFERENCE, "generated pictures that the task refers to are not known any more"),
    Kind("webhook_twice", Stage.WEBHOOK, "each result is told to the webhook twice"),
    Kind("webhook_never", Stage.WEBHOOK, "the webhook is not called"),
    Kind("webhook_late", Stage.WEBHOOK, "the webhook is called late (seconds: 5)"),
    Kind("unknown_field", Stage.REPLY, "replies carry fields that nobody has heard of"),
    Kind("download_404", Stage.DOWNLOAD, "the picture is gone"),
    Kind("download_late", Stage.DOWNLOAD, "404 for some time after the picture was finished (seconds: 2)"),
    Kind("download_forbidden", Stage.DOWNLOAD, "a proxy's HTML page with status 403", once=True),
    Kind("download_empty", Stage.DOWNLOAD, "200 without a single byte", once=True),
    Kind("download_other_type", Stage.DOWNLOAD, "the picture under another content type (content_type: octet-stream)"),
    Kind("download_other_format", Stage.DOWNLOAD, "a PNG where JPG or WEBP was asked for, and a JPG instead of a PNG"),
    Kind("download_off_size", Stage.DOWNLOAD, "the picture with some pixels more and less than asked for"),
    Kind("download_trailing", Stage.DOWNLOAD, "the picture, and bytes after its end"),
    Kind("download_error", Stage.DOWNLOAD, "500 instead of the picture", once=True),
    Kind("download_wrong_type", Stage.DOWNLOAD, "an HTML page instead of the picture"),
    Kind("download_wrong_size", Stage.DOWNLOAD, "a picture of other pixels than asked for"),
    Kind("download_truncated", Stage.DOWNLOAD, "the connection breaks half-way through the picture", once=True),
    Kind("download_broken", Stage.DOWNLOAD, "half a picture that claims to be all of it"),
    Kind("download_huge", Stage.DOWNLOAD, "a body that does not end"),
    Kind("download_redirect", Stage.DOWNLOAD, "302 to another host (location: a URL)"),
)
KINDS: Final = MappingProxyType({kind.name: kind for kind in _ALL})

ROLES: Final = MappingProxyType(
    {
        "imageInference": "submit",
        "getResponse": "poll",
        "getTaskDetails": "details",
        "accountManagement": "account",
        "imageUpload": "upload",
    }
)
"""What a fault's ``on`` may name, by the type of the task that the request holds."""


@dataclass(slots=True)
class Fault:
    """A fault that was asked for: strikes ``times`` times (``None``: until cleared) where ``match`` is in the prompt.

    ``on`` limits the faults of whole requests to those that ``submit``, ``poll``, … (the values of :data:`ROLES`);
    ``any`` is all of them, ``None`` what is usual for the kind.
    """

    kind: str
    times: int | None = 1
    match: str | None = None
    on: str | None = None
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where a fault could strike: the prompts of a request's tasks, what identifies a second try, and its role."""

    prompts: Sequence[str]
    key: str
    role: str = "submit"


class Faults:
    """The faults in force: those armed from outside, and those that a prompt asks for with ``fault:<kind>``.

    A prompt's fault strikes always, or the first ``n`` times for the same task with ``fault:<kind>*n``; kinds that a
    second try should survive strike once when no number is given.
    """

    def __init__(self) -> None:
        self.armed: list[Fault] = []
        self._struck: Counter[tuple[str, str]] = Counter()

    def strike(self, kind: str, occasion: Occasion) -> dict[str, Any] | None:
        """The parameters of the fault if it strikes now (which uses it up once), else ``None``."""
        for fault in self.armed:
            if fault.kind == kind and _fits(fault, occasion):
                self._use(fault)
                return fault.parameters
        return {} if self._in_prompts(kind, occasion) else None

    def first(self, stage: Stage, occasion: Occasion) -> tuple[str, dict[str, Any]] | None:
        """The first fault of that stage that strikes now, with its parameters."""
        return next(self.every(stage, occasion), None)

    def every(self, stage: Stage, occasion: Occasion) -> Iterator[tuple[str, dict[str, Any]]]:
        """All faults of that stage that strike now."""
        for kind in KINDS.values():
            if kind.stage is stage and (parameters := self.strike(kind.name, occasion)) is not None:
                yield kind.name, parameters

    def _use(self, fault: Fault) -> None:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.armed.remove(fault)

    def _in_prompts(self, kind: str, occasion: Occasion) -> bool:
        if KINDS[kind].on not in {"any", occasion.role}:
            return False
        asked = [number for prompt in occasion.prompts for name, number in _IN_PROMPT.findall(prompt) if name == kind]
        if not asked:
            return False
        limit = int(asked[0]) if asked[0] else 1 if KINDS[kind].once else None
        self._struck[kind, occasion.key] += 1
        return limit is None or self._struck[kind, occasion.key] <= limit


def _fits(fault: Fault, occasion: Occasion) -> bool:
    return (fault.on or KINDS[fault.kind].on) in {"any", occasion.role} and (
        fault.match is None or any(fault.match in prompt for prompt in occasion.prompts)
    )
