"""HTML pages: the body as a reader sees it, the page's title, its 发布日期 and its disclosure table."""

from __future__ import annotations

import re
from datetime import date

from domain.document import RawPart
from domain.errors import BrokenFile
from normalizer import patterns
from normalizer.decode import decode
from normalizer.formats import Extract, reads
from normalizer.formats.html_body import body, visible
from normalizer.formats.html_page import Line, Walk, chinese
from normalizer.formats.html_walk import walk
from normalizer.formats.labels import pairs, plain

_PRINTED = re.compile(
    r"(?:(?:发布|发稿|公开)(?:日期|时间)|(?<![\u4e00-\u9fff])(?:日期|时间))[：:]\s*(?P<day>(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})"
)
_HEADINGS = ("con-title", "zwxz_tt", "Article_bt", "article-title", "detail-article-title", "xl_tit1", "ti", "title")
_SITE = re.compile(r"\s*(?:[-_|—–]{1,2}\s*[^-_|—–]*(?:网|网站|门户|局|厅|委|政府|中心|平台)[^-_|—–]*)+$")
_SHORT = 40  # Chinese characters under which another parser is asked
_LARGEST = 16 << 20  # bytes; a page of text has kilobytes


@reads("html")
def read(part: RawPart) -> Extract:
    """The document on a page. Raises BrokenFile for a page too large to be one."""
    if len(part.content) > _LARGEST:
        raise BrokenFile(
            f"{part.name or part.url or 'the page'} is larger than {_LARGEST >> 20} MB: no page of text is, look what is served there"
        )
    html = decode(part.content, part.charset).replace("\0", "")
    page = walk(html)
    start, end = body(page, part.family)
    text = visible(page.lines[start:end])
    if chinese(text) < _SHORT:
        everything = visible(page.lines)
        second = everything if chinese(everything) >= _SHORT else _second_opinion(html)
        text = second if chinese(second) > 2 * chinese(text) else text
    around = page.lines[:start] + page.lines[end:]
    labels = pairs(line.text for line in around or page.lines if 2 * line.linked <= len(line.text))
    day, raw = _published(page, around, labels)
    return Extract(text, _title(page, labels), labels, day, raw, _tag(page, "SiteName"))


def _second_opinion(html: str) -> str:
    """What the tolerant parser of the standard library makes of a page on which lexbor's tree has next to no text."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["script", "style", "noscript", "head", "nav", "footer", "select", "button"]):
        tag.extract()
    return "\n".join(line for raw in soup.get_text("\n").splitlines() if (line := raw.strip()))


def _tag(page: Walk, name: str) -> str | None:
    """A meta tag: the exact name first, then without case; the later of two non-empty ones."""
    exact = [content for key, content in page.metas if key == name]
    loose = [content for key, content in page.metas if key.lower() == name.lower()]
    found = exact or loose
    return found[-1] if found else None


def _title(page: Walk, labels: tuple[tuple[str, str], ...]) -> str | None:
    """The page's title for the document: tag, disclosure table, heading, window title without the site's name."""
    tagged = _tag(page, "ArticleTitle") or next((value for label, value in labels if label in ("标题", "名称")), None)
    if tagged:
        return _tidy(tagged)
    for name in ("h1", *_HEADINGS):
        for holder in page.holders:
            if holder.tag == name or holder.id == name or name in holder.classes:
                words = "".join(line.text for line in page.lines[holder.start : holder.end])
                if 4 <= len(words) <= 120:
                    return _tidy(words)
    return _tidy(_SITE.sub("", page.title)) or None


def _tidy(title: str) -> str:
    return re.sub(r"^[·•\s]+|[\s.…]+$|[\u200b-\u200f\u2060\ufeff]", "", title)


def _published(page: Walk, around: list[Line], labels: tuple[tuple[str, str], ...]) -> tuple[date | None, str]:
    """发布日期: the printed one beats the tag, which tells of the last publishing."""
    for line in around:
        dated = "：" in line.text or ":" in line.text
        if dated and (match := _PRINTED.search(plain(line.text))):
            return _day(match["day"]), match[0]
    for label, value in labels:
        if label in ("发布日期", "发文日期", "公开日期", "发布时间"):
            return _day(value), f"{label}：{value}"
    tag = _tag(page, "PubDate") or ""
    return _day(tag), tag


def _day(words: str) -> date | None:
    match = patterns.ISO_DATE.search(words)
    return patterns.day(match) if match else None
