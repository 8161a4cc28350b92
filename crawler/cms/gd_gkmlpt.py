"""Guangdong's disclosure platform 政府信息公开目录平台 ("gkmlpt"): an index with a configuration, then a JSON API (reference §2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urljoin

from crawler.addresses import canonical, resolve, same_site
from crawler.cms.answers import json_of, notation
from crawler.cms.base import Answer, Ask, Family, Reading, register
from crawler.cms.pages import following, pages_of
from crawler.cms.select import Drifted, search
from crawler.cms.times import day
from crawler.cms.titles import clean, number
from crawler.cms.validity import ABOLISHED, EXPIRED, IN_FORCE
from crawler.outcomes import Unaccepted
from domain.crawl import Entry, Listing, Outcome
from domain.source import Source

SID = re.compile(r"\bSID['\"]?\s*:\s*['\"]?(\d+)")
TREE = re.compile(r"\bTREE['\"]?\s*:\s*(?=\[)")
PUBLISHED = ("display_publish_time", "publish_time", "first_publish_time")
"""What an article's table prints as 发布日期; the first that says something is taken."""
ALL = "0"  # the category that is every category


class GdGkmlpt(Family):
    """Options: ``category`` (a leaf of TREE, default 0: everything), ``published`` (which of the five timestamps the article prints)."""

    name: ClassVar[str] = "gd_gkmlpt"
    options: ClassVar[Mapping[str, str]] = {
        "category": "number of a leaf of TREE in the index page's configuration (default 0, everything)",
        "published": f"the timestamp that the article's table prints as 发布日期 (default {PUBLISHED[0]}, else {PUBLISHED[1]})",
    }
    bodies: ClassVar[tuple[str, ...]] = ("div.article-content",)

    def first(self, source: Source) -> Ask:
        return Ask(source.listing, page=0)

    def read(self, answer: Answer, source: Source) -> Reading:
        if answer.ask.page == 0:
            sid = search(SID, answer.text, answer.url, "window._CONFIG 的 SID")[1]
            return Reading(None, (Ask(_address(answer.url, source, sid, 1), 1),))
        total, articles = _content(answer)
        if not articles:
            raise Unaccepted(Outcome.EMPTY_LISTING, f"{answer.url} 称共 {total} 篇，却一篇也没有返回")
        rows = {row.url: row for row in (_entry(article, answer, source) for article in articles)}
        pages = pages_of(total, len(articles)) if answer.ask.page == 1 else None
        listing = Listing(tuple(rows.values()), answer.ask.page, total, pages)
        return Reading(listing, following(answer.ask, pages or 1, source, lambda page: _with_page(answer.url, page)))


def categories(text: str) -> tuple[tuple[str, str], ...]:
    """Number and name of each category of the platform: the leaves of ``TREE``, but those that only lead elsewhere.

    Empty where the index page has no tree that can be read: category 0 holds everything all the same.
    """
    found = TREE.search(text)
    try:
        tree: Any = notation(text[found.end() :]) if found else []
    except ValueError:
        return ()
    return tuple(_leaves(tree))


def _leaves(nodes: Any) -> Iterator[tuple[str, str]]:
    for node in nodes if isinstance(nodes, list) else ():
        if isinstance(node, dict) and node.get("children"):
            yield from _leaves(node["children"])
        elif isinstance(node, dict) and not node.get("jump_url") and node.get("id"):
            yield str(node["id"]), clean(str(node.get("name") or node.get("title") or ""))


def _address(index: str, source: Source, sid: str, page: int) -> str:
    return urljoin(index, f"/gkmlpt/api/all/{source.options.get('category', ALL)}?page={page}&sid={sid}")


def _with_page(url: str, page: int) -> str:
    return re.sub(r"([?&]page=)\d+", rf"\g<1>{page}", url)


def _content(answer: Answer) -> tuple[int, list[dict[str, Any]]]:
    """``classify.post_count`` and ``articles``. Raises Drifted where they are missing, HTTP_ERROR where the body tells of one."""
    data = json_of(answer, "classify、articles")
    try:
        return int(data["classify"]["post_count"]), list(data["articles"])
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise Drifted("classify.post_count、articles", answer.url, "两个字段", f"缺 {error}") from error


def _entry(article: dict[str, Any], answer: Answer, source: Source) -> Entry:
    title = clean(str(article.get("title") or ""))
    url = resolve(str(article.get("url") or article.get("post_url") or ""), answer.url)
    if not title or url is None:
        raise Drifted(f"文章 {article.get('id')} 的 title、url", answer.url, "两个字段", str(sorted(article))[:120])
    return Entry(
        title,
        canonical(url),
        _published(article, answer, source),
        external=not same_site(url, source.listing),
        document_number=number(article.get("document_number")),
        status=_status(article),
    )


def _published(article: dict[str, Any], answer: Answer, source: Source) -> date | None:
    """The day of the first timestamp that says one. Raises Drifted where no such field is there at all."""
    keys = (source.options["published"],) if "published" in source.options else PUBLISHED
    if not any(key in article for key in keys):
        raise Drifted(f"文章 {article.get('id')} 的 {'、'.join(keys)}", answer.url, "1 个时间", str(sorted(article))[:120])
    return next((found for key in keys if (found := day(article.get(key)))), None)


def _status(article: dict[str, Any]) -> str | None:
    """In force is said too, for a flip is only seen where both sides are known; None where the flags are missing or empty."""
    abolished, expired = _flag(article, "is_abolished"), _flag(article, "is_expired")
    if abolished:
        return ABOLISHED
    if expired:
        return EXPIRED
    return None if abolished is None and expired is None else IN_FORCE


def _flag(article: dict[str, Any], key: str) -> bool | None:
    said = article.get(key)
    return None if said is None or said == "" else str(said).strip().lower() in ("1", "1.0", "true", "是")


register(GdGkmlpt())
