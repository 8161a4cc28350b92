"""Which measure of the new text is which measure of the old one.

By content, never by number: equal text first, then equal text but for variants and references, then measures that came apart or grew
together word for word, then similarity (:mod:`differ.rivals`). Only what is not identical is ever compared, and only with the few
measures that share rare words with it or stand at the same place, so that the work is near-linear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from differ.assign import Pair, assign
from differ.gaps import Floor, Gaps, alike, in_order
from differ.rivals import SAME, score_rivals
from differ.sentences import longest_increasing
from differ.similarity import Weights
from differ.splits import verbatim
from differ.text import Text


@dataclass(slots=True)
class Pairs:
    """A one-to-one partial map between positions of the old and of the new text, growing step by step."""

    old_to_new: dict[int, int]
    new_to_old: dict[int, int]

    def add(self, old: int, new: int) -> None:
        self.old_to_new[old] = new
        self.new_to_old[new] = old

    def part(self, old: int, new: int) -> None:
        del self.old_to_new[old], self.new_to_old[new]

    def free_old(self, count: int) -> list[int]:
        return [i for i in range(count) if i not in self.old_to_new]

    def free_new(self, count: int) -> list[int]:
        return [j for j in range(count) if j not in self.new_to_old]


def align(old: Sequence[Text], new: Sequence[Text], weights: Weights) -> Pairs:
    """The pairs of measures that are the same measure. What is in no pair was added, deleted, split or merged."""
    pairs = Pairs({}, {})
    _equal(old, new, pairs, lambda text: text.strict)
    _equal(old, new, pairs, lambda text: text.loose)
    kept_old, kept_new = _regrouped(old, new, pairs, weights)
    olds = [i for i in pairs.free_old(len(old)) if i not in kept_old]
    news = [j for j in pairs.free_new(len(new)) if j not in kept_new]
    scores = score_rivals(old, new, olds, news, Gaps(pairs.old_to_new, olds, news), weights)
    for i, j in assign(scores):
        pairs.add(i, j)
    _let_go(pairs, {pair for pair, score in scores.items() if score < SAME})
    settle(old, new, pairs, kept_old, kept_new, weights, alike)
    return pairs


def _let_go(pairs: Pairs, weak: AbstractSet[Pair]) -> None:
    """Part the weak pairs that stand out of order: what has few words in common must at least keep its place."""
    settled = sorted(pairs.old_to_new.items())
    kept = set(longest_increasing([j for _, j in settled]))
    for place, pair in enumerate(settled):
        if place not in kept and pair in weak:
            pairs.part(*pair)


def settle(
    old: Sequence[Text],
    new: Sequence[Text],
    pairs: Pairs,
    kept_old: AbstractSet[int],
    kept_new: AbstractSet[int],
    weights: Weights,
    floor: Floor,
) -> None:
    """Pair what stands between the same settled neighbours, but for the positions kept for something else."""
    olds = [i for i in pairs.free_old(len(old)) if i not in kept_old]
    news = [j for j in pairs.free_new(len(new)) if j not in kept_new]
    for i, j in in_order(old, new, Gaps(pairs.old_to_new, olds, news), weights, floor):
        pairs.add(i, j)


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


def _regrouped(old: Sequence[Text], new: Sequence[Text], pairs: Pairs, weights: Weights) -> tuple[set[int], set[int]]:
    """Pair every measure that came apart (or grew together) word for word with one of its pieces.

    Gives the other pieces: the old and the new positions that no similarity may claim (:mod:`differ.splits` finds them again).
    """
    olds, news = pairs.free_old(len(old)), pairs.free_new(len(new))
    splits = verbatim(old, new, olds, news, weights)
    for i, parts in splits.items():
        pairs.add(i, parts[0])
    taken = {j for parts in splits.values() for j in parts}
    mergers = verbatim(new, old, [j for j in news if j not in taken], [i for i in olds if i not in splits], weights)
    for j, parts in mergers.items():
        pairs.add(parts[0], j)
    return {i for parts in mergers.values() for i in parts[1:]}, {j for parts in splits.values() for j in parts[1:]}
