"""The page on a phone, in a browser: the line stays in view, and everything else is in a drawer."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.support.browser import BrowserTab
from tests.support.page_stage import BEN_ID, PageStage, bot_message, text_display

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

PHONES = [(390, 844), (360, 640), (390, 430), (360, 300)]
"""Two phones upright, and what their keyboards leave."""
OUTSIDE = """
[...document.querySelectorAll('#composer, #composer .send, #command, .place, #offers')].filter((one) => {
  const {top, left, right, bottom, width} = one.getBoundingClientRect();
  return one.checkVisibility() && (top < 0 || left < 0 || right > innerWidth || bottom > innerHeight || width < 20);
}).map((one) => one.id || one.className)
"""
SCROLLS = "[document.documentElement, document.body].filter((one) => one.scrollWidth > innerWidth).length"


async def resize(tab: BrowserTab, width: int, height: int) -> None:
    await tab.send_command(
        "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=True
    )
    await tab.wait_for(f"innerWidth === {width} && innerHeight === {height}")


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def phone(tab: BrowserTab, stage: PageStage) -> AsyncIterator[None]:
    """The page with many messages on a phone of 390 by 844 points."""
    await stage.open_in(tab, *[bot_message(str(number), text_display(f"line {number}")) for number in range(30)])
    await resize(tab, 390, 844)
    await tab.wait_for("document.querySelectorAll('article').length === 30")
    yield
    await tab.send_command("Emulation.clearDeviceMetricsOverride")


async def test_the_line_stays_in_view_whatever_stands_in_it(tab: BrowserTab) -> None:
    await tab.evaluate("document.querySelectorAll('main details:not(.menu)').forEach((one) => (one.open = true))")
    await tab.click("#command")
    for words in ("/", "imagine a lighthouse at dusk, " + "with gulls above the sea, " * 12):
        await tab.type(words)
        for size in PHONES:
            await resize(tab, *size)
            await tab.wait_for(f"[...{OUTSIDE}, {SCROLLS}].join() === '0'")


async def test_the_drawer_opens_closes_and_returns_the_focus(tab: BrowserTab) -> None:
    shown = "document.querySelector('.side').checkVisibility({visibilityProperty: true})"
    hidden = f"document.querySelector('#drawer').inert && !{shown}"
    assert await tab.wait_for(hidden)
    await tab.click("#menu")
    await tab.wait_for(f"!({hidden})")
    assert await tab.evaluate("document.activeElement.closest('#channels') !== null")
    await tab.press("Escape")
    await tab.wait_for(hidden)
    assert await tab.evaluate("document.activeElement.id") == "menu"
    await tab.click("#you")
    assert await tab.evaluate("document.activeElement.closest('#people') !== null")
    await tab.click(f"#people input[value='{BEN_ID}']")
    await tab.wait_for(f"document.querySelector('#you').textContent.includes('Ben') && {hidden}")


async def test_fingers_can_press_what_is_in_reach(tab: BrowserTab) -> None:
    small = """
    [...document.querySelectorAll('.place button, #composer :is(button, input:not([type=file]), .choose)')]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 40).map((one) => one.outerHTML)
    """
    assert await tab.evaluate(small) == []
