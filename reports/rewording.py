"""One passage as revisions of another: what stayed, what was put in, what was taken out, to the last character.

Numbers with their units are never cut where the differ found the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from rapidfuzz.distance import Indel

from differ.textdiff import diff_texts
from differ.tokens import tokenize


class Mark(Enum):
    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved from"
    MOVED_TO = "moved to"


@dataclass(frozen=True, slots=True)
class Revision:
    """A run of characters with one mark; line breaks are characters too. Never empty.

    ``move`` numbers the moves from 1, alike where the words went and where they came from; what was put in or taken out on the way has it
    too. 0 for what did not move.
    """

    text: str
    mark: Mark
    move: int = 0


def replaced(old: str, new: str) -> Iterator[Revision]:
    yield from [Revision(old, Mark.DELETED)] if old else []
    yield from [Revision(new, Mark.INSERTED)] if new else []


def reworded(old: str, new: str) -> Iterator[Revision]:
    """The hunks of the differ; what it takes for equal may still differ in width or spacing, and is told character by character."""
    a = c = 0
    for hunk in diff_texts(old, new) if old != new else ():
        if hunk.old_start < a or hunk.new_start < c:
            continue  # out of order: what follows tells it
        yield from _by_character(old[a : hunk.old_start], new[c : hunk.new_start])
        yield from _tight(old[hunk.old_start : hunk.old_end], new[hunk.new_start : hunk.new_end])
        a, c = hunk.old_end, hunk.new_end
    yield from _by_character(old[a:], new[c:])


def _tight(old: str, new: str) -> Iterator[Revision]:
    """A hunk without the words beside it that the differ shows for context; tokens (a number with its unit, a 《》 title) stay whole."""
    olds, news = ([token.text for token in tokenize(text)] for text in (old, new))
    head = _common(olds, news)
    tail = _common(olds[head:][::-1], news[head:][::-1])
    before, behind = "".join(olds[:head]), "".join(olds[len(olds) - tail :])
    yield from [Revision(before, Mark.KEPT)] if before else []
    yield from replaced(old[len(before) : len(old) - len(behind)], new[len(before) : len(new) - len(behind)])
    yield from [Revision(behind, Mark.KEPT)] if behind else []


def _common(olds: Sequence[str], news: Sequence[str]) -> int:
    """How many tokens the two begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(olds, news, strict=False)))


def _by_character(old: str, new: str) -> Iterator[Revision]:
    if old == new:
        yield from [Revision(old, Mark.KEPT)] if old else []
        return
    for step in Indel.opcodes(old, new):
        before, after = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        yield from [Revision(before, Mark.KEPT)] if step.tag == "equal" else replaced(before, after)
