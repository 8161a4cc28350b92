"""数值指标一览: the numbers of a window that changed, each with the card whose sentence holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from domain.card import Card, Pair, Passage
from domain.change import EditKind, Status
from domain.digest import Figure
from reports.phrases import place

KINDS = (EditKind.TIME_LIMIT, EditKind.AMOUNT, EditKind.QUANTITY, EditKind.DATE)
_NUMBER = re.compile(r"[0-9〇零一二两三四五六七八九十百千万亿]")


def figures(cards: Iterable[Card]) -> tuple[Figure, ...]:
    """Every changed number of these cards, those of one kind together, in the order of the cards."""
    found = [figure for card in cards for figure in _of_card(card)]
    order = {kind: at for at, kind in enumerate(KINDS)}
    return tuple(sorted(found, key=lambda one: order.get(one.kind, len(KINDS)) if one.kind else len(KINDS)))


def _of_card(card: Card) -> Iterator[Figure]:
    if card.status in (Status.ADDED, Status.DELETED):
        if card.value:
            old, new = ("", card.value) if card.status is Status.ADDED else (card.value, "")
            yield _figure(card, None, "", old, new, card.tag)
        return
    for pair in card.pairs:
        kind = next((kind for kind in KINDS if kind in pair.kinds), None)
        if kind is None:
            continue
        what = card.what if len(card.pairs) == 1 and len(_marked(pair.new)) == 1 else ""
        for old, new in _numbers(pair):
            yield _figure(card, kind, what, old, new, str(pair.direction or card.tag))


def _numbers(pair: Pair) -> list[tuple[str, str]]:
    """The marked spots of a sentence that hold a number, old beside new; all in one where the two sides do not pair up."""
    olds, news = _marked(pair.old), _marked(pair.new)
    if len(olds) != len(news):
        return [("、".join(olds), "、".join(news))]
    return [(old, new) for old, new in zip(olds, news, strict=True) if _NUMBER.search(old + new)]


def _marked(passage: Passage | None) -> list[str]:
    return [piece.text.strip("，。；、 \n") for piece in passage.pieces if piece.changed] if passage else []


def _figure(card: Card, kind: EditKind | None, what: str, old: str, new: str, tag: str) -> Figure:
    here = (card.new or card.old)[:1]
    return Figure(kind, card.paper.province or "", card.paper.title, place(here), what, old, new, tag, card.id)
