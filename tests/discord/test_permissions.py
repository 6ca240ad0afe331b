"""Authorization: visible jobs, moderators, and the member data that the server's rules use."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from unittest.mock import Mock
from uuid import UUID

import discord
import pytest

from bot.discord import permissions
from bot.domain.catalog import Resolution
from bot.domain.job import Job, State
from bot.domain.request import Request
from bot.domain.screening import PICTURE_DELETED_MESSAGE
from bot.domain.server_rules import ServerRules
from bot.errors import Gone, Refused
from bot.jobs.service import UNKNOWN_JOB_MESSAGE

HERE, ELSEWHERE = 5, 6
"""Servers."""
CHANNEL, OTHER, HIDDEN, MUTE, THREAD, SECRET, STRAY = range(50, 57)
ME, SOMEBODY = 1, 2
ROLE, MODERATORS = 80, 81


def job(*, user: int = SOMEBODY, guild: int | None = HERE, channel: int = CHANNEL, private: bool = False) -> Job:
    request = Request(
        prompt="a fox",
        model="standard",
        ratio=None,
        resolution=Resolution.K1,
        size=None,
        count=1,
        private=private,
        estimate=0,
    )
    times: dict[str, Any] = dict.fromkeys(("submitted_at", "ready_at", "ended_at"), 1.0)
    absent: dict[str, Any] = dict.fromkeys(
        ("follow_up_message_id", "parent_job_id", "batch_id", "token", "outcome", "reason")
    )
    return Job(
        **{**times, **absent},
        id=1,
        task_uuid=UUID(int=1),
        state=State.DELIVERED,
        request=request,
        user_id=user,
        guild_id=guild,
        channel_id=channel,
        message_id=7,
        attachment_limit=1,
        round=0,
        created_at=0.0,
    )


READS = discord.Permissions(view_channel=True, read_message_history=True)


def text_channel(channel_id: int, may: discord.Permissions = READS, *, nsfw: bool = False) -> Any:
    channel = Mock(spec=discord.TextChannel)
    channel.id = channel_id
    channel.permissions_for.return_value = may
    channel.is_nsfw.return_value = nsfw
    return channel


def thread(
    channel_id: int, may: discord.Permissions = READS, *, private: bool = False, parent: Any = "its channel"
) -> Any:
    made = Mock(spec=discord.Thread)
    made.id, made.parent_id = channel_id, CHANNEL
    made.parent = text_channel(CHANNEL) if parent == "its channel" else parent
    made.permissions_for.return_value = may
    made.is_private.return_value = private
    return made


def person(
    *, user: int = ME, roles: tuple[int, ...] = (), everywhere: discord.Permissions | None = None, member: bool = True
) -> Any:
    made = Mock(spec=discord.Member if member else discord.User)
    made.id = user
    if member:
        made.roles = [Mock(spec=discord.Role) for role in roles]
        for role, role_id in zip(made.roles, roles, strict=True):
            role.id = role_id
        made.guild_permissions = everywhere or discord.Permissions.none()
        made.joined_at = datetime(2026, 1, 1, tzinfo=UTC)
    return made


def interaction(
    who: Any = None,
    *,
    guild: int | None = HERE,
    channel: Any = None,
    may: discord.Permissions | None = None,
    known: tuple[Any, ...] = (),
    moderators: frozenset[int] = frozenset(),
) -> Any:
    made = Mock(spec=discord.Interaction)
    made.user = who or person(member=guild is not None)
    made.guild_id, made.channel = guild, channel or text_channel(CHANNEL)
    made.channel_id = made.channel.id
    made.permissions = may or discord.Permissions.none()
    made.guild = None
    if guild is not None:
        made.guild = Mock(spec=discord.Guild)
        made.guild.get_channel_or_thread.side_effect = {one.id: one for one in known}.get

    async def rules(guild_id: int) -> ServerRules:
        assert guild_id == guild
        return ServerRules(moderators=moderators)

    made.client = Mock(services=Mock())
    made.client.services.gate.rules = rules
    return made


# ── seeing ───────────────────────────────────────────────────────────────────────────────────────────────────────────

KNOWN = (
    text_channel(CHANNEL),
    text_channel(OTHER),
    text_channel(HIDDEN, discord.Permissions(read_message_history=True)),
    text_channel(MUTE, discord.Permissions(view_channel=True)),
    thread(THREAD),
    thread(SECRET, private=True),
    thread(STRAY, parent=None),
)


@pytest.mark.parametrize(
    ("made", "sees"),
    [
        ({"user": ME}, True),
        ({"user": ME, "private": True}, True),
        ({"user": ME, "guild": ELSEWHERE}, True),
        ({"user": ME, "guild": None}, True),
        ({"user": ME, "channel": HIDDEN}, True),
        ({}, True),
        ({"channel": OTHER}, True),
        ({"channel": THREAD}, True),
        ({"private": True}, False),
        ({"guild": ELSEWHERE}, False),
        ({"guild": None}, False),
        ({"channel": HIDDEN}, False),
        ({"channel": MUTE}, False),
        ({"channel": SECRET}, False),
        ({"channel": STRAY}, False),
        ({"channel": 99}, False),
    ],
    ids=str,
)
def test_may_see_follows_ownership_privacy_and_channel_permissions(made: dict[str, Any], sees: bool) -> None:
    assert permissions.may_see(interaction(known=KNOWN), job(**made)) is sees


def test_pictures_of_the_current_channel_are_visible_even_if_it_is_not_cached() -> None:
    assert permissions.may_see(interaction(), job())
    assert not permissions.may_see(interaction(), job(channel=OTHER))


def test_private_thread_is_visible_to_members_who_manage_threads() -> None:
    may = discord.Permissions(view_channel=True, manage_threads=True)
    assert permissions.may_see(interaction(known=(thread(SECRET, may, private=True),)), job(channel=SECRET))
    blind = discord.Permissions(manage_threads=True)
    assert not permissions.may_see(interaction(known=(thread(SECRET, blind, private=True),)), job(channel=SECRET))


@pytest.mark.parametrize("guild", [None, HERE])
def test_only_own_pictures_are_visible_in_direct_messages(guild: int | None) -> None:
    here = interaction(guild=None)
    assert permissions.may_see(here, job(user=ME, guild=guild))
    assert not permissions.may_see(here, job(guild=guild))


class FakeService:
    """A service that has one job, and refuses where the test configures it."""

    def __init__(self, kept: Job, refusal: Refused | None = None) -> None:
        self.kept, self.refusal = kept, refusal
        self.asked: list[Any] = []
        self.gate = self

    async def get(self, job_id: int) -> Job:
        assert job_id == self.kept.id
        return self.kept

    async def check_editable(self, guild_id: int | None, user_id: int, job_ids: tuple[int, ...]) -> None:
        self.asked.append((guild_id, user_id, job_ids))
        if self.refusal is not None:
            raise self.refusal

    async def check_source(self, job: Job) -> None:
        self.asked.append(job.id)


async def test_invisible_job_looks_unknown_and_cannot_be_edited() -> None:
    for door in (permissions.require_visible_job, permissions.require_editable_job, permissions.require_existing_job):
        desk: Any = FakeService(job(private=True))
        with pytest.raises(Gone, match=str(UNKNOWN_JOB_MESSAGE)):
            await door(interaction(known=KNOWN), desk, 1)
        assert desk.asked == []


async def test_visible_job_is_shown_and_can_be_edited_if_the_gate_allows_it() -> None:
    desk: Any = FakeService(job())
    here = interaction(known=KNOWN)
    assert await permissions.require_visible_job(here, desk, 1) is desk.kept
    assert await permissions.require_existing_job(here, desk, 1) is desk.kept
    assert desk.asked == []
    assert await permissions.require_editable_job(here, desk, 1) is desk.kept
    assert desk.asked == [(HERE, ME, (1,)), 1]
    closed: Any = FakeService(job(), Refused("No."))
    with pytest.raises(Refused, match="No"):
        await permissions.require_editable_job(here, closed, 1)


async def test_deleted_job_is_reported_as_deleted_to_members_who_could_see_it() -> None:
    desk: Any = FakeService(replace(job(), removed_at=9.0))
    with pytest.raises(Gone, match=str(PICTURE_DELETED_MESSAGE)):
        await permissions.require_existing_job(interaction(known=KNOWN), desk, 1)
    assert (await permissions.require_editable_job(interaction(known=KNOWN), desk, 1)).removed_at == 9.0
    assert desk.asked == [(HERE, ME, (1,))]


# ── moderating ───────────────────────────────────────────────────────────────────────────────────────────────────────

MANAGES = discord.Permissions(manage_messages=True)


@pytest.mark.parametrize(
    ("who", "where", "made", "does"),
    [
        ({}, {}, {}, False),
        ({}, {"may": MANAGES}, {}, True),
        ({}, {"may": MANAGES}, {"channel": OTHER}, False),
        ({"everywhere": MANAGES}, {}, {"channel": OTHER}, True),
        ({"everywhere": MANAGES}, {}, {"guild": ELSEWHERE}, False),
        ({"everywhere": MANAGES}, {"may": MANAGES}, {"guild": None}, False),
        ({"roles": (ROLE,)}, {"moderators": frozenset({MODERATORS})}, {}, False),
        ({"roles": (ROLE, MODERATORS)}, {"moderators": frozenset({MODERATORS})}, {"channel": OTHER}, True),
        ({"roles": (MODERATORS,)}, {"moderators": frozenset({MODERATORS})}, {"guild": ELSEWHERE}, False),
        ({"everywhere": discord.Permissions(manage_channels=True)}, {}, {}, False),
        ({"member": False}, {"may": MANAGES}, {}, False),
        ({"member": False}, {"guild": None, "may": MANAGES}, {"guild": None}, False),
    ],
    ids=str,
)
async def test_may_moderate_follows_permissions_and_moderator_roles(
    who: dict[str, Any], where: dict[str, Any], made: dict[str, Any], does: bool
) -> None:
    assert await permissions.may_moderate(interaction(person(**who), **where), job(**made)) is does


def test_message_is_ephemeral_according_to_its_flags() -> None:
    here = interaction()
    here.message = None
    assert not permissions.is_ephemeral(here)
    here.message = Mock(spec=discord.Message)
    for ephemeral in (False, True):
        here.message.flags = discord.MessageFlags(ephemeral=ephemeral)
        assert permissions.is_ephemeral(here) is ephemeral


# ── who asks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_member_context_has_channel_roles_join_date_and_permissions() -> None:
    standing = permissions.member_context(interaction(person(roles=(ROLE, MODERATORS)), may=MANAGES))
    assert standing is not None
    assert (standing.channel_id, standing.parent_channel_id) == (CHANNEL, None)
    assert standing.roles == {ROLE, MODERATORS}
    assert standing.joined_at == datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    assert (standing.manages_messages, standing.age_restricted) == (True, False)


def test_member_context_of_a_thread_includes_its_parent_channel() -> None:
    adults = thread(THREAD, parent=text_channel(CHANNEL, nsfw=True))
    standing = permissions.member_context(interaction(channel=adults))
    assert standing is not None
    assert (standing.channel_id, standing.parent_channel_id) == (THREAD, CHANNEL)
    assert (standing.manages_messages, standing.age_restricted) == (False, True)


def test_member_context_is_missing_outside_of_servers() -> None:
    assert permissions.member_context(interaction(guild=None)) is None
    here = interaction()
    here.channel_id = None
    assert permissions.member_context(here) is None


@pytest.mark.parametrize(
    "kind", [discord.TextChannel, discord.ForumChannel, discord.VoiceChannel, discord.StageChannel]
)
def test_every_channel_type_can_be_age_restricted(kind: type[Any]) -> None:
    for adults in (False, True):
        channel = Mock(spec=kind)
        channel.is_nsfw.return_value = adults
        assert permissions.is_age_restricted(channel) is adults


@pytest.mark.parametrize("channel", [None, thread(THREAD, parent=None), Mock(spec=discord.DMChannel)])
def test_unknown_channels_are_not_age_restricted(channel: Any) -> None:
    assert permissions.is_age_restricted(channel) is False
