"""Which lines of a page are the document: ContentStart/ContentEnd, the CMS family's container, known containers, else the
innermost block that holds most of the page's prose.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from normalizer.formats.html_page import Holder, Line, Walk, chinese

_FAMILIES = {
    "trs_wcm": (
        "TRS_Editor",
        "trs_editor_view",
        "TRS_UEDITOR",
        "Custom_UnionStyle",
        "TRS_PreAppend",
        "article-body",
        "Article_zw",
        "view",
    ),
    "hanweb_jpage": ("zoom", "Zoom", "article_content", "main-txt"),
    "hanweb_jpaas": ("zoom", "main-txt", "wen", "article_content"),
    "gd_gkmlpt": ("article-content", "zoomcon", "content"),
}
_GENERAL = (
    "UCAP-CONTENT", "trs_editor_view", "TRS_UEDITOR", "TRS_Editor", "zoom", "Zoom", "ivs_content", "Article_content", "article-content", "article-body",
    "article_con", "article_content", "pages_content", "main-txt", "Custom_UnionStyle", "TRS_PreAppend", "vsb_content", "mainText", "view-content",
    "news_content", "xl_con1", "articlecontent3", "Article_zw", "wen", "content-text", "conTxt", "detail-content",
)  # fmt: skip
_KNOWN = frozenset((*_GENERAL, *(name for names in _FAMILIES.values() for name in names)))
_ENOUGH = 40  # Chinese characters a container must hold; the shortest real notices have about 60
_MOST = 0.6  # share of the page's prose that the fallback block must hold
_CUT = 2.5  # a container with so many times less prose than the block round it was cut by a stray end tag


def body(walk: Walk, family: str | None) -> tuple[int, int]:
    """The lines ``[start, end)`` of the document; ``(0, 0)`` if the page holds none."""
    total = list(accumulate(map(_prose, walk.lines), initial=0))
    fallback = _fallback(walk, total)
    marked = _marked(walk)
    if marked and _weight(walk.lines, *marked) >= _ENOUGH:
        return marked
    for holder in _known(walk, family):
        if _weight(walk.lines, holder.start, holder.end) >= _ENOUGH:
            return _whole(total, holder, fallback)
    return fallback


def _marked(walk: Walk) -> tuple[int, int] | None:
    start, end = walk.content
    return (start, end) if start is not None and end is not None and start < end else None


def _known(walk: Walk, family: str | None) -> Iterator[Holder]:
    """The containers of the family, then the general ones, each name's occurrences in page order (the first of doubles wins)."""
    by_name: dict[str, list[Holder]] = {}
    for holder in walk.holders:
        for name in _KNOWN.intersection((holder.id, *holder.classes)):
            by_name.setdefault(name, []).append(holder)
    for name in (*_FAMILIES.get(family or "", ()), *_GENERAL):
        yield from by_name.get(name, ())


def _whole(total: list[int], holder: Holder, fallback: tuple[int, int]) -> tuple[int, int]:
    """The container's lines, and those that a stray end tag put behind it; ``total`` is the prose before each line."""
    start, end = fallback
    if not (start <= holder.start and holder.end <= end):
        return holder.start, holder.end
    outside, inside = total[end] - total[holder.end], total[holder.end] - total[holder.start]
    if outside > (_CUT - 1) * max(1, inside):
        return holder.start, end
    return holder.start, holder.end


def _fallback(walk: Walk, total: list[int]) -> tuple[int, int]:
    """The innermost element that holds most of the prose."""
    if not total[-1]:
        return 0, 0
    best, enough = (0, len(walk.lines)), _MOST * total[-1]
    for holder in walk.holders:
        if total[holder.end] - total[holder.start] >= enough and holder.end - holder.start <= best[1] - best[0]:
            best = (holder.start, holder.end)
    return best


def _prose(line: Line) -> int:
    """The Chinese characters of a line that reads as text: not a link list, not furniture."""
    if line.noise or 2 * line.linked > len(line.text):
        return 0
    count = chinese(line.text)
    return count if count >= 12 or "。" in line.text else 0


def _weight(lines: list[Line], start: int, end: int) -> int:
    return chinese("".join([line.text for line in lines[start:end]]))


def visible(lines: list[Line]) -> str:
    """The text of body lines; furniture blocks inside are left out unless they hold most of it (a name can mislead)."""
    noisy = sum(len(line.text) for line in lines if line.noise)
    keep_all = 2 * noisy > sum(len(line.text) for line in lines)
    return "\n".join(line.text for line in lines if keep_all or not line.noise)
