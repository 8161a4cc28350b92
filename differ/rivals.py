"""How strongly two measures claim to be one, when their texts differ.

Words decide, and the place says how many of them must agree: an article between the same settled neighbours may have been rewritten
almost whole, one that turns up elsewhere must be known again by what it says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from differ.assign import Pair
from differ.sentences import longest_increasing
from differ.similarity import Weights, candidates
from differ.text import Text

SAME = 0.40  # Similarity from which two measures in different places are one measure, amended.
SAME_PLACE = 0.12  # ... where both stand between the same settled neighbours, or carry one title.
ALONE = (
    0.05  # ... where they are the only ones there, or kept their number, and have no titles: 将第十二条修改为 may leave little.
)
_MOST = 8  # Candidates that share rare words; more do not change the result on the development laws.
_TITLE, _PLACE, _RANK, _NUMBER = 0.2, 0.1, 0.1, 0.05  # What speaks for a pair beside its words, when rivals are weighed.


class Gaps:
    """The gaps between settled pairs that kept their order: measures in one gap stand between the same neighbours.

    ``olds`` and ``news`` are the unsettled positions.
    """

    def __init__(self, pairs: Mapping[int, int], olds: Sequence[int], news: Sequence[int]) -> None:
        settled = sorted(pairs.items())
        kept = [settled[place] for place in longest_increasing([j for _, j in settled])]
        self._olds, self._news = [i for i, _ in kept], [j for _, j in kept]
        self._left, self._right = _by_gap(self._olds, olds), _by_gap(self._news, news)

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


def score_rivals(
    old: Sequence[Text], new: Sequence[Text], olds: list[int], news: list[int], gaps: Gaps, weights: Weights
) -> dict[Pair, float]:
    """The pairs of unsettled measures that may be one, with what speaks for them."""
    scores: dict[Pair, float] = {}
    for i, j in _worth_a_look(old, new, olds, news, gaps, weights):
        titled = bool(old[i].title) and old[i].title == new[j].title
        together = titled or gaps.same(i, j)
        likeness = likeness_of(old[i], new[j], weights, together)
        if likeness >= (_floor(old[i], new[j], gaps, (i, j)) if together else SAME):
            place = _PLACE * together + _RANK * gaps.opposite(i, j) + _NUMBER * (old[i].number == new[j].number)
            scores[i, j] = likeness + place + _TITLE * titled
    return scores


def _floor(old: Text, new: Text, gaps: Gaps, pair: Pair) -> float:
    """The likeness that two measures at one place need. 将第十二条修改为 may leave no word of an article, and yet amends it."""
    if old.title or new.title or not gaps.opposite(*pair):
        return SAME_PLACE
    if old.number == new.number:
        return 0.0
    return ALONE if len(gaps.near(pair[0])) == 1 else SAME_PLACE


def likeness_of(old: Text, new: Text, weights: Weights, together: bool = True) -> float:
    """Similarity of the whole; at one place, of the whole and the opening if that is more: what follows is amended more often."""
    whole = weights.similarity(old.bag, new.bag)
    return max(whole, (whole + weights.similarity(old.lead, new.lead)) / 2) if together else whole


def _worth_a_look(
    old: Sequence[Text], new: Sequence[Text], olds: list[int], news: list[int], gaps: Gaps, weights: Weights
) -> list[Pair]:
    """Rare words in common, the same gap, or the same title."""
    rivals: set[Pair] = set()
    found = candidates([old[i].bag for i in olds], [new[j].bag for j in news], weights, _MOST)
    for i, places in zip(olds, found, strict=True):
        rivals.update((i, news[place]) for place in places)
        rivals.update((i, j) for j in _around(i, gaps))
    titles: dict[str, list[int]] = defaultdict(list)
    for j in news:
        titles[new[j].title].append(j)
    for i in olds:
        if old[i].title:
            rivals.update((i, j) for j in titles.get(old[i].title, [])[:_MOST])
    return sorted(rivals)


def _around(i: int, gaps: Gaps) -> list[int]:
    """The measures of the gap that stand about where ``i`` stands in it."""
    near = gaps.near(i)
    rank = gaps.rank(i)
    return near[max(rank - _MOST // 2, 0) : rank + _MOST // 2 + 1]
