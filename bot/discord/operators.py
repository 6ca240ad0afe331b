"""Who operates this bot: the application's owner, or the members of its team who accepted the invitation."""

import asyncio
import logging
from typing import Final

import discord
from discord import AppInfo, TeamMembershipState

from bot.discord.api_errors import REQUEST_ERRORS, error_summary
from bot.domain.admission import AdmissionRules
from bot.domain.clock import Clock

log: Final = logging.getLogger(__name__)

MAX_AGE_SECONDS: Final = 60.0
"""How long what Discord says about the application is used before it is read again."""
MAX_AGE_OF_YES_SECONDS: Final = 5.0
"""The same before somebody may act as the operator: they may have been removed from the team a moment ago."""
READ_TIMEOUT_SECONDS: Final = 5.0
"""How long to wait for Discord: the operator must be able to stop Easel also while Discord is slow."""


class Operators:
    """Reads the application, and keeps the rule for new servers up to date with whether it is public."""

    def __init__(self, client: discord.Client, admission: AdmissionRules, monotonic: Clock) -> None:
        self._client = client
        self._admission = admission
        self._monotonic = monotonic
        self._application: AppInfo | None = None
        self._read_at = 0.0

    def use_application(self, application: AppInfo) -> None:
        """Take over what Discord said about the application."""
        self._application, self._read_at = application, self._monotonic()
        if self._admission.is_public != application.bot_public:
            self._admission.is_public = application.bot_public
            log.info(
                "The application is %s",
                "public" if application.bot_public else "not public",
                extra={"event": "application_read", "public": application.bot_public},
            )

    async def refresh(self, max_age_seconds: float = MAX_AGE_SECONDS) -> None:
        """Read the application again if that was a while ago; on failure, what was read before stays in use.

        Before Discord is connected, what was read at the login is in use.
        """
        is_fresh = self._application is not None and self._monotonic() - self._read_at < max_age_seconds
        if is_fresh or not self._client.is_ready():
            return
        try:
            async with asyncio.timeout(READ_TIMEOUT_SECONDS):
                self.use_application(await self._client.application_info())
        except REQUEST_ERRORS as error:
            event = {"event": "application_unread"}
            log.warning("The application could not be read (%s)", error_summary(error), extra=event)

    async def is_operator(self, user_id: int) -> bool:
        """Whether this person operates the bot."""
        await self.refresh(MAX_AGE_OF_YES_SECONDS if user_id in self.list_ids() else MAX_AGE_SECONDS)
        return user_id in self.list_ids()

    def list_ids(self) -> list[int]:
        """The people who operate the bot, as last read, the owner first."""
        if self._application is None:
            return []
        team = self._application.team
        if team is None:
            return [self._application.owner.id]
        members = [member.id for member in team.members if member.membership_state is TeamMembershipState.accepted]
        return sorted(members, key=lambda user_id: user_id != team.owner_id)
