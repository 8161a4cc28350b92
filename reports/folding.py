"""What gets a card, and what is folded away: 文字更正, 移动, 改号. One inserted measure is one line, not sixteen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.card import Card, Move, Rank, Renumbering
from domain.change import Change, Severity, Status
from domain.record import ChangeRecord
from reports import about
from reports.cards import card
from reports.likes import Library
from reports.lines import province_order
from reports.shelf import Shelf, spot


@dataclass(frozen=True, slots=True)
class Folded:
    """The changes of a report by how they are shown. ``cards`` are in the order of the first screen; ``editorial`` are the other
    amendments, and measures that came apart or grew together with all their words kept."""

    cards: tuple[Card, ...]
    editorial: tuple[Card, ...]
    moves: tuple[Move, ...]
    renumbered: tuple[Renumbering, ...]

    @property
    def regrouped(self) -> int:
        return sum(bool(one.rows) for one in self.editorial)


def fold(records: Iterable[ChangeRecord], shelf: Shelf, library: Library) -> Folded:
    """Each change goes to exactly one place."""
    cards, editorial, moves, slid = [], [], [], Counter[int]()
    for record in records:
        if slides(record.change):
            slid[record.document] += 1
        elif moves_only(record.change):
            moves.append(_move(record, shelf))
        elif record.change.severity is Severity.SUBSTANTIVE:
            cards.append(card(record, shelf, library))
        else:
            editorial.append(card(record, shelf, library))
    renumbered = (Renumbering(shelf.paper(document), count) for document, count in slid.items())
    told = (_with_following(one, cards, slid[one.paper.id]) for one in cards)
    return Folded(tuple(sorted(told, key=_order)), tuple(editorial), tuple(moves), tuple(renumbered))


def _with_following(one: Card, cards: list[Card], slid: int) -> Card:
    """「新增一项（其后 15 项顺延改号）」, where one insertion or deletion is what pushed the others."""
    causes = [other for other in cards if other.paper.id == one.paper.id and other.rank is Rank.WHOLE]
    if slid and causes == [one] and one.status in (Status.ADDED, Status.DELETED):
        return replace(one, what=f"{one.what}（其后 {slid} 项顺延改号）")
    return one


def slides(change: Change) -> bool:
    """True if only the number changed; such a measure is counted and never listed."""
    return change.status in (Status.RENUMBERED, Status.UNCHANGED)


def moves_only(change: Change) -> bool:
    """True if the measure stands elsewhere with the same words."""
    return change.status is Status.MOVED and not change.edits


def _move(record: ChangeRecord, shelf: Shelf) -> Move:
    old, new = record.change.old[0], record.change.new[0]
    text = shelf.text(record.document, record.to_sequence)
    measures = [text.measure(new.ordinal)]
    return Move(
        f"C{record.id}",
        shelf.paper(record.document),
        spot(shelf.text(record.document, record.from_sequence), old.ordinal),
        spot(text, new.ordinal),
        about.topics(measures),
        about.products(measures, text),
    )


def _order(one: Card) -> tuple[object, ...]:
    return one.rank.order, *province_order(one.paper.province), one.paper.id, one.first_change
