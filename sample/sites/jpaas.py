"""Hanweb JPaaS: a column page without rows, a unit API that pages by ``paramJson`` alone, download addresses that expire."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from sample.docx import MEDIA_TYPE
from sample.posts import Place, Post
from sample.sites.base import Site, cut, minute
from sample.text import Kind
from sample.web import Reply, Request

GATEWAY = "/api-gateway/jpaas-{}-server/front"
UNIT = GATEWAY.format("publish") + "/page/build/unit"
DOWNLOAD = GATEWAY.format("web") + "/document/download"
QUERY = {
    "parseType": "bulidstatic",
    "webId": "4127",
    "tplSetId": "k7RwQm2nLx9TzB4cVhYpE",
    "pageType": "column",
    "tagId": "信息列表",
    "editType": "null",
    "pageId": "3301288",
}
ARTICLES, READINGS = "col3301290", "col3301295"  # not the column of the listing
GONE = '<!DOCTYPE html><html><head><meta charset="UTF-8"></head><body><p>下载链接已失效，请刷新原页面后重试</p></body></html>'


class Jpaas(Site):
    """Articles at 32 hex digits, a few at old jpage addresses; the main paper is a covering notice with a DOCX."""

    folder = "jpaas"
    disallowed = "/internal/"

    def address(self, post: Post) -> str:
        if post.place is Place.EXTERNAL:
            return f"http://mp.weixin.qq.com/s?__biz=MzB{post.serial}&mid=24&sn={self._hex(post)}&chksm=e{post.serial}#rd"
        year = post.text.published.year
        if post.place is Place.FORBIDDEN:
            return f"/internal/{ARTICLES}/art/{year}/art_{self._hex(post)}.html"
        if post.place is Place.OTHER and not post.reading:
            made = post.created
            return f"/art/{made.year}/{made.month}/{made.day}/art_{ARTICLES[3:]}_{post.serial}.html"
        return f"/col/{READINGS if post.reading else ARTICLES}/art/{year}/art_{self._hex(post)}.html"

    def _hex(self, post: Post) -> str:
        return hashlib.md5(post.key.encode(), usedforsecurity=False).hexdigest()

    def _pages(self) -> dict[str, Reply]:
        column = self.page("list.html", unit=UNIT, query=str(QUERY).replace(", ", ",").replace(": ", ":"))
        pages = {self.address(post): self._article(post) for post in self.shown()}
        return {path: _unvalidated(page) for path, page in {self.regulator.listing: column, **pages}.items()}

    def dynamic(self, request: Request) -> Reply | None:
        if request.path == UNIT:
            return self._unit(request.query)
        if request.path == DOWNLOAD:
            return self._download(request.query)
        return None

    def _unit(self, asked: Mapping[str, str]) -> Reply:
        """One page of rows; without ``paramJson`` the first one, whatever else is asked."""
        if any(asked.get(key) != value for key, value in QUERY.items()):
            return _json({"success": False, "code": "500", "message": "参数错误", "data": None, "traceId": "{{stamp}}"})
        try:
            wanted = json.loads(asked.get("paramJson") or "{}")
            page, size = int(wanted.get("pageNo", 1)), int(wanted.get("pageSize", self.regulator.per_page))
        except (ValueError, TypeError, AttributeError):
            page, size = 1, self.regulator.per_page
        rows = self.rows[(page - 1) * size : page * size]
        data = {"html": "\t\t\t".join(map(self._row, rows)) + self._pager(page, size)}
        return _json({"success": True, "code": "200", "message": "生成成功", "data": data, "traceId": "{{stamp}}"})

    def _row(self, post: Post) -> str:
        title, place = html.escape(post.text.title), self.address(post)
        if post.place is Place.OTHER and not post.reading:
            place = f"//{urlsplit(self.origin).netloc}{place}"
        shown = html.escape(cut(post.text.title, 26, "..."))
        return (
            f'<li class="clearfix">\n<a class="bt-left" title="{title}" href="{html.escape(place)}" target="_blank">{shown}</a>'
            f'\n<span class="bt-right">{post.listed}</span>\n</li>\n'
        )

    def _pager(self, page: int, size: int) -> str:
        """The element that closes the answer; its visible counts are placeholders for a script."""
        query = str(QUERY).replace('"', "&quot;")
        return (
            f'<table class="pagination" queryData="{query}" rows="{size}" unitid="信息列表" count="{len(self.rows)}" pageNo="{page}"'
            f' unitUrl="{UNIT}"><tr><td>共 0 页</td><td>0 条记录</td></tr></table>\n<script src="/cms_files/page.js"></script>'
        )

    def _download(self, asked: Mapping[str, str]) -> Reply:
        """The file of this name, if the address was handed out on this day; else a page that says so, as a success."""
        files = dict(filter(None, (self.attached(post) for post in self.shown())))
        name = asked.get("fileName", "")
        if name not in files or not asked.get("fileUrl", "").startswith(self.ticket()):
            return Reply(body=GONE.encode())
        header = ("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name)}")
        return Reply(body=files[name], content_type=MEDIA_TYPE, headers=(header,))

    def ticket(self) -> str:
        """What every download address of this day begins with; the rest of it is new on every request."""
        return hashlib.sha256(f"{self.regulator.code}{self.day.number}".encode()).hexdigest()[:20]

    def _article(self, post: Post) -> Reply:
        attached = self.attached(post)
        before, after = self.neighbours(post)
        return self.page(
            "article.html",
            post=post,
            lines=post.text.lines(),
            kinds=Kind,
            address=self.address(post),
            published=minute(post.text.published),
            column="政策解读" if post.reading else self.regulator.channel,
            readings=[f"{self.origin}{self.address(other)}" for other in self.readings(post)],
            file=attached[0] if attached else "",
            file_title=attached[0].removesuffix(".docx") if attached else "",
            href=f"{DOWNLOAD}?fileUrl={self.ticket()}{{{{token}}}}&fileName={quote(attached[0])}" if attached else "",
            link=self.address,
            before=before,
            after=after,
        )


def _json(answer: dict[str, object]) -> Reply:
    words = json.dumps({"roles": None, "permissions": None, **answer}, ensure_ascii=False)
    return Reply(body=words.encode(), content_type="application/json;charset=UTF-8")


def _unvalidated(page: Reply) -> Reply:
    """A page the CMS builds on every request: no validators."""
    return Reply(page.status, page.body, "text/html;charset=UTF-8")
