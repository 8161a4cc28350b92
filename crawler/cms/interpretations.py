"""Which links of an article lead to interpretations of it (政策解读), by their mark or by what they are called (reference §2.2)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from crawler.addresses import canonical, dialect, resolve
from crawler.cms.article import EXTENSION, page, said

INTERPRETS = re.compile("解[读讀]")
MAY_INTERPRET = re.compile("解[读讀]|zcjdlink|&#")
"""Stands in every page with such a link; ``&#`` may hide anything."""
LABELLED = re.compile(r"^\W*\w{0,4}解[读讀](?:文章|文件|链接|材料|稿)?\s*[:：]")
MAY_LABEL = re.compile(r"解[读讀][^<>:：\s]{0,2}(?:\s|<[^>]*>)*[:：]")
"""Stands in every page with such a label: a look that spares the text around hundreds of links."""
NEIGHBOUR = re.compile(r"^\s*(?:上|下)一(?:篇|条)")


def interpretations(html: str, url: str) -> tuple[str, ...]:
    """Addresses of pages about this article: ``a#zcjdlink`` (as often as it stands there), and links to articles that are called 解读.

    The word stands in the link or, with a colon, before it. A menu's link of that name leads to a column and is none.
    """
    if not MAY_INTERPRET.search(html):
        return ()
    calls = Calls(bool(MAY_LABEL.search(html)))
    found: dict[str, None] = {}
    for link in page(html).css("a[href]"):
        marked = link.id == "zcjdlink"
        address = resolve(link.attributes.get("href") or "", url) if marked or calls.so(link) else None
        if (
            address
            and (marked or dialect(canonical(address)))
            and canonical(address) != canonical(url)
            and not EXTENSION.search(urlsplit(address).path)
        ):
            found.setdefault(canonical(address))
    return tuple(found)


class Calls:
    """What the links of one page are called. ``labelled``: somewhere a word may stand before a link."""

    def __init__(self, labelled: bool) -> None:
        self._labelled = labelled
        self._around: dict[int, str] = {}

    def so(self, link: LexborNode) -> bool:
        """True for a link called 解读, but not for that to the article before or after this one in the list."""
        if INTERPRETS.search((link.attributes.get("title") or "") + said(link)):
            return not (NEIGHBOUR.match(said(link)) or NEIGHBOUR.match(self._beside(link)))
        return self._labelled and bool(LABELLED.match(self._beside(link)))

    def _beside(self, link: LexborNode) -> str:
        """The text of the element a link stands right in, worked out once: it may hold all links of a page."""
        node = link.parent
        if node is None:
            return ""
        if node.mem_id not in self._around:
            self._around[node.mem_id] = said(node)
        return self._around[node.mem_id]
