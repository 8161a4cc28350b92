"""Which family reads a column: the ones detection names are tried on the page, likeliest first, with the options the page calls for.

Recognising marks is not enough for a file somebody will rely on: a family is proposed only with the rows it has read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from crawler import cms
from crawler.cms import Answer, Ask, gd_gkmlpt
from crawler.cms.detect import Guess, detect
from crawler.cms.select import parse
from crawler.discovery.columns import Link, judge
from crawler.discovery.layout import next_of, rows_of
from crawler.outcomes import OK, SHELL, TITLE, Unaccepted, Verdict, visible
from domain.crawl import Listing, Outcome
from domain.source import Source


@dataclass(frozen=True, slots=True)
class Trial:
    """One family with its options on one column. ``asks`` are to be asked before rows show; then ``listing`` is None and all is well.

    ``verdict`` tells why the rows could not be read.
    """

    source: Source
    proofs: tuple[str, ...]
    listing: Listing | None = None
    asks: tuple[Ask, ...] = ()
    verdict: Verdict = OK

    @property
    def good(self) -> bool:
        return self.verdict == OK and (self.listing is not None or bool(self.asks))


def column(html: str, source: Source) -> Trial:
    """The best trial on a column page: the first family that reads it, else the first failure of the likeliest family."""
    failed: Trial | None = None
    for guess in (*detect(html, source.listing), Guess("generic", 0, ())):
        for options in _options(guess.family, html, source.listing):
            trial = read(replace(source, family=guess.family, options=options), guess.proofs, html)
            if trial.good:
                return trial
            failed = failed or trial
    return failed or Trial(source, (), verdict=Verdict(Outcome.DRIFTED, _unlike_a_list(html)))


def _unlike_a_list(html: str) -> str:
    if len(visible(html)) < SHELL and "<script" in html.lower():
        return "页面几乎只有脚本，行由脚本写入；可在来源文件设 browser = true"
    return "页面没有成行的标题和完整日期，认不出是列表"


def categories(html: str, tried: Trial) -> Iterator[tuple[Link, Trial]]:
    """The categories of a disclosure platform that are columns of policies, each as a trial of its own."""
    if tried.source.family != "gd_gkmlpt" or not tried.good:
        return
    for number, name in gd_gkmlpt.categories(html):
        link = judge(tried.source.listing.replace("/gkmlpt/index", "/gkmlpt/"), name)
        if link and link.topic:
            source = replace(tried.source, options={"category": number})
            reading = cms.family("gd_gkmlpt").read(Answer(source.listing, html, Ask(source.listing, 0)), source)
            yield replace(link, url=source.listing), Trial(source, tried.proofs, asks=reading.asks)


def read(source: Source, proofs: tuple[str, ...], text: str, ask: Ask | None = None) -> Trial:
    """What a family makes of the column page, or of the answer to an ``ask`` of an earlier trial."""
    family = cms.family(source.family).of(source)
    asked = ask or family.first(source)
    if ask is None and asked.url != source.listing:
        return Trial(source, proofs, asks=(asked,))
    try:
        reading = family.read(Answer(asked.url, text, asked), source)
    except Unaccepted as refused:
        return Trial(source, proofs, verdict=refused.verdict)
    except Exception as error:  # a fault of ours in one family must not end the walk over the others' pages
        return Trial(source, proofs, verdict=Verdict(Outcome.DRIFTED, f"解析出错：{type(error).__name__}: {error}"))
    return Trial(source, proofs, reading.listing, reading.asks if reading.listing is None else ())


def meta_of(html: str, name: str) -> str:
    """The content of a meta tag; empty where there is none with any.

    One page may hold a tag twice and in two cases: an exact name goes before others, a later tag before an earlier one (reference §3.2).
    """
    tags = [(tag.attrib.get("name", ""), tag.attrib.get("content", "").strip()) for tag in parse(html).css("meta[name]")]
    exact = [content for key, content in tags if content and key == name]
    folded = [content for key, content in tags if content and key.lower() == name.lower()]
    return (exact or folded or [""])[-1]


def title_of(html: str) -> str:
    """What a page calls itself: its column's name, else its title."""
    titles = [re.sub(r"\s+", " ", unescape(found)).strip() for found in TITLE.findall(html)]
    return meta_of(html, "ColumnName") or next(filter(None, titles), "")


def _options(family: str, html: str, url: str) -> Iterator[dict[str, str]]:
    """Options to try in turn: none, then the rows the page shows, then one page if it names no other, then rows without dates."""
    known = cms.family(family).options
    rows, undated = rows_of(html, url), rows_of(html, url, dated=False)
    if family == "generic":
        yield from _selectors(rows, html, url)
        return
    yield {}
    if "rows" in known and rows:
        yield {"rows": rows}
    if "pager" in known:
        yield {"pager": "none"}
        if rows:
            yield {"rows": rows, "pager": "none"}
    if "dates" in known:
        yield {"dates": "none"}
        if "rows" in known and undated and not rows:
            yield {"rows": undated, "dates": "none"}


def _selectors(rows: str | None, html: str, url: str) -> Iterator[dict[str, str]]:
    """The generic family needs rows; where the page tells neither a number of pages nor a next one, it is the only one."""
    if rows:
        following = next_of(html, url)
        if following:
            yield {"rows": rows, "next": following}
        yield {"rows": rows, "pages": "1"}
