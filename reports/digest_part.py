"""The part of a digest that a subscription lets through: its rows with their numbers, tallies and verdict counted again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from domain.digest import Digest, Row
from domain.report import Report
from reports.digest_counts import counted, tallied


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
        assignments=tuple(replace(one, matter=replace(one.matter, number=0)) for one in digest.assignments),
    )
    return counted(replace(kept, digest=told))


def _unnumbered(row: Row) -> Row:
    return replace(row, steps=tuple(replace(step, number=0) for step in row.steps))
