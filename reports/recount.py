"""The numbers of the verdict of a report that shows a part of another: they tell what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from domain.card import Card, Rank, Spot
from domain.report import Report, Verdict
from reports.direction import event_words


def recount(whole: Report, part: Report) -> Verdict:
    """The verdict of ``part``. What is counted by page and not by item (版式页尾, 可疑) stays that of the whole."""
    effects = sum(event_words(one.kind)[0] is Rank.EFFECT for one in part.notices)
    return replace(
        whole.verdict,
        substantive=whole.verdict.substantive if part.cards == whole.cards else measures(part.cards),
        documents=len({one.paper.id for one in part.cards}),
        new_documents=len(part.new_papers),
        effects=effects + sum(bool(one.reminder) for one in part.upcoming),
        editorial=len(part.editorial),
        renumbered=sum(one.count for one in part.renumbered),
        moved=len(part.moves),
        interpretations=0 if whole.foundation else len(part.seen),
        regrouped=sum(bool(one.rows) for one in part.editorial),
    )


def measures(cards: Iterable[Card]) -> int:
    """How many measures these cards are about: one that changed in two versions of the window counts once."""
    origin: dict[tuple[int, int, str], str] = {}
    for card in sorted(cards, key=lambda one: (one.paper.id, one.new_edition.sequence, one.first_change)):
        before = _places(card.paper.id, card.old_edition.sequence, card.old) if card.old_edition else []
        first = next((origin[place] for place in before if place in origin), card.id)
        for place in _places(card.paper.id, card.new_edition.sequence, card.new) or before:
            origin[place] = first
    return len(set(origin.values()))


def _places(paper: int, sequence: int, spots: tuple[Spot, ...]) -> list[tuple[int, int, str]]:
    return [(paper, sequence, spot.number) for spot in spots]
