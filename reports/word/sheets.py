"""What of a report stands in one 对照表: one document between two of its versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.card import Card, Edition, Move, Paper, Renumbering
from domain.report import Report
from reports.language import _
from reports.text import ABSENT, stamp


@dataclass(frozen=True, slots=True)
class Sheet:
    """Changes of ``paper`` from ``old`` to ``new``. Both are None where it was only moved within or renumbered; ``old`` may be unknown in a
    report kept before cards named it."""

    paper: Paper
    old: Edition | None
    new: Edition | None
    cards: list[Card] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    renumbered: list[Renumbering] = field(default_factory=list)


def sheets(report: Report) -> list[Sheet]:
    """In the order of the report, which is the reader's; within a document substantive changes come first.

    Moves and new numbers carry no version of their own and stand with the last one of their document.
    """
    found: dict[tuple[int, int], Sheet] = {}
    for card in (*report.cards, *report.editorial):
        key = card.paper.id, card.new_edition.sequence
        if key not in found:
            found[key] = Sheet(card.paper, card.base or card.old_edition, card.new_edition)
        found[key].cards.append(card)
    for move in report.moves:
        _last(found, move.paper).moves.append(move)
    for slid in report.renumbered:
        _last(found, slid.paper).renumbered.append(slid)
    return list(found.values())


def provenance(sheet: Sheet) -> Iterator[str]:
    """Source, times of fetching and both fingerprints, for the foot of every page of the table."""
    local = sheet.new is not None and sheet.new.origin is not None
    yield _("来源：{url}").format(url=sheet.paper.url or (_("本地文件") if local else _(ABSENT)))
    yield _("修订前：{taken}").format(taken=_taken(sheet.old))
    yield _("修订后：{taken}").format(taken=_taken(sheet.new))


def _taken(edition: Edition | None) -> str:
    if edition is None:
        return _("见变动所在版本")
    taken = (
        _("抓取 {time}").format(time=stamp(edition.snapshot))
        if edition.snapshot
        else _("导入文件 {name}").format(name=edition.origin or _(ABSENT))
    )
    return _("{taken}，SHA-256 {fingerprint}").format(taken=taken, fingerprint=edition.fingerprint)


def _last(found: dict[tuple[int, int], Sheet], paper: Paper) -> Sheet:
    known = max((key for key in found if key[0] == paper.id), default=None)
    return found[known] if known else found.setdefault((paper.id, 0), Sheet(paper, None, None))
