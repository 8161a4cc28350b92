"""Reports as delivered and the files of each on disk, by day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import DecodeError

from domain.record import ReportRecord
from domain.report import Report
from reports.renderers.json import decode
from reports.site import places
from reports.site.wording import report_word

DAILY = "daily"
FEEDS = "feeds"
ENDINGS = (".html", ".docx", ".xlsx", ".pdf", ".md", ".txt", ".csv", ".json", ".atom", ".ics")
"""In the order in which a reader wants them."""

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_REVISION = re.compile(r"[-_]v(\d{1,4})(?!\d)")


@dataclass(frozen=True)
class Issue:
    """One report as delivered, with the names of its files in the folder of reports."""

    record: ReportRecord
    files: tuple[str, ...]

    @cached_property
    def report(self) -> Report | None:
        """What it said; None if it is of a kind or age this program does not read."""
        try:
            return decode(self.record.data)
        except DecodeError:
            return None

    @property
    def page(self) -> str | None:
        """Its HTML file."""
        return next((name for name in self.files if name.endswith(".html")), None)

    @property
    def data(self) -> tuple[object, ...]:
        """What tells it from any other, for the key of a page."""
        return self.record.id, self.record.on, self.record.revision, self.record.kind, self.files


@dataclass(frozen=True, slots=True)
class Day:
    """The daily reports of one day, the first revision first."""

    on: date
    issues: tuple[Issue, ...]

    @property
    def substantive(self) -> int:
        """Changes told on that day, each once, in however many revisions it stands."""
        return len({card.id for issue in self.issues if issue.report for card in issue.report.cards})

    @property
    def other(self) -> int:
        """New documents and reminders of effect."""
        reports = [issue.report for issue in self.issues if issue.report]
        return sum(report.verdict.new_documents + report.verdict.effects for report in reports)

    @property
    def failed(self) -> int:
        """Sources that could not be looked at, as the newest revision says."""
        last = self.issues[-1].report
        return len(last.sources.bad) if last else 0


def issues(records: Iterable[ReportRecord], folder: Path) -> tuple[Issue, ...]:
    """Every report, newest first, each with the files that are there under its day, revision and kind."""
    known = list(records)
    kinds = {record.kind for record in known} - {DAILY}
    files: dict[tuple[date, int, str], list[str]] = {}
    for name in report_files(folder):
        if said := _said(name, kinds):
            files.setdefault(said, []).append(name)
    made = (Issue(record, tuple(files.get((record.on, record.revision, record.kind), ()))) for record in known)
    return tuple(sorted(made, key=lambda one: (one.record.on, one.record.revision, one.record.id), reverse=True))


def days(found: Sequence[Issue]) -> tuple[Day, ...]:
    """Days with a daily report, newest first."""
    by_day: dict[date, list[Issue]] = {}
    for issue in found:
        if issue.record.kind == DAILY:
            by_day.setdefault(issue.record.on, []).append(issue)
    return tuple(Day(on, tuple(reversed(group))) for on, group in by_day.items())


def report_files(folder: Path) -> list[str]:
    """Files a reader may open, in the order of their endings."""
    if not folder.is_dir():
        return []
    names = (path.name for path in folder.iterdir() if path.suffix in ENDINGS and path.name != places.HOME and path.is_file())
    return sorted(names, key=lambda name: (ENDINGS.index(Path(name).suffix), name))


def feeds(folder: Path) -> list[str]:
    """The files that feed readers and calendars subscribe to, if the project writes them: their names stay, their content does not."""
    return sorted(f"{FEEDS}/{path.name}" for path in (folder / FEEDS).glob("*") if path.suffix in (".atom", ".ics"))


def _said(name: str, kinds: set[str]) -> tuple[date, int, str] | None:
    """Day, revision and kind that a file's name tells; None if it tells no day."""
    found = _DAY.search(name)
    if found is None:
        return None
    try:
        on = date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
    revision = _REVISION.search(name)
    kind = next((one for one in sorted(kinds) if one in name or report_word(one) in name), DAILY)
    return on, int(revision[1]) if revision else 1, kind
