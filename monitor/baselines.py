"""Baselines: named, frozen sets of versions that new texts are held against."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from domain.change import Event, EventKind
from domain.crawl import Fetch, Outcome, Page, PageKind
from domain.document import Document, DocumentKind
from domain.errors import InputError, NotFound
from domain.record import BaselineRecord, DocumentRecord, Visit
from domain.run import Run, RunState, Window
from monitor.clock import local_date
from monitor.documents import raw_file
from monitor.wiring import Rooms

IMPORTED = "import"
"""The source that imported files are stored under; no source file may be called so."""


def import_files(rooms: Rooms, paths: Sequence[Path], name: str | None = None) -> BaselineRecord:
    """Read files into documents and freeze them as a baseline. A folder stands for the text files in it.

    Interpretations (press reports and the like) are stored but do not become members: they are about a document.
    Raises InputError for a file that cannot be read, NormalizeError for one without text, StoreError for a taken name.
    """
    files = [file for path in paths for file in _files(path)]
    documents = [(file, rooms.desk.normalize(raw_file(file))) for file in files]
    with rooms.lock():
        now = rooms.clock()
        run = rooms.store.begin_run([], now, Window(now, now))
        members = [member for file, document in documents if (member := _store(rooms, run, file, document))]
        rooms.store.advance_run(run.id, RunState.REPORTED, rooms.clock())
        return rooms.store.save_baseline(name or f"import-{local_date(now)}", now, members)


def promote(rooms: Rooms, words: Sequence[str] = (), name: str | None = None) -> BaselineRecord:
    """Freeze the newest versions of the named documents (all with measures by default) as a new baseline.

    Raises NotFound for a document nobody knows, InputError if there is nothing to freeze.
    """
    found = [document for word in words for document in _found(rooms, word)] or rooms.store.documents()
    members = [
        (document.id, document.versions) for document in found if not document.repealed and _may_join(rooms, document.id)
    ]
    if not members:
        raise InputError("no stored document has measures yet; run `regdelta run` first, or import files")
    now = rooms.clock()
    return rooms.store.save_baseline(name or f"{local_date(now)}", now, members)


def first_read(rooms: Rooms, run: Run) -> BaselineRecord | None:
    """The first complete read becomes the baseline when there is none yet and the project wants that."""
    if not rooms.project.config.baseline.automatic or rooms.store.baseline() is not None:
        return None
    members = [(document.id, document.versions) for document in rooms.store.documents() if _may_join(rooms, document.id)]
    if not members:
        return None
    return rooms.store.save_baseline(f"首次抓取 {local_date(run.started)}", rooms.clock(), members)


def _may_join(rooms: Rooms, document: int) -> bool:
    return rooms.store.outline(document).measures > 0


def _found(rooms: Rooms, word: str) -> list[DocumentRecord]:
    found = rooms.store.find_documents(word)
    if not found:
        raise NotFound(f"no document matches {word!r}; `regdelta history` lists what is stored")
    return found


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix.lower() in {".txt", ".html", ".htm", ".docx"})
    if not found:
        raise InputError(f"no text, HTML or DOCX file in {path}")
    return found


def _store(rooms: Rooms, run: Run, file: Path, document: Document) -> tuple[int, int] | None:
    """Store an imported document unless its text is known already; returns its version if it may be a member."""
    known = rooms.store.document_named(document.document_number, document.title) if document.title else None
    if known and rooms.store.version(known.id)[1].text == document.text:
        return (known.id, known.versions) if document.measures else None
    fetch = _keep(rooms, run, file)
    version = rooms.store.record_visit(
        Visit(
            run=run.id,
            at=rooms.clock(),
            page=fetch.page,
            fetches=(fetch.id,),
            document=known.id if known else None,
            version=document,
            events=() if known else (Event(EventKind.FIRST_SEEN, f"作为基线导入，共{len(document.measures)}项"),),
            origin=file.name,
        )
    )
    if version is None or document.kind is DocumentKind.INTERPRETATION or not document.measures:
        return None
    return version.document, version.sequence


def _keep(rooms: Rooms, run: Run, file: Path) -> Fetch:
    """Keep the bytes of an imported file like those of a page, so that its text can be read again by a later normalizer."""
    body, at = file.read_bytes(), rooms.clock()
    content_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    url = f"file:///{quote(file.name)}"
    with rooms.desk.archive.writer(run.id) as writer:
        record = writer.write_file(url, content_type=content_type, body=body, at=at)
    digest = hashlib.sha256(body).hexdigest()
    return rooms.store.record_fetch(
        run.id,
        Page(IMPORTED, PageKind.DOCUMENT, f"{file.name}#{digest[:16]}", url, file.name),
        at=at,
        outcome=Outcome.OK,
        detail="从文件导入",
        sha256=digest,
        size=len(body),
        content_type=content_type,
        record=record,
    )
