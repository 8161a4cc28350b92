"""Two versions of a document as a file to pass on: from the store, or from two files without one."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from domain.card import Edition, Paper
from domain.change import Comparison
from domain.document import Document
from monitor.library import diff, find
from reports.comparisons import write
from reports.facing import Facing
from reports.shelf import Shelf
from storage.protocol import Store


def stored(store: Store, words: str, start: int | None, end: int | None, kind: str) -> bytes:
    """Two stored versions (by default the newest and the one before it) in one of the formats of :mod:`reports.comparisons`.

    The same versions give the same bytes: the time in the file is when the later one was stored. Raises NotFound or InputError.
    """
    document = find(store, words)
    old, new, comparison = diff(store, f"#{document.id}", start, end)
    last = end if end is not None else document.versions
    first = start if start is not None else last - 1
    shelf = Shelf(store)
    at = shelf.version(document.id, last)[0].created
    editions = shelf.edition(document.id, first), shelf.edition(document.id, last)
    return write(Facing(shelf.paper(document.id), old, new, *editions, comparison, at), kind)


def files(paths: tuple[Path, Path], texts: tuple[Document, Document], comparison: Comparison, at: datetime, kind: str) -> bytes:
    """Two files held together ``at`` (aware). Raises InputError for an unknown format, or if they are not versions of one document."""
    old, new = texts
    paper = Paper(0, new.title or paths[1].name, new.document_number, new.province, kind=new.kind, level=new.level)
    editions = _edition(paths[0], old, at), _edition(paths[1], new, at)
    return write(Facing(paper, old, new, *editions, comparison, at), kind)


def _edition(path: Path, text: Document, at: datetime) -> Edition:
    return Edition(
        sequence=1,
        fingerprint=hashlib.sha256(text.text.encode()).hexdigest(),
        normalizer=text.normalizer,
        last_seen=at,
        issued_on=text.issued_on,
        published_on=text.published_on,
        effective_on=text.effective_on,
        expires_on=text.expires_on,
        origin=path.name,
        title=text.title or path.name,
        document_number=text.document_number,
    )
