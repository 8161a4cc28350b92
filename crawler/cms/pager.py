"""How the lists of static sites say how many pages they have, and what the page files are called (reference §2.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from crawler.cms.base import Answer
from crawler.outcomes import Unaccepted
from domain.crawl import Outcome
from domain.source import Source

# The definition of the function stands before the call: only a call has digits.
CALL = re.compile(
    r"""createPage(?:HTML)?\s*\(\s*(?:["'](?P<box>[A-Za-z][\w-]*)["']\s*,\s*)?["']?(?P<count>\d+)["']?\s*(?:,\s*["']?(?P<index>\d+)["']?\s*)?"""
    r"""(?:,\s*["'](?P<name>[\w.-]+)["']\s*,\s*["'](?P<ext>\w+)["'](?:\s*,\s*["'][^"']*[^"'\d][^"']*["'])?(?:\s*,\s*["']?(?P<rows>\d+))?)?"""
)
COUNTS = (
    re.compile(r"\bvar\s+(?:countPage|pageNum)\s*=\s*[\"']?(?P<count>\d+)"),
    re.compile(r"pagecount\s*=\s*[\"'](?P<count>\d+)[\"']", re.IGNORECASE),
    re.compile(r"共\s*(?:<[^>]*>\s*)*(?P<count>\d+)\s*(?:<[^>]*>\s*)*页"),
)
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


def called(answer: Answer, source: Source) -> Pager | None:
    """The pager a ``createPageHTML()`` call describes, of whatever variant; None if there is none, or only that of an article.

    With the id of an element for its first argument the call counts pages from 1 on some sites, and ends in the number of rows.
    Raises Unaccepted REPEATED_PAGE if the call says that this is another page than the one asked for.
    """
    for call in CALL.finditer(answer.text):
        if not ARTICLE_NAME.match(call["name"] or ""):
            from_one = bool(call["box"]) and answer.ask.page == 1 and call["index"] == "1"
            if not from_one:
                _check_index(call["index"], answer)
            name, extension = file_name(source.listing)
            count, rows = int(call["count"]), int(call["rows"] or 0)
            known = rows if 0 < rows <= count * LARGEST_PAGE else None
            return Pager(count, call["name"] or name, call["ext"] or extension, 1 + from_one, known)
    return None


def counted(text: str) -> int | None:
    """The number of pages a page states in another way; None if it states none, or a 0 that a script would have replaced."""
    found = (pattern.search(text) for pattern in COUNTS)
    return next((int(match["count"]) for match in found if match and int(match["count"])), None)


def _check_index(index: str | None, answer: Answer) -> None:
    """The index printed on a later page is the number in its address, whatever the site counts from."""
    asked = NUMBERED.search(urlsplit(answer.url).path) if answer.ask.page > 1 else None
    expected = int(asked[1]) if asked else answer.ask.page - 1
    if index is not None and int(index) != expected:
        said = answer.ask.page + int(index) - expected
        raise Unaccepted(Outcome.REPEATED_PAGE, f"请求第 {answer.ask.page} 页，{answer.url} 返回的是第 {said} 页")
