"""A headless Chromium, driven through the DevTools protocol on its remote debugging port."""

import asyncio
import contextlib
import json
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import pytest

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
    "--window-size=1280,900",
)
TIMEOUT_SECONDS = 40.0
MIDDLE_AT_REST_JS = """(async () => {
  for (let last = null; ;) {
    await new Promise(requestAnimationFrame);
    const {left, top, width, height} = %s.getBoundingClientRect();
    const middle = [left + width / 2, top + height / 2];
    if (String(middle) === String(last)) return middle;
    last = middle;
  }
})()"""
"""The middle of an element that two frames show at the same place; what arrives on a page scrolls it."""

Value = TypeVar("Value")


class BrowserTab:
    """One tab. Every command waits for the browser's reply; every wait times out after ``TIMEOUT_SECONDS``."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._last_command_id = 0

    async def send_command(self, method: str, **parameters: Any) -> Any:
        """Send one command of the DevTools protocol and return its result."""
        self._last_command_id += 1
        await self._socket.send_json({"id": self._last_command_id, "method": method, "params": parameters})
        while True:  # events and answers share the socket
            answer = await self._socket.receive_json(timeout=TIMEOUT_SECONDS)
            if answer.get("id") == self._last_command_id:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    async def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression, awaited if it is a promise."""
        answer = await self.send_command("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    async def wait_for(self, script: str) -> Any:
        """Poll a JavaScript expression until its value is truthy, and return that value."""
        return await _poll_until_truthy(lambda: self.evaluate(script))

    async def open(self, address: str) -> None:
        """Navigate to an address and wait until its document is complete."""
        await self.send_command("Page.navigate", url=address)
        await self.wait_for(f"location.href.startsWith({json.dumps(address)}) && document.readyState === 'complete'")

    async def click(self, selector: str) -> None:
        """Click with the mouse in the middle of the first element that matches, once it stands still."""
        found = f"document.querySelector({json.dumps(selector)})"
        await self.wait_for(f"{found} !== null")
        await self.evaluate(f"{found}.scrollIntoView({{block: 'nearest'}})")
        x, y = await self.evaluate(MIDDLE_AT_REST_JS % found)
        for kind in ("mousePressed", "mouseReleased"):
            await self.send_command("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def type(self, text: str) -> None:
        """Insert text at the focus at once, as pasting does."""
        await self.send_command("Input.insertText", text=text)

    async def choose_files(self, selector: str, *files: Path) -> None:
        """Set the files of a file input."""
        await self.wait_for(f"document.querySelector({json.dumps(selector)}) !== null")
        root = (await self.send_command("DOM.getDocument"))["root"]["nodeId"]
        node = (await self.send_command("DOM.querySelector", nodeId=root, selector=selector))["nodeId"]
        await self.send_command("DOM.setFileInputFiles", nodeId=node, files=[str(file) for file in files])

    async def press(self, key: str, text: str = "") -> None:
        """Press and release one key; ``text`` is what it types, a carriage return for Enter."""
        code = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowRight": 39}.get(key, 0)
        for kind in ("keyDown", "keyUp"):
            await self.send_command("Input.dispatchKeyEvent", type=kind, key=key, text=text, windowsVirtualKeyCode=code)

    async def press_enter(self) -> None:
        """Press and release Enter."""
        await self.press("Enter", "\r")

    async def type_keys(self, text: str) -> None:
        """Type a text key by key."""
        for key in text:
            await self.press(key, key)

    async def select(self, selector: str, value: str) -> None:
        """Focus the first ``<select>`` that matches, choose the option with this value, and fire ``change``."""
        await self.wait_for(f"document.querySelector({json.dumps(selector)}) !== null")
        await self.evaluate(
            f"(() => {{ const list = document.querySelector({json.dumps(selector)}); list.focus();"
            f" list.value = {json.dumps(value)}; list.dispatchEvent(new Event('change')); }})()"
        )


@contextlib.asynccontextmanager
async def open_browser() -> AsyncIterator[BrowserTab]:
    """Start Chromium with an empty profile and yield its first tab; skips the test where Chromium is missing."""
    program = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if program is None:
        pytest.skip("no Chromium on PATH, which the tests of the sandbox's page need")
    profile = Path(tempfile.mkdtemp(prefix="easel-browser-"))
    process = await asyncio.create_subprocess_exec(
        program,
        *CHROMIUM_FLAGS,
        f"--user-data-dir={profile}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with aiohttp.ClientSession() as session:
            address = await _first_tab_url(session, profile / "DevToolsActivePort")
            async with session.ws_connect(address, max_msg_size=0) as socket:
                yield BrowserTab(socket)
    finally:
        process.terminate()
        await process.wait()
        shutil.rmtree(profile, ignore_errors=True)


async def _first_tab_url(session: aiohttp.ClientSession, port_file: Path) -> str:
    port = await _poll_until_truthy(lambda: asyncio.to_thread(_read_port, port_file))

    async def socket_of_tab() -> str | None:
        async with session.get(f"http://127.0.0.1:{port}/json/list") as response:
            return next((tab["webSocketDebuggerUrl"] for tab in await response.json() if tab["type"] == "page"), None)

    return await _poll_until_truthy(socket_of_tab)


def _read_port(port_file: Path) -> str | None:
    """The port that the browser chose; ``None`` until the file with it is complete."""
    first, ended, _ = port_file.read_text().partition("\n") if port_file.exists() else ("", "", "")
    return first if ended else None


async def _poll_until_truthy(ask: Callable[[], Awaitable[Value | None]]) -> Value:
    async with asyncio.timeout(TIMEOUT_SECONDS):
        while not (value := await ask()):  # noqa: ASYNC110 - another process has no event to wait for
            await asyncio.sleep(0.02)
    return value
