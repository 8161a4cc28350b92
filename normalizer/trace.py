"""Text that remembers where each of its characters came from.

Every step of the normalizer takes a :class:`Traced` and gives back another one, so that the map from canonical to
published offsets is right by construction: no step can change a character without saying where the new one stands.

The origins are kept as runs, not one by one: a text of 20,000 characters has some hundred runs, and a step costs what it
changes.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from domain.document import Repair
from domain.text import Run, Span, SpanMap


class Splice(NamedTuple):
    """Put ``new`` in the place of ``[start, end)``.

    Without a ``mark`` the replacement is a rewriting character by character (``len(new) == end - start``) or a deletion
    (``new == ""``); with one, the new characters stand nowhere on the page and carry the mark of their repair.
    """

    start: int
    end: int
    new: str = ""
    mark: int | None = None


Origin = tuple[int, int]
"""``(start, place)``: from the character ``start`` of a text on, its published offset, growing by one a character.

A negative ``place`` names the repair that put the characters in (see :meth:`Ledger.add`) and holds for all of them. A plain tuple:
an annotated text of 20,000 characters makes some ten thousand of them.
"""


_FAR = sys.maxsize


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and the origins of its characters, in ascending order; the first one starts at 0."""

    text: str
    origins: tuple[Origin, ...]

    @classmethod
    def of(cls, text: str) -> Traced:
        """The published text itself."""
        return cls(text, ((0, 0),))

    def __len__(self) -> int:
        return len(self.text)

    def rewrite(self, text: str) -> Traced:
        """The same characters written differently (script, width). Raises ValueError if their number differs."""
        if len(text) != len(self.text):
            raise ValueError("a rewriting keeps the number of characters")
        return Traced(text, self.origins)

    def without(self, ranges: Iterable[tuple[int, int]]) -> Traced:
        """Take out ranges given in ascending order without overlap."""
        return self.splice((start, end, "", None) for start, end in ranges)

    def splice(self, splices: Iterable[Splice | tuple[int, int, str, int | None]]) -> Traced:
        """Apply replacements given in ascending order without overlap."""
        parts: list[str] = []
        made = _Origins(self.origins)
        at = 0
        for start, end, new, mark in splices:
            parts += (self.text[at:start], new)
            made.keep(at, start)
            if mark is not None:
                made.put(len(new), mark)
            elif new:
                made.keep(start, start + len(new))
            at = end
        if not parts:
            return self
        parts.append(self.text[at:])
        made.keep(at, len(self.text))
        return Traced("".join(parts), tuple(made.found) or ((0, 0),))

    def sub(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str | None]) -> Traced:
        """Rewrite or delete every match; None keeps it."""
        splices = (Splice(*match.span(), word) for match in pattern.finditer(self.text) if (word := new(match)) is not None)
        return self.splice(splices)

    def pieces(self) -> Iterator[tuple[int, int, int]]:
        """Start, end and place of each range with one origin; empty ranges are left out."""
        for (start, place), (end, _) in pairwise((*self.origins, (len(self.text), 0))):
            if start < end:
                yield start, end, place

    def offset(self, place: int) -> int:
        """The offset of the first character that stands at ``place`` of the published text or behind it."""
        for start, end, begun in self.pieces():
            if begun >= 0 and begun + end - start > place:
                return start + max(0, place - begun)
        return len(self.text)

    def spans(self) -> SpanMap:
        """The runs of characters that stand one to one on the page."""
        return SpanMap(tuple([Run(start, place, end - start) for start, end, place in self.pieces() if place >= 0]))


class _Origins:
    """The origins of a text in the making, from stretches of another one taken in ascending order."""

    def __init__(self, old: tuple[Origin, ...]) -> None:
        self.found: list[Origin] = []
        self._old = old
        self._index = 0
        self._length = 0
        self._next: int | None = None  # the place that would go on with the last origin

    def keep(self, start: int, end: int) -> None:
        """Take over the characters ``[start, end)``: the first origin may go on with the last one, the others move as they are."""
        if start >= end:
            return
        old, at = self._old, self._index
        if at + 1 < len(old) and old[at + 1][0] <= start:
            at = bisect_right(old, (start, _FAR), at + 1) - 1
        begun, place = old[at]
        self._begin(place + start - begun if place >= 0 else place)
        if at + 1 < len(old) and old[at + 1][0] < end:
            last, ahead = bisect_left(old, (end, -_FAR), at + 1), self._length - start
            self.found += [(origin[0] + ahead, origin[1]) for origin in old[at + 1 : last]]
            at = last - 1
            begun, place = old[at]
        self._index = at
        self._length += end - start
        self._next = place + end - begun if place >= 0 else place

    def put(self, count: int, mark: int) -> None:
        """Put in ``count`` characters of the repair ``mark``."""
        if count:
            self._begin(mark)
            self._length += count
            self._next = mark

    def _begin(self, place: int) -> None:
        """Note an origin, unless it goes on with the last one."""
        if place != self._next:
            self.found.append((self._length, place))


_repair = lru_cache(maxsize=4096)(Repair)  # an annotated text says the same few hundred repairs again and again


@dataclass(slots=True)
class Ledger:
    """The repairs made on the way, in the order they were made."""

    repairs: list[Repair] = field(default_factory=list)

    def add(self, kind: str, before: str, after: str = "") -> int:
        """Note a repair; the number given back marks the characters it puts in."""
        self.repairs.append(_repair(kind, before, after))
        return -len(self.repairs)

    def placed(self, canonical: Traced) -> tuple[Repair, ...]:
        """The repairs with the canonical span of what they put in; None where nothing of it is left."""
        places: dict[int, Span] = {}
        for start, end, mark in canonical.pieces():
            if mark < 0:
                places[mark] = Span(places[mark].start if mark in places else start, end)
        return tuple(
            replace(repair, after=places[-number].of(canonical.text), span=places[-number]) if -number in places else repair
            for number, repair in enumerate(self.repairs, 1)
        )
