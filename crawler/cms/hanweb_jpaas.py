"""Hanweb JPaaS 大汉, new generation: the column page only says where the rows are; a unit API gives them (reference §2.2).

The API is first asked as the site's own script asks it; its pager then says how many rows a page has, and further pages
are asked for by ``paramJson``, the only paging key it heeds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode, urljoin

from crawler.cms.base import Answer, Ask, Family, Reading, register
from crawler.cms.pages import following, pages_of
from crawler.cms.rows import DATES_OPTION, entries
from crawler.cms.select import Drifted, parse, select
from crawler.outcomes import Unaccepted
from domain.crawl import Listing, Outcome
from domain.source import Source

if TYPE_CHECKING:
    from parsel import Selector

PAIR = re.compile(r"""['"]?(\w+)['"]?\s*:\s*(?:'([^']*)'|"([^"]*)"|([\w.-]+))""")
"""One key of ``queryData``, in whichever quotes the template writes that."""
ROWS = ("li", "tr:has(a)", "dl", "div:has(> a)", "a:has(> *)")
"""Where rows stand, tried in turn; what the pager holds is none."""


class HanwebJpaas(Family):
    """Options: ``unit`` (tagId, where a column page has several), ``rows``, ``page_size``, ``dates``."""

    name: ClassVar[str] = "hanweb_jpaas"
    options: ClassVar[Mapping[str, str]] = {
        "unit": "tagId of the unit that holds the list, where the column page has several",
        "rows": "CSS selector of the rows within the answer (default li)",
        "page_size": "rows a page to ask for, where the site's own number is not wanted",
        **DATES_OPTION,
    }
    bodies: ClassVar[tuple[str, ...]] = ("#zoom", "div.main-txt", "#zwxz_nr div.wen", "#zwxz_nr")

    def first(self, source: Source) -> Ask:
        return Ask(source.listing, page=0)

    def read(self, answer: Answer, source: Source) -> Reading:
        if answer.ask.page == 0:
            return Reading(None, (Ask(_unit_address(answer, source), 1),))
        tree = parse(_html_of(answer))
        total, size, shown = _pager(tree, answer.url)
        if shown != answer.ask.page:
            raise Unaccepted(Outcome.REPEATED_PAGE, f"请求第 {answer.ask.page} 页，{answer.url} 返回的是第 {shown} 页")
        if not total:
            raise Unaccepted(Outcome.EMPTY_LISTING, f"{answer.url} 称列表共 0 行，不能当作没有新文件")
        rows = entries(_rows(tree, source), answer.url, source)
        pages = pages_of(total, size)
        listing = Listing(rows, shown, total, pages)
        return Reading(listing, following(answer.ask, pages, source, lambda page: _with_page(answer.url, page, size)))


def _unit_address(answer: Answer, source: Source) -> str:
    """The address of the unit API that the script element of the column page describes."""
    units = [node for node in parse(answer.text).css("script[url]") if "queryData" in node.get() or "querydata" in node.get()]
    described = [(node.attrib["url"], _query(node.attrib.get("querydata", node.attrib.get("queryData", "")))) for node in units]
    wanted = source.options.get("unit")
    chosen = [unit for unit in described if wanted in (None, unit[1].get("tagId"))]
    if len(chosen) != 1:
        names = ", ".join(query.get("tagId", "?") for _, query in described) or "无"
        raise Drifted(
            "script[url][queryData]" + (f"（tagId 为 {wanted}）" if wanted else ""),
            answer.url,
            "1 个（可用 options.unit 指定）",
            names,
        )
    url, query = chosen[0]
    address = f"{urljoin(answer.url, url)}?{urlencode(query)}"
    size = source.options.get("page_size")
    return _with_page(address, 1, int(size)) if size else address


def _query(written: str) -> dict[str, str]:
    return {key: single or double or bare for key, single, double, bare in PAIR.findall(written)}


def _rows(tree: Selector, source: Source) -> list[Selector]:
    """What the source file's selector matches, else the first kind of rows that there are any of."""
    found = (tree.css(css) for css in ((source.options["rows"],) if "rows" in source.options else ROWS))
    rows = ([node for node in nodes if not node.xpath("ancestor-or-self::*[@count and @rows]")] for nodes in found)
    return next(filter(None, rows), [])


def _with_page(url: str, page: int, size: int) -> str:
    """The unit address asking for a page, whichever page it asked for before."""
    wanted = json.dumps({"pageNo": page, "pageSize": size}, separators=(",", ":"))
    return f"{url.partition('&paramJson=')[0]}&{urlencode({'paramJson': wanted})}"


def _html_of(answer: Answer) -> str:
    """The fragment of HTML inside the answer. Raises Unaccepted HTTP_ERROR for an answer that tells of a failure."""
    try:
        data = json.loads(answer.text.lstrip("\ufeff"))
        success, code, html = data["success"], str(data["code"]), (data.get("data") or {}).get("html")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Drifted("success, code, data.html", answer.url, "含这些字段的 JSON", type(error).__name__) from error
    if str(success).lower() != "true" or code != "200":
        raise Unaccepted(
            Outcome.HTTP_ERROR, f"接口 {answer.url} 返回 success={success}、code={code}：{data.get('message', '')}"
        )
    if not isinstance(html, str):
        raise Drifted("data.html", answer.url, "字符串", type(html).__name__)
    return html


def _pager(tree: Selector, url: str) -> tuple[int, int, int]:
    """``count``, ``rows`` and ``pageNo`` of the element that closes the answer. What it shows as text is a placeholder."""
    found = [
        (pager["count"], pager["rows"], pager.get("pageno", ""))
        for node in select(tree, "[count][rows]", url)
        if (pager := node.attrib)
    ]
    if len(set(found)) != 1:
        raise Drifted("[count][rows]", url, "1 种", len(set(found)))
    try:
        count, rows, page = (int(value) for value in found[0])
    except ValueError as error:
        raise Drifted("分页元素的 count、rows、pageNo", url, "3 个数字", str(found[0])) from error
    return count, rows, page


register(HanwebJpaas())
