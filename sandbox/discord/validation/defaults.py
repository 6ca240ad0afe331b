"""Default values of selects: checks that they exist, and normalizes their ids.

Discord's documentation does not say how it treats a missing default; the stand-in rejects it, so that no bot relies on
anything else.
"""

from collections.abc import Iterable, Iterator

from sandbox.discord.errors import FieldError, FieldPath, Json
from sandbox.discord.state.guild import Channel
from sandbox.discord.state.world import World
from sandbox.discord.validation import selects
from sandbox.discord.validation.components import walk_components
from sandbox.discord.validation.modals import list_fields


def message_default_errors(components: object, world: World, here: Channel) -> Iterator[FieldError]:
    """All errors of default values in a message's components."""
    for one in walk_components(components):
        if one.kind in selects.DEFAULT_VALUE_TYPES:
            yield from _default_errors(one.path, one.component, world, here)


def modal_default_errors(modal: Json, world: World, here: Channel) -> Iterator[FieldError]:
    """All errors of default values in a modal."""
    for field in list_fields(modal):
        if field.get("type") in selects.DEFAULT_VALUE_TYPES:
            yield from _default_errors(("data", "components"), field, world, here)


def with_text_ids(component: Json) -> Json:
    """The component with its default values' ids as strings, as Discord returns them; discord.py sends numbers."""
    finished = dict(component)
    if isinstance(component.get("default_values"), list):
        finished["default_values"] = [{**one, "id": str(one.get("id"))} for one in component["default_values"]]
    if isinstance(component.get("component"), dict):
        finished["component"] = with_text_ids(component["component"])
    return finished


def _default_errors(path: FieldPath, select: Json, world: World, here: Channel) -> Iterator[FieldError]:
    wanted = select.get("channel_types") or ()
    for index, one in enumerate(select.get("default_values") or ()):
        if not _exists(world, here, str(one.get("type")), str(one.get("id")), wanted):
            message = f"There is no {one.get('type')} {one.get('id')} to choose here."
            yield FieldError((*path, "default_values", index, "id"), "SELECT_COMPONENT_DEFAULT_VALUE_INVALID", message)


def _exists(world: World, here: Channel, kind: str, identifier: str, channel_types: Iterable[int]) -> bool:
    if kind == "user":
        return identifier in world.users
    if kind == "role":
        return here.guild is not None and any(role.id == identifier for role in here.guild.roles)
    channel = here.guild.channels.get(identifier) if here.guild is not None else None
    if channel is None:
        return False
    return not channel_types or channel.kind in channel_types
