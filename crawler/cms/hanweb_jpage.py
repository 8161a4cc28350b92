"""Hanweb JCMS 大汉, old generation ("jpage"): rows as text inside a script, more of them from a proxy (reference §2.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.cms.base import Answer, Family, Reading, register
from crawler.cms.pages import following, pages_of
from crawler.cms.rows import DATES_OPTION, entries
from crawler.cms.select import Drifted, parse, search
from domain.crawl import Listing
from domain.source import Source

if TYPE_CHECKING:
    from parsel import Selector

UNIT = re.compile(r"<datastore\b[^<>]*>((?:(?!<datastore\b).)*?)</datastore>", re.DOTALL | re.IGNORECASE)
RECORD = re.compile(
    r"<record\b[^<>]*>\s*(?:<!\[CDATA\[)?((?:(?!<record\b).)*?)(?:\]\]>)?\s*</record>", re.DOTALL | re.IGNORECASE
)
NEXT = re.compile(r"<nextgroup\b[^>]*>.*?href\s*=\s*[\"']?([^\"'\s>]*dataproxy\.jsp[^\"'\s>]*)", re.DOTALL | re.IGNORECASE)
TOTAL = re.compile(r"totalRecord['\"]?\s*[:=]\s*['\"]?(\d+)", re.IGNORECASE)
PROXY_TOTAL = re.compile(r"<totalrecord>\s*(?:<!\[CDATA\[)?\s*(\d+)\s*(?:\]\]>)?\s*</totalrecord>", re.IGNORECASE)
PROXY = re.compile(r"proxyUrl['\"]?\s*:\s*['\"]([^'\"]*dataproxy\.jsp)['\"]", re.IGNORECASE)
KEYS = ("appid", "webid", "path", "columnid", "unitid", "webname", "permissiontype")
PER_PAGE = re.compile(r"perPage['\"]?\s*[:=]\s*['\"]?(\d+)", re.IGNORECASE)
PAGE = re.compile(r"([?&]page=)(\d+)")
CELLS, ESCAPED = re.compile("<t[dr]", re.IGNORECASE), re.compile("&lt;a", re.IGNORECASE)
CALL = 3000  # characters a jpage() call may run from the name of its unit


class HanwebJpage(Family):
    """Options: ``unit`` (unitid, where a column page has several lists), ``dates``."""

    name: ClassVar[str] = "hanweb_jpage"
    options: ClassVar[Mapping[str, str]] = {
        "unit": "unitid of the list, where the column page has several",
        **DATES_OPTION,
    }
    bodies: ClassVar[tuple[str, ...]] = ("#zoom",)

    def read(self, answer: Answer, source: Source) -> Reading:
        if answer.ask.page > 1:
            return self._read_group(answer, source)
        unit, proxy = _unit(answer, source)
        rows = entries(_records(unit), answer.url, source)
        inlined = len(RECORD.findall(unit))
        if not proxy and not TOTAL.search(answer.text):
            return Reading(Listing(rows, 1, None, 1))
        total, size = _totals(answer, proxy)
        pages = pages_of(total, inlined)
        if not proxy:
            return Reading(Listing(rows, 1, total, pages))
        listing = Listing(rows, 1, total, pages)
        return Reading(
            listing, following(answer.ask, pages, source, lambda page: _group(answer.url, proxy, page, inlined, size, total))
        )

    def _read_group(self, answer: Answer, source: Source) -> Reading:
        total = int(search(PROXY_TOTAL, answer.text, answer.url, "<totalrecord>")[1])
        unit = search(UNIT, answer.text, answer.url, "<datastore>")[1]
        asked = dict(parse_qsl(urlsplit(answer.url).query))
        start, end = int(asked.get("startrecord", 1)), int(asked.get("endrecord", total))
        rows = entries(_records(unit), answer.url, source)
        return Reading(Listing(rows, answer.ask.page, total, pages_of(total, end - start + 1) if start == 1 else None))


def _unit(answer: Answer, source: Source) -> tuple[str, str]:
    """The datastore of the list and its proxy address. The phone copy of a list repeats its unit: the first one is taken.

    A site that encrypts ``<nextgroup>`` may still name the proxy in the call of ``jpage()``; the address is empty where it does not,
    and no more can then be asked for than the records of its first page.
    """
    wanted = source.options.get("unit")
    stores = [(store, NEXT.search(store)) for store in UNIT.findall(answer.text)]
    named = [(store, unescape(found[1])) for store, found in stores if found]
    chosen = {_unitid(proxy): (store, proxy) for store, proxy in reversed(named)}
    if wanted in chosen:
        return chosen[wanted]
    if wanted is None and len(chosen) == 1:
        return next(iter(chosen.values()))
    distinct = dict.fromkeys(UNIT.findall(answer.text))
    if wanted is None and not named and len(distinct) == 1:
        return next(iter(distinct)), _described(answer)
    units = ", ".join(sorted(chosen)) or "无"
    raise Drifted(
        "<datastore> with <nextgroup>" + (f"（单元 {wanted}）" if wanted else ""),
        answer.url,
        "1 个（可用 options.unit 指定）",
        units,
    )


def _described(answer: Answer) -> str:
    """The proxy address put together from the call of ``jpage()``, as its script does; empty without one."""
    proxy = PROXY.search(answer.text)
    said = {key: found[1] for key in KEYS if (found := re.search(rf"\b{key}['\"]?\s*:\s*['\"]([^'\"]*)['\"]", answer.text))}
    return f"{proxy[1]}?page=2&{urlencode(said)}" if proxy and "unitid" in said else ""


def _unitid(proxy: str) -> str:
    return dict(parse_qsl(urlsplit(proxy).query)).get("unitid", "")


def _records(unit: str) -> list[Selector]:
    """Each record as HTML of its own; some sites leave CDATA out and escape the tags instead."""
    records = [unescape(record) if ESCAPED.search(record) else record for record in RECORD.findall(unit)]
    boxes = ("table" if CELLS.search(record) else "div" for record in records)
    return [parse(f"<{box}>{record}</{box}>").css("body")[0] for box, record in zip(boxes, records, strict=True)]


def _totals(answer: Answer, proxy: str) -> tuple[int, int]:
    """Rows in all and rows a screen, from the jpage() call of this unit: the one that names it, else the only one."""
    text, unit = answer.text, _unitid(proxy)
    calls = [found.start() for found in re.finditer(rf"#{unit}['\"]\s*\)\s*\.jpage|unitid['\"]?\s*:\s*['\"]?{unit}\b", text)]
    for start in calls:
        window = text[max(0, start - CALL) : start + CALL]
        near = sorted(TOTAL.finditer(window), key=lambda found: abs(found.start() - min(start, CALL)))
        if near:
            size = PER_PAGE.search(window, near[0].end())
            return int(near[0][1]), int(size[1]) if size else 10
    totals = set(TOTAL.findall(text))
    if len(totals) != 1:
        raise Drifted(f"单元 {unit} 的 totalRecord", answer.url, "1 个", len(totals))
    size = PER_PAGE.search(text)
    return int(totals.pop()), int(size[1]) if size else 10


def _group(url: str, proxy: str, page: int, inlined: int, size: int, total: int) -> str:
    """The proxy's address as the page gives it (a doubled appid and all), with the records of one group.

    The address given is that of the second group; ``page`` counts on from there, for sites that heed nothing else.
    """
    address = PAGE.sub(lambda found: f"{found[1]}{int(found[2]) + page - 2}", urljoin(url, proxy), count=1)
    asked = urlencode({"startrecord": (page - 1) * inlined + 1, "endrecord": min(page * inlined, total), "perpage": size})
    return f"{address}{'&' if '?' in address else '?'}{asked}"


register(HanwebJpage())
