"""``/mod block``: who is blocked asks for nothing on that server, is told why and until when, and when it is over."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import UserHandle
from simcord.results import InteractionResult

from bot.domain.blocks import Block
from bot.domain.job import State
from bot.domain.text import sanitize_line
from bot.moderation.decisions import CANNOT_BLOCK_YOURSELF
from bot.moderation.service import REASON_REQUIRED
from bot.storage import audit, blocks
from cogs.mod.blocks import CANNOT_BLOCK_BOT, CANNOT_BLOCK_MODERATOR
from tests.conversations.conftest import StageFactory
from tests.conversations.test_context_menus import make_png
from tests.support.stage import BotStage, MessageView, job_id_of, response_message, response_view

DAY = 24 * 3600


async def block(
    stage: BotStage,
    whom: MemberActor | UserHandle | None = None,
    by: MemberActor | None = None,
    *,
    reason: str = "spam",
    term: str | None = None,
) -> InteractionResult:
    options: dict[str, Any] = {} if term is None else {"for": term}
    return await (by or stage.mod).slash(
        stage.channel, "mod block", member=whom or stage.alice, reason=reason, **options
    )


async def unblock(stage: BotStage, by: MemberActor | None = None) -> InteractionResult:
    return await (by or stage.mod).slash(stage.channel, "mod unblock", member=stage.alice)


async def listed(stage: BotStage) -> list[str]:
    return response_view(await stage.mod.slash(stage.channel, "mod blocks")).text.split("\n")


async def standing(stage: BotStage, member: MemberActor | None = None) -> Block | None:
    service = stage.app.services.requests
    whom = (member or stage.alice).id
    return await service.database.run(blocks.get_active, stage.guild.id, whom, now=service.clock())


async def noted(stage: BotStage) -> list[tuple[str, int | None, int | None]]:
    entries = await stage.app.database.run(audit.list_newest, stage.guild.id)
    return [(str(entry.action), entry.actor_id, entry.user_id) for entry in entries]


async def look_for_ends(stage: BotStage, times: int = 1) -> None:
    """Let as many processes see whose block has ended."""
    for _ in range(times):
        with stage.env.time_context():
            await stage.app.maintenance.run_once()


def stamp(text: str) -> int:
    """The time that is told."""
    (found,) = re.findall(r"<t:(\d+):", text)
    return int(found)


# ── being blocked ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("term", "days"), [(None, 7), ("1d", 1), ("7d", 7), ("30d", 30)])
async def test_blocked_member_sees_reason_and_end_of_the_block_ephemerally(
    stage: BotStage, term: str | None, days: int
) -> None:
    told = response_view(await block(stage, term=term))
    assert told.ephemeral
    assert told.text.startswith(f"<@{stage.alice.id}> cannot request pictures on this server until <t:")
    refused = response_view(await stage.imagine("a fox"))
    assert refused.ephemeral
    assert refused.text == (
        "This server’s moderators blocked you from requesting pictures: spam."
        f" The block ends <t:{stamp(told.text)}:R>; nothing was charged."
    )
    assert stamp(told.text) == pytest.approx(stage.app.services.requests.clock() + days * DAY, abs=5)
    assert await stage.images_left() == 20
    await stage.env.advance_time(days * DAY + 5)
    assert len(response_view(await stage.imagine_and_wait("a fox")).gallery) == 1


async def test_block_forever_is_shown_without_an_end(stage: BotStage) -> None:
    told = response_view(await block(stage, term="ever")).text
    assert told == f"<@{stage.alice.id}> cannot request pictures on this server forever."
    await stage.env.advance_time(1000 * DAY)
    assert response_view(await stage.imagine("a fox")).text == (
        "This server’s moderators blocked you from requesting pictures: spam."
        " The block has no end unless they lift it; nothing was charged."
    )


FILE = ("fox.png", make_png())
WAYS: dict[str, Callable[[BotStage, InteractionResult], Awaitable[InteractionResult]]] = {
    "command": lambda stage, _: stage.imagine("an owl"),
    "permutation": lambda stage, _: stage.imagine("an {owl, elk}"),
    "reroll": lambda stage, shown: stage.press("Reroll", shown),
    "vary": lambda stage, shown: stage.press("Vary", shown),
    "edit": lambda stage, _: stage.alice.slash(stage.channel, "edit", prompt="make it blue", image=FILE),
}


@pytest.mark.parametrize("way", WAYS)
async def test_block_applies_to_every_entry_point(stage: BotStage, way: str) -> None:
    shown = await stage.imagine_and_wait("a fox")
    await block(stage)
    refused = await WAYS[way](stage, shown)
    assert response_view(refused).ephemeral
    assert response_view(refused).text.startswith(
        "This server’s moderators blocked you from requesting pictures: spam."
    )
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 1
    assert await stage.images_left() == 19


async def test_open_form_and_price_offer_are_refused_after_a_block(stage: BotStage) -> None:
    shown = await stage.imagine_and_wait("a fox")
    form = await stage.press("Edit", shown)
    offer = await stage.imagine("an {owl, elk}")
    await block(stage)
    for refused in (await stage.submit_form(form, words="make it blue"), await stage.press("Draw it", offer)):
        told = [message for message in stage.messages(stage.alice) if message.id == response_message(refused).id]
        assert told[0].text.startswith("This server’s moderators blocked you from requesting pictures: spam.")
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 1


async def test_block_applies_to_a_single_member_on_a_single_server(stage: BotStage) -> None:
    await block(stage)
    assert len(response_view(await stage.imagine_and_wait("a fox", stage.bob)).gallery) == 1
    elsewhere = stage.env.create_guild("Elsewhere")
    alice = elsewhere.add_member(stage.alice.user)
    asked = await alice.slash(elsewhere.create_text_channel("studio"), "imagine", prompt="a fox")
    await stage.run_worker_until_idle()
    assert len(response_view(asked).gallery) == 1


async def test_hostile_block_reason_is_sanitized(stage: BotStage) -> None:
    await block(stage, reason="@everyone <@1> **x** https://evil.example\u202e")
    for text in (response_view(await stage.imagine("a fox")).text, "\n".join((await listed(stage))[2:])):
        assert not any(sign in text.replace("<t:", "") for sign in ("@everyone", "<@1>", "**", "://", "\u202e"))
        assert "everyone" in text
        assert "evil.example" in text


@pytest.mark.parametrize("reason", ["   ", "\u200b\u202e"])
async def test_invisible_block_reason_is_refused(stage: BotStage, reason: str) -> None:
    refused = response_view(await block(stage, reason=reason))
    assert (refused.ephemeral, refused.text) == (True, str(REASON_REQUIRED))
    assert await standing(stage) is None


# ── what was under way ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_block_cancels_queued_jobs_and_still_delivers_running_jobs(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    drawing = await stage.imagine("a fox")
    await stage.step_worker()
    waits, bobs = await stage.imagine("an owl"), await stage.imagine("a crane", stage.bob)
    told = response_view(await block(stage)).text
    assert told.endswith(" Their unfinished requests were cancelled and not charged.")
    assert "A moderator cancelled this; nothing was charged." in response_view(waits).text
    assert (await stage.job(job_id_of(waits))).state is State.CANCELLED
    await stage.run_worker_until_idle()
    assert [len(response_view(one).gallery) for one in (drawing, waits, bobs)] == [1, 0, 1]
    assert await stage.images_left() == 19
    assert "spam" not in "".join(message.text for message in stage.messages())


# ── whom, and by whom ────────────────────────────────────────────────────────────────────────────────────────────────


def with_role(stage: BotStage, name: str, **may: bool) -> MemberActor:
    role = stage.guild.create_role(name, permissions=discord.Permissions(**may))
    return stage.guild.add_member(stage.env.create_user(name), roles=[role])


@pytest.mark.parametrize("may", ["manage_messages", "manage_guild", "administrator"])
async def test_a_moderator_cannot_be_blocked(stage: BotStage, may: str) -> None:
    other = with_role(stage, "other", **{may: True})
    refused = response_view(await block(stage, other))
    assert (refused.ephemeral, refused.text) == (True, str(CANNOT_BLOCK_MODERATOR))
    assert await standing(stage, other) is None


async def test_member_with_a_configured_moderator_role_can_block_but_not_be_blocked(stage: BotStage) -> None:
    role = stage.guild.create_role("Helpers")
    helper = stage.guild.add_member(stage.env.create_user("helper"), roles=[role])
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda rules: rules.model_copy(update={"moderators": (role.id,)})
    )
    root = stage.env.backend.find_command("mod", stage.guild.id, type=1)
    assert root is not None
    root["default_member_permissions"] = None  # as a server can decide for itself
    assert response_view(await block(stage, helper)).text == str(CANNOT_BLOCK_MODERATOR)
    assert "cannot request" in response_view(await block(stage, by=helper)).text


async def test_moderator_cannot_block_themselves_or_a_bot(stage: BotStage) -> None:
    robot = stage.guild.add_member(stage.env.create_user("robot", bot=True))
    assert response_view(await block(stage, stage.mod)).text == str(CANNOT_BLOCK_YOURSELF)
    assert response_view(await block(stage, robot)).text == str(CANNOT_BLOCK_BOT)
    assert await listed(stage) == ["Nobody is blocked on this server."]


async def test_member_who_left_can_be_blocked_and_is_refused_on_return(stage: BotStage) -> None:
    gone = stage.env.create_user("gone")
    await block(stage, gone)
    back = stage.guild.add_member(gone)
    assert response_view(await stage.imagine("a fox", back)).text.startswith("This server’s moderators blocked you")


# ── seeing and lifting ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_block_list_shows_member_end_moderator_and_reason(stage: BotStage) -> None:
    assert await listed(stage) == ["Nobody is blocked on this server."]
    await block(stage, stage.bob, term="ever", reason="too *loud*")
    until = stamp(response_view(await block(stage)).text)
    assert await listed(stage) == [
        "⛔ **Blocked on this server**",
        f"<@{stage.alice.id}> · until <t:{until}:f> · by <@{stage.mod.id}>",
        "-# spam",
        f"<@{stage.bob.id}> · forever · by <@{stage.mod.id}>",
        "-# too ∗loud∗",  # noqa: RUF001 – look-alikes are the point
    ]


async def test_long_block_list_fits_into_a_message_and_shows_the_total(stage: BotStage) -> None:
    for n in range(30):
        new = Block(stage.guild.id, 2**63 - n - 1, 1e10 + n, "why " * 50, 2**63 - 1, 1.0)
        await stage.app.database.run(blocks.put, new, reason_for_jobs="Called off.")
    lines = await listed(stage)
    assert lines[0] == "⛔ **Blocked on this server** · the first 25 of 30"
    assert len(lines) == 51
    assert len("\n".join(lines)) < 4000


async def test_unblocked_member_is_notified_and_can_request_again(stage: BotStage) -> None:
    until = stamp(response_view(await block(stage)).text)
    told = response_view(await unblock(stage))
    assert told.ephemeral
    assert told.text == (
        f"<@{stage.alice.id}> can request pictures on this server again;"
        f" <@{stage.mod.id}>’s block until <t:{until}:f> was lifted."
    )
    assert [letter.text for letter in stage.direct_messages(stage.alice)] == [
        "A moderator of “Atelier” lifted your block; you can request pictures there again."
    ]
    assert len(response_view(await stage.imagine_and_wait("a fox")).gallery) == 1
    again = response_view(await unblock(stage))
    assert again.text == f"<@{stage.alice.id}> is not blocked on this server; /mod blocks shows who is."
    assert len(stage.direct_messages(stage.alice)) == 1


async def test_new_block_names_the_block_that_it_replaces(stage: BotStage) -> None:
    await block(stage, term="ever")
    other = with_role(stage, "other", manage_messages=True)
    told = response_view(await block(stage, by=other)).text
    assert told.endswith(f":f>. This replaces <@{stage.mod.id}>’s block forever.")


# ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_ended_block_notifies_the_member_only_once(stage: BotStage) -> None:
    await block(stage, term="1d")
    await block(stage, stage.bob)
    await look_for_ends(stage)
    assert stage.direct_messages(stage.alice) == []
    await stage.env.advance_time(DAY + 5)
    await look_for_ends(stage, times=3)
    assert [letter.text for letter in stage.direct_messages(stage.alice)] == [
        "Your block on “Atelier” has ended; you can request pictures there again."
    ]
    assert stage.direct_messages(stage.bob) == []
    assert not any(line.startswith(f"<@{stage.alice.id}>") for line in await listed(stage))


async def test_block_ends_even_if_the_notification_fails(stage: BotStage) -> None:
    for member in (stage.alice, stage.bob):
        await block(stage, member, term="1d")
    await stage.env.advance_time(DAY + 5)
    stage.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=1)
    await look_for_ends(stage)
    assert sorted(len(stage.direct_messages(member)) for member in (stage.alice, stage.bob)) == [0, 1]
    for member in (stage.alice, stage.bob):
        assert len(response_view(await stage.imagine_and_wait("a fox", member)).gallery) == 1


async def test_ended_block_notification_waits_until_the_bot_is_ready(stage: BotStage) -> None:
    await block(stage, term="1d")
    await stage.env.advance_time(DAY + 5)

    class Away:
        def is_ready(self) -> bool:
            return False

        async def notify_block_ended(self, _block: Block) -> None:
            """It would be lost."""

    await replace(stage.app.maintenance, notifier=Away()).run_once()
    await look_for_ends(stage)
    assert len(stage.direct_messages(stage.alice)) == 1


# ── the record ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_block_and_unblock_are_recorded_and_posted_to_the_mod_channel(stage: BotStage) -> None:
    log = stage.guild.create_text_channel("log")
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda rules: rules.model_copy(update={"log_channel": log.id})
    )
    await block(stage, term="ever", reason="spam @everyone")
    await block(stage, stage.mod)
    await unblock(stage)
    await unblock(stage)
    mod, alice = stage.mod.id, stage.alice.id
    assert await noted(stage) == [("Unblock", mod, alice), ("Block", mod, alice)]
    why = f"forever: {sanitize_line('spam @everyone', 200)}"
    assert "@" not in why
    assert sorted(MessageView(message).text for message in log.history()) == [
        f"**{deed}** by <@{mod}> · <@{alice}>\n-# {why}" for deed in ("Block", "Unblock")
    ]


async def test_block_succeeds_if_the_mod_channel_is_unavailable(stage: BotStage) -> None:
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda rules: rules.model_copy(update={"log_channel": 1})
    )
    assert "cannot request" in response_view(await block(stage)).text
    assert await standing(stage) is not None
    assert len(await noted(stage)) == 1
