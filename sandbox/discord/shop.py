"""The application's shop: what it sells, and what becomes of purchases.

Rules: documentation, "Implementing App Subscriptions" and "Implementing One-Time Purchases".
"""

from collections.abc import Callable, Iterator
from typing import Final

from sandbox.discord.errors import ApiError, ClientValidationError, ErrorCode, Json, invalid_form
from sandbox.discord.state.entitlements import Entitlement, Subscription, SubscriptionStatus
from sandbox.discord.state.guild import Guild, User
from sandbox.discord.state.skus import Sku, SkuFlag, SkuType
from sandbox.discord.state.world import World

_DAY_SECONDS: Final = 86_400.0
_PERIOD_DAYS: Final = 30.0
GUILD_OWNER, USER_OWNER = 1, 2
"""The values of ``owner_type`` of a test entitlement."""


class Shop:
    """SKUs, entitlements and subscriptions; ``on_event`` gets the gateway event of every change and its data.

    A new shop sells "Supporter" (a user subscription), "Studio plan" (a guild subscription), "Ten pictures"
    (consumable) and "Founder" (durable).
    """

    def __init__(self, world: World, on_event: Callable[[str, Json], None]) -> None:
        self._world = world
        self._on_event = on_event
        self.skus: dict[str, Sku] = {}
        self.entitlements: dict[str, Entitlement] = {}
        """All entitlements by id, oldest first, including deleted ones."""
        self.subscriptions: dict[str, Subscription] = {}
        """All subscriptions by the id of their entitlement."""
        self.add_sku("Supporter", SkuType.SUBSCRIPTION)
        self.add_sku("Studio plan", SkuType.SUBSCRIPTION, for_guilds=True)
        self.add_sku("Ten pictures", SkuType.CONSUMABLE)
        self.add_sku("Founder", SkuType.DURABLE)

    # ── what is sold ─────────────────────────────────────────────────────────────────────────────────────────────────

    def add_sku(self, name: str, kind: SkuType, *, for_guilds: bool = False) -> Sku:
        """Sell something new; a subscription gets its group, as Discord creates one."""
        if for_guilds and kind is not SkuType.SUBSCRIPTION:
            raise ClientValidationError("Only subscriptions are sold to whole servers.")
        flags = SkuFlag.AVAILABLE
        if kind is SkuType.SUBSCRIPTION:
            flags |= SkuFlag.GUILD_SUBSCRIPTION if for_guilds else SkuFlag.USER_SUBSCRIPTION
            self._keep_sku(name, SkuType.SUBSCRIPTION_GROUP, flags)
        return self._keep_sku(name, kind, flags)

    def sku(self, value: object) -> Sku:
        """What is sold under this id or name; :class:`ClientValidationError` if there is nothing."""
        for sku in self.skus.values():
            if sku.is_available and value in {sku.id, sku.name}:
                return sku
        raise ClientValidationError(f"The shop does not sell {value!r}.")

    @property
    def offered_ids(self) -> set[str]:
        """The ids of everything that can be bought."""
        return {sku.id for sku in self.skus.values() if sku.is_available}

    def list_offers(self) -> list[Json]:
        """Everything that can be bought, for the page."""
        return [sku.offer_json() for sku in self.skus.values() if sku.is_available]

    def _keep_sku(self, name: str, kind: SkuType, flags: SkuFlag) -> Sku:
        sku = Sku(self._world.new_id(), name, kind, flags, self._world.application_id)
        self.skus[sku.id] = sku
        return sku

    # ── what people do ───────────────────────────────────────────────────────────────────────────────────────────────

    def buy(self, user: User, sku: Sku, guild: Guild | None = None, *, days: float | None = None) -> Entitlement:
        """Let a user buy something, a guild subscription for ``guild``.

        A subscription has no end until it is over. With ``days`` the end is fixed from the start.
        """
        self._check_purchase(user, sku, guild)
        now = self._world.now()
        ends_at = None if days is None else now + days * _DAY_SECONDS
        entitlement = self._keep(sku, user.id, guild.id if guild else None, starts_at=now, ends_at=ends_at)
        if sku.kind is SkuType.SUBSCRIPTION:
            period_end = now + (days or _PERIOD_DAYS) * _DAY_SECONDS
            subscription = Subscription(self._world.new_id(), entitlement, now, period_end)
            self.subscriptions[entitlement.id] = subscription
            self._on_event("SUBSCRIPTION_CREATE", subscription.as_json())
        self._on_event("ENTITLEMENT_CREATE", entitlement.as_json())
        return entitlement

    def renew(self, entitlement: Entitlement, *, days: float = _PERIOD_DAYS) -> None:
        """Pay for the next period; only an entitlement with a fixed end changes by that."""
        subscription = self._running_subscription(entitlement)
        subscription.period_start = subscription.period_end
        subscription.period_end += days * _DAY_SECONDS
        self._on_event("SUBSCRIPTION_UPDATE", subscription.as_json())
        if entitlement.ends_at is not None:
            entitlement.ends_at += days * _DAY_SECONDS
            self._on_event("ENTITLEMENT_UPDATE", entitlement.as_json())

    def cancel(self, entitlement: Entitlement) -> None:
        """Cancel a subscription, which goes on until its period ends; entitlements do not change by that."""
        subscription = self._running_subscription(entitlement)
        subscription.status, subscription.canceled_at = SubscriptionStatus.ENDING, self._world.now()
        self._on_event("SUBSCRIPTION_UPDATE", subscription.as_json())

    def end(self, entitlement: Entitlement) -> None:
        """Let a subscription end now."""
        subscription = self._running_subscription(entitlement)
        entitlement.ends_at = self._world.now()
        self._on_event("ENTITLEMENT_UPDATE", entitlement.as_json())
        self._stop(subscription)

    def refund(self, entitlement: Entitlement) -> None:
        """Take a purchase back and delete its entitlement, whether or not it is consumed."""
        if entitlement.is_deleted:
            raise ClientValidationError("This purchase was refunded already.")
        self._delete(entitlement)
        subscription = self.subscriptions.get(entitlement.id)
        if subscription is not None and subscription.status is not SubscriptionStatus.INACTIVE:
            self._stop(subscription)

    # ── what the application does ────────────────────────────────────────────────────────────────────────────────────

    def entitlement(self, entitlement_id: str) -> Entitlement:
        """The entitlement with this id; UNKNOWN_ENTITLEMENT if there is none."""
        if entitlement_id not in self.entitlements:
            raise ApiError(ErrorCode.UNKNOWN_ENTITLEMENT)
        return self.entitlements[entitlement_id]

    def list_active(self, user: User, guild: Guild | None) -> Iterator[Entitlement]:
        """The entitlements that give that user access in that server (``None``: in direct messages)."""
        now, guild_id = self._world.now(), guild.id if guild else None
        return (one for one in self.entitlements.values() if one.is_active(now) and one.belongs_to(user.id, guild_id))

    def consume(self, entitlement: Entitlement) -> None:
        """Mark a consumable as used up; BAD_REQUEST for what cannot be consumed (now).

        The documentation does not name Discord's error.
        """
        consumable = entitlement.sku.kind is SkuType.CONSUMABLE
        if not consumable or not entitlement.is_active(self._world.now()):
            raise ApiError(ErrorCode.BAD_REQUEST)
        entitlement.is_consumed = True

    def create_test(self, sku_id: str, owner_type: object, owner_id: str) -> Entitlement:
        """Give a user or a server a subscription for tests.

        It is none of the ways to test one-time purchases (documentation, "Testing Your One-Time Purchase
        Implementation").
        """
        sku = self.skus.get(sku_id)
        if sku is None:
            raise ApiError(ErrorCode.UNKNOWN_SKU)
        if sku.kind is not SkuType.SUBSCRIPTION or owner_type != (GUILD_OWNER if sku.is_for_guilds else USER_OWNER):
            raise invalid_form("owner_type", code="BASE_TYPE_CHOICES", message="The SKU is not for such an owner.")
        user_id = None if sku.is_for_guilds else self._world.user(owner_id).id
        guild_id = self._world.bot_guild(owner_id).id if sku.is_for_guilds else None
        entitlement = self._keep(sku, user_id, guild_id, is_test=True)
        self._on_event("ENTITLEMENT_CREATE", entitlement.as_json())
        return entitlement

    def delete_test(self, entitlement: Entitlement) -> None:
        """Delete a test entitlement; UNKNOWN_ENTITLEMENT for any other, and for one that was deleted."""
        if not entitlement.is_test or entitlement.is_deleted:
            raise ApiError(ErrorCode.UNKNOWN_ENTITLEMENT)
        self._delete(entitlement)

    # ── parts of these ───────────────────────────────────────────────────────────────────────────────────────────────

    def _check_purchase(self, user: User, sku: Sku, guild: Guild | None) -> None:
        if sku.is_for_guilds != (guild is not None):
            raise ClientValidationError(f"{sku.name} is sold to {'servers' if sku.is_for_guilds else 'people'} only.")
        if guild is not None and not (guild.has_bot and user.id in guild.memberships):
            raise ClientValidationError("A member buys it, for a server that has the application.")
        now, owner = self._world.now(), guild.id if guild is not None else user.id
        for one in self.entitlements.values():
            if one.sku is sku and owner == (one.guild_id or one.user_id) and one.is_active(now):
                raise ClientValidationError(f"You have {sku.name} already.")

    def _keep(
        self,
        sku: Sku,
        user_id: str | None,
        guild_id: str | None,
        *,
        starts_at: float | None = None,
        ends_at: float | None = None,
        is_test: bool = False,
    ) -> Entitlement:
        entitlement = Entitlement(self._world.new_id(), sku, user_id, guild_id, starts_at, ends_at, is_test)
        self.entitlements[entitlement.id] = entitlement
        return entitlement

    def _running_subscription(self, entitlement: Entitlement) -> Subscription:
        subscription = self.subscriptions.get(entitlement.id)
        if subscription is None or subscription.status is SubscriptionStatus.INACTIVE:
            raise ClientValidationError("This is no running subscription.")
        return subscription

    def _stop(self, subscription: Subscription) -> None:
        subscription.status = SubscriptionStatus.INACTIVE
        self._on_event("SUBSCRIPTION_UPDATE", subscription.as_json())

    def _delete(self, entitlement: Entitlement) -> None:
        entitlement.is_deleted = True
        self._on_event("ENTITLEMENT_DELETE", entitlement.as_json())
