"""Digests and corrected reports in a real browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from domain.correction import Correction, Fix
from domain.report import Report, ReportKind
from tests.browser.reports.test_html import CONTRAST, DESKTOP, PHONE, monday, show
from tests.unit.reports.test_outline import month

__all__ = ["monday", "month"]

SIZES = [PHONE, DESKTOP, {"width": 320, "height": 568}]


def corrected(report: Report) -> Report:
    """A second revision that takes line 3 back, and tells of another day's wrong line."""
    told = Correction(
        date(2026, 11, 20), 1, Fix.STRUCK, 2, "C9", "上海 （二）优化检验 25 → 20个工作日", "数字取自另一项", report.generated
    )
    own = replace(told, on=report.on, item=report.lines[2].target, number=3)
    return replace(report, corrections=(told, own), corrects=1, revision=2)


@pytest.mark.parametrize("viewport", SIZES, ids=["phone", "desktop", "small phone"])
@pytest.mark.parametrize("kind", [ReportKind.WEEKLY, ReportKind.MONTHLY])
def test_a_digest_fits_every_screen(
    browser: Browser, month: Report, tmp_path: Path, kind: ReportKind, viewport: dict[str, int]
) -> None:
    """No horizontal scroll, no request but the file itself, a silent console."""
    seen = show(browser, replace(month, kind=kind), tmp_path, viewport=viewport)
    assert seen.page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    assert (len(seen.requests), seen.console) == (1, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_of_digest_and_correction(
    browser: Browser, month: Report, monday: Report, tmp_path: Path, scheme: str
) -> None:
    """At least 4.5 to 1, also of what is struck."""
    for report in (month, corrected(monday)):
        page = show(browser, report, tmp_path, color_scheme=scheme, viewport=PHONE).page
        ratio, place = page.evaluate(CONTRAST)
        assert ratio >= 4.5, place


def test_every_row_leads_to_its_sentence(browser: Browser, month: Report, tmp_path: Path) -> None:
    """A click on day and line shows old over new, without a script."""
    page = show(browser, month, tmp_path, java_script_enabled=False, viewport=PHONE).page
    link = page.locator(".s-changes a").first
    target = link.get_attribute("href")
    link.click()
    assert target
    assert page.locator(f'[id="{target[1:]}"]').is_visible()
    assert "【15个工作日】" in page.locator(f'[id="{target[1:]}"]').inner_text()


def test_a_phone_still_reads_a_table_as_one(browser: Browser, month: Report, tmp_path: Path) -> None:
    """Rows drawn as blocks keep their roles for a screen reader."""
    page = show(browser, month, tmp_path, viewport=PHONE).page
    table = page.locator("#changes").get_by_role("table")
    assert table.get_by_role("row").count() == 3
    assert table.get_by_role("cell").count() == 2 * 6
    assert table.get_by_role("cell", name="日报 11-23 第3条", exact=True).count() == 1


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_first_screen_has_room_for_corrections(
    browser: Browser, monday: Report, tmp_path: Path, viewport: dict[str, int]
) -> None:
    """With two corrections four lines stand above the fold."""
    page = show(browser, corrected(monday), tmp_path, viewport=viewport).page
    assert page.evaluate("document.querySelector('.below').getBoundingClientRect().bottom") <= viewport["height"]


def test_what_was_taken_back_is_struck(browser: Browser, monday: Report, tmp_path: Path) -> None:
    """Subject and value of the line, and the words of the correction; the reason is not."""
    page = show(browser, corrected(monday), tmp_path, viewport=PHONE).page
    style = "all => all.map(one => getComputedStyle(one).textDecorationLine)"
    assert set(page.eval_on_selector_all(".struck .s, .struck .v strong, .fixes del", style)) == {"line-through"}
    assert page.eval_on_selector_all(".fix", style) == ["none", "none"]
    assert page.locator(".struck").inner_text().startswith("3")
