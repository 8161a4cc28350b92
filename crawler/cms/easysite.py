"""Huilan EasySite: pages are called ``<hash>-<n>.html``; the hash is the column's and is read anew each time (reference §2.7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin

from crawler.cms.base import Answer, Family, Reading, register
from crawler.cms.pager import counted
from crawler.cms.pages import following
from crawler.cms.rows import PAGER_OPTION, ROW_OPTIONS, entries, known_rows
from crawler.cms.select import Drifted, parse, words
from domain.crawl import Listing
from domain.source import Source

if TYPE_CHECKING:
    from parsel import Selector

ROWS = ("li.easysite-article-li", "ul.gov_gxlist_box > li", "ul.gov_gxlist_box li")
HASHED = re.compile(r"(?P<stem>[^\"'()\s]*?\b[0-9a-f]{8}-)(?P<number>\d+)(?P<extension>\.s?html?)")


class Easysite(Family):
    """Options: ``rows``, ``pager = "none"``, ``dates``."""

    name: ClassVar[str] = "easysite"
    options: ClassVar[Mapping[str, str]] = {
        **ROW_OPTIONS,
        **PAGER_OPTION,
    }
    bodies: ClassVar[tuple[str, ...]] = ("div.easysite-news-text", "div.easysite-news-content", "#easysiteText")

    def read(self, answer: Answer, source: Source) -> Reading:
        tree = parse(answer.text)
        rows = entries(known_rows(tree, ROWS, answer.url, source), answer.url, source)
        total = _total(tree)
        fits = answer.ask.page > 1 or source.options.get("pager") == "none" or total == len(rows)
        pages, stem, extension = (1, "", "") if fits else _pager(tree, answer)
        listing = Listing(rows, answer.ask.page, total, pages if answer.ask.page == 1 else None)
        return Reading(listing, following(answer.ask, pages, source, lambda page: f"{stem}{page}{extension}"))


def _pager(tree: Selector, answer: Answer) -> tuple[int, str, str]:
    """Pages, and what stands before and behind the number of a page's address, read from href and onclick of the pager.

    Raises Drifted for a page with two hashes, which has two lists, and for one that says nothing of its pages.
    """
    written = [value for link in tree.css("a") for key in ("href", "onclick") if (value := link.attrib.get(key))]
    found = [match for value in written if (match := HASHED.search(value))]
    stems = {urljoin(answer.url, match["stem"]): match["extension"] for match in found}
    said = counted(answer.text)
    if len(stems) > 1 or (not stems and said != 1):
        raise Drifted("分页地址 <8 位十六进制>-N.html", answer.url, "1 种（一页可用 options.pager 指定）", len(stems))
    last = max((int(match["number"]) for match in found), default=1)
    stem, extension = next(iter(stems.items()), ("", ""))
    return max(last, said or 1), stem, extension


def _total(tree: Selector) -> int | None:
    """The number of rows in all, where the pager has it."""
    said = " ".join(words(node) for node in tree.css("span.page_border.totalcount"))
    found = re.search(r"\d+", said)
    return int(found[0]) if found else None


register(Easysite())
