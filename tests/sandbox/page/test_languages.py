"""The page changes the language of the server."""

import pytest

from tests.support.browser import BrowserTab
from tests.support.page_stage import PageStage

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the browser’s loop
CHOOSE_FRENCH = """(() => {
  const select = document.querySelector("#house select[name=language]");
  select.value = 2;
  select.dispatchEvent(new Event("change", { bubbles: true }));
})()"""


async def test_the_page_changes_the_language_of_the_server(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.click("#house summary")
    await tab.evaluate(CHOOSE_FRENCH)
    assert await stage.next_post() == ("discord", {"guild": "1", "preferred_locale": "fr"})
