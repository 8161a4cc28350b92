"""Every kind of page in a real browser: phone and desktop, light and dark, keyboard, print, without a script."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.reports.site.conftest import DESKTOP, LOOKS, PHONE, Looker

KINDS = {
    "home": "index.html",
    "year": "site/days/2026.html",
    "papers": "site/documents/index.html",
    "paper": "site/documents/1.html",
    "comparison": "site/documents/1/1-2.html",
    "sources": "site/sources/index.html",
    "source": "site/sources/sx.html",
    "trends": "site/trends.html",
    "assigned": "site/assigned.html",
    "search": "site/search.html",
    "daily": "2026-11-23.html",
}
kinds = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())


@kinds
def test_axe_finds_nothing(looker: Looker, monday_site: Path, path: str) -> None:
    """WCAG 2.2 A and AA and axe's best practice, on phone and desktop, in light and in dark: contrast, names, landmarks, order of
    headings, size of targets."""
    seen = looker(monday_site / path, bypass_csp=True)
    for scheme, viewport in LOOKS:
        assert seen.faults(scheme, viewport) == [], (scheme, viewport)


def test_axe_would_find_something(looker: Looker, tmp_path: Path) -> None:
    """A page with faults has them."""
    (tmp_path / "bad.html").write_text("<html><body><img src=x><p style='color:#ccc;background:#fff'>pale</p></body></html>")
    found = " ".join(looker(tmp_path / "bad.html", bypass_csp=True).faults())
    assert "image-alt" in found and "color-contrast" in found


@kinds
def test_it_stands_by_itself_and_fits(looker: Looker, monday_site: Path, path: str) -> None:
    """Everything comes from this folder, the style sheet under the page's own policy; the console is silent; and no screen scrolls
    sideways, also with everything unfolded."""
    seen = looker(monday_site / path)
    assert seen.requests and all(one.startswith(monday_site.resolve().as_uri()) for one in seen.requests)
    assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(244, 245, 243)"
    seen.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for width in (320, 390, 1440):
        seen.page.set_viewport_size({"width": width, "height": 800})
        assert seen.width == width
    assert seen.console == []


@kinds
def test_no_script_but_ours_runs(looker: Looker, monday_site: Path, path: str) -> None:
    """Whatever slipped into a page, the policy would stop it."""
    page = looker(monday_site / path).page
    page.evaluate("""() => {
      document.body.insertAdjacentHTML('beforeend', '<img src="data:x" onerror="window.ran = 1">')
      document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 2'}))
    }""")
    page.wait_for_timeout(50)
    assert page.evaluate("window.ran") is None


@kinds
def test_it_prints(looker: Looker, monday_site: Path, path: str) -> None:
    """To PDF; the menu stays on the screen."""
    page = looker(monday_site / path).page
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    page.emulate_media(media="print")
    assert not any(one.is_visible() for one in page.locator(".bar").all())


@kinds
def test_the_keyboard_goes_to_the_text(looker: Looker, monday_site: Path, path: str) -> None:
    """The first Tab shows the way past the menu; Enter takes it, and the next Tab is in the text."""
    page = looker(monday_site / path).page
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    if "search" in path:
        page.locator(".skip").focus()
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("#main"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@kinds
def test_it_reads_without_script(looker: Looker, monday_site: Path, path: str) -> None:
    """With scripts switched off there is a heading, a text and a way on."""
    page = looker(monday_site / path, java_script_enabled=False).page
    assert page.locator("h1").inner_text()
    assert len(page.locator("body").inner_text()) > 60
    assert page.locator("main a, main summary").count() > 0


def test_the_two_views_of_a_comparison(looker: Looker, monday_site: Path) -> None:
    """Side by side at first; one arrow key on the choice shows it inline; both without a script."""
    page = looker(monday_site / KINDS["comparison"], viewport=DESKTOP, java_script_enabled=False).page
    side, line = page.locator(".halves").first, page.locator(".oneline").first
    assert side.is_visible() and not line.is_visible()
    page.locator("#v-side").focus()
    page.keyboard.press("ArrowRight")
    assert line.is_visible() and not side.is_visible()
    left, right = (page.locator(".half").nth(at) for at in (0, 1))
    page.locator("#v-side").check()
    assert left.bounding_box()["x"] < right.bounding_box()["x"]  # type: ignore[index]


def test_on_a_phone_old_stands_over_new(looker: Looker, monday_site: Path) -> None:
    """Two columns would be too narrow to read."""
    page = looker(monday_site / KINDS["comparison"], viewport=PHONE).page
    old, new = (page.locator(".half").nth(at).bounding_box() for at in (0, 1))
    assert old and new and old["x"] == new["x"] and old["y"] < new["y"]


def test_marks_are_not_by_colour_alone(looker: Looker, monday_site: Path) -> None:
    """In text as pasted, 【】 tells what changed, and inline 删 and 增 which way."""
    page = looker(monday_site / KINDS["comparison"]).page
    assert "【15个工作日】" in page.locator(".halves").first.inner_text()
    page.locator("#v-line").check()
    assert "【删：20个工作日】【增：15个工作日】" in page.locator(".oneline").first.inner_text()


def test_the_newest_report_is_on_the_first_screen(looker: Looker, monday_site: Path) -> None:
    """At ten past eight on a phone: verdict, health, and the way to the report above the fold."""
    page = looker(monday_site / "index.html", viewport=PHONE).page
    assert page.locator(".latest .calm").inner_text() == "效力提醒 1 件"
    assert page.locator(".latest .also").inner_text() == "同日第1版：实质变动 5 项 · 新文件 1 份 · 效力提醒 2 件"
    assert page.evaluate("document.querySelector('.latest .open').getBoundingClientRect().bottom") <= PHONE["height"]


def test_a_day_of_the_calendar_can_be_heard(looker: Looker, monday_site: Path) -> None:
    """A screen reader says the day, the changes and the failures of the link."""
    page = looker(monday_site / KINDS["year"]).page
    said = page.locator(".cal a").first.inner_text().replace("\n", "")
    assert said.startswith("23") and "项实质变动" in said and "个来源异常" in said


def test_a_measure_found_is_on_the_screen(looker: Looker, monday_site: Path) -> None:
    """The address of a measure leads to it."""
    page = looker(monday_site / KINDS["paper"], "#m3", viewport=PHONE).page
    top = page.evaluate("document.querySelector('#m3').getBoundingClientRect().top")
    assert 0 <= top < PHONE["height"]
