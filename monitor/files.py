"""The file commands: texts in, answers out, no database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from differ.beside import check
from differ.compare import compare
from differ.decisions import claims
from differ.interpretation import hold
from differ.relate import relate
from domain.change import Comparison
from domain.document import Document
from domain.errors import InputError, NormalizeError
from domain.relation import Relation
from domain.witness import Beside, Holding
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


def read_decision(path: Path, old: Document, new: Document, comparison: Comparison) -> tuple[Beside, ...]:
    """What an amending decision claims, beside what the comparison found. Raises InputError if the file claims nothing."""
    decision = read(path)
    if not claims(decision):
        raise InputError(f"{path} amends nothing: no clause like 将第八条修改为, 增加一条 or 删去第九条 was found in it")
    return check(decision, comparison, old, new)


def hold_files(interpretation: Path, document: Path) -> tuple[Document, Document, Holding]:
    """Hold an interpretation against the document it is about. Raises InputError if that has no measures."""
    said, stands = read(interpretation), read(document)
    if not stands.measures:
        raise InputError(f"{document} has no measures an interpretation could restate")
    return said, stands, hold(said, stands)


def relate_files(paths: Sequence[Path]) -> tuple[list[Document], Relation]:
    """Hold several documents against each other. Raises InputError for fewer than two."""
    if len(paths) < 2:
        raise InputError("relate needs at least two files, each with one document")
    documents = [read(path) for path in paths]
    return documents, relate(documents)
