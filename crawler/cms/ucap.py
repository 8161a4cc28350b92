"""UCAP 开普: lists come from a search interface that answers JSON (reference §2.4).

The column's static page names the channel; the interface gives whole titles, dates and 文号 of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlencode, urljoin

from crawler.addresses import canonical, resolve, same_site
from crawler.cms.answers import json_of
from crawler.cms.base import Answer, Ask, Family, Reading, register
from crawler.cms.pager import Pager, counted, file_name
from crawler.cms.pages import following, pages_of
from crawler.cms.rows import DATES_OPTION, entries, known_rows
from crawler.cms.select import Drifted, parse
from crawler.cms.times import day
from crawler.cms.titles import clean, number
from crawler.cms.validity import marked, validity
from crawler.outcomes import Unaccepted
from domain.crawl import Entry, Listing, Outcome
from domain.source import Source

SIZE = 15  # rows a page, as the sites' own script asks for
CHANNEL = re.compile(r"/common/search/([0-9a-f]{32})")
STATUS_KEYS = ("validity", "effective", "isvalid", "status")
ROWS = ("ul.listul > li", "ul.listul li")
DATES = ("publishedTimeStr", "publishedTime")
FIELDS = "data.results、data.total"


class Ucap(Family):
    """Options: ``channel`` (where the column page does not name it), ``dates``."""

    name: ClassVar[str] = "ucap"
    options: ClassVar[Mapping[str, str]] = {
        "channel": "32 hexadecimal digits behind /common/search/, where the column page does not name them",
        **DATES_OPTION,
    }
    bodies: ClassVar[tuple[str, ...]] = ("#UCAP-CONTENT", "UCAPCONTENT", "div.article_content", "div.pages_content", "td.b12c")

    def first(self, source: Source) -> Ask:
        channel = source.options.get("channel")
        return Ask(_address(source.listing, channel, 1)) if channel else Ask(source.listing, page=0)

    def read(self, answer: Answer, source: Source) -> Reading:
        if answer.ask.page == 0:
            return _entrance(answer, source)
        if "/common/search/" not in answer.url:
            return Reading(Listing(_static(answer, source), answer.ask.page))
        total, results = _content(answer)
        if not results:
            raise Unaccepted(Outcome.EMPTY_LISTING, f"{answer.url} 称共 {total} 条，却一条也没有返回")
        rows = {row.url: row for row in (_entry(result, answer, source) for result in results)}
        size = min(SIZE, len(results)) if answer.ask.page == 1 else SIZE  # a service may give fewer a page than it is asked for
        pages = pages_of(total, size)
        listing = Listing(tuple(rows.values()), answer.ask.page, total, pages if answer.ask.page == 1 else None)
        return Reading(listing, following(answer.ask, pages, source, lambda page: _with_page(answer.url, page)))


def _entrance(answer: Answer, source: Source) -> Reading:
    """A column page names its interface; an older one has its rows in it, with 共N页 and ``list_2.shtml``."""
    if found := CHANNEL.search(answer.text):
        return Reading(None, (Ask(_address(answer.url, found[1], 1), 1),))
    if not parse(answer.text).css(", ".join(ROWS)):
        raise Drifted("/common/search/ 的栏目号（可用 options.channel 指定）或静态列表", answer.url, "1 处", 0)
    pager = Pager(counted(answer.text) or 1, *file_name(answer.url), second=2)
    first = replace(answer.ask, page=1)
    asks = following(first, pager.pages, source, lambda page: pager.address(answer.url, page))
    return Reading(Listing(_static(answer, source), 1, None, pager.pages), asks)


def _static(answer: Answer, source: Source) -> tuple[Entry, ...]:
    return entries(known_rows(parse(answer.text), ROWS, answer.url, source), answer.url, source)


def _address(base: str, channel: str, page: int) -> str:
    keys = {"page": page, "_pageSize": SIZE, "_isAgg": "true", "_isJson": "true", "_template": "index"}
    return urljoin(base, f"/common/search/{channel}?{urlencode(keys)}")


def _with_page(url: str, page: int) -> str:
    return re.sub(r"([?&]page=)\d+", rf"\g<1>{page}", url)


def _content(answer: Answer) -> tuple[int, list[dict[str, Any]]]:
    """``data.total`` and ``data.results``; a ``data.page`` that is not the one asked for is a REPEATED_PAGE."""
    data = json_of(answer, FIELDS).get("data")
    try:
        total, results = int(data["total"]), list(data["results"])  # type: ignore[index] # judged by the except below
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise Drifted(FIELDS, answer.url, "两个字段", f"缺 {error}") from error
    shown = data.get("page", answer.ask.page) if isinstance(data, dict) else answer.ask.page
    if str(shown) != str(answer.ask.page):
        raise Unaccepted(Outcome.REPEATED_PAGE, f"请求第 {answer.ask.page} 页，{answer.url} 返回的是第 {shown} 页")
    return total, results


def _entry(result: dict[str, Any], answer: Answer, source: Source) -> Entry:
    title = clean(str(result.get("title") or ""))
    url = resolve(str(result.get("url") or ""), answer.url)
    meta = _meta(result)
    dates = (*map(result.get, DATES), meta.get("pubdate"))
    listed_on = next(filter(None, map(day, dates)), None)
    undated = listed_on is None and source.options.get("dates") != "none"
    if not title or url is None or undated:
        raise Drifted("一条结果的 title、url、publishedTimeStr", answer.url, "三个字段", str(sorted(result))[:120])
    said = next((meta[key] for key in STATUS_KEYS if key in meta), "")
    return Entry(
        title,
        canonical(url),
        listed_on,
        external=not same_site(url, source.listing),
        document_number=number(meta.get("refno")),
        status=validity(said) or marked(title),
    )


def _meta(result: dict[str, Any]) -> dict[str, str]:
    """``domainMetaList[].resultList[]`` as one table; a numeric status means nothing without the service's own key to it."""
    groups = (group.get("resultList") or () for group in result.get("domainMetaList") or () if isinstance(group, dict))
    pairs = (pair for group in groups for pair in group if isinstance(pair, dict))
    return {str(pair.get("key")): str(pair.get("value") or "").strip() for pair in pairs}


register(Ucap())
