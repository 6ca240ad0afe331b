"""Publishes the commands to Discord when their definitions changed, and provides their ids for mentions."""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

import discord
from discord import AppCommandType, app_commands

from bot.discord.command_texts import AnyCommand, definitions, translate
from bot.discord.server_membership import is_not_a_member
from bot.storage import kv
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)


class CommandSync:
    """Publishes the commands of a tree, and stores a digest of them with their ids.

    The commands for everybody are global. Those of the operator exist on the operator's server only, which is
    ``operator_guild_id`` if there is one.
    """

    def __init__(
        self, tree: app_commands.CommandTree[Any], database: Database, *, operator_guild_id: int | None = None
    ) -> None:
        self._tree = tree
        self._database = database
        self.operator_guild_id = operator_guild_id
        self.ids: Mapping[str, int] = {}
        """The id of each published command by its name; empty before :meth:`publish`."""

    async def publish(self, *, force: bool = False) -> bool:
        """Publish the commands if they changed since the last time or with ``force``; returns whether they were sent.

        They are not sent at every start, because Discord allows 200 created commands a day and server.
        """
        published = await self._publish_global(force=force)
        return await self.publish_for_operator(force=force) or published

    async def publish_for_operator(self, *, force: bool = False) -> bool:
        """Publish the operator's commands likewise, and remove them from the server that was the operator's before.

        If Discord does not know the bot on the operator's server, that is logged and tried again when it joins.
        """
        stored = await self._database.run(kv.get, kv.SYNCED_OPERATOR_COMMANDS_KEY)
        known = json.loads(stored or "{}")
        guild_id, former_id = self.operator_guild_id, known.get("guild")
        if former_id is not None and former_id != guild_id:
            await self._send_to(former_id, remove=True)
            known = {}
            await self._database.run(kv.remove, kv.SYNCED_OPERATOR_COMMANDS_KEY)
        if guild_id is None:
            return False
        digest = self._digest(discord.Object(guild_id))
        ids: Mapping[str, int] | None = known.get("ids")
        is_new = force or ids is None or known.get("digest") != digest
        if is_new:
            ids = await self._send_to(guild_id)
        if ids is None:
            return False
        self.ids = {**self.ids, **ids}
        if is_new:
            synced = json.dumps({"guild": guild_id, "digest": digest, "ids": ids})
            await self._database.run(kv.put, kv.SYNCED_OPERATOR_COMMANDS_KEY, synced)
        return is_new

    async def _publish_global(self, *, force: bool) -> bool:
        digest = self._digest()
        stored = await self._database.run(kv.get, kv.SYNCED_COMMANDS_KEY)
        known = json.loads(stored or "{}")
        if known.get("digest") == digest and not force:
            self.ids = known["ids"]
            return False
        client, payload = self._tree.client, await translate(self._tree, self._commands())
        self.ids = _ids(await client.http.bulk_upsert_global_commands(client.application_id or 0, payload))
        synced = json.dumps({"digest": digest, "ids": self.ids})
        await self._database.run(kv.put, kv.SYNCED_COMMANDS_KEY, synced)
        log.info("Commands were published", extra={"event": "commands_published", "commands": len(self.ids)})
        return True

    async def _send_to(self, guild_id: int, *, remove: bool = False) -> Mapping[str, int] | None:
        """Publish a server's commands, or none with ``remove``; returns ``None`` if the bot is not there."""
        guild, client = discord.Object(guild_id), self._tree.client
        try:
            if remove:
                await client.http.bulk_upsert_guild_commands(client.application_id or 0, guild_id, [])
                return {}
            payload = await translate(self._tree, self._commands(guild))
            published = await client.http.bulk_upsert_guild_commands(client.application_id or 0, guild_id, payload)
        except discord.HTTPException as error:
            if not is_not_a_member(error):
                raise
            text = "The operator’s commands cannot be changed on the server %s, because Easel is not there"
            log.warning(text, guild_id, extra={"event": "operator_commands_unpublished", "server": guild_id})
            return None
        log.info("The operator’s commands were published", extra={"event": "operator_commands_published"})
        return _ids(published)

    def _commands(self, guild: discord.Object | None = None) -> list[AnyCommand]:
        """Slash commands and menus, for everybody or of that server alone."""
        return [
            *self._tree.get_commands(guild=guild, type=AppCommandType.chat_input),
            *self._tree.get_commands(guild=guild, type=AppCommandType.message),
        ]

    def _digest(self, guild: discord.Object | None = None) -> str:
        """SHA-256 of the application's id and all definitions, in all languages."""
        text = f"{self._tree.client.application_id} {definitions(self._tree, self._commands(guild))}"
        return hashlib.sha256(text.encode()).hexdigest()

    def mention(self, command: str) -> str:
        """The command as a link, ``</imagine:1>``, or its name while it is not published."""
        name = command.split(maxsplit=1)[0]
        return f"</{command}:{self.ids[name]}>" if name in self.ids else f"`/{command}`"


def _ids(published: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """The ids of commands by their names, from Discord's response."""
    return {command["name"]: int(command["id"]) for command in published}
