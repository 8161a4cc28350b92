"""A site made from the mornings of the report's tests."""

from __future__ import annotations

from pathlib import Path

import msgspec

from domain.report import Report
from monitor.site import TOOLS
from reports.renderers import render
from reports.site.build import build_site
from reports.site.shelves import Shelves
from reports.site.writing import Written
from tests.unit.reports.desk import Desk
from tests.unit.reports.mornings import report_of


def publish(desk: Desk, folder: Path, revision: int = 1) -> Report:
    """Write and note the report of this morning, as a run does."""
    report = report_of(desk, revision)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{report.on}" if revision == 1 else f"{report.on}-v{revision}"
    for kind, ending in (("html", "html"), ("json", "json")):
        (folder / f"{name}.{ending}").write_bytes(render(report, kind))
    changes, events = desk.store.undelivered()
    desk.store.record_report(
        desk.on, "daily", desk.window, desk.at, msgspec.json.encode(report), [c.id for c in changes], [e.id for e in events],
        run=desk.round.id if desk.round else None,
    )  # fmt: skip
    return report


def build(desk: Desk, folder: Path) -> Written:
    return build_site(desk.store, folder, desk.sources, TOOLS)


def shelves(desk: Desk, folder: Path) -> Shelves:
    return Shelves(desk.store, folder, folder, desk.sources, TOOLS)
