"""Lists whose rows stand as data in a script of the page, ``var articleData = [...]``, not always strict JSON (reference §2.9).

Pages are ``1.html``, ``2.html`` ...; an article's text may be data too, ``var article = {...}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any, ClassVar
from urllib.parse import urljoin

from crawler.addresses import canonical, resolve, same_site
from crawler.cms.answers import notation
from crawler.cms.article import File, chinese, files
from crawler.cms.base import BODY, Answer, Family, Reading, register
from crawler.cms.pager import counted
from crawler.cms.pages import following
from crawler.cms.rows import DATES_OPTION
from crawler.cms.select import Drifted, parse, search, words
from crawler.cms.times import day
from crawler.cms.titles import clean
from crawler.outcomes import Unaccepted
from domain.crawl import Entry, Listing, Outcome
from domain.source import Source

DATA = re.compile(r"\barticleData\s*=\s*(?:JSON\.parse\s*\(\s*['\"`])?(?=\[)")
ARTICLE = re.compile(r"\b(?:(?:var|let|const)\s+|window\.)article\s*=\s*(?=\{)")
PAGES = re.compile(r"\b(?:totalPages?|pageCount|pageTotal)[\"']?\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE)
TITLES, LINKS = ("title", "articleTitle", "name"), ("url", "href", "link", "staticUrl", "address")
DATES = ("publishTime", "publishDate", "releaseTime", "createTime", "createDate", "date", "time")
NUMBER = re.compile(r"(?<=/)1(?=\.s?html?$)")


class Scripted(Family):
    """Options: ``title``, ``link``, ``date`` (keys of a row), ``pages``, ``dates``."""

    name: ClassVar[str] = "scripted"
    options: ClassVar[Mapping[str, str]] = {
        "title": f"key of the title of a row (default the first of {', '.join(TITLES)})",
        "link": f"key of its address, or a template with keys in braces (default the first of {', '.join(LINKS)})",
        "date": f"key of its date (default the first of {', '.join(DATES)})",
        "pages": "number of pages, where the page does not say it",
        **DATES_OPTION,
    }
    bodies: ClassVar[tuple[str, ...]] = ("div.article-content", "div.articleContent", "div.content")

    def read(self, answer: Answer, source: Source) -> Reading:
        rows = _data(DATA, answer, "var articleData")
        found = {entry.url: entry for entry in (_entry(row, answer, source) for row in rows if isinstance(row, Mapping))}
        if not found:
            raise Unaccepted(Outcome.EMPTY_LISTING, f"{answer.url} 的 articleData 一行也没有，不能当作没有新文件")
        if answer.ask.page > 1:
            return Reading(Listing(tuple(found.values()), answer.ask.page))
        pages = _pages(answer, source)
        return Reading(
            Listing(tuple(found.values()), 1, None, pages),
            following(answer.ask, pages, source, lambda page: NUMBER.sub(str(page), source.listing)),
        )

    def accept(self, answer: Answer) -> bool:
        """An article in a script counts like one in a container."""
        content = _content(answer)
        if content is None:
            return super().accept(answer)
        if (found := chinese(words(parse(content)))) < BODY and not self.attachments(answer):
            raise Unaccepted(Outcome.DRIFTED, f"article.content 只有 {found} 个汉字，应有 {BODY} 个以上或有附件")
        return True

    def page_of(self, answer: Answer) -> str | None:
        """What the page's script writes into it."""
        if (content := _content(answer)) is None:
            return None
        data = _data(ARTICLE, answer, "var article")
        title, published = escape(str(_value(data, None, TITLES) or "")), day(_value(data, None, DATES))
        metas = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{published or ""}">'
        return f'<html><head><meta charset="utf-8">{metas}<title>{title}</title></head><body><h1>{title}</h1><div class="article-content">{content}</div></body></html>'

    def attachments(self, answer: Answer) -> tuple[File, ...]:
        """Files the page links to, and those the text in the script links to."""
        known = {file.identity: file for file in (*super().attachments(answer), *files(_content(answer) or "", answer.url))}
        return tuple(known.values())


def _data(pattern: re.Pattern[str], answer: Answer, what: str) -> Any:
    start = search(pattern, answer.text, answer.url, what).end()
    try:
        return notation(answer.text[start:])
    except ValueError as error:
        raise Drifted(what, answer.url, "可读的数据", "其他内容") from error


def _content(answer: Answer) -> str | None:
    """The HTML of an article kept in a script; None for a page that has none."""
    if not ARTICLE.search(answer.text):
        return None
    content = _data(ARTICLE, answer, "var article").get("content")
    return content if isinstance(content, str) else None


def _entry(row: Mapping[str, Any], answer: Answer, source: Source) -> Entry:
    title = clean(str(_value(row, source.options.get("title"), TITLES) or ""))
    url = resolve(_link(row, source), answer.url)
    listed_on = day(_value(row, source.options.get("date"), DATES))
    if not title or url is None or (listed_on is None and source.options.get("dates") != "none"):
        raise Drifted("articleData 一行的标题、地址、日期", answer.url, "三项", str(sorted(row))[:120])
    address = canonical(urljoin(answer.url, url))
    return Entry(title, address, listed_on, external=not same_site(address, source.listing))


def _value(row: Mapping[str, Any], key: str | None, known: tuple[str, ...]) -> Any:
    return row.get(key) if key else next((row[name] for name in known if row.get(name)), None)


def _link(row: Mapping[str, Any], source: Source) -> str:
    template = source.options.get("link", "")
    if "{" in template:
        return re.sub(r"\{(\w+)\}", lambda found: str(row.get(found[1], "")), template)
    return str(_value(row, template or None, LINKS) or "")


def _pages(answer: Answer, source: Source) -> int:
    said = PAGES.search(answer.text)
    pages = int(source.options.get("pages", 0)) or (int(said[1]) if said else counted(answer.text))
    if not pages:
        raise Drifted("总页数（可用 options.pages 指定）", answer.url, "1 处", 0)
    return pages


register(Scripted())
