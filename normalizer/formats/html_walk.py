"""HTML -> lines, by one iterative walk over the tree of the lexbor parser.

A line is what a browser shows between two breaks of block. For every element that may hold the body the walk notes
which lines it covers, so that choosing a body is arithmetic on ranges. No recursion (pages nest a thousand deep) and
no second visit (pages have a hundred thousand siblings).
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from normalizer.formats.html_lines import Collector
from normalizer.formats.html_page import NAMED, SKIPPED, Holder, Look, Walk, look_of

_APART = SKIPPED | {"br", "head", "meta"}
_NONE: dict[str, str | None] = {}
_Frame = tuple[LexborNode, Look, Holder | None]
"""An element that was entered and not yet left: its node, its look, what notes its lines. A plain tuple: a page has thousands."""


def walk(html: str) -> Walk:
    """The lines of a page and the ranges of its elements."""
    state = Collector()
    open_elements: list[_Frame] = []
    node = LexborHTMLParser(html).root
    while node is not None:
        tag = node.tag or ""
        frame = None
        if tag == "-text":
            state.text(node.text_content or "", open_elements[-1][1].tag if open_elements else "")
        elif tag in _APART or tag[:1] in ("-", "!"):
            frame = _apart(state, node, tag)
        else:
            frame = _entered(state, node, tag)
        if frame is not None:
            open_elements.append(frame)
        following = node.child if frame is not None else node.next
        while following is None and open_elements:
            left, look, holder = open_elements.pop()
            state.leave(look, holder)
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
    return (node, look_of(tag, "", "", ""), None) if tag == "head" else None


def _entered(state: Collector, node: LexborNode, tag: str) -> _Frame | None:
    """Go into an element, unless it is hidden."""
    named = node.attributes if tag in NAMED else _NONE
    look = look_of(tag, named.get("id") or "", named.get("class") or "", named.get("style") or "")
    return None if look.hidden else (node, look, state.enter(look, node))


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
