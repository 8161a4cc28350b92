"""The table CMS of Sichuan's drug administration: titles in ``td.ListColumnClass5``, dates in ``td.listtddate5`` (reference §2.9).

Titles and dates may stand in two node sets. They are paired inside a table row, or by place if there are as many of each:
pairing by place alone slips by one at the first row without a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from crawler.cms.base import Answer, Family, Reading, register
from crawler.cms.dates import read_date
from crawler.cms.pager import Pager, called, counted, file_name, rows_stated
from crawler.cms.pages import following
from crawler.cms.rows import DATES_OPTION, entries
from crawler.cms.select import Drifted, parse, select, words
from domain.crawl import Entry, Listing
from domain.source import Source

if TYPE_CHECKING:
    from parsel import Selector

TITLES, DATES = "td[class*=ListColumnClass]", "td[class*=listtddate]"


class ListColumn(Family):
    """Options: ``dates``."""

    name: ClassVar[str] = "listcolumn"
    options: ClassVar[Mapping[str, str]] = DATES_OPTION
    bodies: ClassVar[tuple[str, ...]] = ("div.articlecontent3", ".articlecontent3", "td.xilan_con", "#articlecontent")

    def read(self, answer: Answer, source: Source) -> Reading:
        pager = called(answer) or _counted(answer)
        rows = _rows(parse(answer.text), answer.url, source)
        if answer.ask.page > 1:
            return Reading(Listing(rows, answer.ask.page))
        if pager is None:
            raise Drifted("总页数（createPageHTML、共N页）", answer.url, "1 处", 0)
        listing = Listing(rows, 1, pager.rows or rows_stated(answer.text, pager.pages, len(rows)), pager.pages)
        return Reading(listing, following(answer.ask, pager.pages, source, lambda page: pager.address(answer.url, page)))


def _counted(answer: Answer) -> Pager | None:
    count = counted(answer.text)
    return Pager(count, *file_name(answer.url), second=2) if count else None


def _rows(tree: Selector, url: str, source: Source) -> tuple[Entry, ...]:
    titles = [cell for cell in select(tree, TITLES, url) if cell.css("a")]
    rows = [row for cell in titles for row in cell.xpath("parent::tr")]
    if len(rows) == len(titles) and all(len(row.xpath("td").css("a")) == 1 and row.css(DATES) for row in rows):
        return entries(rows, url, source)
    dates = tree.css(DATES)
    if len(dates) != len(titles):
        raise Drifted(f"{TITLES} 与 {DATES}", url, "一样多", f"{len(titles)} 与 {len(dates)}")
    return _paired(titles, dates, url, source)


def _paired(titles: list[Selector], dates: list[Selector], url: str, source: Source) -> tuple[Entry, ...]:
    """Each title with the date at its place. Every cell of dates must hold one."""
    days = [read_date(words(cell)) for cell in dates]
    if None in days:
        raise Drifted(DATES, url, "形如 2026-06-05 的日期", words(dates[days.index(None)])[:40])
    undated = replace(source, options={**source.options, "dates": "none"})
    found: dict[str, Entry] = {}
    for cell, day in zip(titles, days, strict=True):
        (row,) = entries([cell], url, undated)
        found.setdefault(row.url, replace(row, listed_on=day))
    return tuple(found.values())


register(ListColumn())
