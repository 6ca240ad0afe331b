"""Objects that the values of an interaction refer to, and lookups of users, channels and files."""

import base64
import binascii
from collections.abc import Collection

from sandbox.discord.errors import ClientValidationError, Json
from sandbox.discord.state import serialize
from sandbox.discord.state.files import DEFAULT_MAX_FILE_BYTES, FileStore, Upload
from sandbox.discord.state.guild import Channel, Guild, User
from sandbox.discord.state.messages import Message
from sandbox.discord.state.world import World


class ResolvedData:
    """The ``resolved`` objects of an interaction: users, channels and so on that its values refer to."""

    def __init__(self, world: World, files: FileStore, chooser: User, channel: Channel) -> None:
        self._world = world
        self._files = files
        self._chooser = chooser
        self._channel = channel
        self.objects: dict[str, dict[str, Json]] = {}

    def add_user(self, value: object) -> str:
        """Resolve a user by id or name; returns the id."""
        user = find_user(self._world, value)
        self._add("users", user.id, user.as_json())
        guild = self._channel.guild
        if guild is not None and user.id in guild.memberships:
            self._add("members", user.id, serialize.partial_member(guild, user, self._channel))
        return user.id

    def add_channel(self, value: object) -> str:
        """Resolve a channel of the server that the member sees, by id or name; returns the id."""
        channel = self._find_channel(value)
        if channel.guild is None or not channel.is_visible_to(self._chooser):
            raise ClientValidationError(f"There is no channel {value!r}.")
        self._add("channels", channel.id, serialize.partial_channel(channel, self._chooser, self._world.bot))
        return channel.id

    def add_channel_of_type(self, value: object, kinds: Collection[int]) -> str:
        """Resolve a channel of one of these types; an empty collection allows every type."""
        channel = self._find_channel(value)
        if kinds and channel.kind not in kinds:
            raise ClientValidationError(f"#{channel.name} is not offered.")
        return self.add_channel(channel.id)

    def add_role(self, value: object) -> str:
        """Resolve a role by id or name; returns the id."""
        guild = self._channel.guild
        found = guild.role(value) if guild is not None else None
        if guild is None or found is None:
            raise ClientValidationError(f"There is no role {value!r}.")
        self._add("roles", found.id, found.as_json(guild.roles.index(found)))
        return found.id

    def add_mentionable(self, value: object) -> str:
        """Resolve a role or a user; returns the id."""
        guild = self._channel.guild
        return self.add_role(value) if guild is not None and guild.role(value) else self.add_user(value)

    def add_attachment(self, value: object) -> str:
        """Store an uploaded file (``{"filename": …, "data_base64": …}``) and resolve it; returns the id."""
        upload = parse_upload(value)
        attachment = self._files.store(upload, f"ephemeral-attachments/{self._world.application_id}")
        self._add("attachments", attachment["id"], {**attachment, "ephemeral": True})
        return str(attachment["id"])

    def add_message(self, message: Message) -> str:
        """Resolve the target message of a context menu; returns the id."""
        self._add("messages", message.id, message.as_json())
        return message.id

    def _find_channel(self, value: object) -> Channel:
        return find_channel(self._world, value, self._channel.guild)

    def _add(self, kind: str, key: str, thing: Json) -> None:
        self.objects.setdefault(kind, {})[key] = thing


def find_user(world: World, value: object) -> User:
    """The user with this id or name (case-insensitive); :class:`ClientValidationError` if there is none."""
    for user in world.users.values():
        if value == user.id or str(value).casefold() == user.name.casefold():
            return user
    raise ClientValidationError(f"There is no user {value!r}.")


def find_channel(world: World, value: object, guild: Guild | None = None) -> Channel:
    """The channel with this id or name; :class:`ClientValidationError` if there is none.

    With ``guild`` it is a channel of that server. Without, Sketch Club's come first if several have the name.
    """
    for channel in (world.channels if guild is None else guild.channels).values():
        if value == channel.id or str(value).removeprefix("#") == channel.name:
            return channel
    raise ClientValidationError(f"There is no channel {value!r}.")


def find_guild(world: World, value: object) -> Guild:
    """The server with this id or name; :class:`ClientValidationError` if there is none. ``None``: Sketch Club."""
    if value is None:
        return world.guild
    for guild in world.guilds.values():
        if value == guild.id or str(value).casefold() == guild.name.casefold():
            return guild
    raise ClientValidationError(f"There is no server {value!r}.")


def parse_upload(value: object) -> Upload:
    """Decode a file as the page sends it."""
    if not isinstance(value, dict) or not isinstance(value.get("filename"), str):
        raise ClientValidationError("An attachment is {filename, data_base64}.")
    try:
        data = base64.b64decode(value.get("data_base64", ""), validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise ClientValidationError("data_base64 is not base64.") from None
    if len(data) > DEFAULT_MAX_FILE_BYTES:
        raise ClientValidationError(f"Your files are too powerful: at most {DEFAULT_MAX_FILE_BYTES // 2**20} MiB.")
    return Upload(value["filename"], data)
