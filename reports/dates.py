"""施行, 届满 and target dates that are still to come, and the days on which to remind of them.

A reminder every morning would be furniture; one is due only when the days left pass one of the steps below since the last report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from domain.document import Basis, Document, DocumentKind, FactKind
from domain.record import DocumentRecord
from domain.report import DateKind, Upcoming
from reports.shelf import Shelf
from reports.text import cut

STEPS = {
    DateKind.EXPIRY: (180, 90, 60, 30, 14, 7, 3, 1, 0),
    DateKind.EFFECTIVE: (7, 0),
    DateKind.TARGET: (),
}
"""Days left at which a reminder is due. The first is half a year: 延续注册 is to be applied for six months before a licence ends.
Targets bind the authority, not the reader, and are only listed."""

HORIZON = {DateKind.EXPIRY: 730, DateKind.EFFECTIVE: 730, DateKind.TARGET: 180}
"""How many days ahead a date is listed at all."""

_ACTS = frozenset({DocumentKind.POLICY, DocumentKind.LAW, DocumentKind.NOTICE, DocumentKind.OTHER})


def upcoming(shelf: Shelf, on: date, since: date | None) -> tuple[Upcoming, ...]:
    """All dates from ``on`` up to the horizon, nearest first. ``since`` is the day of the last report, None on the first day."""
    dates = (found for record in shelf.store.documents_ahead(on) for found in _dates(record, shelf, on, since))
    return tuple(sorted(dates, key=lambda one: (one.on, one.kind, one.paper.id, one.words)))


def of_paper(shelf: Shelf, document: int, on: date) -> tuple[Upcoming, ...]:
    """Every date of one document, however far or past; none where it was repealed."""
    record = shelf.record(document)
    if record.repealed or record.kind not in _ACTS:
        return ()
    version, text = shelf.version(document)
    paper, computed = shelf.paper(document), _computed(text)
    return tuple(
        Upcoming(
            paper, kind, day, (day - on).days, words, 0, computed if kind is DateKind.EXPIRY else "", key, version.sequence
        )
        for kind, day, words, key in _named(record, text)
    )


def _dates(record: DocumentRecord, shelf: Shelf, on: date, since: date | None) -> Iterator[Upcoming]:
    """The dates of one document within their horizon, with the reminder that is due."""
    for one in of_paper(shelf, record.id, on):
        if 0 <= one.days <= HORIZON[one.kind]:
            yield replace(one, reminder=_reminder(one.kind, one.on, on, since))


def _named(record: DocumentRecord, document: Document) -> Iterator[tuple[DateKind, date, str, str]]:
    """Kind, day, words and key of every date of a document."""
    if record.effective_on:
        yield DateKind.EFFECTIVE, record.effective_on, "", "effective"
    if record.expires_on:
        yield DateKind.EXPIRY, record.expires_on, "", "expiry"
    yield from _targets(document)


def _targets(document: Document) -> Iterator[tuple[DateKind, date, str, str]]:
    """Deadlines that stand in a measure, each once, with the number of the measure and its words.

    The key is the title of the measure and which of its deadlines it is, so that neither a new number nor a new day makes it another.
    """
    seen: set[tuple[int, date]] = set()
    count = Counter[str]()
    for fact in document.facts:
        day = _iso(fact.to_value) if fact.kind is FactKind.DATE_DEADLINE else None
        if day is None or fact.ordinal is None or (fact.ordinal, day) in seen:
            continue
        seen.add((fact.ordinal, day))
        measure = document.measure(fact.ordinal)
        name = measure.title or measure.number
        count[name] += 1
        words = f"{measure.number}{cut(measure.title or fact.text, 20)}"
        yield DateKind.TARGET, day, words, f"target {name} {count[name]}"


def _iso(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _computed(document: Document) -> str:
    """The words an end date was worked out from, empty where the page prints the date itself."""
    found = (one.raw for one in document.stated if one.field == "expires_on" and one.basis is not Basis.STATED)
    return next(found, "")


def _reminder(kind: DateKind, day: date, on: date, since: date | None) -> int:
    """Which reminder falls between the last report and this one, counted from 1; 0 for none."""
    if since is None:
        return 0
    passed = _passed(STEPS[kind], (day - on).days)
    return passed if passed > _passed(STEPS[kind], (day - since).days) else 0


def _passed(steps: Iterable[int], days: int) -> int:
    return sum(days <= step for step in steps)
