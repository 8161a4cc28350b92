"""Guangdong's NFCMS: static lists ``index.html``, ``index_2.html`` ... whose last link says how many there are (reference §2.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from crawler.addresses import identity, resolve
from crawler.cms.base import Answer, Family, Reading, register
from crawler.cms.pages import following
from crawler.cms.rows import PAGER_OPTION, ROW_OPTIONS, entries, known_rows
from crawler.cms.select import Drifted, parse, select
from domain.crawl import Listing
from domain.source import Source

if TYPE_CHECKING:
    from parsel import Selector

ROWS = ("ul.infoList > li", "ul.infoList li")
LAST = re.compile(r"^(?P<stem>.*_)(?P<count>\d+)(?P<extension>\.s?html?)$")


class GdNfcms(Family):
    """Options: ``rows``, ``pager = "none"``, ``dates``. The post number names an article, whichever of its addresses a list gives."""

    name: ClassVar[str] = "gd_nfcms"
    options: ClassVar[Mapping[str, str]] = {**ROW_OPTIONS, **PAGER_OPTION}
    bodies: ClassVar[tuple[str, ...]] = ("div.article-content", "div.article_content", "#zoomcon", "div.content-text")

    def read(self, answer: Answer, source: Source) -> Reading:
        tree = parse(answer.text)
        pages, stem, extension = (
            (1, "", "") if answer.ask.page > 1 or source.options.get("pager") == "none" else _pager(tree, answer.url)
        )
        rows = entries(known_rows(tree, ROWS, answer.url, source), answer.url, source)
        listing = Listing(rows, answer.ask.page, None, pages if answer.ask.page == 1 else None)
        return Reading(listing, following(answer.ask, pages, source, lambda page: f"{stem}{page}{extension}"))


def _pager(tree: Selector, url: str) -> tuple[int, str, str]:
    """Pages, and what stands before and behind the number of a page's address.

    A pager without last link, or with one that leads to this very page or nowhere, is of one page.
    """
    box = select(tree, "#page_div", url)[0]
    last = box.css("a.last::attr(href)").get() or ""
    address = resolve(last, url)
    if address is None or identity(address) == identity(url):
        return 1, "", ""
    found = LAST.match(address)
    if found is None:
        raise Drifted("#page_div a.last 的地址", url, "index_N.html", last)
    return int(found["count"]), found["stem"], found["extension"]


register(GdNfcms())
