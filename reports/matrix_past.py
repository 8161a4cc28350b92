"""The 省际比较表 of an earlier moment, and what it said that is said no longer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from domain.change import EventKind
from domain.comparison_table import Lapse, Turned
from domain.document import Document
from domain.matrix import Column, Matrix
from domain.relation import Place
from domain.run import Window
from reports.corrections import struck
from reports.lines import province_order
from reports.lives import threads
from reports.matrix_papers import Member
from reports.matrix_turns import Turns
from reports.shelf import Shelf

Standing = tuple[tuple[Column, ...], tuple[Member, ...]]
"""Columns, and the version at each position they name, as :func:`reports.matrix_papers.columns` gives them."""

Compare = Callable[[Sequence[Column], Sequence[Document]], Matrix]

_FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


def before(shelf: Shelf, now: Standing, moment: datetime) -> Standing:
    """The same texts as they stood then (aware): each in the version it had, without those that were not known, with those repealed since."""
    columns, members = now
    kept = {place: _then(shelf, document, moment) for place, (document, _sequence) in enumerate(members)}
    held: dict[str, list[Member]] = {
        one.province: [known for place in one.documents if (known := kept[place])] for one in columns
    }
    present = {document for document, _sequence in members}
    for document in sorted(_ended_since(shelf, moment) - present):
        known, record = _then(shelf, document, moment), shelf.record(document)
        if known and record.province and shelf.text(*known).measures:
            held.setdefault(record.province, []).append(known)
    whole = {one.province: one.whole for one in columns}
    return _numbered(held, whole)


def _numbered(held: dict[str, list[Member]], whole: dict[str, bool]) -> Standing:
    columns: list[Column] = []
    members: list[Member] = []
    for province in sorted(held, key=province_order):
        places = tuple(range(len(members), len(members) + len(held[province])))
        columns.append(Column(province, places, bool(places) and whole.get(province, True)))
        members += held[province]
    return tuple(columns), tuple(members)


def _then(shelf: Shelf, document: int, moment: datetime) -> Member | None:
    known = [one.sequence for one in shelf.store.versions(document) if one.created < moment]
    return (document, known[-1]) if known else None


def _ended_since(shelf: Shelf, moment: datetime) -> set[int]:
    gone = struck(shelf.store.corrections())
    return {
        one.document
        for one in shelf.store.events(window=Window(moment, _FOR_EVER))
        if one.event.kind is EventKind.REPEALED and not one.event.measures and f"E{one.id}" not in gone
    }


def lapses(shelf: Shelf, now: Standing, turns: Turns, start: datetime, compare: Compare) -> tuple[Lapse, ...]:
    """The commitments of the table before ``start`` whose measure was deleted or whose paper was repealed since; none costs nothing."""
    if not turns.ends:
        return ()
    columns, members = before(shelf, now, start)
    found = compare(columns, [shelf.text(*one) for one in members])
    gone = dict(_gone(shelf, members, turns))
    return tuple(
        Lapse(
            name=row.name,
            topic=row.topic,
            province=column.province,
            paper=shelf.record(members[said.place.document][0]).title,
            number=shelf.text(*members[said.place.document]).measure(said.place.ordinal).number,
            phrase=said.phrase.of(shelf.text(*members[said.place.document]).text),
            turned=gone[said.place],
        )
        for row in found.rows
        for column, cell in zip(found.columns, row.cells, strict=True)
        for said in cell.said
        if said.place in gone
    )


def _gone(shelf: Shelf, members: Sequence[Member], turns: Turns) -> Iterator[tuple[Place, Turned]]:
    """The measures of these versions that stand no longer."""
    for place, (document, sequence) in enumerate(members):
        ordinals = range(1, len(shelf.text(document, sequence).measures) + 1)
        for (last, ordinal), turned in turns.deleted(document):
            if last >= sequence:
                joined = threads(document, range(sequence, last), shelf)
                was = joined.of((last, ordinal))
                yield from ((Place(place, one), turned) for one in ordinals if joined.of((sequence, one)) == was)
        if ended := turns.ended(document):
            yield from ((Place(place, one), ended) for one in ordinals)
