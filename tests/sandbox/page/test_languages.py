"""The page changes the language of the person one is, and that of the server."""

import pytest

from tests.support.browser import BrowserTab
from tests.support.page_stage import ADA_ID, PageStage

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the browser’s loop
CHOOSE = """((name, index) => {
  const select = document.querySelector(`#house select[name="${name}"]`);
  select.value = index;
  select.dispatchEvent(new Event("change", { bubbles: true }));
})"""
GERMAN, FRENCH = 1, 2


async def test_the_page_changes_the_languages_of_a_person_and_of_the_server(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.click("#house summary")
    await tab.evaluate(f"{CHOOSE}('Your language', {GERMAN})")
    assert await stage.next_post() == ("discord", {"guild": "1", "language": {"user": ADA_ID, "locale": "de"}})
    await tab.evaluate(f"{CHOOSE}('The server’s language', {FRENCH})")
    assert await stage.next_post() == ("discord", {"guild": "1", "preferred_locale": "fr"})
