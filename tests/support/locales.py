"""The languages of people and servers in the simulated Discord, where everybody uses English otherwise."""

from typing import Any

import discord
import pytest
from simcord import interactions
from simcord.actors import MemberActor

from tests.support.stage import BotStage


class Locales:
    """Sets the locales that interactions name (Discord, Locales)."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._people: dict[int, str] = {}
        self._servers: dict[int, str] = {}
        build_payload = interactions.base_payload

        def with_locales(*args: Any, user_id: int, guild_id: int | None, **fields: Any) -> tuple[Any, dict[str, Any]]:
            record, payload = build_payload(*args, user_id=user_id, guild_id=guild_id, **fields)
            payload["locale"] = self._people.get(user_id, payload["locale"])
            if guild_id is not None:
                payload["guild_locale"] = self._servers.get(guild_id, payload["guild_locale"])
            return record, payload

        monkeypatch.setattr(interactions, "base_payload", with_locales)

    def set_person(self, person: MemberActor, locale: str) -> None:
        """Let a person use Discord in this language."""
        self._people[person.id] = locale

    def set_server(self, stage: BotStage, locale: str) -> None:
        """Choose the language of the stage's server at Discord; the bot's cache has it too."""
        self._servers[stage.guild.id] = locale
        known = stage.app.bot.get_guild(stage.guild.id)
        assert known is not None
        known.preferred_locale = discord.Locale(locale)
