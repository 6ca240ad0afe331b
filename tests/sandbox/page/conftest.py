"""A tab of a browser for the tests of each file."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.support.browser import BrowserTab, find_chromium, open_browser


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tab() -> AsyncIterator[BrowserTab]:
    if (program := find_chromium()) is None:
        pytest.skip("no Chromium on PATH, so nobody can look at the page")
    async with open_browser(program) as tab:
        yield tab
