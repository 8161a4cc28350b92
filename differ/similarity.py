"""How much two pieces of text have in common, when common phrases count little and formulas nothing.

A text is a bag of character pairs, each weighted by how rare it is among the texts held together (inverse document frequency).
Order counts for nothing, so that a measure whose sentences were put in another order is still the same measure.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest

from differ.formulas import without_formulas

Bag = Counter[str]
_NOTHING = frozenset(' ,。、;:!?()"[]')
_COMMON = 0.25  # A pair that stands in more than this share of the texts names no candidate.
_FREQUENT = 60  # ... nor one that stands in more texts than this, whatever their number.


def bag(folded: str) -> Bag:
    """The character pairs of a folded text; pairs across marks, blanks and formulas are left out."""
    text = without_formulas(folded)
    return Counter(text[i : i + 2] for i in range(len(text) - 1) if text[i] not in _NOTHING and text[i + 1] not in _NOTHING)


def common(one: Bag, other: Bag) -> Bag:
    """What both bags hold."""
    return one & other


class Weights:
    """Weights of character pairs, learnt from all bags of one call."""

    def __init__(self, bags: Iterable[Bag]) -> None:
        frequency: Counter[str] = Counter()
        self._texts = 0
        for item in bags:
            frequency.update(item.keys())
            self._texts += 1
        self._frequency = frequency
        self._weight = {pair: math.log(1 + self._texts / count) for pair, count in frequency.items()}
        self._unseen = math.log(1 + max(self._texts, 1))
        self._whole: dict[int, tuple[Bag, float]] = {}

    def weigh(self, item: Bag) -> float:
        """The weight of a whole bag; pairs never learnt count as if seen once."""
        return sum(count * self._weight.get(pair, self._unseen) for pair, count in item.items())

    def _weigh_once(self, item: Bag) -> float:
        """The weight of a bag that is held against many others. The bag is kept with it, so that its id stays its own."""
        known = self._whole.get(id(item))
        if known is None:
            known = self._whole[id(item)] = (item, self.weigh(item))
        return known[1]

    def similarity(self, one: Bag, other: Bag) -> float:
        """Weighted Dice coefficient in 0..1; 0 where both are empty."""
        total = self._weigh_once(one) + self._weigh_once(other)
        return 2 * self.weigh(common(one, other)) / total if total else 0.0

    def share(self, part: Bag, whole: Bag) -> float:
        """How much of ``whole`` is ``part``, in 0..1."""
        total = self.weigh(whole)
        return self.weigh(part) / total if total else 0.0

    def telling(self, pair: str) -> bool:
        """True if ``pair`` is rare enough to name candidates."""
        return self._frequency[pair] <= min(_FREQUENT, max(2, _COMMON * self._texts))


def candidates(olds: Sequence[Bag], news: Sequence[Bag], weights: Weights, most: int) -> list[list[int]]:
    """For every old bag the ``most`` new ones that share the most weight of telling pairs, best first.

    An inverted index keeps this near-linear: only bags with something rare in common ever meet.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for position, item in enumerate(news):
        for pair in item:
            if weights.telling(pair):
                holders[pair].append(position)
    found: list[list[int]] = []
    for item in olds:
        scores: Counter[int] = Counter()
        for pair in item:
            for position in holders.get(pair, ()):
                scores[position] += 1
        found.append(nsmallest(most, scores, key=lambda position: (-scores[position], position)))
    return found
