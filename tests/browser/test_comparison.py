"""The pages of two texts, in one language and in all, in a real browser: axe-core, journeys, keys, print, pictures.

The pictures are of what ships with the project and are left in build/screenshots for whoever looks at a run.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STEP = "/bridges/72-1...74-2"
BOTH = "/bridges/74-2...75-3"
PAGES = (
    STEP,
    f"{STEP}?inline=1&open=unchanged,technical,punctuation",
    f"{STEP}?find=bridges",
    "/bridges/72-1...75-3",
    "/bridges/75-3...72-1",
    f"{BOTH}?language=ar",
    f"{BOTH}/languages",
    "/drill/specimen-1...specimen-2",
)
SCREENSHOTS = Path(__file__).parent.parent.parent / "build" / "screenshots"


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(
    page: Page, home: str, violations: Callable[[Page], list[str]], *, address: str, scheme: Any, width: int
) -> None:
    """No rule of axe-core is broken, folds closed or open, and no page says a word on the console."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(home + address)
    closed = violations(page)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")

    assert ([], [], []) == (closed, violations(page), said)


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_are_kept(page: Page, home: str, width: int, scheme: Any) -> None:
    """Each page at each width, in light and dark; none is wider than its window."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for name, address in (("comparison", PAGES[-1]), ("languages", f"{BOTH}/languages"), ("arabic", PAGES[5])):
        page.goto(home + address)
        page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{scheme}.png", full_page=True)

        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_buttons_and_keys_lead_from_change_to_change(page: Page, home: str) -> None:
    """Next and previous by button and by key, from where the reader is; the place among all is told."""
    page.set_viewport_size({"width": 1440, "height": 700})
    page.goto(home + STEP)
    page.get_by_role("button", name="Next").click()
    first = page.evaluate("location.hash")
    page.keyboard.press("n")
    second = page.evaluate("location.hash")
    told = page.locator(".go .place").inner_text()
    page.get_by_role("button", name="Previous").click()

    assert ("#was-PP3", "#OP1", "2 of 4") == (first, second, told)
    assert "#was-PP3" == page.evaluate("location.hash")


def test_the_overview_leads_to_a_fold_and_opens_it(page: Page, home: str) -> None:
    """A letter of the overview leads to its paragraph; where that is on a quiet line, it opens."""
    page.goto(home + STEP)
    page.locator(".map a.technical").first.click()

    assert page.url.endswith("#PP1")
    assert page.locator("#PP1 .side:visible").count()


def test_words_are_found_with_a_form(browser: Browser, home: str) -> None:
    """Find in both counts and marks without JavaScript; what was chosen before is kept."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{home}{STEP}?inline=1")
    page.locator("#find").fill("holds")
    page.locator("#find").press("Enter")

    assert "inline=1" in page.url
    assert page.url.endswith("#found")
    assert "72/1 1, 74/2 1" in page.locator("#found").inner_text()
    assert page.locator("mark").first.is_visible()
    context.close()


def test_another_language_opens_at_the_same_paragraph(page: Page, home: str) -> None:
    """One click, from the paragraph itself or from the top of the page while it is read."""
    page.set_viewport_size({"width": 1440, "height": 300})
    page.goto(f"{home}{BOTH}?language=ar")
    page.locator("#OP1 .elsewhere a").first.click()
    beside = page.url
    page.goto(f"{home}{BOTH}?language=ar#OP1")
    page.evaluate("document.querySelector('.languages a[hreflang=en]').click()")
    page.wait_for_url("**language=en#*")

    assert beside.endswith("?language=en#OP1")
    assert page.url.endswith("#OP1")


def test_what_is_folded_can_be_shown(page: Page, home: str) -> None:
    """A switch for each kind of fold; the address keeps what was chosen."""
    page.goto(home + STEP)
    page.locator("a.switch", has_text="unchanged").click()

    assert page.url.endswith("?open=unchanged")
    assert page.locator("details.fold[open]").count() == page.locator("details.fold").count() > 0
    assert 0 == page.locator("details.quiet-row[open]").count()


def test_the_keyboard_alone_reaches_everything(page: Page, home: str) -> None:
    """Every link, button and fold is reached by Tab, in the order of the page, and shows that it is."""
    page.goto(home + STEP)
    wanted = page.evaluate(
        "[...document.querySelectorAll('main :is(a, button, summary, select, input:not([type=hidden]))')]"
        ".filter((e) => e.checkVisibility() && !e.closest('[hidden]')).length"
    )
    page.locator("main").evaluate("e => { e.tabIndex = -1; e.focus(); }")
    reached, plain = 0, []
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        inside, outline = page.evaluate(
            "[document.activeElement].map((e) => [!!e.closest('main'), getComputedStyle(e).outlineStyle])[0]"
        )
        if not inside:
            break
        reached += 1
        plain += [] if outline != "none" else [reached]

    assert (wanted, []) == (reached, plain)


def test_a_hand_out_is_a_page_to_read(page: Page, home: str, tmp_path: Path) -> None:
    """Printed on A4: what to click is gone, both texts are named, nothing is cut off at the side."""
    page.goto(home + STEP)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 dots to the inch
    hidden = page.locator(".tools, .map, .go, .steps, form").evaluate_all("all => all.filter(e => e.checkVisibility())")
    page.pdf(path=tmp_path / "hand-out.pdf", format="A4")

    assert [] == hidden
    assert "72/1" in page.locator(".paper").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
    assert (tmp_path / "hand-out.pdf").stat().st_size > 10_000


def test_a_step_is_followed_from_language_to_paragraph(page: Page, home: str) -> None:
    """From a comparison to all languages, and from a cell to that paragraph in that language."""
    page.goto(f"{home}{BOTH}?language=ar")
    page.get_by_role("link", name="Is it in every language?").click()
    page.locator("table.grid td.is-there a").last.click()

    assert "/74-2...75-3" in page.url
    assert "#" in page.url
