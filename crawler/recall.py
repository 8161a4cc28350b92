"""A page that is byte for byte what it was at its last good look is not read once more: what it names is still known.

Reading is a function of the page, of what the list calls it, of the source's options and of this program. The store keeps a mark of them
all with the outcome; where any of them differs, the page is read as ever. Most pages of most days are the same as the day before.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import lxml.etree
import parsel
import selectolax
from scrapy import Request
from scrapy.http import Response

from crawler.cms import Family
from crawler.marks import script_marks
from crawler.middlewares.conditional import KEPT, RECALLED, WHOLE
from crawler.received import header
from crawler.session import Session
from domain.crawl import Fetch, Page, PageKind, PageParts
from domain.source import Source

ARTICLES = (PageKind.DOCUMENT, PageKind.INTERPRETATION)
ROOT = Path(__file__).resolve().parent.parent
READERS = ("crawler/**/*.py", "normalizer/decode.py", "normalizer/script.py", "normalizer/trace.py", "domain/crawl.py")
"""The files that have a say in how a page is judged and read."""


class Recall:
    """What earlier looks found on the pages of one source."""

    def __init__(self, session: Session, source: Source, family: Family) -> None:
        self._session = session
        own = (source.id, source.family, repr(sorted(source.options.items())), str(source.site_code), source.listing)
        self._reader = _digest(program(), _of_family(family), *own)

    def of(self, request: Request, response: Response) -> PageParts | None:
        """What the page of an answer is known to name; None where it is to be read. Asked again, it says the same."""
        if RECALLED not in request.meta:
            request.meta[RECALLED] = self._known(request, response)
        found: PageParts | None = request.meta[RECALLED]
        return found

    def of_unchanged(self, request: Request, answer: Response) -> PageParts | None:
        """The same for a 304, which stands for the bytes of the last good look."""
        before: Fetch = request.meta[KEPT]
        place, sent = before.final_url or "", before.content_type
        request.meta[RECALLED] = self._stored(
            request, self._mark(request.meta["page"], place, sent, answer, before.sha256 or "")
        )
        return self.of(request, answer)

    def _known(self, request: Request, response: Response) -> PageParts | None:
        before: Fetch | None = request.meta.get(KEPT)
        mark = self._mark_of(request, response) if before else None
        return self._stored(request, mark) if before and mark and _sha256(response) == before.sha256 else None

    def _stored(self, request: Request, mark: str) -> PageParts | None:
        page: Page = request.meta["page"]
        known = self._session.store.page_parts(page.source, page.key) if self._may(request) else None
        return known if known and known.mark == mark else None

    def to_keep(self, request: Request, response: Response, parts: Sequence[Page]) -> PageParts | None:
        """What is to be kept of a page that was just read, and read well; None for one that was not simply fetched."""
        mark = self._mark_of(request, response) if self._may(request) and not response.flags else None
        return PageParts(mark, tuple(parts)) if mark else None

    def _may(self, request: Request) -> bool:
        """False for a list, and for a page that somebody wants to be read whatever was known."""
        page: Page = request.meta["page"]
        return page.kind in ARTICLES and WHOLE not in request.meta and not self._session.job.force

    def _mark_of(self, request: Request, response: Response) -> str | None:
        """None for an answer that is not a whole one."""
        if response.status != 200 or "partial" in response.flags:
            return None
        return self._mark(request.meta["page"], response.url, header(response, "Content-Type"), response, _sha256(response))

    def _mark(self, page: Page, place: str, sent: str | None, answer: Response, digest: str) -> str:
        """Of all that the reading depends on. A cookie counts as far as it is the mark of a guard."""
        guard = script_marks("", header(answer, "Set-Cookie") or "")
        return _digest(self._reader, page.kind, page.key, page.url, page.title, place, str(sent), str(guard), digest)


def _sha256(response: Response) -> str:
    return hashlib.sha256(response.body).hexdigest()


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def program() -> str:
    """A mark of the code that reads pages: other code may find other things. It takes some milliseconds, once."""
    files = sorted({path for pattern in READERS for path in ROOT.glob(pattern)})
    libraries = (selectolax.__version__, parsel.__version__, lxml.etree.__version__)
    return _digest(*libraries, *map(_of_file, files))


def _of_family(family: Family) -> str:
    """A mark of the module of a family, which may be somebody else's."""
    place = getattr(sys.modules.get(type(family).__module__), "__file__", None)
    return _of_file(Path(place)) if place else ""


def _of_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
