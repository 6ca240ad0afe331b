"""Requests as members make them, for benchmarks that talk to the storage directly."""

from itertools import count
from typing import Final
from uuid import uuid4

from bot.domain.catalog import Ratio, Resolution, Size
from bot.domain.job import Asker, Job, Outcome, Result
from bot.domain.quota import UNLIMITED, Limits
from bot.domain.request import Request
from bot.storage import intake
from bot.storage.database import Database
from bot.storage.leases import Lease

PRICE: Final = 20_000
"""Micro-dollars for one picture."""
OWNER: Final = "benchmark"
OPEN: Final = Limits(images_per_user_per_day=UNLIMITED, jobs_per_user=UNLIMITED, cooldown_seconds=0)
REQUEST: Final = Request(
    prompt="a fox asleep in a lighthouse, oil on canvas, storm outside",
    model="standard",
    ratio=Ratio.SQUARE,
    resolution=Resolution.K1,
    size=Size(1024, 1024),
    count=1,
    estimate=PRICE,
)
OUTCOME: Final = Outcome(results=(Result(image_uuid="one", url="https://im.runware.ai/one.jpg", cost=PRICE),), shown=1)
_IDS: Final = count(1_400_000_000_000_000_000)


def asker(member: int) -> Asker:
    """A member who asks in a server of ten thousand members."""
    return Asker(
        interaction_id=next(_IDS),
        user_id=member,
        guild_id=member // 10_000 + 1,
        channel_id=5,
        token="t" * 200,
        attachment_limit=10 << 20,
    )


async def ask(database: Database, member: int, *, now: float, limits: Limits = OPEN) -> Job:
    """One request, with its quota taken."""
    (job,), _ = await database.run(
        intake.reserve,
        *(asker(member), [REQUEST]),
        task_uuids=[uuid4()],
        limits=limits,
        lease=Lease(OWNER, now + 60),
        now=now,
    )
    return job
