"""From bytes to a Document: a file on disk, or the parts of a page in the archive."""

from __future__ import annotations

import mimetypes
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from crawler import cms
from crawler.outcomes import Unaccepted
from domain.crawl import Fetch, Page, PageKind
from domain.document import Document, PublicationLevel, RawDocument, RawPart
from domain.errors import InputError, NoText
from domain.source import Source
from normalizer.decode import decode
from storage.archive import Archive

Normalize = Callable[[RawDocument], Document]
STDIN = Path("-")


def raw_file(path: Path) -> RawDocument:
    """The raw document of a file, or of standard input for ``-``. Raises InputError if it cannot be read or is empty."""
    try:
        content = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except IsADirectoryError:
        raise InputError(f"{path} is a folder; name the files in it") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    if not content.strip():
        raise InputError(f"{path} is empty; there is nothing to read")
    content_type, _ = mimetypes.guess_type(path.name)
    return RawDocument((RawPart(content, name=path.name, content_type=content_type),))


def raw_page(page: Page, fetches: Sequence[Fetch], source: Source | None, archive: Archive) -> RawDocument:
    """The raw document of a page and its attachments, from the bytes as received."""
    return RawDocument(
        parts=tuple(_part(fetch, source, archive) for fetch in fetches if fetch.record),
        province=source.province if source else None,
        authority=source.authority if source else None,
        level=source.level if source else PublicationLevel.UNKNOWN,
        listed_title=page.title or None,
        listed_on=page.listed_on,
    )


def _part(fetch: Fetch, source: Source | None, archive: Archive) -> RawPart:
    response = archive.read(fetch.record or "")
    page = _page_of(fetch, source, response.body)
    return RawPart(
        content=response.body if page is None else page.encode(),
        name=fetch.page.title,
        url=fetch.page.url,
        content_type=fetch.content_type if page is None else "text/html; charset=utf-8",
        family=source.family if source else None,
    )


def _page_of(fetch: Fetch, source: Source | None, body: bytes) -> str | None:
    """An article that came as data for a script, as the page the script makes of it; None for all others."""
    if source is None or fetch.page.kind is PageKind.ATTACHMENT:
        return None
    family = cms.family(source.family)
    if type(family).page_of is cms.Family.page_of:  # nothing to decode for
        return None
    try:
        return family.page_of(cms.Answer(fetch.page.url, decode(body, None)))
    except Unaccepted as refused:
        raise NoText(f"{fetch.page.url}: {refused}") from refused
