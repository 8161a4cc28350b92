"""Listing, Entry, Page, Fetch and the closed set of outcomes of a look at one address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What one fetch came to. Only :attr:`OK` may make a version; nothing but OK and NOT_MODIFIED counts as having looked.

    Order of tests: transport, status, challenge marks, site code, soft-404 words, extraction, counts (regulator_sites §5).
    """

    OK = "ok"
    NOT_MODIFIED = "not_modified"  # 304
    CHALLENGE = "challenge"  # 瑞数 412 + $_ts, 加速乐 521/512 + __jsl, 安全验证
    BLOCKED = "blocked"  # 403, 405, 418, 429, or a firewall's block page
    HTTP_ERROR = "http_error"  # other 4xx and 5xx, or an API that answers success:false
    TIMEOUT = "timeout"
    TLS = "tls"
    DNS = "dns"
    RESET = "reset"  # refused or cut connection
    SOFT_404 = "soft_404"  # 200 with 页面不存在, 系统繁忙
    EMPTY_LISTING = "empty_listing"  # a list container without rows
    DRIFTED = "drifted"  # container or selector gone, far fewer rows than known
    REPEATED_PAGE = "repeated_page"  # page N shows another page's rows
    PARTIAL = "partial"  # fewer bytes or rows than announced
    TOO_LARGE = "too_large"
    WRONG_HOST = "wrong_host"  # redirected elsewhere, or another 网站标识码
    ATTACHMENT_IS_HTML = "attachment_is_html"
    EXTERNAL_SKIPPED = "external_skipped"  # a link to another host: recorded, not fetched
    ROBOTS_DENIED = "robots_denied"

    @property
    def looked(self) -> bool:
        """True if the page was really seen, unchanged or not."""
        return self in (Outcome.OK, Outcome.NOT_MODIFIED)


class PageKind(StrEnum):
    LISTING = "listing"
    DOCUMENT = "document"
    ATTACHMENT = "attachment"
    INTERPRETATION = "interpretation"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a listing. ``title`` is whole (from the title attribute when the text is cut), ``url`` canonical.

    ``listed_on`` is the date printed in the row. ``external`` rows lead to another host and are never fetched.
    """

    title: str
    url: str
    listed_on: date | None = None
    external: bool = False
    document_number: str | None = None
    status: str | None = None  # validity as the list gives it: 有效, 失效, 废止 ...; None where it says nothing


@dataclass(frozen=True, slots=True)
class Listing:
    """What one listing page said. ``expected_rows``/``expected_pages`` are the site's own totals, None where it gives none."""

    entries: tuple[Entry, ...]
    page: int = 1
    expected_rows: int | None = None
    expected_pages: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One address and what kind of thing stands there. ``parent`` is the document page an attachment belongs to.

    ``key`` identifies the page within its source for ever: the canonical address, or for an attachment the parent's
    address and the file name (download addresses expire). ``absent_on`` marks a page listed late (补发): the day of the last
    good look at that part of the list, when it was not there although the date printed beside it is well before.
    """

    source: str
    kind: PageKind
    key: str
    url: str
    title: str = ""
    listed_on: date | None = None
    parent: str | None = None
    position: int = 0
    status: str | None = None  # of the listing row, see Entry.status
    absent_on: date | None = None


@dataclass(frozen=True, slots=True)
class PageParts:
    """What a document page named when it was last read well: attachments and interpretations, in page order.

    ``mark`` is the SHA-256, in hex, of all that this was worked out from.
    """

    mark: str
    parts: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A list that gave a page one validity and now gives it another (有效 -> 废止), first seen by fetch ``fetch`` of run ``run``.

    Both sides are known: a list that begins to print a status, or stops to, changes nothing.
    """

    run: int
    fetch: int
    page: Page
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Hop:
    """An answer on the way to the last one: a redirect, an error after which the server was asked again, or what a browser was given.

    ``record`` is where the archive keeps it.
    """

    url: str
    status: int
    record: str


@dataclass(frozen=True, slots=True)
class Fetch:
    """One HTTP exchange, kept as received. ``at`` is aware UTC; ``sha256`` hex of the body, None when there was none.

    ``record`` is where the archive keeps it, ``<file>#<offset>``; None when nothing was received. ``detail`` is one sentence that says
    what proved the outcome. ``hops`` are the answers that came before, in order; ``tls`` says what was conceded to weak encryption,
    and why.
    """

    id: int
    run: int
    page: Page
    at: datetime
    outcome: Outcome
    status: int | None = None
    detail: str = ""
    sha256: str | None = None
    size: int = 0
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    record: str | None = None
    final_url: str | None = None
    hops: tuple[Hop, ...] = ()
    tls: str = ""
