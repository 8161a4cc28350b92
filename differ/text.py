"""A measure made ready for comparison: its comparison keys and its bag of character pairs, computed once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from differ.fold import key
from differ.numbers import CHINESE
from differ.similarity import Bag, Weights, bag
from differ.variants import standard
from domain.document import Measure

_OPENING = re.compile(r"[^。;:]*")
_REFERENCE = re.compile(rf"第(?:\d+|[{CHINESE}]+)条")


@dataclass(frozen=True, slots=True)
class Text:
    """``words`` is the folded body, ``title`` the folded title, ``loose`` both with variants made standard and references masked.

    ``bag`` holds all of it, ``body`` the body, ``lead`` title and opening
    sentence alone: the words that say what the measure is about.
    """

    measure: Measure
    number: str
    title: str
    words: str
    loose: str
    bag: Bag
    body: Bag
    lead: Bag

    @property
    def strict(self) -> str:
        return f"{self.title}\n{self.words}"


def read(measure: Measure) -> Text:
    """The comparison forms of one measure."""
    title, words = key(measure.title), key(measure.body)
    loose = _REFERENCE.sub("第条", standard(f"{title}\n{words}"))
    opening = _OPENING.match(words)
    lead = bag(f"{title} {opening.group() if opening else ''}")
    return Text(measure, key(measure.number), title, words, loose, bag(f"{title} {words}"), bag(words), lead)


def likeness_of(old: Text, new: Text, weights: Weights, together: bool = True) -> float:
    """Similarity of the whole; at one place, of the whole and the opening if that is more: what follows is amended more often."""
    whole = weights.similarity(old.bag, new.bag)
    return max(whole, (whole + weights.similarity(old.lead, new.lead)) / 2) if together else whole
