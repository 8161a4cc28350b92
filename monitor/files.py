"""The file commands: texts in, answers out, no database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from differ.compare import compare
from differ.relate import relate
from domain.change import Comparison
from domain.document import Document
from domain.errors import InputError, NormalizeError
from domain.relation import Relation
from monitor.documents import raw_file
from normalizer.normalize import normalize


def read(path: Path) -> Document:
    """Normalize one file. Raises InputError if it cannot be read, NormalizeError (naming it) if it holds no policy text."""
    try:
        return normalize(raw_file(path))
    except NormalizeError as error:
        raise type(error)(f"{path}: {error}") from error


def compare_files(old: Path, new: Path) -> tuple[Document, Document, Comparison]:
    """Hold two files together as versions of one document."""
    before, after = read(old), read(new)
    return before, after, compare(before, after)


def relate_files(paths: Sequence[Path]) -> tuple[list[Document], Relation]:
    """Hold several documents against each other. Raises InputError for fewer than two."""
    if len(paths) < 2:
        raise InputError("relate needs at least two files, each with one document")
    documents = [read(path) for path in paths]
    return documents, relate(documents)
