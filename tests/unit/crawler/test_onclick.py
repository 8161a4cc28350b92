from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crawler import cms
from crawler.cms import Answer, Reading
from domain.crawl import Listing, Outcome
from domain.source import Source

MakeSource = Callable[..., Source]
Read = Callable[..., Reading]
Rows = Callable[..., Listing]
Refused = Callable[..., tuple[Outcome, str]]

LISTING = "http://www.test.example/cx/web/column/ypl/1.html"
ROOT = "<script>var themeUrl = '/cx/web';</script>"


def link(n: int, address: str = "", kind: str = "1", day: str = "2026-03-0") -> str:
    address = address or f"/article/90{n}.html"
    return f"""<li><a onclick="Site.openArticle('90{n}', '{kind}', '{address}')"><h1>第{n}号检查要点</h1><span class="fr"> {day}{n} </span></a></li>"""


def test_the_third_argument_is_the_address(make_source: MakeSource, rows: Rows) -> None:
    """Below the site's own root; the type says external, and so does the host."""
    listing = rows(make_source("onclick", LISTING), ROOT + link(1) + link(2, "https://www.other.example/a.html", "3"))
    own, other = listing.entries
    assert (own.url, own.title, own.listed_on) == (
        "http://www.test.example/cx/web/article/901.html",
        "第1号检查要点",
        date(2026, 3, 1),
    )
    assert other.external and (listing.expected_rows, listing.expected_pages) == (2, 1)


def test_the_copy_for_phones_counts_once(make_source: MakeSource, rows: Rows) -> None:
    """All rows are in the page, hidden or not, twice."""
    listing = rows(make_source("onclick", LISTING), (link(1) + link(2)) * 2)
    assert (len(listing.entries), listing.expected_rows) == (2, 2)
    assert listing.entries[0].url == "http://www.test.example/cx/web/article/901.html"


def test_rows_in_are_entries_out(make_source: MakeSource, refused: Refused) -> None:
    """Two numbers at one address, a row without date, an argument that is no address, no rows."""
    source = make_source("onclick", LISTING)
    assert refused(source, link(1, "/article/1.html") + link(2, "/article/1.html"))[0] is Outcome.DRIFTED
    assert "日期" in refused(source, link(1, day="3 月 0"))[1]
    assert refused(source, link(1, "web1"))[0] is Outcome.DRIFTED
    assert refused(source, '<ul id="list"></ul>')[0] is Outcome.EMPTY_LISTING
    assert refused(source, "<ul></ul>")[0] is Outcome.DRIFTED
    assert not cms.family("onclick").attachments(Answer(LISTING, link(1)))


@pytest.mark.parametrize(
    "html",
    [
        """<li><a onclick="M.openArticle(7,1,'/article/7.html');return false">甲要点</a><span>2026-03-04</span></li>""",
        """<LI><SPAN>[2026/3/4]</SPAN><A HREF="javascript:M.openArticle ( '7' , '1' , '/article/7.html' )">甲要点</A></LI>""",
        """<tr onclick='M.openArticle("7","1","/article/7.html")'><td>甲要点</td><td>2026年3月4日</td></tr>""",
        """<li onclick="openArticle(&quot;7&quot;,&quot;1&quot;,&quot;/article/7.html&quot;)"><p title="甲要点">甲要点</p><i>2026.3.4</i></li>""",
    ],
)
def test_the_call_is_written_in_many_ways(make_source: MakeSource, rows: Rows, html: str) -> None:
    """On the link, in its address or on the row; with numbers bare; the date beside the link."""
    table = f"<table>{html}</table>" if html.startswith("<tr") else f"<ul>{html}</ul>"
    (row,) = rows(make_source("onclick", LISTING), f"{ROOT}<p>2026-09-09 12:00</p>{table}").entries
    assert (row.title, row.listed_on) == ("甲要点", date(2026, 3, 4))
    assert row.url == "http://www.test.example/cx/web/article/7.html"


def test_the_example_of_the_inspection_centre(shared: Path, make_source: MakeSource, rows: Rows) -> None:
    """A real list: 16 rows, of which six are hidden, and all of them once more for phones."""
    text = (shared / "pages" / "onclick_list_jiangsu_cdi_2026.html").read_text("utf-8")
    listing = rows(make_source("onclick", "https://cx.test.example/hczx/web/column/ypl/1.html"), text)
    assert (len(listing.entries), listing.expected_rows) == (16, 16)
    assert all(entry.listed_on and entry.title for entry in listing.entries)
    assert "https://cx.test.example/hczx/web/article/1416012.html" in {entry.url for entry in listing.entries}
