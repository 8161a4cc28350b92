"""Sentences about one changed measure: where it stands, what changed, and above all what did not."""

from __future__ import annotations

from domain.card import Card, Edition, Likes, Pair, Spot
from domain.change import Severity, Status
from reports.direction import KIND_WORDS
from reports.language import _
from reports.text import ABSENT


def place(spots: tuple[Spot, ...]) -> str:
    """``三、提升质效 › （十二）变更注册联合办理``; several joined by 、."""
    if not spots:
        return ""
    section = f"{spots[0].section} › " if spots[0].section else ""
    return section + _("、").join(f"{spot.number}{spot.title}" for spot in spots)


def numbering(card: Card) -> str:
    if not (card.old and card.new):
        return ""
    before, after = (_("、").join(spot.number for spot in side) for side in (card.old, card.new))
    return _("编号未变") if before == after else _("原{before}").format(before=before)


def about(topics: tuple[str, ...], products: tuple[str, ...]) -> str:
    """``审评审批与前置服务 · 医疗器械``: the main topic and the products, for the head of a card."""
    return " · ".join(filter(None, [*map(_, topics[:1]), _("、").join(map(_, products))]))


def about_paper(topics: tuple[str, ...], products: tuple[str, ...]) -> str:
    """``主题：审评审批与前置服务、中药；产品：药品`` of a whole document: its three chief topics."""
    return _("；").join(
        _("{name}：{names}").format(name=name, names=_("、").join(map(_, those)))
        for name, those in ((_("主题"), topics[:3]), (_("产品"), products))
        if those
    )


def severity(card: Card) -> str:
    return _("实质") if card.severity is Severity.SUBSTANTIVE else _("文字")


def kinds(pair: Pair) -> str:
    return _("、").join(_(KIND_WORDS[kind]) for kind in pair.kinds)


def unchanged(card: Card) -> str:
    """What lets the reader stop: 「本项其余 5 句、责任单位均未变。」"""
    rest = _("本项其余 {count} 句").format(count=card.unchanged) if card.unchanged else ""
    units = card.units
    if units is None:
        return _("{rest}均未变。").format(rest=rest) if rest else _("本项无其他句子。")
    if units.changed:
        return _("{rest}均未变；责任单位有变。").format(rest=rest) if rest else _("本项无其他句子；责任单位有变。")
    return _("{rest}、责任单位均未变。").format(rest=rest) if rest else _("本项无其他句子；责任单位未变。")


def units(card: Card) -> str:
    """The responsible units of a card, with what came, what went, and who leads."""
    found = card.units
    if found is None:
        return _("责任单位{absent}").format(absent=_(ABSENT))
    if card.status is Status.ADDED or card.status is Status.DELETED:
        return _("、").join(found.new or found.old) or _(ABSENT)
    if not found.changed:
        return _("、").join(found.new) + _("（未变）")
    parts = [_("增加 {names}").format(names=_("、").join(found.added))] if found.added else []
    parts += [_("去掉 {names}").format(names=_("、").join(found.removed))] if found.removed else []
    parts += (
        [_("牵头变更 {old} → {new}").format(old=found.old_lead or _("未载"), new=found.new_lead or _("未载"))]
        if found.lead_changed
        else []
    )
    return _("；").join(parts) + _("。现为 {names}").format(names=_("、").join(found.new) or _(ABSENT))


def effective(edition: Edition) -> str:
    if edition.effective_on:
        return _("{day} 施行").format(day=edition.effective_on)
    return _("未写明；成文 {day}").format(day=edition.issued_on or _(ABSENT))


def likes(found: Likes) -> str:
    """Provinces of the baseline that have no counterpart, or that there is no baseline."""
    if found.baseline is None:
        return _("未设基线")
    if not found.absent:
        return "" if found.found else _("基线中没有他省文件")
    shown = _("、").join(found.absent[:6]) + (
        _(" 等 {count} 省").format(count=len(found.absent)) if len(found.absent) > 6 else ""
    )
    return _("{shown}：无").format(shown=shown)
