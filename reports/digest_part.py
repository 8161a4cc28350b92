"""The part of a digest that a subscription lets through: its rows with their numbers, tallies and verdict counted again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from domain.comparison_table import ComparisonTable, TableCell
from domain.digest import Digest, Row
from domain.report import Report
from reports.digest_counts import counted, tallied
from reports.matrix_part import only_changed


def part(whole: Report, kept: Report, digest: Digest, passes: Callable[[Row], bool]) -> Report:
    """``kept`` is the report with its lists sieved. A row stays with what it leads to; one that was reverted leads nowhere and is asked ``passes``.

    The health of the sources and what is assigned are never left out. Where a row is, the others go by their 变动号: the recipient's own
    daily reports may have numbered their lines otherwise.
    """
    cards = {one.id for one in kept.cards}
    targets = cards | {one.id for one in kept.notices} | {one.id for one in kept.new_papers}
    rows = tuple(row for row in digest.rows if (passes(row) if row.reverted else row.target in targets))
    if rows == digest.rows:
        return whole if kept == whole else counted(kept)
    provinces, tallies = tallied(rows, cards)
    told = replace(
        digest,
        rows=tuple(_unnumbered(row) for row in rows),
        figures=tuple(one for one in digest.figures if one.target in cards),
        provinces=provinces,
        tallies=tallies,
        comparison=_compared(digest.comparison, targets | {row.target for row in rows}),
        assignments=tuple(replace(one, matter=replace(one.matter, number=0)) for one in digest.assignments),
    )
    return counted(replace(kept, digest=told))


def _unnumbered(row: Row) -> Row:
    return replace(row, steps=tuple(replace(step, number=0) for step in row.steps))


def _compared(table: ComparisonTable | None, targets: Collection[str]) -> ComparisonTable | None:
    """The rows of the 省际比较表 of which a change is let through, and what fell away by one; other cells of such a row stay, undated."""
    if table is None:
        return None
    known = {item for target in targets for item in target.split("+")}

    def cell(one: TableCell) -> TableCell:
        entries = (each if each.turned and each.turned.item in known else replace(each, turned=None) for each in one.entries)
        return replace(one, entries=tuple(entries))

    rows = (replace(row, cells=tuple(map(cell, row.cells))) for row in table.rows)
    lapses = tuple(one for one in table.lapses if one.turned.item in known)
    return only_changed(replace(table, rows=tuple(rows), lapses=lapses))
