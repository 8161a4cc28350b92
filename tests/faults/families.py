"""The sites whose lists are data: rows in a script, in HTML inside of JSON, or plain JSON. ``SHAPES`` are all sites of the fault tests.

A list without markup has its rows between the members ``begin`` and ``end``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from html import escape
from urllib.parse import urlencode

from sample.docx import MEDIA_TYPE
from tests.faults.shapes import CODE, FOOT, HEAD, Place, Row, Shape, Show, article, home, onclick, trs, word_file
from tests.faults.wire import Reply

Pages = dict[str, tuple[Place | None, Reply]]

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
QUERY = "{'parseType':'bulidstatic','webId':'31','pageType':'column','tagId':'信息列表','pageId':'77'}"
ASKED = f"{UNIT}?parseType=bulidstatic&webId=31&pageType=column&tagId=信息列表&pageId=77"


def _jpaas(show: Show) -> Mapping[str, tuple[Place | None, Reply]]:
    column = (
        HEAD.format(code=CODE, metas="", title="行政规范性文件", views=show.views)
        + f'<script src="/unitbuild.js?v={show.views}" url="{UNIT}" queryData="{QUERY}"></script>'
        + FOOT.format(code=CODE, views=show.views)
    )
    rows = "".join(
        f'<li class="clearfix"><a title="{escape(row.paper.title)}" href="/col/col77/art/2025/art_{_hex(row)}.html">{escape(row.paper.title[:12])}...</a>'
        f"<span>{row.day}</span></li>"
        for row in show.rows
    )
    html = f'<ul><!--begin-->{rows}<!--end--></ul><div rows="{show.size}" count="{len(show.rows)}" pageNo="1">共 0 页</div>'
    data = {"success": True, "code": "200", "message": "生成成功", "data": {"html": html}, "traceId": str(show.views)}
    pages: Pages = {
        "/": home(show.views),
        "/col/col77/index.html": (None, Reply(column.encode())),
        ASKED: (Place.LISTING, Reply(json.dumps(data, ensure_ascii=False).encode(), content_type="application/json")),
    }
    for row in show.rows:
        link = f"/download?fileUrl=x{show.views}&fileName={row.name}.docx"
        box = '<div class="main-txt" id="zoom">'
        pages[f"/col/col77/art/2025/art_{_hex(row)}.html"] = row.place, article(row, show.views, box, escape(link), False)
        pages |= _annex(row, link)
    return pages


def _hex(row: Row) -> str:
    return hashlib.sha256(row.name.encode()).hexdigest()[:32]


def _jpage(show: Show) -> Mapping[str, tuple[Place | None, Reply]]:
    """Records as text inside a script of the column page; articles and files have no validators."""
    proxy = "/module/web/jpage/dataproxy.jsp?page=1&appid=1&columnid=91&webid=3&unitid=4276"
    records = "".join(
        f"<record><![CDATA[<tr><td><a href='/art/2025/11/3/art_91_{row.name}.html' title='{escape(row.paper.title)}'>"
        f"{escape(row.paper.title[:12])}...</a></td><td>{row.day}</td></tr>]]></record>"
        for row in show.rows
    )
    html = (
        HEAD.format(code=CODE, metas="", title="规范性文件", views=show.views)
        + f'<div id="4276"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="{proxy}"></a>]]></nextgroup>'
        + f"<recordset><!--begin-->{records}<!--end--></recordset></datastore></script></div>"
        + f"<script>$('#4276').jpage({{totalRecord:{len(show.rows)}, perPage:{show.size}}})</script>"
        + FOOT.format(code=CODE, views=show.views)
    )
    pages: Pages = {"/": home(show.views), "/col/col91/index.html": (Place.LISTING, Reply(html.encode()))}
    for row in show.rows:
        link = f"/module/download/downfile.jsp?classid=0&showname={show.views}&filename={row.name}.docx"
        page = article(row, show.views, '<div id="zoom">', escape(link), False)
        pages[f"/art/2025/11/3/art_91_{row.name}.html"] = row.place, page
        pages |= _annex(row, link)
    return pages


def _annex(row: Row, link: str) -> Pages:
    return {link: (Place.ANNEX, Reply(word_file(row.annex), content_type=MEDIA_TYPE))} if row.annex else {}


def _answer(rows: list[dict[str, object]], name: str, **members: object) -> Reply:
    """A JSON object with the rows under a name, between ``begin`` and ``end``."""
    data = {**members, "begin": 0, name: rows, "end": 0}
    return Reply(json.dumps(data, ensure_ascii=False).encode(), content_type="application/json;charset=UTF-8")


BEIJING = timezone(timedelta(hours=8))


def _gkmlpt(show: Show) -> Mapping[str, tuple[Place | None, Reply]]:
    """An index with a configuration, an interface with unix times; articles are pages."""

    def record(row: Row) -> dict[str, object]:
        shown = int(datetime.fromisoformat(f"{row.day}T09:10").replace(tzinfo=BEIJING).timestamp())
        return {
            "id": int(row.name),
            "title": row.paper.title,
            "url": f"/gkmlpt/content/2/2108/post_{row.name}.html",
            "display_publish_time": shown,
            "date": shown - 864000,
            "is_expired": 0,
            "is_abolished": 0,
        }

    index = (
        HEAD.format(code=CODE, metas="", title="政府信息公开", views=show.views)
        + "<script>window._CONFIG = {SID:'200001', TREE:[{id: 12}]}</script>"
        + FOOT.format(code=CODE, views=show.views)
    )
    pages: Pages = {"/": home(show.views), "/gkmlpt/index": (None, Reply(index.encode()))}
    answer = _answer([record(row) for row in show.rows], "articles", classify={"post_count": len(show.rows)}, views=show.views)
    pages["/gkmlpt/api/all/0?page=1&sid=200001"] = Place.LISTING, answer
    for row in show.rows:
        link = f"/attachment/0/61/{row.name}.docx"
        page = article(row, show.views, '<div class="article-content">', link, False)
        pages[f"/gkmlpt/content/2/2108/post_{row.name}.html"] = row.place, page
        pages |= _annex(row, link)
    return pages


CHANNEL = "ab" * 16
ASKED_OF_UCAP = urlencode({"page": 1, "_pageSize": 15, "_isAgg": "true", "_isJson": "true", "_template": "index"})


def _ucap(show: Show) -> Mapping[str, tuple[Place | None, Reply]]:
    """A column that names a search interface; articles with validators."""

    def record(row: Row) -> dict[str, object]:
        address = f"/zcwj/c{row.name}/content.shtml"
        return {"title": row.paper.title, "url": address, "publishedTimeStr": f"{row.day} 09:10:00", "domainMetaList": []}

    column = (
        HEAD.format(code=CODE, metas="", title="规范性文件", views=show.views)
        + f"<script>load('/common/search/{CHANNEL}')</script>"
        + FOOT.format(code=CODE, views=show.views)
    )
    pages: Pages = {"/": home(show.views), "/zcwj/list.shtml": (None, Reply(column.encode()))}
    inner = {"total": len(show.rows), "page": 1, "begin": 0, "results": [record(row) for row in show.rows], "end": 0}
    text = json.dumps({"code": "200", "data": inner, "time": show.views}, ensure_ascii=False)
    pages[f"/common/search/{CHANNEL}?{ASKED_OF_UCAP}"] = Place.LISTING, Reply(text.encode(), content_type="application/json")
    for row in show.rows:
        link = f"/zcwj/c{row.name}/files/{row.name}.docx"
        page = article(row, show.views, '<div id="UCAP-CONTENT">', link, validators=True)
        pages[f"/zcwj/c{row.name}/content.shtml"] = row.place, page
        pages |= _annex(row, link)
    return pages


SHAPES = {
    "trs": Shape("trs_wcm", "/zcwj/index.html", 'rows = "div.list li"', trs),
    "onclick": Shape("onclick", "/zcwj/index.html", "", onclick),
    "jpaas": Shape("hanweb_jpaas", "/col/col77/index.html", "", _jpaas),
    "jpage": Shape("hanweb_jpage", "/col/col91/index.html", "", _jpage),
    "gkmlpt": Shape("gd_gkmlpt", "/gkmlpt/index", "", _gkmlpt),
    "ucap": Shape("ucap", "/zcwj/list.shtml", "", _ucap),
}
