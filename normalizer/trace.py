"""Text that remembers where each of its characters came from.

Every step of the normalizer takes a :class:`Traced` and gives back another one, so that the map from canonical to
published offsets is right by construction: no step can change a character without saying where the new one stands.

``origin[i]`` is the published offset of ``text[i]``; a negative value names the repair that put the character in
(see :meth:`Ledger.add`).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and the origin of each of its characters."""

    text: str
    origin: array[int]

    @classmethod
    def of(cls, text: str) -> Traced:
        """The published text itself."""
        return cls(text, array("i", range(len(text))))

    def __len__(self) -> int:
        return len(self.text)

    def rewrite(self, text: str) -> Traced:
        """The same characters written differently (script, width). Raises ValueError if their number differs."""
        if len(text) != len(self.text):
            raise ValueError("a rewriting keeps the number of characters")
        return Traced(text, self.origin)

    def splice(self, splices: Iterable[Splice]) -> Traced:
        """Apply replacements given in ascending order without overlap."""
        parts: list[str] = []
        origin = array("i")
        at = 0
        for start, end, new, mark in splices:
            parts.append(self.text[at:start])
            origin.extend(self.origin[at:start])
            if new:
                parts.append(new)
                origin.extend(self.origin[start:end] if mark is None else array("i", [mark]) * len(new))
            at = end
        if not at:
            return self
        parts.append(self.text[at:])
        origin.extend(self.origin[at:])
        return Traced("".join(parts), origin)

    def sub(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str | None]) -> Traced:
        """Rewrite or delete every match; None keeps it."""
        splices = (Splice(*match.span(), word) for match in pattern.finditer(self.text) if (word := new(match)) is not None)
        return self.splice(splices)

    def spans(self) -> SpanMap:
        """The runs of characters that stand one to one on the page."""
        origin = self.origin
        seams = [at for at, (left, right) in enumerate(pairwise(origin), 1) if right != left + 1 or left < 0]
        starts = [0, *seams] if origin else []
        ends = [*seams, len(origin)]
        return SpanMap(tuple(Run(a, origin[a], b - a) for a, b in zip(starts, ends, strict=False) if origin[a] >= 0))


@dataclass(slots=True)
class Ledger:
    """The repairs made on the way, in the order they were made."""

    repairs: list[Repair] = field(default_factory=list)

    def add(self, kind: str, before: str, after: str = "") -> int:
        """Note a repair; the number given back marks the characters it puts in."""
        self.repairs.append(Repair(kind, before, after))
        return -len(self.repairs)

    def placed(self, canonical: Traced) -> tuple[Repair, ...]:
        """The repairs with the canonical span of what they put in; None where nothing of it is left."""
        places: dict[int, Span] = {}
        for index, origin in enumerate(canonical.origin):
            if origin < 0:
                first = places[origin].start if origin in places else index
                places[origin] = Span(first, index + 1)
        return tuple(
            replace(repair, after=places[-number].of(canonical.text), span=places[-number]) if -number in places else repair
            for number, repair in enumerate(self.repairs, 1)
        )
