"""Acts of different provinces joined where they are one commitment: average linkage over likeness, columns against columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from differ.acts import Act
from differ.matters import OBJECTS
from differ.profiles import Rarity, grams, sparse

SAME_CONCEPT = 0.35
"""What common concepts add to the likeness of words."""
OBJECT = 0.4
"""How much of that a concept adds that only says what the acts concern."""
JOIN = 0.24
"""Average likeness from which two groups are one commitment."""
CLEAR = 0.39
"""Likeness of two acts that are plainly one, though their measures as a whole are not linked."""
LOOSE = 0.15
"""... that is enough where the measures are linked and nothing they say is more alike."""
FAINT = 0.08
"""Likeness below which two acts have nothing in common."""
_CHUNK = 512

Likeness = Mapping[int, Mapping[int, float]]


def likeness(acts: Sequence[Act], columns: Sequence[int]) -> Likeness:
    """For every act the acts of other columns with something in common, and how much: cosine of words and of concepts."""
    words = [Counter({run: count for run, count in grams(act.text).items() if len(str(run)) > 1}) for act in acts]
    subjects: list[Counter[Hashable]] = [Counter(dict.fromkeys(sorted(act.matters), 1)) for act in acts]
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for weight, bags in ((1.0, words), (SAME_CONCEPT, subjects)):
        rarity = Rarity(bags)
        for one, other, value in _products([_weighed(rarity.unit(bag)) for bag in bags]):
            if columns[one] != columns[other]:
                found[one][other] = found[one].get(other, 0.0) + weight * value
    return {one: {other: value for other, value in row.items() if value >= FAINT} for one, row in found.items()}


def _weighed(vector: Mapping[Hashable, float]) -> dict[Hashable, float]:
    return {item: value * OBJECT**0.5 if item in OBJECTS else value for item, value in vector.items()}


def _products(vectors: Sequence[Mapping[Hashable, float]]) -> Iterator[tuple[int, int, float]]:
    """The cosines that are not 0, in chunks of rows, so that memory stays linear."""
    numbers: dict[Hashable, int] = {}
    for vector in vectors:
        for item in vector:
            numbers.setdefault(item, len(numbers))
    whole = sparse(vectors, numbers)
    turned = whole.T.tocsc()
    for start in range(0, len(vectors), _CHUNK):
        part = (whole[start : start + _CHUNK] @ turned).tocoo()
        keep = part.data >= FAINT / 2
        yield from zip((part.row[keep] + start).tolist(), part.col[keep].tolist(), part.data[keep].tolist(), strict=True)


def join(free: Iterable[int], acts: Sequence[Act], columns: Sequence[int], alike: Likeness, least: float) -> list[list[int]]:
    """Groups of the ``free`` acts, each of at least two columns. The average is taken over pairs of different columns alone."""
    groups = _Groups({number: acts[number].text for number in free}, columns, alike, least)
    groups.run()
    return groups.found()


class _Groups:
    """Average linkage over the pairs that have something in common: the best pair of groups first, equal ones by their words."""

    def __init__(self, texts: Mapping[int, str], columns: Sequence[int], alike: Likeness, least: float) -> None:
        self._columns, self._least = columns, least
        self._members = {number: [number] for number in texts}
        self._width = {number: Counter([columns[number]]) for number in texts}
        self._first = dict(texts)
        self._sums = {one: {other: value for other, value in alike.get(one, {}).items() if other in texts} for one in texts}
        self._fresh = max(texts, default=0) + 1
        self._heap: list[tuple[float, str, str, int, int]] = []

    def run(self) -> None:
        for one, row in self._sums.items():
            for other in row:
                if one < other:
                    self._offer(one, other)
        while self._heap:
            *_, one, other = heappop(self._heap)
            if one in self._members and other in self._members:
                self._merge(one, other)

    def found(self) -> list[list[int]]:
        return [sorted(group) for number, group in self._members.items() if len(self._width[number]) > 1]

    def _offer(self, one: int, other: int) -> None:
        mean = round(self._sums[one][other] / self._pairs(one, other), 9)
        if mean >= self._least:
            first, second = sorted((self._first[one], self._first[other]))
            heappush(self._heap, (-mean, first, second, one, other))

    def _pairs(self, one: int, other: int) -> int:
        """How many pairs of acts of different columns there are between two groups."""
        here, there = self._width[one], self._width[other]
        return here.total() * there.total() - sum(count * there[column] for column, count in here.items())

    def _merge(self, one: int, other: int) -> None:
        fresh, self._fresh = self._fresh, self._fresh + 1
        self._members[fresh] = self._members.pop(one) + self._members.pop(other)
        self._width[fresh] = self._width.pop(one) + self._width.pop(other)
        self._first[fresh] = min(self._first[one], self._first[other])
        sums: dict[int, float] = {}
        for gone in (one, other):
            for third, value in self._sums.pop(gone).items():
                if third not in (one, other):
                    sums[third] = sums.get(third, 0.0) + value
                    del self._sums[third][gone]
        self._sums[fresh] = sums
        for third, value in sums.items():
            self._sums[third][fresh] = value
            self._offer(fresh, third)
