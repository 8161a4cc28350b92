"""Measures that came apart or grew together, in any order of the pieces.

A new measure without an old one is a piece of old measure *i* if most of what it says stood in *i* and stands no more in what
became of *i*. A merger is a split seen from the other side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from differ.sentences import sentences
from differ.similarity import Bag, Weights, candidates, common
from differ.text import Text

PIECE = 0.5  # So much of a piece must come from the measure it was cut from, and stand nowhere else now.
NEARLY_ALL = 0.65  # ... or so much may be there in all, if pieces repeat each other (两项都写“给予支持”) and
OWN = 0.25  # ... so much of it stands nowhere else.
CUT = 0.12  # And it must be so much of that measure, or a shared phrase would make a split.
_MOST = 6
_SHORTEST = 8  # A piece of fewer characters proves nothing.
_REWORDED = 65  # Ratio from which a sentence is the same sentence in another place.
_AREA = 25_000_000  # Characters times characters: longer measures are judged by their character pairs alone.
_COVERED = 0.6  # Pieces found word for word must make up so much of the whole.


def verbatim(
    wholes: Sequence[Text], parts: Sequence[Text], whole_at: Sequence[int], part_at: Sequence[int], weights: Weights
) -> dict[int, list[int]]:
    """``whole -> parts`` where two or more of the parts stand in the whole word for word and together make up most of it."""
    found: dict[int, list[int]] = defaultdict(list)
    places = candidates([parts[j].body for j in part_at], [wholes[i].body for i in whole_at], weights, _MOST)
    for j, near in zip(part_at, places, strict=True):
        words = parts[j].words
        holder = next((whole_at[place] for place in near if words in wholes[whole_at[place]].words), None)
        if holder is not None and len(words) >= _SHORTEST:
            found[holder].append(j)
    return {i: js for i, js in found.items() if len(js) > 1 and _covered(wholes[i], [parts[j] for j in js])}


def _covered(whole: Text, parts: Sequence[Text]) -> bool:
    return sum(len(part.words) for part in parts) >= _COVERED * len(whole.words)


def pieces(
    wholes: Sequence[Text], parts: Sequence[Text], kept: Mapping[int, int], free: Sequence[int], weights: Weights
) -> dict[int, list[int]]:
    """``whole -> parts`` for every position of ``free`` in ``parts`` that was cut from a whole.

    ``kept`` maps a whole to the part that it became. For splits the wholes are the old measures, for mergers the new ones.
    """
    found: dict[int, list[int]] = defaultdict(list)
    gone: dict[int, list[str]] = {}
    lost = {i: whole.body - parts[kept[i]].body if i in kept else whole.body for i, whole in enumerate(wholes)}
    places = candidates([parts[j].body for j in free], [whole.body for whole in wholes], weights, _MOST)
    for j, near in zip(free, places, strict=True):
        best = max(near, key=lambda i: weights.weigh(common(lost[i], parts[j].body)), default=None)
        if best is None:
            continue
        if best not in gone:
            became = parts[kept[best]].words if best in kept else ""
            gone[best] = [sentence for sentence in sentences(wholes[best].words) if sentence not in became]
        cut = _cut_from(wholes[best].body, lost[best], parts[j].body, weights)
        if cut or _moved(parts[j].words, gone[best]):
            found[best].append(j)
            lost[best] = lost[best] - parts[j].body
    return {i: js for i, js in found.items() if i in kept or len(js) > 1}


def _moved(words: str, gone: Sequence[str]) -> bool:
    """True if the sentences of a part are ``gone`` from the whole, perhaps a little reworded: they stood in it, and stand no more in what it became."""
    if len(words) < _SHORTEST or len(words) * sum(map(len, gone)) > _AREA:
        return False
    known = (part for part in sentences(words) if process.extractOne(part, gone, scorer=fuzz.ratio, score_cutoff=_REWORDED))
    return sum(map(len, known)) >= NEARLY_ALL * len(words)


def _cut_from(whole: Bag, lost: Bag, part: Bag, weights: Weights) -> bool:
    shared = common(lost, part)
    own = weights.share(shared, part)
    there = own >= PIECE or (own >= OWN and weights.share(common(whole, part), part) >= NEARLY_ALL)
    return there and weights.share(shared, whole) >= CUT
