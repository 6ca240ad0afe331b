"""The bill beside the messages in a browser: what pictures cost, the budget, what is being drawn, and the ledger."""

from typing import Any

import pytest

from tests.support.browser import BrowserTab
from tests.support.page_stage import ADA_ID, PageStage

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

BILL = "document.querySelector('#bill').innerText"
ROW = {"id": 1, "kind": "reserve", "member": ADA_ID, "pictures": 4, "dollars": 0.08, "at": 1.8e9, "prompt": "a fox"}


def bill(spent: float = 0.0, budget: float | None = 5.0, **provider: Any) -> dict[str, Any]:
    side = {"tasks": 0, "pictures": 0, "spent": spent, "balance": 100 - spent, "in_flight": [], **provider}
    return {"provider": side, "books": {"ledger": [ROW], "spent": spent, "budget": budget}}


async def test_bill_shows_cost_budget_running_tasks_and_ledger(tab: BrowserTab, stage: PageStage) -> None:
    running = {"prompt": "an owl", "pictures": 4, "done": 1, "age": 7.2}
    stage.bill = bill(0.08, tasks=2, pictures=4, in_flight=[running])
    await stage.open_in(tab)
    await tab.wait_for(f"{BILL}.includes('$0.08')")
    await tab.evaluate("void (document.querySelector('.ledger').open = true)")
    shown = await tab.evaluate(BILL)
    parts = ["4 pictures · 2 tasks", "$0.08 of $5.00", "$4.92 left", "an owl", "1 of 4 · 7 s", "Ledger: 1 row", "a fox"]
    parts += ["+$0.08", "Ada · booked before it is drawn · 4 pictures", "$99.92"]
    assert [part for part in parts if part not in shown] == []
    assert await tab.evaluate("(({value, max}) => [value, max])(document.querySelector('#bill meter'))") == [0.08, 5]
    assert await tab.evaluate("document.querySelector('#bill-total').textContent") == "$0.08"


async def test_bill_follows_what_is_spent_and_keeps_the_ledger_open(tab: BrowserTab, stage: PageStage) -> None:
    stage.bill = bill(0.02)
    await stage.open_in(tab)
    await tab.wait_for(f"{BILL}.includes('$0.02')")
    await tab.evaluate("void (document.querySelector('.ledger').open = true)")
    stage.bill = bill(5.0)
    await tab.wait_for(f"{BILL}.includes('Used up: the next request is refused')")
    assert await tab.evaluate("document.querySelector('.ledger').open")


async def test_page_without_a_bill_shows_none(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.wait_for("document.querySelector('#bill').hidden")


async def test_long_prompt_of_a_running_task_stays_inside_the_bill(tab: BrowserTab, stage: PageStage) -> None:
    running = {"prompt": "a lighthouse at dusk, loose watercolour on rough paper", "pictures": 4, "done": 1, "age": 7.2}
    stage.bill = bill(0.08, in_flight=[running])
    await stage.open_in(tab)
    await tab.wait_for(f"{BILL}.includes('1 of 4 · 7 s')")
    right_edges = "['.flight small', '#bill'].map((one) => document.querySelector(one).getBoundingClientRect().right)"
    text, card = await tab.evaluate(right_edges)
    assert text < card
