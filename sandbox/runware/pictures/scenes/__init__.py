"""The places that pictures show, from far to near."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sandbox.runware.pictures.canvas import Canvas
from sandbox.runware.pictures.scenes import land, rooms, sky, town, water


@dataclass(frozen=True, slots=True)
class Scene:
    """A place: how it is drawn, where things stand in it, and its light if the words name none."""

    draw: Callable[[Canvas], None]
    ground: float = 0.9
    """Where the feet of what is in front are, of the picture's height."""
    far_ground: float = 0.7
    """Where the feet of what is behind are."""
    lighting: str | None = None
    has_sky: bool = True


SCENES: Final = MappingProxyType(
    {
        "meadow": Scene(land.draw_meadow),
        "hills": Scene(land.draw_hills),
        "mountains": Scene(land.draw_mountains, far_ground=0.8),
        "forest": Scene(land.draw_forest, far_ground=0.78),
        "jungle": Scene(land.draw_jungle, far_ground=0.8),
        "desert": Scene(land.draw_desert),
        "field": Scene(land.draw_field, far_ground=0.64),
        "garden": Scene(land.draw_garden, far_ground=0.72),
        "valley": Scene(land.draw_valley),
        "snow": Scene(land.draw_snow, lighting="winter"),
        "cave": Scene(land.draw_cave, has_sky=False),
        "sea": Scene(water.draw_sea, ground=0.86, far_ground=0.66),
        "beach": Scene(water.draw_beach, far_ground=0.66),
        "lake": Scene(water.draw_lake, ground=0.95, far_ground=0.6),
        "river": Scene(water.draw_river, far_ground=0.64),
        "waterfall": Scene(water.draw_waterfall, ground=0.95),
        "island": Scene(water.draw_island, ground=0.74, far_ground=0.64),
        "underwater": Scene(water.draw_underwater, ground=0.86, lighting="underwater", has_sky=False),
        "city": Scene(town.draw_city, ground=0.95, far_ground=0.86),
        "street": Scene(town.draw_street, ground=0.93, far_ground=0.78),
        "village": Scene(town.draw_village, far_ground=0.72),
        "road": Scene(town.draw_road, ground=0.9, far_ground=0.62),
        "room": Scene(rooms.draw_room, lighting="day", has_sky=False),
        "kitchen": Scene(rooms.draw_kitchen, lighting="day", has_sky=False),
        "library": Scene(rooms.draw_library, lighting="day", has_sky=False),
        "studio": Scene(rooms.draw_studio, ground=0.86, lighting="day", has_sky=False),
        "space": Scene(sky.draw_space, ground=0.84, lighting="space", has_sky=False),
        "galaxy": Scene(sky.draw_galaxy, ground=0.84, lighting="space", has_sky=False),
        "sky": Scene(sky.draw_cloudscape, ground=0.84),
    }
)
