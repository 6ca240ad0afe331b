"""The sandbox's page in a browser, used by one person of the guild after another."""

import json
from typing import Final

from sandbox.discord.state.world import World
from tests.support.browser import BrowserTab

CHANNEL_BUTTONS_JS: Final = "[...document.querySelectorAll('#channels button')]"
MESSAGES_JS: Final = "[...document.querySelectorAll('#timeline article')]"


class BrowserPage:
    """The page for the person selected in it; every method waits until the page shows the elements that it needs."""

    def __init__(self, tab: BrowserTab, world: World) -> None:
        self._tab = tab
        self._world = world

    async def open(self, address: str) -> None:
        """Open the page and wait until it knows the bot's commands."""
        await self._tab.open(address)
        await self._tab.wait_for(
            "document.querySelector('#command') !== null && !document.querySelector('#composer').hidden"
        )

    async def switch_to(self, name: str, channel: str) -> None:
        """Switch to another person and channel; the channel ``@Easel`` is the direct messages of the bot."""
        await self.switch_user(name)
        await self.enter_channel(channel)

    async def switch_user(self, name: str) -> None:
        """Use the page as another person."""
        user = next(one for one in self._world.users.values() if one.name == name)
        if await self._tab.wait_for("document.querySelector('#people input:checked')?.value") != user.id:
            await self._tab.evaluate("void (window.before = document.querySelector('#people label'))")
            await self._tab.click(f"#people input[value='{user.id}']")
            redrawn = "document.querySelector('#people label') !== window.before"
            chosen = f"document.querySelector('#people input:checked')?.value === '{user.id}'"
            await self._tab.wait_for(f"{redrawn} && {chosen}")  # the list may also be drawn again for the last person

    async def enter_channel(self, channel: str) -> None:
        """Open a channel by the name in the sidebar, such as ``#studio``."""
        found = f"{CHANNEL_BUTTONS_JS}.find((one) => one.firstChild.data === {json.dumps(channel)})"
        await self._tab.wait_for(f"{found} !== undefined")
        await self._tab.evaluate(f"{found}.click()")
        await self._tab.wait_for(f"document.querySelector('#place').textContent.startsWith({json.dumps(channel)})")

    async def enter_server(self, name: str, person: str, channel: str) -> None:
        """Open a server by its name in the list at the left, as one of its people, in one of its channels."""
        found = f"[...document.querySelectorAll('#guilds button')].find((one) => one.title === {json.dumps(name)})"
        await self._tab.wait_for(f"{found} !== undefined")
        await self._tab.evaluate(f"{found}.click()")
        await self._tab.wait_for(f"document.querySelector('#guilds [aria-current=page]')?.title === {json.dumps(name)}")
        await self.switch_to(person, channel)

    async def press_in_panel(self, panel: str, label: str) -> None:
        """Open a panel at the left, press its button with this label, and wait until the panel says what happened."""
        await self._tab.wait_for(f"(document.querySelector('#{panel}').open = true)")
        found = f"[...document.querySelectorAll('#{panel} button')]"
        button = f"{found}.find((one) => (one.ariaLabel ?? one.textContent) === {json.dumps(label)})"
        await self._wait_for(f"{button} !== undefined")
        await self._tab.evaluate(f"document.querySelector('#{panel}-said').textContent = ''")
        await self._tab.evaluate(f"{button}.click()")
        await self._wait_for(f"document.querySelector('#{panel}-said').textContent !== ''")

    async def ask(self, line: str, *words: str, pictures: int | None = None) -> str:
        """Type a command with its options in one line, wait for a new message with these words, and return its text."""
        newest = await self._tab.evaluate(f"{MESSAGES_JS}.at(-1)?.dataset.id ?? '0'")
        await self._tab.click("#command")
        await self._tab.type(line)
        await self._tab.press_enter()
        answer = _newest_message_js(words, pictures, after=newest)
        await self._wait_for(f"{answer} !== undefined")
        return str(await self._tab.evaluate(f"{answer}.querySelector('.body').innerText"))

    async def wait_for_composer(self) -> None:
        """Wait until the page offers commands, which it does while the bot is in the server."""
        await self._wait_for("!document.querySelector('#composer').hidden")

    async def buy_offered(self, name: str) -> None:
        """Press the newest premium button with this name, and wait until the panel of purchases shows it."""
        await self._tab.wait_for("(document.querySelector('#shop').open = true)")
        buttons = "[...document.querySelectorAll('#timeline [data-sku-id]')]"
        await self._tab.evaluate(f"{buttons}.findLast((one) => one.innerText.includes({json.dumps(name)})).click()")
        await self._wait_for(f"document.querySelector('#shop-form').innerText.includes({json.dumps(f'have {name}')})")

    async def send_command(self, command: str, first: str) -> None:
        """Choose a command from the list, fill in its first option, and send it."""
        await self._tab.click("#command")
        await self._tab.type(f"/{command}")
        await self._tab.press_enter()
        await self._tab.type(first)
        await self._tab.click(".send")

    async def wait_for_message(self, *words: str, pictures: int | None = None) -> None:
        """Wait for a message that contains all of these words and, if given, this number of pictures."""
        await self._wait_for(f"{_newest_message_js(words, pictures)} !== undefined")

    async def press_button(self, action: str, *words: str) -> None:
        """Press the button of an action on the newest message that contains these words."""
        selector = f"[data-custom-id^='easel:{action}:']"
        found = f"{_newest_message_js((*words,), holding=selector)}"
        await self._wait_for(f"{found} !== undefined")
        identifier = await self._tab.evaluate(f"{found}.dataset.id")
        await self._tab.click(f"article[data-id='{identifier}'] {selector}")

    async def choose_option(self, custom_id: str, value: str) -> None:
        """Choose one option of a message's select and wait until the bot has answered."""
        selector = f'select[data-custom-id="{custom_id}"]'
        await self._tab.select(selector, value)
        chosen = f"document.querySelector({json.dumps(selector)}).value === {json.dumps(value)}"
        await self._tab.wait_for(f"document.querySelector('[aria-busy=true]') === null && {chosen}")

    async def submit_reason_form(self, words: str) -> None:
        """Choose the first reason in the open form, add words, and submit it."""
        await self._wait_for("document.querySelector('dialog select[name=reason]') !== null")
        await self._tab.evaluate("void (document.querySelector('dialog select[name=reason]').selectedIndex = 1)")
        await self._tab.click("dialog [name=words]")
        await self._tab.type(words)
        await self._tab.click("dialog [type=submit]")
        await self._tab.wait_for("document.querySelector('dialog') === null")

    async def _wait_for(self, script: str) -> None:
        """Wait for a JavaScript condition; a timeout error carries the text of the page as a note."""
        try:
            await self._tab.wait_for(script)
        except TimeoutError as error:
            error.add_note(str(await self._tab.evaluate("document.querySelector('main').innerText.slice(-4000)")))
            raise


def _newest_message_js(
    words: tuple[str, ...], pictures: int | None = None, holding: str = "*", *, after: str = "0"
) -> str:
    """JavaScript for the newest message with these words, this number of pictures and a matching element.

    Messages up to the id ``after`` do not count.
    """
    fits = f"BigInt(one.dataset.id) > {after}n && "
    fits += f"{json.dumps(words)}.every((word) => one.querySelector('.body').innerText.includes(word))"
    fits += f" && one.querySelector({json.dumps(holding)})"
    if pictures is not None:
        fits += f" && one.querySelectorAll('.picture img').length === {pictures}"
    return f"{MESSAGES_JS}.findLast((one) => {fits})"
