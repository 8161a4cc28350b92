"""A regulator's list of several papers on loopback; a test takes papers off, puts them on with any date, and moves them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from .policy_site import ARTICLE, PolicySite

SITE_ROWS = """<html><head><meta charset="utf-8"><title>规范性文件</title></head><body><div class="list"><ul>{rows}</ul></div>
<script>createPageHTML(1, 0, "index", "html");</script></body></html>"""
ROW = '<li><a href="{path}" title="{title}">{title}</a><em>{on}</em></li>'


@dataclass(slots=True)
class Paper:
    """One paper: where it stands, the date the list prints, its text; ``gone`` answers 404, ``moved`` redirects there for good."""

    path: str
    title: str
    on: str
    text: str
    gone: bool = False
    moved: str = ""


class ListSite(PolicySite):
    """``with ListSite() as site: site.papers.append(Paper(...))``; ``site.unlisted`` are paths that the list leaves out."""

    def __init__(self) -> None:
        super().__init__("", "")
        self.papers: list[Paper] = []
        self.unlisted: set[str] = set()

    def answer(self, path: str) -> tuple[int, str]:
        if self.down or path == "/robots.txt":
            return super().answer(path)
        if path == "/zcwj/index.html":
            rows = "".join(
                ROW.format(path=one.path, title=escape(one.title), on=one.on)
                for one in self.papers
                if one.path not in self.unlisted
            )
            return 200, SITE_ROWS.format(rows=rows)
        found = next((one for one in self.papers if one.path == path), None)
        if found is None or found.gone:
            return 404, ""
        if found.moved:
            return 301, found.moved
        body = "".join(f"<p>{escape(line)}</p>" for line in found.text.splitlines())
        return 200, ARTICLE.format(title=escape(found.title), body=body)
