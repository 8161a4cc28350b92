"""省际比较表 as a reader sees it: the cells of a :class:`domain.matrix.Matrix` with their words, where these come from, and what changed.

A table holds everything that is printed of it, so that one kept in a report can be drawn again without the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.card import Edition, Paper, Passage, Spot
from domain.matrix import Mark


class Turn(StrEnum):
    """What made a cell another one, or emptied it."""

    AMENDED = "amended"  # 修改
    ADDED = "added"  # 新增
    SPLIT = "split"  # 拆分
    MERGED = "merged"  # 合并
    FIRST_SEEN = "first_seen"  # 新文件首次入库
    DELETED = "deleted"  # 删除
    REPEALED = "repealed"  # 废止


@dataclass(frozen=True, slots=True)
class Turned:
    """The day a cell changed (in Asia/Shanghai), how, and the id under which a daily report told it (``C12``, ``E5``)."""

    on: date
    turn: Turn
    item: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One version of one paper that the table quotes."""

    paper: Paper
    edition: Edition


@dataclass(frozen=True, slots=True)
class Entry:
    """What one measure says of a commitment. ``source`` is its position in :attr:`ComparisonTable.sources`, ``phrase`` the shortest words that
    say it, in canonical text, and ``quotes`` the whole sentences."""

    mark: Mark
    spot: Spot
    ordinal: int
    source: int
    phrase: str
    quotes: tuple[Passage, ...]
    turned: Turned | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """``entries`` in the order of their marks, strongest first; none where the mark is ABSENT or MISSING. ``more`` are left out of them."""

    mark: Mark
    entries: tuple[Entry, ...] = ()
    more: int = 0

    @property
    def turned(self) -> Turned | None:
        """The latest of what changed in it; what only stands beside something stronger does not count."""
        counted = (
            one.turned for one in self.entries if one.turned and (one.mark is not Mark.ADJACENT or self.mark is Mark.ADJACENT)
        )
        return max(counted, key=lambda one: one.on, default=None)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A commitment under its topic, with a cell for each province."""

    name: str
    topic: str
    cells: tuple[TableCell, ...]

    @property
    def changed(self) -> bool:
        return any(cell.turned for cell in self.cells)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A province with the number of its texts that were read; ``whole`` as in :class:`domain.matrix.Column`."""

    province: str
    papers: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Lapse:
    """What a province said of a commitment and says no longer: the measure was deleted or its paper repealed."""

    name: str
    topic: str
    province: str
    paper: str
    number: str
    phrase: str
    turned: Turned


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """The table of the day ``on``; a cell is changed if it changed on ``since`` or later. Rows stand by topic.

    ``lapses`` are what fell away in that time. ``whole`` counts the rows of the table that these rows are taken from. ``unheard`` are provinces
    that are watched, have no text yet and would have made the table too wide: no column, but 未收录 all the same. ``brief``: cells and rows
    are left out so that it goes on one sheet.
    """

    on: date
    since: date
    columns: tuple[TableColumn, ...] = ()
    rows: tuple[TableRow, ...] = ()
    sources: tuple[Cited, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    whole: int = 0
    unheard: tuple[str, ...] = ()
    brief: bool = False

    @property
    def changed(self) -> tuple[TableRow, ...]:
        return tuple(row for row in self.rows if row.changed)
