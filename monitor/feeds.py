"""The files that feed readers and calendars subscribe to: the same names every day, made anew from the newest reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from differ.subjects import TOPICS
from domain.errors import InputError
from domain.report import Report, ReportKind
from domain.source import Source
from monitor.wiring import Rooms
from reports.feeds import LONGEST, Choice, feed
from reports.language import speaking
from reports.renderers import render
from reports.renderers.json import decode

FOLDER = "feeds"


def newest(rooms: Rooms) -> list[Report]:
    """The newest daily reports as they were delivered, newest first."""
    return [decode(record.data) for record in rooms.store.reports(ReportKind.DAILY, limit=LONGEST)]


def files(reports: Sequence[Report], sources: Iterable[Source], formats: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Name and content: with ``atom`` a feed of everything, of each enabled source and of each topic, with ``ics`` the newest dates."""
    if "atom" in formats:
        yield "all.atom", feed(reports)
        yield from ((f"source-{one.id}.atom", feed(reports, _of(one))) for one in sources if one.enabled)
        yield from ((f"topic-{name}.atom", feed(reports, Choice(topic=name))) for name in TOPICS)
    if "ics" in formats and reports:
        yield "dates.ics", render(reports[0], "ics")


def one(rooms: Rooms, topic: str, source: str) -> bytes:
    """The feed of a topic, of a source, or of what a source says on a topic. Raises InputError for a name there is none of."""
    if source and source not in rooms.sources:
        raise InputError(f"no source is called {source!r}; `regdelta sources list` names them")
    with speaking(rooms.project.config.report.lang):
        return feed(newest(rooms), _of(rooms.sources[source], topic) if source else Choice(topic))


def _of(source: Source, topic: str = "") -> Choice:
    return Choice(topic, source.id, source.name)
