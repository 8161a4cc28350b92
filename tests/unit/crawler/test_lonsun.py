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

LISTING = "https://mpa.test.example/ztgz/yp/index.html"
DISCLOSURE = "https://mpa.test.example/public/column/4140?type=4&action=list&catId=6719"
ROW = '<li><a href="/ztgz/yp/12000000{n}.html" title="关于第{n}类药品的通告">关于第{n}类…</a><span class="date">2026-03-0{n}</span></li>'
MENU = '<a href="/content/column/11">要闻</a><a href="/content/column/12">公告</a>'


def page(rows: str, script: str = 'pageCount:3, url: "/content/column/77?pageIndex="', kind: str = "doc_list") -> str:
    return f'{MENU}<ul class="{kind} clearfix">{rows}</ul><script>Ls.pager({{ {script} }})</script>'


def test_the_pager_tells_the_column_and_the_menu_does_not(make_source: MakeSource, read: Read) -> None:
    """Menus name other columns; the address with pageIndex is that of this one."""
    reading = read(make_source("lonsun", LISTING), page(ROW.format(n=1) + ROW.format(n=2)))
    assert reading.listing is not None and reading.listing.expected_pages == 3
    assert [ask.url for ask in reading.asks] == [f"https://mpa.test.example/content/column/77?pageIndex={n}" for n in (2, 3)]
    assert (reading.listing.entries[0].title, reading.listing.entries[0].listed_on) == ("关于第1类药品的通告", date(2026, 3, 1))


def test_a_column_that_is_not_told_is_asked_for(make_source: MakeSource, read: Read, refused: Refused) -> None:
    """Several candidates are none; the source file may name it; a list of one page needs none."""
    rows = ROW.format(n=1)
    assert "options.column" in refused(make_source("lonsun", LISTING), page(rows, "pageCount:3"))[1]
    named = make_source("lonsun", LISTING, options={"column": "9"})
    assert read(named, page(rows, "pageCount:2")).asks[0].url.endswith("/content/column/9?pageIndex=2")
    assert read(make_source("lonsun", LISTING), page(rows, "pageCount:1")).asks == ()


def test_a_disclosure_list_is_an_entrance(make_source: MakeSource, read: Read) -> None:
    """Its rows come from the label interface, with the organ and category of its address and the page's siteId."""
    source = make_source("lonsun", DISCLOSURE)
    assert cms.family("lonsun").first(source).page == 0
    (ask,) = read(source, "<script>var siteId = '685';</script>", page=0).asks
    assert "/site/label/8888?" in ask.url and "&siteId=685&organId=4140&catId=6719" in ask.url
    reading = read(source, page(ROW.format(n=1), "pageCount: 2", "xxgk_nav_list"), url=ask.url)
    assert reading.asks[0].url == ask.url[:-1] + "2"


def test_what_is_missing_is_said(make_source: MakeSource, refused: Refused) -> None:
    """No number of pages, no rows, no siteId."""
    source = make_source("lonsun", LISTING)
    assert "pageCount" in refused(source, page(ROW.format(n=1), ""))[1]
    assert refused(source, page(""))[0] is Outcome.EMPTY_LISTING
    assert "options.site" in refused(make_source("lonsun", DISCLOSURE), "<html></html>", page=0)[1]


def test_the_text_is_between_its_marks_and_files_are_told_by_an_attribute() -> None:
    """A link without extension is a file if the system says so; its name is then its identity."""
    text = (
        f'<meta name="ContentStart">{"文" * 40}<a data-file-ext="pdf" href="/site/down?id=9">附件一</a><meta name="ContentEnd">'
    )
    family, answer = cms.family("lonsun"), Answer(LISTING, f'<div class="menu">{"栏" * 300}</div>{text}')
    family.accept(answer)
    assert [(file.name, file.identity) for file in family.attachments(answer)] == [("附件一.pdf", "附件一.pdf")]


def test_a_column_asked_for_by_its_number_is_that_column(make_source: MakeSource, read: Read) -> None:
    """Its own address goes before what a menu names; a later page need not tell how many there are."""
    source = make_source("lonsun", "https://mpa.test.example/content/column/77")
    html = f'<a href="/content/column/11">要闻</a><ul class="doc_list">{ROW.format(n=1)}</ul><script>"pageCount" : "2"</script>'
    assert [ask.url for ask in read(source, html).asks] == ["https://mpa.test.example/content/column/77?pageIndex=2"]
    assert read(source, html.replace("pageCount", "p"), page=2).asks == ()


@pytest.mark.parametrize("said", ["siteId:6788", "'siteId' : '6788'", '<input id="siteId" value="6788">', "?siteId=6788&x=1"])
def test_the_number_of_the_site_is_said_in_many_ways(make_source: MakeSource, read: Read, said: str) -> None:
    """In a script, in an address, in a field that nobody sees."""
    (ask,) = read(make_source("lonsun", DISCLOSURE), said, page=0).asks
    assert "siteId=6788&organId=4140&catId=6719" in ask.url
