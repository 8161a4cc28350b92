from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crawler.cms import Reading
from crawler.outcomes import Unaccepted
from domain.crawl import Outcome
from domain.source import Source

MakeSource = Callable[..., Source]
Read = Callable[..., Reading]

LISTING = "https://mpa.test.example/col/col601/index.html"
PROXY = "/module/web/jpage/dataproxy.jsp?webid=7&page=1&appid=1&appid=1&columnid=601&unitid={unit}&webname=%25E6%259F%2590"


def record(n: int, cdata: bool = True, title: str = "") -> str:
    row = f'<tr><td><a href="/art/2026/3/{n}/art_601_{n}.html"{title}><b>·</b>第{n}号通告</a></td><td><font>2026-03-{n:02}</font></td></tr>'
    return f"<record><![CDATA[{row}]]></record>" if cdata else f"<record>{row}</record>"


def datastore(numbers: range, unit: int = 8001, **keys: bool) -> str:
    records = "".join(record(n, **keys) for n in numbers)
    proxy = PROXY.format(unit=unit).replace("&", "&amp;") if unit % 2 else PROXY.format(unit=unit)
    return (
        f'<div id="{unit}"><script type="text/xml">\n<datastore><nextgroup><![CDATA[<a href="{proxy}"></a>]]></nextgroup>'
        f"<recordset><style>td {{ color: red }}</style><table></table>{records}</recordset>\n</datastore></script></div>"
    )


def call(total: int, unit: int = 8001) -> str:
    return f"<script>$('#{unit}').jpage({{ totalRecord:{total}, perPage:10, proxyUrl: '{PROXY[:20]}' }})</script>"


def answer(numbers: range, total: int) -> str:
    return f"<datastore><totalrecord>{total}</totalrecord><totalpage>3</totalpage><recordset>{''.join(map(record, numbers))}</recordset></datastore>"


def source(make: MakeSource, **keys: object) -> Source:
    return make("hanweb_jpage", LISTING, **keys)


def test_records_stand_as_text_in_a_script(make_source: MakeSource, read: Read) -> None:
    """Rows are inside CDATA inside a script, between stray style and table elements."""
    reading = read(source(make_source), datastore(range(1, 6)) + call(5))
    assert reading.listing is not None and reading.asks == ()
    assert [(entry.title, entry.listed_on) for entry in reading.listing.entries[:2]] == [
        ("第1号通告", date(2026, 3, 1)),
        ("第2号通告", date(2026, 3, 2)),
    ]
    assert reading.listing.expected_rows == 5


@pytest.mark.parametrize("escaped", [False, True])
def test_some_sites_leave_cdata_out(make_source: MakeSource, read: Read, escaped: bool) -> None:
    """Then the record's HTML stands bare, or with its tags escaped."""
    text = datastore(range(1, 4), cdata=False)
    if escaped:
        text = text.replace("<tr>", "&lt;tr>").replace("<td>", "&lt;td>").replace('<a href="/art', '&lt;a href="/art')
    assert len((read(source(make_source), text + call(3)).listing or pytest.fail()).entries) == 3


def test_more_records_are_asked_of_the_proxy_unchanged(make_source: MakeSource, read: Read) -> None:
    """The address goes back as the page gave it, doubled appid and doubly encoded name and all, plus the records wanted."""
    reading = read(source(make_source), datastore(range(1, 11)) + call(23))
    assert [ask.page for ask in reading.asks] == [2, 3]
    assert reading.asks[0].url.startswith("https://mpa.test.example" + PROXY.format(unit=8001))
    assert reading.asks[0].url.endswith("&startrecord=11&endrecord=20&perpage=10")
    assert "&page=2&appid=1&appid=1&" in reading.asks[1].url
    assert reading.asks[1].url.endswith("&startrecord=21&endrecord=23&perpage=10")
    second = read(source(make_source), answer(range(11, 21), 23), page=2, url=reading.asks[0].url).listing
    assert second is not None and (len(second.entries), second.expected_rows, second.page) == (10, 23, 2)


def test_the_phone_copy_of_a_unit_is_not_a_second_list(make_source: MakeSource, read: Read) -> None:
    """The same unit printed twice is read once; of two different units the source file names one."""
    copies = datastore(range(1, 4)) + call(3) + datastore(range(1, 4)) + call(3)
    assert len((read(source(make_source), copies).listing or pytest.fail()).entries) == 3
    two = datastore(range(1, 4)) + call(3) + datastore(range(4, 9), unit=8002) + call(5, unit=8002)
    with pytest.raises(Unaccepted, match="8001, 8002"):
        read(source(make_source), two)
    chosen = read(source(make_source, options={"unit": "8002"}), two).listing
    assert chosen is not None and (len(chosen.entries), chosen.expected_rows) == (5, 5)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("<html><body>新版页面</body></html>", Outcome.DRIFTED),
        (datastore(range(1, 4)), Outcome.DRIFTED),
        (datastore(range(0)) + call(0), Outcome.EMPTY_LISTING),
    ],
    ids=["no datastore", "no total", "no records"],
)
def test_what_cannot_be_read_is_told_apart(make_source: MakeSource, read: Read, text: str, outcome: Outcome) -> None:
    """A changed page, a page without its total, and a list without rows."""
    with pytest.raises(Unaccepted) as caught:
        read(source(make_source), text)
    assert caught.value.verdict.outcome is outcome


def test_a_column_without_dates_must_say_so(make_source: MakeSource, read: Read) -> None:
    """The date in the address is no date of the paper, so a row without a printed one is drift unless the source file expects it."""
    text = datastore(range(1, 4)).replace("<font>2026", "<font>—") + call(3)
    with pytest.raises(Unaccepted, match="日期"):
        read(source(make_source), text)
    listing = read(source(make_source, options={"dates": "none"}), text).listing
    assert listing is not None and {entry.listed_on for entry in listing.entries} == {None}


def test_the_jiangsu_example_lacks_its_total(shared: Path, make_source: MakeSource, read: Read) -> None:
    """The saved page is shortened: rows are there, the call with totalRecord is not, and that is said."""
    text = next((shared / "pages").glob("hanweb_jpage_list*")).read_text("utf-8")
    listed = make_source("hanweb_jpage", "https://da.jiangsu.gov.cn/")
    with pytest.raises(Unaccepted, match="totalRecord"):
        read(listed, text)
    reading = read(listed, text + "<script>jpage({ totalRecord:18, perPage:10 })</script>")
    assert reading.listing is not None and (len(reading.listing.entries), reading.listing.expected_rows) == (4, 18)


def encrypted(numbers: range, script: str) -> str:
    """A site that hides where the records behind the first ones are."""
    unit = datastore(numbers)
    start, end = unit.index("<nextgroup>"), unit.index("</nextgroup>")
    return f"{unit[:start]}<nextgroup>7f3a9c{unit[end:]}{script}"


def test_a_hidden_proxy_is_read_from_the_call(make_source: MakeSource, read: Read) -> None:
    """The call of jpage() names address and parameters; they are put together as its script does."""
    script = """<script>$('#8001').jpage({ totalRecord:7, perPage:3, proxyUrl:'/module/web/jpage/dataproxy.jsp',
      dataBefore: { columnid:'601', unitid:'8001', webid:'7', path:'/' } })</script>"""
    (ask,) = read(source(make_source), encrypted(range(1, 6), script)).asks
    assert ask.url.startswith("https://mpa.test.example/module/web/jpage/dataproxy.jsp?page=2&")
    assert "columnid=601&unitid=8001" in ask.url and ask.url.endswith("startrecord=6&endrecord=7&perpage=3")


def test_without_any_proxy_the_total_still_counts(make_source: MakeSource, read: Read) -> None:
    """Its first page is read and no more can be asked for, but a total that is stated is not kept quiet; one that is not, is not made up."""
    script = call(1928).replace("proxyUrl", "p")
    reading = read(source(make_source), encrypted(range(1, 6), script))
    assert reading.listing is not None and reading.asks == ()
    assert (len(reading.listing.entries), reading.listing.expected_rows, reading.listing.expected_pages) == (5, 1928, 386)
    alone = read(source(make_source), encrypted(range(1, 6), "")).listing
    assert alone is not None and (alone.expected_rows, alone.expected_pages) == (None, 1)


@pytest.mark.parametrize(
    "row",
    [
        '<TR><TD><A CLASS=x HREF="/art/2026/3/4/art_601_4.html"><B>·</B>第4号通告</A></TD><TD>2026-03-04</TD></TR>',
        "<li><a href='/art/2026/3/4/art_601_4.html' title='第4号通告'>第4…</a><span>2026-03-04</span></li>",
        '<div><span>[2026/3/4]</span><a href="//mpa.test.example/art/2026/3/4/art_601_4.html">第4号通告</a></div>',
        '<dl><dt><a href="http://mpa.test.example/art/2026/3/4/art_601_4.html">第4号通告</a></dt><dd>2026年3月4日</dd></dl>',
    ],
)
@pytest.mark.parametrize("record", ["<record><![CDATA[ {} ]]></record>", "<RECORD>\n{}\n</RECORD>"])
def test_a_record_is_any_piece_of_html(make_source: MakeSource, read: Read, row: str, record: str) -> None:
    """Table row, list item, block or definition; in capitals, with or without CDATA."""
    text = datastore(range(0)).replace("<recordset>", f"<recordset>{record.format(row)}") + call(1)
    (entry,) = (read(source(make_source), text).listing or pytest.fail()).entries
    assert (entry.title, entry.listed_on, entry.external) == ("第4号通告", date(2026, 3, 4), False)
