"""An English report in a real browser: Latin words are longer than Chinese ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from domain.report import Report
from reports.language import speaking
from tests.browser.reports.test_html import DESKTOP, PHONE, monday, show
from tests.unit.reports.test_outline import month

__all__ = ["monday", "month"]

SPILLED = """[...document.querySelectorAll('.tiles *, .tag, .facts dt, .meta span, th')]
  .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline').map(one => one.textContent)"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("which", ["monday", "month"])
def test_nothing_is_clipped(
    request: pytest.FixtureRequest, browser: Browser, tmp_path: Path, which: str, viewport: dict[str, int]
) -> None:
    """No horizontal scroll with everything unfolded, and no label runs out of its box."""
    report: Report = request.getfixturevalue(which)
    with speaking("en"):
        page = show(browser, report, tmp_path, viewport=viewport).page
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    assert page.evaluate(SPILLED) == []
