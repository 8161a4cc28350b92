"""Hanweb jpage: rows as text inside a script, three screens of them; the rest from ``dataproxy.jsp``. Articles are printed twice."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from sample.posts import Place, Post
from sample.sites.base import Site, cut
from sample.text import Kind
from sample.web import NOT_FOUND, Reply, Request

COLUMNS = {"own": 5127, "other": 5130, "reading": 5133}
UNIT = "318402"
PROXY = "/module/web/jpage/dataproxy.jsp"
DOWNLOAD = "/module/download/downfile.jsp"
SCREENS = 3  # how many screens of records the page inlines
MOST = 300  # a larger perpage is cut silently


class Jpage(Site):
    """One column. ``PC`` and phone copies of an article carry the same ``id="zoom"``."""

    folder = "jpage"
    disallowed = "/old/"

    def address(self, post: Post) -> str:
        if post.place is Place.EXTERNAL:
            return f"https://mp.weixin.qq.com/s?__biz=MzA{post.serial}&mid=26&idx=1&chksm=f{post.serial}#rd"
        column = COLUMNS["reading" if post.reading else "own" if post.place is Place.OWN else "other"]
        made = post.created
        old = "/old" if post.place is Place.FORBIDDEN else ""
        return f"{old}/art/{made.year}/{made.month}/{made.day}/art_{column}_{post.serial}.html"

    def _pages(self) -> dict[str, Reply]:
        listing = self.page(
            "list.html",
            records=[self._record(post) for post in self.rows[: SCREENS * self.regulator.per_page]],
            proxy=self._proxy(1),
            total=len(self.rows),
            unit=UNIT,
            column=COLUMNS["own"],
        )
        return {self.regulator.listing: listing, **{self.address(post): self._article(post) for post in self.shown()}}

    def dynamic(self, request: Request) -> Reply | None:
        if request.path == DOWNLOAD:
            files = {self._file(post): attached[1] for post in self.shown() if (attached := self.attached(post))}
            content = files.get(request.query.get("filename", ""))
            return Reply(body=content, content_type="application/octet-stream") if content else NOT_FOUND
        return self._records(request) if request.path == PROXY else None

    def _records(self, request: Request) -> Reply:
        """Records ``startrecord`` to ``endrecord`` (counted from 1), or the next three screens after ``page`` of them."""
        asked = request.query
        if (asked.get("columnid"), asked.get("unitid")) != (str(COLUMNS["own"]), UNIT):
            return Reply(body=self.encode(self._datastore([], 0, 0)), content_type="text/html;charset=UTF-8")
        size = SCREENS * self.regulator.per_page
        group = _number(asked.get("page"), 0)
        start = _number(asked.get("startrecord"), group * size + 1)
        end = min(_number(asked.get("endrecord"), start + size - 1), start + MOST - 1)
        return Reply(
            body=self.encode(self._datastore(self.rows[start - 1 : end], len(self.rows), group + 1)),
            content_type="text/html;charset=UTF-8",
        )

    @staticmethod
    def _file(post: Post) -> str:
        """The name on disk: a hash; the name for people is the link's text."""
        return f"{hashlib.md5(post.key.encode(), usedforsecurity=False).hexdigest()}.docx"

    def _datastore(self, rows: list[Post], total: int, group: int) -> str:
        records = "".join(f"<record><![CDATA[{self._record(post)}]]></record>\n" for post in rows)
        pages = -(-total // (self.regulator.per_page or 1))
        link = f'<nextgroup><![CDATA[<a href="{self._proxy(group)}"></a>]]></nextgroup>'
        return f"<datastore>\n{link}\n<totalrecord>{total}</totalrecord><totalpage>{pages}</totalpage>\n<recordset>\n{records}</recordset></datastore>"

    def _proxy(self, page: int) -> str:
        """The address as the server wants it: ``appid`` twice, the name of the site encoded twice."""
        name = quote(quote(self.regulator.authority))
        common = f"appid=1&appid=1&webid=27&path=/&columnid={COLUMNS['own']}&unitid={UNIT}"
        return f"{PROXY}?page={page}&{common}&webname={name}&permissiontype=0"

    def _record(self, post: Post) -> str:
        """One record: cut text, whole title in an attribute, whose quotes vary."""
        mark = "'" if post.serial % 2 else '"'
        return (
            f'\n <tr> <td> <a target="_blank" class="bt_link" href="{self.address(post)}" title={mark}{post.text.title}{mark}>'
            f" <b>·</b>{cut(post.text.title, 30, '...')}</a> </td>"
            f' <td width="100" class="rowspace"> <font color="#808080">{post.listed}</font> </td> </tr>'
        )

    def _article(self, post: Post) -> Reply:
        before, after = self.neighbours(post)
        attached = self.attached(post)
        return self.page(
            "article.html",
            post=post,
            file=f"{DOWNLOAD}?classid=0&filename={self._file(post)}" if attached else "",
            file_name=attached[0] if attached else "",
            lines=post.text.lines(),
            kinds=Kind,
            address=self.address(post),
            link=self.address,
            before=before,
            after=after,
            readings=self.readings(post),
            column=COLUMNS["own"],
        )


def _number(value: str | None, default: int) -> int:
    return int(value) if value and value.isdigit() else default
