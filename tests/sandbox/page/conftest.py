"""Fixtures of the page tests: one browser for each module, and a scripted guild for each test."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.support.browser import BrowserTab, open_browser
from tests.support.page_stage import PageStage, open_page_stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tab() -> AsyncIterator[BrowserTab]:
    """A tab of a headless Chromium; the tests of a module share it."""
    async with open_browser() as tab:
        yield tab


@pytest_asyncio.fixture(loop_scope="module")
async def stage() -> AsyncIterator[PageStage]:
    """The scripted guild behind the page."""
    async with open_page_stage() as stage:
        yield stage
