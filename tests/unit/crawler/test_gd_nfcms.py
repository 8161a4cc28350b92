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

LISTING = "http://mpa.test.example/zwgk/gzwj/index.html"
ROW = '<li><h4><a href="http://mpa.test.example/zwgk/gzwj/content/{post}_41{n}.html">关于第{n}件事的函</a><span class="time">[ 2026-03-0{n} ]</span></h4></li>'
PAGER = (
    '<div id="page_div"><a href="/zwgk/gzwj/index_2.html">2</a><a class="last" href="/zwgk/gzwj/index_4.html">末页</a></div>'
)


def page(rows: str, pager: str = PAGER) -> str:
    return f'<ul class="infoList clearfix">{rows}</ul>{pager}'


def test_the_last_link_gives_the_pages(make_source: MakeSource, read: Read) -> None:
    """Pages are counted from 1: the second is index_2."""
    reading = read(make_source("gd_nfcms", LISTING), page(ROW.format(n=1, post="post") + ROW.format(n=2, post="post")))
    assert reading.listing is not None and reading.listing.expected_pages == 4
    assert [entry.listed_on for entry in reading.listing.entries] == [date(2026, 3, 1), date(2026, 3, 2)]
    assert [ask.url.rsplit("/", 1)[1] for ask in reading.asks] == ["index_2.html", "index_3.html", "index_4.html"]


def test_the_phone_copy_is_the_same_post(make_source: MakeSource, rows: Rows) -> None:
    """post_ and mpost_ carry one number."""
    both = ROW.format(n=1, post="post") + ROW.format(n=1, post="mpost")
    assert [entry.url[-13:] for entry in rows(make_source("gd_nfcms", LISTING), page(both)).entries] == ["post_411.html"]


def test_a_pager_without_last_link_is_of_one_page(make_source: MakeSource, read: Read, refused: Refused) -> None:
    """But a page without pager, an empty list and a strange last link are no good reads."""
    row, source = ROW.format(n=1, post="post"), make_source("gd_nfcms", LISTING)
    reading = read(source, page(row, '<div id="page_div"></div>'))
    assert reading.listing is not None and (reading.listing.expected_pages, reading.asks) == (1, ())
    assert refused(source, page(row, ""))[0] is Outcome.DRIFTED
    assert refused(source, page(""))[0] is Outcome.EMPTY_LISTING
    assert refused(source, page(row, PAGER.replace("index_4", "last")))[0] is Outcome.DRIFTED
    assert refused(source, "<p>首页</p>" + PAGER)[0] is Outcome.DRIFTED


def test_files_keep_their_own_names() -> None:
    """The address of a file is a path of numbers, which may change; its name stands behind the last stroke."""
    html = f'<div class="article-content">{"文" * 40}<a href="/attachment/0/71/9.docx">表样.docx</a></div>'
    family = cms.family("gd_nfcms")
    family.accept(Answer(LISTING, html))
    assert [(file.name, file.identity) for file in family.attachments(Answer(LISTING, html))] == [("表样.docx", "9.docx")]


def test_the_last_page_has_no_way_on(make_source: MakeSource, read: Read) -> None:
    """There, as on a list of one page, the last link leads nowhere, or to the page itself."""
    row, source = ROW.format(n=1, post="post"), make_source("gd_nfcms", LISTING)
    for href in ("javascript:;", "#", "index.html", LISTING):
        last = f'<div id="page_div"><a class="last" href="{href}">末页</a></div>'
        assert (read(source, page(row, last)).listing or pytest.fail()).expected_pages == 1
        fourth = read(source, page(row, last), page=4, url=LISTING.replace("index", "index_4"))
        assert fourth.listing is not None and fourth.asks == ()
