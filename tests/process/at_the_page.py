"""People who sit at the sandbox's page, one after the other in one browser, with the real bot behind it."""

import json
from typing import Final

from sandbox.discord.state.world import World
from tests.sandbox.browser import Tab

CHANNELS: Final = "[...document.querySelectorAll('#channels button')]"
ARTICLES: Final = "[...document.querySelectorAll('#timeline article')]"


class Page:
    """What whoever sits there sees and does; all that is looked for is waited for."""

    def __init__(self, tab: Tab, world: World) -> None:
        self._tab = tab
        self._world = world

    async def open(self, address: str) -> None:
        """Go there, and wait until it knows the bot's commands."""
        await self._tab.open(address)
        await self._tab.until(
            "document.querySelector('#command') !== null && !document.querySelector('#composer').hidden"
        )

    async def sits(self, name: str, channel: str) -> None:
        """Let somebody else take over, in a channel; ``@Easel`` is what the bot writes to them alone."""
        user = next(one for one in self._world.users.values() if one.name == name)
        chosen = "document.querySelector('#people input:checked')?.value"
        if await self._tab.evaluate(chosen) != user.id:
            await self._tab.evaluate("void (window.before = document.querySelector('#people label'))")
            await self._tab.click(f"#people input[value='{user.id}']")
            await self._tab.until("document.querySelector('#people label') !== window.before")
        found = f"{CHANNELS}.find((one) => one.firstChild.data === {json.dumps(channel)})"
        await self._tab.until(f"{found} !== undefined")
        await self._tab.evaluate(f"{found}.click()")
        await self._tab.until(f"document.querySelector('#place').textContent.startsWith({json.dumps(channel)})")

    async def sends(self, command: str, first: str) -> None:
        """Choose a command, fill in what it asks for first, and send it."""
        await self._tab.click("#command")
        await self._tab.type(command)
        await self._tab.press("Enter", "\r")
        await self._tab.type(first)
        await self._tab.click(".send")

    async def sees(self, *words: str, pictures: int | None = None) -> None:
        """Wait for a message with all of these words, and so many pictures."""
        await self._until(f"{_message(words, pictures)} !== undefined")

    async def presses(self, action: str, *words: str) -> None:
        """Press the button of that action on the newest message with these words."""
        selector = f"[data-custom-id^='easel:{action}:']"
        found = f"{_message((*words,), holding=selector)}"
        await self._until(f"{found} !== undefined")
        identifier = await self._tab.evaluate(f"{found}.dataset.id")
        await self._tab.click(f"article[data-id='{identifier}'] {selector}")

    async def chooses(self, custom_id: str, value: str) -> None:
        """Choose something from a select that takes one."""
        found = f"document.querySelector('select[data-custom-id=\"{custom_id}\"]')"
        await self._tab.until(f"{found} !== null")
        await self._tab.evaluate(
            f"(() => {{ const list = {found}; list.value = {json.dumps(value)};"
            " list.dispatchEvent(new Event('change')); })()"
        )
        await self._tab.until(
            f"document.querySelector('[aria-busy=true]') === null && {found}.value === {json.dumps(value)}"
        )

    async def fills(self, words: str) -> None:
        """Take the first reason in the form that is open, say more, and send it."""
        await self._until("document.querySelector('dialog select[name=reason]') !== null")
        await self._tab.evaluate("void (document.querySelector('dialog select[name=reason]').selectedIndex = 1)")
        await self._tab.click("dialog [name=words]")
        await self._tab.type(words)
        await self._tab.click("dialog [type=submit]")
        await self._tab.until("document.querySelector('dialog') === null")

    async def _until(self, script: str) -> None:
        """Wait for it; who waits in vain is told what stood there instead."""
        try:
            await self._tab.until(script)
        except TimeoutError as error:
            error.add_note(str(await self._tab.evaluate("document.querySelector('main').innerText.slice(-4000)")))
            raise


def _message(words: tuple[str, ...], pictures: int | None = None, holding: str = "*") -> str:
    """The newest message that shows all that, as JavaScript."""
    fits = f"{json.dumps(words)}.every((word) => one.querySelector('.body').innerText.includes(word))"
    fits += f" && one.querySelector({json.dumps(holding)})"
    if pictures is not None:
        fits += f" && one.querySelectorAll('.picture img').length === {pictures}"
    return f"{ARTICLES}.findLast((one) => {fits})"
