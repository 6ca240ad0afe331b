"""The language of what everybody on a server sees."""

from collections.abc import Callable

from bot.localization.languages import Language, find_language
from bot.policy.gate import PolicyGate


class ServerLanguages:
    """Finds a server's language: the one that its managers chose, or the one that it has at Discord."""

    def __init__(self, gate: PolicyGate, preferred_locale: Callable[[int], str | None]) -> None:
        """``preferred_locale`` is the locale that a server has at Discord, ``None`` while that is not known."""
        self._gate = gate
        self._preferred_locale = preferred_locale

    async def get(self, guild_id: int | None) -> Language:
        """The language of a server; English for direct messages."""
        if guild_id is None:
            return Language.ENGLISH
        chosen = (await self._gate.rules(guild_id)).language
        return find_language(self._preferred_locale(guild_id)) if chosen is None else chosen
