"""The last step of the acceptance gate for a page: does it still have what its last good look had?

A page that ends in the middle although the server announced no more, or whose body lost its place, proves nothing by itself: some
sites never close a page, and not every container is known. It is held against the page as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from crawler.cms import Answer
from crawler.cms.base import Family
from crawler.outcomes import Unaccepted
from domain.crawl import Outcome

END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
BEGIN = re.compile(r"<(?:html|body)\b", re.IGNORECASE)

Before = Callable[[], Answer | None]
"""The page as it was last accepted; None if it never was. Asked for only where there is a doubt."""


def check_end(answer: Answer, before: Before) -> None:
    """Raises Unaccepted PARTIAL for a page without an end that had one."""
    if not BEGIN.search(answer.text) or END.search(answer.text):
        return
    known = before()
    if known is not None and END.search(known.text):
        size = f"{len(answer.text)} 个字符，上次 {len(known.text)} 个"
        raise Unaccepted(Outcome.PARTIAL, f"页面在中途断开，没有结束标记（{size}），内容不完整")


def check_place(family: Family, anchored: bool, before: Before) -> None:
    """Raises Unaccepted DRIFTED for an article whose body no longer stands in a container that is known, as it did."""
    known = None if anchored else before()
    if known is not None and _was_anchored(family, known):
        names = "、".join(family.containers())
        raise Unaccepted(Outcome.DRIFTED, f"页面没有正文容器 {names}，上次还有；网站可能已改版")


def _was_anchored(family: Family, known: Answer) -> bool:
    try:
        return family.accept(known)
    except Unaccepted:
        return False
