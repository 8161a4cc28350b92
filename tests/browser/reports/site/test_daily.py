"""The daily report under the same eyes as the site: quiet, busy, first, hostile and huge days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.report import Report
from reports.renderers import render
from tests.browser.reports.site.conftest import LOOKS, Looker
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
def test_axe_finds_nothing(looker: Looker, tmp_path: Path, day: str) -> None:
    """WCAG 2.2 A and AA and best practice, with everything unfolded; the console is silent and nothing is too wide."""
    (tmp_path / "report.html").write_bytes(render(DAYS[day](tmp_path), "html"))
    seen = looker(tmp_path / "report.html", bypass_csp=True)
    for scheme, viewport in LOOKS:
        assert seen.faults(scheme, viewport) == [], (scheme, viewport)
        assert seen.width == viewport["width"]
    assert seen.console == []
