"""The new text as a Word document with real tracked changes: accept all and it is the new text, reject all and it is the old one.

Insertions are ``w:ins``, deletions ``w:del``, what moved is ``w:moveFrom`` where it stood and ``w:moveTo`` where it stands, each inside of a range whose
name both have; a line break that came, went or moved is a revision of the mark of its paragraph (ECMA-376, part 1, 17.13.5). A range begins and
ends among the runs of a paragraph; where its last line moved with its break, it ends at the head of the next. Headers and footers carry what is ours,
so that nothing in the body is anything but the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from reports.rewording import Mark, Revision
from reports.word.markup import Node, body_paragraph, node, run

AUTHOR = "regdelta"
_TAGS = {Mark.INSERTED: "ins", Mark.DELETED: "del", Mark.MOVED_FROM: "moveFrom", Mark.MOVED_TO: "moveTo"}
_RANGES = {Mark.DELETED: "moveFrom", Mark.MOVED_FROM: "moveFrom", Mark.INSERTED: "moveTo", Mark.MOVED_TO: "moveTo"}
"""The range that a piece of a move stands in, by its mark."""


@dataclass
class _Line:
    """A paragraph being written: its runs, and what became of the break that ends it."""

    runs: list[Node] = field(default_factory=list)
    words: str = ""


class Tracked:
    """Paragraphs out of revisions. ``headings`` are lines, in either text, that are set in bold; ``title`` is also centred."""

    def __init__(self, at: datetime, title: str, headings: Iterable[str]) -> None:
        self._at, self._title, self._headings = f"{at:%Y-%m-%dT%H:%M:%SZ}", title, frozenset(headings)
        self._numbers = count(1)
        self._range: tuple[str, int, str] | None = None  # its element, its move, its id

    def paragraphs(self, revisions: Iterable[Revision]) -> Iterator[Node]:
        """One for each line of both texts together. A last break without a line behind it ends the last paragraph and opens no other."""
        line = _Line()
        for one in revisions:
            self._enter(line, one)
            parts = one.text.split("\n")
            for words in parts[:-1]:
                self._write(line, words, one.mark)
                yield self._ended(line, one.mark)
                line = _Line()
            self._write(line, parts[-1], one.mark)
        self._enter(line, None)
        yield self._ended(line, Mark.KEPT)

    def _enter(self, line: _Line, one: Revision | None) -> None:
        """End the range that stands open and begin that of this revision, unless they are the same."""
        wanted = (_RANGES[one.mark], one.move) if one and one.move else None
        if self._range and self._range[:2] != wanted:
            line.runs.append(node(f"{self._range[0]}RangeEnd", id=self._range[2]))
            self._range = None
        if wanted and not self._range:
            tag, move = wanted
            self._range = (tag, move, str(next(self._numbers)))
            signed = {"name": f"move{move}", "author": AUTHOR, "date": self._at}
            line.runs.append(node(f"{tag}RangeStart", id=self._range[2], **signed))

    def _write(self, line: _Line, words: str, mark: Mark) -> None:
        if not words:
            return
        line.words += words
        made = run(words, deleted=mark is Mark.DELETED)
        line.runs.append(made if mark is Mark.KEPT else self._revision(mark, made))

    def _revision(self, mark: Mark, *children: Node) -> Node:
        return node(_TAGS[mark], *children, id=str(next(self._numbers)), author=AUTHOR, date=self._at)

    def _ended(self, line: _Line, mark: Mark) -> Node:
        ending = [self._revision(mark)] if mark is not Mark.KEPT else []
        words = line.words.strip()
        style = "Title" if words == self._title else "Heading2" if words in self._headings else ""
        return body_paragraph(line.runs, style=style, align="center" if style == "Title" else "", ending=ending)
