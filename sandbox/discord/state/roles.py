"""Roles, and what a channel changes for them (documentation, "Permissions", "Permission Overwrites")."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from sandbox.discord.rest.errors import Json
from sandbox.discord.state.permissions import NOTHING, Permission


@dataclass(slots=True, eq=False)
class Role:
    """A role of the guild; the one of ``bot_id`` came with that bot."""

    id: str
    name: str
    permissions: Permission = NOTHING
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


class Whom(IntEnum):
    """What an overwrite is for."""

    ROLE = 0
    MEMBER = 1


class Overwrite(NamedTuple):
    """What is allowed and denied in a channel to a role or a member."""

    id: str
    whom: Whom
    allow: Permission = NOTHING
    deny: Permission = NOTHING

    def as_json(self) -> Json:
        """Discord's overwrite object."""
        return {"id": self.id, "type": int(self.whom), "allow": str(int(self.allow)), "deny": str(int(self.deny))}


def together(roles: Iterable[Role]) -> Permission:
    """What these roles allow, before any channel is asked."""
    permissions = NOTHING
    for role in roles:
        permissions |= role.permissions
    return permissions


def overwritten(base: Permission, ids: Iterable[str], overwrites: Mapping[str, Overwrite]) -> Permission:
    """What stays of ``base`` in a channel for somebody with these ids: @everyone, then the roles, then the member."""
    everyone, *roles, member = (overwrites.get(one) for one in ids)
    allow, deny = NOTHING, NOTHING
    for one in filter(None, roles):
        allow, deny = allow | one.allow, deny | one.deny
    permissions = _changed(base, everyone)
    permissions = permissions & ~deny | allow
    return _changed(permissions, member)


def _changed(permissions: Permission, overwrite: Overwrite | None) -> Permission:
    return permissions if overwrite is None else permissions & ~overwrite.deny | overwrite.allow
