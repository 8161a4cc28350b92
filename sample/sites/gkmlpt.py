"""Guangdong's gkmlpt: an index with ``window._CONFIG``, a JSON API with five timestamps, article pages with a disclosure table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone

from sample.posts import Place, Post
from sample.sites.base import Site, minute
from sample.text import Kind
from sample.web import Reply, Request

BEIJING = timezone(timedelta(hours=8))
SID = "940021"
CATEGORY = "3051"
TREE = [
    {"id": 3050, "name": "政策法规", "children": [{"id": 3051, "name": "规范性文件"}, {"id": 3052, "name": "政策解读"}]},
    {"id": 3060, "name": "网上办事", "jump_url": "http://zwfw.nanyu.example/", "children": []},
]


class Gkmlpt(Site):
    """Validity lives in ``is_abolished`` of the API and in the table of the page. The post number is the identity."""

    folder = "gkmlpt"
    disallowed = "/nbgk/"

    def address(self, post: Post) -> str:
        if post.place is Place.EXTERNAL:
            return f"https://mp.weixin.qq.com/s/Nq{post.serial}"
        if post.place is Place.FORBIDDEN:
            return f"/nbgk/content/post_{post.serial}.html"
        return f"/gkmlpt/content/3/{post.serial // 1000}/post_{post.serial}.html"

    def _pages(self) -> dict[str, Reply]:
        config = {"SITE_NAME": self.regulator.authority, "TREE": TREE, "DEFAULT_CATEGORY": int(CATEGORY)}
        index = self.page("index.html", config=_script(config), sid=SID)
        pages = {self.address(post): self._article(post) for post in self.shown()}
        made = {self.regulator.listing: index, **pages, **dict(self._files())}
        return {path: Reply(page.status, page.body, page.content_type) for path, page in made.items()}

    def _files(self) -> Iterator[tuple[str, Reply]]:
        for post in self.shown():
            if attached := self.attached(post):
                yield self._file(post), Reply(body=attached[1], content_type="application/octet-stream")

    @staticmethod
    def _file(post: Post) -> str:
        return f"/attachment/0/{post.serial // 1000}/{post.serial % 1000}/{post.serial * 7}.docx"

    def dynamic(self, request: Request) -> Reply | None:
        """One page of a category; 0 is everything. An unknown SID or category has no articles."""
        folder, _, category = request.path.rpartition("/")
        if folder != "/gkmlpt/api/all":
            return None
        known = category in ("0", CATEGORY) and request.query.get("sid") == SID
        rows = self.rows if known else []
        page, size = max(1, int(request.query.get("page", "1") or 1)), self.regulator.per_page
        answer = {
            "classify": {"id": category, "name": "规范性文件", "post_count": len(rows)},
            "articles": [self._row(post) for post in rows[(page - 1) * size : page * size]],
        }
        return Reply(body=json.dumps(answer, ensure_ascii=False).encode(), content_type="application/json; charset=utf-8")

    def _row(self, post: Post) -> dict[str, object]:
        text, address = post.text, self.address(post)
        published = _seconds(text.published)
        return {
            "id": post.serial,
            "title": text.title,
            "document_number": text.number,
            "identifier": text.index,
            "publisher": text.issuer,
            "keywords": "",
            "abstract": "",
            "date": _midnight(text.written),
            "create_time": published - 86400 * (post.serial % 4) - 3600,
            "first_publish_time": published - 1800,
            "publish_time": published + 86400 * (post.serial % 3),
            "display_publish_time": published,
            "visible_publish_time": minute(text.published),
            "classify_main": int(CATEGORY),
            "classify_main_name": "规范性文件",
            "url": address if address.startswith("https") else f"{self.origin}{address}",
            "post_url": address,
            "attachment": [],
            "relation": [{"title": other.text.title, "url": self.address(other)} for other in self.readings(post)],
            "is_expired": 0,
            "is_abolished": int(text.validity == "废止"),
            "source": self.regulator.authority,
        }

    def _article(self, post: Post) -> Reply:
        before, after = self.neighbours(post)
        attached = self.attached(post)
        return self.page(
            "article.html",
            post=post,
            lines=post.text.lines(),
            kinds=Kind,
            config=_script({"SID": SID, "DETAIL": {"id": post.serial, "title": post.text.title, "views": 0}}),
            address=self.address(post),
            published=minute(post.text.published),
            readings=self.readings(post),
            link=self.address,
            file=self._file(post) if attached else "",
            file_name=attached[0] if attached else "",
            before=before,
            after=after,
        )


def _script(value: object) -> str:
    """JSON that may stand in a script element."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def _seconds(moment: datetime) -> int:
    return int(moment.replace(tzinfo=BEIJING).timestamp())


def _midnight(day: date) -> int:
    return _seconds(datetime.combine(day, time()))
