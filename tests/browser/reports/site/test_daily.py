"""The daily report under the same eyes as the site: quiet, busy, first, hostile and huge days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.report import Report
from reports.renderers import render
from tests.browser.reports.site.conftest import DESKTOP, PHONE, Looker
from tests.unit.reports.mornings import based, busy, report_of
from tests.unit.reports.test_hostile import hostile


def quiet(folder: Path) -> Report:
    desk = based(folder)
    desk.begin(desk.at + timedelta(days=1))
    for source in desk.sources:
        desk.looked(source.id)
    return report_of(desk)


def huge(folder: Path) -> Report:
    report = report_of(busy(folder))
    cards = tuple(replace(card, id=f"C{100 * at + number}") for at in range(1, 30) for number, card in enumerate(report.cards))
    return replace(report, cards=cards)


DAYS: dict[str, Callable[[Path], Report]] = {
    "busy": lambda folder: report_of(busy(folder)),
    "quiet": quiet,
    "hostile": hostile,
    "huge": huge,
}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(looker: Looker, tmp_path: Path, day: str, scheme: str, viewport: dict[str, int]) -> None:
    """WCAG 2.2 A and AA and best practice, with everything unfolded; and the console is silent."""
    (tmp_path / "report.html").write_bytes(render(DAYS[day](tmp_path), "html"))
    seen = looker(tmp_path / "report.html", viewport=viewport, color_scheme=scheme, bypass_csp=True)
    assert seen.faults() == []
    assert seen.console == [] and seen.width == viewport["width"]
