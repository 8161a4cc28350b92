"""The HTML report in a real browser: phone and desktop, no request, no script, print."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from domain.report import Report
from reports import forward
from reports.renderers import render
from tests.unit.reports.mornings import based, busy, report_of
from tests.unit.reports.test_hostile import hostile

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


@dataclass
class Seen:
    """A page with everything it said and asked for."""

    page: Page
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


def show(browser: Browser, report: Report, folder: Path, **options: object) -> Seen:
    path = folder / "report.html"
    path.write_bytes(render(report, "html"))
    seen = Seen(browser.new_page(**options))  # type: ignore[arg-type]
    seen.page.on("console", lambda message: seen.console.append(message.text))
    seen.page.on("pageerror", lambda error: seen.console.append(str(error)))
    seen.page.on("dialog", lambda dialog: seen.console.append(dialog.message))
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.goto(path.as_uri())
    return seen


@pytest.fixture(scope="module")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(busy(tmp_path_factory.mktemp("monday")))


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, {"width": 320, "height": 568}], ids=["phone", "desktop", "small phone"])
def test_nothing_is_wider_than_the_screen(browser: Browser, monday: Report, tmp_path: Path, viewport: dict[str, int]) -> None:
    """No horizontal scroll, also with everything unfolded."""
    page = show(browser, monday, tmp_path, viewport=viewport).page
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_first_screen_fits(browser: Browser, monday: Report, tmp_path: Path, viewport: dict[str, int]) -> None:
    """Verdict, health, six lines and the folded counts stand above the fold."""
    page = show(browser, monday, tmp_path, viewport=viewport).page
    assert page.locator(".lines").bounding_box() is not None
    assert page.evaluate("document.querySelector('.lines').getBoundingClientRect().bottom") <= viewport["height"]


def test_nothing_is_asked_of_the_network(browser: Browser, monday: Report, tmp_path: Path) -> None:
    """One request, the file itself, and a silent console."""
    seen = show(browser, monday, tmp_path)
    assert len(seen.requests) == 1 and seen.console == []


def test_hostile_text_is_inert(browser: Browser, tmp_path: Path) -> None:
    """No script ran, no image was asked for, no link but http(s), no direction override, and the words are there to read."""
    seen = show(browser, hostile(tmp_path / "desk"), tmp_path, viewport=PHONE)
    page = seen.page
    assert len(seen.requests) == 1 and seen.console == []
    assert page.locator("script, img, iframe, object").count() == 0
    hrefs = page.eval_on_selector_all("a", "all => all.map(one => one.getAttribute('href'))")
    assert all(href.startswith(("#", "http://", "https://")) for href in hrefs)
    text = page.locator("body").inner_text()
    assert "<script>alert(1)</script>" in text and "\u202e" not in text
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_it_reads_without_script(browser: Browser, monday: Report, tmp_path: Path) -> None:
    """With scripts switched off, a folded citation still opens on a click."""
    page = show(browser, monday, tmp_path, java_script_enabled=False, viewport=PHONE).page
    citation = page.locator("#C1 .cite").first
    assert not citation.is_visible()
    page.locator("#C1 summary").click()
    assert citation.is_visible()


def test_the_keyboard_reaches_the_first_line(browser: Browser, monday: Report, tmp_path: Path) -> None:
    """Tab shows the skip link; after it the lines follow, and Enter goes to the card."""
    page = show(browser, monday, tmp_path, viewport=DESKTOP).page
    page.keyboard.press("Tab")
    page.wait_for_function(
        "() => { const one = document.querySelector('.skip');"
        " return one === document.activeElement && one.getBoundingClientRect().left >= 0 }"
    )
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(target))
    assert page.locator(target).count() == 1


def test_a_line_is_large_enough_for_a_finger(browser: Browser, monday: Report, tmp_path: Path) -> None:
    """Lines and folds are at least 44 px high."""
    page = show(browser, monday, tmp_path, viewport=PHONE).page
    heights = page.eval_on_selector_all(
        ".list a, .below, summary", "all => all.filter(one => one.offsetParent).map(one => one.offsetHeight)"
    )
    assert heights and min(heights) >= 44


CONTRAST = """() => {
  const channel = value => (value /= 255) <= .03928 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b)
  const rgb = color => color.match(/[\\d.]+/g).map(Number)
  const behind = one => { for (; one; one = one.parentElement) { const c = rgb(getComputedStyle(one).backgroundColor)
    if (c.length < 4 || c[3] > 0) return c } return [255, 255, 255] }
  const words = [...document.querySelectorAll('body *')].filter(one =>
    one.offsetParent && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  return words.map(one => { const [a, b] = [light(rgb(getComputedStyle(one).color)), light(behind(one))].sort((x, y) => y - x)
    return [(a + .05) / (b + .05), one.className + ' ' + one.tagName] }).sort((x, y) => x[0] - y[0])[0]
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(browser: Browser, monday: Report, tmp_path: Path, scheme: str) -> None:
    """Every word has a contrast of at least 4.5 to 1 (WCAG AA), in light and in dark."""
    page = show(browser, monday, tmp_path, color_scheme=scheme, viewport=PHONE).page
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    ratio, place = page.evaluate(CONTRAST)
    assert ratio >= 4.5, place


def test_print(browser: Browser, monday: Report, tmp_path: Path) -> None:
    """The page prints; folded citations are printed too."""
    page = show(browser, monday, tmp_path).page
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    page.emulate_media(media="print")
    assert page.locator("#C1 .cite q").first.evaluate("one => one.getClientRects().length > 0 && one.checkVisibility()")


def test_a_quiet_day_is_three_lines(browser: Browser, tmp_path: Path) -> None:
    """The verdict, the health line and the next date stand within half a phone screen."""
    desk = based(tmp_path)
    desk.begin(desk.at + timedelta(days=1))
    for source in desk.sources:
        desk.looked(source.id)
    page = show(browser, report_of(desk), tmp_path, viewport=PHONE).page
    assert page.locator(".calm").inner_text() == "无实质变动。"
    assert page.evaluate("document.querySelector('.lines').getBoundingClientRect().bottom") <= PHONE["height"] / 2


def test_one_click_selects_what_is_to_be_pasted(browser: Browser, monday: Report, tmp_path: Path) -> None:
    """The paragraph for the boss and the citation come whole and unaltered, without a script."""
    page = show(browser, monday, tmp_path, viewport=DESKTOP).page
    page.locator("#C1 summary").click()
    card = next(card for card in monday.cards if card.id == "C1")
    wanted = (forward.paragraph(card, monday.on), "\n".join(forward.citation(card)))
    for at, words in enumerate(wanted):
        page.locator("#C1 .copy").nth(at).click()
        assert page.evaluate("getSelection().toString()").strip() == words
