"""Which class a change belongs to (the reader's order), and the one word that stands beside it.

A direction word comes from :attr:`Edit.direction` and from nowhere else: where the differ is not certain, the word is 变动.
"""

from __future__ import annotations

from domain.card import Rank
from domain.change import Change, Direction, Edit, EditKind, EventKind, Severity, Status
from domain.report import Attention
from reports.language import N_

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
_STATUS = {
    Status.ADDED: N_("新增"),
    Status.DELETED: N_("删除"),
    Status.SPLIT: N_("拆分"),
    Status.MERGED: N_("合并"),
    Status.MOVED: N_("移动"),
}
_EVENT = {
    EventKind.REPEALED: (Rank.EFFECT, N_("废止")),
    EventKind.PARTIAL_REPEAL: (Rank.EFFECT, N_("废止")),
    EventKind.REPLACED: (Rank.EFFECT, N_("替换")),
    EventKind.VALIDITY_CHANGED: (Rank.EFFECT, N_("效力")),
    EventKind.WITHDRAWN: (Rank.EFFECT, N_("疑似撤下")),
    EventKind.TITLE_CHANGED: (Rank.TITLE, N_("标题")),
    EventKind.PREAMBLE_CHANGED: (Rank.OTHER, N_("前言")),
    EventKind.DIVERGES: (Rank.OTHER, N_("载文不一")),
}
KIND_WORDS = {
    EditKind.TIME_LIMIT: N_("时限"),
    EditKind.AMOUNT: N_("金额"),
    EditKind.QUANTITY: N_("数量"),
    EditKind.DATE: N_("日期"),
    EditKind.MODAL: N_("情态词变动"),
    EditKind.SCOPE: N_("范围"),
    EditKind.RESPONSIBLE: N_("责任单位"),
    EditKind.LEAD: N_("牵头变更"),
    EditKind.CROSS_REFERENCE: N_("条序调整"),
    EditKind.BODY_NAME: N_("机构更名"),
    EditKind.SENTENCE: N_("整句增删"),
    EditKind.TITLE: N_("标题"),
    EditKind.TYPO: N_("文字更正"),
    EditKind.WORDING: N_("文字"),
    EditKind.OTHER: N_("其他"),
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
