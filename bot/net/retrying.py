"""Retries a call with exponential back-off."""

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TypeVar

import stamina

T = TypeVar("T")


async def call_with_retries(
    send: Callable[[], Awaitable[T]],
    errors: type[Exception] | tuple[type[Exception], ...],
    *,
    backoff_hook: Callable[[Exception], bool | float] | None = None,
    attempts: int | None,
    timeout: float | None = None,  # noqa: ASYNC109 - bounds all tries together
    wait_initial: float,
    wait_max: float,
    wait_jitter: float = 1.0,
) -> T:
    """Call ``send`` until it succeeds, at most ``attempts`` times, and return its result; retry these errors only.

    ``backoff_hook`` decides whether an error is retried, and may return the seconds to wait. There is no retry once
    ``timeout`` seconds have passed. The arguments are those of ``stamina.retry_context``, which costs time and is
    therefore entered only when the first try has failed.
    """
    began, failed = monotonic(), None
    try:
        return await send()
    except errors as error:
        failed = error
    left = None if timeout is None else max(0.0, timeout - (monotonic() - began))
    async for attempt in stamina.retry_context(
        on=backoff_hook or errors,
        attempts=attempts,
        timeout=left,
        wait_initial=wait_initial,
        wait_max=wait_max,
        wait_jitter=wait_jitter,
    ):
        with attempt:
            if failed is not None:
                first, failed = failed, None
                raise first
            return await send()
    raise AssertionError("unreachable: the last attempt returns or raises")
