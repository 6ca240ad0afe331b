"""Retries a call with exponential back-off."""

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TypeAlias, TypeVar

import stamina

T = TypeVar("T")
BackoffHook: TypeAlias = Callable[[Exception], bool | float]
"""Returns whether an error is retried, or the seconds to wait before the retry."""


async def call_with_retries(
    send: Callable[[], Awaitable[T]],
    errors: type[Exception] | tuple[type[Exception], ...],
    *,
    backoff_hook: BackoffHook | None = None,
    attempts: int | None,
    timeout: float | None = None,  # noqa: ASYNC109 - limits all attempts together
    wait_initial: float,
    wait_max: float,
    wait_jitter: float = 1.0,
) -> T:
    """Call ``send`` until it succeeds, at most ``attempts`` times, and return its result; retry these errors only.

    No retry starts later than ``timeout`` seconds after the first attempt. The arguments are those of
    ``stamina.retry_context``, which costs time and is therefore entered only if the first attempt fails.
    """
    started_at, first_error = monotonic(), None
    try:
        return await send()
    except errors as error:
        first_error = error
    remaining = None if timeout is None else max(0.0, timeout - (monotonic() - started_at))
    async for attempt in stamina.retry_context(
        on=backoff_hook or errors,
        attempts=attempts,
        timeout=remaining,
        wait_initial=wait_initial,
        wait_max=wait_max,
        wait_jitter=wait_jitter,
    ):
        with attempt:
            if first_error is not None:
                first, first_error = first_error, None
                raise first
            return await send()
    raise AssertionError("unreachable: the last attempt returns or raises")
