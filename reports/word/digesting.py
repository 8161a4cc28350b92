"""A week or a month in Word: the parts of the digest under their headings, tables with the header on every page; and corrections, struck."""

from __future__ import annotations

from collections.abc import Iterator

from domain.correction import Fix
from domain.report import Report, ReportKind
from reports import wording
from reports.language import _
from reports.outline import conclusion, sections
from reports.section import Section
from reports.word.markup import DELETED, Node, cell, paragraph, row, run, table

WIDTH = 14570
"""What 2 cm margins leave of A4 landscape, in twentieths of a point."""

WIDE = 4
"""How much wider a column of sentences is than one of dates or numbers."""

_SHADE, _CHANGED = "F2F2F2", "FFE9B8"


def corrections(report: Report) -> Iterator[Node]:
    """Each 更正 with the words that stood there struck."""
    for one in report.corrections:
        head, words, reason = wording.correction(one, report.on)
        said: list[Node | str] = [run(words, DELETED if one.fix is Fix.STRUCK else ""), " "] if words else []
        yield paragraph(run(_("{head}　").format(head=head), "bold"), *said, reason)


def digest(report: Report) -> Iterator[Node]:
    """The parts in the order of the page; nothing for a daily report."""
    if report.kind is ReportKind.WEEKLY:
        yield from map(paragraph, conclusion(report)[1:])
    for section in sections(report):
        yield paragraph(section.name, style="Heading1")
        if section.id == "corrections" and report.corrections:
            yield from corrections(report)
            continue
        yield from map(paragraph, section.said)
        if section.rows:
            yield _table(section)
        elif not section.said:
            yield paragraph(run(section.none, "soft"))


def _table(section: Section) -> Node:
    widths = _widths(section)
    head = row(
        [
            cell(width, [paragraph(run(name, "bold"))], shade=_SHADE)
            for width, name in zip(widths, section.columns, strict=True)
        ],
        header=True,
    )
    lines = (
        row(
            [
                cell(
                    width,
                    [paragraph(run(one.words, "bold" if one.strong or one.changed else ""))],
                    shade=_CHANGED if one.changed else "",
                )
                for width, one in zip(widths, cells, strict=True)
            ],
            whole=True,
        )
        for cells in section.rows
    )
    return table(widths, [head, *lines], section.name)


def _widths(section: Section) -> list[int]:
    """Columns share the page by the longest of their words, none less than a date needs."""
    longest = [max(len(one.words) for one in column) for column in zip(*section.rows, strict=True)]
    shares = [min(WIDE, max(1.0, length / 10)) for length in longest]
    return [int(WIDTH * share / sum(shares)) for share in shares]
