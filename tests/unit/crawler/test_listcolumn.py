from __future__ import annotations

from collections.abc import Callable
from datetime import date

from crawler import cms
from crawler.cms import Answer, Reading
from domain.crawl import Listing, Outcome
from domain.source import Source

MakeSource = Callable[..., Source]
Read = Callable[..., Reading]
Rows = Callable[..., Listing]
Refused = Callable[..., tuple[Outcome, str]]

LISTING = "http://yjj.test.example/syjj/gztz/gztz.shtml"
PAGER = "<script>createPageHTML('page_div', 3, 1, 'gztz', 'shtml', 41);</script>"


def title(n: int) -> str:
    return f'<td class="ListColumnClass5"><a href="/syjj/gztz/2026/3/{n}/x{n}.shtml" title="关于第{n}批抽检的通知">关于第{n}批…</a></td>'


def day(n: int) -> str:
    return f'<td class="listtddate5">2026-03-0{n}</td>'


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + f"</table>{PAGER}"


def test_title_and_date_of_one_row(make_source: MakeSource, read: Read) -> None:
    """The call with an element's id counts from 1 here and ends in the number of rows."""
    reading = read(make_source("listcolumn", LISTING), table(*(title(n) + day(n) for n in (1, 2))))
    assert reading.listing is not None
    assert (reading.listing.expected_rows, reading.listing.expected_pages) == (41, 3)
    assert [ask.url.rsplit("/", 1)[1] for ask in reading.asks] == ["gztz_2.shtml", "gztz_3.shtml"]
    last = reading.listing.entries[-1]
    assert (last.title, last.listed_on) == ("关于第2批抽检的通知", date(2026, 3, 2))


def test_parallel_lists_are_paired_only_if_they_are_of_one_length(
    make_source: MakeSource, rows: Rows, refused: Refused
) -> None:
    """Titles in one table, dates in another: a missing date would move all dates behind it by one row."""
    source = make_source("listcolumn", LISTING)
    whole = rows(source, table(title(1), title(2)) + table(day(1), day(2)))
    assert [entry.listed_on for entry in whole.entries] == [date(2026, 3, 1), date(2026, 3, 2)]
    outcome, said = refused(source, table(title(1), title(2)) + table(day(1)))
    assert outcome is Outcome.DRIFTED and "2 与 1" in said
    assert refused(source, table(title(1), title(2)) + table(day(1), '<td class="listtddate5"></td>'))[0] is Outcome.DRIFTED


def test_without_titles_or_pager_it_is_no_list(make_source: MakeSource, refused: Refused) -> None:
    """Both are named."""
    source = make_source("listcolumn", LISTING)
    assert "ListColumnClass" in refused(source, table("<td>首页</td>"))[1]
    assert "createPageHTML" in refused(source, table(title(1) + day(1)).replace(PAGER, ""))[1]
    cms.family("listcolumn").accept(Answer(LISTING, f'<div class="articlecontent3">{"文" * 40}</div>'))
