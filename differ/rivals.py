"""How strongly two measures claim to be one, when their texts differ.

Words decide, and the place says how many of them must agree: an article between the same settled neighbours may have been rewritten
almost whole, one that turns up elsewhere must be known again by what it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from differ.assign import Pair
from differ.gaps import Gaps
from differ.similarity import Weights, candidates
from differ.text import Text, likeness_of

SAME = 0.40  # Similarity from which two measures in different places are one measure, amended.
SAME_PLACE = 0.12  # ... where both stand between the same settled neighbours, or carry one title.
ALONE = (
    0.05  # ... where they are the only ones there, or kept their number, and have no titles: 将第十二条修改为 may leave little.
)
_MOST = 8  # Candidates that share rare words; more do not change the result on the development laws.
_TITLE, _PLACE, _RANK, _NUMBER = 0.2, 0.1, 0.1, 0.05  # What speaks for a pair beside its words, when rivals are weighed.


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
    """The likeness that two measures at one place need: none where the title is kept, or in a law the number."""
    if old.title and old.title == new.title and gaps.same(*pair):
        return 0.0
    if old.title or new.title or not gaps.opposite(*pair):
        return SAME_PLACE
    if old.number == new.number:
        return 0.0
    return ALONE if len(gaps.near(pair[0])) == 1 else SAME_PLACE


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
