"""The mentions of a message."""

import re
from collections.abc import Iterable
from typing import Final

from sandbox.discord.errors import Json
from sandbox.discord.state.messages import MessageContent
from sandbox.discord.state.world import World
from sandbox.discord.validation.components import TEXT_DISPLAY, walk_components

_USER_PATTERN: Final = re.compile(r"<@!?(\d+)>")
_ROLE_PATTERN: Final = re.compile(r"<@&(\d+)>")
_EVERYONE_PATTERN: Final = re.compile(r"@(everyone|here)\b")


def set_mentions(content: MessageContent, allowed: Json | None, world: World) -> None:
    """Set the mentions of a content from its texts; without ``allowed_mentions`` every named user and role counts."""
    text = "\n".join(_list_texts(content))
    users = [name for name in dict.fromkeys(_USER_PATTERN.findall(text)) if _is_allowed(allowed, "users", name)]
    content.mentions = [world.users[user_id].as_json() for user_id in users if user_id in world.users]
    content.mention_roles = [
        name for name in dict.fromkeys(_ROLE_PATTERN.findall(text)) if _is_allowed(allowed, "roles", name)
    ]
    content.mention_everyone = bool(_EVERYONE_PATTERN.search(text)) and _is_allowed(allowed, "everyone", "")


def _list_texts(content: MessageContent) -> Iterable[str]:
    yield content.text
    for one in walk_components(content.components):
        if one.kind == TEXT_DISPLAY:
            yield one.component["content"]


def _is_allowed(allowed: Json | None, kind: str, name: str) -> bool:
    if allowed is None:
        return True
    return kind in (allowed.get("parse") or ()) or name in map(str, allowed.get(kind) or ())
