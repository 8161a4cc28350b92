"""Pages as the CMS families print them, with the furniture and the accidents of real ones."""

from __future__ import annotations

from datetime import date

import pytest

from domain.document import RawPart
from normalizer.formats.html import read as read_html

PARAGRAPHS = [
    "甲省促进器械创新若干措施",
    "为促进创新，制定本措施。",
    "一、优化服务",
    "（一）缩短时限。首次注册审评由60个工作日压缩至45个工作日，变更注册同步压缩。（省药监局负责）",
    "（二）提前介入。对重点品种提前指导，减少补正次数。（省药监局、省卫生健康委按职责分工负责）",
    "甲省药品监督管理局",
    "2026年6月2日",
]
BODY = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
NAV = "<ul class='nav'>" + "".join(f"<li><a href='/{n}'>政务公开栏目{n}</a></li>" for n in range(40)) + "</ul>"
FOOT = "<div class='footer'><p>甲省药品监督管理局 版权所有</p><p>网站标识码3300000020</p></div>"
TABLE = """<table class="xxgktab"><tr><td>索 引 号：</td><td>11999000000000000X/2026-101</td><td>组配分类：</td><td>规范性文件</td></tr>
<tr><td>发文字号：</td><td>甲药监规〔2026〕3号</td><td>成文日期：</td><td>2026-06-02</td></tr><tr><td>有效性：</td><td>有效</td><td></td><td></td></tr></table>"""


def page(body: str, head: str = "", around: str = "") -> str:
    return f"<html><head><title>标题 - 甲省药品监督管理局</title>{head}</head><body>{NAV}{around}{body}{FOOT}</body></html>"


def extract(html: str, family: str | None = None) -> str:
    return read_html(RawPart(html.encode(), "page", family=family)).text


@pytest.mark.parametrize(
    ("family", "body"),
    [
        ("trs_wcm", f'<div class="article-body"><div class="view TRS_UEDITOR trs_paper_default">{BODY}</div></div>'),
        ("trs_wcm", f'<div class="TRS_Editor"><div class="TRS_Editor">{BODY}</div></div>'),
        (
            "hanweb_jpage",
            f'<td class="content"><div id="zoom"><meta name="ContentStart">{BODY}<meta name="ContentEnd"></div></td>',
        ),
        ("hanweb_jpaas", f'<div class="main-txt" id="zoom">{BODY}</div>'),
        ("hanweb_jpaas", f'<div id="zwxz_nr"><div class="wen"><section><section>{BODY}</section></section></div></div>'),
        ("gd_gkmlpt", f'<div class="article-content">{BODY}</div>'),
        (None, f'<div id="UCAP-CONTENT">{BODY}</div>'),
        (None, f'<div class="unheard-of"><div>{BODY}</div></div>'),
        (None, f"<table><tr><td>{BODY}</td></tr></table>"),
    ],
)
def test_each_family_gives_the_body_and_nothing_else(family: str | None, body: str) -> None:
    """The same paragraphs out of every container, known or not, without navigation and footer."""
    assert extract(page(body), family).split("\n") == PARAGRAPHS


def test_of_the_desktop_and_the_phone_copy_the_first_is_read() -> None:
    """Two elements with one id print the article twice; it is read once."""
    double = f'<div id="pc"><div id="zoom">{BODY}</div></div><div id="sjd"><div id="zoom">{BODY}</div></div>'
    assert extract(page(double), "hanweb_jpage").split("\n") == PARAGRAPHS


def test_an_empty_first_copy_gives_way_to_the_second() -> None:
    """A container without text is passed over."""
    assert extract(page(f'<div id="zoom"></div><div id="zoom">{BODY}</div>')).split("\n") == PARAGRAPHS


def test_a_stray_end_tag_does_not_cut_the_body() -> None:
    """One </div> too many closes the container after the first paragraph; the rest still belongs to it."""
    cut = BODY.replace("</p>", "</p></div>", 1)
    lines = extract(page(f'<div class="con"><div class="wrap"><div id="zoom">{cut}</div></div></div>'), "hanweb_jpaas").split(
        "\n"
    )
    assert lines[: len(PARAGRAPHS)] == PARAGRAPHS


def test_span_soup_and_line_breaks_are_one_text() -> None:
    """Words cut into spans are whole, <br> ends a line, entities and no-break spaces are what a reader sees."""
    soup = (
        '<div id="zoom"><p><span style="font-size:16pt">（一）缩短</span><span>时限</span><o:p></o:p>。&ldquo;一次&rdquo;<b>办&nbsp;结</b></p>'
        "第一行<br>第二行<br/><p>　　为进一步优化营商环境提升服务水平保障人民群众用药用械安全有效可及制定本措施</p></div>"
    )
    assert extract(page(soup)).split("\n")[:3] == ["（一）缩短时限。“一次”办\xa0结", "第一行", "第二行"]


def test_table_rows_stay_rows() -> None:
    """Cells of a data table are parted by tabs, one row a line."""
    table = "<table><tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td><p>压缩</p><p>时限</p></td></tr></table>"
    lines = extract(page(f'<div id="zoom">{BODY}{table}</div>')).split("\n")
    assert lines[-2:] == ["序号\t任务", "1\t压缩 时限"]


def test_numbers_of_an_ordered_list_and_raised_digits_are_seen() -> None:
    """What a browser prints is read: 1. before an item of <ol>, 10⁶ for a raised 6."""
    lines = extract(
        page(f'<div id="zoom">{BODY}<ol><li>甲事项</li><li>2.乙事项</li><li>丙10<sup>6</sup>级</li></ol></div>')
    ).split("\n")
    assert lines[-3:] == ["1.甲事项", "2.乙事项", "3.丙10⁶级"]


@pytest.mark.parametrize(
    "noise",
    [
        '<div class="bdsharebuttonbox">分享到微信朋友圈好友</div>',
        '<div class="main-word">【打印本页】【关闭】</div>',
        "<script>var a = '脚本里的字';</script>",
        "<style>.a{content:'样式'}</style>",
        '<div style="display:none">隐藏的文字内容</div>',
        "<!-- 注释里的文字 -->",
    ],
)
def test_furniture_inside_the_container_is_left_out(noise: str) -> None:
    """Share bars, print buttons, scripts, hidden elements and comments are no text of the paper."""
    assert extract(page(f'<div id="zoom">{noise}{BODY}</div>')).split("\n") == PARAGRAPHS


def test_what_the_page_says_elsewhere() -> None:
    """Disclosure table, article title, and a printed 发布日期 that beats the tag of the last publishing."""
    head = '<meta name="ArticleTitle" content="甲省促进器械创新若干措施"><meta content="2026-09-10 10:29" name="PubDate"><meta name="SiteName" content="甲省药监局">'
    around = (
        TABLE
        + '<p class="con-title">甲省促进器械创新若干措施</p><p><span>发布日期：2026-06-05 16:21</span><span>浏览次数：<i></i></span></p>'
    )
    found = read_html(RawPart(page(f'<div id="zoom">{BODY}</div>', head, around).encode(), "page"))
    assert found.title == "甲省促进器械创新若干措施"
    assert dict(found.labels)["发文字号"] == "甲药监规〔2026〕3号"
    assert dict(found.labels)["索引号"] == "11999000000000000X/2026-101"
    assert dict(found.labels)["有效性"] == "有效"
    assert found.published_on == date(2026, 6, 5)
    assert found.site == "甲省药监局"


def test_the_tag_dates_a_page_that_prints_no_date() -> None:
    """Without a printed date the tag is all there is."""
    found = read_html(
        RawPart(page(f'<div id="zoom">{BODY}</div>', '<meta name="pubdate" content="2026-09-10">').encode(), "page")
    )
    assert found.published_on == date(2026, 9, 10)


def test_fields_of_the_table_reach_the_document(read) -> None:
    """索引号, 有效性 and the whole table are on the Document; the body says the rest."""
    document = read(page(f'<div id="zoom">{BODY}</div>', around=TABLE), family="hanweb_jpaas")
    assert document.index_number == "11999000000000000X/2026-101"
    assert document.validity == "有效"
    assert document.document_number == "甲药监规〔2026〕3号"
    assert document.issued_on == date(2026, 6, 2)
    assert [m.number for m in document.measures] == ["（一）", "（二）"]
    assert ("组配分类", "规范性文件") in document.disclosure


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 1000 + BODY + "</div>" * 1000,
        "<font>" * 1200 + BODY * 20,
        "<table><tr><td>" * 400 + BODY,
        "<body>" + "<p>药品监管</p>" * 100_000,
    ],
    ids=["nested divs", "unclosed fonts", "nested tables", "siblings"],
)
@pytest.mark.timeout(60)
def test_large_and_deep_pages_are_read(html: str) -> None:
    """A thousand levels or a hundred thousand siblings, without recursion; how the time grows is in bench/normalize.py."""
    assert "药" in extract(html)
