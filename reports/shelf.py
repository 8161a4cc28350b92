"""Versions read once from the store, and papers and editions as a report names them."""

from __future__ import annotations

from domain.card import Edition, Paper, Spot
from domain.document import Document
from domain.record import DocumentRecord, VersionRecord
from storage.protocol import Store


class Shelf:
    """What one report needs of the store; each record is read at most once, however many changes ask for it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._records: dict[int, DocumentRecord] = {}
        self._versions: dict[tuple[int, int | None], tuple[VersionRecord, Document]] = {}
        self._editions: dict[tuple[int, int], Edition] = {}

    def record(self, document: int) -> DocumentRecord:
        if document not in self._records:
            self._records[document] = self.store.document(document)
        return self._records[document]

    def version(self, document: int, sequence: int | None = None) -> tuple[VersionRecord, Document]:
        """One version with its text, the newest for None."""
        key = (document, sequence)
        if key not in self._versions:
            self._versions[key] = self.store.version(document, sequence)
        return self._versions[key]

    def text(self, document: int, sequence: int | None = None) -> Document:
        return self.version(document, sequence)[1]

    def paper(self, document: int) -> Paper:
        known = self.record(document)
        return Paper(
            id=known.id,
            title=known.title,
            document_number=known.document_number,
            province=known.province,
            authority=known.authority,
            level=known.level,
            kind=known.kind,
            url=known.url,
            source=known.source,
        )

    def edition(self, document: int, sequence: int) -> Edition:
        """The name, dates, snapshot and fingerprint of one version."""
        key = (document, sequence)
        if key not in self._editions:
            self._editions[key] = self._read_edition(document, sequence)
        return self._editions[key]

    def _read_edition(self, document: int, sequence: int) -> Edition:
        version, text = self.version(document, sequence)
        return Edition(
            sequence=version.sequence,
            fingerprint=version.fingerprint,
            normalizer=version.normalizer,
            last_seen=version.seen,
            issued_on=text.issued_on,
            published_on=text.published_on,
            effective_on=text.effective_on,
            expires_on=text.expires_on,
            snapshot=self.store.fetch(version.fetches[0]).at if version.fetches else None,
            origin=version.origin,
            title=text.title,
            document_number=text.document_number,
        )


def spot(document: Document, ordinal: int) -> Spot:
    """Where a measure stands in its document."""
    measure = document.measure(ordinal)
    return Spot(measure.number, measure.title, measure.section)
