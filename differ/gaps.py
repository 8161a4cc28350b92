"""Measures between the same settled neighbours, paired in order.

Where both neighbours of a measure are known, the place says who it is and its words need only agree: 将第十二条修改为 may leave no word of an article, and
yet amends it. So every gap is settled by the best pairing that keeps the order, twice: with :data:`SAME_PLACE` before splits and mergers are looked for,
and at the very end with next to nothing. An amending decision hardly ever strikes out one article and puts an unrelated one in its
place: of eighty such lonely pairs of generated amendments seventy-eight were one article rewritten.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntEnum

from differ.assign import Pair
from differ.order import heading
from differ.sentences import longest_increasing
from differ.similarity import Weights
from differ.text import Text, likeness_of

SAME_PLACE = 0.12  # Likeness that two measures of one gap need ...
EVEN = 0.02  # ... of the last that are left, without titles, where the gap lost as many as it gained (none if that is one) ...
UNEVEN = 0.04  # ... and where it lost more or fewer.
_RANK, _NUMBER = 0.1, 0.05  # What the same rank in an even gap, and the same number, add to a likeness when pairs are weighed.
_LEAST = 0.001  # A pair that nothing speaks against is better than none.
_CELLS = 10_000  # Olds times news of the largest gap that is looked through whole; in a larger one only the places about the diagonal are.
_BAND = 20


class Fit(IntEnum):
    """How two measures of one gap stand to each other: anyhow; at one rank in a gap that lost as many as it gained; the only ones there."""

    LOOSE = 0
    OPPOSITE = 1
    ALONE = 2


Floor = Callable[[Text, Text, Fit], float]


class Gaps:
    """The gaps between settled pairs that kept their order, with the unsettled positions ``olds`` and ``news`` that lie in each."""

    def __init__(self, pairs: Mapping[int, int], olds: Sequence[int], news: Sequence[int]) -> None:
        settled = sorted(pairs.items())
        kept = [settled[place] for place in longest_increasing([j for _, j in settled])]
        self._olds, self._news = [i for i, _ in kept], [j for _, j in kept]
        self._left, self._right = _by_gap(self._olds, olds), _by_gap(self._news, news)

    def __iter__(self) -> Iterator[tuple[list[int], list[int]]]:
        """The unsettled positions of every gap that has some on both sides."""
        return ((olds, news) for gap, olds in self._left.items() if (news := self._right.get(gap)))

    def near(self, i: int) -> list[int]:
        """The new positions in the gap of the old position ``i``, in order."""
        return self._right.get(bisect_left(self._olds, i), [])

    def rank(self, i: int) -> int:
        """How many unsettled old measures of its gap stand before ``i``."""
        return bisect_left(self._left[bisect_left(self._olds, i)], i)

    def same(self, i: int, j: int) -> bool:
        return bisect_left(self._olds, i) == bisect_left(self._news, j)

    def opposite(self, i: int, j: int) -> bool:
        """True if both have the same rank in one gap that lost as many measures as it gained."""
        if not self.same(i, j):
            return False
        left, right = self._left[bisect_left(self._olds, i)], self.near(i)
        return len(left) == len(right) and right[self.rank(i)] == j


def _by_gap(settled: list[int], positions: Sequence[int]) -> dict[int, list[int]]:
    gaps: dict[int, list[int]] = defaultdict(list)
    for position in positions:
        gaps[bisect_left(settled, position)].append(position)
    return gaps


def alike(old: Text, new: Text, fit: Fit) -> float:
    """The likeness that two measures of a gap need while others may still have been split or merged."""
    return 0.0 if fit and old.number == new.number and not (old.title or new.title) else SAME_PLACE


def left_over(old: Text, new: Text, fit: Fit) -> float:
    """The likeness that the last measures of a gap need. A title says what a measure is about, and another heading that it is another one."""
    one, other = heading(old.measure.section), heading(new.measure.section)
    if old.title or new.title or (one and other and one != other):
        return SAME_PLACE
    return (UNEVEN, EVEN, 0.0)[fit]


def in_order(old: Sequence[Text], new: Sequence[Text], gaps: Gaps, weights: Weights, floor: Floor) -> list[Pair]:
    """The pairs of all gaps: in each the pairing in order with the best total of likeness."""
    return [pair for olds, news in gaps for pair in _settle(old, new, olds, news, weights, floor)]


def _settle(
    old: Sequence[Text], new: Sequence[Text], olds: list[int], news: list[int], weights: Weights, floor: Floor
) -> list[Pair]:
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    taken: set[Pair] = set()
    for row, i in enumerate(olds):
        for column, j in enumerate(news):
            worth = 0.0
            if _near(row, column, len(olds), len(news)):
                worth = _worth(old[i], new[j], _fit(row, column, len(olds), len(news)), weights, floor)
            without = max(best[row][column + 1], best[row + 1][column])
            best[row + 1][column + 1] = max(without, best[row][column] + worth)
            if worth and best[row][column] + worth > without:
                taken.add((row, column))
    return _walk(best, taken, olds, news)


def _worth(old: Text, new: Text, fit: Fit, weights: Weights, floor: Floor) -> float:
    """What a pair adds to the total; 0 if it cannot be one."""
    likeness = likeness_of(old, new, weights)
    if likeness < floor(old, new, fit):
        return 0.0
    return likeness + _RANK * bool(fit) + _NUMBER * (old.number == new.number) + _LEAST


def _fit(row: int, column: int, rows: int, columns: int) -> Fit:
    if rows != columns or row != column:
        return Fit.LOOSE
    return Fit.ALONE if rows == 1 else Fit.OPPOSITE


def _near(row: int, column: int, rows: int, columns: int) -> bool:
    return rows * columns <= _CELLS or abs(row * columns - column * rows) <= _BAND * max(rows, columns)


def _walk(best: list[list[float]], taken: set[Pair], olds: list[int], news: list[int]) -> list[Pair]:
    """The pairs of the best total, from the end of the table back to its beginning."""
    pairs: list[Pair] = []
    row, column = len(olds), len(news)
    while row and column:
        if (row - 1, column - 1) in taken:
            row, column = row - 1, column - 1
            pairs.append((olds[row], news[column]))
        elif best[row - 1][column] >= best[row][column - 1]:
            row -= 1
        else:
            column -= 1
    return pairs[::-1]
