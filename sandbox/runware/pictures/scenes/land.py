"""Landscapes without water."""

from math import sin
from typing import Final

from sandbox.runware.pictures.canvas import Canvas, HeightFunction, Place
from sandbox.runware.pictures.colours import WHITE, Colour, mix_colours, shade_colour
from sandbox.runware.pictures.figures import get_figure
from sandbox.runware.pictures.scenes.lines import jagged_line, scatter_points, wave_line

_GRASS: Final = Colour(112, 176, 84)
_SAND: Final = Colour(232, 186, 116)
_SNOW: Final = Colour(242, 248, 252)
_BLOOMS: Final = (Colour(244, 120, 150), Colour(250, 214, 96), Colour(252, 248, 240), Colour(176, 130, 226))


def draw_ground(canvas: Canvas, colour: Colour, levels: tuple[float, ...], size: float = 0.02) -> None:
    """Draw hills one behind the other; the farther, the more they have of the colour of the sky."""
    light = canvas.lighting
    for index, level in enumerate(levels):
        near = (index + 1) / len(levels)
        shade = mix_colours(light.far, mix_colours(canvas.lit(colour), light.near, 0.18), 0.25 + 0.75 * near)
        canvas.draw_land(wave_line(canvas, level, size, 0.9), shade_colour(shade, 1), shade)


def draw_tufts(canvas: Canvas, top: float, colour: Colour, count: int = 40) -> None:
    """Draw tufts of grass."""
    for x, y in scatter_points(canvas, count, top, 1.0):
        size = 0.006 + 0.016 * (y - top)
        for lean in (-0.6, 0.0, 0.6):
            canvas.draw_line([(x, y), (x + lean * size, y - size * 1.6)], 0.003, canvas.lit(colour))


def draw_flowers(canvas: Canvas, top: float, count: int) -> None:
    """Draw small flowers in the grass."""
    for x, y in scatter_points(canvas, count, top, 1.0):
        size = 0.003 + 0.012 * (y - top) / (1 - top)
        canvas.draw_disc((x, y), size, canvas.lit(canvas.random.choice(_BLOOMS)))
        canvas.draw_disc((x, y), size * 0.4, canvas.lit(Colour(250, 200, 70)))


def draw_trees(canvas: Canvas, names: tuple[str, ...], line: HeightFunction, count: int, height: float) -> None:
    """Draw trees along a line; the colours of those far away are the figure's own, seen in the light."""
    for index in range(count):
        x = (index + canvas.random.uniform(0.1, 0.9)) / count
        tall = height * canvas.random.uniform(0.7, 1.25)
        canvas.draw_figure(get_figure(canvas.random.choice(names)), Place(x, line(x) + 0.012, tall))


def draw_meadow(canvas: Canvas) -> None:
    """Draw a flowering meadow before hills."""
    draw_ground(canvas, _GRASS, (0.58, 0.64), 0.03)
    draw_trees(canvas, ("tree",), wave_line(canvas, 0.68, 0.01, 1), 5, 0.13)
    draw_ground(canvas, _GRASS, (0.7, 0.8))
    draw_tufts(canvas, 0.74, Colour(78, 140, 66))
    draw_flowers(canvas, 0.74, 70)


def draw_hills(canvas: Canvas) -> None:
    """Draw green hills with some trees."""
    draw_ground(canvas, _GRASS, (0.54, 0.62, 0.7), 0.04)
    draw_trees(canvas, ("tree", "pine"), wave_line(canvas, 0.74, 0.01, 1), 4, 0.16)
    draw_ground(canvas, _GRASS, (0.8,))
    draw_tufts(canvas, 0.82, Colour(78, 140, 66))


def _draw_peak(canvas: Canvas, x: float, top: float, width: float, colour: Colour) -> None:
    foot, across = 0.8, width * canvas.unit / canvas.width
    canvas.draw_polygon([(x - across, foot), (x, top), (x + across, foot)], colour)
    canvas.draw_polygon(
        [(x, top), (x + across, foot), (x + across * 0.25, foot), (x - across * 0.08, top + 0.2)],
        shade_colour(colour, -1),
    )
    down = (foot - top) * 0.3
    side = across * 0.3
    snow = canvas.lit(_SNOW)
    edge = [
        (x + side, top + down),
        (x + side * 0.5, top + down * 0.78),
        (x, top + down * 1.1),
        (x - side * 0.45, top + down * 0.76),
        (x - side, top + down),
    ]
    canvas.draw_polygon([(x, top), *edge], snow)
    canvas.draw_polygon([(x, top), edge[0], edge[1], (x, top + down * 0.6)], shade_colour(snow, -1))


def draw_mountains(canvas: Canvas) -> None:
    """Draw snow-capped mountains behind a forest."""
    light, random = canvas.lighting, canvas.random
    canvas.draw_land(jagged_line(canvas, 0.5, 0.07), mix_colours(light.far, light.horizon, 0.4))
    rock = mix_colours(canvas.lit(Colour(108, 122, 150)), light.far, 0.3)
    shift = random.uniform(-0.08, 0.08)
    for x, top, width in ((0.14, 0.36, 0.36), (0.86, 0.32, 0.42), (0.48, 0.2, 0.5)):
        _draw_peak(canvas, x + shift, top + random.uniform(-0.05, 0.05), width, rock)
    draw_ground(canvas, Colour(74, 130, 86), (0.76,))
    draw_trees(canvas, ("pine",), wave_line(canvas, 0.82, 0.01, 1), 13, 0.15)
    draw_ground(canvas, _GRASS, (0.85,))
    draw_tufts(canvas, 0.86, Colour(78, 140, 66), 24)


def draw_valley(canvas: Canvas) -> None:
    """Draw a valley with a winding stream between mountains."""
    light = canvas.lighting
    canvas.draw_land(jagged_line(canvas, 0.46, 0.06), mix_colours(light.far, light.horizon, 0.35))
    green = canvas.lit(Colour(92, 154, 84))
    canvas.draw_polygon([(0, 0.3), (0.14, 0.36), (0.5, 0.68), (0.4, 1), (0, 1)], mix_colours(green, light.far, 0.25))
    canvas.draw_polygon(
        [(1, 0.26), (0.84, 0.36), (0.46, 0.68), (0.6, 1), (1, 1)], mix_colours(shade_colour(green, -1), light.far, 0.2)
    )
    draw_ground(canvas, _GRASS, (0.7, 0.82))
    water = canvas.lit(Colour(110, 190, 226))
    canvas.draw_polygon(
        [(0.5, 0.69), (0.56, 0.76), (0.46, 0.84), (0.66, 1.0), (0.42, 1.0), (0.36, 0.85), (0.5, 0.76)], water
    )
    draw_trees(canvas, ("pine",), wave_line(canvas, 0.78, 0.02, 1), 7, 0.17)
    draw_flowers(canvas, 0.82, 30)


def draw_forest(canvas: Canvas) -> None:
    """Draw rows of trees with light between them."""
    light = canvas.lighting
    kinds = canvas.random.choice((("pine",), ("pine", "tree"), ("tree",)))
    for layer, (level, height) in enumerate(((0.6, 0.34), (0.68, 0.46))):
        haze = mix_colours(light.horizon, canvas.lit(Colour(58, 110, 82)), 0.4 + 0.3 * layer)
        for index in range(13 - 3 * layer):
            x, tall = (index + canvas.random.random()) / (12 - 3 * layer), height * canvas.random.uniform(0.8, 1.3)
            across = canvas.unit / canvas.width
            foot = [(x - tall * 0.22 * across, level + 0.02), (x, level - tall * canvas.unit / canvas.height)]
            canvas.draw_polygon([*foot, (x + tall * 0.22 * across, level + 0.02)], haze)
        canvas.draw_land(wave_line(canvas, level, 0.01, 1), haze)
    canvas.draw_glow((0.5, 0.56), 0.4, light.light, 0.3)
    draw_ground(canvas, Colour(92, 150, 78), (0.73,))
    draw_trees(canvas, kinds, wave_line(canvas, 0.78, 0.01, 1), 8, 0.36)
    draw_ground(canvas, Colour(84, 140, 72), (0.82,))
    for x in (canvas.random.uniform(-0.02, 0.06), canvas.random.uniform(0.94, 1.02)):
        canvas.draw_figure(get_figure(kinds[0]), Place(x, 0.92, canvas.random.uniform(0.56, 0.7)))
    draw_tufts(canvas, 0.83, Colour(60, 116, 62))
    for x, y in scatter_points(canvas, 4, 0.86, 0.98):
        canvas.draw_figure(get_figure("mushroom"), Place(x, y, canvas.random.uniform(0.03, 0.05)))


def draw_jungle(canvas: Canvas) -> None:
    """Draw palms and large leaves."""
    draw_ground(canvas, Colour(60, 134, 82), (0.5, 0.6), 0.04)
    draw_trees(canvas, ("palm", "tree"), wave_line(canvas, 0.7, 0.01, 1), 9, 0.4)
    draw_ground(canvas, Colour(70, 146, 76), (0.74, 0.84))
    for x in (-0.01, 0.12, 0.88, 1.01):
        canvas.draw_figure(
            get_figure("palm"),
            Place(
                x, 0.9 + canvas.random.uniform(0, 0.06), canvas.random.uniform(0.4, 0.62), canvas.random.random() < 0.5
            ),
        )
    draw_tufts(canvas, 0.78, Colour(46, 118, 66), 90)
    draw_flowers(canvas, 0.84, 14)


def draw_desert(canvas: Canvas) -> None:
    """Draw dunes with shadows, and a cactus."""
    light = canvas.lighting
    for layer in range(4):
        line = wave_line(canvas, 0.58 + 0.1 * layer, 0.035, 0.7 + 0.2 * layer)
        sand = mix_colours(canvas.lit(_SAND), light.horizon, 0.4 - 0.12 * layer)
        canvas.draw_land(line, shade_colour(sand, 1), sand)
        canvas.draw_land(_shadow_below(line), mix_colours(sand, shade_colour(sand, -1), 0.6))
        if layer == 1:
            for x in (canvas.random.uniform(0.06, 0.2), canvas.random.uniform(0.8, 0.94)):
                canvas.draw_figure(get_figure("cactus"), Place(x, line(x) + 0.03, canvas.random.uniform(0.1, 0.2)))


def _shadow_below(crest: HeightFunction) -> HeightFunction:
    return lambda x: crest(x) + 0.025 + 0.04 * (0.5 + 0.5 * sin(8 * x))


def draw_field(canvas: Canvas) -> None:
    """Draw rows of crops that meet at the horizon."""
    draw_ground(canvas, _GRASS, (0.54, 0.58), 0.02)
    draw_trees(canvas, ("tree",), wave_line(canvas, 0.6, 0.004, 1), 6, 0.08)
    crop = canvas.random.choice((Colour(236, 196, 92), Colour(150, 112, 206), Colour(142, 186, 84)))
    soil = canvas.lit(mix_colours(crop, Colour(110, 84, 60), 0.42))
    canvas.draw_land(lambda _: 0.61, canvas.lit(crop))
    for index in range(-11, 12):
        near, far = 0.5 + index * 0.15, 0.5 + index * 0.035
        canvas.draw_polygon([(far, 0.612), (far + 0.011, 0.612), (near + 0.06, 1), (near, 1)], soil)
    for x, y in scatter_points(canvas, 150, 0.64, 1.0):
        canvas.draw_disc(
            (x, y), 0.002 + 0.012 * (y - 0.62), canvas.lit(shade_colour(crop, canvas.random.choice((1, 2))))
        )


def draw_garden(canvas: Canvas) -> None:
    """Draw a lawn with a path, a hedge and large flowers."""
    draw_ground(canvas, Colour(96, 160, 92), (0.56,), 0.02)
    draw_trees(canvas, ("tree", "cherry tree", "apple tree"), wave_line(canvas, 0.66, 0.004, 1), 4, 0.24)
    hedge = canvas.lit(Colour(62, 128, 74))
    for index in range(15):
        canvas.draw_disc((index / 14, 0.67), 0.045, shade_colour(hedge, canvas.random.choice((0, 1))))
    draw_ground(canvas, Colour(128, 192, 92), (0.7,), 0.004)
    canvas.draw_polygon([(0.47, 0.69), (0.53, 0.69), (0.72, 1), (0.28, 1)], canvas.lit(Colour(226, 206, 168)))
    for side in (0.0, 1.0):
        for x, y in scatter_points(canvas, 12, 0.76, 1.02):
            name = canvas.random.choice(("flower", "tulip", "rose", "sunflower"))
            place = Place(side + (x * 0.3 if side == 0 else -x * 0.3), y, 0.07 + 0.1 * (y - 0.7))
            canvas.draw_figure(get_figure(name), place)


def draw_snow(canvas: Canvas) -> None:
    """Draw a snowy landscape with firs."""
    light = canvas.lighting
    canvas.draw_land(jagged_line(canvas, 0.5, 0.08), mix_colours(light.far, light.horizon, 0.3))
    for level, count, height in ((0.62, 12, 0.13), (0.72, 6, 0.24)):
        snow = mix_colours(canvas.lit(_SNOW), light.far, (0.8 - level))
        line = wave_line(canvas, level, 0.02, 0.9)
        draw_trees(canvas, ("pine",), line, count, height)
        canvas.draw_land(line, WHITE if not light.is_dark else snow, snow)
    canvas.draw_land(wave_line(canvas, 0.82, 0.015, 0.8), canvas.lit(_SNOW), shade_colour(canvas.lit(_SNOW), -1))


def draw_cave(canvas: Canvas) -> None:
    """Draw the inside of a cave with its mouth and crystals."""
    light = canvas.lighting
    rock = canvas.lit(Colour(86, 76, 98))
    canvas.draw_ramp(light.middle, light.horizon, light.light)
    canvas.draw_glow((0.5, 0.5), 0.6, light.light, 0.5)
    for layer, (rim, shade) in enumerate(((0.36, 1), (0.43, 0), (0.5, -1))):
        line = jagged_line(canvas, 0.0, 0.05)
        edge = []
        for step in range(61):
            x = step / 60
            arch = 0.75 - 0.62 * max(0.0, 1 - ((x - 0.5) / rim) ** 2) ** 0.5 + line(x)
            edge.append((x, arch - 0.02 * layer))
        canvas.draw_polygon([(0, -0.01), *edge, (1, -0.01)], shade_colour(rock, shade))
        canvas.draw_polygon([(0, 0), (0.5 - rim, 0), (0.5 - rim * 0.94, 1), (0, 1)], shade_colour(rock, shade))
        canvas.draw_polygon([(1, 0), (0.5 + rim, 0), (0.5 + rim * 0.94, 1), (1, 1)], shade_colour(rock, shade))
    canvas.draw_land(wave_line(canvas, 0.8, 0.015, 1), shade_colour(rock, 1), shade_colour(rock, -1))
    for x, y in ((0.1, 0.92), (0.86, 0.9), (0.95, 0.98), (0.2, 0.99)):
        canvas.draw_figure(get_figure("crystal"), Place(x, y, canvas.random.uniform(0.12, 0.2)))
