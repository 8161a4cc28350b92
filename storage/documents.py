"""Documents: what is known of each, and the ways to find one."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from domain.document import Document, DocumentKind, FactKind, PublicationLevel
from domain.errors import NotFound
from domain.record import DocumentRecord
from storage.engine import Engine, Value
from storage.names import number_key, title_key
from storage.values import maybe_day, moment

# A repeal that the last correction of it struck ends nothing; the column only says that there was one.
_DOCUMENT = """
SELECT d.*, p.source, p.url, CASE WHEN d.repealed THEN EXISTS (
  SELECT 1 FROM events e WHERE e.document = d.id
    AND json_extract(e.value, '$.kind') = 'repealed' AND COALESCE(json_array_length(e.value, '$.measures'), 0) = 0
    AND COALESCE((
      SELECT json_extract(c.value, '$.fix') FROM corrections c
      WHERE json_extract(c.value, '$.item') = 'E' || e.id ORDER BY c.id DESC LIMIT 1), '') <> 'struck'
) ELSE 0 END AS ended
FROM documents d LEFT JOIN pages p ON p.id = d.page
"""
_ID = re.compile(r"#?\s*(\d{1,18})")

# How near a page is to the issuer, the best first.
_ORDER = (
    PublicationLevel.OFFICIAL,
    PublicationLevel.INTERPRETATION,
    PublicationLevel.MEDIA,
    PublicationLevel.MIRROR,
    PublicationLevel.UNKNOWN,
)


def rank(level: PublicationLevel) -> int:
    """0 for the official text; the more, the farther from it."""
    return _ORDER.index(level)


class Documents(Engine):
    """The tables ``documents`` and ``names``."""

    def document(self, document: int) -> DocumentRecord:
        row = self.row(f"{_DOCUMENT} WHERE d.id = ?", (document,))
        if row is None:
            raise NotFound(f"there is no document {document} in {self.path}")
        return _document(row)

    def documents(self) -> list[DocumentRecord]:
        """In the order in which they were first seen."""
        return self._documents("1 ORDER BY d.id")

    def documents_ahead(self, on: date) -> list[DocumentRecord]:
        """A column without a value, from before there was one, is not known to hold none."""
        where = "(d.effective_on >= ? OR d.expires_on >= ? OR d.deadline IS NULL OR d.deadline >= ?) ORDER BY d.id"
        return self._documents(where, *[on.isoformat()] * 3)

    def document_at(self, source: str, key: str) -> DocumentRecord | None:
        where = "d.id = (SELECT u.document FROM publications u JOIN pages q ON q.id = u.page WHERE q.source = ? AND q.key = ?)"
        return next(iter(self._documents(where, source, key)), None)

    def document_named(self, document_number: str | None, title: str | None) -> DocumentRecord | None:
        """A title finds no document whose 文号 is known to differ: the same title issued again is another document.

        Of several the one last seen first is taken.
        """
        number = number_key(document_number) if document_number else ""
        if number and (found := self._bearing("number", number)):
            return found[0]
        key = title_key(title) if title else ""
        found = (self._bearing("title", key) or self._bearing("variant", key)) if key else []
        return next((one for one in found if not (number and one.document_number)), None)

    def find_documents(self, words: str) -> list[DocumentRecord]:
        """``12`` or ``#12`` is the document with that id, if there is one; else every word must stand in the 文号 or in a title."""
        if match := _ID.fullmatch(words.strip()):
            found = self._documents("d.id = ?", int(match.group(1)))
            if found or words.strip().startswith("#"):
                return found
        wanted = [(number_key(word), title_key(word)) for word in words.split()]
        return self._with_words([pair for pair in wanted if all(pair)])

    def _with_words(self, wanted: Sequence[tuple[str, str]]) -> list[DocumentRecord]:
        if not wanted:
            return []
        one = "EXISTS (SELECT 1 FROM names n WHERE n.document = d.id AND instr(n.key, CASE n.kind WHEN 'number' THEN ? ELSE ? END))"
        where = " AND ".join([one] * len(wanted))
        return self._documents(f"{where} ORDER BY d.id", *(key for pair in wanted for key in pair))

    def _bearing(self, kind: str, key: str) -> list[DocumentRecord]:
        where = "d.id IN (SELECT document FROM names WHERE kind = ? AND key = ?) ORDER BY d.id DESC"
        return self._documents(where, kind, key)

    def _documents(self, where: str, *values: Value) -> list[DocumentRecord]:
        return [_document(row) for row in self.rows(f"{_DOCUMENT} WHERE {where}", values)]

    def note_names(self, document: int, number: str | None, title: str, variants: Iterable[str]) -> None:
        """Let a document be found under these names, and still under those it had before; inside a transaction."""
        names = {("number", number_key(number or "")), ("title", title_key(title))}
        names |= {("variant", title_key(variant)) for variant in variants}
        rows = sorted((kind, key, document) for kind, key in names if key)
        self.run_many("INSERT OR IGNORE INTO names (kind, key, document) VALUES (?, ?, ?)", rows)


def last_deadline(text: Document) -> str:
    """The farthest day among the deadlines of a text, empty for none; it sorts."""
    days = (fact.to_value for fact in text.facts if fact.kind is FactKind.DATE_DEADLINE)
    return max((one for one in days if isinstance(one, str)), default="")


def _document(row: sqlite3.Row) -> DocumentRecord:
    return DocumentRecord(
        id=row["id"],
        title=row["title"],
        document_number=row["document_number"],
        province=row["province"],
        authority=row["authority"],
        kind=DocumentKind(row["kind"]),
        level=PublicationLevel(row["level"]),
        source=row["source"],
        url=row["url"],
        first_seen=moment(row["first_seen"]),
        versions=row["versions"],
        repealed=bool(row["ended"]),
        expires_on=maybe_day(row["expires_on"]),
        effective_on=maybe_day(row["effective_on"]),
    )
