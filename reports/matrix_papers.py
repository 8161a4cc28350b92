"""Which stored documents stand in the comparison across provinces, and in which column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.document import DocumentKind, PublicationLevel
from domain.matrix import Column
from domain.record import BaselineRecord, DocumentRecord
from domain.relation import New
from domain.source import Source
from reports.lines import province_order
from reports.shelf import Shelf

CENTRAL = "中央"
"""What the sources of national authorities have for a province: no column."""

Member = tuple[int, int]
"""A version: the id of its document and its sequence."""


def columns(shelf: Shelf, sources: Sequence[Source]) -> tuple[tuple[Column, ...], tuple[Member, ...]]:
    """The columns, and the version that stands at each position they name.

    The members of the newest baseline and the policies seen since that say something a member says too, all at their newest version; what was
    repealed is left out. A province of which only an interpretation is stored, or nothing at all though a source of it is enabled, is a
    column that was not read whole. There are no columns where no province has a document with measures.
    """
    records = [one for one in shelf.store.documents() if not one.repealed and one.province not in (None, "", CENTRAL)]
    standing = _standing(shelf, records)
    if not standing:
        return (), ()
    held = {one.province for one in standing}
    standing += [one for one in records if one.province not in held and _speaks_of_one(one)]
    provinces = {one.province or "" for one in standing} | {one.province for one in sources if one.enabled}
    ordered = sorted(standing, key=lambda one: (*province_order(one.province), one.id))
    names = sorted(provinces - {"", CENTRAL}, key=province_order)
    return tuple(_column(shelf, name, ordered) for name in names), tuple((one.id, one.versions) for one in ordered)


def _standing(shelf: Shelf, records: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    baseline = shelf.store.baseline()
    members = {document for document, _ in baseline.members} if baseline else set()
    return [
        one
        for one in records
        if not _speaks_of_one(one)
        and (one.id in members or _joins(shelf, one, baseline))
        and shelf.store.outline(one.id).measures
    ]


def _joins(shelf: Shelf, one: DocumentRecord, baseline: BaselineRecord | None) -> bool:
    """True for a policy seen since the baseline was frozen that is not new in every measure; without a baseline for any policy."""
    if one.kind is not DocumentKind.POLICY:
        return False
    if baseline is None:
        return True
    return one.first_seen >= baseline.created and any(item.new is not New.WHOLE for item in shelf.store.novelty(one.id)[1])


def _speaks_of_one(one: DocumentRecord) -> bool:
    """True for what is about a policy and not one: an interpretation, or a press text about it."""
    return one.kind is DocumentKind.INTERPRETATION or one.level is PublicationLevel.INTERPRETATION


def _column(shelf: Shelf, province: str, ordered: Sequence[DocumentRecord]) -> Column:
    own = [(position, one) for position, one in enumerate(ordered) if one.province == province]
    whole = bool(own) and not any(_speaks_of_one(one) or shelf.store.outline(one.id).unread for _, one in own)
    return Column(province, tuple(position for position, _ in own), whole)
