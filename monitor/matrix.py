"""``regdelta matrix``: what the provinces commit themselves to, side by side, from files or from what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from differ.matrix import matrix
from domain.document import Document
from domain.errors import InputError
from domain.matrix import Column, Matrix
from monitor.files import read
from monitor.wiring import Rooms
from reports.lines import province_order
from reports.matrix_papers import columns
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
    found, members = columns(shelf, tuple(rooms.sources.values()))
    if sum(bool(column.documents) for column in found) < 2:
        raise InputError(
            "fewer than two provinces have a policy stored; run `regdelta run`, import a baseline, or name files: regdelta matrix FILE FILE..."
        )
    documents = tuple(shelf.text(*member) for member in members)
    return Compared(matrix(found, documents), documents, tuple(shelf.record(document).title for document, _ in members))


def _column(province: str, named: Sequence[str], documents: Sequence[Document]) -> Column:
    """Read whole where every file was, and one of them is more than words about a policy."""
    own = tuple(number for number, name in enumerate(named) if name == province)
    unread = any(repair.kind == "unread" for number in own for repair in documents[number].repairs)
    return Column(province, own, not unread and any(documents[number].measures for number in own))
