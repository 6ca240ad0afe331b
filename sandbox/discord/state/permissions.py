"""The permissions that the stand-in supports, with Discord's names and bits."""

from collections.abc import Iterable
from enum import IntFlag


class Permission(IntFlag):
    """A set of permissions (bit field)."""

    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40


NO_PERMISSIONS = Permission(0)
EVERYONE_PERMISSIONS = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_MESSAGES_IN_THREADS
)
MODERATOR_PERMISSIONS = EVERYONE_PERMISSIONS | Permission.MANAGE_MESSAGES | Permission.MODERATE_MEMBERS
ADMIN_PERMISSIONS = (
    EVERYONE_PERMISSIONS | Permission.MANAGE_GUILD | Permission.MANAGE_CHANNELS | Permission.MANAGE_ROLES
)
ALL_PERMISSIONS = Permission(sum(Permission))


def permissions_from_names(names: Iterable[str]) -> Permission:
    """The permissions with these names, such as ``view_channel``; KeyError for an unknown name."""
    together = Permission(0)
    for name in names:
        together |= Permission[name.upper()]
    return together


def meets_default_permissions(needed: str | None, permissions: Permission) -> bool:
    """Whether the permissions satisfy a command's ``default_member_permissions``.

    ``None`` requires nothing; ``"0"`` allows admins only (documentation, "Application Command Permissions").
    """
    if needed is None or Permission.ADMINISTRATOR in permissions:
        return True
    return int(needed) != 0 and Permission(int(needed)) in permissions


def permission_names(permissions: Permission) -> list[str]:
    """The names of the permissions, such as ``view_channel``."""
    return [str(one.name).lower() for one in permissions]
