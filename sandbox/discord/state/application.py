"""The application behind the bot: whether everybody may add it, and who owns it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.discord.errors import Json
from sandbox.discord.state.guild import User

_ACCEPTED = 2
"""The ``membership_state`` of somebody who accepted the invitation to a team."""
_TEAM_USER_FLAG = 1 << 10
"""The public flag of the user that stands for a team."""


@dataclass(slots=True, eq=False)
class Application:
    """The application's settings in the developer portal."""

    id: str
    bot: User
    owner: User
    team_id: str
    """The id that its team has, or would have."""
    is_public: bool = True
    """Whether people who do not own the application may add the bot to their servers (``bot_public``)."""
    team: Sequence[User] = ()
    """The members of the team that owns the application, its owner first; empty if a single user owns it."""

    def can_be_added_by(self, user: User) -> bool:
        """Whether that user may add the bot to a server where they may manage the server."""
        return self.is_public or user is self.owner or user in self.team

    def as_json(self, guild_count: int) -> Json:
        """Discord's application object, as its own bot reads it."""
        return {
            "id": self.id,
            "name": self.bot.name,
            "icon": None,
            "description": "",
            "summary": "",
            "type": None,
            "bot": self.bot.as_json(),
            "bot_public": self.is_public,
            "bot_require_code_grant": False,
            "owner": self._team_user_json() if self.team else self.owner.as_json(),
            "team": self._team_json() if self.team else None,
            "verify_key": "0" * 64,
            "flags": 0,
            "flags_new": "0",
            "approximate_guild_count": guild_count,
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "eligible_oauth2_scopes": [],
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "tags": [],
            "integration_types_config": {"0": {}},
        }

    def _team_user_json(self) -> Json:
        """The user that Discord names as the owner of a team's application; it is no person."""
        name = f"team{self.team_id}"
        return {"id": self.team_id, "username": name, "global_name": None, "discriminator": "0000", "avatar": None} | {
            "flags": _TEAM_USER_FLAG,
            "public_flags": _TEAM_USER_FLAG,
        }

    def _team_json(self) -> Json:
        members = [
            {
                "membership_state": _ACCEPTED,
                "team_id": self.team_id,
                "user": user.as_json(),
                "role": "admin",
                "permissions": ["*"],
            }
            for user in self.team
        ]
        owner_id = self.team[0].id
        return {"id": self.team_id, "name": "Team", "icon": None, "owner_user_id": owner_id, "members": members}
