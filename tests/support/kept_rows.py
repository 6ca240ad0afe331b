"""Writes rows of every table, in every state that a row can be in."""

from typing import Final

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.blocks import Block
from bot.domain.catalog import AspectRatio, OutputFormat, Resolution
from bot.domain.entitlements import Observation
from bot.domain.job import Job, State
from bot.domain.limits import Limits
from bot.domain.operator_blocks import BlockKind, OperatorBlock
from bot.domain.request import Options, Origin, PolicySnapshot, Reference, Request
from bot.domain.screening import HoldReason
from bot.domain.server_rules import ChannelMode, ChannelRules, FlaggedAction, SafetyMode, ServerRules
from bot.domain.servers import ServerDetails
from bot.domain.styles import Style
from bot.moderation import job_actions
from bot.storage import (
    blocks,
    drafts,
    edit_consents,
    entitlements,
    grants,
    handled_interactions,
    intake,
    jobs,
    kv,
    library,
    operator_blocks,
    preferences,
    refusal_counts,
    removals,
    server_rules,
    servers,
    strikes,
    styles,
    word_lists,
)
from bot.storage.refusal_counts import DIRECT_MESSAGES, RefusalKey
from bot.wordfilter.word_list import WordListEntries
from tests.support.job_driver import UNLIMITED_LIMITS, make_request, require_job
from tests.support.moderation_driver import ADA, BEN, GUILD, ModerationDriver, make_outcome, make_uuids

AUTHOR, OTHER, BLOCKED, PAUSED = 1, 2, 3, 4
"""User ids: the author of the jobs, who also has preferences; the member with favourites; one blocked; one paused."""
STYLE: Final = Style(name="noir", text="{prompt}, film noir")
OPTIONS: Final = Options(ratio=AspectRatio.WIDE_16_9, model="pro", count=2, style="noir", private=True, spoiler=False)
RULES: Final = ServerRules(
    channels={5: ChannelRules(mode=ChannelMode.APPROVAL, models=("standard",), private_only=True)},
    usual=ChannelRules(mode=ChannelMode.MODERATORS),
    members=(31, 32),
    moderators=(33,),
    min_days=3,
    log_channel=77,
    tiers={31: "patrons"},
    flagged=FlaggedAction.HOLD,
    safety=SafetyMode.FAST,
    automod=True,
    edits=False,
)
WORDS: Final = WordListEntries(terms=("gore",), exceptions=("gore-tex",), patterns=("g.re",))
DETAILED_REQUEST: Final = Request(
    prompt="it’s a “fox”; 100% {red}?",
    model="pro",
    ratio=None,
    resolution=Resolution.K2,
    size=None,
    count=2,
    format=OutputFormat.PNG,
    quality=80,
    private=True,
    spoiler=True,
    references=(
        Reference(image_uuid="u0", job_id=1000, number=1),
        Reference(url="https://cdn.discordapp.com/fox.png", channel_id=5, message_id=6, file_id=7),
    ),
    origin=Origin.VARY,
    style=STYLE,
    replaced_model="Grok Imagine",
    policy=PolicySnapshot(approval=True, flagged=FlaggedAction.HOLD, safety=SafetyMode.FAST, tier="patrons"),
    estimate=150_000,
)


async def write_rows(driver: ModerationDriver) -> None:
    """Write the rows. Unfinished jobs come last, because the earlier steps would claim waiting jobs."""
    await _write_server(driver)
    await _write_members(driver)
    delivered = await driver.create_delivered_job(driver.make_request(3))
    await driver.create_edit(delivered)
    await driver.create_delivered_job(DETAILED_REQUEST)
    await _write_library(driver, delivered)
    await _write_cases(driver)
    await _write_appeals(driver)
    await _write_removals(driver)
    await _write_unfinished(driver)


async def _write_server(driver: ModerationDriver) -> None:
    now = driver.job_driver.clock()
    await driver.run(server_rules.update_rules(GUILD, lambda _: RULES))
    await driver.run(word_lists.add_words(GUILD, WORDS))
    await driver.run(styles.put(GUILD, STYLE))
    for expires_at, member in ((None, BLOCKED), (now + 3600, BLOCKED + 100)):
        block = Block(GUILD, member, expires_at, "spam", ADA, now)
        await driver.run(blocks.put(block, reason_for_jobs="Called off."))
    for _ in range(4):
        await driver.run(strikes.add(GUILD, PAUSED, now=now))
    await driver.run(strikes.add(GUILD, OTHER, now=now))
    await driver.run(kv.put(kv.lost_model_key("pro"), '{"air": "xai:grok-imagine@image-pro", "at": 1790000000.0}'))
    await driver.run(handled_interactions.claim(900, now=now))
    await _write_operator(driver)
    counts = {RefusalKey(server, 20_000, "TooSoon"): 3 for server in (GUILD, DIRECT_MESSAGES)}
    await driver.run(refusal_counts.add(counts))


async def _write_operator(driver: ModerationDriver) -> None:
    """What the operator decided, and what was bought."""
    now = driver.job_driver.clock()
    await driver.run(servers.record_first([ServerDetails(GUILD, "Sketch Club", ADA, 40)], now=now))
    await driver.run(servers.record_present(ServerDetails(GUILD + 1, "Waiting Club", OTHER, 2), admit=False, now=now))
    block = OperatorBlock(BlockKind.USER, BLOCKED, "spam", ADA, now + 3600, now)
    await driver.run(operator_blocks.put(block, audit_guild_id=GUILD, reason_for_jobs="Called off."))
    bought = Observation(
        id=500,
        sku_id=70,
        user_id=AUTHOR,
        guild_id=None,
        starts_at=now,
        ends_at=None,
        is_deleted=False,
        is_consumed=False,
        seen_at=now,
    )
    await driver.run(entitlements.record([bought], limits=Limits(), now=now))
    await driver.run(grants.add(GUILD, AUTHOR, images=3, expires_at=now + 3600, by_id=ADA, reason="a contest", now=now))


async def _write_members(driver: ModerationDriver) -> None:
    now = driver.job_driver.clock()
    await driver.run(preferences.put(AUTHOR, OPTIONS))
    for member, may_edit in ((AUTHOR, True), (OTHER, False)):
        await driver.run(edit_consents.put(member, may_edit))
    await driver.run(drafts.put(driver.make_requester(), [make_request(4)], now=now))
    await driver.run(drafts.put(driver.make_requester(), [make_request(1), make_request(2)], make_request(1), now=now))


async def _write_library(driver: ModerationDriver, job: Job) -> None:
    await driver.run(library.toggle_favourite(OTHER, job.id, now=driver.job_driver.clock()))
    await driver.run(library.set_alt_text(job.id, 2, "A fox, asleep"))
    deleted = await driver.create_delivered_job()
    await driver.run(library.delete(deleted.id, now=driver.job_driver.clock()))


async def _write_cases(driver: ModerationDriver) -> None:
    for act in (driver.approve, driver.decline, driver.expire, driver.cancel):
        await driver.run(act(await driver.create_held_case())())
    for act in (driver.keep, driver.dismiss, driver.remove_reported):
        await driver.run(act(await driver.create_report_case())())
    job = await driver.create_delivered_job()
    await driver.create_report_case(job)
    await driver.create_report_case(job, BEN)
    await driver.create_held_case()
    await driver.create_held_case(DETAILED_REQUEST)


async def _write_appeals(driver: ModerationDriver) -> None:
    for member, act in ((11, driver.accept), (12, driver.reject), (13, driver.expire)):
        await driver.run(act(await driver.create_appeal_case(user_id=member))())
    await driver.create_appeal_case(user_id=14)
    await driver.create_appealable_refusal([DETAILED_REQUEST], user_id=15)


async def _write_removals(driver: ModerationDriver) -> None:
    purged, restored, removed = [await driver.create_delivered_job() for _ in range(3)]
    await driver.run(driver.remove(purged.id)())
    await driver.run(removals.purge(now=driver.job_driver.clock() + removals.UNDO_WINDOW_SECONDS, limit=10))
    await driver.run(driver.remove(restored.id)())
    await driver.run(driver.undo(restored.id)())
    await driver.run(driver.remove(removed.id)())


async def _write_unfinished(driver: ModerationDriver) -> None:
    """Write jobs outside a server in every state, and jobs whose final costs are not known yet."""
    jobs_on_disk, now = driver.job_driver, driver.job_driver.clock()
    for state in (State.DELIVERED, State.FAILED, State.CANCELLED):
        await jobs_on_disk.create_in_state(state)
    refused = await jobs_on_disk.create_in_state(State.READY)
    refusal = jobs.fail(refused, State.REFUSED, "Not shown.", micro_dollars=20_000, owner="one", now=now)
    require_job(await driver.run(refusal))
    await jobs_on_disk.cancel(await jobs_on_disk.create_in_state(State.SUBMITTED))
    partly = await jobs_on_disk.create_in_state(State.SUBMITTED, images=3)
    outcome = make_outcome(1).model_copy(update={"failures": ("contentFlagged",), "outstanding": 1})
    require_job(await driver.run(jobs.store_results(partly, outcome, owner="one", now=now)))
    held = require_job(await driver.run(jobs.get(partly.id)))
    require_job(await driver.run(jobs.hold(held, HoldReason.FLAGGED, owner="one", now=now)))
    for state in (State.READY, State.SUBMITTED, State.RESERVED):
        await jobs_on_disk.create_in_state(state)
    batch = intake.reserve(
        driver.make_requester(guild_id=None),
        [make_request(1), make_request(1)],
        task_uuids=make_uuids(2),
        limits=UNLIMITED_LIMITS,
        admission=OPEN_TO_ALL,
        lease=jobs_on_disk.make_lease(),
        now=now,
    )
    (first, _), *_ = await driver.run(batch)
    await driver.run(intake.acknowledge(first, channel_id=6, message_id=7))
    await driver.run(job_actions.delete(refused, driver.make_actor()))
