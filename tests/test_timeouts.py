"""Times that the bot waits, each held against the time that somebody outside gives it.

Other tests replace these values to be quick, so nothing else would notice one that grew beyond its bound.
"""

from typing import Final

import pytest

from bot import archive, maintenance
from bot.charts import renderer
from bot.cli import health_checks, run
from bot.config.settings import Config
from bot.discord import automod_client, edit_rate, job_message_routes, message_requests, outbox, picture_urls, replies
from bot.domain import clock, cooldowns, rate_limits, windows
from bot.domain import job as jobs_of_members
from bot.jobs import cost_reconciler, deliver, finish, generate, queue_positions, refusal_counter, stored_gauges, worker
from bot.moderation import case_cards, service
from bot.observability import health, tracing
from bot.policy import automod_cache
from bot.runware import poll_schedule, webhooks
from bot.storage import appeals, drafts, leases, removals, sqlite_thread, unbilled
from bot.storage import cases as stored_cases
from bot.storage import jobs as stored_jobs
from bot.ui import picture_links

DISCORD: Final = 3.0
"""Discord, Receiving and Responding: an interaction is to be answered within so many seconds."""
TOKEN: Final = 15 * 60.0
"""Discord, Receiving and Responding: for so long an interaction's token works."""
DOCKER: Final = 10.0
"""``docker stop`` kills after so many seconds."""
PROBE: Final = 4.0
"""The image's health check and most probes give up after so long."""
RESULT: Final = 7 * 24 * 3600.0
"""Runware keeps results for a week."""
HOUR: Final = 3600.0
DAY: Final = 24 * HOUR
RUNWARE = Config().runware

BOUNDS: Final = {
    # what Discord waits for
    "an answer that is slow is announced": (
        replies.ACK_DELAY_SECONDS,
        0.5,
        DISCORD - 1,
        "the announcement is on its way too",
    ),
    "AutoMod's rules are read after the announcement": (
        automod_client.FETCH_TIMEOUT_SECONDS,
        1,
        60,
        "nobody waits a minute for a refusal",
    ),
    "a picture's address is looked up": (
        picture_urls.FETCH_TIMEOUT_SECONDS,
        1,
        10,
        "it is looked up behind an announcement",
    ),
    "one letter": (outbox.SEND_TIMEOUT_SECONDS, 1, 60, "the others wait behind it"),
    "one look at a message": (message_requests.FETCH_TIMEOUT_SECONDS, 1, 30, "an edit waits for it"),
    "one upload": (
        message_requests.UPLOAD_TIMEOUT_SECONDS,
        30,
        TOKEN / 2,
        "another way is to be left while the token works",
    ),
    "a token works": (jobs_of_members.INTERACTION_TOKEN_LIFETIME_SECONDS, TOKEN - 60, TOKEN, "Discord's own figure"),
    "a token is trusted": (
        jobs_of_members.INTERACTION_TOKEN_LIFETIME_SECONDS - job_message_routes.TOKEN_MARGIN_SECONDS,
        TOKEN / 2,
        TOKEN - 30,
        "clocks differ",
    ),
    "an answer is offered to a Discord that is away": (
        finish.DISCORD_RETRY_SECONDS,
        TOKEN,
        DAY,
        "outages last an hour, and memory is held meanwhile",
    ),
    "edits with one token in two seconds": (
        2 * edit_rate.EDITS_PER_TOKEN_WINDOW / edit_rate.TOKEN_WINDOW_SECONDS,
        1,
        4.9,
        "Discord allows 5 for a token",
    ),
    "progress edits in a second": (
        edit_rate.MAX_EDITS_PER_SECOND / edit_rate.BOT_WINDOW_SECONDS,
        1,
        49,
        "Discord allows a bot 50 requests",
    ),
    # what belongs to whom
    "a lease against its heartbeat": (
        leases.LEASE_SECONDS / worker.HEARTBEAT_SECONDS,
        2.5,
        10,
        "two heartbeats may be lost",
    ),
    "a lease": (
        leases.LEASE_SECONDS,
        3 * DISCORD,
        60,
        "longer than Discord waits; a dead process is noticed in a minute",
    ),
    "a heartbeat against a busy file": (
        worker.HEARTBEAT_SECONDS / 2,
        0,
        leases.LEASE_SECONDS - sqlite_thread._BUSY_TIMEOUT_SECONDS,
        "it still fits",
    ),
    "a look at the line": (worker.QUEUE_POLL_SECONDS, 0.1, 2, "other processes fill it"),
    "a place in line": (queue_positions.UPDATE_INTERVAL_SECONDS, 0.5, 5, "it is news while it is new"),
    "the board is looked at": (case_cards.SYNC_INTERVAL_SECONDS, 1, 30, "other processes open cases"),
    "upkeep": (maintenance.MAINTENANCE_INTERVAL_SECONDS, 5, 60, "other processes block and rule"),
    "AutoMod's rules are believed": (automod_cache.CACHE_TTL_SECONDS, 30, 600, "moderators change them and try"),
    # stopping
    "everything that stopping waits for": (
        run.DRAIN_TIMEOUT_SECONDS
        + archive._DRAIN_TIMEOUT_SECONDS
        + refusal_counter.CLOSE_TIMEOUT_SECONDS
        + tracing.CLOSE_TIMEOUT_SECONDS
        + 1.0,
        5,
        DOCKER - 0.25,
        "1 is the web's",
    ),
    "a readiness check": (health.READINESS_TIMEOUT_SECONDS, 0.5, PROBE - 1, "probes give up"),
    "a look whether it is alive": (health.LIVENESS_TIMEOUT_SECONDS, 2, PROBE - 0.5, "a failure leads to a restart"),
    "a worker that is stuck": (health_checks.MAX_WORKER_PAUSE_SECONDS, 120, 600, "a statement may take a minute"),
    "gauges of the database": (stored_gauges.GAUGE_INTERVAL_SECONDS, 5, 30, "Prometheus reads every 15 seconds or so"),
    "a webhook's body": (webhooks.BODY_TIMEOUT_SECONDS, 1, 10, "a slow sender holds a connection"),
    # statistics
    "charts are drawn": (renderer.DRAW_TIMEOUT_SECONDS, 5, 60, "a command waits for them"),
    "counts of refusals are written": (refusal_counter.WRITE_INTERVAL_SECONDS, 1, 60, "a killed process loses them"),
    # the provider
    "the first poll": (RUNWARE.poll_first, 0.5, 10, "the quickest models take some seconds"),
    "the longest pause between polls": (RUNWARE.poll_max, 1, 15, "that much is added to an answer"),
    "polls of one task": (poll_schedule._MIN_INTERVAL_SECONDS, 0.2, 1, "five a second at most"),
    "a learned first poll": (poll_schedule._MIN_FIRST_POLL_SECONDS, 0.1, 1, "nothing is drawn faster"),
    "the beat of polls": (generate.POLL_TICK_SECONDS, 0.1, 0.5, "it is added to an answer"),
    "the time for a task": (
        RUNWARE.deadline,
        60,
        TOKEN - job_message_routes.TOKEN_MARGIN_SECONDS - message_requests.UPLOAD_TIMEOUT_SECONDS,
        "the token still works",
    ),
    "results after an error": (generate.LATE_RESULT_GRACE_SECONDS, 2, 30, "the rest of a batch comes within seconds"),
    "an address in the archive": (generate.UPLOAD_URL_LIFETIME_SECONDS, DAY, 7 * DAY, "S3 signs for a week at most"),
    "pictures are asked for again": (deliver.DOWNLOAD_RETRY_SECONDS, 60, HOUR, "somebody waits for them"),
    "spending is tried again": (rate_limits.FIRST_PAUSE_SECONDS, 10, 300, "the operator acted"),
    "spending is tried again at last": (
        rate_limits.MAX_PAUSE_SECONDS,
        rate_limits.FIRST_PAUSE_SECONDS,
        HOUR,
        "the same",
    ),
    "a bill is asked for": (
        stored_jobs.COST_LOOKUP_DELAY_SECONDS,
        1,
        30,
        "a cancelled task holds a place until it is over",
    ),
    "the record is asked": (
        unbilled.RECORD_LOOKUP_AFTER_SECONDS,
        RUNWARE.deadline,
        HOUR,
        "a task has ended there by then",
    ),
    "the record is asked again": (
        unbilled.RECORD_LOOKUP_INTERVAL_SECONDS,
        60,
        cost_reconciler.GIVE_UP_AFTER_SECONDS / 4,
        "several times before giving up",
    ),
    "a bill is given up": (cost_reconciler.GIVE_UP_AFTER_SECONDS, 6 * HOUR, 7 * DAY, "the record is late, not years"),
    "bills are looked for": (cost_reconciler.RECONCILE_INTERVAL_SECONDS, 1, 30, "budgets wait for them"),
    # people
    "pictures wait for moderators": (
        service.APPROVAL_TIMEOUT_SECONDS,
        DAY,
        RESULT - removals.UNDO_WINDOW_SECONDS,
        "they still exist then",
    ),
    "an appeal waits": (service.APPEAL_TIMEOUT_SECONDS, DAY, 30 * DAY, "moderators have days off"),
    "a removal can be undone": (removals.UNDO_WINDOW_SECONDS, HOUR, 2 * DAY, "the promise is a day"),
    "a refusal can be appealed against": (appeals.APPEAL_WINDOW_SECONDS, DAY, DAY, "the sentence says a day"),
    "a question can be answered": (drafts.DRAFT_TTL_SECONDS, HOUR, DAY, "prices change"),
    "an address of a result": (
        picture_links.PROVIDER_URL_LIFETIME_SECONDS,
        DAY,
        RESULT - 60,
        "it is gone after a week",
    ),
    "reports are counted": (stored_cases._HOUR_SECONDS, HOUR, HOUR, "the sentence says an hour"),
    "the first pause for refusals": (cooldowns.FIRST_PAUSE_SECONDS, 10, 300, "short, as the docs say"),
    "the longest pause for refusals": (
        cooldowns.MAX_PAUSE_SECONDS,
        cooldowns.FIRST_PAUSE_SECONDS,
        DAY,
        "soon forgotten, as the docs say",
    ),
    "a day": (clock.DAY_SECONDS, DAY, DAY, "rolling 24 hours"),
    "a month": (windows.MONTH_SECONDS, 30 * DAY, 30 * DAY, "rolling 30 days"),
}


@pytest.mark.parametrize(("value", "least", "most", "why"), BOUNDS.values(), ids=BOUNDS)
def test_timeouts_stay_within_external_limits(value: float, least: float, most: float, why: str) -> None:
    assert least <= value <= most, why


def test_retry_and_batch_limits_are_small() -> None:
    assert (worker.MAX_UNEXPECTED_ERRORS, message_requests.MAX_ATTEMPTS) == (3, 3)
    assert 1 <= cost_reconciler.MAX_BATCH_JOBS <= 50
    assert 1 <= maintenance.MAX_NOTIFICATIONS_PER_RUN <= 50
    assert 1 <= worker.MAX_BATCH_JOBS <= 1000
