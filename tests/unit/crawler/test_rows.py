"""Rows as templates really print them: one list, every way of writing title, link and date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from domain.crawl import Entry, Listing, Outcome
from domain.source import Source

MakeSource = Callable[..., Source]
Rows = Callable[..., Listing]
Refused = Callable[..., tuple[Outcome, str]]
Row = Callable[[str], Entry]

LINK = '<a href="./202603/t20260304_51.html">关于甲事项的通知</a>'


def page(*rows: str) -> str:
    return f'<ul class="news_list">{"".join(rows)}</ul><script>createPageHTML(1, 0, "index", "html")</script>'


@pytest.fixture
def row(make_source: MakeSource, rows: Rows) -> Row:
    def only(html: str) -> Entry:
        (entry,) = rows(make_source(), page(f"<li>{html}</li>")).entries
        return entry

    return only


@pytest.mark.parametrize(
    "printed",
    [
        "<em>2026-03-05</em>",
        "<SPAN CLASS=date>2026/3/5</SPAN>",
        "<i>[ 2026-03-05 ]</i>",
        "（2026年3月5日）",
        "<b>【2026.03-05】</b>",
        "<span>２０２６－０３－０５</span>",
        "<span>发布时间：2026-03-05 09:30</span>",
        "<span>2026-03-05</span><p>摘要：自2024年1月1日起施行的规定同时停止执行。</p>",
        "<p>自2024年1月1日起施行</p><span>&nbsp;2026-03-05&nbsp;</span>",
        "<div><b>05</b><i>2026-03</i></div>",
        "<span>发布日期：2026-03-05</span><span>成文日期：2026-02-01</span>",
        "<i>成文日期：</i><b>2026-02-01</b><i>发布日期：</i><b>2026-03-05</b><i>施行日期：</i><b>2026-05-01</b>",
        "<span>2026-03-05 至 2026-04-05</span>",
        "<span>2026-03-05</span><span>截止日期：2026-04-05</span>",
        "<span>征集时间：</span><em>2026年3月5日</em> 到 <em>2026年4月5日</em>",
        "<div><b>03-05</b><i>2026</i></div>",
        "<div><b>2026</b><i>03-05</i></div>",
        "<span>2026-</span><span>03-05</span>",
    ],
)
def test_a_date_is_printed_in_many_ways(row: Row, printed: str) -> None:
    """What stands alone is the row's date, whatever dates a summary beside it names."""
    assert row(f"{LINK}{printed}").listed_on == date(2026, 3, 5)
    assert row(f"{printed}{LINK}").listed_on == date(2026, 3, 5)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="./202603/t1.html"><span>2026-03-05</span><p>关于2024年1月1日起收费的通知</p></a>',
        '<a href="./202603/t1.html"><p>关于2024年1月1日起收费的通知</p><span>2026-03-05</span></a>',
        '<a href="./202603/t1.html">关于2024年1月1日起收费的通知 [2026-03-05]</a>',
        '<a href="./202603/t1.html">关于2024年1月1日起收费的通知　2026-03-05</a>',
        '<a href="./202603/t1.html"><i>[ 2026-03-05 ]</i>关于2024年1月1日起收费的通知</a>',
    ],
)
def test_a_date_inside_the_link_is_not_the_titles(row: Row, link: str) -> None:
    """The title keeps the dates of its own words, and loses the row's."""
    assert (row(link).title, row(link).listed_on) == ("关于2024年1月1日起收费的通知", date(2026, 3, 5))


@pytest.mark.parametrize(
    "link",
    [
        '<a title="关于甲事项管理办法的通知" href="t1.html">关于甲事项…</a>',
        "<A HREF='t1.html' TITLE='关于甲事项管理办法的通知'>关于甲事项...</A>",
        "<a href=t1.html title=关于甲事项管理办法的通知>关于甲事项…</a>",
        '<a href="t1.html"><span title="关于甲事项管理办法的通知">关于甲事项……</span></a>',
        '<a href="t1.html" title="关于甲事项…">关于甲事项管理办法的通知</a>',
        '<a href="t1.html" title="">&#8203;·&nbsp;关于甲事项<em>管理</em>办法的通知&#xFEFF;</a>',
        '<span title="关于甲事项管理办法的通知"><a href="t1.html">关于甲事项...</a></span>',
        '<a href="/zwgk/tzgg/">[通知公告]</a><a href="./202603/t20260304_51.html">关于甲事项管理办法的通知</a>',
        '<a href="./202603/t20260304_51.html">关于甲事项管理办法的通知</a><a href="/zwgk/zcjd/">解读</a>',
        '<a href="./202603/t20260304_51.html"><img src="new.gif"></a><a href="./202603/t20260304_51.html">关于甲事项管理办法的通知</a>',
    ],
)
def test_the_title_is_whole(row: Row, link: str) -> None:
    """The attribute, else the text; a cut one is made whole where the row has the rest; a category before it is not it."""
    assert row(f"{link}<em>2026-03-05</em>").title == "关于甲事项管理办法的通知"


def test_signs_in_a_title_are_no_tags(row: Row) -> None:
    """Less and more than are printed in titles of medicines; entities encoded twice are read twice."""
    link = '<a href="t1.html" title="含量&lt;5%且&gt;1%的&amp;ldquo;乙&amp;rdquo;">含量…</a>'
    assert row(f"{link}<em>2026-03-05</em>").title == "含量<5%且>1%的“乙”"


@pytest.mark.parametrize(
    "link",
    [
        '<a href="javascript:void(0)" onclick="window.open(\'./202603/t20260304_51.html\')">甲通知</a>',
        "<a href=\"javascript:openWin('/zwgk/zcwj/202603/t20260304_51.html')\">甲通知</a>",
        '<a href="#" onclick=\'location.href="202603/t20260304_51.html"\'>甲通知</a>',
        '<a href="//mpa.test.example/zwgk/zcwj/202603/t20260304_51.html">甲通知</a>',
        '<a href="HTTPS://MPA.test.example/zwgk/zcwj/./202603/t20260304_51.html ">甲通知</a>',
    ],
)
def test_a_link_is_found_wherever_it_stands(row: Row, link: str) -> None:
    """In the address, or among the arguments of the script it runs."""
    assert row(f"{link}<em>2026-03-05</em>").url == "https://mpa.test.example/zwgk/zcwj/202603/t20260304_51.html"


def test_rules_between_rows_are_no_rows(make_source: MakeSource, rows: Rows, refused: Refused) -> None:
    """A line after every fifth row, a spacer, the head of a table; a list of nothing else is empty."""
    lines = ('<li class="line"></li>', "<li>&nbsp;<br></li>")
    assert len(rows(make_source(), page(f"<li>{LINK}2026-03-05</li>", *lines)).entries) == 1
    assert refused(make_source(), page(*lines))[0] is Outcome.EMPTY_LISTING
    table = f"<table id=t><tr><th>名称</th><th>日期</th></tr><tr><td>{LINK}</td><td>2026-03-05</td></tr></table>"
    source = make_source(options={"rows": "#t tr", "pager": "none"})
    assert len(rows(source, table).entries) == 1


def test_a_table_says_in_its_head_which_date_is_which(make_source: MakeSource, rows: Rows) -> None:
    """发布日期 before 成文日期 and 施行日期, wherever it stands."""
    for heads, days in (("发布日期 施行日期", "2026-03-05 2026-05-01"), ("成文日期 发布时间", "2026-02-01 2026/3/5")):
        head = "".join(f"<th>{one}</th>" for one in ("名称", *heads.split()))
        cells = "".join(f"<td>{one}</td>" for one in days.split())
        table = f"<table id=t><tr>{head}</tr><tr><td>{LINK}</td>{cells}</tr></table>"
        (entry,) = rows(make_source(options={"rows": "#t tr", "pager": "none"}), table).entries
        assert entry.listed_on == date(2026, 3, 5)


def test_what_hangs_on_a_row_is_no_row(make_source: MakeSource, rows: Rows) -> None:
    """A list of interpretations inside of an item belongs to it; an item around dated rows is only a box."""
    source = make_source(options={"rows": "#l li", "pager": "none"})
    hung = f'<ul id=l><li>{LINK}2026-03-05<ul><li><a href="./202603/t20260306_9.html">解读</a></li></ul></li></ul>'
    (entry,) = rows(source, hung).entries
    assert (entry.title, entry.listed_on) == ("关于甲事项的通知", date(2026, 3, 5))
    box = f'<ul id=l><li><h2>2026年</h2><ul><li>{LINK}2026-03-05</li><li><a href="b.html">乙通知</a>2026-03-06</li></ul></li></ul>'
    assert [entry.title for entry in rows(source, box).entries] == ["关于甲事项的通知", "乙通知"]


def test_a_month_and_day_without_a_year_are_no_date(make_source: MakeSource, refused: Refused) -> None:
    """The year is not guessed, neither from the address nor from the clock."""
    assert refused(make_source(), page(f"<li>{LINK}<em>(03-05)</em></li>"))[0] is Outcome.DRIFTED
