"""TRS WCM 拓尔思, the commonest family: static lists ``index.html``, ``index_1.html`` ... (reference §2.3).

The page says how many pages there are, never how many rows. The same call stands on articles in parts; there its third
argument is the article's own name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urljoin

from crawler.cms import trs_search
from crawler.cms.article import File
from crawler.cms.base import Answer, Family, Reading, register
from crawler.cms.calls import calls
from crawler.cms.pager import ARTICLE_NAME, Pager, called, counted, file_name, rows_stated
from crawler.cms.pages import following, pages_of
from crawler.cms.rows import PAGER_OPTION, ROW_OPTIONS, entries, known_rows
from crawler.cms.select import parse, search
from domain.crawl import Listing
from domain.source import Source

RECORDS = re.compile(r"\brecordCount[\"']?\s*[:=]\s*[\"']?(\d+)")  # Fujian gives rows in place of pages
PAGERS = "总页数（createPageHTML、countPage、pagecount、共N页）或 recordCount"
ROWS = (
    "div.zt-lm3-m li", "ul.flfg_038-01 li", "ul.news_list > li", "ul.nr-list > li", "div.right-list-box li", "#morelist li",
    "ul.news-ul > li", "div.list_flex > a", "ul.list.sz_list.allList > li", "ul.con_1 > li", "div.main_right_text li",
    "div.list_base li", "tbody tr:has(td.mobile)",
)  # fmt: skip
"""Row selectors of provincial sites (reference §2.3), tried when the source file names none."""


class TrsWcm(Family):
    """Options: ``rows`` (CSS of the rows), ``pager = "none"`` (a column of one page without pager), ``dates``."""

    name: ClassVar[str] = "trs_wcm"
    options: ClassVar[Mapping[str, str]] = {
        **ROW_OPTIONS,
        **PAGER_OPTION,
    }
    bodies: ClassVar[tuple[str, ...]] = (
        "div.TRS_Editor",
        ".TRS_UEDITOR",
        ".trs_editor_view",
        ".Custom_UnionStyle",
        ".TRS_PreAppend",
    )

    def read(self, answer: Answer, source: Source) -> Reading:
        if answer.ask.form:
            return Reading(trs_search.read(answer, source))
        pager = _pager(answer, source)
        rows = entries(known_rows(parse(answer.text), ROWS, answer.url, source), answer.url, source)
        if answer.ask.page > 1:
            return Reading(Listing(rows, answer.ask.page, pager.rows if pager else None, pager.pages if pager else None))
        if pager is None:
            total = int(search(RECORDS, answer.text, answer.url, PAGERS)[1])
            pager = Pager(pages_of(total, len(rows)), *file_name(answer.url), rows=total)
        stated = rows_stated(answer.text, pager.pages, len(rows))
        listing = Listing(rows, 1, pager.rows or stated, pager.pages)
        asks = following(answer.ask, pager.pages, source, lambda page: pager.address(answer.url, page))
        if pager.rows is not None:  # only a site that counts rows may ask for them by POST
            asks = tuple(trs_search.ask_of(answer, ask.page) or ask for ask in asks)
        return Reading(listing, asks)

    def attachments(self, answer: Answer) -> tuple[File, ...]:
        """Files, after the further parts of an article in parts, which belong to its text."""
        return (*_parts(answer), *super().attachments(answer))


def _pager(answer: Answer, source: Source) -> Pager | None:
    """What the page says of its pages; None if it may still tell the number of rows."""
    if source.options.get("pager") == "none":
        return Pager(1, *file_name(answer.url))
    if pager := called(answer):
        return pager
    count = counted(answer.text)
    return Pager(count, *file_name(answer.url)) if count else None


def _parts(answer: Answer) -> tuple[File, ...]:
    for call in calls(answer.text):
        if ARTICLE_NAME.match(call.name) and call.count > 1:
            names = [f"{call.name}_{part}.{call.extension}" for part in range(1, call.count)]
            return tuple(File(name, name, urljoin(answer.url, name)) for name in names)
    return ()


register(TrsWcm())
