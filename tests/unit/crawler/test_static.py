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

LISTING = "https://www.test.example/xxgk/gzwj/index.html"
ROW = '<li><a href="/xxgk/gzwj/2026030410111213{n}.html">关于第{n}项检查的通知</a><span>(2026-03-0{n})</span></li>'


def page(rows: str, pager: str = '<a href="index_1.html">下一页</a><a href="index_4.html">尾页</a> 共5页') -> str:
    return f'<div class="list"><ul>{rows}</ul></div><div class="page">{pager}</div>'


@pytest.mark.parametrize(
    ("pager", "names"),
    [
        ('<a href="index_1.html">下一页</a><a href="index_2.html">尾页</a>共3页', ["index_1.html", "index_2.html"]),
        (
            '<a href="./index_2.html">下一页</a><a href="./index_3.html">尾页</a>共 <b>3</b> 页',
            ["index_2.html", "index_3.html"],
        ),
        ('<a href="index_1.shtml">1</a><a href="index_3.shtml">3</a>共3页', ["index_2.shtml", "index_3.shtml"]),
        ('<a href="../tz/index_2.html">通知</a>共3页', ["index_1.html", "index_2.html"]),
        ("共3页", ["index_1.html", "index_2.html"]),
    ],
    ids=["from 0", "from 1", "from 1 with a link to the first", "another column's pager", "no links"],
)
def test_the_links_tell_what_is_counted_from(make_source: MakeSource, read: Read, pager: str, names: list[str]) -> None:
    """Some sites call the second page index_1, others index_2."""
    asks = read(make_source("static", LISTING), page(ROW.format(n=1), pager)).asks
    assert [ask.url.rsplit("/", 1)[1] for ask in asks] == names


def test_the_source_file_may_say_it(make_source: MakeSource, read: Read) -> None:
    """Where a script makes the links."""
    source = make_source("static", LISTING, options={"second": "2"})
    assert read(source, page(ROW.format(n=1), "共3页")).asks[0].url.endswith("index_2.html")


def test_dates_in_brackets_and_links_out(make_source: MakeSource, rows: Rows) -> None:
    """The national list holds articles of other hosts."""
    html = page(ROW.format(n=1) + '<li><a href="https://www.other.example/art/9.html">规章</a><span>(2026-03-02)</span></li>')
    own, other = rows(make_source("static", LISTING), html).entries
    assert (own.external, other.external, other.listed_on) == (False, True, date(2026, 3, 2))


def test_what_is_missing_is_said(make_source: MakeSource, read: Read, refused: Refused) -> None:
    """A pager that a script fills says 共0页 before: that is no number."""
    source = make_source("static", LISTING)
    assert refused(source, page(ROW.format(n=1), "共 0 页"))[0] is Outcome.DRIFTED
    assert refused(source, page(""))[0] is Outcome.EMPTY_LISTING
    assert refused(source, "共3页")[0] is Outcome.DRIFTED
    assert read(make_source("static", LISTING, options={"pager": "none"}), page(ROW.format(n=1), "")).asks == ()
    cms.family("static").accept(Answer(LISTING, f'<div class="text">{"文" * 40}</div>'))
