"""A day with a thousand changes is still a report."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from domain.change import Direction, EditKind
from domain.report import FIRST_SCREEN
from reports.renderers import render
from tests.unit.reports.desk import Item, amended, edit, paper
from tests.unit.reports.mornings import based, report_of

COUNT = 1000


def _items(days: int) -> list[Item]:
    body = "申请人提交的资料齐全且符合形式要求的，承办部门应当自受理之日起{}个工作日内完成第{}类事项的技术复核并书面告知结果。对确需补正的，一次性列明理由。"
    return [(f"{n}.", f"办理第{n}类事项", body.format(days, n), ("甲局", "乙委")) for n in range(1, COUNT + 1)]


def test_a_thousand_changes(tmp_path: Path) -> None:
    """Built in under 3 s, HTML under 2 MB, and the first screen as short as ever."""
    old, new = (paper("甲省事项清单", "甲", _items(days), issued_on=date(2026, 11, 2)) for days in (40, 30))
    desk = based(tmp_path)
    desk.begin()
    desk.publish("zj", old)
    desk.deliver()
    desk.begin()
    changes = [
        amended((old, n), (new, n), edit((old, n), (new, n), "40个工作日", "30个工作日", EditKind.TIME_LIMIT, Direction.FASTER))
        for n in range(1, COUNT + 1)
    ]
    desk.publish("zj", new, known=desk.store.documents()[-1].id, changes=changes)
    begun = time.perf_counter()
    report = report_of(desk)
    page = render(report, "html")
    seconds = time.perf_counter() - begun
    assert report.verdict.substantive == COUNT and len(report.cards) == COUNT
    assert len(report.first_screen) == FIRST_SCREEN and f"其余 {COUNT - FIRST_SCREEN} 项见下" in page.decode()
    assert len(page) < 2_000_000, len(page)
    assert seconds < 3, seconds
