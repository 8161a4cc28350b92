"""``regdelta matrix``: what the provinces commit themselves to, side by side, from files or from what is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from differ.matrix import matrix
from domain.card import Edition, Paper
from domain.comparison_table import Cited
from domain.document import Document
from domain.errors import InputError
from domain.matrix import Column, Matrix
from monitor.clock import local_date
from monitor.files import read
from monitor.wiring import Rooms
from reports import matrix_files
from reports.language import speaking
from reports.lines import province_order
from reports.matrix import comparison_table, laid, until
from reports.matrix_papers import Member, columns
from reports.matrix_sheet import one_sheet
from reports.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Compared:
    """A matrix with the texts that its spans lie in, and what to call each: its title, or the file it was read from."""

    matrix: Matrix
    documents: tuple[Document, ...]
    names: tuple[str, ...]


def of_files(paths: Sequence[Path]) -> Compared:
    """One document a file; those of one province share a column, and one without a province has a column named like its file.

    Raises InputError for fewer than two files, or if fewer than two columns have measures.
    """
    if len(paths) < 2:
        raise InputError("matrix needs at least two files, each with one document; without any it compares what is stored")
    documents = [read(path) for path in paths]
    named = [document.province or path.stem for path, document in zip(paths, documents, strict=True)]
    provinces = sorted(dict.fromkeys(named), key=lambda name: province_order(name)[0])
    found = [_column(province, named, documents) for province in provinces]
    if sum(any(documents[number].measures for number in column.documents) for column in found) < 2:
        raise InputError("fewer than two provinces have numbered measures in these files; there is nothing to lay side by side")
    return Compared(matrix(found, documents), tuple(documents), tuple(str(path) for path in paths))


def of_project(rooms: Rooms) -> Compared:
    """What the project has stored. Raises InputError if fewer than two provinces have a document."""
    shelf = Shelf(rooms.store)
    found, members = _standing(shelf, rooms)
    documents = tuple(shelf.text(*member) for member in members)
    return Compared(matrix(found, documents), documents, tuple(shelf.record(document).title for document, _ in members))


def _standing(shelf: Shelf, rooms: Rooms) -> tuple[tuple[Column, ...], tuple[Member, ...]]:
    found, members = columns(shelf, tuple(rooms.sources.values()))
    if sum(bool(column.documents) for column in found) < 2:
        raise InputError(
            "fewer than two provinces have a policy stored; run `regdelta run`, import a baseline, or name files: regdelta matrix FILE FILE..."
        )
    return found, members


def file_of_project(rooms: Rooms, ending: str, *, brief: bool = False) -> bytes:
    """The table of what the project has stored as of today, in the format of an ending; ``brief``: what goes on one sheet.

    Raises InputError like :func:`of_project`.
    """
    matrix_files.check(ending)
    shelf, today = Shelf(rooms.store), local_date(rooms.clock())
    made = comparison_table(shelf, _standing(shelf, rooms), until(today))
    with speaking(rooms.project.config.report.lang):
        return matrix_files.write(one_sheet(made) if brief else made, ending, rooms.clock())


def file_of_files(paths: Sequence[Path], ending: str, at: datetime, lang: str, *, brief: bool = False) -> bytes:
    """The same of files: nothing is known of changes, and no address. ``at`` is now, aware UTC."""
    matrix_files.check(ending)
    found = of_files(paths)
    cited = [
        _cited(number, document, path, at)
        for number, (document, path) in enumerate(zip(found.documents, paths, strict=True), 1)
    ]
    with speaking(lang):
        made = laid(found.matrix, found.documents, cited, local_date(at))
        return matrix_files.write(one_sheet(made) if brief else made, ending, at)


def _cited(number: int, document: Document, path: Path, at: datetime) -> Cited:
    paper = Paper(
        number,
        document.title or path.name,
        document.document_number,
        document.province,
        level=document.level,
        kind=document.kind,
    )
    fingerprint = hashlib.sha256(document.text.encode()).hexdigest()
    return Cited(
        paper,
        Edition(
            1, fingerprint, document.normalizer, at, document.issued_on, document.published_on, document.effective_on,
            document.expires_on, origin=path.name, title=document.title, document_number=document.document_number,
        ),
    )  # fmt: skip


def _column(province: str, named: Sequence[str], documents: Sequence[Document]) -> Column:
    """Read whole where every file was, and one of them is more than words about a policy."""
    own = tuple(number for number, name in enumerate(named) if name == province)
    unread = any(repair.kind == "unread" for number in own for repair in documents[number].repairs)
    return Column(province, own, not unread and any(documents[number].measures for number in own))
