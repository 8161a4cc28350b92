"""The two tables of a pair of versions, as regulators publish them: 修订对照表 (changed articles) and 新旧条文对照表 (all of them).

Both set whole articles side by side. The first ends with 除上述修订外，其他条款不变; the second also holds headings, preamble and closing lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from differ.textdiff import diff_texts
from domain.change import Change, Status
from domain.document import Document
from domain.text import Span
from reports import cards, citing, direction
from reports.facing import Block, Facing, Row, align, same
from reports.language import _
from reports.passages import passage
from reports.stored import told
from reports.word.comparing import ADDED, CLOSING, GONE, MARKS, WIDTHS, across, header_row, line
from reports.word.markup import DELETED, INSERTED, Node, paragraph, run, table, words
from reports.word.sheets import Sheet

_LINE = re.compile(r"[^\n]+")


class Articles:
    """One table: a row a measure and, with ``everything``, a row a line outside of measures."""

    def __init__(self, facing: Facing, *, everything: bool) -> None:
        self._facing, self._everything = facing, everything
        self._aligned = align(facing.old, facing.new, facing.comparison)

    @property
    def title(self) -> str:
        name = _("《{title}》新旧条文对照表") if self._everything else _("《{title}》修订对照表")
        return name.format(title=self._facing.paper.title)

    @property
    def note(self) -> str:
        scope = _("未修改的条文不列。") if not self._everything else _("未修改的条文一并列出，说明栏写“未修改”。")
        return f"{_(MARKS)}{scope}" + _("表中文字为规范化文本：空白、换行、宽度已统一，引用请以官方文本为准。")

    def sheet(self) -> Sheet:
        """What the header and the footer are made of."""
        return Sheet(self._facing.paper, self._facing.old_edition, self._facing.new_edition)

    def table(self) -> Node:
        """Raises nothing: two equal texts give a table that says so."""
        rows = [header_row(self.sheet()), *self._rows()]
        if not self._everything:
            rows.append(across(_(CLOSING) if len(rows) > 1 else _("两个版本的条文相同。")))
        return table(WIDTHS, rows, self.title)

    def _rows(self) -> Iterator[Node]:
        number = slid = 0
        for row in self._aligned.rows:
            alike = same(row, self._aligned, self._facing.old, self._facing.new)
            if alike and not self._everything:
                slid += renumbered(row)
                continue
            number += row.change is not None
            sides = (list(self._side(row, old=True)), list(self._side(row, old=False)))
            yield line(str(number) if row.change else "", *sides, list(self._remark(row, alike=alike)))
        if slid:
            yield across(_("条序调整：{count} 项顺延改号，内容未变。").format(count=slid))

    def _side(self, row: Row, *, old: bool) -> Iterator[Node]:
        places, blocks = (row.old, self._aligned.old) if old else (row.new, self._aligned.new)
        alone = not (row.new if old else row.old)
        look = DELETED if old else INSERTED
        if not places:
            yield paragraph(_(ADDED if old else GONE))
        for place in places:
            yield from self._block(blocks[place], row, old=old, look=look, alone=alone)

    def _block(self, block: Block, row: Row, *, old: bool, look: str, alone: bool) -> Iterator[Node]:
        """A paragraph for each line; words that were read back from damaged bytes say so."""
        document = self._facing.old if old else self._facing.new
        marks = () if alone else self._marks(row, old=old)
        base = "bold" if block.heading else ""
        for span in _lines(document, block.span):
            number = _article(document, block, span)
            one = passage(document, Span(span.start + len(number), span.end), marks)
            before = [run(_("{number}　").format(number=number), look if alone else "bold")] if number else []
            behind = [run(_("〔{label}〕").format(label=citing.label(one)), "soft")] if one.repaired else []
            yield paragraph(*before, *words(one, look, whole=alone, base=base), *behind)

    def _marks(self, row: Row, *, old: bool) -> tuple[Span, ...]:
        """What changed on one side: the edits of a measure, or the hunks between two lines outside of measures."""
        if row.change is not None:
            return tuple(edit.old_span if old else edit.new_span for edit in row.change.edits)
        one, other = self._aligned.old[row.old[0]].span, self._aligned.new[row.new[0]].span
        hunks = diff_texts(one.of(self._facing.old.text), other.of(self._facing.new.text))
        if old:
            return tuple(Span(hunk.old_start, hunk.old_end).shift(one.start) for hunk in hunks)
        return tuple(Span(hunk.new_start, hunk.new_end).shift(other.start) for hunk in hunks)

    def _remark(self, row: Row, *, alike: bool) -> Iterator[Node]:
        if row.change is None:
            yield paragraph(_("未修改") if alike else _("新增") if not row.old else _("删除") if not row.new else _("修改"))
            return
        if alike:
            yield paragraph(_("移动，内容未变") if row.change.status is Status.MOVED else _("未修改"))
        else:
            yield from self._amended(row.change)
        if renumbered(row):
            before, after = (_("、").join(ref.number for ref in refs) for refs in (row.change.old, row.change.new))
            yield paragraph(_("条序调整：{before} → {after}").format(before=before, after=after))

    def _amended(self, change: Change) -> Iterator[Node]:
        """The changed value itself, and what it is about."""
        old, new = self._facing.old if change.old else None, self._facing.new
        what, value = cards.headline(change, old, new, cards.units_of(change, old, new))
        yield paragraph(run(f"【{told(direction.tag(change))}】", "bold"), f"{told(what)} {told(value)}".strip())
        if kinds := dict.fromkeys(_(direction.KIND_WORDS[edit.kind]) for edit in change.edits):
            yield paragraph(_("性质：{kinds}").format(kinds=_("、").join(kinds)))


def renumbered(row: Row) -> bool:
    """True if one measure stands under another number than before."""
    change = row.change
    return change is not None and len(change.old) == len(change.new) == 1 and change.old[0].number != change.new[0].number


def _article(document: Document, block: Block, line: Span) -> str:
    """The number of an article (第十条) where the line begins with it: print sets it apart. Empty for other measures and lines."""
    number = document.measure(block.ordinal).number if block.ordinal and line.start == block.span.start else ""
    return number if number.startswith("第") and document.text.startswith(number, line.start) else ""


def _lines(document: Document, span: Span) -> list[Span]:
    """The lines of a block without their breaks, so that each is a paragraph of its cell."""
    found = (Span(one.start(), one.end()) for one in _LINE.finditer(document.text, span.start, span.end))
    return [one for one in found if one.of(document.text).strip()]
