"""What a site puts round and into a paper, row by row: none of it may reach the text, nor change it from one day to the next."""

from __future__ import annotations

import pytest

from domain.document import RawDocument, RawPart
from normalizer.normalize import normalize

LINES = [
    "甲省药品零售便民若干措施",
    "为方便群众购药，制定本措施。",
    "一、优化服务",
    "（一）延长营业。支持药店延长营业时间，夜间设置售药窗口，由执业药师远程审方。（省药监局负责）",
    "（二）送药上门。对行动不便的老年人提供送药服务，配送过程全程温控、可以追溯。（省药监局、省商务厅负责）",
    "（三）公开价格。药店应当在显著位置公示价格和服务热线，接受社会监督。（省市场监管局负责）",
    "甲省药品监督管理局",
    "2026年6月2日",
]
BODY = "".join(f"<p>{line}</p>" for line in LINES)
NOISE = {
    "counters": (
        "<div>您是第 <span id='artcount'>{n}</span> 位访问者</div><p>浏览次数：{n}</p><p>阅读：{n}次</p><p>总访问量：{n}</p><p>点击数：{n}</p><iframe src='/visit.jsp?id={n}'></iframe>"
    ),
    "times": (
        "<meta name='Maketime' content='2026-06-02 10:0{n}'><!-- pageTimestamp {n} --><link rel='stylesheet' href='/a.css?v={n}'><div data-bd-bind='{n}'></div>"
        "<p>页面生成时间：2026-06-0{n} 10:00:00</p>"
    ),
    "share and tools": (
        "<div class='bdsharebuttonbox'>分享到{n}：微信 微博</div><div class='social-share'>朋友圈</div><p>字体：【大 中 小】</p><p>【打印】【关闭】</p><p>【关闭本页】</p>"
        "<p>扫一扫在手机打开当前页</p><canvas>二维码</canvas><p>我要纠错</p><p>打印本页 | 关闭窗口</p><p>分享到：</p><p>字号：大 中 小</p>"
    ),
    "bars": (
        "<p>无障碍浏览</p><p>适老版</p><p>关怀版</p><p>简体</p><p>繁体</p><p>长者模式</p><iframe src='/login'>登录{n}</iframe><p>简体 | 繁体 | 无障碍</p>"
    ),
    "neighbours": (
        "<p>上一篇：关于第{n}批抽检结果的通告</p><p>下一篇：关于放假的通知</p><div class='related'><p>相关新闻</p><ul><li><a href='/{n}'>省局召开会议部署第{n}季度工作</a></li></ul></div>"
        "<div class='hot-search'>热门搜索：医保 药店{n}</div><div class='crumbs'>当前位置：<a href='/'>首页</a> &gt; 政策文件</div><div class='friend-link'><a href='/'>友情链接{n}</a></div>"
    ),
    "footer": (
        "<div class='footer'><p>主办：甲省药品监督管理局</p><p>网站标识码3300000020</p><p>甲ICP备0500000{n}号-1</p><p>甲公网安备33010000000{n}号</p>"
        "<p>地址：甲市某路{n}号</p><p>本网站支持IPv6</p></div>"
    ),
    "characters": "<p>\u200b</p><p>&nbsp;</p><p>　　</p><p></p><br/><p>\ufeff<o:p></o:p></p>",
}
PLACES = {
    "before": "{noise}<div id='zoom'>{body}</div>",
    "behind": "<div id='zoom'>{body}</div>{noise}",
    "inside, first": "<div id='zoom'>{noise}{body}</div>",
    "inside, last": "<div id='zoom'>{body}{noise}</div>",
    "no container": "<div class='x'>{body}{noise}</div>",
}


def text(html: str) -> str:
    return normalize(RawDocument((RawPart(f"<html><body>{html}</body></html>".encode(), "page.html"),))).text


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("row", NOISE)
def test_noise_is_off_and_never_a_difference(row: str, place: str) -> None:
    """The text is the paper alone, today and tomorrow, wherever the noise stands."""
    today, tomorrow = (text(PLACES[place].format(noise=NOISE[row].replace("{n}", n), body=BODY)) for n in ("3", "8"))
    assert today.split("\n") == LINES
    assert tomorrow == today


@pytest.mark.parametrize(
    "wrapped",
    [
        BODY.replace("（一）", "\u200b（一）\u200d").replace("为方便", "　　为方便"),
        BODY.replace("，", "，&nbsp;").replace("<p>", "<p>　　"),
        BODY.replace("<p>", "<p class='MsoNormal'><span lang='EN-US'><o:p>&nbsp;</o:p></span><span style='mso-spacerun:yes'>").replace("</p>", "</span></p>"),
        BODY.replace("若干措施", "若干<br/>措施").replace("执业药师", "执<span>业</span><font>药</font>师"),
        BODY.replace("（一）", "<strong>（一）</strong>").replace("延长营业。", "<b>延长营业。</b>"),
        BODY.replace("</p>", "</p><p><br></p>"),
    ],
    ids=["zero width", "no-break blanks", "Word", "break in the title, span soup", "bold heads", "empty paragraphs"],
)  # fmt: skip
def test_characters_and_soup_inside_the_paper(wrapped: str) -> None:
    """Invisible characters, indents, Word's spans and empty paragraphs leave the words as they are."""
    assert text(f"<div id='zoom'>{wrapped}</div>").split("\n") == LINES


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("· 甲省药品零售便民若干措施", "甲省药品零售便民若干措施"),
        ("甲省药品零售便民若干措施...", "甲省药品零售便民若干措施"),
        ("甲省药品零售         便民若干措施", "甲省药品零售便民若干措施"),
        ("甲省药品零售<br/>便民若干措施", "甲省药品零售便民若干措施"),
        ("\ufeff甲省药品零售便民若干措施\u200b", "甲省药品零售便民若干措施"),
    ],
)
def test_titles_as_lists_print_them(printed: str, title: str) -> None:
    """Bullets, runs of blanks, breaks, dots and invisible characters are no part of a title."""
    found = normalize(
        RawDocument((RawPart(f"<html><body><h1>{printed}</h1><div id='zoom'>{BODY[len(LINES[0]) + 7 :]}</div></body></html>".encode(), "page.html"),))
    )  # fmt: skip
    assert found.title == title
