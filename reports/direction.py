"""Which class a change belongs to (the reader's order), and the one word that stands beside it.

A direction word comes from :attr:`Edit.direction` and from nowhere else: where the differ is not certain, the word is 变动.
"""

from __future__ import annotations

from domain.card import Rank
from domain.change import Change, Direction, Edit, EditKind, EventKind, Severity, Status
from domain.report import Attention

_RANK = {
    EditKind.TIME_LIMIT: Rank.VALUE,
    EditKind.AMOUNT: Rank.VALUE,
    EditKind.QUANTITY: Rank.VALUE,
    EditKind.DATE: Rank.VALUE,
    EditKind.MODAL: Rank.VALUE,
    EditKind.RESPONSIBLE: Rank.UNITS,
    EditKind.LEAD: Rank.UNITS,
    EditKind.TITLE: Rank.TITLE,
}
_STATUS = {Status.ADDED: "新增", Status.DELETED: "删除", Status.SPLIT: "拆分", Status.MERGED: "合并", Status.MOVED: "移动"}
_EVENT = {
    EventKind.REPEALED: (Rank.EFFECT, "废止"),
    EventKind.PARTIAL_REPEAL: (Rank.EFFECT, "废止"),
    EventKind.REPLACED: (Rank.EFFECT, "替换"),
    EventKind.VALIDITY_CHANGED: (Rank.EFFECT, "效力"),
    EventKind.WITHDRAWN: (Rank.EFFECT, "疑似撤下"),
    EventKind.TITLE_CHANGED: (Rank.TITLE, "标题"),
    EventKind.PREAMBLE_CHANGED: (Rank.OTHER, "前言"),
    EventKind.DIVERGES: (Rank.OTHER, "载文不一"),
}
KIND_WORDS = {
    EditKind.TIME_LIMIT: "时限",
    EditKind.AMOUNT: "金额",
    EditKind.QUANTITY: "数量",
    EditKind.DATE: "日期",
    EditKind.MODAL: "情态词变动",
    EditKind.SCOPE: "范围",
    EditKind.RESPONSIBLE: "责任单位",
    EditKind.LEAD: "牵头变更",
    EditKind.CROSS_REFERENCE: "条序调整",
    EditKind.BODY_NAME: "机构更名",
    EditKind.SENTENCE: "整句增删",
    EditKind.TITLE: "标题",
    EditKind.TYPO: "文字更正",
    EditKind.WORDING: "文字",
    EditKind.OTHER: "其他",
}
"""性质 of an edit, as the card prints it."""


def rank_of(edit: Edit) -> Rank:
    return _RANK.get(edit.kind, Rank.OTHER)


def leading(change: Change) -> Edit | None:
    """The edit that speaks for the whole change: substantive first, then by class, then as it stands in the text."""
    return min(
        change.edits,
        key=lambda edit: (edit.severity is not Severity.SUBSTANTIVE, rank_of(edit).order, edit.new_span.start),
        default=None,
    )


def rank(change: Change) -> Rank:
    """The class of a whole change. An added or deleted measure is one, whatever stands in it."""
    if change.status in _STATUS:
        return Rank.WHOLE
    edit = leading(change)
    return rank_of(edit) if edit else Rank.OTHER


def tag(change: Change) -> str:
    """新增, 删除, 拆分, 合并; else the direction of the leading edit; else 变动."""
    if change.status in _STATUS:
        return _STATUS[change.status]
    edit = leading(change)
    return str((edit.direction if edit else None) or Direction.CHANGED)


def event_words(kind: EventKind) -> tuple[Rank, str]:
    """The class and the word of an event."""
    return _EVENT.get(kind, (Rank.OTHER, str(Direction.CHANGED)))


def attention(of: Rank) -> Attention:
    """须处理 are the classes that move a date, a number or a duty; everything else is 须知晓."""
    return Attention.ACT if of in (Rank.EFFECT, Rank.VALUE) else Attention.KNOW
