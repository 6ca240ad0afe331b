"""Members' own defaults, and whether others may edit their pictures."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.request import Options
from bot.storage import edit_consents, preferences
from bot.storage.database import Database


@dataclass(slots=True)
class Preferences:
    """Reads and changes the settings of members (``/settings``)."""

    database: Database
    _cache: dict[int, Options] | None = None

    async def load_cache(self) -> None:
        """Cache all members' defaults in memory, if no other process can change them.

        Otherwise each request reads them first, and simultaneous requests may overtake each other during the read.
        """
        if self.database.exclusive:
            self._cache = await self.database.run(preferences.list_all)

    async def get(self, user_id: int) -> Options:
        """The member's own defaults."""
        if self._cache is not None:
            return self._cache.get(user_id, Options())
        return await self.database.run(preferences.get, user_id)

    async def change(self, user_id: int, change: Callable[[Options], Options]) -> Options:
        """Change a member's own defaults, and return the new ones; ``change`` may be called more than once."""
        options = await self.database.run(preferences.update, user_id, change)
        if self._cache is not None:
            self._cache[user_id] = options
        return options

    async def get_edit_consent(self, user_id: int) -> bool | None:
        """Whether others may edit the member's pictures; ``None`` leaves it to each server's rule."""
        return await self.database.run(edit_consents.get, user_id)

    async def set_edit_consent(self, user_id: int, consent: bool | None) -> None:
        """Set whether others may edit the member's pictures, including existing ones."""
        await self.database.run(edit_consents.put, user_id, consent)
