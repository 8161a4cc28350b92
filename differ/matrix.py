"""省际比较表: the commitments that provinces share, one a row, and what each province says of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from differ.acts import Act, acts, leads
from differ.fold import key
from differ.gathered import Draft, Field, gather
from differ.hard import hard_facts
from differ.joined import likeness
from differ.matters import OBJECTS, PARAMETERS, around, matters, mention
from differ.naming import named
from differ.phrase import STILL, Phrase, phrase
from differ.relate import links as linked
from differ.subjects import TOPICS, topics
from domain.document import Document, Fact
from domain.matrix import Cell, Column, Mark, Matrix, Row, Said
from domain.relation import Link, Place
from domain.text import Span

BESIDE = 0.2
"""Likeness from which an act of a measure on the same topic stands beside a row."""
REACH = 2
"""Clauses between the one that names a matter and one whose number still belongs to it."""
MOST = 2
"""What is shown of a province that only stands beside a row."""
_ORDER = {Mark.HARD: 0, Mark.SOFT: 1, Mark.ADJACENT: 2}


def matrix(columns: Sequence[Column], documents: Sequence[Document]) -> Matrix:
    """The rows that :func:`differ.relate.relate` joins between documents of different columns, cut down to the commitment shared.

    A document that stands in no column is left out.
    """
    column_of = {document: number for number, column in enumerate(columns) for document in column.documents}
    links = [link for link in linked(documents) if _apart(column_of, link)]
    said = [act for act in acts(documents) if act.place.document in column_of]
    places = [column_of[act.place.document] for act in said]
    strong = [link for link in links if link.strength >= 2]
    ground = Field(said, places, likeness(said, places), strong, _neighbours(strong))
    table = _Table(columns, documents, ground, _neighbours(links))
    return Matrix(tuple(columns), table.rows(gather(ground)))


def _neighbours(links: Iterable[Link]) -> defaultdict[Place, set[Place]]:
    found: defaultdict[Place, set[Place]] = defaultdict(set)
    for link in links:
        found[link.a].add(link.b)
        found[link.b].add(link.a)
    return found


def _apart(column_of: dict[int, int], link: Link) -> bool:
    one, other = column_of.get(link.a.document), column_of.get(link.b.document)
    return one is not None and other is not None and one != other


class _Table:
    def __init__(
        self, columns: Sequence[Column], documents: Sequence[Document], ground: Field, near: Mapping[Place, set[Place]]
    ) -> None:
        self._columns, self._documents, self._ground = columns, documents, ground
        self._facts: dict[int, list[Fact]] = {number: hard_facts(document) for number, document in enumerate(documents)}
        self._near = near
        self._naming: dict[str, list[int]] = defaultdict(list)
        self._of: dict[Place, list[int]] = defaultdict(list)
        for number, act in enumerate(ground.acts):
            self._of[act.place].append(number)
            for matter in act.matters:
                self._naming[matter].append(number)

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
        """What stands only beside a row: by column and measure, the acts. Those most like the row, where no act of the column says it."""
        ground = self._ground
        sayers = {ground.columns[number] for number in draft.acts}
        naming = {number for matter in around(draft.matter) for number in self._naming[matter]}
        linked_to = {other for place in ground.places(draft.acts) for other in self._near[place]}
        near: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for number in naming.union(*(self._of[place] for place in linked_to)):
            if ground.columns[number] not in sayers:
                mean = ground.mean(number, draft.acts)
                if number in naming or mean >= BESIDE:
                    near[ground.columns[number]].append((-mean, number))
        chosen = [number for found in near.values() for _, number in sorted(found)[:MOST]]
        found: dict[int, dict[Place, list[int]]] = {}
        for number in dict.fromkeys([*draft.beside, *chosen]):
            found.setdefault(ground.columns[number], {}).setdefault(ground.acts[number].place, []).append(number)
        return found

    def _said(self, place: Place, numbers: Sequence[int], draft: Draft, runs: Sequence[str], *, beside: bool = False) -> Said:
        """Its acts, the most like the row first."""
        ranked = sorted(numbers, key=lambda number: (-self._ground.mean(number, draft.acts), number))
        said = [self._ground.acts[number] for number in ranked]
        facts = [] if beside else self._committing(place, said, draft)
        spans = tuple(sorted({act.sentence for act in said}))
        mark = Mark.ADJACENT if beside else Mark.HARD if facts else Mark.SOFT
        return Said(place, mark, spans, self._phrase(place, said, draft, runs, facts))

    def _committing(self, place: Place, said: Sequence[Act], draft: Draft) -> list[Fact]:
        """The hard numbers of the acts that belong to the row."""
        text = self._documents[place.document].text
        held = [clause for act in said for clause in _held_to(text, act, draft.matter)]
        return [fact for fact in self._facts[place.document] if any(clause.overlaps(fact.span) for clause in held)]

    def _phrase(self, place: Place, said: Sequence[Act], draft: Draft, runs: Sequence[str], facts: Sequence[Fact]) -> Span:
        text = self._documents[place.document].text
        clauses = [clause for act in said for clause in act.clauses]
        anchors = _anchors(text, clauses, draft.matter, runs)
        if facts:
            fact = min(facts, key=lambda one: min((_distance(one.span, anchor) for _, anchor in anchors if anchor), default=0))
            clause = next(clause for clause in clauses if clause.overlaps(fact.span))
            return phrase(text, clause, None, [one for one in facts if clause.overlaps(one.span)]).span
        first = said[0].clauses
        own = [one for one in anchors if one[0] in first] or anchors or [(max(first, key=len), None)]
        told = [
            (leads(clause.of(text)), -_told(text, clause, runs), _held(text, clauses, clause, anchor)) for clause, anchor in own
        ]
        return min(told, key=lambda one: (one[0], one[2].cut, one[1]))[2].span


def _told(text: str, clause: Span, runs: Sequence[str]) -> int:
    """How many of the words that the columns share stand in a clause."""
    return sum(run in clause.of(text) for run in runs[:5])


def _held_to(text: str, act: Act, matter: str | None) -> list[Span]:
    """The clauses of an act that speak of a matter: those that name it, and those near them that turn to no other."""
    if matter is None:
        return list(act.clauses)
    named = [matters(key(clause.of(text))) - PARAMETERS for clause in act.clauses]
    naming = [number for number, found in enumerate(named) if matter in found] or [0]
    reach = 0 if matter in OBJECTS else REACH
    return [
        clause
        for number, clause in enumerate(act.clauses)
        if matter in named[number] or (not named[number] and min(abs(number - other) for other in naming) <= reach)
    ]


def _anchors(text: str, clauses: Sequence[Span], matter: str | None, runs: Sequence[str]) -> list[tuple[Span, Span | None]]:
    """The clauses that name the matter, each with the words that do; else those that name a broader one, or share the words of the row."""
    for about in ([matter] if matter else [], sorted(around(matter))):
        if found := [(clause, words) for clause in clauses for one in about if (words := mention(one, text, clause))]:
            return [*found]
    return [
        (clause, Span(at, at + len(run)))
        for clause in clauses
        for run in runs[:1]
        if (at := text.find(run, clause.start, clause.end)) >= 0
    ]


def _held(text: str, clauses: Sequence[Span], clause: Span, anchor: Span | None) -> Phrase:
    """The phrase of a clause; of the next one where it only says when that holds."""
    after = next((one for one in clauses if one.start == clause.end), None)
    if after is not None and leads(clause.of(text)):
        both = phrase(text, Span(clause.start, after.end), anchor)
        return both if both.cut == 0 and len(both.span) <= STILL else phrase(text, after, None)
    return phrase(text, clause, anchor)


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _rank(row: Row) -> tuple[int, int, int, int, str]:
    marks = Counter(cell.mark for cell in row.cells)
    said = marks[Mark.HARD] + marks[Mark.SOFT]
    return TOPICS.index(row.topic), -said, -marks[Mark.HARD], -marks[Mark.ADJACENT], row.name
