"""Changes as rows of one table, for spreadsheets: a row a change, typed cells, and nothing that needs a second row to be understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from domain.card import Card, Move, Passage, Spot
from domain.change import Status
from domain.handling import Assignment
from domain.report import Report
from reports import phrases
from reports.direction import KIND_WORDS
from reports.language import N_, _
from reports.text import circled
from reports.value import sides

Cell = str | date | datetime | None
"""``datetime`` is aware UTC: how a format shows a time is its own affair."""

COLUMNS = (
    *(
        N_("变动ID"),
        N_("日期"),
        N_("省份"),
        N_("文件"),
        N_("文号"),
        N_("章"),
        N_("旧编号"),
        N_("新编号"),
        N_("标题"),
        N_("类型"),
        N_("性质"),
        N_("严重度"),
        N_("主题"),
        N_("产品"),
    ),
    *(
        N_("旧句"),
        N_("新句"),
        N_("旧值"),
        N_("新值"),
        N_("责任单位（旧）"),
        N_("责任单位（新）"),
        N_("施行日期"),
        N_("他省对应"),
        N_("原文链接"),
        N_("快照时间"),
        N_("文本指纹"),
    ),
    *(N_("处理人"), N_("处理意见"), N_("备注")),
)
"""The columns of a compliance desk's own list. 处理人 and 处理意见 are filled in where a digest knows them; they and 备注 are hers."""

_STATUS = {
    Status.AMENDED: N_("修改"),
    Status.ADDED: N_("新增"),
    Status.DELETED: N_("删除"),
    Status.MOVED: N_("移动"),
    Status.SPLIT: N_("拆分"),
    Status.MERGED: N_("合并"),
    Status.RENUMBERED: N_("改号"),
    Status.UNCHANGED: N_("未变"),
}


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    """Substantive changes in the order of the report, then editorial ones, then moves; each as long as :data:`COLUMNS`.

    日期 is the day of the daily report that told the change, in a digest too.
    """
    days = {row.target: row.steps[-1].on for row in report.digest.rows} if report.digest else {}
    handled = {one.matter.item: one for one in report.digest.assignments} if report.digest else {}
    for card in (*report.cards, *report.editorial):
        yield _placed(_of_card(card, days.get(card.id, report.on)) | _handled(card.id, handled))
    for move in report.moves:
        yield _placed(_of_move(move, report.on) | _handled(move.id, handled))


def _handled(id: str, known: Mapping[str, Assignment]) -> dict[str, Cell]:
    """Who has it and what was last said of it; of a row that sums up several changes, the last of them that was assigned."""
    found = next((known[part] for part in reversed(id.split("+")) if part in known), None)
    return {"处理人": found.to, "处理意见": found.said} if found else {}


def _placed(named: dict[str, Cell]) -> tuple[Cell, ...]:
    return tuple(named.get(column) for column in COLUMNS)


def _of_card(card: Card, on: date) -> dict[str, Cell]:
    edition = card.new_edition
    return {
        **_head(card.id, card.paper.province, card.paper.title, on),
        **_places(card.old, card.new),
        **_words(card),
        "文号": card.paper.document_number,
        "类型": _(_STATUS[card.status]),
        "性质": _("、").join(dict.fromkeys(_(KIND_WORDS[kind]) for pair in card.pairs for kind in pair.kinds)),
        "严重度": phrases.severity(card),
        **_about(card),
        "责任单位（旧）": _("、").join(card.units.old) if card.units else None,
        "责任单位（新）": _("、").join(card.units.new) if card.units else None,
        "施行日期": edition.effective_on,
        "他省对应": _others(card),
        "原文链接": card.paper.url,
        "快照时间": edition.snapshot,
        "文本指纹": edition.fingerprint,
    }


def _of_move(move: Move, on: date) -> dict[str, Cell]:
    return {
        **_head(move.id, move.paper.province, move.paper.title, on),
        **_places((move.old,), (move.new,)),
        "文号": move.paper.document_number,
        "类型": _(_STATUS[Status.MOVED]),
        "严重度": _("内容未变"),
        **_about(move),
        "旧值": phrases.place((move.old,)),
        "新值": phrases.place((move.new,)),
        "原文链接": move.paper.url,
    }


def _head(id: str, province: str | None, title: str, on: date) -> dict[str, Cell]:
    return {"变动ID": id, "日期": on, "省份": province, "文件": title}


def _about(one: Card | Move) -> dict[str, Cell]:
    return {"主题": _("、").join(map(_, one.topics)), "产品": _("、").join(map(_, one.products))}


def _places(old: tuple[Spot, ...], new: tuple[Spot, ...]) -> dict[str, Cell]:
    here = new or old
    return {
        "章": here[0].section,
        "旧编号": _("、").join(spot.number for spot in old),
        "新编号": _("、").join(spot.number for spot in new),
        "标题": _("、").join(spot.title for spot in here if spot.title),
    }


def _words(card: Card) -> dict[str, Cell]:
    """Sentences without our marks, so that they are found on the page; the values are those of the line, or what the marks enclose."""
    if card.whole:
        side = "旧" if card.status is Status.DELETED else "新"
        return {f"{side}句": card.whole.text, f"{side}值": card.value}
    olds = [pair.old for pair in card.pairs] or [row.old for row in card.rows]
    news = [pair.new for pair in card.pairs] or [row.new for row in card.rows]
    whole = sides(card.value) if len(card.pairs) == 1 and "等" not in card.value else None
    old, new = whole or (_marked(olds), _marked(news))
    return {"旧句": _numbered(olds), "新句": _numbered(news), "旧值": old, "新值": new}


def _numbered(passages: list[Passage | None]) -> str:
    """One sentence as it is; several numbered, each on its line, so that ② of one side belongs to ② of the other."""
    if len(passages) == 1:
        return passages[0].text.strip() if passages[0] else ""
    return "\n".join(f"{circled(number)}{one.text.strip()}" for number, one in enumerate(passages, 1) if one)


def _marked(passages: Iterable[Passage | None]) -> str:
    return _("；").join(piece.text.strip(" \n、，") for one in passages if one for piece in one.pieces if piece.changed)


def _others(card: Card) -> str:
    found = [f"{one.province or ''}{one.number}{one.title or one.document}" for one in card.likes.found]
    return _("；").join([*found, *filter(None, [phrases.likes(card.likes)])])
