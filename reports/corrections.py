"""更正: finding what a reader means by 「11-22 第2条」, and taking it back in the next revision of that day's report.

The lines of a corrected report stay and are struck, so that the numbers of the others hold; cards, papers, events and dates that were
taken back go, so that every format that lists them lists what stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from domain.correction import Correction, Fix
from domain.errors import InputError
from domain.record import CorrectionRecord
from domain.report import Line, Report, Upcoming
from reports import count
from reports.lines import of_date
from reports.phrases import place


def struck(records: Iterable[CorrectionRecord]) -> frozenset[str]:
    """The ids that the last word on them takes back: they are told nowhere again."""
    last = {record.correction.item: record.correction.fix for record in records if record.correction.item}
    return frozenset(item for item, fix in last.items() if fix is Fix.STRUCK)


def date_id(one: Upcoming) -> str:
    """The id of a date: another day of the same date is another thing to be told."""
    return f"D{one.paper.id} {one.key} {one.on}"


def items(report: Report) -> tuple[str, ...]:
    """The id behind each line of a report."""
    dates = {of_date(one): date_id(one) for one in report.upcoming if one.reminder}
    return tuple(dates.get(line, "") if line.target == "dates" else line.target for line in report.lines)


def find(report: Report, asked: str) -> tuple[int, str, str]:
    """The line number (0 for none), the id and the words of what is asked for by line number or by id. Raises InputError if it is not there."""
    behind = items(report)
    number = int(asked) if asked.isdecimal() else behind.index(asked) + 1 if asked in behind else 0
    if 1 <= number <= len(behind) and behind[number - 1]:
        return number, behind[number - 1], spoken(report.lines[number - 1])
    folded = {
        card.id: f"{card.paper.province or ''} {place(card.new or card.old)} {card.value}".strip() for card in report.editorial
    }
    folded |= {move.id: f"{move.paper.province or ''} {place((move.new,))}".strip() for move in report.moves}
    if asked in folded:
        return 0, asked, folded[asked]
    raise InputError(
        f"the daily report of {report.on} has no line or change {asked}; it has {len(behind)} lines, and ids such as C12 stand on its cards"
    )


def spoken(line: Line) -> str:
    """A line as one sentence."""
    return " ".join(part for part in (line.province, line.subject, line.what, line.value) if part)


def corrected(
    report: Report, corrections: Sequence[Correction], substantive: int, *, at: datetime, revision: int, corrects: int
) -> Report:
    """The report without what ``corrections``, all those of its day, take back. ``substantive`` is what is left of 实质变动."""
    gone = struck(CorrectionRecord(0, one) for one in corrections)
    left = _without(report, gone)
    return replace(
        left,
        verdict=replace(
            left.verdict,
            substantive=substantive,
            documents=len({card.paper.id for card in left.cards}),
            new_documents=len(left.new_papers),
            effects=count.effects(left.notices, left.upcoming),
            editorial=len(left.editorial),
            regrouped=sum(bool(card.rows) for card in left.editorial),
            moved=len(left.moves),
        ),
        corrections=_numbered(report, corrections),
        generated=at,
        revision=revision,
        corrects=corrects,
    )


def _numbered(report: Report, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections with the lines of this report: made again, it may have others. A date already taken back is known by its line alone."""
    numbers = {item: number for number, item in enumerate(items(report), 1) if item}
    kept = {one.item: one.number for one in corrections if one.item.startswith("D")}
    return tuple(replace(one, number=(kept | numbers).get(one.item, 0)) for one in corrections)


def _without(report: Report, gone: Collection[str]) -> Report:
    """What was taken back, gone from every list but the lines."""
    return replace(
        report,
        cards=tuple(card for card in report.cards if card.id not in gone),
        editorial=tuple(card for card in report.editorial if card.id not in gone),
        moves=tuple(move for move in report.moves if move.id not in gone),
        new_papers=tuple(paper for paper in report.new_papers if paper.id not in gone),
        notices=tuple(notice for notice in report.notices if notice.id not in gone),
        upcoming=tuple(one for one in report.upcoming if date_id(one) not in gone),
    )
