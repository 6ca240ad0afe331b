"""The control API for the shop: sell something new, buy, renew, cancel, let end, refund."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from aiohttp import web
from pydantic import Field

from sandbox.discord.control.bodies import Handler, StrictBody, parse_body, with_error_sentences
from sandbox.discord.errors import Json
from sandbox.discord.people.resolved_data import find_guild, find_user
from sandbox.discord.shop import Shop
from sandbox.discord.state.entitlements import Entitlement
from sandbox.discord.state.skus import SkuType
from sandbox.discord.state.world import World

Days = Annotated[float, Field(gt=0, le=4000)]
_SKU_TYPES = {
    "user subscription": (SkuType.SUBSCRIPTION, False),
    "server subscription": (SkuType.SUBSCRIPTION, True),
    "durable": (SkuType.DURABLE, False),
    "consumable": (SkuType.CONSUMABLE, False),
}


class SkuBody(StrictBody):
    """Something new to sell."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    type: Literal["user subscription", "server subscription", "durable", "consumable"]


class PurchaseBody(StrictBody):
    """A user buys an SKU (id or name), a server subscription for ``guild``.

    With ``days`` the entitlement has an end from the start; otherwise a subscription has none until it is over.
    """

    user: str
    sku: str
    guild: str | None = None
    days: Days | None = None


class RenewalBody(StrictBody):
    """The length of the next period."""

    days: Days = 30.0


@dataclass(slots=True, eq=False)
class ShopApi:
    """The routes ``/sandbox/shop``; people, servers and SKUs are given by id or name."""

    world: World
    shop: Shop

    def routes(self) -> list[web.RouteDef]:
        """All routes, for ``Application.add_routes``."""
        actions: dict[str, Callable[[Entitlement], None]] = {
            "cancel": self.shop.cancel,
            "end": self.shop.end,
            "refund": self.shop.refund,
        }
        path = "/sandbox/shop/entitlements/{entitlement}"
        return with_error_sentences(
            web.get("/sandbox/shop", self._get_shop),
            web.post("/sandbox/shop/skus", self._add_sku),
            web.post("/sandbox/shop/purchases", self._buy),
            web.post(f"{path}/renew", self._renew),
            *(web.post(f"{path}/{name}", self._act(act)) for name, act in actions.items()),
        )

    async def _get_shop(self, _: web.Request) -> web.StreamResponse:
        entitlements = [self._entitlement_json(one) for one in self.shop.entitlements.values()]
        return web.json_response({"skus": self.shop.list_offers(), "entitlements": entitlements})

    async def _add_sku(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, SkuBody)
        kind, for_guilds = _SKU_TYPES[body.type]
        sku = self.shop.add_sku(body.name, kind, for_guilds=for_guilds)
        return web.json_response({"sku": sku.offer_json()})

    async def _buy(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, PurchaseBody)
        guild = None if body.guild is None else find_guild(self.world, body.guild)
        bought = self.shop.buy(find_user(self.world, body.user), self.shop.sku(body.sku), guild, days=body.days)
        return web.json_response({"entitlement": self._entitlement_json(bought)})

    async def _renew(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, RenewalBody)
        entitlement = self.shop.entitlement(request.match_info["entitlement"])
        self.shop.renew(entitlement, days=body.days)
        return web.json_response({"entitlement": self._entitlement_json(entitlement)})

    def _act(self, act: Callable[[Entitlement], None]) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            entitlement = self.shop.entitlement(request.match_info["entitlement"])
            act(entitlement)
            return web.json_response({"entitlement": self._entitlement_json(entitlement)})

        return handle

    def _entitlement_json(self, entitlement: Entitlement) -> Json:
        subscription = self.shop.subscriptions.get(entitlement.id)
        return {
            **entitlement.as_json(),
            "name": entitlement.sku.name,
            "active": entitlement.is_active(self.world.now()),
            "subscription": None if subscription is None else subscription.status.name.lower(),
        }
