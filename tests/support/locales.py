"""The languages of the people and servers of a conversation; in SimCord, everybody uses Discord in American English."""

from typing import Any

import pytest
import simcord.interactions
from simcord.actors import MemberActor
from simcord.builders import GuildHandle


class Locales:
    """Discord's locales by the ids of people and servers; ``en-US`` for all others."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._chosen: dict[int, str] = {}
        build = simcord.interactions.base_payload

        def localized(*args: Any, **kwargs: Any) -> tuple[Any, dict[str, Any]]:
            record, payload = build(*args, **kwargs)
            payload["locale"] = self._chosen.get(kwargs["user_id"], "en-US")
            if kwargs["guild_id"] is not None:
                payload["guild_locale"] = self._chosen.get(kwargs["guild_id"], "en-US")
            return record, payload

        monkeypatch.setattr(simcord.interactions, "base_payload", localized)

    def let_use(self, who: MemberActor, locale: str) -> None:
        """Let a person use Discord in this locale."""
        self._chosen[who.id] = locale

    def set_preferred(self, guild: GuildHandle, locale: str) -> None:
        """Let a server choose this locale in its settings at Discord."""
        self._chosen[guild.id] = locale
        guild._env.backend.edit_guild(guild.id, {"preferred_locale": locale})
