"""The JSON of the file commands (``normalize``, ``compare``, ``relate``): other programs read it, so it only grows.

The structs are the shapes; ``docs/schema/*.schema.json`` is made from them by :func:`schemas` and a test keeps the two alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import msgspec

from domain.change import Change, Comparison, Head, MeasureRef
from domain.comparison_table import ComparisonTable
from domain.document import Document, Fact, Measure
from domain.relation import Place, Relation
from domain.witness import Beside
from monitor.encoding import encode as encode
from monitor.matrix_shape import MatrixShape


class MeasureShape(msgspec.Struct, frozen=True):
    """A measure. ``number`` as printed with its width normalised; ``title`` empty in a law; ``section`` null outside of one."""

    ordinal: int
    number: str
    section: str | None
    title: str
    body: str
    responsible_units: tuple[str, ...]
    lead_unit: str | None
    text: str


class FactShape(msgspec.Struct, frozen=True):
    """A typed number; ``span`` the words that carry it, ``ordinal`` null outside of measures."""

    ordinal: int | None
    span: str
    kind: str
    from_value: float | str | None
    to_value: float | str | None
    unit: str


class RepairShape(msgspec.Struct, frozen=True):
    kind: str
    before: str
    after: str


class NormalizedShape(msgspec.Struct, frozen=True):
    """One file as ``regdelta normalize`` reads it; ``text`` is canonical, one paragraph a line."""

    file: str
    title: str | None
    document_number: str | None
    issuing_authorities: tuple[str, ...]
    addressees: tuple[str, ...] | None
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None
    kind: str
    province: str | None
    basis: tuple[str, ...]
    text: str
    measures: tuple[MeasureShape, ...]
    facts: tuple[FactShape, ...]
    repairs: tuple[RepairShape, ...]


class HeadShape(msgspec.Struct, frozen=True):
    title: str | None
    document_number: str | None
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None


class DocumentPairShape(msgspec.Struct, frozen=True):
    old: HeadShape
    new: HeadShape


class RefShape(msgspec.Struct, frozen=True):
    ordinal: int
    number: str


class EditShape(msgspec.Struct, frozen=True):
    """One old/new pair; ``kind``, ``severity`` and ``direction`` say what it is about."""

    old: str
    new: str
    field: str
    kind: str
    severity: str
    direction: str | None


class ChangeShape(msgspec.Struct, frozen=True):
    """What happened to one measure: a split has one ``old`` and several ``new``, a merger the reverse."""

    status: Literal["unchanged", "amended", "added", "deleted", "renumbered", "moved", "split", "merged"]
    severity: Literal["substantive", "editorial", "none"]
    old: tuple[RefShape, ...]
    new: tuple[RefShape, ...]
    fields: tuple[str, ...]
    edits: tuple[EditShape, ...]


class EventShape(msgspec.Struct, frozen=True):
    kind: str
    detail: str


class ClaimShape(msgspec.Struct, frozen=True):
    """What one clause of an amending decision says it does; ``old`` and ``new`` are numbers as printed."""

    status: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    evidence: str


class BesideShape(msgspec.Struct, frozen=True):
    """A claim of the decision beside the change it speaks of; one of the two may be null."""

    verdict: Literal["agrees", "follows", "differs", "not_found", "not_claimed"]
    claim: ClaimShape | None
    change: ChangeShape | None
    note: str


class ComparisonShape(msgspec.Struct, frozen=True):
    """What ``regdelta compare`` says: one entry for every measure of either side. ``decision`` is there with ``--decision`` only."""

    document: DocumentPairShape
    changes: tuple[ChangeShape, ...]
    events: tuple[EventShape, ...]
    decision: tuple[BesideShape, ...] | msgspec.UnsetType = msgspec.UNSET


class PlaceShape(msgspec.Struct, frozen=True):
    file: str
    ordinal: int


class LinkShape(msgspec.Struct, frozen=True):
    """``strength`` 3 the same measure, 2 at least one concrete commitment shared, 1 the same topic."""

    a: PlaceShape
    b: PlaceShape
    score: float
    strength: Literal[1, 2, 3]


class NoveltyShape(msgspec.Struct, frozen=True):
    """``spans`` are the words of the commitments no other file makes."""

    file: str
    ordinal: int
    new: Literal["whole", "partly", "none"]
    spans: tuple[str, ...]


class RelationShape(msgspec.Struct, frozen=True):
    links: tuple[LinkShape, ...]
    novelty: tuple[NoveltyShape, ...]


SHAPES: dict[str, Any] = {
    "normalize": list[NormalizedShape],
    "compare": ComparisonShape,
    "relate": RelationShape,
    "matrix": MatrixShape,
    "comparison_table": ComparisonTable,
}


def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema (2020-12) of each file command's output, as JSON would give it back: a default of nothing is a list, not a tuple."""
    made = {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(shape)}
        for name, shape in SHAPES.items()
    }
    return msgspec.json.decode(msgspec.json.encode(made), type=dict[str, dict[str, Any]])


def normalized(file: str, document: Document) -> NormalizedShape:
    return NormalizedShape(
        file=file,
        title=document.title,
        document_number=document.document_number,
        issuing_authorities=document.issuing_authorities,
        addressees=document.addressees,
        issued_on=document.issued_on,
        effective_on=document.effective_on,
        expires_on=document.expires_on,
        kind=document.kind.value,
        province=document.province,
        basis=document.basis,
        text=document.text,
        measures=tuple(map(_measure, document.measures)),
        facts=tuple(map(_fact, document.facts)),
        repairs=tuple(RepairShape(repair.kind, repair.before, repair.after) for repair in document.repairs),
    )


def compared(comparison: Comparison, decision: Sequence[Beside] | None = None) -> ComparisonShape:
    return ComparisonShape(
        decision=msgspec.UNSET if decision is None else tuple(map(_beside, decision)),
        document=DocumentPairShape(_head(comparison.old), _head(comparison.new)),
        changes=tuple(map(_change, comparison.changes)),
        events=tuple(EventShape(event.kind.value, event.detail) for event in comparison.events),
    )


def related(files: Sequence[str], documents: Sequence[Document], relation: Relation) -> RelationShape:
    def place(at: Place) -> PlaceShape:
        return PlaceShape(files[at.document], at.ordinal)

    return RelationShape(
        links=tuple(
            LinkShape(place(link.a), place(link.b), round(link.score, 4), _strength(link.strength)) for link in relation.links
        ),
        novelty=tuple(
            NoveltyShape(
                files[item.place.document],
                item.place.ordinal,
                item.new.value,
                tuple(span.of(documents[item.place.document].text) for span in item.spans),
            )
            for item in relation.novelty
        ),
    )


def _strength(value: int) -> Literal[1, 2, 3]:
    return 3 if value >= 3 else 2 if value == 2 else 1


def _measure(measure: Measure) -> MeasureShape:
    return MeasureShape(
        ordinal=measure.ordinal,
        number=measure.number,
        section=measure.section,
        title=measure.title,
        body=measure.body,
        responsible_units=measure.responsible_units,
        lead_unit=measure.lead_unit,
        text=measure.text,
    )


def _fact(fact: Fact) -> FactShape:
    return FactShape(fact.ordinal, fact.text, fact.kind.value, fact.from_value, fact.to_value, fact.unit)


def _head(head: Head) -> HeadShape:
    return HeadShape(head.title, head.document_number, head.issued_on, head.effective_on, head.expires_on)


def _refs(refs: tuple[MeasureRef, ...]) -> tuple[RefShape, ...]:
    return tuple(RefShape(ref.ordinal, ref.number) for ref in refs)


def _beside(row: Beside) -> BesideShape:
    return BesideShape(
        row.verdict.value,
        ClaimShape(row.claim.status.value, row.claim.old, row.claim.new, row.claim.evidence) if row.claim else None,
        _change(row.change) if row.change else None,
        row.note,
    )


def _change(change: Change) -> ChangeShape:
    return ChangeShape(
        status=change.status.value,
        severity=change.severity.value,
        old=_refs(change.old),
        new=_refs(change.new),
        fields=change.fields,
        edits=tuple(
            EditShape(
                edit.old,
                edit.new,
                edit.field,
                edit.kind.value,
                edit.severity.value,
                edit.direction.value if edit.direction else None,
            )
            for edit in change.edits
        ),
    )
