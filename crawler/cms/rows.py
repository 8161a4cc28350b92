"""Rows of a list: one node that holds a link and a date becomes one Entry. Rules of the reference, §2.0."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from crawler.addresses import INDEX, canonical, dialect, resolve, same_site
from crawler.cms.select import Drifted, words
from crawler.cms.titles import DATE_ALONE, NUMBER, TRAILING, clean, whole
from crawler.cms.validity import marked, validity
from crawler.outcomes import Unaccepted
from domain.crawl import Entry, Outcome
from domain.source import Source

if TYPE_CHECKING:
    from parsel import Selector

DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)")
BOXED = (
    re.compile(r"(?<!\d)(?P<day>\d{1,2})\s+(?P<year>(?:19|20)\d{2})\s*[-./年]\s*(?P<month>\d{1,2})\s*月?(?![\d./-])"),
    re.compile(r"(?<!\d)(?P<month>\d{1,2})\s*[-./月]\s*(?P<day>\d{1,2})\s*日?\s+(?P<year>(?:19|20)\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s+(?P<month>\d{1,2})\s*[-./月]\s*(?P<day>\d{1,2})(?!\d)"),
)
"""A date drawn as a leaf of a calendar: day above year and month, or the year apart from the rest."""
WIDE = {ord(wide): plain for wide, plain in zip("０１２３４５６７８９－／．—–", "0123456789-/.--", strict=True)}
ALONE = re.compile(rf"^\s*(?:\w{{0,4}}(?:日期|时间)\s*[:：])?{DATE_ALONE[1:]}")
"""A piece of text that is a date and nothing else, with its label at most."""
ADDRESS_IN_SCRIPT = re.compile(
    r"""["']((?:https?:)?/[^"']+|\.{1,2}/[^"']+|[^"'\s]+\.(?:s?html?|jsp|aspx?)(?:\?[^"']*)?)["']""", re.IGNORECASE
)
DATES_OPTION = {"dates": "none for a column that prints no dates; otherwise every row must have one"}

PAGER_OPTION = {"pager": "none for a column that fits one page and has no pager"}
ROW_OPTIONS = {"rows": "CSS selector of the rows of the list; without it those known of the family are tried", **DATES_OPTION}
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
    """The rows of one page, each address once (desktop and phone copies print a row twice); rules and table heads are none.

    Raises Unaccepted EMPTY_LISTING when there is no row, and Drifted for a row without link, title or date.
    """
    dated = source.options.get("dates") != "none"
    found: dict[str, Entry] = {}
    for node in nodes:
        if _is_rule(node):
            continue
        row = entry(node, url, source)
        if dated and row.listed_on is None:
            raise Drifted(f"“{words(node)[:40]}”一行的日期", url, "形如 2026-06-05 的日期", 0)
        found.setdefault(row.url, row)
    if not found:
        raise Unaccepted(Outcome.EMPTY_LISTING, f"{url} 的列表一行也没有，不能当作没有新文件")
    return tuple(found.values())


def entry(node: Selector, url: str, source: Source, link: Selector | None = None) -> Entry:
    """One row, whose link is that of its article if none is given; the title is whole wherever the row has it whole."""
    link = _link(node, url) if link is None else link
    address = canonical(_address(link, url))
    title = whole(link, node)
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


def read_date(text: str) -> date | None:
    """The last date in a piece of text, in any of the printed forms; None if there is none or it is no day of the calendar."""
    for year, month, day in reversed(DATE.findall(text.translate(WIDE))):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def printed_date(text: str) -> date | None:
    """:func:`read_date`, or the date that is drawn as a leaf of a calendar."""
    return read_date(text) or _boxed([text])


def _is_rule(node: Selector) -> bool:
    """True for what a template puts between rows: an empty element that draws a line, or the head of a table."""
    if node.xpath("self::tr[th and not(td)]"):
        return True
    return not words(node) and not node.xpath("descendant-or-self::a[@href or @onclick]")


def _link(node: Selector, url: str) -> Selector:
    """The first link with words; the next one to an article where that is the row's category, a link to a column of the site."""
    links = [node] if node.root.tag == "a" else node.xpath(".//a[@href or @onclick]")
    named = [link for link in links if clean(link.attrib.get("title") or words(link))]
    if not named:
        raise Drifted(f"“{words(node)[:40]}”一行的链接", url, "带文字的链接 1 个", 0)
    if _leads_to_column(named[0], url):
        return next((link for link in named if dialect(resolve(link.attrib.get("href", ""), url) or "")), named[0])
    return named[0]


def _leads_to_column(link: Selector, url: str) -> bool:
    address = resolve(link.attrib.get("href", ""), url)
    if address is None or dialect(address) or not same_site(address, url):
        return False
    path = urlsplit(address).path
    return path.endswith("/") or bool(INDEX.search(path))


def leads_to(link: Selector, url: str) -> str | None:
    """Where a link leads: its href, or the argument that is an address in the script it runs; None for neither."""
    href = link.attrib.get("href", "")
    if address := resolve(href, url):
        return address
    arguments = ADDRESS_IN_SCRIPT.findall(f"{link.attrib.get('onclick', '')} {unquote(href)}")
    return next((address for argument in arguments if (address := resolve(argument, url))), None)


def _address(link: Selector, url: str) -> str:
    if address := leads_to(link, url):
        return address
    raise Drifted(f"链接“{words(link)[:40]}”的地址", url, "http 地址", link.attrib.get("href") or 0)


def _date(node: Selector, link: Selector) -> date | None:
    """The date printed in the row: beside the link before inside it, for titles hold dates too; one that stands alone before others."""
    beside = node.xpath(".//text()[not(ancestor-or-self::a)]").getall()
    inside = link.xpath(".//text()").getall()
    if found := _alone(beside) or read_date(" ".join(beside)) or _boxed(beside) or _alone(inside):
        return found
    parts = [
        part for part in link.xpath("./*") if not part.xpath("self::p | self::h1 | self::h2 | self::h3 | self::h4 | self::h5")
    ]
    within = next((found for part in reversed(parts) if (found := read_date(words(part)))), None)
    trailing = TRAILING.search(words(link))
    return within or _boxed(inside) or (read_date(trailing[0]) if trailing else None)


def _alone(texts: Iterable[str]) -> date | None:
    """The last of the texts that are a date and nothing else."""
    return next(
        (found for text in reversed(list(texts)) if ALONE.match(text.translate(WIDE)) and (found := read_date(text))), None
    )


def _boxed(texts: Iterable[str]) -> date | None:
    text = " ".join(" ".join(texts).translate(WIDE).split())
    for form in BOXED:
        if found := form.search(text):
            return read_date("{year}-{month}-{day}".format(**found.groupdict()))
    return None
