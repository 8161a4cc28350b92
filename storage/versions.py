"""Versions of documents with their texts."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.document import Document
from domain.errors import NotFound
from domain.record import Outline, VersionRecord
from storage.engine import Engine, Row
from storage.values import from_json, moment, outline_of, pack_document, stamp, to_json, unpack_document

_VERSIONS = "SELECT document, sequence, created, seen, fingerprint, normalizer, fetches, origin, run FROM versions"


class Versions(Engine):
    """The table ``versions``, keyed by (document, sequence): a text that comes back is a version of its own."""

    def versions(self, document: int) -> list[VersionRecord]:
        sql = f"{_VERSIONS} WHERE document = ? ORDER BY sequence"
        return [_version(row) for row in self.rows(sql, (document,))]

    def version(self, document: int, sequence: int | None = None) -> tuple[VersionRecord, Document]:
        sql = "SELECT * FROM versions WHERE document = ? AND sequence = COALESCE(?, sequence) ORDER BY sequence DESC LIMIT 1"
        row = self.row(sql, (document, sequence))
        if row is None:
            which = "no version" if sequence is None else f"no version {sequence}"
            raise NotFound(f"there is {which} of document {document} in {self.path}")
        return _version(row), unpack_document(row["payload"])

    def outline(self, document: int) -> Outline:
        sql = "SELECT payload FROM versions WHERE document = ? ORDER BY sequence DESC LIMIT 1"
        row = self.row(sql, (document,))
        return outline_of(row["payload"]) if row else Outline()

    def add_version(self, record: VersionRecord, text: Document) -> None:
        """Inside a transaction."""
        row: Row = {
            "document": record.document,
            "sequence": record.sequence,
            "created": stamp(record.created),
            "seen": stamp(record.seen),
            "fingerprint": record.fingerprint,
            "normalizer": record.normalizer,
            "fetches": to_json(record.fetches),
            "origin": record.origin,
            "run": record.run,
            "payload": pack_document(text),
        }
        self.insert("versions", row)

    def replace_text(self, document: int, sequence: int, text: Document) -> VersionRecord:
        """Inside a transaction. Raises NotFound."""
        record, _ = self.version(document, sequence)
        sql = "UPDATE versions SET fingerprint = ?, normalizer = ?, payload = ? WHERE document = ? AND sequence = ?"
        read = replace(record, fingerprint=fingerprint_of(text), normalizer=text.normalizer)
        self.run(sql, (read.fingerprint, read.normalizer, pack_document(text), document, sequence))
        return read

    def seen_unchanged(self, document: int, at: datetime) -> None:
        """The newest version was found again; inside a transaction."""
        sql = "UPDATE versions SET seen = MAX(seen, ?) WHERE document = ? AND sequence = (SELECT versions FROM documents WHERE id = ?)"
        self.run(sql, (stamp(at), document, document))


def new_version(
    document: int, sequence: int, text: Document, at: datetime, fetches: Sequence[int], origin: str | None, run: int | None
) -> VersionRecord:
    """The record of a text first seen ``at``."""
    return VersionRecord(document, sequence, at, at, fingerprint_of(text), text.normalizer, tuple(fetches), origin, run)


def fingerprint_of(text: Document) -> str:
    """The SHA-256 of the canonical text, in hex."""
    return hashlib.sha256(text.text.encode()).hexdigest()


def _version(row: sqlite3.Row) -> VersionRecord:
    return VersionRecord(
        document=row["document"],
        sequence=row["sequence"],
        created=moment(row["created"]),
        seen=moment(row["seen"]),
        fingerprint=row["fingerprint"],
        normalizer=row["normalizer"],
        fetches=from_json(row["fetches"], tuple[int, ...]),
        origin=row["origin"],
        run=row["run"],
    )
