"""Lists that an interface answers as JSON: policy-search services, letters, questions (reference §2.6, §2.7 and §2.10).

Each service has words of its own, so the source file says what its fields are called. A field is the path to a value with dots
(``page.total``); several with ``|`` between them are tried in turn. A template holds ``{n}`` for the number of the page and ``{i}`` for one less.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import quote

from crawler.addresses import canonical, resolve, same_site
from crawler.cms.answers import failure_in, notation
from crawler.cms.base import Answer, Ask, Family, Reading, register
from crawler.cms.pages import following, pages_of
from crawler.cms.rows import DATES_OPTION
from crawler.cms.select import Drifted
from crawler.cms.times import day
from crawler.cms.titles import clean, number
from crawler.cms.validity import marked, validity
from crawler.outcomes import Unaccepted
from domain.crawl import Entry, Listing, Outcome
from domain.errors import ConfigError
from domain.source import Source

NEEDED = ("rows", "title", "link")
CAPS = (10_000, 1000)
"""Rows and pages that services show at most: a total of just so many is no total."""
FIELD = re.compile(r"\{([\w.]+)\}")


class JsonList(Family):
    """Options: ``rows``, ``title``, ``link`` (needed), ``address``, ``form``, ``total``, ``pages``, ``page``, ``size``, ``date``, ``number``,
    ``status``, ``statuses``, ``body``, ``dates``."""

    name: ClassVar[str] = "json_list"
    options: ClassVar[Mapping[str, str]] = {
        "rows": "path to the list of rows; . if the answer is the list itself; needed",
        "title": "field of the whole title; needed",
        "link": "field of the address, or a template with fields of the row in braces, as in /detail?id={id}; needed",
        "address": "template of the address of a page of rows (default the listing, which then holds {n} or {i})",
        "form": "template of the body of a POST, where the list is asked for by one",
        "total": "path to the number of rows in all",
        "pages": "path to the number of pages",
        "page": "path to the number of the page shown, counted from 1",
        "size": "rows a page, where the answers do not show it",
        "date": "field of the date of the row",
        "number": "field of the 文号",
        "status": "field of the validity",
        "statuses": "what codes of that field mean, as in 0=有效,1=废止; a code without meaning is unknown",
        "body": "CSS selector of an article's text",
        **DATES_OPTION,
    }

    def __init__(self, body: str | None = None) -> None:
        self.chosen = (body,) if body else ()

    def of(self, source: Source) -> Family:
        """Raises ConfigError if an option without which nothing can be read is missing."""
        missing = [key for key in NEEDED if key not in source.options]
        if missing and source.enabled:
            raise ConfigError(f"options.{missing[0]} is missing; {self.options[missing[0]]}")
        return JsonList(source.options.get("body"))

    def containers(self) -> tuple[str, ...]:
        return self.chosen

    def first(self, source: Source) -> Ask:
        return _ask(source, 1)

    def read(self, answer: Answer, source: Source) -> Reading:
        data = _parsed(answer)
        if isinstance(data, Mapping):
            failure_in(data, answer.url)
        _check_page(data, answer, source)
        rows = _rows(data, answer, source)
        total, pages = _totals(data, source, len(rows), answer)
        found = {entry.url: entry for entry in (_entry(row, answer, source) for row in rows)}
        listing = Listing(tuple(found.values()), answer.ask.page, total, pages if answer.ask.page == 1 else None)
        if answer.ask.page != 1:
            return Reading(listing)
        return Reading(listing, tuple(_ask(source, ask.page) for ask in following(answer.ask, pages, source, str)))


def _ask(source: Source, page: int) -> Ask:
    def fill(template: str) -> str:
        return template.replace("{n}", str(page)).replace("{i}", str(page - 1))

    return Ask(
        resolve(fill(source.options.get("address", source.listing)), source.listing) or "",
        page,
        fill(source.options.get("form", "")),
    )


def _parsed(answer: Answer) -> Any:
    """The answer as data; some services send a script's notation for JSON. Raises Drifted for anything else."""
    try:
        return notation(answer.text)
    except ValueError as error:
        raise Drifted("应答", answer.url, "JSON", "其他内容") from error


def _at(data: Any, paths: str) -> Any:
    """The first value that is there and not empty on one of the paths, or None."""
    for path in paths.split("|"):
        value = data
        for step in path.strip().split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if value not in (None, ""):
            return value
    return None


def _rows(data: Any, answer: Answer, source: Source) -> Sequence[Mapping[str, Any]]:
    path = source.options.get("rows", ".")
    rows = data if path == "." else _at(data, path)
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise Drifted(f"{path}（options.rows）", answer.url, "行的列表", type(rows).__name__)
    if not rows:
        raise Unaccepted(Outcome.EMPTY_LISTING, f"{answer.url} 的列表一行也没有，不能当作没有新文件")
    return rows


def _number(data: Any, key: str, source: Source, answer: Answer) -> int | None:
    path = source.options.get(key)
    if path is None:
        return None
    try:
        return int(_at(data, path))
    except (TypeError, ValueError, OverflowError) as error:
        raise Drifted(f"{path}（options.{key}）", answer.url, "1 个数字", 0) from error


def _totals(data: Any, source: Source, rows: int, answer: Answer) -> tuple[int | None, int]:
    """Rows in all, unknown where the service caps them, and pages."""
    total, pages = _number(data, "total", source, answer), _number(data, "pages", source, answer)
    size = int(source.options.get("size", rows))
    capped = total == CAPS[0] or pages == CAPS[1]
    return (None if capped else total), pages or pages_of(total or rows, size)


def _check_page(data: Any, answer: Answer, source: Source) -> None:
    shown = _number(data, "page", source, answer)
    if shown is not None and shown != answer.ask.page:
        raise Unaccepted(Outcome.REPEATED_PAGE, f"请求第 {answer.ask.page} 页，{answer.url} 返回的是第 {shown} 页")


def _entry(row: Mapping[str, Any], answer: Answer, source: Source) -> Entry:
    options = source.options
    title = clean(str(_at(row, options["title"]) or ""))
    url = resolve(_link(row, options["link"]), source.listing)
    listed_on = day(_at(row, options["date"])) if "date" in options else None
    if not title or url is None or ("date" in options and listed_on is None and options.get("dates") != "none"):
        raise Drifted("一行的 options.title、link、date", answer.url, "三个字段", str(sorted(row))[:120])
    address = canonical(url)
    return Entry(
        title,
        address,
        listed_on,
        external=not same_site(address, source.listing),
        document_number=number(_at(row, options.get("number", ""))),
        status=_status(row, options) or marked(title),
    )


def _link(row: Mapping[str, Any], link: str) -> str:
    """A field of the row, or a template filled with its fields; empty where one of them is missing."""
    if not FIELD.search(link):
        return str(_at(row, link) or "")
    values = [_at(row, name) for name in FIELD.findall(link)]
    return "" if None in values else FIELD.sub(lambda found: quote(str(_at(row, found[1])), safe=""), link)


def _status(row: Mapping[str, Any], options: Mapping[str, str]) -> str | None:
    said = str(_at(row, options.get("status", "")) or "").strip() if "status" in options else ""
    codes = dict(pair.split("=", 1) for pair in options.get("statuses", "").split(",") if "=" in pair)
    return validity(codes.get(said, said))


register(JsonList())
