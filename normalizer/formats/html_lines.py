"""What a browser shows, line by line: blocks break lines, rows are one line, lists have numbers, raised digits are raised."""

from __future__ import annotations

import re
from itertools import pairwise

from selectolax.lexbor import LexborNode

from normalizer.formats.html_page import HIDDEN, Holder, Line, Look, Walk

_BLANK = re.compile(r"[ \t\n\r\f][ \t\n\r\f]*")  # not ``[…]+``: a search that begins with one set is three times as fast
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_ROW_LIMIT = 1500  # characters; a "row" with more is a page laid out in a table


class Collector:
    """The lines of a walk in the making: told of every text and of every element entered and left."""

    def __init__(self) -> None:
        self.walk = Walk()
        self.buffer: list[str] = []
        self.linked = 0
        self.in_link = self.in_noise = self.in_pre = 0
        self.rows: list[tuple[int, list[int]]] = []
        self.counters: list[int | None] = []

    def flush(self) -> None:
        if not self.buffer:
            return
        text = "".join(self.buffer).strip(" \t")
        if text and not text.isspace():
            self.walk.lines.append(Line(text, self.linked, self.in_noise > 0))
        self.buffer.clear()
        self.linked = 0

    def text(self, words: str, tag: str) -> None:
        if self.in_pre:
            self._as_typed(words)
            return
        buffer = self.buffer
        if words.isspace() and (not buffer or buffer[-1].endswith(" ")) and not words.strip(" \t\n\r\f"):
            return
        words = _BLANK.sub(" ", words)
        if tag == "sup" and buffer and buffer[-1][-1:].isalnum():
            words = words.strip().translate(_RAISED) if words.strip().lstrip("+-").isdigit() else words
        elif tag == "sub" and words.strip().isdigit():
            words = words.strip().translate(_LOWERED)
        buffer.append(words)
        if self.in_link:
            self.linked += len(words)

    def _as_typed(self, words: str) -> None:
        """Text in which line ends count."""
        head, *rest = words.split("\n")
        self.buffer.append(head)
        for line in rest:
            self.flush()
            self.buffer.append(line)

    def enter(self, look: Look, node: LexborNode) -> Holder | None:
        """Note what begins with an element; what notes its lines if it may hold the body."""
        if look.block and self.buffer:
            self.flush()
        if look.marks:
            self._begin(look.tag, node)
        if look.noise:
            self.in_noise += 1
        if not look.holds:
            return None
        holder = Holder(look.tag, look.id, look.classes, len(self.walk.lines))
        self.walk.holders.append(holder)
        return holder

    def _begin(self, tag: str, node: LexborNode) -> None:
        if tag == "a":
            self.in_link += 1
        elif tag == "pre":
            self.in_pre += 1
        elif tag == "tr":
            self.rows.append((len(self.walk.lines), []))
        elif tag in ("td", "th") and self.rows:
            self.rows[-1][1].append(len(self.walk.lines))
        elif tag in ("ol", "ul"):
            self.counters.append(_first_number(node) if tag == "ol" else None)
        elif tag == "li" and self.counters and self.counters[-1] is not None:
            self._numbered(node, self.counters[-1])

    def _numbered(self, node: LexborNode, number: int) -> None:
        """The number a browser prints before an item of an ordered list, unless the item brings its own."""
        own = re.match(r"\s*(?:[（(]?[\d一二三四五六七八九十]+[）)、.．]|第|$)", (node.text_content or node.text() or "")[:40])
        if not own:
            self.buffer.append(f"{number}.")
        self.counters[-1] = number + 1

    def leave(self, look: Look, holder: Holder | None) -> None:
        if look.block and self.buffer:
            self.flush()
        if look.marks:
            self._end(look.tag)
        if look.noise:
            self.in_noise -= 1
        if holder:
            holder.end = len(self.walk.lines)

    def _end(self, tag: str) -> None:
        if tag == "a":
            self.in_link -= 1
        elif tag == "pre":
            self.in_pre -= 1
        elif tag == "tr" and self.rows:
            self._row(*self.rows.pop())
        elif tag in ("ol", "ul") and self.counters:
            self.counters.pop()

    def _row(self, start: int, cells: list[int]) -> None:
        """Make one line of a table row, its cells parted by tabs; a row too long to be data stays as it is."""
        lines = self.walk.lines[start:]
        if len(cells) < 2 or len(lines) < 2 or sum(len(line.text) for line in lines) > _ROW_LIMIT:
            return
        bounds = [*(cell - start for cell in cells), len(lines)]
        texts = [" ".join(line.text for line in lines[a:b]) for a, b in pairwise(bounds)]
        row = Line("\t".join(texts).rstrip("\t"), sum(line.linked for line in lines), any(line.noise for line in lines))
        self.walk.lines[start:] = [row]
        for holder in reversed(self.walk.holders):
            if holder.start < start:
                break
            holder.start, holder.end = min(holder.start, start + 1), min(holder.end, start + 1)


def _first_number(node: LexborNode) -> int | None:
    attributes = node.attributes
    if HIDDEN.search(attributes.get("style") or "") or "none" in (attributes.get("style") or ""):
        return None
    start = attributes.get("start") or "1"
    return int(start) if start.isdigit() else 1
