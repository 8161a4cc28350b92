"""The 省际比较表 on A3 landscape: one sheet where its type can be read, and behind it the quotes that its cells lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from docx.document import Document
from docx.shared import Pt

from domain.comparison_table import ComparisonTable
from reports import citing, phrases, wording
from reports.language import _
from reports.matrix_view import Quoted, Square, Strip, View, view
from reports.matrix_words import columns, dated, fallen, gap, gone_heading, more, said, sign
from reports.word.document import address
from reports.word.fitting import ABOVE, LINE, blocks, size, widths
from reports.word.markup import Node, cell, jump, marked, paragraph, row, run, table
from reports.word.page import blank, foot, packed, put, turn

_SHADE, _TOPIC, _CHANGED = "F2F2F2", "E7ECE9", "FFE9B8"


def write(made: ComparisonTable, at: datetime) -> bytes:
    """The file; the same table and time give the same bytes."""
    name = _("省际比较表 {day}").format(day=made.on)
    document, shown = blank(name, large=True), view(made)
    style = document.styles["Normal"]
    points = size(made, shown)
    style.font.size = Pt(points)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(ABOVE / 20), Pt(0)
    style.paragraph_format.line_spacing = Pt(points * LINE)
    foot(document.sections[0], [name])
    put(document, _first_sheet(made, shown))
    if shown.papers and not made.brief:
        foot(turn(document), [name])
        put(document, _quotes(document, made, shown))
    return packed(document, at)


def _first_sheet(made: ComparisonTable, shown: View) -> Iterator[Node]:
    yield paragraph(run(_("省际比较表"), "bold"), "　", _("截至 {day}").format(day=made.on), style="Heading2", align="center")
    yield from map(paragraph, said(made))
    if not made.rows:
        yield paragraph(_("还没有两个省份作出同一具体要求的文件。"))
        return
    for block in blocks(len(made.columns)):
        yield _table(made, shown, block)
        yield paragraph()
    for at, sentence in enumerate(fallen(made)):
        head = [run(f"{gone_heading(made)}　", "bold")] if not at else []
        yield paragraph(*head, sentence)


def _table(made: ComparisonTable, shown: View, block: slice) -> Node:
    """The commitments with some of the provinces."""
    first, *provinces = columns(made)
    names = [first, *provinces[block]]
    room = widths(len(names) - 1)
    heads = [cell(width, [paragraph(run(name, "bold"))], shade=_SHADE) for width, name in zip(room, names, strict=True)]
    rows = [row(heads, header=True)]
    for topic, strips in shown.topics:
        name = paragraph(run(_(topic) if topic else _("未归类"), "bold"), keep=True)
        rows.append(row([cell(sum(room), [name], span=len(room), shade=_TOPIC)], whole=True))
        rows += [_row(replace(strip, squares=strip.squares[block]), room, made) for strip in strips]
    return table(room, rows, _("省际比较表"))


def _row(strip: Strip, room: list[int], made: ComparisonTable) -> Node:
    cells = [cell(room[0], [paragraph(run(strip.name, "bold"))])]
    for width, square in zip(room[1:], strip.squares, strict=True):
        shade = _CHANGED if square.cell.turned else ""
        cells.append(cell(width, _entries(square, made) or [paragraph(sign(square.cell.mark))], shade=shade))
    return row(cells, whole=True)


def _entries(square: Square, made: ComparisonTable) -> list[Node]:
    found = []
    for number, one in square.entries:
        label = run(one.spot.number, "bold") if made.brief else jump(number, one.spot.number, "jump")
        words = f"{gap(one.spot.number)}{one.phrase}"
        found.append(paragraph(sign(one.mark), label, words, run(dated(one, made.on), "bold"), more(square.cell)))
    return found


def _quotes(document: Document, made: ComparisonTable, shown: View) -> Iterator[Node]:
    yield paragraph(_("原句与出处"), style="Heading2")
    for cited, quoted in shown.papers:
        yield paragraph(run(f"{cited.paper.province or ''} {wording.whole_name(cited.paper)}", "bold"))
        yield paragraph(
            citing.history(cited.edition), " ", _(citing.LEVELS[cited.paper.level]), " ", address(document, cited.paper)
        )
        yield paragraph(run(citing.origin(cited.paper, cited.edition), "soft"))
        for one in quoted:
            yield from _quote(one, made)


def _quote(one: Quoted, made: ComparisonTable) -> Iterator[Node]:
    head = f"{sign(one.entry.mark)}{phrases.place((one.entry.spot,))}{dated(one.entry, made.on)}"
    yield marked(one.number, paragraph(run(head, "bold"), run(f" {_('、').join(one.names)}", "soft")))
    for passage in one.entry.quotes:
        if passage.quote:
            yield paragraph(_("原文"), f" “{passage.quote}”")
            if not passage.verbatim:
                yield paragraph(run(citing.note([passage]), "soft"))
        else:
            yield paragraph(f"{citing.label(passage)} {passage.text}")
