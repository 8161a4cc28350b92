"""Any two versions of a document held together, aligned by measure: side by side, and in one line of reading.

The comparison itself comes in as data; here it only gets its words. Nothing is put between quotation marks: what is shown is canonical text, and
each passage says whether the page writes it so (原文) or not (规范化文本).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from domain.card import Edition, Passage, Spot
from domain.change import Change, Comparison, MeasureRef, Severity, Status
from domain.document import Document
from domain.text import Span
from reports import direction
from reports.passages import passage
from reports.shelf import Shelf, spot
from reports.site import places
from reports.site.drawing import draw
from reports.site.shelves import Paper, Shelves
from reports.site.writing import Page, key

EVERY = 8
"""Up to this many versions every pair has a page (28 of them). From the ninth on: neighbours, the first against each, and each
against the newest, which grows by three pages a version; any other pair is one command away."""

STILL = frozenset({Status.UNCHANGED, Status.RENUMBERED})


@dataclass(frozen=True, slots=True)
class Strand:
    """Words of the inline view: ``same``, ``del`` or ``ins``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One measure (of a split or merger, several) before and after. ``inline`` is empty where the two texts cannot be read as one."""

    status: Status
    substantive: bool
    tag: str
    old: tuple[Spot, ...]
    new: tuple[Spot, ...]
    left: tuple[Passage, ...]
    right: tuple[Passage, ...]
    inline: tuple[Strand, ...] = ()

    @property
    def still(self) -> bool:
        """True if the words are the same and nothing moved but the number."""
        return self.status in STILL


@dataclass(frozen=True, slots=True)
class Sheet:
    """Two versions side by side. ``outside`` are the paragraphs that stand in no measure, where they differ."""

    old: Edition
    new: Edition
    comparison: Comparison
    rows: tuple[Row, ...]
    outside: tuple[Row, ...]

    def count(self, status: Status) -> int:
        return sum(row.status is status for row in self.rows)


def wanted(versions: int) -> list[tuple[int, int]]:
    """Which pairs (old, new) get a page, of versions numbered from 1; in their order."""
    numbers = range(1, versions + 1)
    if versions <= EVERY:
        return [(old, new) for new in numbers for old in numbers if old < new]
    pairs = {*pairwise(numbers), *((1, new) for new in numbers[1:]), *((old, versions) for old in numbers[:-1])}
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]))


def pages(shelves: Shelves, paper: Paper, shelf: Shelf) -> Iterator[Page]:
    for old, new in wanted(len(paper.versions)):
        yield _page(shelves, paper, shelf, old, new)


def _page(shelves: Shelves, paper: Paper, shelf: Shelf, old: int, new: int) -> Page:
    record = paper.record
    path = places.comparison(record.id, old, new)
    sides = [replace(paper.versions[number - 1], seen=record.first_seen) for number in (old, new)]

    def made() -> bytes:
        sheet = lay(shelf, record.id, old, new, shelves.tools.compare(shelf.text(record.id, old), shelf.text(record.id, new)))
        data = {"paper": shelf.paper(record.id), "sheet": sheet, "old": old, "new": new, "pairs": wanted(len(paper.versions))}
        return draw("comparison.html.j2", path, **data, blocks=list(blocks(sheet.rows)), last=len(paper.versions))

    return Page(
        path,
        key("comparison", record.title, record.document_number, record.url, record.level, sides, len(paper.versions)),
        made,
    )


def lay(shelf: Shelf, document: int, old: int, new: int, comparison: Comparison) -> Sheet:
    """The comparison in words."""
    before, after = shelf.text(document, old), shelf.text(document, new)
    rows = tuple(_row(change, before, after) for change in comparison.changes)
    outside = () if comparison.suspect else tuple(_outside(before, after))
    return Sheet(shelf.edition(document, old), shelf.edition(document, new), comparison, rows, outside)


def blocks(rows: Sequence[Row]) -> Iterator[tuple[bool, list[Row]]]:
    """Rows in their order, neighbours that did not change gathered: (unchanged?, rows)."""
    gathered: list[Row] = []
    for row in rows:
        if gathered and not (row.still and gathered[-1].still):
            yield gathered[0].still, gathered
            gathered = []
        gathered.append(row)
    if gathered:
        yield gathered[0].still, gathered


def _row(change: Change, old: Document, new: Document) -> Row:
    return Row(
        change.status,
        change.severity is Severity.SUBSTANTIVE,
        direction.tag(change) if change.edits else "",
        tuple(spot(old, ref.ordinal) for ref in change.old),
        tuple(spot(new, ref.ordinal) for ref in change.new),
        _side(
            old, change.old, [edit.old_span for edit in change.edits], whole=not change.new and change.status is Status.DELETED
        ),
        _side(new, change.new, [edit.new_span for edit in change.edits], whole=not change.old),
        _inline(change, old, new),
    )


def _side(document: Document, refs: Sequence[MeasureRef], marks: Sequence[Span], *, whole: bool) -> tuple[Passage, ...]:
    spans = [document.measure(ref.ordinal).span for ref in refs]
    return tuple(passage(document, span, [span] if whole else marks) for span in spans)


def _inline(change: Change, old: Document, new: Document) -> tuple[Strand, ...]:
    """The new text with what went put in where it stood; only for one measure against one."""
    if len(change.old) != 1 or len(change.new) != 1:
        return ()
    span = new.measure(change.new[0].ordinal).span
    found: list[Strand] = []
    at = span.start
    for edit in sorted(change.edits, key=lambda edit: (edit.new_span.start, edit.old_span.start)):
        if edit.new_span.start < at or edit.new_span.end > span.end:
            continue
        parts = (
            ("same", new.text[at : edit.new_span.start]),
            ("del", edit.old_span.of(old.text)),
            ("ins", edit.new_span.of(new.text)),
        )
        found += [Strand(kind, text) for kind, text in parts if text]
        at = edit.new_span.end
    return (*found, Strand("same", new.text[at : span.end]))


def _outside(old: Document, new: Document) -> Iterator[Row]:
    """Paragraphs before, between and after the measures that are not the same on both sides."""
    before, after = _paragraphs(old), _paragraphs(new)
    matcher = SequenceMatcher(
        None, [span.of(old.text) for span in before], [span.of(new.text) for span in after], autojunk=False
    )
    for word, left, left_end, right, right_end in matcher.get_opcodes():
        if word != "equal":
            gone = tuple(passage(old, span, [span]) for span in before[left:left_end])
            came = tuple(passage(new, span, [span]) for span in after[right:right_end])
            status = Status.AMENDED if gone and came else Status.DELETED if gone else Status.ADDED
            yield Row(status, False, "", (), (), gone, came)


def _paragraphs(document: Document) -> list[Span]:
    """The lines of a text that no measure holds."""
    found: list[Span] = []
    at = 0
    for line in document.text.splitlines(keepends=True):
        span = Span(at, at + len(line.rstrip("\n")))
        at += len(line)
        if len(span) and not any(measure.span.overlaps(span) for measure in document.measures):
            found.append(span)
    return found
