"""What a measure is about, as numbers: its rare character runs and the concepts it touches.

The score of two measures is the cosine of their character 1- to 3-grams, each weighted by how rare it is among all measures of the
call, plus :data:`CONCEPT` times the cosine of their concepts, weighted alike. Phrases that every text of the field has carry no weight.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from differ.concepts import concepts
from differ.fold import key

CONCEPT = 0.15  # Best of 0.05..0.5, leaving one labelled pair of texts out at a time.
_FORMULA = re.compile("药品和?医疗器械|药械|审评审批|(?:支持|对)?符合条件的|高质量发展|按照有关规定|责任单位")
_RUN = re.compile(r"\w+")
_LONGEST = 3

Vector = Mapping[Hashable, float]


def grams(text: str) -> Counter[Hashable]:
    """Character 1- to 3-grams of a text, formulas taken out, none across marks."""
    counted: Counter[Hashable] = Counter()
    for run in _RUN.findall(_FORMULA.sub(" ", key(text))):
        for size in range(1, _LONGEST + 1):
            counted.update(run[i : i + size] for i in range(len(run) - size + 1))
    return counted


def subjects(text: str) -> Counter[Hashable]:
    """The concepts of a text, each once."""
    return Counter(dict.fromkeys(concepts(key(text)), 1))


class Rarity:
    """Inverse document frequency over the texts of one call."""

    def __init__(self, bags: Iterable[Counter[Hashable]]) -> None:
        self._frequency: Counter[Hashable] = Counter()
        self._texts = 0
        for bag in bags:
            self._frequency.update(bag.keys())
            self._texts += 1

    def unit(self, bag: Counter[Hashable]) -> dict[Hashable, float]:
        """The bag as a vector of length 1 (empty for an empty bag)."""
        vector = {item: (1 + math.log(count)) * self._weight(item) for item, count in bag.items()}
        length = math.sqrt(sum(value * value for value in vector.values()))
        return {item: value / length for item, value in vector.items()} if length else {}

    def _weight(self, item: Hashable) -> float:
        return math.log((self._texts + 1) / (self._frequency[item] + 0.5))


def cosines(rows: Sequence[Vector], columns: Sequence[Vector]) -> list[list[float]]:
    """The cosine of every row with every column, both given as unit vectors."""
    if not rows or not columns:
        return [[] for _ in rows]
    numbers: dict[Hashable, int] = {}
    for vector in (*rows, *columns):
        for item in vector:
            numbers.setdefault(item, len(numbers))
    product = sparse(rows, numbers) @ sparse(columns, numbers).T
    table: list[list[float]] = product.toarray().tolist()
    return table


def sparse(vectors: Sequence[Vector], numbers: dict[Hashable, int]) -> Any:
    from scipy.sparse import csr_matrix  # takes 0.2 s and is needed for novelty only

    values = [value for vector in vectors for value in vector.values()]
    places = [numbers[item] for vector in vectors for item in vector]
    ends = [0]
    for vector in vectors:
        ends.append(ends[-1] + len(vector))
    return csr_matrix((values, places, ends), shape=(len(vectors), max(len(numbers), 1)))
