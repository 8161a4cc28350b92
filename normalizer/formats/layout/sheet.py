"""A page as glyphs and ruled lines. Lengths are in points, ``x`` runs to the right and ``y`` down from the top left corner."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character (or, from OCR, a run of them) from ``left`` to ``right`` on the base line ``base``; ``em`` is its size."""

    text: str
    left: float
    right: float
    base: float
    em: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, self.base - 0.35 * self.em


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, level or upright: ``x0 <= x1`` and ``y0 <= y1``, one pair being equal."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        return self.x1 - self.x0 > self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Sheet:
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a whole table (``table``: its rows in ``text``), on page ``page`` (from 0).

    ``raised`` are the superscripts in it, as they stand in ``text``. ``region`` numbers the block of lines it belongs to,
    ``margins`` are the left and right edge of that block; ``column`` is true if the block stands beside another.
    """

    text: str
    left: float
    right: float
    base: float
    em: float
    page: int = 0
    raised: tuple[str, ...] = ()
    table: bool = False
    region: int = 0
    margins: tuple[float, float] = (0.0, 0.0)
    column: bool = False

    @property
    def top(self) -> float:
        return self.base - self.em


def body_size(lines: list[Line]) -> float:
    """The size most characters are set in; 0 for no lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(2 * line.em) / 2] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)
