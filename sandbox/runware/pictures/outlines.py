"""Outlines of shapes as lists of points."""

from collections.abc import Sequence
from math import cos, pi, radians, sin
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Outline: TypeAlias = list[Point]
_POINTS_PER_CURVE = 7
_POINTS_PER_OVAL = 44


def oval(centre: Point, radii: Point, degrees: float = 0.0) -> Outline:
    """An ellipse, turned counter-clockwise."""
    (x, y), (rx, ry), turn = centre, radii, radians(degrees)
    steps = [2 * pi * step / _POINTS_PER_OVAL for step in range(_POINTS_PER_OVAL)]
    return [
        (
            x + rx * cos(step) * cos(turn) - ry * sin(step) * sin(turn),
            y + rx * cos(step) * sin(turn) + ry * sin(step) * cos(turn),
        )
        for step in steps
    ]


def rectangle(corner: Point, size: Point, radius: float = 0.0) -> Outline:
    """A rectangle from its lower left corner, with rounded corners."""
    (x, y), (width, height) = corner, size
    if not radius:
        return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    radius = min(radius, width / 2, height / 2)
    corners = [
        (x + width - radius, y + height - radius, 0),
        (x + radius, y + height - radius, 1),
        (x + radius, y + radius, 2),
        (x + width - radius, y + radius, 3),
    ]
    return [
        (cx + radius * cos(pi / 2 * (quarter + step / 6)), cy + radius * sin(pi / 2 * (quarter + step / 6)))
        for cx, cy, quarter in corners
        for step in range(7)
    ]


def arch(corner: Point, size: Point) -> Outline:
    """A rectangle with a half circle on top, as of a door."""
    (x, y), (width, height) = corner, size
    radius = width / 2
    curve = [
        (x + radius + radius * cos(pi * step / 14), y + height - radius + radius * sin(pi * step / 14))
        for step in range(15)
    ]
    return [(x + width, y), *curve, (x, y)]


def star(centre: Point, radius: float, inner: float, tips: int) -> Outline:
    """A star that stands on two tips."""
    x, y = centre
    return [
        (
            x + (inner if step % 2 else radius) * sin(pi * step / tips),
            y + (inner if step % 2 else radius) * cos(pi * step / tips),
        )
        for step in range(2 * tips)
    ]


def smooth(points: Sequence[Point], *, closed: bool = True) -> Outline:
    """A curve through all points (Catmull-Rom spline)."""
    count = len(points)
    curve: Outline = []
    for index in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(index + shift) % count] for shift in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(max(index + shift, 0), count - 1)] for shift in (-1, 0, 1, 2))
        curve.extend(_between(a, b, c, d))
    return curve if closed else [*curve, points[-1]]


def _between(a: Point, b: Point, c: Point, d: Point) -> Outline:
    found: Outline = []
    for step in range(_POINTS_PER_CURVE):
        t = step / _POINTS_PER_CURVE
        weights = (-t + 2 * t * t - t**3, 2 - 5 * t * t + 3 * t**3, t + 4 * t * t - 3 * t**3, t**3 - t * t)
        corners = (a, b, c, d)
        found.append(
            (
                sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)) / 2,
                sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)) / 2,
            )
        )
    return found
