"""``python -m sandbox [--port 8080] [--demo]``."""

import argparse
import asyncio
import errno
import signal
import sys
from collections.abc import Sequence

from sandbox.app import serve
from sandbox.demo import run_demo


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until SIGINT, SIGTERM or SIGHUP; exit code 1 if the port cannot be used or the bot of the demo ended."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="Stand-ins for Discord and Runware.")
    parser.add_argument("--port", type=int, default=8080, help="the page’s port (default: 8080)")
    parser.add_argument("--demo", action="store_true", help="start the bot too")
    chosen = parser.parse_args(arguments)
    try:
        return asyncio.run(_run(chosen.port, with_bot=chosen.demo))
    except (OSError, OverflowError) as error:
        print(_error_sentence(error, chosen.port), file=sys.stderr)
        return 1


async def _run(port: int, *, with_bot: bool) -> int:
    stop = asyncio.Event()
    for interrupt in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(interrupt, stop.set)
    if with_bot:
        return await run_demo(port, stop)
    async with serve(port) as sandbox:
        print(f"The sandbox is at {sandbox.url}. This points a bot at it:\n")
        for name, value in sandbox.bot_environment().items():
            print(f"export {name}='{value}'")
        print(flush=True)
        await stop.wait()
    return 0


def _error_sentence(error: OSError | OverflowError, port: int) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken; another one is chosen with --port N (make demo PORT=N)."
    return f"The sandbox cannot be served on port {port}: {error}"


if __name__ == "__main__":
    sys.exit(main())
