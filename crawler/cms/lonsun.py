"""Lonsun 龙讯, the family of Anhui: column lists by ``pageIndex``, disclosure lists from a label interface (reference §2.8).

A disclosure list's page (``/public/column/<organ>?...catId=``) is an entrance: its rows come as a fragment of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from crawler.addresses import resolve
from crawler.cms.article import EXTENSION, File
from crawler.cms.base import Answer, Ask, Family, Reading, register
from crawler.cms.pager import counted
from crawler.cms.pages import following
from crawler.cms.rows import PAGER_OPTION, ROW_OPTIONS, entries, known_rows
from crawler.cms.select import Drifted, parse, search, words
from domain.crawl import Listing
from domain.source import Source

ROWS = ("ul.doc_list > li", "ul.xxgk_nav_list > li", "ul.xxgk_nav_list li", "ul.doc_list li")
PAGES = re.compile(r"\bpageCount[\"']?\s*[:=]\s*[\"']?(\d+)")
COLUMNS = (
    re.compile(r"/content/column/(\d+)\?[^\"']*?pageIndex="),
    re.compile(r"\bcolumnId[\"']?\s*[:=]\s*[\"']?(\d+)"),
    re.compile(r"/content/column/(\d+)"),
)
"""Where a page tells its own column's number, surest first; menus name other columns."""
ORGAN = re.compile(r"/public/column/(\d+)")
SITE = re.compile(r"\bsiteId[\"']?\s*(?:[:=]|\bvalue\s*=)\s*[\"']?(\d+)", re.IGNORECASE)
LABEL = "/site/label/8888"
PAGE_SIZE = 15


class Lonsun(Family):
    """Options: ``column`` (its number, where the page does not tell it), ``site`` (siteId, likewise), ``rows``, ``pager = "none"``, ``dates``."""

    name: ClassVar[str] = "lonsun"
    options: ClassVar[Mapping[str, str]] = {
        **ROW_OPTIONS,
        **PAGER_OPTION,
        "column": "number behind /content/column/, where the column page does not tell it",
        "site": "siteId of the disclosure list, where the page does not tell it",
    }
    bodies: ClassVar[tuple[str, ...]] = ("div.j-fontContent", "div.wzcon", "div.newscontnet")

    def first(self, source: Source) -> Ask:
        return Ask(source.listing, page=0 if ORGAN.search(source.listing) else 1)

    def read(self, answer: Answer, source: Source) -> Reading:
        if answer.ask.page == 0:
            return Reading(None, (Ask(_label(answer, source), 1),))
        rows = entries(known_rows(parse(answer.text), ROWS, answer.url, source), answer.url, source)
        pages = _pages(answer, source) if answer.ask.page == 1 else 1
        listing = Listing(rows, answer.ask.page, None, pages if answer.ask.page == 1 else None)
        address = _paged(answer, source) if pages > 1 and answer.ask.page == 1 else ""
        return Reading(listing, following(answer.ask, pages, source, lambda page: f"{address}{page}"))

    def attachments(self, answer: Answer) -> tuple[File, ...]:
        """Files by their address, and links that only ``data-file-ext`` shows to be files."""
        known = super().attachments(answer)
        marked = (_marked(link.attrib, words(link), answer.url) for link in parse(answer.text).css("a[data-file-ext]"))
        urls = {file.url for file in known}
        return (*known, *{file.identity: file for file in marked if file and file.url not in urls}.values())


def _pages(answer: Answer, source: Source) -> int:
    """``pageCount`` of the script, or 共N页."""
    if source.options.get("pager") == "none":
        return 1
    if found := PAGES.search(answer.text):
        return max(1, int(found[1]))
    if said := counted(answer.text):
        return said
    raise Drifted("pageCount 或 共N页", answer.url, "1 处", 0)


def _label(answer: Answer, source: Source) -> str:
    """The address of the first page of rows of a disclosure list, from the list's own address and the page's siteId."""
    parts = urlsplit(source.listing)
    asked = dict(parse_qsl(parts.query))
    organ = search(ORGAN, parts.path, answer.url, "/public/column/ 的机构号")[1]
    site = source.options.get("site") or search(SITE, answer.text, answer.url, "siteId（可用 options.site 指定）")[1]
    keys = {"labelName": "publicInfoList", "siteId": site, "organId": organ, "catId": asked.get("catId", "")}
    keys |= {"type": asked.get("type", "4"), "pageSize": str(PAGE_SIZE), "action": "list", "isDate": "true"}
    keys |= {"dateFormat": "yyyy-MM-dd", "pageIndex": "1"}
    return urljoin(source.listing, f"{LABEL}?{urlencode(keys)}")


def _paged(answer: Answer, source: Source) -> str:
    """What stands before the number in the address of a further page."""
    if LABEL in answer.url:
        return answer.url.removesuffix("1")
    column = source.options.get("column") or _column(answer)
    return urljoin(answer.url, f"/content/column/{column}?pageIndex=")


def _column(answer: Answer) -> str:
    """The number of the column this page lists. Raises Drifted where it is not told, or several are."""
    if own := COLUMNS[-1].search(answer.url):
        return own[1]
    told = next(filter(None, (set(place.findall(answer.text)) for place in COLUMNS)), set())
    if len(told) != 1:
        raise Drifted("/content/column/ 的栏目号（可用 options.column 指定）", answer.url, "1 个", len(told))
    return str(told.pop())


def _marked(attributes: Mapping[str, str], said: str, url: str) -> File | None:
    address = resolve(attributes.get("href", ""), url)
    extension = attributes["data-file-ext"].strip().lower().lstrip(".")
    if address is None or not extension:
        return None
    title = said or attributes.get("title", "")
    name = title if EXTENSION.search(title) else f"{title}.{extension}"
    tail = unquote(urlsplit(address).path.rsplit("/", 1)[-1])
    return File(name, tail if EXTENSION.search(tail) else name, address)


register(Lonsun())
