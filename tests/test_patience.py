"""Times that the bot waits, each held against the time that somebody outside gives it.

Other tests replace these values to be quick, so nothing else would notice one that grew beyond its bound.
"""

from typing import Final

import pytest

from bot import archive, health, maintenance
from bot.cli import run
from bot.config.settings import Config
from bot.discord import automod_client, edit_rate, outbox, picture_urls, replies, routes
from bot.domain import cooldowns, quota, rate_limits
from bot.domain import job as jobs_of_members
from bot.jobs import cost_reconciler, deliver, finish, generate, queue_positions, worker
from bot.moderation import case_cards, service
from bot.policy import automod_cache
from bot.runware import poll_schedule, webhooks
from bot.storage import appeals, drafts, leases, removals, sqlite, unbilled
from bot.storage import cases as stored_cases
from bot.storage import jobs as stored_jobs

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
    "an answer that is slow is announced": (replies.PATIENCE, 0.5, DISCORD - 1, "the announcement is on its way too"),
    "AutoMod's rules are read after the announcement": (
        automod_client.PATIENCE,
        1,
        60,
        "nobody waits a minute for a refusal",
    ),
    "a picture's address is looked up": (picture_urls.PATIENCE, 1, 10, "it is looked up behind an announcement"),
    "one letter": (outbox.SEND_TIMEOUT_SECONDS, 1, 60, "the others wait behind it"),
    "one look at a message": (routes.LOOK_TIMEOUT_SECONDS, 1, 30, "an edit waits for it"),
    "one upload": (routes.UPLOAD_TIMEOUT_SECONDS, 30, TOKEN / 2, "another way is to be left while the token works"),
    "a token works": (jobs_of_members.TOKEN_LIFE, TOKEN - 60, TOKEN, "Discord's own figure"),
    "a token is trusted": (
        jobs_of_members.TOKEN_LIFE - routes.TOKEN_MARGIN_SECONDS,
        TOKEN / 2,
        TOKEN - 30,
        "clocks differ",
    ),
    "an answer is offered to a Discord that is away": (
        finish.PATIENCE_WITH_DISCORD,
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
        edit_rate.EDITS_PER_SECOND / edit_rate.BOT_WINDOW_SECONDS,
        1,
        49,
        "Discord allows a bot 50 requests",
    ),
    # what belongs to whom
    "a lease against its heartbeat": (leases.LEASE / worker.HEARTBEAT, 2.5, 10, "two heartbeats may be lost"),
    "a lease": (leases.LEASE, 3 * DISCORD, 60, "longer than Discord waits; a dead process is noticed in a minute"),
    "a heartbeat against a busy file": (worker.HEARTBEAT / 2, 0, leases.LEASE - sqlite._BUSY_SECONDS, "it still fits"),
    "a look at the line": (worker.LOOK_AROUND, 0.1, 2, "other processes fill it"),
    "a place in line": (queue_positions.EVERY, 0.5, 5, "it is news while it is new"),
    "the board is looked at": (case_cards.EVERY, 1, 30, "other processes open cases"),
    "upkeep": (maintenance.EVERY, 5, 60, "other processes block and rule"),
    "AutoMod's rules are believed": (automod_cache.FRESH, 30, 600, "moderators change them and try"),
    # stopping
    "everything that stopping waits for": (
        run.DRAIN_SECONDS + archive._PARTING + 1.0,
        5,
        DOCKER - 0.25,
        "1 is the web's",
    ),
    "a readiness check": (health.CHECK_SECONDS, 0.5, PROBE - 1, "probes give up"),
    "a webhook's body": (webhooks.TIMEOUT, 1, 10, "a slow sender holds a connection"),
    # the provider
    "the first poll": (RUNWARE.poll_first, 0.5, 10, "the quickest models take some seconds"),
    "the longest pause between polls": (RUNWARE.poll_max, 1, 15, "that much is added to an answer"),
    "polls of one task": (poll_schedule._SHORTEST, 0.2, 1, "five a second at most"),
    "a learned first poll": (poll_schedule._SOONEST, 0.1, 1, "nothing is drawn faster"),
    "the beat of polls": (generate.POLL_TICK_SECONDS, 0.1, 0.5, "it is added to an answer"),
    "the time for a task": (
        RUNWARE.deadline,
        60,
        TOKEN - routes.TOKEN_MARGIN_SECONDS - routes.UPLOAD_TIMEOUT_SECONDS,
        "the token still works",
    ),
    "results after an error": (generate.QUIET_SECONDS, 2, 30, "the rest of a batch comes within seconds"),
    "an address in the archive": (generate.ARCHIVE_ADDRESS_SECONDS, DAY, 7 * DAY, "S3 signs for a week at most"),
    "pictures are asked for again": (deliver.PATIENCE_WITH_PROVIDER, 60, HOUR, "somebody waits for them"),
    "spending is tried again": (rate_limits.FIRST_PAUSE, 10, 300, "the operator acted"),
    "spending is tried again at last": (rate_limits.LONGEST_PAUSE, rate_limits.FIRST_PAUSE, HOUR, "the same"),
    "a bill is asked for": (
        stored_jobs.BILL_AFTER,
        1,
        30,
        "a cancelled task holds a place until it is over",
    ),
    "the record is asked": (unbilled.RECORD_AFTER_SECONDS, RUNWARE.deadline, HOUR, "a task has ended there by then"),
    "the record is asked again": (
        unbilled.RECORD_EVERY_SECONDS,
        60,
        cost_reconciler.GIVE_UP_AFTER_SECONDS / 4,
        "several times before giving up",
    ),
    "a bill is given up": (cost_reconciler.GIVE_UP_AFTER_SECONDS, 6 * HOUR, 7 * DAY, "the record is late, not years"),
    "bills are looked for": (cost_reconciler.EVERY_SECONDS, 1, 30, "budgets wait for them"),
    # people
    "pictures wait for moderators": (
        service.HELD_FOR,
        DAY,
        RESULT - removals.UNDONE_WITHIN,
        "they still exist then",
    ),
    "an appeal waits": (service.APPEALS_FOR, DAY, 30 * DAY, "moderators have days off"),
    "a removal can be undone": (removals.UNDONE_WITHIN, HOUR, 2 * DAY, "the promise is a day"),
    "a refusal can be appealed against": (appeals.KEPT, DAY, DAY, "the sentence says a day"),
    "a question can be answered": (drafts.KEPT, HOUR, DAY, "prices change"),
    "an address of a result": (picture_urls.PROVIDER_KEEPS, DAY, RESULT - 60, "it is gone after a week"),
    "reports are counted": (stored_cases._HOUR, HOUR, HOUR, "the sentence says an hour"),
    "the first pause for refusals": (cooldowns.FIRST, 10, 300, "short, as the docs say"),
    "the longest pause for refusals": (cooldowns.LONGEST, cooldowns.FIRST, DAY, "soon forgotten, as the docs say"),
    "a day": (quota.DAY, DAY, DAY, "rolling 24 hours"),
    "a month": (quota.MONTH, 30 * DAY, 30 * DAY, "rolling 30 days"),
}


@pytest.mark.parametrize(("value", "least", "most", "why"), BOUNDS.values(), ids=BOUNDS)
def test_nobody_is_made_to_wait_longer_than_somebody_outside_does(
    value: float, least: float, most: float, why: str
) -> None:
    assert least <= value <= most, why


def test_what_counts_a_retry_is_small() -> None:
    assert (worker.TRIES, routes.TRIES) == (3, 3)
    assert 1 <= cost_reconciler.AT_ONCE <= 50
    assert 1 <= maintenance.LETTERS <= 50
    assert 1 <= worker.AT_MOST <= 1000
