"""A day with a thousand changes: seconds to build the report and to draw each format, beside drawing it as JSON: python -m bench.report."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.change import Direction, EditKind
from domain.errors import InputError
from domain.report import Report
from reports.renderers import formats, render
from tests.unit.reports.desk import Item, amended, edit, paper
from tests.unit.reports.mornings import based, report_of

COUNT = 1000
SLOW = ("pdf",)
"""Formats that are drawn once: a quarter of a minute of processor time (docs/report.md)."""
BODY = "申请人提交的资料齐全的，承办部门应当自受理之日起{}个工作日内完成第{}类事项的技术复核并书面告知结果。对确需补正的，一次性列明理由。"


def items(days: int) -> list[Item]:
    return [(f"{n}.", f"办理第{n}类事项", BODY.format(days, n), ("甲局", "乙委")) for n in range(1, COUNT + 1)]


def morning(folder: Path) -> Callable[[], Report]:
    """The store of a morning on which a thousand measures of one paper were amended; called, it builds the report."""
    old, new = (paper("甲省事项清单", "甲", items(days), issued_on=date(2026, 11, 2)) for days in (40, 30))
    desk = based(folder)
    desk.begin()
    desk.publish("zj", old)
    desk.deliver()
    desk.begin()
    words = ("40个工作日", "30个工作日", EditKind.TIME_LIMIT, Direction.FASTER)
    changes = [amended((old, n), (new, n), edit((old, n), (new, n), *words)) for n in range(1, COUNT + 1)]
    desk.publish("zj", new, known=desk.store.documents()[-1].id, changes=changes)
    return lambda: report_of(desk)


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    with TemporaryDirectory() as folder:
        build = morning(Path(folder))
        print(f"{'build':10} {seconds(build):6.2f} s")
        report = build()
        scattered = tuple(replace(card, paper=replace(card.paper, id=1000 + at)) for at, card in enumerate(report.cards))
        base = seconds(lambda: render(report, "json"))
        for kind in (kind for kind in formats() if kind not in SLOW):
            one, many = (seconds(partial(render, day, kind)) for day in (report, replace(report, cards=scattered)))
            size = len(render(report, kind)) / 1e6
            print(f"{kind:10} {one:6.2f} s  {one / base:6.1f} x json  {size:5.2f} MB   in 1,000 documents {many:6.2f} s")
        for kind in SLOW:
            try:
                one = seconds(partial(render, report, kind))
            except InputError as error:  # its extra is not installed
                print(f"{kind:10} left out: {error}")
            else:
                print(f"{kind:10} {one:6.2f} s  {one / base:6.1f} x json")


if __name__ == "__main__":
    main()
