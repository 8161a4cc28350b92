"""What all four sites share: pages made once a day, robots.txt, templates, script and encoding."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from datetime import datetime
from functools import cache
from pathlib import Path

import jinja2
from opencc import OpenCC

from sample.calendar import DAYS, text_on
from sample.docx import MEDIA_TYPE, docx
from sample.posts import Place, Post, posts_on, readings_of
from sample.regulators import Regulator
from sample.text import Block, Kind, Text
from sample.web import NOT_FOUND, Reply, Request

CMS_MARK = re.compile(r"(<!--.*?-->|<\$\[.*?\]>)", re.DOTALL)  # written by the CMS: in the same script on every site
TEMPLATES = Path(__file__).parent.parent / "templates"


@cache
def environment() -> jinja2.Environment:
    """The page templates, with everything from a text escaped."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )


@cache
def traditional() -> OpenCC:
    """Character-level conversion; phrase-level ones reword the text."""
    return OpenCC("s2t")


class Site(ABC):
    """One regulator's site on one day. ``reply`` is a function of the request alone: marks are filled by the server."""

    folder: str  # of the templates
    disallowed: str  # the folder that robots.txt bars

    def __init__(self, regulator: Regulator, day: int, origin: str, *, empty: bool = False) -> None:
        self.regulator = regulator
        self.day = DAYS[day]
        self.origin = origin
        self.posts = posts_on(regulator, day)
        self.rows = [] if empty else self.posts
        self.restyled = regulator.id in self.day.restyled
        self.pages = self._pages()

    @abstractmethod
    def address(self, post: Post) -> str:
        """The path of a post's page, or the whole address of an external one."""

    @abstractmethod
    def _pages(self) -> dict[str, Reply]:
        """Path -> answer, for all that does not depend on a query."""

    def dynamic(self, request: Request) -> Reply | None:  # noqa: ARG002 - a static site has no scripts
        """The answer of a script, or None where the address is not one of a script."""
        return None

    def reply(self, request: Request) -> Reply:
        """The answer to one request, marks unfilled."""
        if request.path == "/robots.txt":
            return Reply(body=f"User-agent: *\nDisallow: {self.disallowed}\n".encode(), content_type="text/plain", static=True)
        return self.dynamic(request) or self.pages.get(request.path, NOT_FOUND)

    def page(self, template: str, **context: object) -> Reply:
        """A page from ``templates/<folder>/<template>`` in the site's script and encoding."""
        words = environment().get_template(f"{self.folder}/{template}").render(site=self.regulator, day=self.day, **context)
        return Reply(body=self.encode(words), static=True)

    def encode(self, words: str) -> bytes:
        """GB2312 sites write what GB2312 lacks as GB18030, as real ones do."""
        if self.regulator.script == "t":
            parts = CMS_MARK.split(words)  # every second one is a mark
            words = "".join(part if place % 2 else traditional().convert(part) for place, part in enumerate(parts))
        return words.encode("gb18030" if self.regulator.charset == "gb2312" else self.regulator.charset)

    def shown(self) -> list[Post]:
        """The posts that have a page on this host."""
        return [post for post in self.posts if post.place is not Place.EXTERNAL]

    def readings(self, post: Post) -> list[Post]:
        return readings_of(self.posts, post.key)

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        """上一篇 and 下一篇: the pages before and after in order of number."""
        order = sorted(self.shown(), key=lambda other: other.serial)
        place = order.index(post)
        return (order[place - 1] if place else None), (order[place + 1] if place + 1 < len(order) else None)

    def attached(self, post: Post) -> tuple[str, bytes] | None:
        """Name and bytes of the file attached to a post, if any."""
        if post.text.attachment == "register":
            return "培训班参训回执.docx", docx(
                [Block(Kind.TITLE, "参训回执"), Block(Kind.PARAGRAPH, "单位名称　　　姓名　　　联系方式")]
            )
        text = self.attachment(post)
        return (f"{text.title}.docx", docx(text.lines())) if text else None

    def attachment(self, post: Post) -> Text | None:
        """The paper attached to a covering notice."""
        return text_on(post.text.attachment, self.day.number) if post.text.attachment else None


def file_reply(content: bytes) -> Reply:
    return Reply(body=content, content_type=MEDIA_TYPE, static=True)


def minute(moment: datetime) -> str:
    """``2026-06-05 16:21``."""
    return moment.strftime("%Y-%m-%d %H:%M")


def cut(title: str, length: int, mark: str) -> str:
    """A title as a narrow column shows it."""
    return title if len(title) <= length else title[:length] + mark
