"""Shanghai's portal and departments: static lists counted from 1, the second page is ``index_2.html`` (reference §2.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from crawler.cms.base import Answer, Family, Reading, register
from crawler.cms.pager import Pager, file_name
from crawler.cms.pages import following
from crawler.cms.rows import ROW_OPTIONS, entries, known_rows
from crawler.cms.select import parse, search
from domain.crawl import Listing
from domain.source import Source

ROWS = ("ul.pageList > li", "ul.pageList li", "ul.uli14 > li")
TOTAL = re.compile(r"\btotalPage[\"']?\s*[:=]\s*[\"']?(\d+)")


class Shanghai(Family):
    """Options: ``rows``, ``dates``."""

    name: ClassVar[str] = "shanghai"
    options: ClassVar[Mapping[str, str]] = ROW_OPTIONS
    bodies: ClassVar[tuple[str, ...]] = ("#ivs_content", "div.Article_content")

    def read(self, answer: Answer, source: Source) -> Reading:
        pages = int(search(TOTAL, answer.text, answer.url, "脚本里的 totalPage")[1])
        rows = entries(known_rows(parse(answer.text), ROWS, answer.url, source), answer.url, source)
        pager = Pager(pages, *file_name(answer.url), second=2)
        listing = Listing(rows, answer.ask.page, None, pages)
        return Reading(listing, following(answer.ask, pages, source, lambda page: pager.address(answer.url, page)))


register(Shanghai())
