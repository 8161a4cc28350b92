"""A document held against others: counterparts (他省同类) and novelty (新内容).

Two measures are counterparts by what they commit to, not by their titles: equal titles often stand over different contents, and one
commitment under different titles. See :mod:`differ.profiles` for the score and ``docs/differ.md`` for the calibration.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from differ.commitments import commitments, unlike
from differ.profiles import CONCEPT, Rarity, cosines, grams, subjects
from domain.document import Document, Measure
from domain.relation import Link, New, Novelty, Place, Relation

SAME_MEASURE = 0.26  # Raw score from which two measures are the same measure (strength 3).
SHARED = 0.125  # ... share at least one concrete commitment (2): the best F1 left-out pair by left-out pair lies in 0.12..0.13.
TOPIC = 0.06  # ... stand under the same topic (1).


@dataclass(frozen=True, slots=True)
class _Entry:
    place: Place
    measure: Measure


def relate(documents: Sequence[Document]) -> Relation:
    """The links between measures of different documents, best first, and the novelty of every measure of each."""
    found = links(documents)
    return Relation(found, _novelty(documents, _entries(documents), found))


def links(documents: Sequence[Document]) -> tuple[Link, ...]:
    """The links of :func:`relate` alone."""
    entries = _entries(documents)
    return tuple(sorted(_links(entries, entries), key=_rank))


def counterparts(document: Document, baseline: Sequence[Document]) -> tuple[Link, ...]:
    """The links of ``document`` (place 0) to the documents of ``baseline`` (places 1, 2 ...), best first."""
    entries = _entries([document, *baseline])
    own = [entry for entry in entries if entry.place.document == 0]
    return tuple(sorted(_links(own, entries), key=_rank))


def novelty(document: Document, baseline: Sequence[Document]) -> tuple[Novelty, ...]:
    """What of each measure of ``document`` no document of ``baseline`` says."""
    documents = [document, *baseline]
    entries = _entries(documents)
    own = [entry for entry in entries if entry.place.document == 0]
    return _novelty(documents, own, tuple(_links(own, entries)))


def _entries(documents: Sequence[Document]) -> list[_Entry]:
    return [
        _Entry(Place(number, measure.ordinal), measure)
        for number, document in enumerate(documents)
        for measure in document.measures
    ]


def _rank(link: Link) -> tuple[float, int, int, int, int]:
    return -link.score, link.a.document, link.a.ordinal, link.b.document, link.b.ordinal


def _links(own: list[_Entry], entries: list[_Entry]) -> list[Link]:
    """Every pair from ``own`` to a later document that scores as a topic or more. ``entries`` holds all measures of the call."""
    table = _scores(own, entries)
    links = []
    for entry, scores in zip(own, table, strict=True):
        for other, score in zip(entries, scores, strict=True):
            if other.place.document > entry.place.document and score >= TOPIC:
                links.append(Link(entry.place, other.place, _published(score), _strength(score)))
    return links


def _published(score: float) -> float:
    """The score in 0..1, rounded so that it does not depend on the order of a sum."""
    return round(min(score / (1 + CONCEPT), 1.0), 4)


def _strength(score: float) -> int:
    return 3 if score >= SAME_MEASURE else 2 if score >= SHARED else 1


def _scores(own: list[_Entry], entries: list[_Entry]) -> list[list[float]]:
    texts = [f"{entry.measure.title}。{entry.measure.body}" for entry in entries]
    mine = {entry.place for entry in own}
    total = [[0.0] * len(entries) for _ in own]
    for weight, read in ((1.0, grams), (CONCEPT, subjects)):
        bags = [read(text) for text in texts]
        rarity = Rarity(bags)
        vectors = [rarity.unit(bag) for bag in bags]
        rows = [vector for entry, vector in zip(entries, vectors, strict=True) if entry.place in mine]
        for line, cosine in zip(total, cosines(rows, vectors), strict=True):
            line[:] = [sum_ + weight * value for sum_, value in zip(line, cosine, strict=True)]
    return total


def _novelty(documents: Sequence[Document], own: list[_Entry], links: Sequence[Link]) -> tuple[Novelty, ...]:
    shared = {place for link in links if link.strength >= 2 for place in (link.a, link.b)}
    fresh = unlike(documents, {entry.place for entry in own})
    found = []
    for entry in own:
        spans = fresh[entry.place]
        new = New.WHOLE if entry.place not in shared else New.PARTLY if spans else New.NONE
        found.append(Novelty(entry.place, new, commitments(entry.measure) if new is New.WHOLE else spans))
    return tuple(found)
