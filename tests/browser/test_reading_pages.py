"""Home, series, paragraph, text and search in a real browser: axe-core, journeys, print, keyboard, no JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = (
    "",
    "/bridges",
    "/bridges?order=oldest",
    "/bridges?language=ar",
    "/drill",
    "/bridges/version/74-2",
    "/bridges/version/75-3?language=ar",
    "/bridges/paragraph/75-3.OP2",
    "/bridges/paragraph/75-3.OP1?language=ar",
    "/bridges/paragraph/72-1.PP3",
    "/search",
    "/search?q=every+traveller",
    "/search?q=fiftieth",
    "/search?q=nowhere+to+be+found",
    "/nowhere",
)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    page: Page, home: str, violations: Callable[[Page], list[str]], address: str, scheme: Any
) -> None:
    """No rule of axe-core is broken, folds open or closed, and no page says a word on the console."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.emulate_media(color_scheme=scheme)
    page.goto(home + address)
    found = violations(page)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    assert [] == found
    assert [] == violations(page)
    assert [] == [one for one in said if "404" not in one]  # the page that is not there says so


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [320, 390, 1024, 1440])
def test_a_page_is_never_wider_than_its_window(page: Page, home: str, address: str, width: int) -> None:
    """Text wraps, folds open too; only the table of a series scrolls, inside its frame (WCAG 2.2, 1.4.10)."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(home + address)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_a_line_to_its_evidence_and_on_to_the_paragraph(page: Page, home: str) -> None:
    """Home, the series, a label in a line, its change; the table, its paragraph, its text: each a click."""
    page.goto(home)
    page.locator("main h3 a").first.click()
    page.locator(".years .told a", has_text="OP2").first.click()

    page.wait_for_url("**/bridges/72-1...74-2#OP2")
    page.locator("#OP2").first.wait_for()

    page.goto(f"{home}/bridges")
    page.locator(".life th[scope=row] a", has_text="OP2").click()

    page.locator("h1", has_text="OP2 through the years").wait_for()
    page.locator(".steps-of-life .at a").first.click()
    page.wait_for_url("**/bridges/version/72-1#OP1")


def test_any_two_texts_are_compared_by_keyboard_without_javascript(browser: Browser, home: str) -> None:
    """The button opens the form, the form compares, by HTML alone."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}/bridges")
    page.locator("summary", has_text="Compare any two").focus()
    page.keyboard.press("Enter")
    page.locator("#old").select_option("72-1")
    page.locator("#new").select_option("75-3")
    page.locator("#new").press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bridges/72-1...75-3")
    page.locator("main h1").first.wait_for()
    context.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_text(page: Page, home: str) -> None:
    """Tab, Enter, and reading goes on in main; whatever has the focus shows it."""
    page.goto(f"{home}/bridges")
    page.keyboard.press("Tab")

    assert "Skip to the text" == page.evaluate("document.activeElement.textContent")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert "none" != page.evaluate("getComputedStyle(document.activeElement).outlineStyle")


def test_the_head_of_the_table_stays_in_sight(page: Page, home: str) -> None:
    """On a wide window the years stay above the rows that are read."""
    page.set_viewport_size({"width": 1440, "height": 240})
    page.goto(f"{home}/bridges")
    page.locator(".life tbody tr").last.scroll_into_view_if_needed()

    assert page.evaluate("document.querySelector('.life thead th').getBoundingClientRect().top") >= 0


def test_the_sponsors_open_where_they_are_asked_for(page: Page, home: str) -> None:
    """The link in the table leads to the list, which opens for it."""
    page.goto(f"{home}/bridges")
    page.locator(".life .facts a[href='#sponsors']").first.click()

    assert page.locator("#sponsors").is_visible()


@pytest.mark.parametrize("address", ["/bridges", "/bridges/version/74-2", "/bridges/paragraph/75-3.OP2"])
def test_a_hand_out_is_black_on_white_and_fits_a4(page: Page, home: str, address: str) -> None:
    """On paper nothing is to be clicked, all ink is black or grey, and nothing is cut at the right."""
    page.set_viewport_size({"width": 680, "height": 1000})  # A4 less its margins, at 96 dots an inch
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(home + address)
    inks = page.evaluate("""[...document.querySelectorAll('main *')].filter((e) => e.checkVisibility() && e.innerText)
      .map((e) => getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).map(Number))""")

    assert {True} == {max(ink) - min(ink) == 0 for ink in inks}
    assert 0 == page.locator("main form:visible, main .button:visible").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_arabic_starts_at_the_right(page: Page, home: str) -> None:
    """Words of a text run from the right, its margin stands at the right; the page around them stays as it is."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{home}/bridges/version/75-3?language=ar")
    text, margin = (page.locator(name).first.bounding_box() for name in (".text p.preambular", ".text .margin"))

    assert text
    assert margin
    assert margin["x"] > text["x"] + text["width"]
    assert "rtl" == page.evaluate("getComputedStyle(document.querySelector('.text p.preambular')).direction")
    assert "ltr" == page.evaluate("getComputedStyle(document.body).direction")
