"""The new text as a Word document with real tracked changes: accept all and it is the new text, reject all and it is the old one.

Insertions are ``w:ins``, deletions ``w:del``; a line break that came or went is a revision of the mark of its paragraph (ECMA-376, part 1,
17.13.5). Headers and footers carry what is ours, so that nothing in the body is anything but the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from reports.revisions import Mark, Revision
from reports.word.markup import Node, body_paragraph, node, run

AUTHOR = "regdelta"
_TAGS = {Mark.INSERTED: "ins", Mark.DELETED: "del"}


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

    def paragraphs(self, revisions: Iterable[Revision]) -> Iterator[Node]:
        """One for each line of both texts together. A last break without a line behind it ends the last paragraph and opens no other."""
        line = _Line()
        for one in revisions:
            parts = one.text.split("\n")
            for words in parts[:-1]:
                self._write(line, words, one.mark)
                yield self._ended(line, one.mark)
                line = _Line()
            self._write(line, parts[-1], one.mark)
        yield self._ended(line, Mark.KEPT)

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
