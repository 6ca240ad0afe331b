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
    """Call ``send`` until it succeeds, and return its result.

    ``attempts`` limits the calls; ``None`` means no limit. The first call is retried only after one of ``errors``. With
    a ``backoff_hook``, the hook decides whether that error is retried, and decides about every error of later calls;
    without one, only ``errors`` are retried. All times are in seconds. No retry starts later than ``timeout`` after the
    first call.

    The other arguments are those of ``stamina.retry_context``, which is slow to create and is therefore used only after
    the first call has failed.
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
