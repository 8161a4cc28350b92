"""Any other site: the source file says with selectors where rows, titles, dates and pages stand.

A selector is CSS; with ``::text`` or ``::attr(name)`` at its end it gives that, else the text of the node. Patterns are regular
expressions with one group. ``next`` is the address of a further page, with ``{n}`` for its number and ``{i}`` for one less.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin

from crawler.cms.base import Answer, Family, Reading, register
from crawler.cms.dates import printed_date
from crawler.cms.pager import counted
from crawler.cms.pages import following, pages_of
from crawler.cms.rows import DATES_OPTION, entry, known_rows, proper
from crawler.cms.select import Drifted, parse, select, words
from crawler.cms.titles import clean
from crawler.cms.validity import validity
from crawler.outcomes import Unaccepted
from domain.crawl import Entry, Listing, Outcome
from domain.errors import ConfigError
from domain.source import Source

if TYPE_CHECKING:
    from parsel import Selector

SELECTORS = ("rows", "link", "title", "date", "number", "status", "body")
PATTERNS = ("pages", "total")
MAY_LACK = ("number", "status")  # not every document has them


class Generic(Family):
    """Options: ``rows`` (needed), ``link``, ``title``, ``date``, ``number``, ``status``, ``pages``, ``total``, ``next``, ``body``, ``dates``."""

    name: ClassVar[str] = "generic"
    options: ClassVar[Mapping[str, str]] = {
        "rows": "CSS selector of the rows of the list; a source without it cannot be read",
        "link": "selector of the link within a row (default its first link with words)",
        "title": "selector of the whole title within a row (default the link's title attribute, else its text)",
        "date": "selector of the date within a row (default any date beside the link)",
        "number": "selector of the 文号 within a row",
        "status": "selector of the validity within a row",
        "pages": "pattern whose group is the number of pages; 1 for a list of one page (default 共N页 and its like)",
        "total": "pattern whose group is the number of rows in all",
        "next": "address of a further page, with {n} for its number or {i} for one less",
        "body": "CSS selector of an article's text",
        **DATES_OPTION,
    }

    def __init__(self, body: str | None = None) -> None:
        self.chosen = (body,) if body else ()

    def of(self, source: Source) -> Family:
        """Raises ConfigError for a selector or pattern that is none."""
        for key, value in source.options.items():
            _check(key, value)
        return Generic(source.options.get("body"))

    def containers(self) -> tuple[str, ...]:
        return self.chosen

    def read(self, answer: Answer, source: Source) -> Reading:
        tree = parse(answer.text)
        rows: dict[str, Entry] = {}
        for node in proper(known_rows(tree, (), answer.url, source)):
            row = _entry(node, answer.url, source)
            rows.setdefault(row.url, row)
        if not rows:
            raise Unaccepted(Outcome.EMPTY_LISTING, f"{answer.url} 的列表一行也没有，不能当作没有新文件")
        total = _number("total", answer, source)
        pages = _pages(answer, source, total, len(rows)) if answer.ask.page == 1 else None
        listing = Listing(tuple(rows.values()), answer.ask.page, total, pages)
        return Reading(listing, following(answer.ask, pages or 1, source, lambda page: _address(source, page)))


def _check(key: str, value: str) -> None:
    try:
        if key in PATTERNS and not value.isdecimal() and re.compile(value).groups != 1:
            raise ConfigError(f"options.{key} is {value!r}; give a pattern with one group, the number")
        if key in SELECTORS:
            parse("").css(value)
    except (re.error, SyntaxError, RuntimeError, ValueError) as error:
        raise ConfigError(f"options.{key} is {value!r}, which cannot be used: {error}") from None


def _entry(node: Selector, url: str, source: Source) -> Entry:
    """A row as any family would read it, with what the options say in its place."""
    row = entry(node, url, source, _link(node, url, source))
    title, printed, number, status = (_part(node, key, url, source) for key in ("title", "date", "number", "status"))
    listed_on = row.listed_on if printed is None else printed_date(printed)
    if listed_on is None and source.options.get("dates") != "none":
        raise Drifted(f"“{row.title[:40]}”一行的日期", url, "形如 2026-06-05 的日期", printed or 0)
    return replace(
        row,
        title=clean(title) if title else row.title,
        listed_on=listed_on,
        document_number=number or row.document_number,
        status=validity(status) if status else row.status,
    )


def _link(node: Selector, url: str, source: Source) -> Selector | None:
    css = source.options.get("link")
    return select(node, css, url, most=1)[0] if css else None


def _part(node: Selector, key: str, url: str, source: Source) -> str | None:
    """What a selector of the options gives within a row; None without that option. Raises Drifted for a row without a match."""
    css = source.options.get(key)
    if css is None:
        return None
    found = select(node, css, url, least=0 if key in MAY_LACK else 1)
    if not found:
        return None
    return found[0].get().strip() if "::" in css else words(found[0])


def _number(key: str, answer: Answer, source: Source) -> int | None:
    pattern = source.options.get(key)
    if pattern is None:
        return None
    found = re.search(pattern, answer.text)
    if found is None or not found[1].isdecimal():
        raise Drifted(f"{pattern}（options.{key}）", answer.url, "1 个数字", 0)
    return int(found[1])


def _pages(answer: Answer, source: Source, total: int | None, rows: int) -> int:
    """Pages in all: as the source file says, as many as the total needs, or as the page says in a known way."""
    if source.options.get("pages", "").isdecimal():
        return int(source.options["pages"])
    pages = _number("pages", answer, source) or (pages_of(total, rows) if total else counted(answer.text))
    if not pages:
        raise Drifted("总页数（可用 options.pages 指定）", answer.url, "1 处", 0)
    return pages


def _address(source: Source, page: int) -> str:
    template = source.options.get("next")
    if template is None:
        raise Drifted("options.next（下一页的地址）", source.listing, "1 个模板", 0)
    return urljoin(source.listing, template.replace("{n}", str(page)).replace("{i}", str(page - 1)))


register(Generic())
