"""The styles that can be chosen: the operator's, and each server's own; in memory, so that choosing needs no disk."""

from collections import defaultdict
from collections.abc import Mapping

from bot.domain.styles import Style, Styles
from bot.storage import styles
from bot.storage.database import Database


class StyleBook:
    """All styles there are. Other processes' changes arrive with :meth:`refresh`."""

    def __init__(self, operators: Mapping[str, str], database: Database) -> None:
        self._operators = [Style(name=name, text=text) for name, text in operators.items()]
        self._database = database
        self._of_guild: dict[int, list[Style]] = {}

    async def refresh(self) -> None:
        """Read all servers' styles."""
        read: defaultdict[int, list[Style]] = defaultdict(list)
        for guild_id, style in await self._database.run(styles.everything):
            read[guild_id].append(style)
        self._of_guild = dict(read)

    def of(self, guild_id: int | None) -> Styles:
        """What can be chosen on a server, or in direct messages."""
        return Styles(self._operators, self._of_guild.get(guild_id or 0, ()))

    def of_server(self, guild_id: int) -> list[Style]:
        """A server's own styles, by name."""
        return self._of_guild.get(guild_id, [])

    async def put(self, guild_id: int, style: Style) -> None:
        """Add a style to a server's, or change the one of that name; :class:`Invalid` when it has as many as it may."""
        await self._database.run(styles.put, guild_id, style)
        await self._read(guild_id)

    async def remove(self, guild_id: int, name: str) -> bool:
        """Take one of a server's styles away; returns whether it had one of that name."""
        removed = await self._database.run(styles.remove, guild_id, name)
        await self._read(guild_id)
        return removed

    async def _read(self, guild_id: int) -> None:
        self._of_guild[guild_id] = await self._database.run(styles.of_guild, guild_id)
