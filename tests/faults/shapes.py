"""What a site of the fault tests is made of, and the TRS sites: static pages with validators. Own templates, real marks.

The rows of a list and the body of an article stand between the comments ``begin`` and ``end``, as on real pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape

from sample.docx import MEDIA_TYPE, docx
from sample.text import Block, Kind
from tests.faults.papers import Paper
from tests.faults.wire import Reply, Site

CODE = "9900000123"
HEAD = """<html><head><meta charset="utf-8"><meta name="SiteIDCode" content="{code}">{metas}<title>{title}</title>
<link href="/css/main.css?v={views}"><!-- {views} --></head><body>
<div class="crumbs"><a href="/">首页</a> &gt; <a href="../">政策文件</a></div>"""
FOOT = """<div class="footer"><p>主办：测试省药品监督管理局</p><p>网站标识码：{code}</p><p>本页面访问量 {views}</p></div></body></html>"""
METAS = """<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day} 09:10"><meta name="Maketime" content="{day} 09:{minute:02}:00">"""
HOME = "<div class='news'><ul>" + "".join(
    f"<li><a href='/zwdt/2025/{n}.html'>测试省药品监督管理局召开第{n}次会议，部署药品安全和产业发展重点工作，要求压实责任</a></li>" for n in range(30)
) + "</ul><p>测试省药品监督管理局贯彻新发展理念，服务企业，保障人民群众用药安全有效可及。</p></div>"  # fmt: skip


class Place(StrEnum):
    """What an address of a site stands for."""

    LISTING = "listing"
    POLICY = "policy"
    NOTICE = "notice"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Row:
    """A paper and where it stands: ``name`` is its part of the address, ``annex`` the lines of its attachment, ``file`` the name of that."""

    paper: Paper
    place: Place
    name: str
    day: str
    annex: tuple[str, ...] = ()
    file: str = "P1.docx"


@dataclass(frozen=True, slots=True)
class Show:
    """What a site shows on one look. ``views`` is whatever counts or changes by itself, ``folder`` where the articles stand (TRS)."""

    rows: tuple[Row, ...]
    views: int = 0
    size: int = 15
    folder: str = "/zcwj/202511"


def word_file(lines: tuple[str, ...]) -> bytes:
    return docx([Block(Kind.PARAGRAPH, line) for line in lines])


@dataclass(frozen=True, slots=True)
class Shape:
    """One CMS: how its source file reads, and what it answers."""

    family: str
    listing: str
    options: str
    build: Callable[[Show], Mapping[str, tuple[Place | None, Reply]]]

    def site(self, show: Callable[[], Show], spoil: Callable[[Place, Reply], Reply]) -> Site:
        """The site that shows ``show()`` whenever it is asked, each answer as ``spoil`` leaves it."""

        def answer(path: str) -> Reply:
            place, reply = self.build(show()).get(path.partition("&paramJson")[0], (None, Reply(b"", 404)))
            return spoil(place, reply) if place else reply

        return answer


def article(row: Row, views: int, box: str, link: str, validators: bool) -> Reply:
    """The page of a paper; ``box`` opens the container of its body, ``link`` is the address of the attachment."""
    title = escape(row.paper.title)
    metas = METAS.format(title=title, day=row.day, minute=views % 60)
    body = "".join(f"<p>{escape(line)}</p>\n" for line in row.paper.lines)
    annex = f'<p class="file"><a href="{link}">支持事项清单.docx</a></p>' if row.annex else ""
    html = (
        HEAD.format(code=CODE, metas=metas, title=title, views=views)
        + f'<h1>{title}</h1><div class="info">发布日期：{row.day} 09:10 浏览次数：<span id="artcount">{views}</span></div>'
        + f"{box}<!--begin-->{body}<!--end--></div>{annex}<p>上一篇：第{views}号</p>"
        + FOOT.format(code=CODE, views=views)
    )
    return Reply(html.encode(), validators=validators)


def home(views: int) -> tuple[None, Reply]:
    page = (
        HEAD.format(code=CODE, metas="", title="测试省药品监督管理局", views=views) + HOME + FOOT.format(code=CODE, views=views)
    )
    return None, Reply(page.encode())


def trs(show: Show) -> Mapping[str, tuple[Place | None, Reply]]:
    pages: dict[str, tuple[Place | None, Reply]] = {"/": home(show.views)}
    count = -(-len(show.rows) // show.size)
    for number in range(count):
        rows = "".join(
            f'<li><a href="{show.folder}/t20251103_{row.name}.html" title="{escape(row.paper.title)}">{escape(row.paper.title[:12])}...</a>'
            f"<em>{row.day}</em></li>\n"
            for row in show.rows[number * show.size : (number + 1) * show.size]
        )
        html = (
            HEAD.format(code=CODE, metas='<meta name="ColumnName" content="规范性文件">', title="规范性文件", views=show.views)
            + f'<div class="list"><ul><!--begin-->{rows}<!--end--></ul></div><script>createPageHTML({count}, {number}, "index", "html");</script>'
            + FOOT.format(code=CODE, views=show.views)
        )
        pages[f"/zcwj/index{f'_{number}' if number else ''}.html"] = Place.LISTING, Reply(html.encode(), validators=True)
    for row in show.rows:
        file = f"{row.name}_{row.file}"
        page = article(row, show.views, '<div class="TRS_Editor">', f"./{file}", validators=True)
        pages[f"{show.folder}/t20251103_{row.name}.html"] = row.place, page
        if row.annex:
            reply = Reply(word_file(row.annex), content_type=MEDIA_TYPE, validators=True)
            pages[f"{show.folder}/{file}"] = Place.ANNEX, reply
    return pages


HREF = re.compile(r'<a href="([^"]+)" title')


def onclick(show: Show) -> Mapping[str, tuple[Place | None, Reply]]:
    """The list of the TRS site as a site prints it whose links are calls; the second argument is a type, the third the address."""
    pages = dict(trs(show))
    place, reply = pages["/zcwj/index.html"]
    calls = iter(range(1416000, 1417000))
    html = HREF.sub(lambda match: f"""<a onclick="SiteMain.openArticle('{next(calls)}','1','{match[1]}')" title""", reply.text)
    html = html.replace("</a><em>", "<em>").replace("</em></li>", "</em></a></li>")
    html = html.replace("</head>", "<script>var themeUrl = '/';</script></head>")
    pages["/zcwj/index.html"] = place, replace(reply, body=html.encode())
    return pages
