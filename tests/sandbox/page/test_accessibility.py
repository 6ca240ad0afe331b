"""Accessibility of the page in a browser: names, headings, contrast, the two schemes, and what axe-core finds."""

import itertools
from importlib import resources
from typing import Any

import pytest

from tests.support.browser import BrowserTab
from tests.support.page_stage import ADA_ID, EPHEMERAL_FLAG, SKU_ID, PageStage, bot_message, text_display

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

UNNAMED = """
[...document.querySelectorAll('button, input, select, textarea, summary, a[href]')].filter((one) => {
  const words = (element) => element?.textContent.trim() || element?.querySelector?.('img')?.alt;
  const labels = [...(one.labels ?? []), one.closest('label')].map(words).join('');
  return !one.getAttribute('aria-label') && !labels && !(one.matches('button, summary, a') && words(one));
}).map((one) => one.outerHTML)
"""
HEADINGS = (
    "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((one) => one.checkVisibility())"
    ".map(({tagName}) => +tagName[1])"
)
CONTRASTS = """
(() => {
  const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
  const brush = canvas.getContext('2d', {willReadFrequently: true});
  const paint = (under, colour, opacity = 1) => {
    brush.globalAlpha = 1;
    brush.fillStyle = `rgb(${under.join(' ')})`;
    brush.fillRect(0, 0, 1, 1);
    brush.globalAlpha = opacity;
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb.map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const chain = (element) => (element ? [...chain(element.parentElement), element] : []);
  const ground = (element) =>
    chain(element).reduce((under, one) => paint(under, getComputedStyle(one).backgroundColor), [255, 255, 255]);
  const measure = (element, style, words) => {
    const under = ground(element);
    const opacity = chain(element).reduce((all, one) => all * getComputedStyle(one).opacity, 1) * (style.own ?? 1);
    const [high, low] = [light(paint(under, style.color, opacity)), light(under)].sort((a, b) => b - a);
    return [(high + 0.05) / (low + 0.05), words];
  };
  const found = [];
  const UNSEEN = ':disabled, .avatar, .menu:not([open]), .alt, option, [type=radio], [type=checkbox], [type=file]';
  for (const one of document.querySelectorAll('body *')) {
    if (!one.checkVisibility() || one.closest(UNSEEN)) continue;
    const own = [...one.childNodes].filter(({nodeType}) => nodeType === 3).map(({data}) => data.trim()).join('');
    if (own || one.value) found.push(measure(one, getComputedStyle(one), own || one.value));
    if (one.placeholder) {
      const {color, opacity} = getComputedStyle(one, '::placeholder');
      found.push(measure(one, {color, own: opacity}, one.placeholder));
    }
  }
  return found;
})()
"""


async def show_everything(tab: BrowserTab, stage: PageStage) -> None:
    """Open a page with a message of each kind, a failed request, and every panel open."""
    options = [{"label": f"Model: {name}", "value": name} for name in ("standard", "pro")]
    plain_options = [{"label": name, "value": name} for name in "ab"]
    styles = [
        {"type": 2, "style": style, "custom_id": f"b{style}", "label": f"style {style}"} for style in (1, 2, 3, 4)
    ]
    styles.append({"type": 2, "style": 6, "sku_id": SKU_ID})
    stage.messages[ADA_ID] = [
        bot_message("1", text_display("## S\n-# small\n`code` <@101> </imagine:1> [link](https://example.org)\n### L")),
        bot_message("2", text_display("**Moderators’ channel**: for decisions"), {"type": 1, "components": [
            {"type": 8, "custom_id": "log", "placeholder": "A channel that only moderators can read"}]}),
        bot_message("3", {"type": 1, "components": [{"type": 3, "custom_id": "model", "options": options}]}),
        bot_message("4", text_display("Roles"), {"type": 1, "components": [
            {"type": 3, "custom_id": "roles", "placeholder": "None", "max_values": 2, "options": plain_options}]}),
        bot_message("5", {"type": 17, "components": [text_display("# T\nboxed"), {"type": 1, "components": styles}]}),
        bot_message("6", text_display("secret"), flags=EPHEMERAL_FLAG),
    ]  # fmt: skip
    running = {"prompt": "an owl", "pictures": 4, "done": 1, "age": 7.2}
    row = {"id": 1, "kind": "reserve", "member": ADA_ID, "pictures": 4, "dollars": 0.08, "at": 1.8e9, "prompt": "a fox"}
    provider = {"tasks": 1, "pictures": 1, "spent": 0.02, "balance": 99.98, "in_flight": [running]}
    stage.bill = {"provider": provider, "books": {"ledger": [row], "spent": 0.08, "budget": 5.0}}
    await stage.open_in(tab)
    await tab.wait_for("document.querySelectorAll('article').length === 6")
    await tab.wait_for("document.querySelector('#bill meter') !== null")
    stage.post_error = "No."
    await tab.type("/show x")
    await tab.press_enter()
    await tab.wait_for("document.querySelector('#notes .failed') !== null")
    await tab.evaluate("document.querySelectorAll('details:not(.menu)').forEach((one) => (one.open = true))")


async def test_every_control_has_a_name_and_selects_are_named_by_their_purpose(
    tab: BrowserTab, stage: PageStage
) -> None:
    await show_everything(tab, stage)
    assert await tab.evaluate(UNNAMED) == []
    names = "[...document.querySelectorAll('article .select')].map((one) => one.getAttribute('aria-label'))"
    assert await tab.evaluate(names) == ["Moderators’ channel", "Model", "Roles: None"]
    assert await tab.evaluate("document.querySelector('[name=files]').getAttribute('aria-label')") == "Attach files"


async def test_heading_levels_are_not_skipped(tab: BrowserTab, stage: PageStage) -> None:
    await show_everything(tab, stage)
    levels = await tab.evaluate(HEADINGS)
    assert levels[:2] == [1, 2]
    assert len(levels) == 7
    assert [level for before, level in itertools.pairwise(levels) if level > before + 1] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_all_text_has_enough_contrast(tab: BrowserTab, stage: PageStage, scheme: str) -> None:
    await tab.send_command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    await show_everything(tab, stage)
    await tab.click("#command")
    await tab.type("/")
    await tab.wait_for("!document.querySelector('#offers').hidden")
    await tab.evaluate("document.querySelectorAll('article .menu').forEach((one) => (one.open = true))")
    measured = await tab.evaluate(CONTRASTS)
    await tab.send_command("Emulation.setEmulatedMedia", features=[])
    assert len(measured) > 40
    assert [one for one in measured if one[0] < 4.5] == []


# ── the schemes ─────────────────────────────────────────────────────────────────────────────────────────────────────

DARK = "getComputedStyle(document.body).backgroundColor === 'rgb(29, 27, 25)'"
PRESSED = "document.querySelector('#theme').getAttribute('aria-pressed')"


async def test_the_scheme_follows_the_system_until_the_button_is_pressed(tab: BrowserTab, stage: PageStage) -> None:
    await tab.send_command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    await stage.open_in(tab)
    assert await tab.evaluate(f"[{DARK}, {PRESSED}]") == [True, "true"]
    await tab.click("#theme")
    assert await tab.evaluate(f"[{DARK}, {PRESSED}]") == [False, "false"]
    await stage.open_in(tab)
    assert await tab.evaluate(f"[{DARK}, {PRESSED}]") == [False, "false"], "a choice is remembered"
    await tab.click("#theme")
    await tab.send_command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "light"}])
    await tab.wait_for(f"!({DARK}) && {PRESSED} === 'false'")
    await tab.send_command("Emulation.setEmulatedMedia", features=[])


# ── axe-core ────────────────────────────────────────────────────────────────────────────────────────────────────────

AXE_RUN = """
axe.run(document, {resultTypes: ['violations']}).then(({violations}) =>
  violations.map(({impact, id, nodes}) => [impact, id, nodes.map(({html, failureSummary}) => html + failureSummary)]))
"""


async def find_barriers(tab: BrowserTab) -> Any:
    """What axe-core finds on the page as it is."""
    pytest.importorskip("axe_core_python", reason="no axe-core-python, which make setup-dev installs")
    axe = (resources.files("axe_core_python") / "axe.min.js").read_text()
    await tab.evaluate(f"{axe};null")
    return await tab.evaluate(AXE_RUN)


async def test_axe_finds_nothing_on_the_empty_start(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    assert await find_barriers(tab) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_with_everything_on_the_page(tab: BrowserTab, stage: PageStage, scheme: str) -> None:
    await tab.send_command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    await show_everything(tab, stage)
    await tab.type_keys("/")
    assert await find_barriers(tab) == [], "with the list of commands"
    await tab.type_keys("imagine a cat count:2")
    await tab.press("ArrowRight")
    found = await find_barriers(tab)
    await tab.send_command("Emulation.setEmulatedMedia", features=[])
    assert found == [], "with chips and the list of options"


async def test_axe_finds_nothing_on_a_phone_with_the_drawer_open(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab, bot_message("1", text_display("hello")))
    await tab.send_command(
        "Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=1, mobile=True
    )
    await tab.click("#menu")
    found = await find_barriers(tab)
    await tab.send_command("Emulation.clearDeviceMetricsOverride")
    assert found == []
