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

LISTING = "https://yjj.test.example/gfxwj/index.html"
ROW = '<li><a href="/gfxwj/2026030{n}/{n}123456789abcdef0123456789abcdef.html" title="关于第{n}项规定的通知">关于第{n}项…</a><small>2026.03.0{n}</small></li>'


def page(rows: str, total: str = "totalPage: 3, currPage: 1") -> str:
    return f'<ul class="uli14 pageList nowrapli borderli">{rows}</ul><script>pager({{ {total} }})</script>'


def test_the_second_page_is_number_two(make_source: MakeSource, read: Read) -> None:
    """Shanghai counts from 1, where TRS counts from 0."""
    reading = read(make_source("shanghai", LISTING), page(ROW.format(n=1) + ROW.format(n=2)))
    assert reading.listing is not None and reading.listing.expected_pages == 3
    assert [ask.url.rsplit("/", 1)[1] for ask in reading.asks] == ["index_2.html", "index_3.html"]
    assert [(entry.title, entry.listed_on) for entry in reading.listing.entries][1] == ("关于第2项规定的通知", date(2026, 3, 2))


def test_a_date_within_the_link_is_no_part_of_the_title(make_source: MakeSource, rows: Rows) -> None:
    """Without title attribute the text of the link is the title, its date aside."""
    row = '<li><a href="/gfxwj/20260301/a.html">关于药店的规定<small>2026.03.01</small></a></li>'
    (entry,) = rows(make_source("shanghai", LISTING), page(row)).entries
    assert (entry.title, entry.listed_on) == ("关于药店的规定", date(2026, 3, 1))


def test_what_is_missing_is_said(make_source: MakeSource, refused: Refused) -> None:
    """The number of pages, the rows, the whole list."""
    source = make_source("shanghai", LISTING)
    assert refused(source, page(ROW.format(n=1), ""))[1].count("totalPage") == 1
    assert refused(source, page(""))[0] is Outcome.EMPTY_LISTING
    assert refused(source, "<script>totalPage: 2</script>")[0] is Outcome.DRIFTED


def test_the_article_is_in_ivs_content() -> None:
    """Whatever menus say around it."""
    cms.family("shanghai").accept(Answer(LISTING, f'<nav>{"栏目" * 90}</nav><div id="ivs_content">{"文" * 40}</div>'))


@pytest.mark.parametrize("said", ["'totalPage' : '3'", "var totalPages = 3", "共 3 页"])
def test_the_number_of_pages_is_said_in_other_ways(make_source: MakeSource, read: Read, said: str) -> None:
    """In quotes, by another name, in print; a later page need not say it again."""
    source, html = make_source("shanghai", LISTING), page(ROW.format(n=1), "")
    reading = read(source, f"{html}<script>{said}</script>")
    assert reading.listing is not None and reading.listing.expected_pages == 3
    later = read(source, html, page=2)
    assert later.listing is not None and later.listing.expected_pages is None and later.asks == ()
