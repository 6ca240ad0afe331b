"""Endpoints of SKUs, entitlements and subscriptions."""

from collections.abc import Iterator
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode, Json, invalid_form
from sandbox.discord.rest.pages import parse_page
from sandbox.discord.rest.pipeline import Endpoint, EndpointCall, RestResponse
from sandbox.discord.shop import Shop
from sandbox.discord.state.entitlements import Entitlement
from sandbox.discord.state.world import World

_SKUS_PATH: Final = "/applications/{application_id}/skus"
_ENTITLEMENTS_PATH: Final = "/applications/{application_id}/entitlements"
_ENTITLEMENT_PATH: Final = f"{_ENTITLEMENTS_PATH}/{{entitlement_id}}"
_DEFAULT_SUBSCRIPTIONS: Final = 50


class EntitlementEndpoints:
    """What the application sells, and who owns it."""

    def __init__(self, world: World, shop: Shop) -> None:
        self._world = world
        self._shop = shop

    def __iter__(self) -> Iterator[Endpoint]:
        """All endpoints."""
        yield Endpoint("GET", _SKUS_PATH, self.list_skus)
        yield Endpoint("GET", _ENTITLEMENTS_PATH, self.list_entitlements)
        yield Endpoint("POST", _ENTITLEMENTS_PATH, self.create_test_entitlement)
        yield Endpoint("GET", _ENTITLEMENT_PATH, self.get_entitlement)
        yield Endpoint("DELETE", _ENTITLEMENT_PATH, self.delete_test_entitlement)
        yield Endpoint("POST", f"{_ENTITLEMENT_PATH}/consume", self.consume)
        yield Endpoint("GET", "/skus/{sku_id}/subscriptions", self.list_subscriptions)

    async def list_skus(self, call: EndpointCall) -> RestResponse:
        """All SKUs, the groups of subscriptions included."""
        self._require_application(call)
        return RestResponse([sku.as_json() for sku in self._shop.skus.values()])

    async def list_entitlements(self, call: EndpointCall) -> RestResponse:
        """Entitlements by id, oldest first: deleted ones only if asked for, ended and consumed ones unless excluded."""
        self._require_application(call)
        no_deleted = _parse_flag(call, "exclude_deleted", default=True)
        no_ended = _parse_flag(call, "exclude_ended", default=False)
        wanted = [
            one
            for one in self._shop.entitlements.values()
            if _is_asked_for(call, one)
            and not (no_deleted and one.is_deleted)
            and not (no_ended and one.is_ended(self._world.now()))
        ]
        return RestResponse([one.as_json() for one in parse_page(call).select(wanted, lambda one: one.id)])

    async def get_entitlement(self, call: EndpointCall) -> RestResponse:
        """One entitlement."""
        return RestResponse(self._entitlement(call).as_json())

    async def create_test_entitlement(self, call: EndpointCall) -> RestResponse:
        """Create an entitlement for tests."""
        self._require_application(call)
        body: Json = call.json_object
        created = self._shop.create_test(str(body.get("sku_id")), body.get("owner_type"), str(body.get("owner_id")))
        return RestResponse(created.as_json())

    async def delete_test_entitlement(self, call: EndpointCall) -> RestResponse:
        """Delete an entitlement for tests."""
        self._shop.delete_test(self._entitlement(call))
        return RestResponse()

    async def consume(self, call: EndpointCall) -> RestResponse:
        """Mark a consumable as used up; no event follows."""
        self._shop.consume(self._entitlement(call))
        return RestResponse()

    async def list_subscriptions(self, call: EndpointCall) -> RestResponse:
        """A user's subscriptions to an SKU; a bot must say whose it wants."""
        if call.path_part("sku_id") not in self._shop.skus:
            raise ApiError(ErrorCode.UNKNOWN_SKU)
        user_id = call.request.query.get("user_id")
        if user_id is None:
            raise invalid_form("user_id", code="BASE_TYPE_REQUIRED", message="This field is required")
        wanted = [
            one
            for one in self._shop.subscriptions.values()
            if (one.entitlement.sku.id, one.entitlement.user_id) == (call.path_part("sku_id"), user_id)
        ]
        page = parse_page(call, default_limit=_DEFAULT_SUBSCRIPTIONS)
        return RestResponse([one.as_json() for one in page.select(wanted, lambda one: one.id)])

    def _entitlement(self, call: EndpointCall) -> Entitlement:
        self._require_application(call)
        return self._shop.entitlement(call.path_part("entitlement_id"))

    def _require_application(self, call: EndpointCall) -> None:
        if call.path_part("application_id") != self._world.application_id:
            raise ApiError(ErrorCode.UNKNOWN_APPLICATION)


def _is_asked_for(call: EndpointCall, entitlement: Entitlement) -> bool:
    query, sku_ids = call.request.query, call.request.query.get("sku_ids")
    return (
        query.get("user_id") in {None, entitlement.user_id}
        and query.get("guild_id") in {None, entitlement.guild_id}
        and (sku_ids is None or entitlement.sku.id in sku_ids.split(","))
    )


def _parse_flag(call: EndpointCall, name: str, *, default: bool) -> bool:
    """A boolean of the query string (documentation, "Boolean Query Strings")."""
    text = call.request.query.get(name)
    if text is None:
        return default
    if text not in {"true", "True", "1", "false", "False", "0"}:
        raise invalid_form(name, code="BOOLEAN_TYPE_CONVERT", message="Must be either true or false.")
    return text in {"true", "True", "1"}
