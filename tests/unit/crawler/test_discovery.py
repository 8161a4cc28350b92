"""Which links are columns, where rows stand, and which family reads a page: on strings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.discovery import columns, trial
from crawler.discovery.layout import next_of, rows_of
from crawler.outcomes import OK
from domain.source import Source

MakeSource = Callable[..., Source]
BASE = "https://mpa.test.example/"


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("行政规范性文件", "规范性文件"),
        ("政策法规", "政策文件"),
        ("本局文件", "政策文件"),
        ("工作文件", "工作文件"),
        ("公告通告", "通知公告"),
        ("公示公告", "通知公告"),
        ("通知", "通知公告"),
        ("意见征集", "征求意见"),
        ("政策解读", "政策解读"),
        ("废止失效文件", "废止失效文件"),
    ],
)
def test_a_column_is_told_by_its_name(name: str, topic: str) -> None:
    """The words regulators use for the same kind of column."""
    link = columns.judge(f"{BASE}a/b/", name)
    assert link is not None and link.topic == topic


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/", "采购公告"),
        ("a/", "招聘公告"),
        ("a/", "领导简介"),
        ("a/", "关于印发进一步加强药品流通监督管理若干规定的通知"),
        ("zcwj/202603/t20260301_12.html", "公告"),
        ("files/zcwj.pdf", "政策文件"),
        ("news/", ""),
    ],
)
def test_what_is_no_column(path: str, name: str) -> None:
    """Notices of another kind, articles, files and other menus."""
    assert columns.judge(BASE + path, name) is None


@pytest.mark.parametrize(
    ("path", "topic"),
    [
        ("yjj/zwgk20/zcjd8/", "政策解读"),
        ("zwgk/zcwjn2104/gfxwj/", "规范性文件"),
        ("xxgk/tzgg_12/index.shtml", "通知公告"),
        ("xjyjj/gzwj.shtml", "工作文件"),
    ],
)
def test_a_folder_tells_where_no_word_does(path: str, topic: str) -> None:
    """A site map gives addresses alone; the CMS puts numbers behind the initials."""
    link = columns.judge(BASE + path, "")
    assert link is not None and (link.topic, link.named) == (topic, False)


def test_a_site_map_names_columns_and_further_maps() -> None:
    """Own addresses only; entities and CDATA are both written."""
    xml = (
        f"<loc>{BASE}gfxwj/?a=1&amp;b=2</loc><loc><![CDATA[{BASE}zcjd/]]></loc>"
        f"<loc>{BASE}map2.xml</loc><loc>https://other.example/gfxwj/</loc>"
    )
    maps, found = columns.mapped(xml, BASE)
    assert maps == (f"{BASE}map2.xml",)
    assert [link.url for link in found] == [f"{BASE}gfxwj/?a=1&b=2", f"{BASE}zcjd/"]


def test_the_site_map_is_where_robots_says_or_where_it_is_by_custom() -> None:
    """Other sites' maps are left alone."""
    assert columns.maps_of("User-agent: *\nSitemap: /a/map.xml\nSITEMAP: https://other.example/m.xml", BASE) == (
        f"{BASE}a/map.xml",
    )
    assert columns.maps_of("", BASE) == (f"{BASE}sitemap.xml",)


def test_sections_and_the_map_for_people_lead_on() -> None:
    """They are no columns themselves; the site's map of itself comes before the sections."""
    html = '<a href="/zwgk/">政务公开</a><a href="/map/">网站地图</a><a href="/zfxxgk/" title="政府信息公开">更多</a>'
    found = {link.url.removeprefix(BASE): (link.topic, link.weight) for link in columns.links(html, BASE)}
    assert set(found) == {"zwgk/", "map/", "zfxxgk/"} and {topic for topic, _ in found.values()} == {None}
    assert found["map/"][1] > found["zwgk/"][1]


@pytest.mark.parametrize(
    ("html", "onward"),
    [
        ('<meta http-equiv="refresh" content="0; url=./himpa/">', f"{BASE}himpa/"),
        ("<script>window.location.href = '/himpa/index.html'</script>", f"{BASE}himpa/index.html"),
        ("<script>location='https://other.example/'</script>", None),
        ("<script>location.href='/'</script>", None),
        ('<script>location.href="/m/"</script>' + '<a href="/a/">甲</a>' * 9, None),
    ],
)
def test_an_entrance_sends_on(html: str, onward: str | None) -> None:
    """Only on the same site, and only where there is nothing else to follow."""
    assert columns.forwarded(html, BASE) == onward


def rows(tag: str, row: str, count: int = 5) -> str:
    return "".join(f"<{tag}>{row.replace('#', str(n))}</{tag}>" for n in range(1, count + 1))


LINK = '<a href="./202603/t2026030#_7#.html">关于第#号事项的通知</a>'


@pytest.mark.parametrize(
    ("html", "css"),
    [
        (f'<ul class="news-x">{rows("li", LINK + "<span>2026-03-0#</span>")}</ul>', "ul.news-x li"),
        (f'<div id="own"><ul>{rows("li", LINK + "<em>[2026-03-0#]</em>")}</ul></div>', "div#own li"),
        (f'<div class="box">{rows("div", "<p>" + LINK + "</p><i>2026.03.0#</i>")}</div>', "div.box div"),
        ("<p>无</p>", None),
        (
            f'<table class="t"><tr><th>标题名称</th><th>日期</th></tr>{rows("tr", "<td>" + LINK + "</td><td>2026-03-0#</td>")}</table>',
            "table.t tr:has(a)",
        ),
    ],
)
def test_rows_are_found_where_they_stand(html: str, css: str | None) -> None:
    """The selector matches the rows and nothing else: not the menu, not the table's head."""
    menu = '<ul class="menu">' + rows("li", '<a href="/c#/">栏目名称#</a>', 9) + "</ul>"
    assert rows_of(menu + html, BASE) == css


def test_classes_that_only_say_how_a_row_looks_now_are_left_out() -> None:
    """The first row is marked `first`, every second `odd`; the selector holds for all of them."""
    html = "".join(
        f'<li class="item {look}">{LINK.replace("#", str(n))}<b>2026-03-0{n}</b></li>'
        for n, look in enumerate(("first odd", "", "odd", "last"), 1)
    )
    assert rows_of(f'<ul class="l1 news">{html}</ul>', BASE) == "ul.news li.item"


def test_the_next_page_is_read_off_the_pager() -> None:
    """`{n}` where the address holds the page's number, `{i}` where the site counts from 0."""
    assert next_of('<a href="list_2.html">2</a>', f"{BASE}a/list.html") == f"{BASE}a/list_{{n}}.html"
    assert next_of('<a href="index_1.html">下一页</a>', f"{BASE}a/") == f"{BASE}a/index_{{i}}.html"
    assert next_of('<a href="/other/2.html">3</a>', f"{BASE}a/") is None


@pytest.mark.parametrize(
    ("html", "family", "options", "pages"),
    [
        (
            f'<ul class="own">{rows("li", LINK + "<b>2026-03-0#</b>")}</ul><script>createPageHTML(7,0,"index","html")</script>',
            "trs_wcm",
            {"rows": "ul.own li"},
            7,
        ),
        (
            f'<ul class="own">{rows("li", LINK + "<b>2026-03-0#</b>")}</ul>',
            "trs_wcm",
            {"rows": "ul.own li", "pager": "none"},
            1,
        ),
        (
            f'<ul class="own">{rows("li", LINK.replace("t2026030#_7#", "a#") + "<b>2026-03-0#</b>")}</ul><a href="index_1.html">2</a>共 4 页',
            "generic",
            {"rows": "ul.own li", "next": f"{BASE}zcwj/index_{{i}}.html"},
            4,
        ),
        (
            f'<ul class="own">{rows("li", LINK.replace("t2026030#_7#", "a#") + "<b>2026-03-0#</b>")}</ul>',
            "generic",
            {"rows": "ul.own li", "pages": "1"},
            1,
        ),
    ],
)
def test_a_family_is_proposed_with_what_it_needs(
    make_source: MakeSource, html: str, family: str, options: dict[str, str], pages: int
) -> None:
    """Recognised, tried, and read: with the selector of the rows and what the page says of its pages."""
    found = trial.column(html, make_source("static", listing=f"{BASE}zcwj/"))
    assert found.verdict == OK and found.listing is not None
    assert (found.source.family, found.source.options, found.listing.expected_pages) == (family, options, pages)
    assert len(found.listing.entries) == 5


def test_a_page_that_is_no_list_says_why(make_source: MakeSource) -> None:
    """An article with the marks of a family, and a page without any."""
    for html in ('<div class="TRS_Editor">正文</div>', "<p>欢迎访问</p>"):
        found = trial.column(html, make_source("static", listing=f"{BASE}zcwj/"))
        assert not found.good and found.verdict.detail


@pytest.mark.parametrize(
    ("name", "url", "family", "count"),
    [
        ("trs_list_hainan_mpa.html", "https://amr.hainan.gov.cn/himpa/HICDME/fwsx/", "trs_wcm", 15),
        ("onclick_list_jiangsu_cdi_2026.html", "http://www.jscdi.org.cn/hczx/web/column/ypl/1.html", "onclick", 16),
    ],
)
def test_real_lists_are_read_by_the_family_found(
    shared: Path, make_source: MakeSource, name: str, url: str, family: str, count: int
) -> None:
    """From the page alone, without a source file."""
    found = trial.column((shared / "pages" / name).read_text("utf-8"), make_source("static", listing=url))
    assert found.source.family == family and found.listing is not None and len(found.listing.entries) == count


def test_the_column_of_a_real_new_hanweb_site_is_asked_of_its_interface(shared: Path, make_source: MakeSource) -> None:
    """The page has no rows; the trial names the interface, and its answer is read in turn."""
    pages = shared / "pages"
    url = "https://fzggw.zj.gov.cn/col/col1229565788/index.html"
    found = trial.column(
        (pages / "hanweb_jpaas_column_zhejiang_fgw.html").read_text("utf-8"), make_source("static", listing=url)
    )
    assert found.good and found.listing is None and found.source.family == "hanweb_jpaas"
    text = (pages / "hanweb_jpaas_unit_page1_zhejiang_fgw.json").read_text("utf-8")
    answered = trial.read(found.source, found.proofs, text, found.asks[0])
    assert answered.listing is not None and answered.listing.expected_rows == 388


def test_what_a_page_calls_itself(make_source: Any) -> None:
    """The column's name before the title."""
    assert trial.title_of('<title>甲 - 乙</title><meta name="columnname" content="政策文件">') == "政策文件"
    assert trial.title_of("<title> 甲\n乙 </title>") == "甲 乙"


def test_a_link_that_says_more_is_told_by_its_folder() -> None:
    """On home pages the column's name stands in a heading beside it."""
    html = '<h2>公告</h2><a href="/tzgg/">更多&gt;&gt;</a><h2>新闻</h2><a href="/xw/" title="more">+</a>'
    assert [(link.topic, link.named) for link in columns.links(html, BASE)] == [("通知公告", False)]


def test_rows_without_dates_are_articles() -> None:
    """A menu of the same shape is none."""
    menu = '<ul class="top">' + rows("li", '<a href="/section#/">栏目名称第#</a>', 9) + "</ul>"
    assert rows_of(menu, BASE, dated=False) is None
    assert rows_of(menu + f'<ul class="own">{rows("li", LINK)}</ul>', BASE, dated=False) == "ul.own a"


def test_an_article_is_no_column(shared: Path, make_source: MakeSource) -> None:
    """A real one with its bars, menus and neighbours, whatever else it links to."""
    for name in ("trs_article_shanxi_gov_2019.html", "hanweb_article_zhejiang_fgw_2016.html"):
        found = trial.column((shared / "pages" / name).read_text("utf-8"), make_source("static", listing=f"{BASE}a/"))
        assert not found.good, name


@pytest.mark.parametrize(
    "link",
    [
        "<A HREF=/zc/>规 范 性 文 件</A>",
        '<a href="/zc/">&nbsp;» 规　范　性　文　件（12）</a>',
        "<a href=\"javascript:go('/zc/')\">规范性文件</a>",
        "<a onclick=\"location.href='/zc/'\" title='规范性文件'><img></a>",
    ],
)
def test_a_menu_is_written_in_many_ways(link: str) -> None:
    """Characters spread by spaces, signs before and numbers behind them, addresses inside of scripts."""
    (found,) = columns.links(f"<ul><li>{link}</li></ul>", "https://mpa.test.example/")
    assert (found.name, found.topic, found.url) == ("规范性文件", "规范性文件", "https://mpa.test.example/zc/")


def test_rows_with_a_leaf_of_a_calendar_are_rows() -> None:
    """Day above, year and month below; the lines between rows are none."""
    row = '<div class="it"><div><b>0{n}</b><i>2026-03</i></div><a href="a{n}.html">关于第{n}号事项的通知</a></div><hr>'
    html = f'<div class="news">{"".join(row.format(n=n) for n in range(1, 6))}</div>'
    assert rows_of(html, "https://mpa.test.example/tz/") == "div.news div.it"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<div id=app></div><script src=a.js></script>", "browser = true"),
        ("<ul><li><a href='a1.html'>关于甲的通知</a>(03-04)</li></ul>" * 5, "完整日期"),
    ],
)
def test_a_page_without_rows_says_what_is_missing(make_source: MakeSource, html: str, said: str) -> None:
    """A shell that a script fills, dates without a year."""
    assert said in trial.column(html, make_source()).verdict.detail


def test_the_tag_of_the_article_goes_before_that_of_the_site() -> None:
    """Tags stand twice and in two cases, in any order of attributes; an empty one says nothing (reference §3.2)."""
    html = "<META CONTENT='站' NAME='columnname'><meta name=ColumnName content=''><meta content='甲' name='ColumnName'>"
    assert trial.meta_of(html, "ColumnName") == "甲"
    assert trial.meta_of(html.replace("甲", ""), "ColumnName") == "站"
