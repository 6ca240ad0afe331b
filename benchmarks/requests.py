"""Requests for benchmarks that call the storage directly."""

from itertools import count
from typing import Final
from uuid import uuid4

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.catalog import AspectRatio, Resolution, Size
from bot.domain.job import Job, Outcome, Requester, Result
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.request import Request
from bot.storage import intake
from bot.storage.database import Database
from bot.storage.leases import Lease

PRICE_MICRO_DOLLARS: Final = 20_000
"""Price of one picture in micro-dollars."""
LEASE_OWNER: Final = "benchmark"
CHANNEL_ID: Final = 5
"""The channel of every request."""
UNLIMITED_LIMITS: Final = Limits(images_per_user_per_day=UNLIMITED, jobs_per_user=UNLIMITED, cooldown_seconds=0)
REQUEST: Final = Request(
    prompt="a fox asleep in a lighthouse, oil on canvas, storm outside",
    model="standard",
    ratio=AspectRatio.SQUARE,
    resolution=Resolution.K1,
    size=Size(1024, 1024),
    count=1,
    estimate=PRICE_MICRO_DOLLARS,
)
OUTCOME: Final = Outcome(
    results=(Result(image_uuid="one", url="https://im.runware.ai/one.jpg", cost=PRICE_MICRO_DOLLARS),),
    delivered_count=1,
)
_INTERACTION_IDS: Final = count(1_400_000_000_000_000_000)


def build_requester(member: int) -> Requester:
    """The requester for a member; every 10,000 members share a guild."""
    return Requester(
        interaction_id=next(_INTERACTION_IDS),
        user_id=member,
        guild_id=member // 10_000 + 1,
        channel_id=CHANNEL_ID,
        token="t" * 200,
        attachment_limit=10 << 20,
    )


async def reserve_request(database: Database, member: int, *, now: float, limits: Limits = UNLIMITED_LIMITS) -> Job:
    """Reserve one request and its quota."""
    reservation = await database.run(
        intake.reserve,
        *(build_requester(member), [REQUEST]),
        task_uuids=[uuid4()],
        limits=limits,
        admission=OPEN_TO_ALL,
        lease=Lease(LEASE_OWNER, now + 60),
        now=now,
    )
    return reservation.jobs[0]
