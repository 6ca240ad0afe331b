"""How a server's managers share out what its plan allows: quotas of members, roles and channels, and budgets."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, NamedTuple, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.catalog import MAX_IMAGES_PER_REQUEST, Resolution
from bot.errors import Invalid
from bot.localization.messages import Message

MAX_QUOTAS_PER_KIND: Final = 100
"""Maximum number of roles, of members and of channels with a quota of their own."""
MAX_QUOTA: Final = 1_000_000

_Images: TypeAlias = Annotated[int, Field(ge=-1, le=MAX_QUOTA)]
QuotaKind: TypeAlias = Literal["roles", "members", "channels"]


class QuotaTarget(NamedTuple):
    """Whose quota it is: the whole server's (``id`` of 0), a role's, a member's or a channel's."""

    kind: QuotaKind | Literal["everyone"]
    id: int = 0


WHOLE_SERVER: Final = QuotaTarget("everyone")


class Quota(BaseModel):
    """The limits that managers set; ``images`` of -1 is as the plan allows.

    ``None`` is as for the whole server, and for the whole server as the plan allows. ``concurrent`` is a number of
    unfinished requests, ``cooldown`` is in seconds. ``max_count`` and ``max_resolution`` limit a single request. For a
    channel, ``images`` are those of all members together.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    images: _Images
    concurrent: Annotated[int, Field(ge=0, le=MAX_QUOTA)] | None = None
    cooldown: Annotated[float, Field(ge=0, le=86_400)] | None = None
    max_count: Annotated[int, Field(ge=1, le=MAX_IMAGES_PER_REQUEST)] | None = None
    max_resolution: Resolution | None = None


class Quotas(BaseModel):
    """The quotas of a server, by the ids of roles, members and channels."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    everyone: Quota | None = None
    roles: Mapping[int, Quota] = Field(default_factory=dict)
    members: Mapping[int, Quota] = Field(default_factory=dict)
    channels: Mapping[int, Quota] = Field(default_factory=dict)

    def with_quota(self, kind: QuotaKind, target_id: int, quota: Quota) -> "Quotas":
        """A copy with this quota; raises :class:`~bot.errors.Invalid` if too many have one."""
        quotas = {**getattr(self, kind), target_id: quota}
        if len(quotas) > MAX_QUOTAS_PER_KIND:
            raise Invalid(Message("too-many-quotas", limit=MAX_QUOTAS_PER_KIND, kind=kind))
        return self.model_copy(update={kind: quotas})

    def without_quota(self, kind: QuotaKind, target_id: int) -> "Quotas":
        """A copy in which this role, member or channel has no quota of its own."""
        return self.model_copy(
            update={kind: {other: quota for other, quota in getattr(self, kind).items() if other != target_id}}
        )

    def get(self, target: QuotaTarget) -> Quota | None:
        """The quota of a role, a member, a channel or the whole server."""
        if target.kind == "everyone":
            return self.everyone
        quotas: Mapping[int, Quota] = getattr(self, target.kind)
        return quotas.get(target.id)

    def with_target(self, target: QuotaTarget, quota: Quota | None) -> "Quotas":
        """A copy with this quota, or without one; raises :class:`~bot.errors.Invalid` if too many have one."""
        if target.kind == "everyone":
            return self.model_copy(update={"everyone": quota})
        if quota is None:
            return self.without_quota(target.kind, target.id)
        return self.with_quota(target.kind, target.id, quota)

    def list_all(self) -> list[tuple[QuotaTarget, Quota]]:
        """All quotas: the whole server's, then those of roles, members and channels."""
        kinds: tuple[QuotaKind, ...] = ("roles", "members", "channels")
        everyone = [] if self.everyone is None else [(WHOLE_SERVER, self.everyone)]
        return everyone + [
            (QuotaTarget(kind, target_id), quota) for kind in kinds for target_id, quota in getattr(self, kind).items()
        ]


class Budget(BaseModel):
    """The budgets that managers set, in micro-dollars; ``None`` is as the plan allows.

    ``pro_until`` is the share of each budget after which only the cheapest model draws.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    daily: Annotated[int, Field(ge=0)] | None = None
    monthly: Annotated[int, Field(ge=0)] | None = None
    pro_until: Annotated[float, Field(ge=0, le=1)] | None = None
