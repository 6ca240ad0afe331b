"""Authorization: which jobs a member may see, and where a member is a moderator."""

from typing import Any

from discord import ForumChannel, Member, StageChannel, TextChannel, Thread, VoiceChannel

from bot.domain.job import Job
from bot.domain.policy import MemberContext
from bot.domain.screening import absence_reason
from bot.domain.server_rules import ServerRules
from bot.errors import Gone
from bot.jobs.service import UNKNOWN_JOB_MESSAGE, RequestService
from bot.ui.components import Interaction


def may_see(interaction: Interaction, job: Job) -> bool:
    """Whether the member may see a job: their own, or a public job of this server in a channel that they can read.

    A thread that is not in the cache might be private, so there members see only their own jobs.
    """
    if job.user_id == interaction.user.id:
        return True
    if not job.is_public_on(interaction.guild_id):
        return False
    return job.channel_id == interaction.channel_id or _may_read_channel(interaction, job.channel_id)


async def require_visible_job(interaction: Interaction, service: RequestService, job_id: int) -> Job:
    """Get a job that the member may see; raises :class:`Gone` for any other job, as if it did not exist.

    The pictures of the job may have been removed, unlike with :func:`require_existing_job`.
    """
    job = await service.get(job_id)
    if not may_see(interaction, job):
        raise Gone(UNKNOWN_JOB_MESSAGE)
    return job


async def require_editable_job(interaction: Interaction, service: RequestService, job_id: int) -> Job:
    """Get a job whose pictures the member may see and edit; raises Gone, or another Refused of the policy gate."""
    job = await require_visible_job(interaction, service, job_id)
    await service.gate.check_editable(interaction.guild_id, interaction.user.id, (job.id,))
    if job.removed_at is None:  # otherwise the caller reports the removal
        await service.check_source(job)
    return job


async def require_existing_job(interaction: Interaction, service: RequestService, job_id: int) -> Job:
    """Get a job that the member may see and that was not removed; raises :class:`Gone`."""
    job = await require_visible_job(interaction, service, job_id)
    if job.removed_at is not None:
        raise Gone(absence_reason(job))
    return job


def member_context(interaction: Interaction) -> MemberContext | None:
    """The data of channel and member that the server's rules use; ``None`` outside of servers."""
    member, channel = interaction.user, interaction.channel
    if not isinstance(member, Member) or interaction.channel_id is None:
        return None
    return MemberContext(
        channel_id=interaction.channel_id,
        parent_channel_id=channel.parent_id if isinstance(channel, Thread) else None,
        roles=frozenset(role.id for role in member.roles),
        joined_at=member.joined_at.timestamp() if member.joined_at else None,
        manages_messages=interaction.permissions.manage_messages,
        age_restricted=is_age_restricted(channel),
    )


def is_age_restricted(channel: Any) -> bool:
    """Whether the channel is age-restricted; a thread inherits this from its parent, an unknown channel is not."""
    if isinstance(channel, Thread):
        channel = channel.parent
    return isinstance(channel, TextChannel | ForumChannel | VoiceChannel | StageChannel) and channel.is_nsfw()


async def may_moderate(interaction: Interaction, job: Job) -> bool:
    """Whether the member may act on other members' jobs: as moderator of the whole server, or of the job's channel.

    A moderator of one channel may do so only by an interaction in that channel.
    """
    member, guild_id = interaction.user, interaction.guild_id
    if guild_id is None or guild_id != job.guild_id or not isinstance(member, Member):
        return False
    if interaction.channel_id == job.channel_id and interaction.permissions.manage_messages:
        return True
    return is_server_moderator(member, await interaction.client.services.gate.rules(guild_id))


def is_server_moderator(member: Member, rules: ServerRules) -> bool:
    """Whether the member counts as a moderator of the whole server."""
    roles = {role.id for role in member.roles}
    return rules.is_moderator(roles, manages_messages=member.guild_permissions.manage_messages)


def is_ephemeral(interaction: Interaction) -> bool:
    """Whether the message that the button or form belongs to is ephemeral."""
    return interaction.message is not None and interaction.message.flags.ephemeral


def _may_read_channel(interaction: Interaction, channel_id: int) -> bool:
    guild = interaction.guild
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if channel is None or not isinstance(interaction.user, Member):
        return False
    if isinstance(channel, Thread) and channel.parent is None:
        return False
    allowed = channel.permissions_for(interaction.user)
    if isinstance(channel, Thread) and channel.is_private():
        return allowed.view_channel and allowed.manage_threads
    return allowed.view_channel and allowed.read_message_history
