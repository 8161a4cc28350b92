"""What a visit came to, written in one transaction."""

from __future__ import annotations

from domain.change import EventKind
from domain.document import Document, PublicationLevel
from domain.record import DocumentRecord, Publication, VersionRecord, Visit
from storage.changes import Changes
from storage.documents import Documents, last_deadline, rank
from storage.engine import Row
from storage.pages import to_page
from storage.pending import PendingPages
from storage.values import day, stamp
from storage.versions import Versions, new_version

_PUBLICATIONS = """
SELECT u.document, u.level, u.sequence, p.source, p.kind, p.key, p.url, p.title, p.listed_on, p.parent, p.position, p.status AS validity, p.absent_on
FROM publications u JOIN pages p ON p.id = u.page WHERE u.document = COALESCE(?, u.document) ORDER BY u.document, p.id
"""


class Visits(Changes, Documents, PendingPages, Versions):
    """The table ``publications``, and the one way to add to documents, versions, changes and events."""

    def record_visit(self, visit: Visit) -> VersionRecord | None:
        """Raises ValueError if changes, events or novelty come without the document they are about.

        A visit with neither a document nor a version only marks its fetches processed: the page could not be read.
        """
        _check(visit)
        with self.transaction():
            version = self._write(visit)
            if visit.suspect and visit.page:
                self.run("UPDATE health SET suspect = suspect + 1 WHERE run = ? AND source = ?", (visit.run, visit.page.source))
            self.run_many("UPDATE fetches SET processed = 1 WHERE id = ?", [(fetch,) for fetch in visit.fetches])
        return version

    def rewrite_version(self, document: int, sequence: int, text: Document) -> VersionRecord:
        """What is known of the document follows its newest version."""
        with self.transaction():
            known = self.document(document)
            record = self.replace_text(document, sequence, text)
            if sequence == known.versions:
                head = _head(Visit(record.run or 0, record.created, None, (), document, text, known.level), known, text)
                self.update("documents", document, {**head, "deadline": last_deadline(text)})
                self.note_names(document, text.document_number, str(head["title"]), text.title_variants)
        return record

    def publications(self, document: int | None = None) -> list[Publication]:
        rows = self.rows(_PUBLICATIONS, (document,))
        return [Publication(row["document"], to_page(row), PublicationLevel(row["level"]), row["sequence"]) for row in rows]

    def _write(self, visit: Visit) -> VersionRecord | None:
        number = self._begin_document(visit) if visit.document is None else visit.document
        if number is None:
            return None
        known = self.document(number)
        read = self._read_from(visit)
        record = self._add_version(visit, known, visit.version, read) if visit.version else None
        sequence = record.sequence if record else known.versions
        self._publish(visit, known, sequence, read)
        self.add_changes(number, sequence, visit.run or None, visit.at, visit.changes)
        self.add_events(number, sequence, visit.run or None, visit.at, visit.events)
        if any(event.kind is EventKind.REPEALED and not event.measures for event in visit.events):
            self.update("documents", number, {"repealed": 1})
        if visit.novelty or visit.baseline:
            self.add_novelty(number, visit.baseline, visit.novelty)
        return record

    def _begin_document(self, visit: Visit) -> int | None:
        if visit.version is None:
            return None
        level = visit.level if visit.level is not PublicationLevel.UNKNOWN else visit.version.level
        row: Row = {
            "title": "",
            "kind": visit.version.kind,
            "level": level,
            "first_seen": stamp(visit.at),
            "versions": 0,
            "repealed": 0,
        }
        return self.insert("documents", row)

    def _add_version(self, visit: Visit, known: DocumentRecord, text: Document, read: tuple[int, ...]) -> VersionRecord:
        record = new_version(known.id, known.versions + 1, text, visit.at, read, visit.origin, visit.run or None)
        self.add_version(record, text)
        head = _head(visit, known, text)
        self.update("documents", known.id, {**head, "versions": record.sequence, "deadline": last_deadline(text)})
        self.note_names(known.id, text.document_number, str(head["title"]), text.title_variants)
        return record

    def _read_from(self, visit: Visit) -> tuple[int, ...]:
        """The good fetches behind the text of a visit, in page order; a part may come from an earlier run."""
        page = self._page_of(visit)
        if page is None or not visit.fetches:
            return visit.fetches
        return self.part_numbers(page, max(visit.fetches))

    def _page_of(self, visit: Visit) -> int | None:
        return self.page_id(visit.page.source, visit.page.key) if visit.page else None

    def _publish(self, visit: Visit, known: DocumentRecord, sequence: int, read: tuple[int, ...]) -> None:
        """Note that the page carries the document and, unless its text was refused, which version as of which fetch."""
        carried = _carried(visit, known)
        if carried and visit.version is None:
            self.seen_unchanged(known.id, visit.at)
        page = self._page_of(visit)
        if page is None:
            return
        row: Row = {"page": page, "document": known.id, "level": visit.level}
        if carried and read:
            row |= {"sequence": sequence, "fetch": read[0]}
        self.upsert("publications", row, "page")
        self._choose_best(known)

    def _choose_best(self, known: DocumentRecord) -> None:
        """Nearest to the issuer; of those alike the one that carries the newest version, then the one met first."""
        sql = "SELECT page, level FROM publications WHERE document = ? ORDER BY COALESCE(sequence, 0) DESC, page"
        best = min(self.rows(sql, (known.id,)), key=lambda row: rank(PublicationLevel(row["level"])))
        level = min(known.level, PublicationLevel(best["level"]), key=rank)
        self.update("documents", known.id, {"page": best["page"], "level": level})


def _check(visit: Visit) -> None:
    if visit.document is None and visit.version is None and (visit.changes or visit.events or visit.novelty):
        raise ValueError("changes, events and novelty need a document")
    if visit.version is None and visit.changes:
        raise ValueError("changes need the version that made them")


def _carried(visit: Visit, known: DocumentRecord) -> bool:
    """True if the page was found to carry the text kept: read, not refused, and not a mere copy of a better publication."""
    others = (EventKind.WITHDRAWN, EventKind.DIVERGES)
    refused = visit.suspect or visit.diverges or any(event.kind.suspect or event.kind in others for event in visit.events)
    return visit.version is not None or (bool(visit.fetches) and not refused and rank(visit.level) <= rank(known.level))


def _head(visit: Visit, known: DocumentRecord, text: Document) -> Row:
    """The columns that say what a document is. A page farther from the issuer than the best one only fills gaps."""
    authority = next(iter(text.issuing_authorities), None)
    listed = visit.page.title if visit.page else None
    new: Row = {
        "title": text.title or known.title or listed or visit.origin or "",
        "document_number": text.document_number or known.document_number,
        "province": text.province or known.province,
        "authority": authority or known.authority,
        "kind": text.kind,
        "effective_on": day(text.effective_on),
        "expires_on": day(text.expires_on),
    }
    if rank(visit.level) <= rank(known.level):
        return new
    old: Row = {
        "title": known.title,
        "document_number": known.document_number,
        "province": known.province,
        "authority": known.authority,
        "kind": known.kind,
        "effective_on": day(known.effective_on),
        "expires_on": day(known.expires_on),
    }
    return {column: old[column] or value for column, value in new.items()}
