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
    return section + "、".join(f"{spot.number}{spot.title}" for spot in spots)


def numbering(card: Card) -> str:
    if not (card.old and card.new):
        return ""
    before, after = ("、".join(spot.number for spot in side) for side in (card.old, card.new))
    return "编号未变" if before == after else f"原{before}"


def about(topics: tuple[str, ...], products: tuple[str, ...]) -> str:
    """``审评审批与前置服务 · 医疗器械``: the main topic and the products, for the head of a card."""
    return " · ".join(filter(None, [*topics[:1], "、".join(products)]))


def about_paper(topics: tuple[str, ...], products: tuple[str, ...]) -> str:
    """``主题：审评审批与前置服务、中药；产品：药品`` of a whole document: its three chief topics."""
    return "；".join(f"{name}：{'、'.join(those)}" for name, those in ((_("主题"), topics[:3]), (_("产品"), products)) if those)


def severity(card: Card) -> str:
    return "实质" if card.severity is Severity.SUBSTANTIVE else "文字"


def kinds(pair: Pair) -> str:
    return "、".join(KIND_WORDS[kind] for kind in pair.kinds)


def unchanged(card: Card) -> str:
    """What lets the reader stop: 「本项其余 5 句、责任单位均未变。」"""
    rest = f"本项其余 {card.unchanged} 句" if card.unchanged else ""
    units = card.units
    if units is None:
        return f"{rest}均未变。" if rest else "本项无其他句子。"
    if units.changed:
        return f"{rest}均未变；责任单位有变。" if rest else "本项无其他句子；责任单位有变。"
    return f"{rest}、责任单位均未变。" if rest else "本项无其他句子；责任单位未变。"


def units(card: Card) -> str:
    """The responsible units of a card, with what came, what went, and who leads."""
    found = card.units
    if found is None:
        return f"责任单位{ABSENT}"
    if card.status is Status.ADDED or card.status is Status.DELETED:
        return "、".join(found.new or found.old) or ABSENT
    if not found.changed:
        return "、".join(found.new) + "（未变）"
    parts = [f"增加 {'、'.join(found.added)}"] if found.added else []
    parts += [f"去掉 {'、'.join(found.removed)}"] if found.removed else []
    parts += [f"牵头变更 {found.old_lead or '未载'} → {found.new_lead or '未载'}"] if found.lead_changed else []
    return "；".join(parts) + f"。现为 {'、'.join(found.new) or ABSENT}"


def effective(edition: Edition) -> str:
    if edition.effective_on:
        return f"{edition.effective_on} 施行"
    return f"未写明；成文 {edition.issued_on or ABSENT}"


def likes(found: Likes) -> str:
    """Provinces of the baseline that have no counterpart, or that there is no baseline."""
    if found.baseline is None:
        return "未设基线"
    if not found.absent:
        return "" if found.found else "基线中没有他省文件"
    shown = "、".join(found.absent[:6]) + (f" 等 {len(found.absent)} 省" if len(found.absent) > 6 else "")
    return f"{shown}：无"
