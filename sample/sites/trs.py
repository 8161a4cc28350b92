"""TRS WCM: nothing but static files. Lists in several ``ul``, pages ``index.html``, ``index_1.html`` ..., relative links."""

from __future__ import annotations

import posixpath
import re

from sample.posts import Place, Post
from sample.sites.base import Site, cut, file_reply, minute
from sample.text import Kind
from sample.web import Reply

COLUMN = "/zwgk/zcwj"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


class Trs(Site):
    """``div.TRS_UEDITOR`` inside ``div.article-body``. When restyled, the class and the style sheet are gone and digits are full width."""

    folder = "trs"
    disallowed = "/nbzl/"

    def address(self, post: Post) -> str:
        if post.place is Place.EXTERNAL:
            return f"https://mp.weixin.qq.com/s/{post.serial}yLq"
        column = "/nbzl" if post.place is Place.FORBIDDEN else self._column(post)
        return f"{column}/{post.created:%Y%m}/t{post.created:%Y%m%d}_{post.serial}.html"

    def _column(self, post: Post) -> str:
        if post.place is Place.OWN:
            return COLUMN
        return "/zwgk/zcjd" if post.reading else "/zwgk/tzgg"

    def _pages(self) -> dict[str, Reply]:
        pages = self._lists()
        for post in self.shown():
            address = self.address(post)
            pages[address] = self._article(post)
            if attached := self.attached(post):
                pages[f"{posixpath.dirname(address)}/{self._file(post)}"] = file_reply(attached[1])
        return pages

    def _lists(self) -> dict[str, Reply]:
        size = self.regulator.per_page
        chunks = [self.rows[start : start + size] for start in range(0, len(self.rows), size)] or [[]]
        return {
            f"{COLUMN}/{'index' if number == 0 else f'index_{number}'}.html": self.page(
                "list.html",
                lists=[[self._row(post) for post in chunk[start : start + 3]] for start in range(0, len(chunk), 3)],
                count=len(chunks),
                index=number,
            )
            for number, chunk in enumerate(chunks)
        }

    def _row(self, post: Post) -> dict[str, str]:
        """One row: link relative to the column, title cut, with runs of spaces where a subtitle begins."""
        address = self.address(post)
        href = address if address.startswith("http") else self._relative(address)
        shown = post.text.title.replace("（", "        （", 1) if post.serial % 3 == 0 else post.text.title
        return {"href": href, "title": post.text.title, "shown": cut(shown, 34, "…"), "date": f"{post.listed}"}

    def _relative(self, address: str) -> str:
        path = posixpath.relpath(address, COLUMN)
        return path if path.startswith("..") else f"./{path}"

    def _article(self, post: Post) -> Reply:
        address = self.address(post)
        before, after = self.neighbours(post)
        return self.page(
            "article.html",
            post=post,
            lines=[(line.kind, self._dress(line.text)) for line in post.text.lines()],
            name=posixpath.basename(address),
            stem=posixpath.basename(address).removesuffix(".html"),
            published=minute(post.text.published),
            restyled=self.restyled,
            readings=[
                (posixpath.relpath(self.address(other), posixpath.dirname(address)), other) for other in self.readings(post)
            ],
            before=before,
            after=after,
            link=lambda other: posixpath.relpath(self.address(other), posixpath.dirname(address)),
            file=self._file(post) if post.text.attachment else "",
            file_name=(self.attached(post) or ("",))[0],
            column="政策解读" if post.reading else "规范性文件" if post.place is Place.OWN else "通知公告",
            kinds=Kind,
        )

    def _dress(self, words: str) -> list[str]:
        """The words in pieces, as text pasted from a word processor comes: a ``span`` every few characters."""
        words = words.replace("{attachment}", "").translate(WIDE) if self.restyled else words.replace("{attachment}", "")
        return re.findall(r".{1,19}", words)

    @staticmethod
    def _file(post: Post) -> str:
        return f"P020{post.created:%Y%m%d}{post.serial:09d}.docx"
