"""Lines -> paragraphs by what typesetting tells: a line that fills its measure and is followed by an unindented one goes on.

Where the setting leaves it open the lines stay apart: :mod:`normalizer.reflow` decides by the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from normalizer.formats.layout.sheet import Line
from normalizer.wrapping import starts_paragraph

_FIRST_WORD = re.compile(r"[A-Za-z0-9.,%/+\-]+[，。、；：？！）》”’]*|.[，。、；：？！）》”’]*")
_STOP = re.compile(r"[。！？；：][”’）》】]*$|[)）]$")
_INDENT = 1.2  # em from which the first line of a paragraph counts as indented: the rule is two
_FLUSH = 0.6  # em within which a line stands at the margin
_LOOSE = 1.3  # times the usual leading, from which a gap parts paragraphs
_SAME_SIZE = 0.1  # share by which the size of lines of one paragraph may differ
_COLUMN = 15  # em; in a narrower block, a list of names, lines are full by chance
_FEW = 8  # lines; the margins of a shorter region are taken from the whole text


def join(lines: Sequence[Line]) -> list[str]:
    """The paragraphs of a text, its lines given in reading order; a table is one piece with a line for each row."""
    setting = _Setting.of(lines)
    paragraphs: list[str] = []
    last: Line | None = None
    for line in lines:
        if last and setting.goes_on(last, line):
            paragraphs[-1] += (" " if _latin_seam(last.text, line.text) else "") + line.text
        else:
            paragraphs.append(line.text)
        last = line
    return paragraphs


def _latin_seam(left: str, right: str) -> bool:
    return all(char.isascii() and char.isalpha() for char in (left[-1], right[0]))


def _widest(blocks: dict[int, list[Line]]) -> tuple[float, float]:
    """The margins that hold all blocks."""
    edges = [held[0].margins for held in blocks.values()] or [(0.0, 0.0)]
    return min(left for left, _ in edges), max(right for _, right in edges)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a text is set: its margins, its leading in ems, and whether it marks paragraphs by an indent or by a gap."""

    margins: tuple[float, float]
    short: frozenset[int]
    leading: float
    indented: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Setting:
        prose = [line for line in lines if not line.table]
        blocks: dict[int, list[Line]] = {}
        for line in prose:
            if not line.column:
                blocks.setdefault(line.region, []).append(line)
        short = frozenset(number for number, held in blocks.items() if len(held) < _FEW)
        edges = [held[0].margins for number, held in blocks.items() if number not in short]
        margins = (median(left for left, _ in edges), median(right for _, right in edges)) if edges else _widest(blocks)
        leads = [(b.base - a.base) / a.em for a, b in pairwise(prose) if a.region == b.region]
        setting = cls(margins, short, median(leads) if leads else 0.0, indented=False)
        return replace(setting, indented=setting._indents(prose))

    def _indents(self, prose: list[Line]) -> bool:
        """True if most lines that must begin a paragraph, because the one before does not fill its measure, are indented."""
        first = [b for a, b in pairwise(prose) if self._room(a) > 4 * a.em and self._room(b) < 2 * b.em]
        return len(first) >= 2 and 2 * sum(self._indent(line) >= _INDENT * line.em for line in first) > len(first)

    def _edges(self, line: Line) -> tuple[float, float]:
        """The margins of a line's block; a block of a few lines takes those of the text if it stands within them."""
        left, right = line.margins
        fits = self.margins[0] - 2 <= left and right <= self.margins[1] + line.em
        return self.margins if line.region in self.short and fits else line.margins

    def _room(self, line: Line) -> float:
        return self._edges(line)[1] - line.right

    def _indent(self, line: Line) -> float:
        return line.left - self._edges(line)[0]

    def goes_on(self, last: Line, line: Line) -> bool:
        """True if ``line`` goes on with the paragraph that ``last`` belongs to."""
        if last.table or line.table or abs(last.em - line.em) > _SAME_SIZE * max(last.em, line.em):
            return False
        word = _FIRST_WORD.match(line.text)
        needed = (line.right - line.left) * len(word[0] if word else "") / len(line.text)
        left, right = self._edges(last)
        if right - left < _COLUMN * last.em or right - last.right > needed + 1.1 * last.em:
            return False
        if last.region == line.region and line.base - last.base > _LOOSE * self.leading * last.em:
            return False
        if self.indented:
            return self._indent(line) < _FLUSH * line.em and not (starts_paragraph(line.text) and _STOP.search(last.text))
        level = abs(line.left - last.left) < _FLUSH * line.em or self._indent(last) >= _FLUSH * last.em > self._indent(line)
        return (level or last.region != line.region) and not starts_paragraph(line.text)
