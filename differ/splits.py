"""Measures that came apart or grew together, in any order of the pieces.

A new measure without an old one is a piece of old measure *i* if most of what it says stood in *i* and stands no more in what
became of *i*. A merger is a split seen from the other side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from differ.similarity import Bag, Weights, candidates, common
from differ.text import Text

PIECE = 0.5  # So much of a piece must come from the measure it was cut from, and stand nowhere else now.
NEARLY_ALL = 0.65  # ... or so much may be there in all, if pieces repeat each other (两项都写“给予支持”) and
OWN = 0.25  # ... so much of it stands nowhere else.
CUT = 0.12  # And it must be so much of that measure, or a shared phrase would make a split.
_MOST = 6


def pieces(
    wholes: Sequence[Text], parts: Sequence[Text], kept: Mapping[int, int], free: Sequence[int], weights: Weights
) -> dict[int, list[int]]:
    """``whole -> parts`` for every position of ``free`` in ``parts`` that was cut from a whole.

    ``kept`` maps a whole to the part that it became. For splits the wholes are the old measures, for mergers the new ones.
    """
    found: dict[int, list[int]] = defaultdict(list)
    lost = {i: whole.body - parts[kept[i]].body if i in kept else whole.body for i, whole in enumerate(wholes)}
    places = candidates([parts[j].body for j in free], [whole.body for whole in wholes], weights, _MOST)
    for j, near in zip(free, places, strict=True):
        best = max(near, key=lambda i: weights.weigh(common(lost[i], parts[j].body)), default=None)
        if best is not None and _cut_from(wholes[best].body, lost[best], parts[j].body, weights):
            found[best].append(j)
            lost[best] = lost[best] - parts[j].body
    return {i: js for i, js in found.items() if i in kept or len(js) > 1}


def _cut_from(whole: Bag, lost: Bag, part: Bag, weights: Weights) -> bool:
    shared = common(lost, part)
    own = weights.share(shared, part)
    there = own >= PIECE or (own >= OWN and weights.share(common(whole, part), part) >= NEARLY_ALL)
    return there and weights.share(shared, whole) >= CUT
