"""Plain static lists that say 共N页, among them the national regulator's: ``index_<n>.html`` counted from 0 or 1 (reference §2.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin, urlsplit

from crawler.cms.base import Answer, Family, Reading, register
from crawler.cms.pager import Pager, counted, file_name, rows_stated
from crawler.cms.pages import following
from crawler.cms.rows import PAGER_OPTION, ROW_OPTIONS, entries, known_rows
from crawler.cms.select import Drifted, parse, words
from domain.crawl import Listing
from domain.source import Source

if TYPE_CHECKING:
    from parsel import Selector

ROWS = ("div.list > ul > li", "div.list ul li", "div.list li", "div.fatherright.fl li")

NEXT, LAST = ("下一页", "下页", "2"), ("尾页", "末页", "最后一页")


class Static(Family):
    """Options: ``rows``, ``second`` (1 or 2, the number in the address of page 2), ``pager = "none"``, ``dates``."""

    name: ClassVar[str] = "static"
    options: ClassVar[Mapping[str, str]] = {
        **ROW_OPTIONS,
        "second": "number in the address of the second page, 1 or 2, where the pager's links do not show it (default 1)",
        **PAGER_OPTION,
    }
    bodies: ClassVar[tuple[str, ...]] = ("div.text", "div.content_text", "#Zoom")

    def read(self, answer: Answer, source: Source) -> Reading:
        tree = parse(answer.text)
        rows = entries(known_rows(tree, ROWS, answer.url, source), answer.url, source)
        if answer.ask.page > 1:
            return Reading(Listing(rows, answer.ask.page, None, counted(answer.text)))
        pager = _pager(tree, answer, source)
        listing = Listing(rows, 1, rows_stated(answer.text, pager.pages, len(rows)), pager.pages)
        return Reading(listing, following(answer.ask, pager.pages, source, lambda page: pager.address(answer.url, page)))


def _pager(tree: Selector, answer: Answer, source: Source) -> Pager:
    stem, extension = file_name(answer.url)
    pages = 1 if source.options.get("pager") == "none" else counted(answer.text)
    if pages is None:
        raise Drifted("共N页", answer.url, "1 处", 0)
    folder = urljoin(answer.url, ".")
    name = re.compile(rf"^{re.escape(urlsplit(folder).path)}{re.escape(stem)}_(\d+)\.(\w+)$")
    linked = ((words(link), urlsplit(urljoin(answer.url, link.attrib["href"])).path) for link in tree.css("a[href]"))
    found = [(said, match) for said, path in linked if (match := name.match(path))]
    extension = found[0][1][2] if found else extension
    return Pager(pages, stem, extension, _second([(said, int(match[1])) for said, match in found], pages, source))


def _second(linked: list[tuple[str, int]], pages: int, source: Source) -> int:
    """1 if the site counts its files from 0, else 2: told by what page 1 links to as next or last, else by the source file."""
    if "second" in source.options or not linked:
        return 2 if source.options.get("second") == "2" else 1
    named = dict(reversed(linked))
    if following := next((named[word] for word in NEXT if word in named), None):
        return min(following, 2)
    if last := next((named[word] for word in LAST if word in named), None):
        return 2 if last >= pages else 1
    numbers = [number for _, number in linked]
    return 2 if max(numbers) == pages or min(numbers) > 1 else 1


register(Static())
