"""Skies, clouds, stars and space."""

from math import cos, sin
from typing import Final

from sandbox.runware.pictures.canvas import Canvas, Place
from sandbox.runware.pictures.colours import WHITE, Colour, mix_colours
from sandbox.runware.pictures.figures import get_figure
from sandbox.runware.pictures.outlines import Point

_STAR_COLOUR: Final = Colour(255, 252, 236)
_OVERCAST: Final = frozenset({"storm", "fog"})
_FEW_STARS: Final = 70
_MANY_STARS: Final = 170


def draw_sky(canvas: Canvas, *, with_light: bool = True) -> None:
    """Draw the sky with sun or moon, stars or clouds, as the light of the scene is."""
    light = canvas.lighting
    canvas.draw_ramp(light.top, light.middle, light.horizon, bottom=0.74)
    if light.is_dark:
        draw_stars(canvas, _FEW_STARS, 0.6)
    if with_light and light.name not in _OVERCAST:
        _draw_light(canvas)
    if not light.is_dark:
        _draw_clouds(canvas, 9 if light.name in _OVERCAST else 5)


def draw_stars(canvas: Canvas, count: int, bottom: float) -> None:
    """Scatter stars from the top to ``bottom``."""
    for _ in range(count):
        place = canvas.random.random(), canvas.random.random() * bottom
        size = canvas.random.choice((0.0011, 0.0011, 0.0017, 0.0026))
        canvas.draw_disc(place, size, mix_colours(_STAR_COLOUR, canvas.lighting.middle, canvas.random.random() * 0.5))


def _draw_light(canvas: Canvas) -> None:
    light, random = canvas.lighting, canvas.random
    place = random.choice((random.uniform(0.1, 0.26), random.uniform(0.74, 0.9))), random.uniform(0.14, 0.3)
    radius = random.uniform(0.05, 0.075)
    canvas.draw_glow(place, 0.42, mix_colours(light.horizon, light.light, 0.4), 0.5)
    canvas.draw_glow(place, 0.2, light.light, 0.65)
    canvas.draw_disc(place, radius, light.light)
    if light.is_dark:
        for dx, dy, size in ((-0.3, -0.2, 0.22), (0.25, 0.3, 0.16), (0.3, -0.35, 0.12), (-0.1, 0.45, 0.1)):
            spot = (
                place[0] + dx * radius * canvas.unit / canvas.width,
                place[1] + dy * radius * canvas.unit / canvas.height,
            )
            canvas.draw_disc(spot, size * radius, mix_colours(light.light, light.middle, 0.2))


def _draw_clouds(canvas: Canvas, count: int) -> None:
    light, random = canvas.lighting, canvas.random
    for _ in range(count):
        draw_cloud(
            canvas,
            (random.random(), random.uniform(0.08, 0.46)),
            random.uniform(0.1, 0.24),
            mix_colours(light.light, light.middle, random.uniform(0.08, 0.4)),
        )


def draw_cloud(canvas: Canvas, place: Point, width: float, colour: Colour) -> None:
    """Draw a flat cloud; ``width`` in units of the shorter side."""
    x, y = place
    across, up = canvas.unit / canvas.width, canvas.unit / canvas.height
    canvas.draw_line([(x - width * across, y), (x + width * across, y)], width * 0.34, colour)
    for shift, rise, size in ((-0.5, 0.14, 0.3), (0.05, 0.26, 0.4), (0.55, 0.12, 0.27)):
        canvas.draw_disc((x + shift * width * across, y - rise * width * up), size * width, colour)


def draw_cloudscape(canvas: Canvas) -> None:
    """Draw nothing but sky and large clouds below."""
    light = canvas.lighting
    canvas.draw_ramp(light.horizon, mix_colours(light.horizon, light.light, 0.5), top=0.73)
    for layer in range(3):
        colour = canvas.lit(mix_colours(mix_colours(light.light, light.middle, 0.34), WHITE, layer / 2))
        for _ in range(9):
            x = canvas.random.uniform(-0.05, 1.05)
            draw_cloud(
                canvas,
                (x, 0.84 + 0.08 * layer + canvas.random.uniform(-0.03, 0.03)),
                canvas.random.uniform(0.16, 0.3),
                colour,
            )


def draw_space(canvas: Canvas) -> None:
    """Draw stars, nebulae and small planets."""
    light, random = canvas.lighting, canvas.random
    canvas.draw_ramp(light.top, light.middle, light.top)
    for colour in (light.horizon, light.far, Colour(40, 90, 150), Colour(150, 50, 120)):
        canvas.draw_glow((random.random(), random.random()), random.uniform(0.35, 0.7), colour, 0.45)
    draw_stars(canvas, _MANY_STARS, 1.0)
    for _ in range(2):
        place = Place(
            random.choice((random.uniform(0.08, 0.22), random.uniform(0.78, 0.92))),
            random.uniform(0.2, 0.45),
            random.uniform(0.1, 0.22),
        )
        canvas.draw_figure(get_figure("planet"), place)


def draw_galaxy(canvas: Canvas) -> None:
    """Draw a spiral of stars."""
    light, random = canvas.lighting, canvas.random
    canvas.draw_ramp(light.top, light.middle, light.top)
    draw_stars(canvas, _MANY_STARS, 1.0)
    tilt, flat = random.uniform(-0.5, 0.5), random.uniform(0.4, 0.6)
    across, up = canvas.unit / canvas.width, canvas.unit / canvas.height
    canvas.draw_glow((0.5, 0.5), 0.62, Colour(96, 60, 170), 0.6, flat)
    canvas.draw_glow((0.5, 0.5), 0.36, Colour(214, 110, 190), 0.6, flat)
    for step in range(620):
        arm, way = step % 2, (step / 620) ** 0.8
        angle = way * 7.4 + arm * 3.1416 + random.gauss(0, 0.16)
        x, y = cos(angle) * way * 0.56 + random.gauss(0, 0.012), sin(angle) * way * 0.56 * flat + random.gauss(0, 0.012)
        place = 0.5 + (x * cos(tilt) - y * sin(tilt)) * across, 0.5 + (x * sin(tilt) + y * cos(tilt)) * up
        colour = mix_colours(Colour(255, 236, 210), random.choice((Colour(120, 190, 255), Colour(255, 130, 210))), way)
        canvas.draw_disc(place, random.choice((0.0018, 0.0026, 0.0042)), colour)
    canvas.draw_glow((0.5, 0.5), 0.15, Colour(255, 240, 214), 1.0, 0.8)
