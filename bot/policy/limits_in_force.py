"""The limits of members: what the configuration, the operator, purchases and a server's managers say together."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeAlias

from bot.domain.admission import AdmissionRules
from bot.domain.clock import Clock
from bot.domain.job import Job, Requester
from bot.domain.limit_resolution import (
    Place,
    ResolvedLimits,
    explain_direct_limits,
    explain_limits,
    managed_limits,
    resolve_direct_limits,
    resolve_limits,
    server_limits,
)
from bot.domain.limits import UNLIMITED, Limits, higher_limit
from bot.domain.request import Request
from bot.domain.standing import Standing
from bot.domain.usage import Usage
from bot.errors import OverBudget, OverQuota, Refused, StorageError
from bot.policy.gate import PolicyGate
from bot.storage import ledger, purchase_offers, standing, usage
from bot.storage.database import Database, Transaction

_NOBODY: Final = 0
"""A user's id that nobody has, for what is true of everybody on a server."""

LimitResolver: TypeAlias = Callable[[Standing], Limits]
"""Resolves the limits of one member at one place from what the operator decided and what was bought."""

ServerLimitResolver: TypeAlias = Callable[[Standing, Place], Limits]
"""Resolves the limits of any member at any place of one server."""


@dataclass(slots=True, kw_only=True)
class LimitsInForce:
    """Determines which limits apply: ``configured`` are the configured ones, ``admission`` is for new servers.

    :mod:`bot.live_settings` replaces ``configured`` while the bot runs.
    """

    database: Database
    configured: Limits
    admission: AdmissionRules
    gate: PolicyGate
    clock: Clock

    async def resolver_for(self, requester: Requester) -> LimitResolver:
        """The resolver for a request; raises what :meth:`~bot.policy.gate.PolicyGate.tier` raises."""
        await self.gate.tier(requester)
        context = requester.member_context
        if requester.guild_id is None or context is None:
            return partial(resolve_direct_limits, self.configured)
        place = Place(user_id=requester.user_id, channel_id=requester.quota_channel_id, roles=context.roles)
        return partial(resolve_limits, self.configured, await self.gate.rules(requester.guild_id), place=place)

    async def resolver_on(self, guild_id: int) -> ServerLimitResolver:
        """The resolver for any member in any channel of a server."""
        return partial(resolve_limits, self.configured, await self.gate.rules(guild_id))

    async def add_purchase_offers(
        self, refusal: OverQuota | OverBudget, requester: Requester, requests: Sequence[Request] = ()
    ) -> None:
        """Add the purchases to a refusal with which the requests, or one picture, would be accepted.

        Nothing is read if nothing is for sale, or no purchase raises the budget that is used up. If the database does
        not answer, the refusal stays as it is.
        """
        is_bot_budget = isinstance(refusal, OverBudget) and refusal.is_bot_budget
        if is_bot_budget or not self.configured.tier_skus | self.configured.plan_skus:
            return
        with suppress(StorageError):
            refusal.sku_ids = await self.database.run(
                purchase_offers.list_sufficient_skus,
                *(requester, requests, refusal),
                configured=self.configured,
                resolve=await self.resolver_for(requester),
                now=self.clock(),
            )

    async def explained_limits_of(self, guild_id: int | None, place: Place) -> ResolvedLimits:
        """The limits of a member at a place, now, and where they come from."""
        decided = await self.database.run(standing.get_standing, place.user_id, guild_id, self.clock())
        if guild_id is None:
            return explain_direct_limits(self.configured, decided)
        return explain_limits(self.configured, await self.gate.rules(guild_id), decided, place)

    async def plan_limits_of(self, guild_id: int) -> Limits:
        """What the server's plan allows, before its managers share it out."""
        return server_limits(self.configured, await self.standing_of(guild_id))

    async def standing_of(self, guild_id: int) -> Standing:
        """What the operator decided about a server, and what was bought for it."""
        return await self.database.run(standing.get_standing, _NOBODY, guild_id, self.clock())

    async def server_refusal(self, guild_id: int) -> Refused | None:
        """Why the operator lets nobody on this server request anything at the moment; ``None`` if members may."""
        try:
            await self.database.run(standing.check_access, _NOBODY, guild_id, self.admission, self.clock())
        except Refused as refusal:
            return refusal
        return None

    async def server_limits_of(self, guild_id: int) -> Limits:
        """The budgets in force on a server, and the limits of its members without a quota of their own."""
        return managed_limits(await self.plan_limits_of(guild_id), await self.gate.rules(guild_id))

    async def usage_after(self, job: Job) -> tuple[Limits, Usage]:
        """The member's usage, and the limits that held when the job was requested."""
        calendar = None if job.guild_id is None else (await self.gate.rules(job.guild_id)).calendar
        return await self.database.run(_get_usage_after, job, replace(self.configured, calendar=calendar), self.clock())


def _get_usage_after(job: Job, limits: Limits, now: float) -> Transaction[tuple[Limits, Usage]]:
    limit = yield from ledger.get_image_limit(job.id)
    images = UNLIMITED if limit is None else limit
    limits = replace(
        limits,
        images_per_user_per_day=images,
        images_on_all_servers_per_day=higher_limit(limits.images_per_user_per_day, images),
    )
    return limits, (yield from usage.get_member_usage(job.user_id, job.guild_id, limits, now))
