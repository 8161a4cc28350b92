"""HTML -> lines, by one iterative walk over the tree of the lexbor parser.

A line is what a browser shows between two breaks of block. For every element that may hold the body the walk notes
which lines it covers, so that choosing a body is arithmetic on ranges. No recursion (pages nest a thousand deep) and
no second visit (pages have a hundred thousand siblings).
"""

from __future__ import annotations

from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from normalizer.formats.html_lines import Collector
from normalizer.formats.html_page import HIDDEN, HOLDERS, NAMED, NOISE, SKIPPED, Holder, Walk

_APART = SKIPPED | {"br", "head", "meta"}
_Frame = tuple[LexborNode, str, Holder | None, bool]
"""An element that was entered and not yet left: its node, its tag, what notes its lines, whether it is furniture. A plain tuple: a
page has thousands of them."""


def walk(html: str) -> Walk:
    """The lines of a page and the ranges of its elements."""
    state = Collector()
    open_elements: list[_Frame] = []
    node = LexborHTMLParser(html).root
    while node is not None:
        tag = node.tag or ""
        frame = None
        if tag == "-text":
            state.text(node.text_content or "", open_elements[-1][1] if open_elements else "")
        elif tag in _APART or tag[:1] in ("-", "!"):
            frame = _apart(state, node, tag)
        else:
            frame = _entered(state, node, tag)
        if frame is not None:
            open_elements.append(frame)
        following = node.child if frame is not None else node.next
        while following is None and open_elements:
            left, tag, holder, noise = open_elements.pop()
            state.leave(tag, holder, noise)
            following = left.next if open_elements else None
        node = following
    state.flush()
    return state.walk


def _apart(state: Collector, node: LexborNode, tag: str) -> _Frame | None:
    """Read a node that is neither text nor an element of the body; only the head is gone into."""
    if tag == "br":
        state.flush()
    elif tag == "meta":
        _meta(state, node)
    elif tag == "title" and not state.walk.title:
        state.walk.title = (node.text() or "").strip()
    return (node, tag, None, False) if tag == "head" else None


def _entered(state: Collector, node: LexborNode, tag: str) -> _Frame | None:
    """Go into an element, unless it is hidden."""
    attributes = node.attributes if tag in NAMED else None
    if not attributes:
        state.enter(tag, node)
        return node, tag, state.hold(tag) if tag in HOLDERS else None, False
    identity = attributes.get("id") or ""
    classes, noise, hidden = _look(identity, attributes.get("class") or "", attributes.get("style") or "")
    if hidden and tag != "body":
        return None
    state.enter(tag, node)
    state.in_noise += noise
    named = classes or identity or tag in HOLDERS
    return node, tag, state.hold(tag, identity, classes) if named else None, noise


@lru_cache(maxsize=1024)  # a page has thousands of elements and a few dozen looks
def _look(identity: str, classes: str, style: str) -> tuple[tuple[str, ...], bool, bool]:
    """What id, class and style tell of an element: its classes, whether it is furniture, whether it is hidden."""
    names = tuple(classes.split())
    return names, any(NOISE.match(name) for name in (identity, *names) if name), bool(HIDDEN.search(style))


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
