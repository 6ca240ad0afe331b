"""Lines of the land as functions of x, and points scattered over it."""

from collections.abc import Iterator
from itertools import pairwise
from math import pi, sin

from sandbox.runware.pictures.canvas import Canvas, HeightFunction
from sandbox.runware.pictures.outlines import Point


def jagged_line(canvas: Canvas, level: float, roughness: float, detail: int = 5) -> HeightFunction:
    """A jagged line around ``level`` (midpoint displacement)."""
    points = [level + canvas.random.uniform(-1, 1) * roughness for _ in range(3)]
    for _ in range(detail):
        roughness *= 0.52
        middles = [(a + b) / 2 + canvas.random.uniform(-1, 1) * roughness for a, b in pairwise(points)]
        points = [point for pair in zip(points, middles, strict=False) for point in pair] + points[-1:]

    def height(x: float) -> float:
        place = min(max(x, 0.0), 1.0) * (len(points) - 1)
        index = min(int(place), len(points) - 2)
        return points[index] + (points[index + 1] - points[index]) * (place - index)

    return height


def wave_line(canvas: Canvas, level: float, size: float, waves: float) -> HeightFunction:
    """A smooth line around ``level`` (sum of two sines)."""
    phase, other = canvas.random.uniform(0, 2 * pi), canvas.random.uniform(0, 2 * pi)
    return lambda x: level + size * sin(waves * 2 * pi * x + phase) + size * 0.35 * sin(waves * 4.7 * x + other)


def scatter_points(canvas: Canvas, count: int, top: float, bottom: float) -> Iterator[Point]:
    """Points between two heights, denser towards the front, from the back to the front."""
    for depth in sorted(canvas.random.random() ** 0.7 for _ in range(count)):
        yield canvas.random.random(), top + (bottom - top) * depth
