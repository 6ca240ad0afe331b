"""Everybody at once against what moderators decide: real bots, two of them on one database, and ``kill -9`` between."""

import asyncio
from typing import Final

from bot.domain.server_rules import ChannelMode, ChannelRules, ServerRules
from sandbox.discord.state.guild import User
from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message
from tests.process.test_review_hold import card_messages, is_card_closed
from tests.support.invariants import ExpectedRefusal, assert_every_request_ended_once
from tests.support.process_stage import ProcessStage, Row, message_text, wait_until

TOLD_BY_THE_OTHER: Final = ExpectedRefusal("POST", 400, 40060)
"""Both bots are the same shard here, so both may refuse, and Discord takes the first refusal."""
FATES: Final = ("approve", "cancel", "decline", "declineblock")


async def rule(stage: ProcessStage, *, approval: bool, word: str | None = None) -> None:
    """What the server decided before the bots have read it."""
    studio, moderators = stage.channel("studio"), stage.channel("moderators")
    channels = {int(studio.id): ChannelRules(mode=ChannelMode.APPROVAL)} if approval else {}
    rules = ServerRules(channels=channels, log_channel=int(moderators.id)).model_dump_json()
    guild_id = stage.sandbox.discord.world.guild_id
    await stage.query(f"INSERT INTO server_rules (guild_id, rules) VALUES ({guild_id}, '{rules}')")
    if word is not None:
        await stage.query(f"INSERT INTO word_list_entries (guild_id, kind, text) VALUES ({guild_id}, 'term', '{word}')")


async def two(stage: ProcessStage, **settings: str) -> None:
    await asyncio.gather(stage.start(**settings), stage.start(**settings))
    await wait_until("both are connected", lambda: stage.connected_bots == 2)


def second_moderator(stage: ProcessStage) -> User:
    world = stage.sandbox.discord.world
    return world.add_member("Noa", 0x336699, world.moderators)


async def case_of(stage: ProcessStage, asked: Interaction) -> Row:
    (case,) = await stage.query(f"SELECT * FROM cases WHERE job_id = {asked.id}")
    return case


async def card_of(stage: ProcessStage, case_id: int) -> Message:
    found = await wait_until(
        "the card is there", lambda: [one for one in card_messages(stage) if f"case `{case_id}`" in message_text(one)]
    )
    return found[0]


async def attack(stage: ProcessStage, asked: Interaction, fate: str, moderator: User) -> None:
    """Press that button; a form that opens is filled in."""
    people = stage.sandbox.discord.member_actions
    if fate == "cancel":
        assert asked.original_message is not None
        people.use_component(asked.user, asked.original_message.id, f"easel:cancel:{asked.id}")
        return
    case = await case_of(stage, asked)
    card = await card_of(stage, case["id"])
    pressed = people.use_component(moderator, card.id, f"easel:{fate}:{case['id']}")
    if fate == "approve":
        return
    await wait_until("it is answered", lambda: pressed.modal or pressed.settled.is_set())
    if pressed.modal:
        term = {"term": ["1d"]} if fate == "declineblock" else {}
        people.submit_modal(moderator, pressed.id, {"reason": ["0"], "words": "", **term})


async def all_wait(stage: ProcessStage, number: int) -> None:
    ends = asyncio.get_running_loop().time() + 30
    sql = (
        "SELECT 1 FROM jobs JOIN cases ON cases.job_id = jobs.id"
        " WHERE state = 'held' AND lease_owner IS NULL AND version = posted_version"
    )
    while len(await stage.query(sql)) < number:
        assert asyncio.get_running_loop().time() < ends, await stage.jobs()
        await asyncio.sleep(0.05)


async def test_concurrent_decisions_leave_each_held_picture_with_a_single_verdict(postgres_stage: ProcessStage) -> None:
    stage = postgres_stage
    await two(stage, LIMITS__IMAGES_PER_USER_PER_DAY="6", RUNWARE__MAX_IN_FLIGHT="8")
    await rule(stage, approval=True)
    mo, noa = stage.sandbox.discord.world.mo, second_moderator(stage)
    members = [stage.add_member(f"Member {number}") for number in range(4)]
    asked = [stage.imagine(f"fox {n}", user=members[n % 4], count=1 + n % 2) for n in range(8)]
    await all_wait(stage, len(asked))
    pairs = [(one, first, second) for one, (first, second) in zip(asked, _pairs(), strict=False)]
    await asyncio.gather(
        *(attack(stage, one, fate, who) for one, *fates in pairs for fate, who in zip(fates, (mo, noa), strict=True))
    )
    await stage.kill(stage.bots[0])
    await stage.expire_leases()
    # What the dead one took with it was never decided: it is decided now.
    for one in asked:
        if (await stage.job(one))["state"] == "held":
            await attack(stage, one, "approve", mo)
    await stage.wait_until_ended(seconds=40)
    await stage.query("UPDATE cases SET post_at = 0")  # the minute passes for which the dead one had cards to change
    await wait_until("the cards are closed", lambda: is_card_closed(stage))
    await _agree(stage, asked)
    await assert_every_request_ended_once(stage, expected_refusals={TOLD_BY_THE_OTHER}, max_command_syncs=2)


def _pairs() -> list[tuple[str, str]]:
    return [(one, other) for one in FATES for other in FATES if one < other] + [("approve", "approve")] * 2


async def _agree(stage: ProcessStage, asked: list[Interaction]) -> None:
    """Case, job, message and record say the same of each."""
    ends_as = {"approved": "delivered", "declined": "refused", "withdrawn": "cancelled"}
    for one in asked:
        job, case = await stage.job(one), await case_of(stage, one)
        assert ends_as[case["verdict"]] == job["state"], case
        assert bool(stage.attachments_of(one)) is (case["verdict"] == "approved")
        noted = await stage.query(f"SELECT action FROM audit WHERE job_id = {one.id}")
        assert len(noted) == (0 if case["verdict"] == "withdrawn" else 1), noted


async def test_appeal_accepted_concurrently_is_drawn_and_billed_once(postgres_stage: ProcessStage) -> None:
    stage = postgres_stage
    await two(stage, LIMITS__IMAGES_PER_USER_PER_DAY="3")
    await rule(stage, approval=False, word="knife")
    people, mo, noa = stage.sandbox.discord.member_actions, stage.sandbox.discord.world.mo, second_moderator(stage)
    refused = stage.imagine("a palette knife", count=2)
    await wait_until("it is refused", lambda: refused.original_message)
    assert refused.original_message is not None
    people.use_component(stage.ada, refused.original_message.id, f"easel:appeal:{refused.id}")
    (card,) = await wait_until("the card is there", lambda: card_messages(stage))
    (case,) = await stage.query("SELECT * FROM cases")
    presses = [people.use_component(who, card.id, f"easel:accept:{case['id']}") for who in (mo, noa)]
    await wait_until("both are told", lambda: all(press.original_message for press in presses))
    await wait_until("it is drawn", lambda: [name for one in presses for name in stage.attachments_of(one)])
    (job,) = await stage.jobs()
    await stage.wait_until_ended(next(press for press in presses if press.id == str(job["id"])))
    service, entries = stage.sandbox.runware.account, await stage.query("SELECT * FROM ledger")
    assert len(stage.sandbox.runware.journal.accepted_uuids) == 1
    assert sum(entry["images"] for entry in entries) == 0
    assert (
        sum(entry["micro_dollars"] for entry in entries)
        == service.deposit_micro_dollars - service.balance_micro_dollars
        > 0
    )
    told = sorted(
        message_text(press.original_message) or str(press.original_message.content.text)
        for press in presses
        if press.original_message
    )
    assert sum("accepted" in one and "already" in one for one in told) == 1
