"""Selecting with an expectation: a selector says how many matches it wants, and the error names what it found instead."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from crawler.outcomes import Unaccepted
from domain.crawl import Outcome

if TYPE_CHECKING:
    from lxml.etree import XPath
    from lxml.html import HtmlElement
    from parsel import Selector

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Not allowed in XML: lxml refuses or cuts at them. JSON can bring half a surrogate pair, which no database takes either."""


class Drifted(Unaccepted):
    """A selector no longer matches what it used to. ``found`` is the number of matches, or what stood there."""

    def __init__(self, selector: str, url: str, expected: str, found: int | str) -> None:
        super().__init__(Outcome.DRIFTED, f"{url} 页面结构与预期不符：{selector} 应有 {expected}，实有 {found}")
        self.selector, self.url, self.expected, self.found = selector, url, expected, found


@lru_cache(maxsize=2)  # a page is looked through for its body, its files and its interpretations
def parse(text: str) -> Selector:
    """A tree of decoded HTML, tolerant of anything. It is shared: nobody changes it."""
    from parsel import Selector  # commands that read no page need not load it

    return Selector(text=CONTROL.sub("", text) or "<html></html>", type="html")


def select(node: Selector, css: str, url: str, *, least: int = 1, most: int | None = None) -> list[Selector]:
    """The matches of a CSS selector in document order. Raises Drifted unless there are ``least`` to ``most`` of them."""
    found = list(node.css(css))
    if len(found) < least or (most is not None and len(found) > most):
        wanted = f"至少 {least} 处" if most is None else f"{least} 处" if least == most else f"{least} 至 {most} 处"
        raise Drifted(css, url, wanted, len(found))
    return found


def search(pattern: re.Pattern[str], text: str, url: str, what: str) -> re.Match[str]:
    """The first match of a pattern in the text of a page. Raises Drifted naming ``what`` was looked for."""
    if found := pattern.search(text):
        return found
    raise Drifted(what, url, "1 处", 0)


def words(node: Selector) -> str:
    """The text of a node with every run of white space made one space."""
    return text_of(node.root)


def links(tree: Selector) -> list[HtmlElement]:
    """Every ``a`` with an address, in document order. As plain elements, for a page has hundreds of them."""
    return [link for link in tree.root.iter("a") if "href" in link.attrib]


def text_of(element: HtmlElement) -> str:
    """:func:`words` of a plain element."""
    return " ".join(str(_string()(element)).split())


@cache
def _string() -> XPath:
    from lxml.etree import XPath

    return XPath("string()")
