"""The first screen: cards, notices, new papers and reminders as lines, in the reader's order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from domain.card import Card, Paper, Rank
from domain.change import Status
from domain.report import DateKind, Line, NewPaper, Notice, Upcoming
from reports.direction import attention, event_words
from reports.language import N_, _
from reports.text import ABSENT, cut, left, local

FIRST_PROVINCES = ("上海",)
"""Provinces that come first within a class; the others follow in the order of their names."""

SUBJECT, VALUE = 30, 120
"""Characters of a line: more of a title says nothing here; a value is only cut where it is the sentence of an event."""

_DATE_WORDS = {
    DateKind.EXPIRY: (N_("有效期届满"), N_("到期")),
    DateKind.EFFECTIVE: (N_("施行"), N_("施行")),
    DateKind.TARGET: (N_("目标日期"), N_("到期")),
}


def lines(
    cards: Iterable[Card], notices: Iterable[Notice], papers: Iterable[NewPaper], dates: Iterable[Upcoming]
) -> tuple[Line, ...]:
    """All lines: 效力, then 时限/金额/情态, 新增/删除, 责任, 标题, the rest; within a class Shanghai, then by province."""
    made = [
        *(_of_notice(notice) for notice in notices),
        *(of_date(one) for one in dates if one.reminder),
        *(of_card(card) for card in cards),
        *(_of_paper(paper) for paper in papers),
    ]
    return tuple(sorted(made, key=lambda line: (line.rank.order, *province_order(line.province))))


def province_order(province: str | None) -> tuple[bool, str]:
    name = province or ""
    return not name.startswith(FIRST_PROVINCES), name


def date_words(kind: DateKind) -> str:
    return _(_DATE_WORDS[kind][0])


def of_card(card: Card) -> Line:
    """The line of a changed measure."""
    here = (card.new or card.old)[0]
    return _line(
        card.rank, card.paper.province, f"{here.number}{here.title}", card.what, card.value, card.tag, _note(card), card.id
    )


def _note(card: Card) -> str:
    if card.status is Status.ADDED and card.likes.baseline:
        return f"他省同类 {len(card.likes.found)} 项" if card.likes.found else "他省无对应"
    if card.status is Status.DELETED and card.old_edition:
        return f"最后一次见到 {local(card.old_edition.last_seen):%Y-%m-%d}"
    if lost := sum(row.new is None for row in card.rows):
        return f"消失 {lost} 句"
    edition = card.new_edition
    if edition.effective_on:
        return f"施行 {edition.effective_on}"
    return f"成文 {edition.issued_on}" if edition.issued_on else f"成文日期{ABSENT}"


def named(paper: Paper) -> str:
    """A paper's title without the province that stands beside it anyway: 山西 + 若干措施（试行）."""
    province = (paper.province or "").rstrip("省市")
    return re.sub(rf"^{re.escape(province)}(?:省|市(?!场))?(?=.)", "", paper.title) if province else paper.title


def _of_notice(notice: Notice) -> Line:
    rank, tag = event_words(notice.kind)
    return _line(rank, notice.paper.province, named(notice.paper), "", notice.detail, tag, "", notice.id)


def of_date(one: Upcoming) -> Line:
    """The line that reminds of a date."""
    words, tag = _DATE_WORDS[one.kind]
    value = f"{one.on} {words}，{left(one.days)}" if one.days else f"今日{words}"
    return _line(Rank.EFFECT, one.paper.province, named(one.paper), "", value, tag, f"第{one.reminder}次提醒", "dates")


def _of_paper(paper: NewPaper) -> Line:
    note = _("补发") if paper.late else ""
    return _line(Rank.WHOLE, paper.paper.province, named(paper.paper), "新文件首次入库", _found(paper), "新增", note, paper.id)


def novelty_words(paper: NewPaper) -> str:
    """``24 项，其中 3 项各省均无、17 项含新内容、4 项均有同类``; only the count where there was no baseline. 补发 is said with both dates."""
    if paper.late is None:
        return _found(paper)
    late = _("补发：列表所载日期 {listed}，{absent} 查看时列表中尚无")
    return _("{found}；{late}").format(
        found=_found(paper), late=late.format(listed=paper.late.listed_on, absent=paper.late.absent_on)
    )


def _found(paper: NewPaper) -> str:
    counts = _counts(paper)
    if not paper.measures:
        return _("全文没有编号的措施")
    return (
        _("{measures} 项，其中 {counts}").format(measures=paper.measures, counts=counts)
        if paper.baseline and counts
        else _("{measures} 项").format(measures=paper.measures)
    )


def _counts(paper: NewPaper) -> str:
    def said() -> Iterator[str]:
        if paper.whole:
            yield _("{count} 项各省均无").format(count=len(paper.whole))
        if partly := len(paper.numbers) + len(paper.practice):
            yield _("{count} 项含新内容").format(count=partly)
        if paper.nothing:
            yield _("{count} 项均有同类").format(count=len(paper.nothing))

    return _("、").join(said())


def _line(rank: Rank, province: str | None, subject: str, what: str, value: str, tag: str, note: str, target: str) -> Line:
    return Line(attention(rank), rank, province or "", cut(subject, SUBJECT), what, cut(value, VALUE), tag, note, target)
