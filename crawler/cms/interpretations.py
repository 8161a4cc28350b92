"""Which links of an article lead to interpretations of it (政策解读), by their mark or by what they are called (reference §2.2)."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from crawler.addresses import canonical, dialect, resolve
from crawler.cms.article import EXTENSION, above, page, said

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
    labelled = bool(MAY_LABEL.search(html))
    found: dict[str, None] = {}
    for link in page(html).css("a[href]"):
        marked = link.id == "zcjdlink"
        address = resolve(link.attributes.get("href") or "", url) if marked or _is_called_so(link, labelled) else None
        if (
            address
            and (marked or dialect(canonical(address)))
            and canonical(address) != canonical(url)
            and not EXTENSION.search(urlsplit(address).path)
        ):
            found.setdefault(canonical(address))
    return tuple(found)


def _is_called_so(link: LexborNode, labelled: bool) -> bool:
    if INTERPRETS.search((link.attributes.get("title") or "") + said(link)):
        return not _is_neighbour(link)
    return labelled and any(LABELLED.match(said(node)) for node in islice(above(link), 1))


def _is_neighbour(link: LexborNode) -> bool:
    """True for the link to the article before or after this one in the list, or one right inside of such words."""
    return any(NEIGHBOUR.match(said(node)) for node in (link, *islice(above(link), 1)))
