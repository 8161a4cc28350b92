from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crawler import cms
from crawler.cms import Answer, Reading
from crawler.outcomes import Unaccepted
from domain.crawl import Listing, Outcome
from domain.source import Source

MakeSource = Callable[..., Source]
Read = Callable[..., Reading]
Rows = Callable[..., Listing]
Refused = Callable[..., tuple[Outcome, str]]

LISTING = "https://cde.test.example/spzx/web/column/nwwd/1.html"
ARTICLE = "https://cde.test.example/spzx/web/article/31.html"


def page(data: str, more: str = "var totalPage = 3;") -> str:
    return f"<script>{more}\n var articleData = [{data}];\n function show(list) {{ return list[0] }}</script>"


def test_rows_are_data_and_not_strict_json(make_source: MakeSource, read: Read) -> None:
    """Single quotes, bare keys, a last comma, brackets inside a title, code behind the list."""
    data = (
        "{id: 31, 'title': '问：[甲]类变更如何备案？', url: '/spzx/web/article/31.html', publishTime: '2026-03-04 10:00:00',},"
    )
    reading = read(make_source("scripted", LISTING), page(data))
    assert reading.listing is not None
    (entry,) = reading.listing.entries
    assert (entry.title, entry.url, entry.listed_on) == ("问：[甲]类变更如何备案？", ARTICLE, date(2026, 3, 4))
    assert [ask.url.rsplit("/", 1)[1] for ask in reading.asks] == ["2.html", "3.html"]


def test_keys_may_be_named_by_the_source_file(make_source: MakeSource, rows: Rows) -> None:
    """And an address be put together from them."""
    made = make_source(
        "scripted", LISTING, options={"title": "q", "link": "/spzx/web/article/{id}.html", "date": "d", "pages": "1"}
    )
    (entry,) = rows(made, page('{"id": 31, "q": "甲问", "d": 1772600000000}', "")).entries
    assert (entry.title, entry.url, entry.listed_on) == ("甲问", ARTICLE, date(2026, 3, 4))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (page(""), Outcome.EMPTY_LISTING),
        (page("{title: '甲'}"), Outcome.DRIFTED),
        (page("{title: '甲', url: '/a.html', date: '2026-03-04'}", ""), Outcome.DRIFTED),
        ("<ul></ul>", Outcome.DRIFTED),
    ],
)
def test_a_page_that_is_no_list(make_source: MakeSource, refused: Refused, text: str, outcome: Outcome) -> None:
    """No rows, a row without address, no number of pages, no data."""
    assert refused(make_source("scripted", LISTING), text)[0] is outcome


def test_an_article_may_be_data_too() -> None:
    """Its text counts as a body, and what it links to are its files."""
    family: Any = cms.family("scripted")
    text = (
        "<script>var article = {title: '甲', content: '<p>" + "正文" * 20 + '<a href="/f/表.docx">附件</a></p>' + "'}</script>"
    )
    family.accept(Answer(ARTICLE, text))
    assert [file.identity for file in family.attachments(Answer(ARTICLE, text))] == ["表.docx"]
    with pytest.raises(Unaccepted, match=r"article\.content"):
        family.accept(Answer(ARTICLE, "<script>var article = {content: '<p>空</p>'}</script>"))


def test_an_article_in_a_script_is_given_as_the_page_it_becomes() -> None:
    """With its title and day, and nothing for a page that needs no script."""
    family = cms.family("scripted")
    text = "<script>var article = {title: '甲<乙>办法', content: '<p>第一条</p>', publishTime: '2026-03-04 10:00:00'}</script>"
    page = family.page_of(Answer(ARTICLE, text)) or pytest.fail()
    assert "<h1>甲&lt;乙&gt;办法</h1>" in page and "<p>第一条</p>" in page and 'content="2026-03-04"' in page
    assert family.page_of(Answer(ARTICLE, "<div class='article-content'>正文</div>")) is None
    assert cms.family("trs_wcm").page_of(Answer(ARTICLE, text)) is None


@pytest.mark.parametrize(
    "data",
    [
        "let articleData = [{title:'甲&ldquo;乙&rdquo;',url:null,link:'/a/1.html',publishTime:null,createTime:1772586000000}]",
        "window.articleData=[\n// 一\n{'title':\"甲“乙”\",'url':'/a/1.html','date':'2026/3/4'}]",
        """var articleData = JSON.parse('[{"title":"甲“乙”","url":"/a/1.html","date":"20260304"}]')""",
        "articleData = [{title:'甲“乙”',url:undefined,href:'/a/1.html',date:'2026年3月4日'}];",
    ],
)
def test_data_are_written_in_many_ways(make_source: MakeSource, rows: Rows, data: str) -> None:
    """Nothing is nothing in a script too, wherever the list is put."""
    (entry,) = rows(make_source("scripted", LISTING), f"<script>{data}; totalPage = 1</script>").entries
    assert (entry.title, entry.url.rsplit("/a/")[1], entry.listed_on) == ("甲“乙”", "1.html", date(2026, 3, 4))
