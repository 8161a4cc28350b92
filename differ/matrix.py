"""省际比较表: the commitments that provinces share, one a row, and what each province says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from differ.acts import Act, acts
from differ.gathered import Draft, Field, gather
from differ.hard import hard_facts
from differ.joined import likeness
from differ.matters import mention
from differ.naming import named
from differ.phrase import phrase
from differ.relate import relate
from differ.subjects import TOPICS, topics
from domain.document import Document, Fact
from domain.matrix import Cell, Column, Mark, Matrix, Row, Said
from domain.relation import Link, Place
from domain.text import Span

BESIDE = 0.12
"""Likeness from which an act of a measure with the same topic stands beside a row."""
_ORDER = {Mark.HARD: 0, Mark.SOFT: 1, Mark.ADJACENT: 2}


def matrix(columns: Sequence[Column], documents: Sequence[Document]) -> Matrix:
    """The rows that :func:`differ.relate.relate` joins between documents of different columns, cut down to the commitment shared.

    A document that stands in no column is left out.
    """
    column_of = {document: number for number, column in enumerate(columns) for document in column.documents}
    links = [link for link in relate(documents).links if _apart(column_of, link)]
    said = [act for act in acts(documents) if act.place.document in column_of]
    places = [column_of[act.place.document] for act in said]
    ground = Field(said, places, likeness(said, places), [link for link in links if link.strength >= 2])
    table = _Table(columns, documents, ground, links)
    return Matrix(tuple(columns), table.rows(gather(ground)))


def _apart(column_of: dict[int, int], link: Link) -> bool:
    one, other = column_of.get(link.a.document), column_of.get(link.b.document)
    return one is not None and other is not None and one != other


class _Table:
    def __init__(self, columns: Sequence[Column], documents: Sequence[Document], ground: Field, links: Iterable[Link]) -> None:
        self._columns, self._documents, self._ground = columns, documents, ground
        self._facts: dict[int, list[Fact]] = {number: hard_facts(document) for number, document in enumerate(documents)}
        self._beside: dict[Place, set[Place]] = {}
        for link in links:
            self._beside.setdefault(link.a, set()).add(link.b)
            self._beside.setdefault(link.b, set()).add(link.a)

    def rows(self, drafts: Sequence[Draft]) -> tuple[Row, ...]:
        topics_ = [self._topic(draft) for draft in drafts]
        names = named(drafts, topics_, self._ground, self._documents)
        rows = [
            Row(name, topic, self._cells(draft, runs))
            for draft, topic, (name, runs) in zip(drafts, topics_, names, strict=True)
        ]
        return tuple(sorted(rows, key=_rank))

    def _topic(self, draft: Draft) -> str:
        """By the words of the row; else by those of its measures."""
        ground = self._ground
        texts = "".join(sorted({ground.acts[number].text for number in draft.acts}))
        found = topics(draft.matter or "", texts)
        if found:
            return found[0]
        votes = Counter(topic for place in ground.places(draft.acts) for topic in self._topics_of(place)[:1])
        return min(votes, key=lambda topic: (-votes[topic], TOPICS.index(topic)), default=TOPICS[-2])

    def _topics_of(self, place: Place) -> tuple[str, ...]:
        measure = self._documents[place.document].measure(place.ordinal)
        return topics(measure.title, measure.body, measure.section or "")

    def _cells(self, draft: Draft, runs: Sequence[str]) -> tuple[Cell, ...]:
        ground = self._ground
        by_column: list[dict[Place, list[int]]] = [{} for _ in self._columns]
        for number in draft.acts:
            act = ground.acts[number]
            by_column[ground.columns[number]].setdefault(act.place, []).append(number)
        beside = self._adjacent(draft)
        return tuple(
            self._cell(column, said, beside.get(number, {}), draft, runs)
            for number, (column, said) in enumerate(zip(self._columns, by_column, strict=True))
        )

    def _cell(
        self, column: Column, said: dict[Place, list[int]], beside: dict[Place, list[int]], draft: Draft, runs: Sequence[str]
    ) -> Cell:
        found = [self._said(place, numbers, draft, runs) for place, numbers in said.items()]
        found += [
            self._said(place, numbers, draft, runs, beside=True) for place, numbers in beside.items() if place not in said
        ]
        if not found:
            return Cell(Mark.ABSENT if column.whole else Mark.MISSING)
        found.sort(key=lambda one: (_ORDER[one.mark], one.place.document, one.place.ordinal))
        return Cell(found[0].mark, tuple(found))

    def _adjacent(self, draft: Draft) -> dict[int, dict[Place, list[int]]]:
        """What stands only beside a row: by column and measure, the acts."""
        ground = self._ground
        found: dict[int, dict[Place, list[int]]] = {}
        for number in draft.beside:
            found.setdefault(ground.columns[number], {}).setdefault(ground.acts[number].place, []).append(number)
        sayers = {ground.columns[number] for number in draft.acts}
        linked = {other for place in ground.places(draft.acts) for other in self._beside.get(place, ())}
        for number, act in enumerate(ground.acts):
            column = ground.columns[number]
            if column in sayers:
                continue
            near = act.place in linked and max(ground.alike.get(number, {}).get(other, 0.0) for other in draft.acts) >= BESIDE
            if near or (draft.matter is not None and draft.matter in act.matters):
                here = found.setdefault(column, {}).setdefault(act.place, [])
                if number not in here:
                    here.append(number)
        return found

    def _said(self, place: Place, numbers: Sequence[int], draft: Draft, runs: Sequence[str], *, beside: bool = False) -> Said:
        text = self._documents[place.document].text
        said = [self._ground.acts[number] for number in numbers]
        facts = (
            []
            if beside
            else [fact for fact in self._facts[place.document] if any(act.span.contains(fact.span) for act in said)]
        )
        spans = tuple(sorted({act.sentence for act in said}))
        mark = Mark.ADJACENT if beside else Mark.HARD if facts else Mark.SOFT
        return Said(place, mark, spans, self._phrase(text, said, draft, runs, facts))

    def _phrase(self, text: str, said: Sequence[Act], draft: Draft, runs: Sequence[str], facts: Sequence[Fact]) -> Span:
        anchors = [
            (clause, anchor) for act in said for clause in act.clauses if (anchor := _anchor(text, clause, draft.matter, runs))
        ]
        if facts:
            fact = min(facts, key=lambda one: min((_distance(one.span, anchor) for _, anchor in anchors), default=0))
            clause = next(clause for act in said for clause in act.clauses if clause.overlaps(fact.span))
            here = [one for one in facts if clause.contains(one.span)] or [fact]
            return phrase(text, clause, None, here)
        if anchors:
            return min((phrase(text, clause, anchor) for clause, anchor in anchors), key=len)
        return phrase(text, max((clause for act in said for clause in act.clauses), key=len), None)


def _anchor(text: str, clause: Span, matter: str | None, runs: Sequence[str]) -> Span | None:
    if matter and (found := mention(matter, text, clause)):
        return found
    for run in () if matter else runs:
        at = text.find(run, clause.start, clause.end)
        if at >= 0:
            return Span(at, at + len(run))
    return None


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _rank(row: Row) -> tuple[int, int, int, int, str]:
    marks = Counter(cell.mark for cell in row.cells)
    said = marks[Mark.HARD] + marks[Mark.SOFT]
    return TOPICS.index(row.topic), -said, -marks[Mark.HARD], -marks[Mark.ADJACENT], row.name
