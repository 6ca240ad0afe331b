"""Whom a message pings."""

import re
from collections.abc import Iterable
from typing import Any, Final

from sandbox.discord.rest.errors import Json
from sandbox.discord.state.messages import Content
from sandbox.discord.state.world import World
from sandbox.discord.validation.components import TEXT_DISPLAY, walk

_USER: Final = re.compile(r"<@!?(\d+)>")
_ROLE: Final = re.compile(r"<@&(\d+)>")
_EVERYONE: Final = re.compile(r"@(everyone|here)\b")


def mark(content: Content, allowed: Json | None, world: World) -> None:
    """Write down whom the texts ping; without ``allowed_mentions`` that is everybody they name."""
    text = "\n".join(_texts(content))
    users = [name for name in dict.fromkeys(_USER.findall(text)) if _may(allowed, "users", name)]
    content.mentions = [world.users[user_id].as_json() for user_id in users if user_id in world.users]
    content.mention_roles = [name for name in dict.fromkeys(_ROLE.findall(text)) if _may(allowed, "roles", name)]
    content.mention_everyone = bool(_EVERYONE.search(text)) and _may(allowed, "everyone", "")


def _texts(content: Content) -> Iterable[str]:
    yield content.text
    for one in walk(content.components):
        if one.kind == TEXT_DISPLAY:
            yield one.component["content"]


def _may(allowed: dict[str, Any] | None, kind: str, name: str) -> bool:
    if allowed is None:
        return True
    return kind in (allowed.get("parse") or ()) or name in map(str, allowed.get(kind) or ())
