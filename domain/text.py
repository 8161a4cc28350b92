"""Where a piece of text stands: in the canonical text, and in the text as published.

The canonical text is what regdelta compares; the published text is what stood on the page after HTML decoding. Only
the published text may be put between quotation marks (the reader will search for it with Ctrl+F), so every character
of the canonical text that was *kept* remembers its place in the published one.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of character offsets, ``0 <= start <= end``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def shift(self, offset: int) -> Span:
        """The same range, ``offset`` characters further on."""
        return Span(self.start + offset, self.end + offset)

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of ``text`` in this range."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` canonical characters from ``canonical`` on that stand one to one at ``published`` on."""

    canonical: int
    published: int
    length: int


@dataclass(frozen=True, slots=True)
class SpanMap:
    """The map from canonical to published offsets, as runs in ascending order of both sides.

    A canonical character in no run was put in by a repair and stands nowhere on the page. A character in a run may
    still be *written* differently there (Traditional script, full width): compare before quoting.
    """

    runs: tuple[Run, ...] = ()

    def offset(self, canonical: int) -> int | None:
        """The published offset of one canonical character, or None if a repair put it in."""
        index = bisect_right(self.runs, canonical, key=lambda run: run.canonical) - 1
        if index < 0:
            return None
        run = self.runs[index]
        step = canonical - run.canonical
        return run.published + step if step < run.length else None

    def published(self, span: Span) -> Span | None:
        """The smallest published range that holds ``span``; None if the span is empty or one of its ends was put in."""
        if span.start >= span.end:
            return None
        first, last = self.offset(span.start), self.offset(span.end - 1)
        return None if first is None or last is None else Span(first, last + 1)

    def faithful(self, span: Span) -> bool:
        """True if every character of ``span`` stands on the page, whatever layout stands between."""
        return all(self.offset(i) is not None for i in range(span.start, span.end))


IDENTITY = SpanMap()
