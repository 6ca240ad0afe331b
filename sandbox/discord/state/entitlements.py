"""What users and servers own, and subscriptions (documentation, "Entitlements Resource", "Subscription Resource")."""

from dataclasses import dataclass
from enum import IntEnum

from sandbox.discord.errors import Json
from sandbox.discord.state.skus import Sku, SkuType
from sandbox.discord.state.snowflakes import format_timestamp


class EntitlementType(IntEnum):
    """How an entitlement came to be."""

    PURCHASE = 1
    APPLICATION_SUBSCRIPTION = 8


class SubscriptionStatus(IntEnum):
    """The state of a subscription, with the OpenAPI file's numbers; the documentation had the last two swapped."""

    ACTIVE = 0
    INACTIVE = 1
    ENDING = 2


@dataclass(slots=True, eq=False)
class Entitlement:
    """A user or a server has access to an SKU. Times are in seconds since 1970.

    An entitlement of a server has its ``guild_id`` and, unless it is a test entitlement, its buyer's ``user_id``.
    """

    id: str
    sku: Sku
    user_id: str | None
    guild_id: str | None
    starts_at: float | None
    """``None`` for a test entitlement."""
    ends_at: float | None = None
    is_test: bool = False
    is_deleted: bool = False
    is_consumed: bool = False

    @property
    def kind(self) -> EntitlementType:
        """Its type: bought once, or by subscription."""
        is_subscription = self.sku.kind is SkuType.SUBSCRIPTION
        return EntitlementType.APPLICATION_SUBSCRIPTION if is_subscription else EntitlementType.PURCHASE

    def is_ended(self, now: float) -> bool:
        """Whether its time is over."""
        return self.ends_at is not None and self.ends_at <= now

    def is_active(self, now: float) -> bool:
        """Whether it gives access: not refunded, not over, not used up."""
        return not (self.is_deleted or self.is_consumed or self.is_ended(now))

    def belongs_to(self, user_id: str, guild_id: str | None) -> bool:
        """Whether that user has it in that server (``None``: direct messages); a server's is everybody's there."""
        return self.user_id == user_id if self.guild_id is None else self.guild_id == guild_id

    def as_json(self) -> Json:
        """Discord's entitlement object; a test entitlement has no times."""
        described: Json = {
            "id": self.id,
            "sku_id": self.sku.id,
            "application_id": self.sku.application_id,
            "type": int(self.kind),
            "deleted": self.is_deleted,
            "consumed": self.is_consumed,
            "promotion_id": None,
            "gift_code_flags": 0,
        }
        if self.user_id is not None:
            described["user_id"] = self.user_id
        if self.guild_id is not None:
            described["guild_id"] = self.guild_id
        if not self.is_test:
            described |= {"starts_at": _time_json(self.starts_at), "ends_at": _time_json(self.ends_at)}
        return described


@dataclass(slots=True, eq=False)
class Subscription:
    """A user pays for an SKU again and again; times are in seconds since 1970."""

    id: str
    entitlement: Entitlement
    period_start: float
    period_end: float
    status: SubscriptionStatus = SubscriptionStatus.ACTIVE
    canceled_at: float | None = None

    def as_json(self) -> Json:
        """Discord's subscription object."""
        sku_ids = [self.entitlement.sku.id]
        return {
            "id": self.id,
            "user_id": self.entitlement.user_id,
            "sku_ids": sku_ids,
            "renewal_sku_ids": sku_ids if self.status is SubscriptionStatus.ACTIVE else None,
            "entitlement_ids": [self.entitlement.id],
            "current_period_start": format_timestamp(self.period_start),
            "current_period_end": format_timestamp(self.period_end),
            "status": int(self.status),
            "canceled_at": _time_json(self.canceled_at),
        }


def _time_json(seconds: float | None) -> str | None:
    return None if seconds is None else format_timestamp(seconds)
