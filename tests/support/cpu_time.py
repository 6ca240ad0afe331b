"""A limit of processor time."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def assert_cpu_seconds_below(limit_seconds: float) -> Iterator[None]:
    """Fail if the block takes more processor time. Garbage collection is off: it would count other tests' objects."""
    gc.disable()
    started_at = time.process_time()
    try:
        yield
        used_seconds = time.process_time() - started_at
    finally:
        gc.enable()
    assert used_seconds < limit_seconds
