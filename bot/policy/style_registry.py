"""The styles that can be chosen: the operator's and each server's, all in memory."""

from collections import defaultdict
from collections.abc import Mapping

from bot.domain.styles import Style, Styles
from bot.storage import styles
from bot.storage.database import Database


class StyleRegistry:
    """An in-memory copy of the table of styles, for autocomplete and validation.

    :meth:`refresh` reads the changes of other processes.
    """

    def __init__(self, operator_styles: Mapping[str, str], database: Database) -> None:
        self._database = database
        self._guild_styles: dict[int, list[Style]] = {}
        self.replace_operator_styles(operator_styles)

    def replace_operator_styles(self, styles_by_name: Mapping[str, str]) -> None:
        """Offer these styles of the configuration from now on."""
        self._operator_styles = [Style(name=name, text=text) for name, text in styles_by_name.items()]

    async def refresh(self) -> None:
        """Read the styles of all servers from the database."""
        guild_styles: defaultdict[int, list[Style]] = defaultdict(list)
        for guild_id, style in await self._database.run(styles.list_all):
            guild_styles[guild_id].append(style)
        self._guild_styles = dict(guild_styles)

    def available_in(self, guild_id: int | None) -> Styles:
        """The styles that can be chosen on a server, or in direct messages (``None``)."""
        return Styles(self._operator_styles, self._guild_styles.get(guild_id or 0, ()))

    def list_guild_styles(self, guild_id: int) -> list[Style]:
        """A server's own styles, by name."""
        return self._guild_styles.get(guild_id, [])

    async def put(self, guild_id: int, style: Style) -> None:
        """Store a server's style, replacing one of that name; raises :class:`Invalid` if the server has the maximum."""
        await self._database.run(styles.put, guild_id, style)
        await self._reload_guild(guild_id)

    async def remove(self, guild_id: int, name: str) -> bool:
        """Delete a server's style; return whether there was one of that name."""
        removed = await self._database.run(styles.remove, guild_id, name)
        await self._reload_guild(guild_id)
        return removed

    async def _reload_guild(self, guild_id: int) -> None:
        self._guild_styles[guild_id] = await self._database.run(styles.list_by_guild, guild_id)
