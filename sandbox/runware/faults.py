"""Fault injection: the kinds of faults, and which of them apply to a request."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

_PROMPT_FAULT_PATTERN: Final = re.compile(r"fault:([a-z_0-9]+)(?:\*(\d+))?")


class FaultStage(StrEnum):
    """The point at which a fault applies."""

    REQUEST = "request"  #: instead of an answer to a request
    TASK = "task"  #: to a task, from its acceptance on
    REFERENCE = "reference"  #: to the generated pictures that a task refers to
    WEBHOOK = "webhook"  #: to the calls of a task's webhook
    REPLY = "reply"  #: to a reply that is otherwise right
    DOWNLOAD = "download"  #: when a picture is read


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A kind of fault.

    ``once``: when requested in a prompt without a number, the fault applies to the first try only. ``on``: the role of
    the requests that it applies to by default.
    """

    name: str
    stage: FaultStage
    description: str
    once: bool = False
    on: str = "any"


_ALL_KINDS: Final = (
    FaultKind(
        "rate_limited", FaultStage.REQUEST, "429 with Retry-After (retry_after: seconds)", once=True, on="submit"
    ),
    FaultKind("unavailable", FaultStage.REQUEST, "503: no capacity at the moment", once=True, on="submit"),
    FaultKind("server_error", FaultStage.REQUEST, "500: Runware's own mistake", once=True, on="submit"),
    FaultKind("gateway_timeout", FaultStage.REQUEST, "504: waited too long in Runware's queue", once=True, on="submit"),
    FaultKind(
        "drop_before", FaultStage.REQUEST, "the connection breaks before the task is accepted", once=True, on="submit"
    ),
    FaultKind(
        "drop_after",
        FaultStage.REQUEST,
        "the task is accepted, then the connection breaks without an answer",
        once=True,
        on="submit",
    ),
    FaultKind(
        "malformed",
        FaultStage.REQUEST,
        "the task is accepted; the answer is 200 with broken JSON",
        once=True,
        on="submit",
    ),
    FaultKind("payment_required", FaultStage.REQUEST, "402: the account's balance is used up", on="submit"),
    FaultKind("refused", FaultStage.REQUEST, "400 (code: invalidRequest; message; parameter)", on="submit"),
    FaultKind(
        "slow_answer",
        FaultStage.REQUEST,
        "all goes well, but the answer comes late (seconds: 5)",
        once=True,
        on="submit",
    ),
    FaultKind(
        "html_block",
        FaultStage.REQUEST,
        "a proxy's HTML page instead of an answer (status: 403; retry_after: seconds)",
        once=True,
        on="submit",
    ),
    FaultKind(
        "foreign_json",
        FaultStage.REQUEST,
        'a gateway\'s JSON instead of an answer (status: 403; body: {"message": "Forbidden"})',
        once=True,
        on="submit",
    ),
    FaultKind("bad_key", FaultStage.REQUEST, "401: the key is not valid (any more)"),
    FaultKind("batch_refused", FaultStage.REQUEST, "400 for a request with several getResponse tasks"),
    FaultKind("no_credits", FaultStage.TASK, "400: this model needs a paid invoice or 5 dollars of credit"),
    FaultKind("model_retired", FaultStage.TASK, "400: the model does not exist any more (code: invalidModel)"),
    FaultKind("model_gone", FaultStage.TASK, "the model (air: the task's own) is unknown from now on, for everybody"),
    FaultKind("moderated", FaultStage.TASK, "every picture is refused by content moderation"),
    FaultKind("one_moderated", FaultStage.TASK, "the last picture of the task is refused, the others come"),
    FaultKind(
        "provider_error_flagged", FaultStage.TASK, "a providerError whose message says that moderation flagged it"
    ),
    FaultKind("timeout_provider", FaultStage.TASK, "every picture fails with timeoutProvider, which may pass"),
    FaultKind("never_finishes", FaultStage.TASK, "the task stays in processing for ever"),
    FaultKind("slow", FaultStage.TASK, "the task takes longer (seconds: 30)"),
    FaultKind(
        "expired", FaultStage.TASK, "getResponse says taskExpired once it is done; getTaskDetails still knows it"
    ),
    FaultKind("foreign_host", FaultStage.TASK, "the pictures' addresses lead to a host that is not Runware's"),
    FaultKind("nsfw", FaultStage.TASK, "every picture is flagged as NSFWContent, where the task has them checked"),
    FaultKind("one_nsfw", FaultStage.TASK, "the last picture of the task is flagged so, the others are not"),
    FaultKind("same_uuid", FaultStage.TASK, "all results of the task carry the imageUUID of the first"),
    FaultKind("odd_cost", FaultStage.TASK, "the results' cost is not a price (cost: NaN)"),
    FaultKind("odd_strings", FaultStage.TASK, "imageUUID and imageURL hold half of a surrogate pair"),
    FaultKind(
        "error_first",
        FaultStage.TASK,
        "the first result is refused at once; the others come later (seconds: 2), not called processing before",
    ),
    FaultKind("forgotten", FaultStage.REFERENCE, "generated pictures that the task refers to are not known any more"),
    FaultKind("webhook_twice", FaultStage.WEBHOOK, "each result is told to the webhook twice"),
    FaultKind("webhook_never", FaultStage.WEBHOOK, "the webhook is not called"),
    FaultKind("webhook_late", FaultStage.WEBHOOK, "the webhook is called late (seconds: 5)"),
    FaultKind("unknown_field", FaultStage.REPLY, "replies carry fields that nobody has heard of"),
    FaultKind("download_404", FaultStage.DOWNLOAD, "the picture is gone"),
    FaultKind("download_late", FaultStage.DOWNLOAD, "404 for some time after the picture was finished (seconds: 2)"),
    FaultKind("download_forbidden", FaultStage.DOWNLOAD, "a proxy's HTML page with status 403", once=True),
    FaultKind("download_empty", FaultStage.DOWNLOAD, "200 without a single byte", once=True),
    FaultKind(
        "download_other_type",
        FaultStage.DOWNLOAD,
        "the picture under another content type (content_type: octet-stream)",
    ),
    FaultKind(
        "download_other_format",
        FaultStage.DOWNLOAD,
        "a PNG where JPG or WEBP was asked for, and a JPG instead of a PNG",
    ),
    FaultKind("download_off_size", FaultStage.DOWNLOAD, "the picture with some pixels more and less than asked for"),
    FaultKind("download_trailing", FaultStage.DOWNLOAD, "the picture, and bytes after its end"),
    FaultKind("download_error", FaultStage.DOWNLOAD, "500 instead of the picture", once=True),
    FaultKind("download_wrong_type", FaultStage.DOWNLOAD, "an HTML page instead of the picture"),
    FaultKind("download_wrong_size", FaultStage.DOWNLOAD, "a picture of other pixels than asked for"),
    FaultKind(
        "download_truncated", FaultStage.DOWNLOAD, "the connection breaks half-way through the picture", once=True
    ),
    FaultKind("download_broken", FaultStage.DOWNLOAD, "half a picture that claims to be all of it"),
    FaultKind("download_huge", FaultStage.DOWNLOAD, "a body that does not end"),
    FaultKind("download_redirect", FaultStage.DOWNLOAD, "302 to another host (location: a URL)"),
)
FAULT_KINDS: Final = MappingProxyType({kind.name: kind for kind in _ALL_KINDS})

REQUEST_ROLES: Final = MappingProxyType(
    {
        "imageInference": "submit",
        "getResponse": "poll",
        "getTaskDetails": "details",
        "accountManagement": "account",
        "imageUpload": "upload",
    }
)
"""The role of a request by the type of its first task; a fault's ``on`` names such a role."""


@dataclass(slots=True)
class Fault:
    """An armed fault: applies ``times`` times (``None``: until disarmed) to prompts that contain ``match``.

    ``on`` limits faults of whole requests to one role (a value of :data:`REQUEST_ROLES`); ``any`` means all roles,
    ``None`` the default of the kind.
    """

    kind: str
    times: int | None = 1
    match: str | None = None
    on: str | None = None
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FaultContext:
    """The request that a fault may apply to: its prompts, a key that is equal for retries, and its role."""

    prompts: Sequence[str]
    key: str
    role: str = "submit"


class FaultInjector:
    """The active faults: those armed through the control API, and those requested in prompts with ``fault:<kind>``.

    A prompt's fault applies always, or with ``fault:<kind>*n`` to the first ``n`` tries of the same task; kinds that a
    retry should survive apply once if no number is given.
    """

    def __init__(self) -> None:
        self.armed: list[Fault] = []
        self._trigger_counts: Counter[tuple[str, str]] = Counter()

    def trigger(self, kind: str, context: FaultContext) -> dict[str, Any] | None:
        """Use up the first matching fault of this kind and return its parameters; ``None`` if there is none."""
        for fault in self.armed:
            if fault.kind == kind and _matches(fault, context):
                self._use_up(fault)
                return fault.parameters
        return {} if self._trigger_from_prompts(kind, context) else None

    def trigger_first(self, stage: FaultStage, context: FaultContext) -> tuple[str, dict[str, Any]] | None:
        """Use up the first matching fault of that stage; returns its kind and parameters."""
        return next(self.trigger_all(stage, context), None)

    def trigger_all(self, stage: FaultStage, context: FaultContext) -> Iterator[tuple[str, dict[str, Any]]]:
        """Use up one matching fault of each kind of that stage; yields kinds and parameters."""
        for kind in FAULT_KINDS.values():
            if kind.stage is stage and (parameters := self.trigger(kind.name, context)) is not None:
                yield kind.name, parameters

    def _use_up(self, fault: Fault) -> None:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.armed.remove(fault)

    def _trigger_from_prompts(self, kind: str, context: FaultContext) -> bool:
        if FAULT_KINDS[kind].on not in {"any", context.role}:
            return False
        asked = [
            number
            for prompt in context.prompts
            for name, number in _PROMPT_FAULT_PATTERN.findall(prompt)
            if name == kind
        ]
        if not asked:
            return False
        limit = int(asked[0]) if asked[0] else 1 if FAULT_KINDS[kind].once else None
        self._trigger_counts[kind, context.key] += 1
        return limit is None or self._trigger_counts[kind, context.key] <= limit


def _matches(fault: Fault, context: FaultContext) -> bool:
    return (fault.on or FAULT_KINDS[fault.kind].on) in {"any", context.role} and (
        fault.match is None or any(fault.match in prompt for prompt in context.prompts)
    )
