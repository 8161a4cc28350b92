"""How pages say how many pages there are: calls in scripts, and what a reader sees."""

from __future__ import annotations

import pytest

from crawler.cms.calls import Call, calls
from crawler.cms.pager import counted, rows_stated

DEFINITION = "function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt) { if (_nPageCount > 1) {} }"
WHOLE = Call(3, 0, "index", "html")


def script(*lines: str) -> str:
    return f"<html><script>{DEFINITION}</script><script>{chr(10).join(lines)}</script></html>"


@pytest.mark.parametrize(
    ("html", "call"),
    [
        (script('createPageHTML(3, 0, "index", "html");'), WHOLE),
        (script("createPageHTML ( 3 ,\n\t0 ,\n 'index' , 'html' )"), WHOLE),
        (script('createPageHTML("3","0","index","html")'), WHOLE),
        (script('createPageHtml(3,0,"index","html")'), WHOLE),
        (script('createPageHTML_new(3,0,"index","html")'), WHOLE),
        (script('createPageHTML(/* pages */ 3, /* this */ 0, "index", "html")'), WHOLE),
        (script("createPageHTML(3, // pages", '0, "index", "html")'), WHOLE),
        (script('//createPageHTML(9, 0, "index", "html");', 'createPageHTML(3, 0, "index", "html");'), WHOLE),
        (f"<!-- {script('createPageHTML(9,0,1)')} -->{script('createPageHTML(3,0,`a`)')}", Call(3, 0)),
        ('<script><!--\ncreatePageHTML(3, 0, "index", "html");\n//--></script>', WHOLE),
        ('<SCRIPT TYPE="text/javascript">createPageHTML(3,0,"index","html")</SCRIPT>', WHOLE),
        (script('createPageHTML("index", "html", 3, 0)'), WHOLE),
        (script('createPage(3, "index", "html")'), Call(3, None, "index", "html")),
        (script("createPageHTML('#page', 5, 1, 'list', 'shtml', 66)"), Call(5, 1, "list", "shtml", 66, True)),
        (script("createPageHTML(3, 0, 'index', 'html', 'black2', 41)"), Call(3, 0, "index", "html", 41)),
        (script('createPageHTML(3,0,"","html")'), Call(3, 0, "", "html")),
        (script("var total = 3;", 'createPageHTML(total, 0 , "index", "html")'), WHOLE),
        (script("var total = 3;", 'createPageHTML(total, now, "index", "html")'), Call(3, None, "index", "html")),
        (script("var accept = '*/*';", 'createPageHTML(3, 0, "index", "html")', "var b = '*/*';"), WHOLE),
        ("<body onload=\"createPageHTML(3,0,'index','html')\">", WHOLE),
    ],
)
def test_a_call_is_read_however_it_is_written(html: str, call: Call) -> None:
    """The definition has no numbers, and what is commented out is not called."""
    assert next(calls(html)) == call


def test_a_page_that_only_defines_the_function_calls_nothing() -> None:
    """Nor does one whose arguments are given nowhere."""
    assert list(calls(script())) == []
    assert list(calls(script("createPageHTML(count, now, 'index', 'html')"))) == []


@pytest.mark.parametrize(
    "printed",
    [
        "共6页",
        "共 <b>6</b> 页",
        "共&nbsp;<span class=n>6</span>&nbsp;页",
        "共有6页",
        "共计：6页",
        "共６页",
        "共6頁",
        "第1/6页",
        "第 1 页/共 6 页",
        "1 / 6 页",
        "共88条记录，分6页显示",
        "共 88 条 6 页",
        "总页数：<i>6</i>",
        "页数：1/6",
        "页次:1/6",
        "共0页</span><span>共6页",
        "<script>var curr = 0, countPage = 6; if (countPage == 0) countPage = 1;</script>",
        "<script>countPage = '6'</script>",
        "<div data-pagecount='6'></div>",
        "<div PageCount=6></div>",
        "<script>pager({totalPage: 6, now: 1})</script>",
        '<script>var p = {"pageCount" : "6"}</script>',
        "<a>关于全文（共2页）的通知</a> 共6页",
        "<!-- 共9页 -->共6页",
    ],
)
def test_a_number_of_pages_is_printed_in_many_ways(printed: str) -> None:
    """With entities and tags between its parts, in full-width digits, beside the number of rows."""
    assert counted(f"<ul><li>甲</li></ul><div>{printed}</div>") == 6


@pytest.mark.parametrize("printed", ["共0页", "共88条", "第1页", "2026/6", "var pageSize = 15;", ""])
def test_what_states_no_number_of_pages(printed: str) -> None:
    """A placeholder, rows alone, a date, a size."""
    assert counted(f"<div>{printed}</div>") is None


@pytest.mark.parametrize(
    ("printed", "rows"),
    [
        ("共88条记录 共6页", 88),
        ("总&nbsp;<b>88</b>&nbsp;条，1/6页", 88),
        ("共 91 条 6 页", None),
        ("共75条", None),
        ("共6页", None),
    ],
)
def test_rows_in_all_must_go_with_the_pages(printed: str, rows: int | None) -> None:
    """Six pages of fifteen rows are 76 to 90 rows; another number tells of something else."""
    assert rows_stated(printed, 6, 15) == rows


def test_a_page_of_digits_is_read_at_once() -> None:
    """Each is the beginning of a number of pages; none is looked at more than once."""
    assert counted("1" * 1_000_000) is None
    assert counted("1" * 1_000_000 + " 3/12页") == 12
