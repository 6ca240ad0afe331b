"""Roles and permission overwrites of channels (documentation, "Permissions", "Permission Overwrites")."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from sandbox.discord.errors import Json
from sandbox.discord.state.permissions import NO_PERMISSIONS, Permission


@dataclass(slots=True, eq=False)
class Role:
    """A role of the guild; ``bot_id`` is set for the managed role of a bot."""

    id: str
    name: str
    permissions: Permission = NO_PERMISSIONS
    bot_id: str | None = None

    def as_json(self, position: int) -> Json:
        """Discord's role object."""
        return {
            "id": self.id,
            "name": self.name,
            "permissions": str(int(self.permissions)),
            "position": position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "icon": None,
            "unicode_emoji": None,
            "managed": self.bot_id is not None,
            "mentionable": False,
            "flags": 0,
            **({"tags": {"bot_id": self.bot_id}} if self.bot_id else {}),
        }


class OverwriteType(IntEnum):
    """The kind of target that an overwrite has."""

    ROLE = 0
    MEMBER = 1


class Overwrite(NamedTuple):
    """The permissions that a channel allows and denies for a role or a member."""

    id: str
    target_type: OverwriteType
    allow: Permission = NO_PERMISSIONS
    deny: Permission = NO_PERMISSIONS

    def as_json(self) -> Json:
        """Discord's overwrite object."""
        return {
            "id": self.id,
            "type": int(self.target_type),
            "allow": str(int(self.allow)),
            "deny": str(int(self.deny)),
        }


def combine_permissions(roles: Iterable[Role]) -> Permission:
    """The union of the roles' permissions, before channel overwrites."""
    permissions = NO_PERMISSIONS
    for role in roles:
        permissions |= role.permissions
    return permissions


def apply_overwrites(base: Permission, ids: Iterable[str], overwrites: Mapping[str, Overwrite]) -> Permission:
    """Apply a channel's overwrites to ``base`` in Discord's order.

    ``ids`` are the id of @everyone, those of the member's roles, and the member's own.
    """
    everyone, *roles, member = (overwrites.get(one) for one in ids)
    allow, deny = NO_PERMISSIONS, NO_PERMISSIONS
    for one in filter(None, roles):
        allow, deny = allow | one.allow, deny | one.deny
    permissions = _apply_overwrite(base, everyone)
    permissions = permissions & ~deny | allow
    return _apply_overwrite(permissions, member)


def _apply_overwrite(permissions: Permission, overwrite: Overwrite | None) -> Permission:
    return permissions if overwrite is None else permissions & ~overwrite.deny | overwrite.allow
