from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crawler import cms
from crawler.cms import Answer, Reading
from crawler.outcomes import Unaccepted
from domain.crawl import Outcome
from domain.source import Source

MakeSource = Callable[..., Source]
Read = Callable[..., Reading]

DEFINITION = "<script>function createPageHTML(count, current, name, extension) { if (count > 1) {} }</script>"
ROW = '<li><a href="./202603/t2026030{n}_51{n}.html"{title}>· 关于第{n}号事项的…</a><em>2026-03-1{n}</em></li>'


def listing(pager: str = 'createPageHTML(3,0, "index", "html");', rows: str | None = None) -> str:
    whole = rows if rows is not None else "".join(ROW.format(n=n, title=f' title="关于第{n}号事项的通知"') for n in range(1, 7))
    return f'{DEFINITION}<ul class="menu"><li><a href="/">首页</a></li></ul><div class="zt-lm3-m"><ul>{whole}</ul></div><script>{pager}</script>'


def test_the_call_counts_pages_and_the_definition_does_not(make_source: MakeSource, read: Read) -> None:
    """The function's definition stands first in the page; page 1 asks for all the others."""
    reading = read(make_source(), listing())
    assert reading.listing is not None
    assert (len(reading.listing.entries), reading.listing.expected_pages, reading.listing.expected_rows) == (6, 3, None)
    assert [ask.url.rsplit("/", 1)[1] for ask in reading.asks] == ["index_1.html", "index_2.html"]


def test_titles_are_whole_and_dates_are_those_of_the_row(make_source: MakeSource, read: Read) -> None:
    """The text is cut, the title attribute is not; the date in the address is another one."""
    row = (read(make_source(), listing()).listing or pytest.fail()).entries[1]
    assert row.title == "关于第2号事项的通知"
    assert row.listed_on == date(2026, 3, 12)
    assert row.url == "https://mpa.test.example/zwgk/zcwj/202603/t20260302_512.html"


@pytest.mark.parametrize(
    ("pager", "pages", "second"),
    [
        ('createPageHTML(3, 0, "index", "shtml")', 3, "index_1.shtml"),
        ("createPageHTML('paging', 4, 0, 'list', 'html')", 4, "list_1.html"),
        ('createPage(2, 0, "index", "html")', 2, "index_1.html"),
        ("createPageHTML('page_div', 5, 1, 'list', 'shtml', 66)", 5, "list_2.shtml"),
        ('createPageHTML("3", "0", "index", "html", "black2", 41)', 3, "index_1.html"),
        ('</script><p>共 <b>4</b> 页</p><script>createPageHTML(3, 0, "list", "htm")', 3, "list_1.htm"),
        ("new Pager({ recordCount: '17' })", 3, "index_1.html"),
        ("var countPage = 5//共多少页", 5, "index_1.html"),
        ("var pageNum = 2;", 2, "index_1.html"),
        ('</script><div pagecount="7"></div><script>', 7, "index_1.html"),
        ("</script><p>共 6 页</p><script>", 6, "index_1.html"),
    ],
)
def test_the_page_count_has_many_spellings(make_source: MakeSource, read: Read, pager: str, pages: int, second: str) -> None:
    """Each site of this family says in its own way how many pages there are."""
    reading = read(make_source(), listing(pager))
    assert reading.listing is not None and reading.listing.expected_pages == pages
    assert reading.asks[0].url.endswith("/" + second)


def test_one_page_columns_and_depth_limits(make_source: MakeSource, read: Read) -> None:
    """A column of one page asks for nothing more; max_pages bounds a long one; later pages ask for nothing."""
    assert read(make_source(), listing('createPageHTML(1, 0, "index", "html")')).asks == ()
    assert len(read(make_source(max_pages=4), listing('createPageHTML(90, 0, "index", "html")')).asks) == 3
    assert read(make_source(), listing('createPageHTML(3, 2, "index", "html")'), page=3).asks == ()
    assert read(make_source(options={"pager": "none"}), listing("")).asks == ()
    none = read(make_source(), listing('createPageHTML(0, 0, "index", "html")'))
    assert none.listing is not None and none.listing.expected_pages == 1


def outcome_of(read: Read, *arguments: object, **keys: object) -> tuple[Outcome, str]:
    with pytest.raises(Unaccepted) as caught:
        read(*arguments, **keys)
    return caught.value.verdict.outcome, caught.value.verdict.detail


def test_a_page_that_says_it_is_another_one_is_a_repeated_page(make_source: MakeSource, read: Read) -> None:
    """Page 2 was asked for, and page 1 came."""
    assert outcome_of(read, make_source(), listing(), page=2)[0] is Outcome.REPEATED_PAGE


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (listing().replace("zt-lm3-m", "new-design"), "options.rows"),
        (listing(""), "createPageHTML"),
        (listing(rows='<li><a href="./202603/t20260301_511.html">无日期的一行</a></li>'), "日期"),
        (listing(rows='<li><a href="javascript:void(0)">没有地址</a><em>2026-03-01</em></li>'), "地址"),
        (listing(rows="<li><em>2026-03-01</em></li>"), "链接"),
    ],
    ids=["no container", "no pager", "no date", "no address", "no link"],
)
def test_a_page_built_differently_is_drift(make_source: MakeSource, read: Read, html: str, said: str) -> None:
    """The error names selector or field, page, expected and found."""
    outcome, detail = outcome_of(read, make_source(), html)
    assert outcome is Outcome.DRIFTED
    assert said in detail and "https://mpa.test.example" in detail and "实有" in detail


def test_a_selector_of_the_source_file_goes_before_the_known_ones(make_source: MakeSource, read: Read) -> None:
    """options.rows picks the list, and a miss names the selector."""
    own = make_source(options={"rows": "#own > li"})
    html = listing().replace('<div class="zt-lm3-m"><ul>', '<ul id="own">')
    assert len((read(own, html).listing or pytest.fail()).entries) == 6
    assert "#own > li" in outcome_of(read, own, listing())[1]


def test_copies_of_a_row_count_once_and_other_columns_belong(make_source: MakeSource, read: Read) -> None:
    """Desktop and phone lists repeat rows; a row of another column is still a row of this list; other hosts are external."""
    rows = ROW.format(n=1, title="") * 2 + '<li><a href="../tzgg/202603/t20260305_77.html">甲</a><em>2026-03-05</em></li>'
    rows += '<li><a href="https://mp.weixin.qq.com/s/abc">乙</a><em>(2026-03-06)</em></li>'
    entries = (read(make_source(), listing(rows=rows)).listing or pytest.fail()).entries
    assert [(entry.url.split("/")[2], entry.external) for entry in entries] == [
        ("mpa.test.example", False),
        ("mpa.test.example", False),
        ("mp.weixin.qq.com", True),
    ]


def test_the_pager_of_an_article_in_parts_is_no_list_pager(make_source: MakeSource, read: Read) -> None:
    """Its third argument is the article's own name; its parts are files of the article."""
    article = (
        f'{DEFINITION}<div class="TRS_Editor">{"正文" * 60}</div><script>createPageHTML(3,0,"t20260301_511","shtml");</script>'
    )
    assert outcome_of(read, make_source(), article)[0] is Outcome.DRIFTED
    files = cms.family("trs_wcm").attachments(Answer("https://mpa.test.example/202603/t20260301_511.shtml", article))
    assert [file.url.rsplit("/", 1)[1] for file in files] == ["t20260301_511_1.shtml", "t20260301_511_2.shtml"]


def test_the_hainan_example(shared: Path, make_source: MakeSource, read: Read) -> None:
    """A real list: three ul of five rows, links into two columns, runs of spaces in titles."""
    text = (shared / "pages" / "trs_list_hainan_mpa.html").read_text("utf-8")
    reading = read(make_source(listing="https://amr.hainan.gov.cn/himpa/"), text)
    assert reading.listing is not None and len(reading.listing.entries) == 15 and reading.listing.expected_pages == 3
    assert all("  " not in entry.title and not entry.title.startswith("·") for entry in reading.listing.entries)


def test_rows_in_all_are_taken_from_where_they_are_stated(make_source: MakeSource, read: Read) -> None:
    """The last argument of the call with an element's id, or recordCount; a number too large to be one is none."""
    for pager, rows in (
        ("createPageHTML('page_div', 3, 1, 'index', 'html', 17)", 17),
        ("createPageHTML('page_div', 3, 0, 'index', 'html', 5124403)", None),
        ("recordCount: '17'", 17),
        ("createPageHTML(3, 0, 'index', 'html')", None),
    ):
        assert (read(make_source(), listing(pager)).listing or pytest.fail()).expected_rows == rows


def test_later_pages_know_their_number_whatever_is_counted_from(make_source: MakeSource, read: Read) -> None:
    """The index printed is the number in the address; page 2 of a list counted from 1 is no repetition, page 1 in its place is."""
    call = "createPageHTML('page_div', 5, {}, 'list', 'shtml', 66)"
    url = "https://mpa.test.example/zwgk/zcwj/list_2.shtml"
    assert read(make_source(), listing(call.format(2)), page=2, url=url).asks == ()
    assert outcome_of(read, make_source(), listing(call.format(1)), page=2, url=url)[0] is Outcome.REPEATED_PAGE
    assert "第 1 页" in outcome_of(read, make_source(), listing(call.format(1)), page=2, url=url)[1]


def test_a_container_without_rows_is_an_empty_list(make_source: MakeSource, read: Read) -> None:
    """Of the usual size and with its pager: still no news."""
    assert outcome_of(read, make_source(), listing(rows=""))[0] is Outcome.EMPTY_LISTING


def test_table_rows_with_a_head_and_two_dates(make_source: MakeSource, read: Read) -> None:
    """Some sites list in a table whose rows have a cell for phones; the second of two dates is that of the row."""
    head = "<table><tbody><tr><th>名称</th></tr>"
    row = (
        '<tr><td class="mobile"><a href="./202603/t20260301_7.html">甲通知</a>'
        '<p class="clearfix"><span>成文 2026-02-01</span><span>2026-03-01</span></p></td></tr>'
    )
    html = f"{head}{row}</tbody></table><script>var countPage = 1;</script>"
    (entry,) = (read(make_source(), html).listing or pytest.fail()).entries
    assert entry.listed_on == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("cells", "status", "number"),
    [
        ("<span>有效</span>", "有效", None),
        ("<span>【已废止】</span><i>某药监规〔2026〕3号</i>", "废止", "某药监规〔2026〕3号"),
        ("<span>部分条款失效</span>", "部分失效", None),
        ("<span>有效期至2030年</span>", None, None),
        ("<span>根据某药监规〔2026〕3号修改</span>", None, None),
    ],
)
def test_a_cell_that_says_validity_or_number(make_source: MakeSource, read: Read, cells: str, status: str, number: str) -> None:
    """All of the cell, not a word in a sentence."""
    row = f'<li><a href="./202603/t20260301_7.html">甲通知（废止）</a>{cells}<em>2026-03-01</em></li>'
    (entry,) = (read(make_source(), listing(rows=row)).listing or pytest.fail()).entries
    assert (entry.status, entry.document_number, entry.title) == (status, number, "甲通知（废止）")


def test_a_mark_before_the_title_tells_of_its_end(make_source: MakeSource, read: Read) -> None:
    """The title stays as printed."""
    row = '<li><a href="./202603/t20260301_7.html">【已失效】关于乙事项的规定</a><em>2026-03-01</em></li>'
    (entry,) = (read(make_source(), listing(rows=row)).listing or pytest.fail()).entries
    assert (entry.status, entry.title) == ("失效", "【已失效】关于乙事项的规定")


def test_a_stub_behind_the_published_depth_is_no_page(make_source: MakeSource, read: Read) -> None:
    """Some sites keep files of 300 to 400 bytes there: not an end of the list, and not an empty one."""
    stub = "<html><head><title></title></head><body>" + " " * 300 + "</body></html>"
    assert outcome_of(read, make_source(), stub, page=9)[0] is Outcome.DRIFTED


def test_a_later_page_need_not_say_how_many_there_are(make_source: MakeSource, read: Read) -> None:
    """Its rows are what it was asked for."""
    later = read(make_source(), listing(""), page=2)
    assert later.listing is not None and (len(later.listing.entries), later.asks) == (6, ())


def test_pages_stand_where_the_list_was_found(make_source: MakeSource, read: Read) -> None:
    """A folder asked for without its stroke is answered from inside of it; further pages are there too."""
    source = make_source(listing="https://mpa.test.example/zwgk/zcwj")
    reading = read(source, listing(), url="https://www.mpa.test.example/zwgk/zcwj/")
    assert reading.asks[0].url == "https://www.mpa.test.example/zwgk/zcwj/index_1.html"


def test_rows_in_print_count_if_they_go_with_the_pages(make_source: MakeSource, read: Read) -> None:
    """Three pages of six rows are 13 to 18 rows."""
    for printed, rows in (("共 17 条记录", 17), ("共 88 条评论", None)):
        html = listing() + f"<p>{printed}</p>"
        assert (read(make_source(), html).listing or pytest.fail()).expected_rows == rows
