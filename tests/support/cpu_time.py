"""How much processor time a piece of work may take."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def assert_cpu_seconds_below(limit_seconds: float) -> Iterator[None]:
    """Fail where the block takes more processor time; collecting the garbage of all other tests is not counted."""
    gc.disable()
    began = time.process_time()
    try:
        yield
        took = time.process_time() - began
    finally:
        gc.enable()
    assert took < limit_seconds
