"""People who sit at the sandbox's page, one after the other in one browser, with the real bot behind it."""

import json
from typing import Final

from sandbox.discord.state.world import World
from tests.support.browser import BrowserTab

CHANNEL_BUTTONS_JS: Final = "[...document.querySelectorAll('#channels button')]"
MESSAGES_JS: Final = "[...document.querySelectorAll('#timeline article')]"


class BrowserPage:
    """What whoever sits there sees and does; all that is looked for is waited for."""

    def __init__(self, tab: BrowserTab, world: World) -> None:
        self._tab = tab
        self._world = world

    async def open(self, address: str) -> None:
        """Go there, and wait until it knows the bot's commands."""
        await self._tab.open(address)
        await self._tab.wait_for(
            "document.querySelector('#command') !== null && !document.querySelector('#composer').hidden"
        )

    async def switch_to(self, name: str, channel: str) -> None:
        """Let somebody else take over, in a channel; ``@Easel`` is what the bot writes to them alone."""
        user = next(one for one in self._world.users.values() if one.name == name)
        chosen = "document.querySelector('#people input:checked')?.value"
        if await self._tab.evaluate(chosen) != user.id:
            await self._tab.evaluate("void (window.before = document.querySelector('#people label'))")
            await self._tab.click(f"#people input[value='{user.id}']")
            await self._tab.wait_for("document.querySelector('#people label') !== window.before")
        found = f"{CHANNEL_BUTTONS_JS}.find((one) => one.firstChild.data === {json.dumps(channel)})"
        await self._tab.wait_for(f"{found} !== undefined")
        await self._tab.evaluate(f"{found}.click()")
        await self._tab.wait_for(f"document.querySelector('#place').textContent.startsWith({json.dumps(channel)})")

    async def send_command(self, command: str, first: str) -> None:
        """Choose a command, fill in what it asks for first, and send it."""
        await self._tab.click("#command")
        await self._tab.type(command)
        await self._tab.press("Enter", "\r")
        await self._tab.type(first)
        await self._tab.click(".send")

    async def wait_for_message(self, *words: str, pictures: int | None = None) -> None:
        """Wait for a message with all of these words, and so many pictures."""
        await self._wait_for(f"{_newest_message_js(words, pictures)} !== undefined")

    async def press_button(self, action: str, *words: str) -> None:
        """Press the button of that action on the newest message with these words."""
        selector = f"[data-custom-id^='easel:{action}:']"
        found = f"{_newest_message_js((*words,), holding=selector)}"
        await self._wait_for(f"{found} !== undefined")
        identifier = await self._tab.evaluate(f"{found}.dataset.id")
        await self._tab.click(f"article[data-id='{identifier}'] {selector}")

    async def choose_option(self, custom_id: str, value: str) -> None:
        """Choose something from a select that takes one."""
        found = f"document.querySelector('select[data-custom-id=\"{custom_id}\"]')"
        await self._tab.wait_for(f"{found} !== null")
        await self._tab.evaluate(
            f"(() => {{ const list = {found}; list.value = {json.dumps(value)};"
            " list.dispatchEvent(new Event('change')); })()"
        )
        await self._tab.wait_for(
            f"document.querySelector('[aria-busy=true]') === null && {found}.value === {json.dumps(value)}"
        )

    async def submit_reason_form(self, words: str) -> None:
        """Take the first reason in the form that is open, say more, and send it."""
        await self._wait_for("document.querySelector('dialog select[name=reason]') !== null")
        await self._tab.evaluate("void (document.querySelector('dialog select[name=reason]').selectedIndex = 1)")
        await self._tab.click("dialog [name=words]")
        await self._tab.type(words)
        await self._tab.click("dialog [type=submit]")
        await self._tab.wait_for("document.querySelector('dialog') === null")

    async def _wait_for(self, script: str) -> None:
        """Wait for it; who waits in vain is told what stood there instead."""
        try:
            await self._tab.wait_for(script)
        except TimeoutError as error:
            error.add_note(str(await self._tab.evaluate("document.querySelector('main').innerText.slice(-4000)")))
            raise


def _newest_message_js(words: tuple[str, ...], pictures: int | None = None, holding: str = "*") -> str:
    """The newest message that shows all that, as JavaScript."""
    fits = f"{json.dumps(words)}.every((word) => one.querySelector('.body').innerText.includes(word))"
    fits += f" && one.querySelector({json.dumps(holding)})"
    if pictures is not None:
        fits += f" && one.querySelectorAll('.picture img').length === {pictures}"
    return f"{MESSAGES_JS}.findLast((one) => {fits})"
