"""The own system of Jiangsu's inspection centre: no href, only ``SiteMain.openArticle('id','type','address')`` (reference §2.9).

All rows of a list are in the page; its "1/2" hides some by script and loads nothing. A copy for phones repeats them. The third
argument is the address, the second only its type (``3`` external): an identity made of the type folds many rows into few.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote, urljoin, urlsplit

from crawler.addresses import canonical, same_site
from crawler.cms.base import Answer, Family, Reading, register
from crawler.cms.rows import DATES_OPTION, entry
from crawler.cms.select import Drifted, parse
from crawler.outcomes import Unaccepted
from domain.crawl import Entry, Listing, Outcome
from domain.source import Source

if TYPE_CHECKING:
    from parsel import Selector

CALL = re.compile(
    r"""openArticle\s*\(\s*['"]?(?P<id>[^'",()]*)['"]?\s*,\s*['"]?(?P<type>[^'",()]*)['"]?\s*,\s*(['"])(?P<address>[^'"]*)\3"""
)
CALLS = "descendant-or-self::*[contains(@onclick, 'openArticle') or contains(@href, 'openArticle')]"
ROOT = re.compile(r"\bthemeUrl\s*=\s*['\"](/[^'\"]*)['\"]|[\"']domainName[\"']\s*:\s*[\"'](/[^\"']*)[\"']")


class Onclick(Family):
    """Options: ``dates``."""

    name: ClassVar[str] = "onclick"
    options: ClassVar[Mapping[str, str]] = DATES_OPTION
    bodies: ClassVar[tuple[str, ...]] = ("div.article-content", "div.articleContent", "div.n-content", "div.content")

    def read(self, answer: Answer, source: Source) -> Reading:
        """One page; the calls with different ids are the number of rows to be expected."""
        marked = parse(answer.text).xpath(CALLS)
        links = [(link, call) for link in marked if (call := _call(link))]
        if not links:
            raise _nothing(answer)
        root = _root(answer)
        rows: dict[str, Entry] = {}
        for link, call in links:
            row = _entry(link, call["address"], root, answer, source)
            rows.setdefault(row.url, row)
        ids = {call["id"] for _, call in links}
        if len(rows) != len(ids):
            raise Drifted("openArticle 的编号与地址", answer.url, f"{len(ids)} 个编号各有一个地址", len(rows))
        return Reading(Listing(tuple(rows.values()), 1, len(ids), 1))


def _nothing(answer: Answer) -> Unaccepted:
    if "openArticle" in answer.text or parse(answer.text).css("#list"):
        return Unaccepted(Outcome.EMPTY_LISTING, f"{answer.url} 的列表一行也没有，不能当作没有新文件")
    return Drifted("a[onclick*=openArticle]", answer.url, "1 处以上", 0)


def _call(link: Selector) -> re.Match[str] | None:
    return CALL.search(link.attrib.get("onclick", "")) or CALL.search(unquote(link.attrib.get("href", "")))


def _row(link: Selector) -> Selector:
    """The list item or table row around a link, for a date may stand beside the link; the link itself where that holds other rows too."""
    around = link.xpath("ancestor::*[self::li or self::tr or self::dl or self::dd][1]")
    return around[0] if around and len(around[0].xpath(CALLS)) == 1 else link


def _root(answer: Answer) -> str:
    """The path under which the site stands; addresses of its own articles begin behind it."""
    if found := ROOT.search(answer.text):
        return str(found[1] or found[2]).rstrip("/")
    return urlsplit(answer.url).path.partition("/column/")[0]


def _entry(link: Selector, address: str, root: str, answer: Answer, source: Source) -> Entry:
    row = entry(_row(link), answer.url, source, link)
    if row.listed_on is None and source.options.get("dates") != "none":
        raise Drifted(f"“{row.title[:40]}”一行的日期", answer.url, "形如 2026-06-05 的日期", 0)
    own = address.startswith("/") and not address.startswith(("//", f"{root}/"))
    url = canonical(urljoin(answer.url, f"{root}{address}" if own else address))
    return replace(row, url=url, external=not same_site(url, source.listing))


register(Onclick())
