"""Ruled tables: a grid of drawn lines is taken out of a page as rows of cells parted by tabs.

Cells that span columns or rows are known by the lines that are missing between them. A single frame round a page, and
a grid of one column, is no table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from normalizer.formats.layout.rows import words
from normalizer.formats.layout.sheet import Glyph, Line, Rule, Sheet

_SNAP = 3.0  # points; lines of a grid nearer than this are one
_MOST_RULES = 20_000  # per page; more is a drawing


def split(sheet: Sheet, page: int) -> tuple[list[Line], list[Glyph]]:
    """The tables of a page, and the glyphs outside of them."""
    glyphs = list(sheet.glyphs)
    found = []
    for grid in filter(None, map(_Grid.of, _touching(sheet.rules[:_MOST_RULES]))):
        inside = [glyph for glyph in glyphs if grid.holds(glyph)]
        lines = grid.rows(inside)
        if lines:
            glyphs = [glyph for glyph in glyphs if not grid.holds(glyph)]
            size = sorted(glyph.em for glyph in inside)[len(inside) // 2]
            found.append(Line("\n".join(lines), grid.xs[0], grid.xs[-1], grid.ys[0], size, page, table=True))
    return found, glyphs


@dataclass(frozen=True, slots=True)
class _Grid:
    """The places of the lines of a grid, and for each of them the stretches in which it is drawn."""

    xs: list[float]
    ys: list[float]
    uprights: list[list[tuple[float, float]]]
    levels: list[list[tuple[float, float]]]

    @classmethod
    def of(cls, rules: list[Rule]) -> _Grid | None:
        """The grid of some lines that touch; None for less than three upright or two level ones."""
        xs = _snapped([rule.x0 for rule in rules if not rule.level])
        ys = _snapped([rule.y0 for rule in rules if rule.level])
        if len(xs) < 3 or len(ys) < 2:
            return None
        grid = cls(xs, ys, [[] for _ in xs], [[] for _ in ys])
        for rule in rules:
            drawn = grid.levels[bisect_right(ys, rule.y0) - 1] if rule.level else grid.uprights[bisect_right(xs, rule.x0) - 1]
            stretch = (rule.x0, rule.x1) if rule.level else (rule.y0, rule.y1)
            if stretch not in drawn[-1:]:
                drawn.append(stretch)
        return grid

    def holds(self, glyph: Glyph) -> bool:
        x, y = glyph.middle
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def rows(self, glyphs: list[Glyph]) -> list[str]:
        """The rows of the table that say something; none if it has but one column of text."""
        cells: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        homes = {place: self._home(*place) for place in {self._place(glyph) for glyph in glyphs}}
        for glyph in glyphs:
            cells[homes[self._place(glyph)]].append(glyph)
        columns = sorted({column for _, column in cells})
        if len(columns) < 2:
            return []
        lines = ("\t".join(words(cells.get((row, column), ())) for column in columns) for row in range(len(self.ys) - 1))
        return [line.rstrip("\t") for line in lines if line.strip()]

    def _place(self, glyph: Glyph) -> tuple[int, int]:
        x, y = glyph.middle
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        return row, min(bisect_right(self.xs, x), len(self.xs) - 1) - 1

    def _home(self, row: int, column: int) -> tuple[int, int]:
        """The upper left place of the cell that a place belongs to: as far as no line is drawn between."""
        while column > 0 and not self._drawn(row, column, upright=True):
            column -= 1
        while row > 0 and not self._drawn(row, column, upright=False):
            row -= 1
        return row, column

    def _drawn(self, row: int, column: int, upright: bool) -> bool:
        """True if a line is drawn on the left side (``upright``) or the upper side of a place."""
        edges, at = (self.ys, row) if upright else (self.xs, column)
        middle = (edges[at] + edges[at + 1]) / 2
        stretches = self.uprights[column] if upright else self.levels[row]
        return any(start <= middle <= end for start, end in stretches)


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules in groups connected by touching; swept from the top, so that far ones are never held together."""
    parent = list(range(len(rules)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    open_rules: list[int] = []
    for at in sorted(range(len(rules)), key=lambda at: rules[at].y0):
        open_rules = [other for other in open_rules if rules[other].y1 + _SNAP >= rules[at].y0]
        for other in open_rules:
            if rules[other].x0 - _SNAP <= rules[at].x1 and rules[at].x0 - _SNAP <= rules[other].x1:
                parent[root(other)] = root(at)
        open_rules.append(at)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for at, rule in enumerate(rules):
        groups[root(at)].append(rule)
    return list(groups.values())


def _snapped(places: list[float]) -> list[float]:
    snapped: list[float] = []
    for place in sorted(places):
        if not snapped or place - snapped[-1] > _SNAP:
            snapped.append(place)
    return snapped
