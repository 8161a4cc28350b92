"""One page for each document: its dates, validity, versions, events, publications and text; and the list of them all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from domain.card import Edition, Passage
from domain.change import EventKind, Severity, Status
from domain.document import Document, Measure
from domain.record import ChangeRecord, DocumentRecord
from domain.text import Span
from reports import charts
from reports.folding import slides
from reports.language import _
from reports.lines import province_order
from reports.passages import passage
from reports.shelf import Shelf
from reports.site import comparing, places
from reports.site.drawing import draw
from reports.site.shelves import Paper, Shelves
from reports.site.wording import STATUSES
from reports.site.writing import Page, key
from reports.text import local

SOON = timedelta(days=180)
"""As early as the first reminder of the daily report."""

SPELLS = 6
"""Versions drawn in the timeline; the newest ones."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One version in the timeline: what it changed against the one before, and which report told of it."""

    edition: Edition
    told: str
    report: str | None


def pages(shelves: Shelves) -> Iterator[Page]:
    """The documents one by one, each with its comparisons, then the list."""
    for number in shelves.records:
        paper, shelf = shelves.paper(number), Shelf(shelves.store)
        yield _page(shelves, paper, shelf)
        yield from comparing.pages(shelves, paper, shelf)
    yield _list(shelves)


def _list(shelves: Shelves) -> Page:
    records = sorted(shelves.records.values(), key=lambda one: (*province_order(one.province), one.title, one.id))
    rows = [(one, standing(one, shelves.today), _last_change(shelves, one)) for one in records]

    def made() -> bytes:
        groups = [(name, list(group)) for name, group in groupby(rows, key=lambda row: row[0].province or "")]
        return draw("papers.html.j2", places.PAPERS, groups=groups, count=len(rows))

    return Page(places.PAPERS, key("papers", rows), made)


def _last_change(shelves: Shelves, record: DocumentRecord) -> date | None:
    told = [one.created for one in shelves.changes.get(record.id, ()) if one.change.severity is Severity.SUBSTANTIVE]
    return local(max(told)).date() if told else None


def standing(record: DocumentRecord, today: date | None) -> str:
    """The effect of a document in a word, as far as its own dates and its events tell."""
    if record.repealed:
        return _("已废止")
    if today and record.expires_on and record.expires_on < today:
        return _("已届满")
    if today and record.effective_on and record.effective_on > today:
        return _("尚未施行")
    if today and record.expires_on and record.expires_on <= today + SOON:
        return _("将届满")
    return _("有效期内") if record.expires_on else ""


def _page(shelves: Shelves, paper: Paper, shelf: Shelf) -> Page:
    record = paper.record
    path = places.paper(record.id)
    word = standing(record, shelves.today)
    gone = sorted(one.id for one in paper.events if f"E{one.id}" in shelves.struck)

    def made() -> bytes:
        newest = shelf.text(record.id)
        text = list(reading(newest))
        stages = [_stage(shelves, paper, shelf, number) for number in range(len(paper.versions), 0, -1)]
        data = {"paper": shelf.paper(record.id), "standing": word, "stages": stages, "shelved": paper, "document": newest}
        data |= {
            "pairs": set(comparing.wanted(len(paper.versions))),
            "chart": _validity(paper, stages, gone),
            "gone": gone,
            "last": len(paper.versions),
        }
        return draw(
            "paper.html.j2", path, **data, text=text, rewritten=not any(words.verbatim for _heading, _measure, words in text)
        )

    # The newest version is seen again every day; when, is not shown, or every page would be written every day.
    versions = [replace(one, seen=record.first_seen) if one.sequence == record.versions else one for one in paper.versions]
    reports = [_report(shelves, one) for one in paper.changes]
    ids = [one.id for one in paper.changes], [one.id for one in paper.events]
    return Page(path, key("paper", record, word, versions, reports, ids, gone, paper.publications), made)


def _stage(shelves: Shelves, paper: Paper, shelf: Shelf, number: int) -> Stage:
    changes = [one for one in paper.changes if one.to_sequence == number]
    reports = (link for one in sorted(changes, key=lambda one: slides(one.change)) if (link := _report(shelves, one)))
    return Stage(shelf.edition(paper.record.id, number), _told([one.change.status for one in changes]), next(reports, None))


def _told(statuses: Sequence[Status]) -> str:
    """``修改 2 · 新增 1``."""
    counted = ((status, statuses.count(status)) for status in STATUSES)
    return " · ".join(f"{_(STATUSES[status])} {count}" for status, count in counted if count)


def _report(shelves: Shelves, change: ChangeRecord) -> str | None:
    """The page of the report that told of a change, at its card; what only slid to another number has none."""
    issue = shelves.delivered.get(change.report) if change.report else None
    if issue is None or issue.page is None:
        return None
    return issue.page if slides(change.change) else f"{issue.page}#C{change.id}"


def _marks(paper: Paper, gone: Collection[int]) -> list[tuple[date, str]]:
    """The dates of the newest text and of its end, each under its own name; an end that was taken back (``gone``) is none."""
    record = paper.record
    ends = (one for one in paper.events if one.event.kind is EventKind.REPEALED and not one.event.measures)
    repealed = next((one.created for one in ends if one.id not in gone), None)
    named = (
        (record.effective_on, _("施行")),
        (record.expires_on, _("届满")),
        (local(repealed).date() if repealed else None, _("见到废止")),
    )
    return [(day, f"{word} {day}") for day, word in named if day]


def _validity(paper: Paper, stages: Sequence[Stage], gone: Collection[int]) -> Markup:
    """Validity as the text states it, and under it how long each version stood on the page."""
    record = paper.record
    spells = []
    if record.effective_on and not (record.expires_on and record.expires_on < record.effective_on):
        spells.append(charts.Spell(_("效力"), record.effective_on, record.expires_on, "over" if record.repealed else "law"))
    seen = [
        (stage.edition.sequence, local(stage.edition.snapshot).date()) for stage in reversed(stages) if stage.edition.snapshot
    ]
    ends = [*(day for _number, day in seen[1:]), None]
    spells += [
        charts.Spell(_("第{number}版").format(number=number), day, end) for (number, day), end in zip(seen, ends, strict=True)
    ][-SPELLS:]
    caption = charts.Caption("validity", _("效力与版本时间线"), _("效力起止与各版出现的先后；日期见上面各项与下面的版本列表。"))
    return charts.timeline(caption, spells, _marks(paper, gone)) if spells else Markup("")


def reading(document: Document) -> Iterator[tuple[str | None, Measure | None, Passage]]:
    """The text to read: each measure under its section; the whole text where a document has no measures."""
    if not document.measures:
        yield None, None, passage(document, Span(0, len(document.text)))
    section = None
    for measure in document.measures:
        heading = measure.section if measure.section != section else None
        section = measure.section
        yield heading, measure, passage(document, measure.span)
