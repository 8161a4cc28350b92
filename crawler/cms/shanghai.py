"""Shanghai's portal and departments: static lists counted from 1, the second page is ``index_2.html`` (reference §2.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from crawler.cms.base import Answer, Family, Reading, register
from crawler.cms.pager import Pager, counted, file_name
from crawler.cms.pages import following
from crawler.cms.rows import PAGER_OPTION, ROW_OPTIONS, entries, known_rows
from crawler.cms.select import Drifted, parse
from domain.crawl import Listing
from domain.source import Source

ROWS = ("ul.pageList > li", "ul.pageList li", "ul.uli14 > li")
TOTAL = re.compile(r"\btotalPage[\"']?\s*[:=]\s*[\"']?(\d+)")


class Shanghai(Family):
    """Options: ``rows``, ``pager = "none"``, ``dates``."""

    name: ClassVar[str] = "shanghai"
    options: ClassVar[Mapping[str, str]] = {**ROW_OPTIONS, **PAGER_OPTION}
    bodies: ClassVar[tuple[str, ...]] = ("#ivs_content", "div.Article_content")

    def read(self, answer: Answer, source: Source) -> Reading:
        pages = _pages(answer, source) if answer.ask.page == 1 else None
        rows = entries(known_rows(parse(answer.text), ROWS, answer.url, source), answer.url, source)
        pager = Pager(pages or 1, *file_name(answer.url), second=2)
        listing = Listing(rows, answer.ask.page, None, pages)
        return Reading(listing, following(answer.ask, pager.pages, source, lambda page: pager.address(answer.url, page)))


def _pages(answer: Answer, source: Source) -> int:
    if source.options.get("pager") == "none":
        return 1
    said = TOTAL.search(answer.text)
    pages = int(said[1]) if said else counted(answer.text)
    if pages is None:
        raise Drifted("脚本里的 totalPage", answer.url, "1 处", 0)
    return max(1, pages)


register(Shanghai())
