"""Which commitments of a measure no other document makes, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from differ.profiles import Rarity, cosines, grams
from domain.document import Document, Measure
from domain.relation import Place
from domain.text import Span

LIKE = 0.14  # Cosine from which a sentence has its like in another document.


@dataclass(frozen=True, slots=True)
class _Sentence:
    place: Place
    span: Span
    text: str


def commitments(measure: Measure) -> tuple[Span, ...]:
    """The commitments of a measure; the whole body where the normalizer marked none."""
    return measure.commitments or (measure.body_span,)


def unlike(documents: Sequence[Document], wanted: AbstractSet[Place]) -> dict[Place, tuple[Span, ...]]:
    """For every wanted measure the spans of its commitments that have no like in any other document."""
    sentences = _sentences(documents)
    bags = [grams(sentence.text) for sentence in sentences]
    rarity = Rarity(bags)
    vectors = [rarity.unit(bag) for bag in bags]
    asked = [number for number, sentence in enumerate(sentences) if sentence.place in wanted]
    found: dict[Place, list[Span]] = {place: [] for place in wanted}
    for number, row in zip(asked, cosines([vectors[number] for number in asked], vectors), strict=True):
        here = sentences[number]
        others = (value for value, other in zip(row, sentences, strict=True) if other.place.document != here.place.document)
        if max(others, default=0.0) < LIKE:
            found[here.place].append(here.span)
    return {place: tuple(spans) for place, spans in found.items()}


def _sentences(documents: Sequence[Document]) -> list[_Sentence]:
    return [
        _Sentence(Place(number, measure.ordinal), span, span.of(document.text))
        for number, document in enumerate(documents)
        for measure in document.measures
        for span in commitments(measure)
    ]
