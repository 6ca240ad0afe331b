"""Publishes the commands to Discord when their definitions changed, and provides their ids for mentions."""

import hashlib
import json
import logging
from collections.abc import Mapping
from typing import Any, Final

from discord import app_commands

from bot.storage import kv
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)


class CommandSync:
    """Publishes the commands of a tree, and stores a digest of them with their ids."""

    def __init__(self, tree: app_commands.CommandTree[Any], database: Database) -> None:
        self._tree = tree
        self._database = database
        self.ids: Mapping[str, int] = {}
        """The id of each published command by its name; empty before :meth:`publish`."""

    async def publish(self, *, force: bool = False) -> bool:
        """Publish the commands if they changed since the last time or with ``force``; returns whether they were sent.

        They are not sent at every start, because Discord allows 200 created commands a day and server.
        """
        digest = self._digest()
        stored = await self._database.run(kv.get, kv.SYNCED_COMMANDS_KEY)
        known = json.loads(stored or "{}")
        if known.get("digest") == digest and not force:
            self.ids = known["ids"]
            return False
        published = await self._tree.sync()
        self.ids = {command.name: command.id for command in published}
        synced = json.dumps({"digest": digest, "ids": self.ids})
        await self._database.run(kv.put, kv.SYNCED_COMMANDS_KEY, synced)
        log.info("Commands were published", extra={"event": "commands_published", "commands": len(published)})
        return True

    def _digest(self) -> str:
        """SHA-256 of the application's id and all definitions."""
        payload = [command.to_dict(self._tree) for command in self._tree.get_commands()]
        text = json.dumps([self._tree.client.application_id, payload], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def mention(self, command: str) -> str:
        """The command as a link, ``</imagine:1>``, or its name while it is not published."""
        name = command.split(maxsplit=1)[0]
        return f"</{command}:{self.ids[name]}>" if name in self.ids else f"`/{command}`"
