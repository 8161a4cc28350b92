"""Rows of a list: one node that holds a link and a date becomes one Entry. Rules of the reference, §2.0."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from crawler.addresses import canonical, resolve, same_site
from crawler.cms.select import CONTROL, Drifted, words
from crawler.cms.validity import marked, validity
from crawler.outcomes import Unaccepted
from domain.crawl import Entry, Outcome
from domain.source import Source

if TYPE_CHECKING:
    from parsel import Selector

DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)")
ADDRESS_IN_SCRIPT = re.compile(r"""["']((?:https?:)?/[^"']+|\.{1,2}/[^"']+)["']""")
NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,20}\s*[〔\[【﹝（(［]\s*(?:19|20)\d{2}\s*[〕\]】﹞）)］]\s*(?:第\s*)?\d{1,5}\s*号"
)
"""A 文号, where it is all that an element of a row says (reference §4.1)."""
UNDATED = r"""text() | .//*//text()[not(re:test(., "^\s*[\[(（]?\s*\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?\s*[\])）]?\s*$"))]"""
DATES_OPTION = {"dates": "none for a column that prints no dates; otherwise every row must have one"}

ROW_OPTIONS = {"rows": "CSS selector of the rows of the list; without it those known of the family are tried", **DATES_OPTION}
INLINE = re.compile(r"</?(?:em|b|i|u|font|span|strong|mark)\b[^>]*>", re.IGNORECASE)
CONTAINER = re.compile(r"^(?P<container>.*[.#].*?)\s*(?:>\s*|\s)[^\s>]+$")


def known_rows(tree: Selector, known: Iterable[str], url: str, source: Source) -> list[Selector]:
    """The rows that the source file's selector matches, else the first of the known ones that matches any.

    Raises Unaccepted EMPTY_LISTING where only the container is there, DRIFTED where nothing is.
    """
    selectors = [source.options["rows"]] if "rows" in source.options else list(known)
    for css in selectors:
        if found := tree.css(css):
            return list(found)
    for css in selectors:
        container = CONTAINER.match(css)
        if container and tree.css(container["container"]):
            raise Unaccepted(Outcome.EMPTY_LISTING, f"{url} 有列表容器 {container['container']}，却一行也没有")
    raise Drifted(f"列表选择器 {'、'.join(selectors)}（可用 options.rows 指定）", url, "1 种匹配", 0)


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


def entry(node: Selector, url: str, source: Source, link: Selector | None = None) -> Entry:
    """One row, whose link is the first one with words if it is not given.

    The title is whole: the ``title`` attribute where there is one, else the text of the link without its date.
    """
    link = _link(node, url) if link is None else link
    address = canonical(_address(link, url))
    title = clean(link.attrib.get("title") or _said(link))
    if not title:
        raise Drifted(f"链接 {address} 的标题", url, "文字", 0)
    cells = [words(cell) for cell in node.xpath(".//*[not(*) and not(ancestor-or-self::a)]")]
    return Entry(
        title,
        address,
        _date(node, link),
        external=not same_site(address, source.listing),
        document_number=next((cell for cell in cells if NUMBER.fullmatch(cell)), None),
        status=next(filter(None, map(validity, cells)), None) or marked(title),
    )


def _said(link: Selector) -> str:
    """The text of a link: that of its first heading or paragraph, else all of it but elements that are only a date."""
    parts = (words(part) for part in link.xpath(".//p | .//h1 | .//h2 | .//h3 | .//h4 | .//h5"))
    return next(filter(None, parts), "") or "".join(link.xpath(UNDATED).getall())


def clean(title: str) -> str:
    """A title without tags, control characters, leading dots and runs of white space.

    Search services mark words inside a title (``<em>``); a line break stands between words.
    """
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", INLINE.sub("", CONTROL.sub("", title)))).strip().lstrip("·•").strip()


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
