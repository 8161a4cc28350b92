"""Rows of a list: one node that holds a link and a date becomes one Entry. Rules of the reference, §2.0."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from crawler.addresses import INDEX, canonical, dialect, resolve, same_site
from crawler.cms.dates import date_of, printed_date
from crawler.cms.select import Drifted, words
from crawler.cms.titles import NUMBER, clean, whole
from crawler.cms.validity import marked, validity
from crawler.outcomes import Unaccepted
from domain.crawl import Entry, Outcome
from domain.source import Source

if TYPE_CHECKING:
    from parsel import Selector

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
    for node in proper(nodes):
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
        date_of(node, link),
        external=not same_site(address, source.listing),
        document_number=next((cell for cell in cells if NUMBER.fullmatch(cell)), None),
        status=next(filter(None, map(validity, cells)), None) or marked(title),
    )


def proper(nodes: Iterable[Selector]) -> list[Selector]:
    """What is a row among the matches of a selector: neither a rule or table head, nor inside of another row.

    What hangs on a dated item without a date of its own is no row; otherwise the item is only a box around rows.
    """
    nodes = [node for node in nodes if not _is_rule(node)]
    matched = {node.root: node for node in nodes}
    dropped = set()
    for node in nodes:
        around = next((above for above in node.root.iterancestors() if above in matched), None)
        if around is not None:
            dropped.add(node.root if _is_dated(matched[around]) and not _is_dated(node) else around)
    return [node for node in nodes if node.root not in dropped]


def _is_dated(node: Selector) -> bool:
    return printed_date(" ".join(node.xpath(".//text()").getall())) is not None


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
