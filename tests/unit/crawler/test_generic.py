from __future__ import annotations

from collections.abc import Callable
from datetime import date

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

LISTING = "https://www.test.example/wj/list.html"
OPTIONS = {
    "rows": "table.files tr:has(td)",
    "link": "td.name a",
    "title": "td.name a::attr(data-full)",
    "date": "td.day",
    "number": "td.no",
    "status": "td.state",
    "total": r"共有(\d+)件",
    "next": "list_{n}.html",
    "body": "div.own",
}


def row(n: int, state: str = "有效", number: str = "某办发〔2026〕1号", day: str = "2026/3/4") -> str:
    return (
        f'<tr><td class="name"><a href="#top">置顶</a><a href="/wj/{n}.html" data-full="第{n}号文件全称">第{n}号…</a></td>'
        f'<td class="no">{number}</td><td class="state">{state}</td><td class="day">{day}</td></tr>'
    ).replace('<a href="#top">置顶</a>', "")


def page(*rows: str, total: int = 5) -> str:
    return f'<table class="files"><tr><th>名称</th></tr>{"".join(rows)}</table><p>共有{total}件</p>'


def test_a_source_file_describes_a_list(make_source: MakeSource, read: Read) -> None:
    """Title, date, number and validity by selectors; pages from the total; a head row has no cells."""
    reading = read(make_source("generic", LISTING, options=OPTIONS), page(row(1), row(2, "已废止", "")))
    assert reading.listing is not None
    assert (reading.listing.expected_rows, reading.listing.expected_pages) == (5, 3)
    assert [ask.url for ask in reading.asks] == [f"https://www.test.example/wj/list_{n}.html" for n in (2, 3)]
    first, second = reading.listing.entries
    assert (first.title, first.listed_on, first.document_number) == ("第1号文件全称", date(2026, 3, 4), "某办发〔2026〕1号")
    assert (first.status, second.status, second.document_number) == ("有效", "废止", None)


def test_rows_alone_will_do(make_source: MakeSource, read: Read) -> None:
    """The rest is found as in any family, and 共N页 gives the pages."""
    options = {"rows": "ul.a > li", "next": "p{i}.html"}
    html = '<ul class="a"><li><a href="1.html">【已废止】甲办法</a> 2026-03-04</li></ul>共2页'
    reading = read(make_source("generic", LISTING, options=options), html)
    assert reading.listing is not None and reading.asks[0].url == "https://www.test.example/wj/p1.html"
    assert reading.listing.entries[0].status == "废止"


@pytest.mark.parametrize(
    ("options", "html", "said"),
    [
        ({}, page(row(1)), "options.rows"),
        (OPTIONS, page(row(1, day="昨天")), "日期"),
        (OPTIONS, page(row(1).replace('class="name"', "")), "td.name a"),
        (OPTIONS, page(row(1)).replace("共有", "有"), "options.total"),
        ({"rows": "table.files tr:has(td)"}, page(row(1)), "options.pages"),
        ({"rows": "table.files tr:has(td)", "pages": "2"}, page(row(1)), "options.next"),
    ],
    ids=["no rows option", "no date", "no link", "no total", "no pages", "no address of the next page"],
)
def test_what_no_longer_fits_is_named(
    make_source: MakeSource, refused: Refused, options: dict[str, str], html: str, said: str
) -> None:
    """The sentence names the option to mend."""
    outcome, detail = refused(make_source("generic", LISTING, options=options), html)
    assert outcome is Outcome.DRIFTED and said in detail


def test_an_empty_list_is_told_from_a_gone_one(make_source: MakeSource, refused: Refused) -> None:
    """The container is there, its rows are not."""
    assert refused(make_source("generic", LISTING, options=OPTIONS), page())[0] is Outcome.EMPTY_LISTING


def test_the_body_is_the_one_of_the_source_file(make_source: MakeSource) -> None:
    """Bare, although the page around it is full of words."""
    family = cms.family("generic").of(make_source("generic", LISTING, options=OPTIONS))
    family.accept(Answer(LISTING, f'<div class="own">{"文" * 40}</div>'))
    with pytest.raises(Unaccepted, match="正文容器内"):
        family.accept(Answer(LISTING, f'<div class="own"></div>{"栏目" * 200}'))


def test_rules_between_rows_are_none(make_source: MakeSource, rows: Rows, refused: Refused) -> None:
    """Nor are they a list; a date drawn as a leaf of a calendar is a date."""
    source = make_source("generic", LISTING, options={"rows": "#x li", "date": "span"})
    row = '<li><span>05 2026-03</span><a href="t1.html">甲</a></li>'
    (entry,) = rows(source, f"<ul id=x>{row}<li class=line></li></ul>共1页").entries
    assert entry.listed_on == date(2026, 3, 5)
    assert refused(source, "<ul id=x><li>&nbsp;</li></ul>共1页")[0] is Outcome.EMPTY_LISTING
