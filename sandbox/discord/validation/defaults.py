"""What selects have chosen already: whether it is there at all, and how it is told again.

Discord's documentation does not say what becomes of a default that is not there; the stand-in refuses it, so that no
bot relies on more.
"""

from collections.abc import Iterable, Iterator

from sandbox.discord.people.modal_answers import inputs
from sandbox.discord.rest.errors import Fault, Json
from sandbox.discord.state.world import DIRECT, World
from sandbox.discord.validation import selects
from sandbox.discord.validation.components import walk

Path = tuple[str | int, ...]


def in_message(components: object, world: World) -> Iterator[Fault]:
    """What is wrong with the defaults on a message."""
    for one in walk(components):
        if one.kind in selects.DEFAULTS:
            yield from _faults(one.path, one.component, world)


def in_modal(modal: Json, world: World) -> Iterator[Fault]:
    """What is wrong with the defaults in a modal."""
    for field in inputs(modal):
        if field.get("type") in selects.DEFAULTS:
            yield from _faults(("data", "components"), field, world)


def told(component: Json) -> Json:
    """A component whose defaults have their ids as text, as Discord tells all ids; discord.py sends numbers."""
    finished = dict(component)
    if isinstance(component.get("default_values"), list):
        finished["default_values"] = [{**one, "id": str(one.get("id"))} for one in component["default_values"]]
    if isinstance(component.get("component"), dict):
        finished["component"] = told(component["component"])
    return finished


def _faults(path: Path, select: Json, world: World) -> Iterator[Fault]:
    wanted = select.get("channel_types") or ()
    for index, one in enumerate(select.get("default_values") or ()):
        if not _is_there(world, str(one.get("type")), str(one.get("id")), wanted):
            message = f"There is no {one.get('type')} {one.get('id')} to choose here."
            yield Fault((*path, "default_values", index, "id"), "SELECT_COMPONENT_DEFAULT_VALUE_INVALID", message)


def _is_there(world: World, kind: str, identifier: str, channel_types: Iterable[int]) -> bool:
    if kind == "user":
        return identifier in world.users
    if kind == "role":
        return any(role.id == identifier for role in world.roles)
    channel = world.channels.get(identifier)
    if channel is None or channel.kind == DIRECT:
        return False
    return not channel_types or channel.kind in channel_types
