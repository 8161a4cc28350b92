"""Which measure of the new text is which measure of the old one.

By content, never by number: equal text first, then equal text but for variants and references, then similarity. Only what is not
identical is ever compared, and only with the few measures that share rare words with it, so that the work is near-linear.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from differ.sentences import longest_increasing
from differ.similarity import Weights, candidates
from differ.text import Text

SAME = 0.30  # Similarity from which two measures in different places are one measure, amended.
SAME_PLACE = 0.12  # ... where both stand between the same settled neighbours, or carry one title.
REWRITTEN = 0.03  # ... where an untitled article kept its number besides: 将第十二条修改为 may leave hardly a word.
_MOST = 8  # Candidates that share rare words; more do not change the result on the development laws.
_SQUARE = 300  # Larger groups of rivals are matched greedily: the optimal assignment is cubic.


@dataclass(slots=True)
class Pairs:
    """A one-to-one partial map between positions of the old and of the new text, growing step by step."""

    old_to_new: dict[int, int]
    new_to_old: dict[int, int]

    def add(self, old: int, new: int) -> None:
        self.old_to_new[old] = new
        self.new_to_old[new] = old

    def free_old(self, count: int) -> list[int]:
        return [i for i in range(count) if i not in self.old_to_new]

    def free_new(self, count: int) -> list[int]:
        return [j for j in range(count) if j not in self.new_to_old]


def align(old: Sequence[Text], new: Sequence[Text], weights: Weights) -> Pairs:
    """The pairs of measures that are the same measure. What is in no pair was added, deleted, split or merged."""
    pairs = Pairs({}, {})
    _equal(old, new, pairs, lambda text: text.strict)
    _equal(old, new, pairs, lambda text: text.loose)
    _similar(old, new, pairs, weights)
    return pairs


def _equal(old: Sequence[Text], new: Sequence[Text], pairs: Pairs, form: Callable[[Text], str]) -> None:
    """Pair measures of one form. Where several have it, first those with their old number, then in order."""
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in pairs.free_old(len(old)):
        groups[form(old[i])][0].append(i)
    for j in pairs.free_new(len(new)):
        groups[form(new[j])][1].append(j)
    for olds, news in groups.values():
        numbered = {new[j].number: j for j in reversed(news)}
        for i in olds if len(olds) != len(news) else ():
            if (here := numbered.get(old[i].number)) is not None:
                pairs.add(i, here)
        rest = [j for j in news if j not in pairs.new_to_old]
        for i, j in zip([i for i in olds if i not in pairs.old_to_new], rest, strict=False):
            pairs.add(i, j)


def _similar(old: Sequence[Text], new: Sequence[Text], pairs: Pairs, weights: Weights) -> None:
    """Pair what is left by similarity, all at once: the best total, not the first good one."""
    olds, news = pairs.free_old(len(old)), pairs.free_new(len(new))
    if not olds or not news:
        return
    gaps = _Gaps(pairs, olds, news)
    scores: dict[tuple[int, int], float] = {}
    for i, j in _rivals(old, new, olds, news, gaps, weights):
        likeness = likeness_of(old[i], new[j], weights)
        together = gaps.same(i, j) or bool(old[i].title and old[i].title == new[j].title)
        floor = SAME_PLACE if together else SAME
        if gaps.balanced(i, j) and old[i].number == new[j].number and not (old[i].title or new[j].title):
            floor = REWRITTEN
        if likeness >= floor:
            scores[i, j] = likeness + _bonus(old[i], new[j], together)
    for i, j in _assign(scores):
        pairs.add(i, j)


def likeness_of(old: Text, new: Text, weights: Weights) -> float:
    """Similarity of the whole, or of the whole and the opening where the opening was kept: what follows it is amended more often."""
    whole = weights.similarity(old.bag, new.bag)
    return max(whole, (whole + weights.similarity(old.lead, new.lead)) / 2)


def _bonus(old: Text, new: Text, together: bool) -> float:
    """What speaks for a pair beside its words: the same title, the same surroundings, and least of all the same number."""
    title = 0.2 if old.title and old.title == new.title else 0.0
    return title + (0.1 if together else 0.0) + (0.05 if old.number == new.number else 0.0)


def _rivals(
    old: Sequence[Text], new: Sequence[Text], olds: list[int], news: list[int], gaps: _Gaps, weights: Weights
) -> set[tuple[int, int]]:
    """The pairs worth a look: rare words in common, the same gap between settled neighbours, or the same title."""
    rivals: set[tuple[int, int]] = set()
    found = candidates([old[i].bag for i in olds], [new[j].bag for j in news], weights, _MOST)
    for i, places in zip(olds, found, strict=True):
        rivals.update((i, news[place]) for place in places)
    by_gap: dict[int, list[int]] = defaultdict(list)
    by_title: dict[str, list[int]] = defaultdict(list)
    for j in news:
        by_gap[gaps.of_new(j)].append(j)
        by_title[new[j].title].append(j)
    for i in olds:
        near = by_gap.get(gaps.of_old(i), [])
        rivals.update((i, j) for j in near[:_MOST])
        rivals.update((i, j) for j in by_title.get(old[i].title, [])[:_MOST] if old[i].title)
    return rivals


class _Gaps:
    """The gaps between settled pairs that kept their order: measures in one gap stand between the same neighbours."""

    def __init__(self, pairs: Pairs, olds: list[int], news: list[int]) -> None:
        settled = sorted(pairs.old_to_new.items())
        kept = [settled[i] for i in longest_increasing([j for _, j in settled])]
        self._olds = [i for i, _ in kept]
        self._news = [j for _, j in kept]
        self._left = Counter(self.of_old(i) for i in olds)
        self._right = Counter(self.of_new(j) for j in news)

    def of_old(self, i: int) -> int:
        return _before(self._olds, i)

    def of_new(self, j: int) -> int:
        return _before(self._news, j)

    def same(self, i: int, j: int) -> bool:
        return self.of_old(i) == self.of_new(j)

    def balanced(self, i: int, j: int) -> bool:
        """True if both stand in one gap that lost as many measures as it gained."""
        gap = self.of_old(i)
        return self.same(i, j) and self._left[gap] == self._right[gap]


def _before(values: list[int], value: int) -> int:
    return bisect_left(values, value)


def _assign(scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The one-to-one pairs with the best total, group of rivals by group."""
    chosen: list[tuple[int, int]] = []
    for group in _groups(scores):
        olds, news = sorted({i for i, _ in group}), sorted({j for _, j in group})
        if len(olds) == 1 or len(news) == 1 or max(len(olds), len(news)) > _SQUARE:
            chosen.extend(_greedy(group, scores))
        else:
            chosen.extend(_optimal(olds, news, scores))
    return chosen


def _groups(scores: dict[tuple[int, int], float]) -> list[list[tuple[int, int]]]:
    """Pairs that share no measure with each other's rivals are settled apart."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for i, j in scores:
        parent[root(("old", i))] = root(("new", j))
    groups: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for i, j in sorted(scores):
        groups[root(("old", i))].append((i, j))
    return list(groups.values())


def _greedy(group: list[tuple[int, int]], scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    olds: set[int] = set()
    news: set[int] = set()
    chosen = []
    for i, j in sorted(group, key=lambda pair: (-scores[pair], pair)):
        if i not in olds and j not in news:
            olds.add(i)
            news.add(j)
            chosen.append((i, j))
    return chosen


def _optimal(olds: list[int], news: list[int], scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    from scipy.optimize import linear_sum_assignment  # takes 0.3 s and is seldom needed

    table = [[-scores.get((i, j), 0.0) for j in news] for i in olds]
    rows, columns = linear_sum_assignment(table)
    pairs = [(olds[row], news[column]) for row, column in zip(rows, columns, strict=True)]
    return [pair for pair in pairs if pair in scores]
