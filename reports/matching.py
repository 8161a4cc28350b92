"""What one thing of a report is about, for subscriptions: its 变动类型, and every word of policy text it shows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from domain.card import Card, Move, Passage
from domain.change import EditKind, EventKind, Status
from domain.report import NewPaper, Notice, Upcoming
from normalizer.script import simplified

Thing = Card | Move | NewPaper | Notice | Upcoming

# 变动类型 as a subscription names them, and what of a report each stands for.
EDITS = {
    "时限": {EditKind.TIME_LIMIT},
    "金额": {EditKind.AMOUNT},
    "数量": {EditKind.QUANTITY},
    "日期": {EditKind.DATE},
    "情态": {EditKind.MODAL},
    "范围": {EditKind.SCOPE},
    "责任": {EditKind.RESPONSIBLE, EditKind.LEAD},
    "标题": {EditKind.TITLE},
    "整句": {EditKind.SENTENCE},
    "文字": {EditKind.TYPO, EditKind.WORDING, EditKind.OTHER, EditKind.CROSS_REFERENCE, EditKind.BODY_NAME},
}
STATUSES = {"新增": {Status.ADDED}, "删除": {Status.DELETED}, "移动": {Status.MOVED}, "拆并": {Status.SPLIT, Status.MERGED}}
EVENTS = {
    "废止": {EventKind.REPEALED, EventKind.PARTIAL_REPEAL, EventKind.REPLACED},
    "效力": {EventKind.VALIDITY_CHANGED},
    "撤下": {EventKind.WITHDRAWN},
    "标题": {EventKind.TITLE_CHANGED},
}
KINDS = tuple(dict.fromkeys([*EDITS, *STATUSES, *EVENTS]))


def fold(words: str) -> str:
    """Words without the differences of script, width and case: 醫療器械 and ＩＶＤ are found by 医疗器械 and ivd."""
    return simplified(unicodedata.normalize("NFKC", words)).casefold()


def kinds_of(one: Thing) -> set[str]:
    """The 变动类型 of one thing. A new document is 新增, a date that comes is 效力."""
    if isinstance(one, Card):
        edits = {kind for pair in one.pairs for kind in pair.kinds}
        return {name for name, kinds in EDITS.items() if kinds & edits} | _named(STATUSES, one.status)
    if isinstance(one, Notice):
        return _named(EVENTS, one.kind)
    return {"移动"} if isinstance(one, Move) else {"新增"} if isinstance(one, NewPaper) else {"效力"}


def _named(table: Mapping[str, set[Status]] | Mapping[str, set[EventKind]], value: Status | EventKind) -> set[str]:
    return {name for name, values in table.items() if value in values}


def text_of(one: Thing) -> str:
    """Every word of policy text that a thing shows, for keywords."""
    parts = [one.paper.title, one.paper.document_number or "", one.paper.authority or ""]
    if isinstance(one, Card):
        parts += [one.what, one.value, *(f"{spot.title}{spot.section or ''}" for spot in (*one.old, *one.new))]
        parts += _passages([side for pair in one.pairs for side in (pair.old, pair.new)], [one.whole])
        parts += _passages([side for row in one.rows for side in (row.old, row.new)])
        parts += [*one.units.old, *one.units.new] if one.units else []
    elif isinstance(one, Move):
        parts += [one.old.title, one.new.title]
    elif isinstance(one, NewPaper):
        items = (*one.whole, *one.numbers, *one.practice, *one.nothing)
        parts += [text for item in items for text in (item.title, *_passages(item.passages))]
    else:
        parts.append(one.detail if isinstance(one, Notice) else one.words)
    return "\n".join(parts)


def _passages(*groups: Iterable[Passage | None]) -> list[str]:
    return [one.text for group in groups for one in group if one is not None]
