"""Looking things up: which documents there are, their versions, and any two versions held together."""

from __future__ import annotations

from dataclasses import dataclass

from differ.compare import compare
from domain.change import Comparison
from domain.document import Document
from domain.errors import InputError, NotFound
from domain.record import ChangeRecord, DocumentRecord, EventRecord, VersionRecord
from storage.protocol import Store


@dataclass(frozen=True, slots=True)
class History:
    """Everything known about one document, oldest first."""

    document: DocumentRecord
    versions: tuple[VersionRecord, ...]
    changes: tuple[ChangeRecord, ...]
    events: tuple[EventRecord, ...]


def find(store: Store, words: str) -> DocumentRecord:
    """The one document these words name (``#12``, a 文号, a part of the title). Raises NotFound or InputError if several match."""
    found = store.find_documents(words)
    if not found:
        raise NotFound(f"no document matches {words!r}; `regdelta history` lists what is stored")
    if len(found) > 1:
        choice = "; ".join(f"#{document.id} {document.title}" for document in found[:5])
        raise InputError(
            f"{words!r} matches {len(found)} documents ({choice}); name one by its number, such as '#{found[0].id}'"
        )
    return found[0]


def history(store: Store, words: str) -> History:
    document = find(store, words)
    return History(
        document,
        tuple(store.versions(document.id)),
        tuple(store.changes(document.id)),
        tuple(store.events(document.id)),
    )


def diff(store: Store, words: str, start: int | None = None, end: int | None = None) -> tuple[Document, Document, Comparison]:
    """Two versions of a document held together: by default the newest and the one before it.

    Raises NotFound for a version that does not exist, InputError if the document has only one.
    """
    document = find(store, words)
    last = end if end is not None else document.versions
    first = start if start is not None else last - 1
    if first < 1:
        raise InputError(f"{document.title} has only one version; there is nothing to hold it against")
    old, new = store.version(document.id, first)[1], store.version(document.id, last)[1]
    return old, new, compare(old, new)
