"""HTML -> lines, by one iterative walk over the tree of the lexbor parser.

A line is what a browser shows between two breaks of block. For every element that may hold the body the walk notes
which lines it covers, so that choosing a body is arithmetic on ranges. No recursion (pages nest a thousand deep) and
no second visit (pages have a hundred thousand siblings).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from normalizer.formats.html_lines import Collector
from normalizer.formats.html_page import HIDDEN, HOLDERS, NAMED, NOISE, SKIPPED, Holder, Walk


class _Frame(NamedTuple):
    """An element that was entered and not yet left."""

    node: LexborNode
    tag: str
    holder: Holder | None
    noise: bool


def walk(html: str) -> Walk:
    """The lines of a page and the ranges of its elements."""
    state = Collector()
    open_elements: list[_Frame] = []
    node = LexborHTMLParser(html).root
    while node is not None:
        frame = _visit(state, node, open_elements[-1].tag if open_elements else "")
        if frame is not None:
            open_elements.append(frame)
        following = node.child if frame is not None else node.next
        while following is None and open_elements:
            left = open_elements.pop()
            state.leave(left.tag, left.holder, left.noise)
            following = left.node.next if open_elements else None
        node = following
    state.flush()
    return state.walk


def _visit(state: Collector, node: LexborNode, parent: str) -> _Frame | None:
    """Read one node in an element of the tag ``parent``; the frame of an element whose children are to be read."""
    tag = node.tag or ""
    if tag == "-text":
        state.text(node.text_content or "", parent)
    elif tag == "br":
        state.flush()
    elif tag == "meta":
        _meta(state, node)
    elif tag == "title" and not state.walk.title:
        state.walk.title = (node.text() or "").strip()
    elif tag == "head":
        return _Frame(node, tag, None, False)
    elif tag not in SKIPPED and tag[:1] not in ("-", "!"):
        return _entered(state, node, tag)
    return None


def _entered(state: Collector, node: LexborNode, tag: str) -> _Frame | None:
    """Go into an element, unless it is hidden."""
    attributes = node.attributes if tag in NAMED else {}
    identity, classes = attributes.get("id") or "", attributes.get("class") or ""
    look = _look(identity, classes, attributes.get("style") or "") if attributes else _PLAIN
    if look.hidden and tag != "body":
        return None
    state.enter(tag, node)
    holder = None
    if tag in HOLDERS or identity or look.classes:
        holder = Holder(tag, identity, look.classes, len(state.walk.lines))
        state.walk.holders.append(holder)
    state.in_noise += look.noise
    return _Frame(node, tag, holder, look.noise)


class _Look(NamedTuple):
    """What id, class and style tell of an element."""

    classes: tuple[str, ...]
    noise: bool
    hidden: bool


_PLAIN = _Look((), False, False)


@lru_cache(maxsize=1024)  # a page has thousands of elements and a few dozen looks
def _look(identity: str, classes: str, style: str) -> _Look:
    names = tuple(classes.split())
    return _Look(names, any(NOISE.match(name) for name in (identity, *names) if name), bool(HIDDEN.search(style)))


def _meta(state: Collector, node: LexborNode) -> None:
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
