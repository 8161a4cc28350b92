"""The last step of the acceptance gate for a page: does it still have what its last good look had, and can its dates be true?

A page that ends in the middle although the server announced no more, or whose body lost its place, proves nothing by itself: some
sites never close a page, and not every container is known. Such a page is held against what it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from crawler.cms import Answer, article
from crawler.cms.base import Family
from crawler.outcomes import Unaccepted, visible
from domain.crawl import Listing, Outcome

END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
SENTENCE = re.compile(r"[^。;:\n]+")
WORTH = 6  # characters; shorter ones stand on any page
MOST = 0.5  # a page that is something else keeps none, a redesign with an amendment nearly all
BEGIN = re.compile(r"<(?:html|body)\b", re.IGNORECASE)

Before = Callable[[], Answer | None]
"""The page as it was last accepted; None if it never was. Asked for only where there is a doubt."""


def check_end(answer: Answer, before: Before) -> None:
    """Raises Unaccepted PARTIAL for a page without an end that had one."""
    if not BEGIN.search(answer.text) or END.search(answer.text):
        return
    known = before()
    if known is not None and END.search(known.text):
        size = f"{len(answer.text)} 个字符，上次 {len(known.text)} 个"
        raise Unaccepted(Outcome.PARTIAL, f"页面在中途断开，没有结束标记（{size}），内容不完整")


def check_place(family: Family, answer: Answer, before: Before) -> None:
    """For an article whose body stands in no container that is known. Raises Unaccepted DRIFTED if it did before and its words are gone.

    A site that was merely laid out anew still shows the paper: most of its sentences stand somewhere on the page.
    """
    known = before()
    body = article.body(known.text, family.containers()) if known else None
    if body is None or _kept(body, visible(answer.text)) >= MOST:
        return
    names = "、".join(family.containers())
    raise Unaccepted(Outcome.DRIFTED, f"页面没有正文容器 {names}，上次的文字也多已不在页面上；网站可能已改版")


def check_dates(listing: Listing, today: date) -> Listing:
    """A listing without the dates that have not come yet, which are no dates of publication (reference §2.0).

    One row may be misdated by its site. Raises Unaccepted DRIFTED where most rows are: then the dates are read from the wrong place.
    """
    dated = [entry for entry in listing.entries if entry.listed_on]
    ahead = [entry for entry in dated if entry.listed_on and entry.listed_on > today]
    if len(ahead) > len(dated) * MOST:
        said = f"“{ahead[0].title[:40]}”的日期 {ahead[0].listed_on} 在将来，这样的有 {len(ahead)} 行，共 {len(dated)} 行"
        raise Unaccepted(Outcome.DRIFTED, f"列表第 {listing.page} 页{said}；日期可能取错了位置")
    kept = tuple(replace(entry, listed_on=None) if entry in ahead else entry for entry in listing.entries)
    return replace(listing, entries=kept) if ahead else listing


def _kept(body: str, page: str) -> float:
    """The share of an article's sentences, by length, that stand word for word on a page, whatever their width."""
    sentences = [found for found in SENTENCE.findall(_folded(body)) if len(found) >= WORTH]
    total = sum(map(len, sentences))
    page = _folded(page)
    return sum(len(one) for one in sentences if one in page) / total if total else 1.0


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
