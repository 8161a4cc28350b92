"""TRS lists that go on by POST: the first page is static, further ones are asked of a search service (reference §2.3, Fujian).

What the service wants is written in the page's own script, ``$.ajax({url: '/fjdzapp/search', data: {...}})``: it is read there and sent back
as it stands, with the number of the page put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode, urljoin

from crawler.addresses import canonical, resolve, same_site
from crawler.cms.answers import json_of
from crawler.cms.base import Answer, Ask
from crawler.cms.select import Drifted
from crawler.cms.times import day
from crawler.cms.titles import clean, number
from crawler.cms.validity import marked
from crawler.outcomes import Unaccepted
from domain.crawl import Entry, Listing, Outcome
from domain.source import Source

ADDRESS = re.compile(r"\burl\s*:\s*['\"]([^'\"]*/(?:fjdzapp/)?search)['\"]")
DATA = re.compile(r"\bdata\s*:\s*\{(.*?)\}", re.DOTALL)
PAIR = re.compile(r"""['"]?(\w+)['"]?\s*:\s*(?:'([^']*)'|"([^"]*)"|(\d+)|\w+)""")
PAGE_KEY = re.compile(r"^(?:cur\w*page|page(?:no|num|index)?)$", re.IGNORECASE)
WITHIN = 1500  # characters between the address of a call and the data it sends
ROWS = ("data", "docs", "datas", "rows", "list", "results")
TITLES, LINKS = ("title", "doctitle", "_doctitle"), ("url", "docpuburl", "chnldocurl")
DATES, NUMBERS = ("docreltime", "time", "pubtime", "pubdate", "date"), ("fileno", "filenum")


def ask_of(answer: Answer, page: int) -> Ask | None:
    """The request for a further page as the page's script makes it; None if it makes none."""
    for call in ADDRESS.finditer(answer.text):
        sent = DATA.search(answer.text, call.end(), call.end() + WITHIN)
        form = dict(_pairs(sent[1])) if sent else {}
        keys = [key for key in form if PAGE_KEY.match(key)]
        if keys:
            return Ask(urljoin(answer.url, call[1]), page, urlencode({**form, keys[0]: str(page)}))
    return None


def read(answer: Answer, source: Source) -> Listing:
    """A page of rows. Raises Drifted where title, address or date of one is missing."""
    data = json_of(answer, "、".join(ROWS))
    rows = next((data[key] for key in ROWS if isinstance(data.get(key), list)), None)
    if rows is None:
        raise Drifted("、".join(ROWS), answer.url, "1 个列表", 0)
    found = {entry.url: entry for entry in (_entry(row, answer, source) for row in rows)}
    if not found:
        raise Unaccepted(Outcome.EMPTY_LISTING, f"{answer.url} 的列表一行也没有，不能当作没有新文件")
    return Listing(tuple(found.values()), answer.ask.page)


def _pairs(literal: str) -> Iterator[tuple[str, str]]:
    """Keys and values of an object in a script; a variable has no value of its own here."""
    for key, single, double, digits in PAIR.findall(literal):
        yield key, single or double or digits


def _entry(row: Mapping[str, Any], answer: Answer, source: Source) -> Entry:
    title, link, date, printed = (_first(row, keys) for keys in (TITLES, LINKS, DATES, NUMBERS))
    url, listed_on = resolve(link, answer.url), day(date)
    if not clean(title) or url is None or (listed_on is None and source.options.get("dates") != "none"):
        raise Drifted("一行的标题、地址、日期", answer.url, "三项", str(sorted(row))[:120])
    address = canonical(url)
    external = not same_site(address, source.listing)
    return Entry(clean(title), address, listed_on, external, number(printed), marked(clean(title)))


def _first(row: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((str(row[key]) for key in keys if row.get(key)), "")
