"""How the lists of static sites say how many pages they have, and what the page files are called (reference §2.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from crawler.cms.base import Answer
from crawler.cms.calls import calls
from crawler.outcomes import Unaccepted
from domain.crawl import Outcome

GAP = r"(?:\s|&nbsp;|&#160;|&ensp;|&emsp;|<[^<>]*+>)*+"
"""Between the parts of a pager stand white space, as entities too, and tags; what is passed over is not tried in other ways."""
SCRIPTED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bcountPage\s*=\s*[\"']?(?P<count>\d+)",
        r"\b(?:var|let|const)\s+pageNum\s*=\s*[\"']?(?P<count>\d+)",
        r"\bpagecount\s*=\s*[\"']?(?P<count>\d+)",
    )
)
PRINTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"共(?:有|计|計)?{GAP}[:：]?{GAP}(?P<count>\d+){GAP}[页頁]",
        rf"(?<!\d)\d{{1,9}}{GAP}[页頁]?{GAP}/{GAP}(?:共|总)?{GAP}(?P<count>\d+){GAP}[页頁]",
        rf"[条條项篇]{GAP}(?:记录|記錄|信息)?{GAP}[,，、;；]?{GAP}分?(?:为|成)?{GAP}(?P<count>\d+){GAP}[页頁]",
        rf"[总共總]{GAP}[页頁](?:数|數){GAP}[:：]{GAP}(?:\d+{GAP}/{GAP})?(?P<count>\d+)",
        rf"[页頁][数次數]{GAP}[:：]{GAP}\d+{GAP}/{GAP}(?P<count>\d+)",
        r"\b(?:page_?[cC]ount|total_?[pP]ages?)[\"']?\s*[:=]\s*[\"']?(?P<count>\d+)",
    )
)
ROWS = re.compile(rf"[共总总計计]{GAP}(?:有|计)?{GAP}[:：]?{GAP}(?P<rows>\d+){GAP}(?:条|條|项|篇|个)", re.IGNORECASE)
REMARK = re.compile(r"<!--(?!\s*(?:function|var|let|const|create)).*?-->", re.DOTALL | re.IGNORECASE)
ARTICLE_NAME = re.compile(r"^t\d{6,8}")
NUMBERED = re.compile(r"_(\d+)\.\w+$")
LARGEST_PAGE = 100  # rows; a last argument above that many a page is no number of rows


@dataclass(frozen=True, slots=True)
class Pager:
    """``pages`` in all; the second is ``<name>_<second>.<extension>``, with ``second`` 1 or 2. ``rows`` in all, where it is said."""

    pages: int
    name: str
    extension: str
    second: int = 1
    rows: int | None = None

    def address(self, listing: str, page: int) -> str:
        """Where page ``page`` (2, 3 ...) of a list stands."""
        return urljoin(listing, f"{self.name}_{page - 2 + self.second}.{self.extension}")


def file_name(listing: str) -> tuple[str, str]:
    """Name and extension of the file a list begins with; ``index.html`` for a folder."""
    stem, _, extension = urlsplit(listing).path.rsplit("/", 1)[-1].partition(".")
    return stem or "index", extension or "html"


def called(answer: Answer) -> Pager | None:
    """The pager a ``createPageHTML()`` call describes, of whatever variant; None if there is none, or only that of an article.

    With the id of an element for its first argument the call counts pages from 1 on some sites, and ends in the number of rows.
    Raises Unaccepted REPEATED_PAGE if the call says that this is another page than the one asked for.
    """
    for call in calls(answer.text):
        if not ARTICLE_NAME.match(call.name):
            from_one = call.box and answer.ask.page == 1 and call.index == 1
            if not from_one:
                _check_index(call.index, answer)
            name, extension = file_name(answer.url)
            known = call.rows if call.rows and call.rows <= call.count * LARGEST_PAGE else None
            return Pager(max(1, call.count), call.name or name, call.extension or extension, 1 + from_one, known)
    return None


def counted(text: str) -> int | None:
    """The number of pages a page states in another way; None if it states none, or a 0 that a script would have replaced.

    A script gives the number first and works with it later; a printed pager stands behind the rows, whose titles may tell of pages too.
    """
    said = REMARK.sub("", text)
    scripted = (_counts(pattern, said)[:1] for pattern in SCRIPTED)
    printed = (_counts(pattern, said)[-1:] for pattern in PRINTED)
    return next((found[0] for found in (*scripted, *printed) if found), None)


def _counts(pattern: re.Pattern[str], text: str) -> list[int]:
    return [count for match in pattern.finditer(text) if (count := int(match["count"]))]


def rows_stated(text: str, pages: int, size: int) -> int | None:
    """The number of rows a first page of ``size`` rows states (共N条), if it goes with the number of pages; else None."""
    said = (int(match["rows"]) for match in ROWS.finditer(REMARK.sub("", text)))
    return next((rows for rows in said if (pages - 1) * size < rows <= pages * size), None)


def _check_index(index: int | None, answer: Answer) -> None:
    """The index printed on a later page is the number in its address, whatever the site counts from."""
    asked = NUMBERED.search(urlsplit(answer.url).path) if answer.ask.page > 1 else None
    expected = int(asked[1]) if asked else answer.ask.page - 1
    if index is not None and index != expected:
        said = answer.ask.page + index - expected
        raise Unaccepted(Outcome.REPEATED_PAGE, f"请求第 {answer.ask.page} 页，{answer.url} 返回的是第 {said} 页")
