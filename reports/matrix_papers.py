"""Which stored documents stand in the comparison across provinces, and in which column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.document import DocumentKind, PublicationLevel
from domain.matrix import Column
from domain.record import BaselineRecord, DocumentRecord
from domain.relation import New
from domain.source import Source
from reports.lines import province_order
from reports.shelf import Shelf

CENTRAL = "中央"
"""What the sources of national authorities have for a province: no column."""

MOST = 1000
"""Measures that are held against each other: their pairs take some five seconds and 250 MB (bench/score_matrix.py)."""

Member = tuple[int, int]
"""A version: the id of its document and its sequence."""


def columns(shelf: Shelf, sources: Sequence[Source]) -> tuple[tuple[Column, ...], tuple[Member, ...]]:
    """The columns, and the version that stands at each position they name.

    The members of the newest baseline and the policies seen since that say something a member says too, all at their newest version; what was
    repealed is left out. Of more than :data:`MOST` measures those of the longest documents stand, of each province in turn. A province of which
    some are left out, only an interpretation is stored, or nothing at all though a source of it is enabled, is a column that was not read
    whole. There are no columns where no province has a document with measures.
    """
    records = [one for one in shelf.store.documents() if not one.repealed and one.province not in (None, "", CENTRAL)]
    candidates = _standing(shelf, records)
    if not candidates:
        return (), ()
    held = {one.province for one in candidates}
    candidates += [one for one in records if one.province not in held and _speaks_of_one(one)]
    standing = _within(shelf, candidates)
    cut = {one.province for one in candidates if one not in standing}
    provinces = {one.province or "" for one in standing} | {one.province for one in sources if one.enabled}
    ordered = sorted(standing, key=lambda one: (*province_order(one.province), one.id))
    names = sorted(provinces - {"", CENTRAL}, key=province_order)
    found = (_column(shelf, name, ordered) for name in names)
    return (
        tuple(replace(one, whole=False) if one.province in cut else one for one in found),
        tuple((one.id, one.versions) for one in ordered),
    )


def _standing(shelf: Shelf, records: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    baseline = shelf.store.baseline()
    members = {document for document, _ in baseline.members} if baseline else set()
    return [
        one
        for one in records
        if one.kind is DocumentKind.POLICY
        and not _speaks_of_one(one)
        and (one.id in members or _joins(shelf, one, baseline))
        and shelf.store.outline(one.id).measures
    ]


def _within(shelf: Shelf, candidates: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The longest document of each province, then the second longest of each, and so on, while there is room."""
    size = {one.id: shelf.store.outline(one.id).measures for one in candidates}
    if sum(size.values()) <= MOST:
        return list(candidates)
    rounds: Counter[str | None] = Counter()
    ranked: list[tuple[int, DocumentRecord]] = []
    for one in sorted(candidates, key=lambda one: (-size[one.id], one.id)):
        ranked.append((rounds[one.province], one))
        rounds[one.province] += 1
    chosen, measures = [], 0
    for _, one in sorted(ranked, key=lambda pair: pair[0]):
        if measures + size[one.id] <= MOST:
            chosen.append(one)
            measures += size[one.id]
    return chosen


def _joins(shelf: Shelf, one: DocumentRecord, baseline: BaselineRecord | None) -> bool:
    """True for one seen since the baseline was frozen that is not new in every measure; without a baseline for any."""
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
