"""Rows of a list: one node that holds a link and a date becomes one Entry. Rules of the reference, §2.0."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from parsel import Selector

from crawler.addresses import canonical, resolve, same_site
from crawler.cms.select import Drifted, words
from crawler.outcomes import Unaccepted
from domain.crawl import Entry, Outcome
from domain.source import Source

DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)")
ADDRESS_IN_SCRIPT = re.compile(r"""["']((?:https?:)?/[^"']+|\.{1,2}/[^"']+)["']""")
DATES_OPTION = {"dates": "none for a column that prints no dates; otherwise every row must have one"}


def entries(nodes: Iterable[Selector], url: str, source: Source) -> tuple[Entry, ...]:
    """The rows of one page, each address once (desktop and phone copies print a row twice).

    Raises Unaccepted EMPTY_LISTING when there is no row, and Drifted for a row without link, title or date.
    """
    dated = source.options.get("dates") != "none"
    found: dict[str, Entry] = {}
    for node in nodes:
        row = entry(node, url, source)
        if dated and row.listed_on is None:
            raise Drifted(f"“{words(node)[:40]}”一行的日期", url, "形如 2026-06-05 的日期", 0)
        found.setdefault(row.url, row)
    if not found:
        raise Unaccepted(Outcome.EMPTY_LISTING, f"{url} 的列表一行也没有，不能当作没有新文件")
    return tuple(found.values())


def entry(node: Selector, url: str, source: Source) -> Entry:
    """One row. The title is whole: the ``title`` attribute where there is one, else the text of the link."""
    link = _link(node, url)
    address = canonical(_address(link, url))
    title = clean(link.attrib.get("title") or words((link.xpath(".//p") or [link])[0]))
    if not title:
        raise Drifted(f"链接 {address} 的标题", url, "文字", 0)
    return Entry(title, address, _date(node, link), external=not same_site(address, source.listing))


def clean(title: str) -> str:
    """A title without tags, leading dots and runs of white space."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", title)).strip().lstrip("·•").strip()


def read_date(text: str) -> date | None:
    """The last date in a piece of text, in any of the printed forms; None if there is none or it is no day of the calendar."""
    for year, month, day in reversed(DATE.findall(text)):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def _link(node: Selector, url: str) -> Selector:
    links = [node] if node.root.tag == "a" else node.xpath(".//a[@href or @onclick]")
    for link in links:
        if clean(link.attrib.get("title") or words(link)):
            return link
    raise Drifted(f"“{words(node)[:40]}”一行的链接", url, "带文字的链接 1 个", 0)


def _address(link: Selector, url: str) -> str:
    """Where a link leads: its href, or the argument of its onclick that is an address."""
    if address := resolve(link.attrib.get("href", ""), url):
        return address
    for argument in ADDRESS_IN_SCRIPT.findall(link.attrib.get("onclick", "")):
        if address := resolve(argument, url):
            return address
    raise Drifted(f"链接“{words(link)[:40]}”的地址", url, "http 地址", link.attrib.get("href", 0))


def _date(node: Selector, link: Selector) -> date | None:
    """The date printed in the row: beside the link before inside it, for titles hold dates too."""
    beside = node.xpath(".//text()[not(ancestor-or-self::a)]").getall()
    if found := read_date(" ".join(beside)):
        return found
    return next((found for part in reversed(link.xpath("./*")) if (found := read_date(words(part)))), None)
