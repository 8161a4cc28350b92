"""Who handles what, in the words of a report: the matter as a daily report told it, and the 未处理清单."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from domain.card import Card, Move, Paper
from domain.handling import Assignment, Handling, Matter, assignments
from domain.report import NewPaper, Notice, Report
from domain.run import Window
from reports.corrections import find
from reports.language import _
from reports.text import clock


def matter(report: Report, asked: str) -> Matter:
    """What a daily report told under a line number or an id. Raises InputError if it tells no such thing."""
    number, item, words = find(report, asked)
    if not number:
        folded = _papers(report.editorial, report.moves)[item]
        province = folded.province or ""
        said = words.removeprefix(province).strip()
        return Matter(item, report.on, report.revision, 0, province, folded.title, said, "", "")
    line = report.lines[number - 1]
    paper = _papers(report.cards, report.notices, report.new_papers).get(item)  # none for a date, whose line names it
    title = paper.title if paper else line.subject
    return Matter(item, report.on, report.revision, number, line.province, title, line.subject, line.what, line.value)


def _papers(*lists: Iterable[Card | Move | Notice | NewPaper]) -> dict[str, Paper]:
    return {one.id: one.paper for one in chain(*lists)}


def of_window(log: Iterable[Handling], window: Window, gone: Collection[str]) -> tuple[Assignment, ...]:
    """What was open at the end of the window, and what was closed within it. ``gone`` are the ids that corrections took back."""
    found = assignments(one for one in log if one.at < window.end)
    told = (one for one in found if one.closed is None or one.closed >= window.start)
    return tuple(replace(one, struck=one.matter.item in gone) for one in told)


def summed(found: Sequence[Assignment], on: date) -> str:
    """``未处理 3 项，其中逾期 1 项（王某 2、李某 1）。``; empty where nothing is open."""
    standing = [one for one in found if one.open]
    if not standing:
        return ""
    late = sum(bool(one.overdue(on)) for one in standing)
    people = _("、").join(f"{name} {count}" for name, count in Counter(one.to for one in standing).most_common())
    more = _("，其中逾期 {count} 项").format(count=late) if late else ""
    return _("未处理 {count} 项{more}（{people}）。").format(count=len(standing), more=more, people=people)


def due_words(one: Assignment, on: date) -> str:
    """``2026-11-30（剩3天）``, ``2026-11-24（▲逾期3天）``: the mark and the word say it without a colour."""
    if one.due is None:
        return _("未定")
    late, days = one.overdue(on), (one.due - on).days
    if not one.open:
        return str(one.due)
    if late:
        return _("{day}（▲逾期{days}天）").format(day=one.due, days=late)
    return _("{day}（{left}）").format(day=one.due, left=_("今日到期") if days == 0 else _("剩{days}天").format(days=days))


def result(one: Assignment, on: date) -> str:
    """``C12 王某 11-26 办结：已通知注册组``."""
    said = _("：{words}").format(words=one.said) if one.said else ""
    at = clock(one.closed, on) if one.closed else ""
    return _("{item} {to} {at} 办结{said}").format(item=one.matter.item, to=one.to, at=at, said=said)
