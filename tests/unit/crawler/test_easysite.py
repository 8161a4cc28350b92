from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from crawler import cms
from crawler.cms import Answer, Reading
from domain.crawl import Listing, Outcome
from domain.source import Source

MakeSource = Callable[..., Source]
Read = Callable[..., Reading]
Rows = Callable[..., Listing]
Refused = Callable[..., tuple[Outcome, str]]

LISTING = "https://yjj.test.example/yjj/tz7/index.html"
ROW = (
    '<li class="easysite-article-li"><p><a href="/yjj/tz7/67648{n}/index.html">关于第{n}号的公告</a></p>'
    '<span class="article-time fr">2026-03-0{n}</span></li>'
)
PAGER = (
    '<span class="page_border totalcount">共 <b>32</b> 条</span>'
    '<span class="page_border"><b><a href="#" onclick="go(\'/yjj/tz7/0a1b2c3d-2.html\')">2</a></b></span>'
    '<span class="page_border"><b><a href="#" onclick="go(\'/yjj/tz7/0a1b2c3d-3.html\')">尾页</a></b></span>'
)


def test_the_hash_is_read_from_the_pager(make_source: MakeSource, read: Read) -> None:
    """It is the column's and may change; the last page and the number of rows stand in the pager too."""
    reading = read(make_source("easysite", LISTING), ROW.format(n=1) + ROW.format(n=2) + PAGER)
    assert reading.listing is not None
    assert (reading.listing.expected_rows, reading.listing.expected_pages) == (32, 3)
    assert [ask.url for ask in reading.asks] == [f"https://yjj.test.example/yjj/tz7/0a1b2c3d-{n}.html" for n in (2, 3)]
    assert (reading.listing.entries[0].title, reading.listing.entries[0].listed_on) == ("关于第1号的公告", date(2026, 3, 1))


def test_another_template_with_the_same_pager(make_source: MakeSource, read: Read) -> None:
    """Plain rows, 共N页, relative addresses."""
    html = '<ul class="gov_gxlist_box"><li><a href="./5.html">甲通告</a><i>2026-03-05</i></li></ul>共<b>4</b>页 <a href="4e67df35-2.shtml">2</a>'
    reading = read(make_source("easysite", LISTING), html)
    assert reading.listing is not None and reading.listing.expected_pages == 4
    assert reading.asks[-1].url == "https://yjj.test.example/yjj/tz7/4e67df35-4.shtml"


def test_two_hashes_or_none_are_drift(make_source: MakeSource, read: Read, refused: Refused) -> None:
    """A page with two pagers has two lists; a page without one is whole only where the source file or the page says so."""
    source, row = make_source("easysite", LISTING), ROW.format(n=1)
    assert refused(source, row + PAGER + '<a href="ffffffff-2.html">2</a>')[0] is Outcome.DRIFTED
    assert refused(source, row)[0] is Outcome.DRIFTED
    assert read(source, row + "共1页").asks == ()
    assert read(make_source("easysite", LISTING, options={"pager": "none"}), row).asks == ()
    assert refused(source, "<p>您访问的栏目</p>" + PAGER)[0] is Outcome.DRIFTED


def test_an_article_needs_its_text() -> None:
    """The container of the family, or any known one."""
    cms.family("easysite").accept(Answer(LISTING, f'<div class="easysite-news-text">{"文" * 40}</div>'))


@pytest.mark.parametrize("said", ["<b>32</b>", "共32条", "总数：<b> 32 </b>条"])
def test_the_number_of_rows_is_printed_in_many_ways(make_source: MakeSource, read: Read, said: str) -> None:
    """As a number of its own, or in words."""
    html = ROW.format(n=1) + PAGER.replace("共 <b>32</b> 条", said)
    assert (read(make_source("easysite", LISTING), html).listing or pytest.fail()).expected_rows == 32


def test_a_page_with_all_rows_needs_no_pager(make_source: MakeSource, read: Read) -> None:
    """Nor does a later one, which need not link to others."""
    whole = ROW.format(n=1) + '<span class="page_border totalcount">共<b>1</b>条</span>'
    assert (read(make_source("easysite", LISTING), whole).listing or pytest.fail()).expected_pages == 1
    assert read(make_source("easysite", LISTING), ROW.format(n=1), page=3).asks == ()
