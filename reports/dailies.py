"""What the daily reports of a window told, as it stands after their corrections: the stuff of a digest.

A digest gathers what was *sent* in its window, not what was found in it: every row then has its day and its line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from domain.card import Card, Paper
from domain.digest import Step
from domain.record import ReportRecord
from domain.report import Line, NewPaper, Notice, Report, ReportKind
from domain.run import Window
from reports.corrections import items
from reports.renderers.json import decode


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a daily report and what stands behind it."""

    step: Step
    line: Line
    thing: Card | Notice | NewPaper

    @property
    def paper(self) -> Paper:
        return self.thing.paper


@dataclass(frozen=True, slots=True)
class Daily:
    """A daily report in its newest revision; ``revision`` is the one it was first sent as."""

    revision: int
    report: Report


def dailies(records: Iterable[ReportRecord], window: Window) -> tuple[Daily, ...]:
    """The daily reports first sent within the window, in the order of their days, each with its corrections."""
    found: dict[tuple[object, int], Daily] = {}
    first: dict[tuple[object, int], int] = {}
    for record in sorted(records, key=lambda one: (one.on, one.revision)):
        if record.kind != ReportKind.DAILY or record.created < window.start:
            continue
        report = decode(record.data)
        root = first.get((record.on, report.corrects), 0) if report.corrects else record.revision
        first[(record.on, record.revision)] = root
        if root and (report.corrects or record.created < window.end):
            found[(record.on, root)] = Daily(root, report)
    return tuple(found.values())


def said(daily: Daily, gone: Collection[str]) -> Iterator[Said]:
    """What a daily told of changes, events and new papers, without what was taken back. Reminders of dates are not news."""
    report = daily.report
    things: dict[str, Card | Notice | NewPaper] = {one.id: one for one in report.cards}
    things |= {one.id: one for one in report.notices} | {one.id: one for one in report.new_papers}
    for number, (line, item) in enumerate(zip(report.lines, items(report), strict=True), 1):
        if item in things and item not in gone:
            step = Step(report.on, daily.revision, number, item, line.what, line.value, line.tag)
            yield Said(step, line, things[item])
