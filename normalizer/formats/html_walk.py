"""HTML -> lines, by one iterative walk over the tree of the lexbor parser.

A line is what a browser shows between two breaks of block. For every element that may hold the body the walk notes
which lines it covers, so that choosing a body is arithmetic on ranges. No recursion (pages nest a thousand deep) and
no second visit (pages have a hundred thousand siblings).
"""

from __future__ import annotations

import re
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from normalizer.formats.html_page import BLOCKS, HIDDEN, HOLDERS, NAMED, NOISE, SKIPPED, Holder, Line, Walk

_BLANK = re.compile(r"[ \t\n\r\f]+")
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_ROW_LIMIT = 1500  # characters; a "row" with more is a page laid out in a table


class _Walker:
    """The state of one walk."""

    def __init__(self) -> None:
        self.walk = Walk()
        self.buffer: list[str] = []
        self.linked = 0
        self.in_link = self.in_noise = self.in_pre = 0
        self.rows: list[tuple[int, list[int]]] = []
        self.counters: list[int | None] = []

    def flush(self) -> None:
        text = "".join(self.buffer)
        if text.strip():
            self.walk.lines.append(Line(text.strip(" \t"), self.linked, self.in_noise > 0))
        self.buffer.clear()
        self.linked = 0

    def text(self, words: str, tag: str) -> None:
        if self.in_pre:
            head, *rest = words.split("\n")
            self.buffer.append(head)
            for line in rest:
                self.flush()
                self.buffer.append(line)
            return
        words = _BLANK.sub(" ", words)
        if words == " " and (not self.buffer or self.buffer[-1].endswith(" ")):
            return
        if tag == "sup" and self.buffer and self.buffer[-1][-1:].isalnum():
            words = words.strip().translate(_RAISED) if words.strip().lstrip("+-").isdigit() else words
        elif tag == "sub" and words.strip().isdigit():
            words = words.strip().translate(_LOWERED)
        self.buffer.append(words)
        if self.in_link:
            self.linked += len(words)

    def enter(self, tag: str, node: LexborNode) -> Holder | None:
        """Note what begins with an element; the holder, if it is one whose range matters."""
        if tag in BLOCKS:
            self.flush()
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
        return None

    def _numbered(self, node: LexborNode, number: int) -> None:
        """The number a browser prints before an item of an ordered list, unless the item brings its own."""
        own = re.match(r"\s*(?:[（(]?[\d一二三四五六七八九十]+[）)、.．]|第|$)", (node.text_content or node.text() or "")[:40])
        if not own:
            self.buffer.append(f"{number}.")
        self.counters[-1] = number + 1

    def leave(self, tag: str, holder: Holder | None, noise: bool) -> None:
        if tag in BLOCKS:
            self.flush()
        if tag == "a":
            self.in_link -= 1
        elif tag == "pre":
            self.in_pre -= 1
        elif tag == "tr" and self.rows:
            self._row(*self.rows.pop())
        elif tag in ("ol", "ul") and self.counters:
            self.counters.pop()
        if noise:
            self.in_noise -= 1
        if holder:
            holder.end = len(self.walk.lines)

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


def walk(html: str) -> Walk:
    """The lines of a page and the ranges of its elements."""
    tree = LexborHTMLParser(html)
    state = _Walker()
    root = tree.root
    stack: list[tuple[LexborNode | None, str, Holder | None, bool]] = [(root, "", None, False)] if root else []
    while stack:
        node, closing, holder, noise = stack.pop()
        if node is None:
            state.leave(closing, holder, noise)
            continue
        if closing != "first" and node is not root and node.next is not None:
            stack.append((node.next, "", None, False))
        tag = node.tag or ""
        if tag == "-text":
            state.text(node.text_content or "", node.parent.tag or "" if node.parent is not None else "")
        elif tag == "br":
            state.flush()
        elif tag == "meta":
            _meta(state, node)
        elif tag == "title" and not state.walk.title:
            state.walk.title = (node.text() or "").strip()
        elif tag == "head":
            stack.append((None, tag, None, False))
            if node.child is not None:
                stack.append((node.child, "", None, False))
        elif tag not in SKIPPED and not tag.startswith(("-", "!")):
            _descend(state, stack, node, tag)
    state.flush()
    return state.walk


def _descend(
    state: _Walker, stack: list[tuple[LexborNode | None, str, Holder | None, bool]], node: LexborNode, tag: str
) -> None:
    holder, noise, hidden = (
        _named(node, tag) if tag in NAMED else (Holder(tag, "", (), 0) if tag in HOLDERS else None, False, False)
    )
    if hidden:
        return
    state.enter(tag, node)
    if holder:
        holder.start = len(state.walk.lines)
        state.walk.holders.append(holder)
    state.in_noise += noise
    stack.append((None, tag, holder, noise))
    if node.child is not None:
        stack.append((node.child, "", None, False))


def _named(node: LexborNode, tag: str) -> tuple[Holder | None, bool, bool]:
    """The holder of an element that has a name or can hold a body; whether its name is furniture's; whether it is hidden."""
    attributes = node.attributes
    if not attributes:
        return (Holder(tag, "", (), 0) if tag in HOLDERS else None), False, False
    identity = attributes.get("id") or ""
    classes = tuple((attributes.get("class") or "").split())
    hidden = bool(HIDDEN.search(attributes.get("style") or "")) and tag != "body"
    noise = any(NOISE.match(name) for name in (identity, *classes) if name)
    holder = Holder(tag, identity, classes, 0) if identity or classes or tag in HOLDERS else None
    return holder, noise, hidden


def _meta(state: _Walker, node: LexborNode) -> None:
    attributes = node.attributes
    name, content = attributes.get("name") or "", (attributes.get("content") or "").strip()
    start, end = state.walk.content
    if name == "ContentStart" and start is None:
        state.flush()
        state.walk.content = (len(state.walk.lines), end)
    elif name == "ContentEnd" and end is None:
        state.flush()
        state.walk.content = (start, len(state.walk.lines))
    elif name and content:
        state.walk.metas.append((name, content))
