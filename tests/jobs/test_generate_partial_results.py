"""An error that comes before the other results of its batch does not throw them away."""

from unittest.mock import create_autospec
from uuid import UUID, uuid4

from aiohttp import web
from aiohttp.test_utils import TestServer
from prometheus_client import CollectorRegistry

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.catalog import Catalog
from bot.domain.durations import Durations
from bot.domain.job import Requester, State
from bot.domain.limits import Limits
from bot.domain.rate_limits import CircuitBreaker, ConcurrencyLimiter
from bot.domain.request import Options, build_request
from bot.jobs.context import JobContext
from bot.jobs.finish import JobFinisher
from bot.jobs.generate import LATE_RESULT_GRACE_SECONDS, Generator
from bot.jobs.model_availability import ModelAvailability
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.ports import Messenger
from bot.jobs.run import JobRun
from bot.jobs.spending_switch import SpendingSwitch
from bot.jobs.upload_references import ReferenceUploader
from bot.observability.metrics import Metrics
from bot.runware.client import RunwareClient
from bot.runware.poll_schedule import PollSchedule
from bot.runware.tasks import OutputOptions
from bot.storage import intake
from bot.storage.database import Database
from bot.storage.leases import Lease
from tests.support.clock import ManualClock


def refused(task: UUID) -> dict[str, object]:
    return {"code": "invalidProviderContent", "taskUUID": str(task), "taskType": "imageInference", "status": "error"}


def drawn(task: UUID) -> dict[str, object]:
    url = "https://im.runware.ai/one.jpg"
    return {
        "taskType": "imageInference",
        "taskUUID": str(task),
        "imageUUID": str(uuid4()),
        "imageURL": url,
        "cost": 0.02,
    }


async def test_results_after_an_error_are_accepted(database: Database, clock: ManualClock) -> None:
    catalog, task = Catalog(), uuid4()
    answer: dict[str, list[dict[str, object]]] = {"data": [], "errors": [refused(task)]}

    async def provider(_: web.Request) -> web.Response:
        return web.json_response(answer)

    application = web.Application()
    application.router.add_post("/v1", provider)
    asker = Requester(interaction_id=1, user_id=7, guild_id=2, channel_id=3, token="t", attachment_limit=10_000_000)
    request = build_request("foxes", Options(count=2), catalog)
    lease = Lease("one", clock() + 60)
    (asked,), *_ = await database.run(
        intake.reserve,
        asker,
        [request],
        task_uuids=[task],
        limits=Limits(),
        admission=OPEN_TO_ALL,
        lease=lease,
        now=clock(),
    )
    (job,) = await database.run(
        intake.acknowledge_and_claim, asked, channel_id=3, message_id=4, max_running=1, lease=lease, now=clock()
    )
    async with TestServer(application) as server, RunwareClient("key", url=str(server.make_url("/v1"))) as client:
        context = JobContext(
            database=database,
            messenger=create_autospec(Messenger, instance=True),
            metrics=Metrics(CollectorRegistry()),
            clock=clock,
            monotonic=clock,
            owner="one",
        )
        drawing = Generator(
            context=context,
            finisher=JobFinisher(context),
            provider=client,
            catalog=catalog,
            poll_schedule=PollSchedule(first=1.0, max_interval=5.0),
            limiter=ConcurrencyLimiter(1, clock),
            durations=Durations(),
            spending=SpendingSwitch(context, CircuitBreaker(clock)),
            reference_uploader=create_autospec(ReferenceUploader, instance=True),
            availability=create_autospec(ModelAvailability, instance=True),
            model_breakers=ModelBreakers(catalog=catalog, database=database, clock=clock, monotonic=clock),
            outputs=OutputOptions(),
            archive=None,
            webhooks=None,
        )
        run = JobRun(job, clock, deadline_at=clock() + 180, accepted_at=clock())
        await drawing.poll(run)
        clock.advance(LATE_RESULT_GRACE_SECONDS / 2)
        await drawing.poll(run)
        assert run.job.ready_at is None
        answer["data"] = [drawn(task)]
        await drawing.poll(run)
    assert run.job.state is State.READY
    assert run.job.outcome is not None
    assert len(run.job.outcome.results) == 1
