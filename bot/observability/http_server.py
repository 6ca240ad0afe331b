"""The HTTP server, with limits on connections, and the addresses that it listens on."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final, NamedTuple, TypeAlias

from aiohttp import http_exceptions, web

MAX_BODY_BYTES: Final = 64 * 1024
"""Largest body of a request."""
MAX_CONNECTIONS: Final = 100
"""Open connections of one listening socket: far below the usual limit of 1024 file descriptors."""
MAX_CONNECTION_SECONDS: Final = 10.0
"""Deadline of a connection, from its acceptance to the end of its response."""
ACCEPT_BACKLOG_CONNECTIONS: Final = 256
"""Connections that the kernel queues until they are accepted."""

Routes: TypeAlias = Sequence[web.AbstractRouteDef]

_log: Final = logging.getLogger(__name__)


def _is_own_error(record: logging.LogRecord) -> bool:
    """Whether a line of aiohttp's server is about an error of Easel, and not about bytes that are no request.

    Whoever reaches the port could otherwise fill the log with tracebacks.
    """
    return not (record.exc_info and isinstance(record.exc_info[1], http_exceptions.HttpProcessingError))


logging.getLogger("aiohttp.server").addFilter(_is_own_error)


class BoundPorts(NamedTuple):
    """The bound ports; ``None`` for an address that serves nothing."""

    listen: int | None
    metrics_listen: int | None


@asynccontextmanager
async def serve(
    listen: str, metrics_listen: str | None = None, *, operator_routes: Routes, webhook_routes: Routes = ()
) -> AsyncIterator[BoundPorts]:
    """Serve on ``host:port`` in this context, and yield the ports.

    With ``metrics_listen``, the operator's routes are served there and only webhooks at ``listen``; without it, both
    are served at ``listen``. An empty address serves nothing. If a port cannot be bound, an error is logged and the bot
    runs without it.
    """
    main_routes = webhook_routes if metrics_listen else (*operator_routes, *webhook_routes)
    async with AsyncExitStack() as stack:

        async def bind(key: str, address: str | None, routes: Routes) -> int | None:
            return await stack.enter_async_context(_serve_routes(key, address, routes)) if address and routes else None

        yield BoundPorts(
            await bind("http.listen", listen, main_routes),
            await bind("http.metrics_listen", metrics_listen, operator_routes),
        )


@asynccontextmanager
async def _serve_routes(key: str, listen: str, routes: Routes) -> AsyncIterator[int | None]:
    app = web.Application(client_max_size=MAX_BODY_BYTES)
    app.add_routes(routes)
    app.on_response_prepare.append(_close_connection)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0, lingering_time=1.0)
    await runner.setup()
    assert runner.server is not None
    server = await _bind(key, listen, runner.server)
    try:
        yield None if server is None else server.sockets[0].getsockname()[1]
    finally:
        if server is not None:
            server.close()
        await runner.cleanup()


async def _bind(key: str, listen: str, handlers: web.Server) -> asyncio.Server | None:
    """Listen at the address; ``None`` if that fails, which is logged with the setting's ``key``."""
    host, _, port = listen.rpartition(":")
    connections = ConnectionLimiter(handlers, max_connections=MAX_CONNECTIONS, max_seconds=MAX_CONNECTION_SECONDS)
    try:
        return await asyncio.get_running_loop().create_server(
            connections, host.strip("[]"), int(port), backlog=ACCEPT_BACKLOG_CONNECTIONS
        )
    except OSError as error:
        _log.error(
            "%s: %s cannot be used (%s); the bot goes on without what is served there",
            *(key, listen, error.strerror or error),
            extra={"event": "http_listen_failed"},
        )
        return None


async def _close_connection(_request: web.Request, response: web.StreamResponse) -> None:
    """Close the connection after each response, so that its deadline applies to one request and none stays idle."""
    response.force_close()
    response.headers["Connection"] = "close"  # aiohttp writes its own header before this signal


class ConnectionLimiter:
    """A protocol factory that limits connections: at most ``max_connections``, each for at most ``max_seconds``.

    aiohttp's server has no timeout for an incomplete header. When the limit is exceeded, the oldest connection is
    aborted, so that a short health check succeeds even if a client holds many connections open.
    """

    def __init__(self, handlers: Callable[[], asyncio.Protocol], *, max_connections: int, max_seconds: float) -> None:
        self._handlers = handlers
        self._max_connections = max_connections
        self._max_seconds = max_seconds
        self._open: dict[asyncio.Protocol, Callable[[], None]] = {}

    def __call__(self) -> asyncio.Protocol:
        """Build the protocol of a new connection."""
        return _LimitedConnection(self, self._handlers())

    def register(self, connection: asyncio.Protocol, drop: Callable[[], None]) -> asyncio.TimerHandle:
        """Register a connection, abort the oldest one if there are too many, and start the deadline."""
        self._open[connection] = drop
        if len(self._open) > self._max_connections:
            oldest = next(iter(self._open))
            self._open.pop(oldest)()
        return asyncio.get_running_loop().call_later(self._max_seconds, drop)

    def unregister(self, connection: asyncio.Protocol) -> None:
        """Remove a closed connection."""
        self._open.pop(connection, None)


class _LimitedConnection(asyncio.Protocol):
    """Passes all events on to aiohttp's protocol."""

    def __init__(self, connections: ConnectionLimiter, handler: asyncio.Protocol) -> None:
        self._connections = connections
        self._deadline: asyncio.TimerHandle | None = None
        self._handler = handler

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._deadline = self._connections.register(self, transport.abort)
        self._handler.connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._connections.unregister(self)
        self._handler.connection_lost(error)

    def data_received(self, data: bytes) -> None:
        self._handler.data_received(data)

    def eof_received(self) -> bool | None:
        return self._handler.eof_received()

    def pause_writing(self) -> None:
        self._handler.pause_writing()

    def resume_writing(self) -> None:
        self._handler.resume_writing()
