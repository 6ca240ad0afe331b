"""A dictionary that drops its oldest entries."""

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class BoundedDict(OrderedDict[K, V], Generic[K, V]):
    """An ordered dictionary of at most ``limit`` entries."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def __setitem__(self, key: K, value: V) -> None:
        """Set an entry; drops the oldest one beyond the limit."""
        super().__setitem__(key, value)
        if len(self) > self._limit:
            self.popitem(last=False)
