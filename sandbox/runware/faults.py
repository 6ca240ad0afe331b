"""Fault injection: the kinds of faults, and which of them apply to a request."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeAlias

Parameters: TypeAlias = Mapping[str, Any]
"""Parameters of a fault, as the control API received them."""
ActiveFaults: TypeAlias = Mapping[str, Parameters]
"""Parameters of the faults that apply to a task, by kind."""
_PROMPT_FAULT_PATTERN: Final = re.compile(r"fault:([a-z_0-9]+)(?:\*(\d+))?")


class FaultStage(StrEnum):
    """The point at which a fault applies."""

    REQUEST = "request"  #: in place of the response to a request
    TASK = "task"  #: to a task from its acceptance on
    REFERENCE = "reference"  #: to the generated pictures that a task refers to
    WEBHOOK = "webhook"  #: to the calls of a task's webhook
    REPLY = "reply"  #: to an otherwise correct reply
    DOWNLOAD = "download"  #: when a picture is downloaded


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A kind of fault.

    ``once``: when requested in a prompt without a number, the fault applies to the first try only. ``role``: the
    requests that it applies to by default, a value of :data:`REQUEST_ROLES` or ``any``.
    """

    name: str
    stage: FaultStage
    description: str
    once: bool = False
    role: str = "any"


_DESCRIPTIONS: Final = {
    FaultStage.REQUEST: {
        "rate_limited": "429 with Retry-After (retry_after: seconds)",
        "unavailable": "503: no capacity at the moment",
        "server_error": "500: an internal error of Runware",
        "gateway_timeout": "504: the task waited too long in Runware's queue",
        "drop_before": "the connection breaks before the task is accepted",
        "drop_after": "the task is accepted, then the connection breaks without an answer",
        "malformed": "the task is accepted; the answer is 200 with broken JSON",
        "payment_required": "402: the account's balance is used up",
        "refused": "400 (code: invalidRequest; message; parameter)",
        "slow_answer": "the request succeeds, but the answer is late (seconds: 5)",
        "html_block": "a proxy's HTML page instead of an answer (status: 403; retry_after: seconds)",
        "foreign_json": 'a gateway\'s JSON instead of an answer (status: 403; body: {"message": "Forbidden"})',
        "bad_key": "401: the API key is invalid",
        "batch_refused": "400 for a request with several getResponse tasks",
    },
    FaultStage.TASK: {
        "no_credits": "400: this model needs a paid invoice or 5 dollars of credit",
        "model_retired": "400: the model no longer exists (code: invalidModel)",
        "model_gone": "the model (air: the task's own) is retired for everybody",
        "moderated": "every picture is refused by content moderation",
        "one_moderated": "the last picture of the task is refused, the others are delivered",
        "provider_error_flagged": "a providerError whose message says that moderation flagged it",
        "timeout_provider": "every picture fails with timeoutProvider, which is temporary",
        "never_finishes": "the task stays in processing forever",
        "slow": "the task takes longer (seconds: 30)",
        "expired": "getResponse answers taskExpired once the task is finished; getTaskDetails still knows the task",
        "foreign_host": "the pictures' addresses lead to a host that is not Runware's",
        "nsfw": "every picture is flagged as NSFWContent, if the task requests the safety check",
        "one_nsfw": "the last picture of the task is flagged as NSFWContent, the others are not",
        "same_uuid": "all results of the task carry the imageUUID of the first",
        "odd_cost": "the results' cost is not a price (cost: NaN)",
        "cost_missing": "the results and the task's record have no cost, although it is billed",
        "cost_null": "the results' cost is null, although it is billed",
        "cost_zero": "the results' cost is 0, although it is billed",
        "late_cost": "the results' cost is missing for some time after they are finished (seconds: 60)",
        "cost_drift": "the task is billed at another price than the catalogue's (factor: 2)",
        "failed_billed": "pictures that fail are charged like the others, and their errors carry the cost",
        "no_record": "getTaskDetails does not know the task",
        "other_model": "the results and the task's record name another model (air: xai:another@model)",
        "other_size": "the pictures have another size than requested, and are billed at that size (width; height)",
        "odd_strings": "imageUUID and imageURL contain half of a surrogate pair",
        "error_first": "the first result fails at once; the others come later (seconds: 2), never as processing",
    },
    FaultStage.REFERENCE: {
        "forgotten": "generated pictures that the task refers to are unknown",
    },
    FaultStage.WEBHOOK: {
        "webhook_twice": "each result is sent to the webhook twice",
        "webhook_never": "the webhook is not called",
        "webhook_late": "the webhook is called late (seconds: 5)",
    },
    FaultStage.REPLY: {
        "unknown_field": "replies contain unknown fields",
    },
    FaultStage.DOWNLOAD: {
        "download_404": "404: the picture is gone",
        "download_late": "404 for some time after the picture was finished (seconds: 2)",
        "download_forbidden": "a proxy's HTML page with status 403",
        "download_empty": "200 with an empty body",
        "download_other_type": "the picture with another content type (content_type: application/octet-stream)",
        "download_other_format": "a PNG instead of a JPG or WEBP, and a JPG instead of a PNG",
        "download_off_size": "the picture, a few pixels wider and less high than requested",
        "download_trailing": "the picture followed by other bytes",
        "download_error": "500 instead of the picture",
        "download_wrong_type": "an HTML page instead of the picture",
        "download_wrong_size": "a picture of another size than requested",
        "download_truncated": "the connection breaks half-way through the picture",
        "download_broken": "the first half of the picture with a matching Content-Length",
        "download_huge": "an endless body",
        "download_redirect": "302 to another host (location: a URL)",
    },
}
"""Descriptions by stage and kind. Parentheses name the fault's parameters, with their default values."""
_FIRST_TRY_ONLY: Final = frozenset({
    "rate_limited", "unavailable", "server_error", "gateway_timeout", "drop_before", "drop_after", "malformed",
    "slow_answer", "html_block", "foreign_json", "download_forbidden", "download_empty", "download_error",
    "download_truncated",
})  # fmt: skip
_ALL_REQUESTS: Final = frozenset({"bad_key", "batch_refused"})


def _build_kind(name: str, stage: FaultStage, description: str) -> FaultKind:
    on = "submit" if stage is FaultStage.REQUEST and name not in _ALL_REQUESTS else "any"
    return FaultKind(name, stage, description, name in _FIRST_TRY_ONLY, on)


FAULT_KINDS: Final = MappingProxyType(
    {
        name: _build_kind(name, stage, description)
        for stage, descriptions in _DESCRIPTIONS.items()
        for name, description in descriptions.items()
    }
)
"""All kinds of faults by name, in the order of their stages."""

REQUEST_ROLES: Final = MappingProxyType(
    {
        "imageInference": "submit",
        "getResponse": "poll",
        "getTaskDetails": "details",
        "accountManagement": "account",
        "imageUpload": "upload",
    }
)
"""The role of a request by the type of its first task; a fault's ``role`` is one of these values."""


@dataclass(slots=True)
class Fault:
    """An armed fault: applies ``times`` times (``None``: until disarmed) to prompts that contain ``match``.

    ``role`` limits faults of whole requests to one role (a value of :data:`REQUEST_ROLES`); ``any`` means all roles,
    ``None`` means the default of the kind.
    """

    kind: str
    times: int | None = 1
    match: str | None = None
    role: str | None = None
    parameters: Parameters = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FaultContext:
    """The request that a fault may apply to: its prompts, a key that is equal for retries, and its role."""

    prompts: Sequence[str]
    key: str
    role: str = "submit"


class FaultInjector:
    """The active faults: those armed through the control API, and those requested in prompts with ``fault:<kind>``.

    With ``fault:<kind>*n``, a prompt's fault applies to the first ``n`` tries of the same task. Without a number it
    applies once if its kind is temporary (``FaultKind.once``), and otherwise to every try.
    """

    def __init__(self) -> None:
        self.armed: list[Fault] = []
        self._trigger_counts: Counter[tuple[str, str]] = Counter()

    def trigger(self, kind: str, context: FaultContext) -> Parameters | None:
        """Use up the first matching fault of this kind and return its parameters; ``None`` if there is none."""
        for fault in self.armed:
            if fault.kind == kind and _matches(fault, context):
                self._use_up(fault)
                return fault.parameters
        return {} if self._trigger_from_prompts(kind, context) else None

    def trigger_first(self, stage: FaultStage, context: FaultContext) -> tuple[str, Parameters] | None:
        """Use up the first matching fault of that stage; returns its kind and parameters."""
        return next(self.trigger_all(stage, context), None)

    def trigger_all(self, stage: FaultStage, context: FaultContext) -> Iterator[tuple[str, Parameters]]:
        """Yield kind and parameters of one matching fault of each kind of that stage; uses it up when it is yielded."""
        for kind in FAULT_KINDS.values():
            if kind.stage is stage and (parameters := self.trigger(kind.name, context)) is not None:
                yield kind.name, parameters

    def _use_up(self, fault: Fault) -> None:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.armed.remove(fault)

    def _trigger_from_prompts(self, kind: str, context: FaultContext) -> bool:
        if FAULT_KINDS[kind].role not in {"any", context.role}:
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
    return (fault.role or FAULT_KINDS[fault.kind].role) in {"any", context.role} and (
        fault.match is None or any(fault.match in prompt for prompt in context.prompts)
    )
