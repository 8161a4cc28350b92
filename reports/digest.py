"""A week or a month as a report: what its dailies told, each measure once with its net effect, under the numbers of the dailies.

Nothing is forecast, and nothing becomes delivered by standing in a digest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain

from domain.card import Card, Renumbering
from domain.comparison_table import ComparisonTable
from domain.digest import Digest, Row
from domain.record import ChangeRecord
from domain.report import DateKind, NewPaper, Notice, Report, ReportKind, Upcoming, Verdict
from domain.run import Window
from domain.source import Source
from reports import health
from reports.cards import card
from reports.corrections import date_id, struck
from reports.dailies import Daily, Said, dailies, said
from reports.dates import upcoming
from reports.digest_counts import counted, tallied
from reports.figures import figures
from reports.handling import of_window
from reports.likes import Library
from reports.lines import lines, of_card, province_order
from reports.lives import Life, lives
from reports.matrix import comparison_table
from reports.matrix_papers import columns
from reports.matrix_part import only_changed
from reports.shelf import Shelf
from storage.protocol import Store

AHEAD = 90
"""Days of dates in a weekly digest. A monthly one looks as far ahead for 届满 as a daily report does."""

REVERTED = "复原"
"""The word beside a row whose steps cancel out."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Rows in the reader's order with the cards that their targets lead to."""

    rows: tuple[Row, ...]
    cards: tuple[Card, ...]


def build_digest(
    store: Store, kind: ReportKind, window: Window, *, at: datetime, on: date, sources: Sequence[Source]
) -> Report:
    """The digest of ``kind`` named by the day ``on``. ``at`` is the time of generation, aware UTC."""
    shelf, fixes = Shelf(store), store.corrections()
    gone = struck(fixes)
    sent = dailies(store.reports(ReportKind.DAILY, since=window.start), window)
    told = [one for daily in sent for one in said(daily, gone)]
    gathered = _gather(told, shelf)
    notices = tuple(one.thing for one in told if isinstance(one.thing, Notice))
    papers = tuple(one.thing for one in told if isinstance(one.thing, NewPaper))
    known = {document.id for document in store.documents() if document.first_seen < window.end}
    dates = (one for one in upcoming(shelf, on, on) if one.paper.id in known and date_id(one) not in gone)
    report = Report(
        on=on,
        revision=1,
        kind=kind,
        window=window,
        generated=at,
        sources=health.of_runs(store, [run for run in store.runs(health.MANY) if _within(run.started, window)], sources),
        verdict=Verdict(),
        lines=lines(gathered.cards, notices, papers, ()),
        cards=gathered.cards,
        new_papers=papers,
        notices=notices,
        upcoming=tuple(one for one in dates if _near(one, kind)),
        corrections=tuple(fix.correction for fix in fixes if _within(fix.correction.made, window)),
        digest=replace(
            _digest(store, window, sources, gathered, len(sent)),
            assignments=of_window(store.handlings(), window, gone),
            comparison=_comparison(shelf, window, sources) if kind is ReportKind.MONTHLY else None,
        ),
    )
    return counted(_with_folded(report, sent, gone))


def _within(moment: datetime, window: Window) -> bool:
    return window.start <= moment < window.end


def _near(one: Upcoming, kind: ReportKind) -> bool:
    return one.days <= AHEAD or (kind is ReportKind.MONTHLY and one.kind is DateKind.EXPIRY)


def _gather(told: Sequence[Said], shelf: Shelf) -> Gathered:
    """One row a measure, event or new paper. What several dailies told of one measure is one row with its steps."""
    by_item = {one.step.item: one for one in told}
    records = [record for record in shelf.store.changes() if f"C{record.id}" in by_item]
    library = Library(shelf)
    found: list[tuple[Row, Card | None]] = []
    for life in lives(records, shelf):
        found += _of_life(life, [by_item[f"C{record.id}"] for record in life.records], shelf, library)
    found += [(_row([one]), None) for one in told if not isinstance(one.thing, Card)]
    found.sort(
        key=lambda one: (one[0].rank.order, *province_order(one[0].province), one[0].steps[0].on, one[0].steps[0].number)
    )
    return Gathered(tuple(row for row, _ in found), tuple(card for _, card in found if card))


def _of_life(life: Life, told: list[Said], shelf: Shelf, library: Library) -> list[tuple[Row, Card | None]]:
    last = _row(told)
    if life.reverted:
        return [(replace(last, what="", value="", tag=REVERTED, target="", reverted=True), None)]
    if life.net is None or len(life.net) > 1:
        return [(_row([one]), one.thing) for one in told if isinstance(one.thing, Card)]
    net = _net_card(life.records, shelf, library, replace(life.records[-1], change=life.net[0]))
    line = of_card(net)
    row = replace(last, rank=net.rank, subject=line.subject, what=net.what, value=line.value, tag=net.tag, target=net.id)
    return [(row, net)]


def _net_card(records: Sequence[ChangeRecord], shelf: Shelf, library: Library, net: ChangeRecord) -> Card:
    """The card of what several changes come to, under all their ids."""
    made = card(replace(net, from_sequence=records[0].from_sequence), shelf, library)
    return replace(made, id="+".join(f"C{record.id}" for record in records))


def _row(told: Sequence[Said]) -> Row:
    last = told[-1]
    line, topics = last.line, last.thing.topics if isinstance(last.thing, Card) else ()
    return Row(
        steps=tuple(one.step for one in told),
        rank=line.rank,
        province=line.province,
        paper=last.paper.title,
        subject=line.subject,
        what=line.what,
        value=line.value,
        tag=line.tag,
        target=last.step.item,
        topic=topics[0] if topics else "",
    )


def _digest(store: Store, window: Window, sources: Sequence[Source], gathered: Gathered, sent: int) -> Digest:
    provinces, tallies = tallied(gathered.rows, {card.id for card in gathered.cards})
    return Digest(
        dailies=sent,
        rows=gathered.rows,
        fortunes=health.fortunes(store, window, sources),
        figures=figures(gathered.cards),
        provinces=provinces,
        tallies=tallies,
    )


def _comparison(shelf: Shelf, window: Window, sources: Sequence[Source]) -> ComparisonTable:
    """The rows of the 省际比较表, as it stood at the end of the window, in which something changed."""
    return only_changed(comparison_table(shelf, columns(shelf, sources), window))


def _with_folded(report: Report, sent: Sequence[Daily], gone: Iterable[str]) -> Report:
    """What the dailies had folded away, taken together."""
    reports = [daily.report for daily in sent]
    slid = Counter[int]()
    papers = {one.paper.id: one.paper for daily in reports for one in daily.renumbered}
    for one in chain.from_iterable(daily.renumbered for daily in reports):
        slid[one.paper.id] += one.count
    away = frozenset(gone)
    return replace(
        report,
        editorial=tuple(one for daily in reports for one in daily.editorial if one.id not in away),
        moves=tuple(one for daily in reports for one in daily.moves if one.id not in away),
        renumbered=tuple(Renumbering(papers[paper], number) for paper, number in slid.items()),
        seen=tuple(one for daily in reports if not daily.foundation for one in daily.seen),
    )
