"""省际比较表: the commitments that provinces share, one a row, and what each province says of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from differ.acts import acts
from differ.cells import Cells
from differ.gathered import Draft, Field, gather
from differ.joined import likeness
from differ.naming import named
from differ.relate import links as linked
from differ.subjects import TOPICS, topics
from domain.document import Document
from domain.matrix import Column, Mark, Matrix, Row
from domain.relation import Link, Place

ANY = "监管能力与监管科学"
"""The topic of a row that no word of the glossary files."""


def matrix(columns: Sequence[Column], documents: Sequence[Document]) -> Matrix:
    """The rows that :func:`differ.relate.relate` joins between documents of different columns, cut down to the commitment shared.

    A document that stands in no column is left out.
    """
    column_of = {document: number for number, column in enumerate(columns) for document in column.documents}
    if len({column for document, column in column_of.items() if documents[document].measures}) < 2:
        return Matrix(tuple(columns), ())  # nothing to be held against each other, however much there is
    links = [link for link in linked(documents) if _apart(column_of, link)]
    said = [act for act in acts(documents) if act.place.document in column_of]
    places = [column_of[act.place.document] for act in said]
    strong = [link for link in links if link.strength >= 2]
    ground = Field(said, places, likeness(said, places), strong, _neighbours(strong))
    cells = Cells(columns, documents, ground, _neighbours(links))
    return Matrix(tuple(columns), tuple(sorted(_rows(gather(ground), ground, documents, cells), key=_rank)))


def _neighbours(links: Iterable[Link]) -> defaultdict[Place, set[Place]]:
    found: defaultdict[Place, set[Place]] = defaultdict(set)
    for link in links:
        found[link.a].add(link.b)
        found[link.b].add(link.a)
    return found


def _apart(column_of: dict[int, int], link: Link) -> bool:
    one, other = column_of.get(link.a.document), column_of.get(link.b.document)
    return one is not None and other is not None and one != other


def _rows(drafts: Sequence[Draft], ground: Field, documents: Sequence[Document], cells: Cells) -> Iterator[Row]:
    found = [_topic(draft, ground, documents) for draft in drafts]
    names = named(drafts, ground, documents)
    for draft, topic, (name, common) in zip(drafts, found, names, strict=True):
        yield Row(name, topic, cells.of(draft, common))


def _topic(draft: Draft, ground: Field, documents: Sequence[Document]) -> str:
    """By the words of the row; else by those of its measures; where they say nothing either, the topic for whatever regulators do."""
    texts = "".join(sorted({ground.acts[number].text for number in draft.acts}))
    if found := topics(draft.matter or "", texts):
        return found[0]
    measures = (documents[place.document].measure(place.ordinal) for place in ground.places(draft.acts))
    votes = Counter(topic for one in measures for topic in topics(one.title, one.body, one.section or "")[:1])
    return min(votes, key=lambda topic: (-votes[topic], TOPICS.index(topic)), default=ANY)


def _rank(row: Row) -> tuple[int, int, int, int, str]:
    marks = Counter(cell.mark for cell in row.cells)
    said = marks[Mark.HARD] + marks[Mark.SOFT]
    return TOPICS.index(row.topic), -said, -marks[Mark.HARD], -marks[Mark.ADJACENT], row.name
