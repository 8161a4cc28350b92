"""The words of the 省际比较表: its marks, what a cell says, and what fell away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from domain.comparison_table import ComparisonTable, Entry, Lapse, TableCell, TableRow, Turn, Turned
from domain.matrix import Mark
from reports.language import N_, _
from reports.section import Cell, Section
from reports.text import titled

SIGNS = {Mark.HARD: "●", Mark.SOFT: "○", Mark.ADJACENT: "◇", Mark.ABSENT: "—", Mark.MISSING: N_("未收录")}
MEANINGS = {
    Mark.HARD: N_("有硬指标"),
    Mark.SOFT: N_("同方向无指标"),
    Mark.ADJACENT: N_("仅相关"),
    Mark.ABSENT: N_("已读未见"),
    Mark.MISSING: N_("未入库"),
}
_TURNS = {
    Turn.AMENDED: N_("修改"),
    Turn.ADDED: N_("新增"),
    Turn.SPLIT: N_("拆分"),
    Turn.MERGED: N_("合并"),
    Turn.FIRST_SEEN: N_("新文件"),
    Turn.DELETED: N_("删除"),
    Turn.REPEALED: N_("废止"),
}


def sign(mark: Mark) -> str:
    return _(SIGNS[mark])


def name(commitment: str) -> str:
    """The name of a row, in the language spoken where it is one of our own words, such as a topic or a product."""
    return _(commitment) if commitment else ""


def legend() -> str:
    """``● 有硬指标　○ 同方向无指标　…``."""
    return "　".join(f"{_(SIGNS[mark])} {_(MEANINGS[mark])}" for mark in Mark)


def turned(one: Turned, on: date) -> str:
    """``11-06 修改``: the day with its year where that is not the year of the table."""
    day = f"{one.on:%m-%d}" if one.on.year == on.year else str(one.on)
    return _("{day} {turn}").format(day=day, turn=_(_TURNS[one.turn]))


def gap(number: str) -> str:
    """What stands between a number as printed and the words after it: nothing behind a full-width bracket, which has its own room."""
    return "" if number.endswith(("）", "、")) else " "


def dated(one: Entry, on: date) -> str:
    """``〔11-06 修改〕``, or nothing where it did not change."""
    return _("〔{turned}〕").format(turned=turned(one.turned, on)) if one.turned else ""


def entry(one: Entry, on: date) -> str:
    """``●（十二）平均三个月内〔11-06 修改〕``."""
    return f"{sign(one.mark)}{one.spot.number}{gap(one.spot.number)}{one.phrase}{dated(one, on)}"


def more(one: TableCell) -> str:
    """``（另2条）``: what a brief table leaves out of a cell."""
    return _("（另{count}条）").format(count=one.more) if one.more else ""


def cell(one: TableCell, on: date) -> str:
    """What stands in a cell, in one line."""
    return (_("；").join(entry(each, on) for each in one.entries) or sign(one.mark)) + more(one)


def said(table: ComparisonTable) -> Iterator[str]:
    """The sentences that belong to a table: what the marks mean, what its shading means, and what fell away."""
    yield legend()
    if table.since < table.on:
        yield _("{since} 至 {on} 有变动的格加底色并注明日期；数值与单位照原文，不作换算。").format(
            since=table.since, on=table.on
        )
    else:
        yield _("直接比较文件，不知变动日期；数值与单位照原文，不作换算。")
    if table.brief:
        yield _("一页版：每格只列最强的一条，另有几条注明条数；全表{whole}行，列出{shown}行。").format(
            whole=table.whole, shown=len(table.rows)
        )
    if unread := [one.province for one in table.columns if one.papers and not one.whole]:
        yield _("未读全，空格记为“未收录”：{provinces}。").format(provinces=_("、").join(unread))
    if table.unheard:
        yield _("未收录的省份：{provinces}。").format(provinces=_("、").join(table.unheard))


def gone_heading(table: ComparisonTable) -> str:
    """Over what :func:`fallen` says."""
    return _("近{days}天内不再有的").format(days=(table.on - table.since).days)


def fallen(table: ComparisonTable) -> tuple[str, ...]:
    """What fell away, a sentence for each measure: ``11-20 删除：山西（九）（《若干措施》）缩短启动用时［临床试验启动］``."""
    found: dict[Lapse, list[str]] = {}
    for one in table.lapses:
        found.setdefault(replace(one, name="", topic=""), []).append(one.name)
    return tuple(_lapse(one, names, table.on) for one, names in found.items())


def _lapse(one: Lapse, names: Iterable[str], on: date) -> str:
    return _("{turned}：{province}{number}（《{paper}》）{phrase}［{names}］").format(
        turned=turned(one.turned, on),
        province=one.province,
        number=one.number,
        paper=titled(one.paper, 24),
        phrase=one.phrase,
        names=_("、").join(map(name, names)),
    )


def by_topic(table: ComparisonTable) -> list[tuple[str, list[TableRow]]]:
    """The rows under their topics, in the order of the table."""
    return [(topic, list(rows)) for topic, rows in groupby(table.rows, key=lambda row: row.topic)]


def columns(table: ComparisonTable) -> tuple[str, ...]:
    return _("具体要求"), *(one.province for one in table.columns)


def row(one: TableRow, on: date, known: Collection[str] = ()) -> tuple[Cell, ...]:
    """The commitment and its cells; what changed is marked, and leads to its change if that is ``known`` where the row stands."""
    return Cell(name(one.name)), *(_cell(each, on, known) for each in one.cells)


def _cell(one: TableCell, on: date, known: Collection[str]) -> Cell:
    item = one.turned.item if one.turned else ""
    target = next((each for each in known if item and item in each.split("+")), "")
    return Cell(cell(one, on), target, changed=bool(one.turned))


def topics(table: ComparisonTable) -> Iterator[Section]:
    """One part for each topic."""
    for at, (topic, rows) in enumerate(by_topic(table), 1):
        yield Section(f"t{at}", _(topic) if topic else _("未归类"), columns(table), tuple(row(one, table.on) for one in rows))
