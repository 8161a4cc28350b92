"""What a new document says that no document of the baseline does: 整项新, 硬指标新, 做法新, 无新内容."""

from __future__ import annotations

import re

from domain.document import Document, Measure
from domain.record import EventRecord
from domain.relation import New, Novelty
from domain.report import NewItem, NewPaper
from domain.text import Span
from reports import about
from reports.likes import Found, Library
from reports.passages import passage
from reports.shelf import Shelf
from reports.text import number_in

# Titles that declare rather than do: they come last however new they are (reader.md: 整项新 is ranked by relevance).
_DECLARES = re.compile(r"^(?:严厉|严格|切实|大力|加强|强化|健全|压实|落实|坚持|全面)")


def new_paper(record: EventRecord, shelf: Shelf, library: Library) -> NewPaper:
    """The novelty report of a document that was seen for the first time."""
    sequence = record.sequence or 1
    document = shelf.text(record.document, sequence)
    baseline, found = shelf.store.novelty(record.document)
    items = {one.place.ordinal: one for one in found} if baseline else {}
    topics, products = about.of_paper(document)
    sort = _Sorted(document, items, library.related(record.document, sequence) if items else {})
    return NewPaper(
        id=f"E{record.id}",
        paper=shelf.paper(record.document),
        edition=shelf.edition(record.document, sequence),
        measures=len(document.measures),
        baseline=baseline,
        compared=library.compared(record.document) if baseline else 0,
        whole=sort.whole(),
        numbers=sort.partly(hard=True),
        practice=sort.partly(hard=False),
        nothing=sort.nothing(),
        topics=topics,
        products=products,
        late=record.event.late,
    )


class _Sorted:
    """The measures of one document in their four groups; all empty when there was no baseline."""

    def __init__(self, document: Document, novelty: dict[int, Novelty], related: Found) -> None:
        self._document, self._novelty, self._related = document, novelty, related

    def whole(self) -> tuple[NewItem, ...]:
        """Hard numbers first, what only declares last, otherwise as printed."""
        measures = [measure for measure, _ in self._of(New.WHOLE)]
        ranked = sorted(measures, key=lambda m: (bool(_DECLARES.match(m.title)), not self._facts(m.span), m.ordinal))
        return tuple(self._item(measure, New.WHOLE, (measure.span,)) for measure in ranked)

    def partly(self, *, hard: bool) -> tuple[NewItem, ...]:
        """Measures with new sentences: those where a number stands in one (硬指标新), or the others (做法新)."""
        chosen = [(m, new) for m, new in self._of(New.PARTLY) if any(map(self._facts, new.spans)) is hard]
        return tuple(self._item(measure, New.PARTLY, new.spans) for measure, new in chosen)

    def nothing(self) -> tuple[NewItem, ...]:
        return tuple(self._item(measure, New.NONE, ()) for measure, _ in self._of(New.NONE))

    def _of(self, kind: New) -> list[tuple[Measure, Novelty]]:
        held = ((measure, self._novelty.get(measure.ordinal)) for measure in self._document.measures)
        return [(measure, new) for measure, new in held if new is not None and new.new is kind]

    def _facts(self, span: Span) -> tuple[str, ...]:
        found = (fact.text for fact in self._document.facts if span.contains(fact.span))
        return tuple(dict.fromkeys(number_in(text, 24) for text in found))

    def _item(self, measure: Measure, new: New, spans: tuple[Span, ...]) -> NewItem:
        return NewItem(
            number=measure.number,
            title=measure.title,
            passages=tuple(passage(self._document, span) for span in spans),
            facts=tuple(fact for span in spans for fact in self._facts(span)),
            likes=self._related.get(measure.ordinal, ()) if new is not New.WHOLE else (),
            topics=about.topics([measure]),
            products=about.products([measure], self._document),
        )
