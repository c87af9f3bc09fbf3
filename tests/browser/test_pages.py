"""The pages in a real browser: widths, print, keys, no JavaScript, contrast, and nothing that the policy blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STEP = "/bridges/72-1...74-2"
ADDRESSES = (
    "",
    "/bridges",
    STEP,
    f"{STEP}?inline=1&open=all",
    "/bridges/74-2...75-3?language=ar",
    "/bridges/version/72-1",
    "/bridges/version/75-3?language=ar",
    "/bridges/paragraph/75-3.OP2",
    "/search?q=bridges",
    "/drill/specimen-1...specimen-2",
)
# WCAG 2.2, 1.4.3: every text against the first opaque colour behind it; large text from 24 px, or 18.66 px and bold.
CONTRAST = """() => {
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const bad = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || e.closest('.said, .skip, option') || !e.checkVisibility()) continue;
    const style = getComputedStyle(e);
    const [a, b] = [light(parse(style.color)), light(behind(e))].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) bad.add(`${e.tagName}.${e.className}: ${style.color}`);
  }
  return [...bad];
}"""


def is_shown(page: Page, selector: str) -> bool:
    """Whether the first element of its kind can be seen."""
    return page.locator(selector).first.is_visible()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_opens_without_a_word_of_complaint(page: Page, home: str, address: str) -> None:
    """Nothing is blocked by our policy, fails, or comes from another host."""
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(home + address)

    assert [] == complaints
    assert [] == [url for url in requests if not url.startswith(home.removesuffix("/-/tracker"))]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [320, 390, 1024, 1440])
def test_a_page_is_never_wider_than_its_window(page: Page, home: str, address: str, width: int) -> None:
    """Text wraps; only the table of a series scrolls, inside its frame (WCAG 2.2, 1.4.10)."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(home + address)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast(page: Page, home: str, address: str, scheme: Any) -> None:
    """4.5 to 1 for text and 3 to 1 for large text, in light and dark."""
    page.emulate_media(color_scheme=scheme)
    page.goto(home + address)

    assert [] == page.evaluate(CONTRAST)


def test_the_table_scrolls_inside_its_frame(page: Page, home: str) -> None:
    """A window too narrow for the table moves the table, not the page."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{home}/bridges")

    assert page.evaluate("document.querySelector('.table-frame').scrollWidth") > 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_wide_pages_show_both_texts_side_by_side(page: Page, home: str) -> None:
    """From 1000 pixels old and new stand beside each other; below, in one column; asked for, inline everywhere."""
    page.goto(home + STEP)
    change = "#OP2 .side"
    seen = []
    for width in (1000, 999):
        page.set_viewport_size({"width": width, "height": 800})
        seen.append([is_shown(page, f"{change}.{side}") for side in ("old", "new", "both")])
    page.set_viewport_size({"width": 1440, "height": 800})
    page.goto(f"{home}{STEP}?inline=1")
    seen.append([is_shown(page, f"{change}.{side}") for side in ("old", "new", "both")])

    assert [[True, True, False], [False, False, True], [False, False, True]] == seen


def test_print_is_inline_and_underlined(page: Page, home: str) -> None:
    """On paper there is one column, the lines are there without colour, and nothing to click."""
    page.set_viewport_size({"width": 1440, "height": 800})
    page.goto(home + STEP)
    page.emulate_media(media="print")
    style = "e => [getComputedStyle(e).textDecorationLine, getComputedStyle(e).color]"

    assert is_shown(page, "#OP2 .side.both")
    assert not is_shown(page, "#OP2 .side.old")
    assert 0 == page.locator("form:visible").count()
    assert ["underline", "rgb(0, 0, 0)"] == page.locator("#OP2 .both ins").first.evaluate(style)
    assert ["line-through", "rgb(0, 0, 0)"] == page.locator("#OP2 .both del").first.evaluate(style)


def test_keys_lead_from_change_to_change(page: Page, home: str) -> None:
    """The keys n and p go to the next change and back; in the search field they are letters."""
    page.goto(home + STEP)
    seen = []
    for key in "nnp":
        page.keyboard.press(key)
        seen.append(page.evaluate("location.hash"))
    page.locator("#q").focus()
    page.keyboard.press("n")

    assert ["#was-PP3", "#OP1", "#was-PP3"] == seen
    assert "#was-PP3" == page.evaluate("location.hash")
    assert "n" == page.locator("#q").input_value()


def test_everything_works_without_javascript(browser: Browser, home: str) -> None:
    """Folds open, the form compares, links lead from change to change: by HTML alone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(home + STEP)
    page.locator("details.fold summary").first.click()

    assert is_shown(page, "#PP2")

    page.locator("#was-PP3 a[rel=next]").click()

    assert page.url.endswith("#OP1")

    page.locator("#new").select_option("75-3")
    page.locator("button", has_text="Compare").click()

    assert page.url.endswith("/bridges/72-1...75-3")
    context.close()


def test_arabic_starts_at_the_right(page: Page, home: str) -> None:
    """The words of an Arabic paragraph begin at the right edge, in both columns."""
    page.set_viewport_size({"width": 1440, "height": 800})
    page.goto(f"{home}/bridges/74-2...75-3?language=ar")
    sides = page.locator("#OP1 .side:visible")
    aligned = sides.evaluate_all("all => all.map(e => getComputedStyle(e).direction)")

    assert ["rtl", "rtl"] == aligned


def test_a_change_is_reached_from_the_table(page: Page, home: str) -> None:
    """A mark in the table of a series leads to that paragraph in the comparison."""
    page.goto(f"{home}/bridges")
    page.locator("td.deleted a").first.click()

    assert page.url.endswith(f"{STEP}#was-PP3")
    assert is_shown(page, "#was-PP3")
