"""The 省际比较表 as a page draws it: every entry leads to its quote, and the quotes stand by paper with what a citation needs."""

from __future__ import annotations

from dataclasses import dataclass

from domain.comparison_table import Cited, ComparisonTable, Entry, TableCell
from reports.matrix_words import by_topic, name


@dataclass(frozen=True, slots=True)
class Quoted:
    """The sentences of one measure under a number, with the names of the commitments they are quoted for."""

    number: int
    entry: Entry
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of ``province`` with the number of the quote of each of its entries."""

    province: str
    cell: TableCell
    entries: tuple[tuple[int, Entry], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A row under its number, which counts through the whole table."""

    number: int
    name: str
    squares: tuple[Square, ...]

    @property
    def changed(self) -> tuple[Square, ...]:
        return tuple(one for one in self.squares if one.cell.turned)


@dataclass(frozen=True, slots=True)
class View:
    """Topics with their rows, and papers with what is quoted of them, in the order of their text."""

    topics: tuple[tuple[str, tuple[Strip, ...]], ...]
    papers: tuple[tuple[Cited, tuple[Quoted, ...]], ...]

    @property
    def changed(self) -> tuple[Strip, ...]:
        return tuple(strip for _topic, strips in self.topics for strip in strips if strip.changed)


def view(table: ComparisonTable) -> View:
    """Quotes are numbered from 1 in the order of the papers; the same sentences have one number in all rows."""
    papers = _quoted(table)
    numbers = {_key(one.entry): one.number for _cited, quoted in papers for one in quoted}
    provinces = [column.province for column in table.columns]
    strips: dict[str, list[Strip]] = {}
    for number, row in enumerate(table.rows, 1):
        squares = tuple(
            Square(province, cell, tuple((numbers[_key(one)], one) for one in cell.entries))
            for province, cell in zip(provinces, row.cells, strict=True)
        )
        strips.setdefault(row.topic, []).append(Strip(number, name(row.name), squares))
    return View(tuple((topic, tuple(strips[topic])) for topic, _rows in by_topic(table)), papers)


def _quoted(table: ComparisonTable) -> tuple[tuple[Cited, tuple[Quoted, ...]], ...]:
    found: dict[tuple[object, ...], tuple[Entry, list[str]]] = {}
    for row in table.rows:
        for one in (entry for cell in row.cells for entry in cell.entries):
            found.setdefault(_key(one), (one, []))[1].append(name(row.name))
    ordered = sorted(found.values(), key=lambda one: (one[0].source, one[0].ordinal))
    numbered = [Quoted(number, one, tuple(dict.fromkeys(names))) for number, (one, names) in enumerate(ordered, 1)]
    return tuple(
        (cited, quoted)
        for at, cited in enumerate(table.sources)
        if (quoted := tuple(one for one in numbered if one.entry.source == at))
    )


def _key(one: Entry) -> tuple[object, ...]:
    return one.source, one.ordinal, one.quotes
