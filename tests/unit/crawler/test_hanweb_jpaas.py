from __future__ import annotations

import json
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

LISTING = "https://mpa.test.example/col/col701/index.html"
QUERY = "{'webId':'77','parseType':'bulidstatic','tplSetId':'aB3','pageType':'column','tagId':'%s','editType':'null','pageId':'701'}"
UNIT = '<script id="9f" src="/cms_files/unitbuild.js" url="/api-gateway/unit" queryData="%s"></script>'


def column(*tags: str) -> str:
    return "".join(UNIT % (QUERY % tag) for tag in tags)


def unit(rows: int = 3, count: int = 40, size: int = 15, page: int = 1, pager: str = "table", **keys: object) -> str:
    items = "".join(
        f'<li class="clearfix"><a title="关于第{n}项工作的通知" href="//mpa.test.example/col/col702/art/2026/art_{n:032x}.html">关于第…</a>'
        f"<span>2026-05-{n:02}</span></li>"
        for n in range(1, rows + 1)
    )
    html = f'<ul>{items}</ul><{pager} rows="{size}" count="{count}" pageNo="{page}"><i>共 0 页</i></{pager}>'
    return json.dumps(
        {"success": True, "code": "200", "message": "生成成功", "data": {"html": html}, **keys}, ensure_ascii=False
    )


def source(make: MakeSource, **keys: object) -> Source:
    return make("hanweb_jpaas", LISTING, **keys)


def test_the_column_page_only_says_where_the_rows_are(make_source: MakeSource, read: Read) -> None:
    """Its script element's single-quoted query becomes the address of the unit interface, asked as the site's own script asks."""
    reading = read(source(make_source), column("信息列表"), page=0)
    assert reading.listing is None
    (ask,) = reading.asks
    assert ask.page == 1 and ask.url.startswith("https://mpa.test.example/api-gateway/unit?webId=77&parseType=bulidstatic")
    assert "paramJson" not in ask.url


def test_a_column_with_two_units_must_be_told_which(make_source: MakeSource, read: Read) -> None:
    """The error names the units there are."""
    with pytest.raises(Unaccepted, match="信息列表, 推荐"):
        read(source(make_source), column("信息列表", "推荐"), page=0)
    assert read(source(make_source, options={"unit": "推荐"}), column("信息列表", "推荐"), page=0).asks


@pytest.mark.parametrize("pager", ["table", "div"])
def test_pages_are_asked_for_by_param_json(make_source: MakeSource, read: Read, pager: str) -> None:
    """count and rows of the pager give the totals; what it shows as text is a placeholder."""
    reading = read(source(make_source), unit(pager=pager), url="https://mpa.test.example/api-gateway/unit?webId=77")
    assert reading.listing is not None
    assert (reading.listing.expected_rows, reading.listing.expected_pages) == (40, 3)
    assert [ask.url for ask in reading.asks][1].endswith("paramJson=%7B%22pageNo%22%3A3%2C%22pageSize%22%3A15%7D")


def test_titles_are_whole(make_source: MakeSource, read: Read) -> None:
    """The text is cut, the title attribute is whole; a protocol-relative old address is of the same site."""
    entry = (read(source(make_source), unit()).listing or pytest.fail()).entries[0]
    assert (entry.title, entry.listed_on, entry.external) == ("关于第1项工作的通知", date(2026, 5, 1), False)


def test_every_number_answered_with_page_one_is_no_end_of_list(make_source: MakeSource, read: Read) -> None:
    """Page 2 was asked for, and page 1 came again."""
    with pytest.raises(Unaccepted) as caught:
        read(source(make_source), unit(page=1), page=2)
    assert caught.value.verdict.outcome is Outcome.REPEATED_PAGE


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (unit(success=False, code="500", message="参数错误"), Outcome.HTTP_ERROR),
        (unit(code="500"), Outcome.HTTP_ERROR),
        ("<html>登录</html>", Outcome.DRIFTED),
        (unit(data=None), Outcome.DRIFTED),
        (unit().replace("count=", "total="), Outcome.DRIFTED),
        (unit(rows=0, count=0), Outcome.EMPTY_LISTING),
        (unit(rows=0), Outcome.EMPTY_LISTING),
    ],
    ids=["failure", "code", "html", "no data", "renamed", "none", "no rows"],
)
def test_a_success_that_is_none_is_told_apart(make_source: MakeSource, read: Read, text: str, outcome: Outcome) -> None:
    """The body's own code is judged, and a renamed field is not an empty list."""
    with pytest.raises(Unaccepted) as caught:
        read(source(make_source), text)
    assert caught.value.verdict.outcome is outcome


@pytest.mark.parametrize(
    "query",
    [
        QUERY % "信息列表",
        "{ 'webId' : '77', 'pageId' : '701','parseType':'bulidstatic', 'tagId' : '信息列表' }",
        "{&quot;webId&quot;:&quot;77&quot;,&quot;pageId&quot;:701,&quot;parseType&quot;:&quot;bulidstatic&quot;}",
        "{webId:77,pageId:'701',parseType:'bulidstatic'}",
    ],
)
def test_the_query_is_written_in_many_ways(make_source: MakeSource, read: Read, query: str) -> None:
    """Pseudo-JSON in single quotes, in double ones as entities, or in none; attributes in capitals."""
    unit = (UNIT % query).replace("queryData", "QUERYDATA").replace("<script", "<SCRIPT")
    (ask,) = read(source(make_source), unit, page=0).asks
    assert "webId=77" in ask.url and "pageId=701" in ask.url


@pytest.mark.parametrize(
    "row",
    [
        '<tr><td><a href="/art/2026/art_{0}.html" title="第1号">第…</a></td><td>2026-05-01</td></tr>',
        '<dl><dt><a href="/art/2026/art_{0}.html">第1号</a></dt><dd>2026/5/1</dd></dl>',
        '<div class="item"><a href="/art/2026/art_{0}.html">第1号</a><span>2026年5月1日</span></div>',
        '<a title="第1号" href="/art/2026/art_{0}.html"><p>第1号</p><i>2026.05.01</i></a>',
    ],
)
@pytest.mark.parametrize("pager", ["table", "div"])
def test_rows_need_not_be_list_items(make_source: MakeSource, read: Read, row: str, pager: str) -> None:
    """What the pager holds is no row, and a pager printed above and below the rows is one."""
    box = f'<{pager} rows="15" count="1" pageNo="1"><tr><td><a href="#">尾页</a></td></tr><li><a href="#">1</a></li></{pager}>'
    rows = f"<table>{row}</table>" if row.startswith("<tr") else row
    text = json.dumps({"success": "true", "code": 200, "data": {"html": box + rows.format("0" * 32) + box}})
    (entry,) = (read(source(make_source), "\ufeff" + text).listing or pytest.fail()).entries
    assert (entry.title, entry.listed_on) == ("第1号", date(2026, 5, 1))


def test_the_examples_of_zhejiang_and_shandong(shared: Path, make_source: MakeSource, read: Read) -> None:
    """388 rows of 15 are 26 pages; a page whose rows all lead elsewhere is read, and every row is external."""
    column_page = next((shared / "pages").glob("hanweb_jpaas_column*")).read_text("utf-8")
    zhejiang = make_source("hanweb_jpaas", "https://fzggw.zj.gov.cn/", max_pages=30)
    assert "pageId=1229565788" in read(zhejiang, column_page, page=0).asks[0].url
    first = read(zhejiang, next((shared / "pages").glob("hanweb_jpaas_unit_page1*")).read_text("utf-8"))
    assert first.listing is not None and first.listing.expected_pages == 26 and len(first.asks) == 25
    assert not any(entry.external or entry.title.endswith("...") for entry in first.listing.entries)
    shandong = make_source("hanweb_jpaas", "http://mpa.shandong.gov.cn/")
    second = read(shandong, next((shared / "pages").glob("hanweb_jpaas_unit_page2*")).read_text("utf-8"), page=2)
    assert second.listing is not None and len(second.listing.entries) == 15
    assert all(entry.external for entry in second.listing.entries)
