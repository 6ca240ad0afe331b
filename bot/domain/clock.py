"""The type of every clock that is passed to a constructor."""

from collections.abc import Callable

Clock = Callable[[], float]
"""Seconds: since the epoch by the wall clock, or since some moment by a monotonic one. Its user says which it takes."""
