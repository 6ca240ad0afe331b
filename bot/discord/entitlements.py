"""Discord's shop: reads SKUs and entitlements, and marks consumables as consumed."""

import logging
from collections.abc import Awaitable, Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final, TypeVar

import discord

from bot.discord.api_errors import REQUEST_ERRORS, OutageResponse, error_summary
from bot.domain.entitlements import Observation, ObservationList
from bot.errors import DiscordDown

log: Final = logging.getLogger(__name__)

PAGE_LENGTH: Final = 100
"""Entitlements of one page (Discord, List Entitlements)."""
_UNKNOWN_ENTITLEMENT_CODE: Final = 10029
T = TypeVar("T")


class DiscordShop:
    """The purchases of the client's application."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def is_ready(self) -> bool:
        """Whether Discord is connected."""
        return self._client.is_ready()

    async def list_entitlements(self, seen_at: float) -> ObservationList:
        """Every entitlement, those that ended or were deleted too, as of ``seen_at``.

        It reads the pages itself: ``Client.entitlements`` of discord.py 2.7.1 passes ``exclude_deleted`` only when it
        reads backwards, and without an ``after`` Discord begins with the newest.
        """
        found: dict[int, Observation] = {}
        after, unread = 0, 0
        while True:
            page: list[Any] = await _ask(
                self._client.http.get_entitlements(
                    self._application_id, after=after, limit=PAGE_LENGTH, exclude_ended=False, exclude_deleted=False
                )
            )
            seen = [one for one in (self._read(payload, seen_at) for payload in page) if one is not None]
            found.update((one.id, one) for one in seen)
            unread += len(page) - len(seen)
            if len(page) < PAGE_LENGTH:
                return ObservationList(list(found.values()), is_complete=unread == 0)
            last = max(found, default=0)
            if last <= after:
                raise DiscordDown("Discord lists the same entitlements again.")
            after = last

    def _read(self, payload: Any, seen_at: float) -> Observation | None:
        """Parse one entitlement of a list; one that cannot be read is logged, and keeps no other from being read."""
        try:
            return observation(self._parse(payload), seen_at)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            text, event = "An entitlement cannot be read (%s)", {"event": "entitlement_unreadable"}
            log.warning(text, type(error).__name__, extra=event)
            return None

    async def list_consumables(self) -> Mapping[int, bool]:
        """Whether each SKU is a consumable, by its id: an entitlement does not say it."""
        skus = await _ask(self._client.fetch_skus())
        return {sku.id: sku.type is discord.SKUType.consumable for sku in skus}

    async def consume(self, entitlement_id: int) -> bool:
        """Mark a consumable as consumed; returns ``False`` if Discord refuses it.

        One that was consumed before, or does not exist any more, counts as consumed. Discord does not document its
        error for the former, so after any refusal the entitlement itself is read.
        """
        try:
            await self._client.http.consume_entitlement(self._application_id, entitlement_id)
        except REQUEST_ERRORS as error:
            if getattr(error, "code", None) == _UNKNOWN_ENTITLEMENT_CODE:
                return True
            if not _is_refusal(error):
                raise DiscordDown(f"Entitlement {entitlement_id} was not consumed ({error_summary(error)}).") from error
            return await self._is_consumed(entitlement_id)
        return True

    async def _is_consumed(self, entitlement_id: int) -> bool:
        """Whether Discord says that it is consumed; logs it if not."""
        entitlement = self._parse(await _ask(self._client.http.get_entitlement(self._application_id, entitlement_id)))
        if not entitlement.consumed:
            text = "Discord refuses to mark entitlement %s as consumed; it is tried again"
            log.warning(text, entitlement_id, extra={"event": "entitlement_not_consumed"})
        return entitlement.consumed

    @property
    def _application_id(self) -> int:
        application_id = self._client.application_id
        assert application_id is not None, "the client has logged in"
        return application_id

    def _parse(self, payload: Any) -> discord.Entitlement:
        return discord.Entitlement(self._client._connection, payload)  # noqa: SLF001 – discord.py parses it the same way


def observation(entitlement: discord.Entitlement, seen_at: float, *, is_deleted: bool = False) -> Observation:
    """What discord.py read, as seen at that time; ``is_deleted`` is true for the event that says so."""
    return Observation(
        id=entitlement.id,
        sku_id=entitlement.sku_id,
        user_id=entitlement.user_id,
        guild_id=entitlement.guild_id,
        starts_at=_timestamp(entitlement.starts_at),
        ends_at=_timestamp(entitlement.ends_at),
        is_deleted=entitlement.deleted or is_deleted,
        is_consumed=entitlement.consumed,
        seen_at=seen_at,
    )


def observations(interaction: discord.Interaction[Any], seen_at: float) -> Iterator[Observation]:
    """What an interaction shows of the member's and the server's purchases."""
    return (observation(one, seen_at) for one in interaction.entitlements)


async def _ask(request: Awaitable[T]) -> T:
    try:
        return await request
    except REQUEST_ERRORS as error:
        raise DiscordDown(f"Purchases could not be read ({error_summary(error)}).") from error


def _is_refusal(error: BaseException) -> bool:
    """Whether Discord itself refused the request, with whatever code."""
    return (
        isinstance(error, discord.HTTPException)
        and not isinstance(error, OutageResponse)
        and HTTPStatus.BAD_REQUEST <= error.status < HTTPStatus.INTERNAL_SERVER_ERROR
        and error.status != HTTPStatus.TOO_MANY_REQUESTS
    )


def _timestamp(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()
