"""TRS WCM 拓尔思, the commonest family: static lists ``index.html``, ``index_1.html`` ... (reference §2.3).

The page says how many pages there are, never how many rows. The same call stands on articles in parts; there its third
argument is the article's own name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from parsel import Selector

from crawler.cms.article import File
from crawler.cms.base import Answer, Family, Reading, register
from crawler.cms.pages import following
from crawler.cms.rows import DATES_OPTION, entries
from crawler.cms.select import Drifted, parse, select
from crawler.outcomes import Unaccepted
from domain.crawl import Listing, Outcome
from domain.source import Source

# The definition of the function stands before the call: only a call has digits.
CALL = re.compile(
    r"""createPage(?:HTML)?\s*\(\s*(?:["'][\w-]+["']\s*,\s*)?["']?(?P<count>\d+)["']?\s*(?:,\s*["']?(?P<index>\d+)["']?\s*)?"""
    r"""(?:,\s*["'](?P<name>[\w.-]+)["']\s*,\s*["'](?P<ext>\w+)["'])?"""
)
COUNTS = (
    re.compile(r"\bvar\s+(?:countPage|pageNum)\s*=\s*[\"']?(?P<count>\d+)"),
    re.compile(r"pagecount\s*=\s*[\"'](?P<count>\d+)[\"']", re.IGNORECASE),
    re.compile(r"共\s*(?P<count>\d+)\s*页"),
)
ARTICLE_NAME = re.compile(r"^t\d{6,8}")
ROWS = (
    "div.zt-lm3-m li", "ul.flfg_038-01 li", "ul.news_list > li", "ul.nr-list > li", "div.right-list-box li", "#morelist li",
    "ul.news-ul > li", "div.list_flex > a", "ul.list.sz_list.allList > li", "ul.con_1 > li", "div.main_right_text li",
    "div.list_base li",
)  # fmt: skip
"""Row selectors of provincial sites (reference §2.3), tried when the source file names none."""


class TrsWcm(Family):
    """Options: ``rows`` (CSS of the rows), ``pager = "none"`` (a column of one page without pager), ``dates``."""

    name: ClassVar[str] = "trs_wcm"
    options: ClassVar[Mapping[str, str]] = {
        "rows": "CSS selector of the rows of the list",
        "pager": "none for a column that fits one page and has no pager",
        **DATES_OPTION,
    }
    bodies: ClassVar[tuple[str, ...]] = (
        "div.TRS_Editor",
        ".TRS_UEDITOR",
        ".trs_editor_view",
        ".Custom_UnionStyle",
        ".TRS_PreAppend",
    )

    def read(self, answer: Answer, source: Source) -> Reading:
        pages, name, extension = _pager(answer, source)
        rows = entries(_rows(parse(answer.text), answer.url, source), answer.url, source)
        listing = Listing(rows, answer.ask.page, None, pages)
        return Reading(
            listing,
            following(answer.ask, pages, source, lambda page: urljoin(source.listing, f"{name}_{page - 1}.{extension}")),
        )

    def attachments(self, answer: Answer) -> tuple[File, ...]:
        """Files, after the further parts of an article in parts, which belong to its text."""
        return (*_parts(answer), *super().attachments(answer))


def _rows(tree: Selector, url: str, source: Source) -> list[Selector]:
    if css := source.options.get("rows"):
        return select(tree, css, url)
    for css in ROWS:
        if found := tree.css(css):
            return list(found)
    raise Drifted(f"已知的 {len(ROWS)} 种列表选择器（可用 options.rows 指定）", url, "1 种匹配", 0)


def _pager(answer: Answer, source: Source) -> tuple[int, str, str]:
    """Number of pages, and name and extension of the page files."""
    stem, _, extension = urlsplit(source.listing).path.rsplit("/", 1)[-1].partition(".")
    default = (stem or "index", extension or "html")
    if source.options.get("pager") == "none":
        return (1, *default)
    for call in CALL.finditer(answer.text):
        if not ARTICLE_NAME.match(call["name"] or ""):
            _check_index(call["index"], answer)
            return (int(call["count"]), call["name"] or default[0], call["ext"] or default[1])
    for pattern in COUNTS:
        if found := pattern.search(answer.text):
            return (int(found["count"]), *default)
    raise Drifted("总页数（createPageHTML、countPage、pagecount、共N页）", answer.url, "1 处", 0)


def _check_index(index: str | None, answer: Answer) -> None:
    if index is not None and int(index) != answer.ask.page - 1:
        raise Unaccepted(
            Outcome.REPEATED_PAGE,
            f"请求第 {answer.ask.page} 页，{answer.url} 返回的是第 {int(index) + 1} 页",
        )


def _parts(answer: Answer) -> tuple[File, ...]:
    for call in CALL.finditer(answer.text):
        if ARTICLE_NAME.match(call["name"] or "") and int(call["count"]) > 1:
            names = [f"{call['name']}_{part}.{call['ext']}" for part in range(1, int(call["count"]))]
            return tuple(File(name, name, urljoin(answer.url, name)) for name in names)
    return ()


register(TrsWcm())
