"""What the reader forwards under her own name: a paragraph for her boss, and a citation as three plain lines.

Neither holds a word of the system (ids, ordinals, fingerprints in the paragraph), and neither says what a change means: the line 我司影响 is
left empty for her, because only the company knows. Both are Chinese whatever the language of the report: they are pasted for Chinese readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from domain.card import Card, Edition, Passage, Units
from domain.change import Status
from reports import citing, value
from reports.language import DEFAULT, _, speaking
from reports.lines import named
from reports.text import ABSENT, chinese, cut

LIMIT = 150
"""Characters of the paragraph, with its empty line and its link."""

ADDRESS = 70
"""Of a longer link only so many characters count where the change would not fit otherwise: it is one tap whatever its length."""

TITLE = 14
"""Characters the title of the document is left at the least."""

_OPEN = re.compile(r"（[^）]*…$")
UNQUOTABLE = "页面上没有与此逐字一致的连续文字，不能加引号引用。"


@speaking(DEFAULT)
def paragraph(card: Card, on: date) -> str:
    """Three lines she can paste unaltered: what changed, the empty 我司影响, and where it stands."""
    url = card.paper.url or ABSENT
    last = f"我司影响：\n{_flat(f'原文：{url} {citing.items(card.new or card.old)}。')}"
    province = f"【{card.paper.province}】" if card.paper.province else ""
    day = _day(card.new_edition, on)
    room = LIMIT - len(f"{province}{day}：。\n{last}")
    change = _change(card)
    if room < TITLE + len(change):
        room = min(TITLE + len(change), room + max(0, len(url) - ADDRESS))
    change = _fit(change, room - TITLE)
    title = _OPEN.sub("…", _fit(named(card.paper), room - len(change)))
    return f"{_flat(f'{province}{title}{day}：{change}。')}\n{last}"


@speaking(DEFAULT)
def citation(card: Card) -> tuple[str, ...]:
    """引用, 原文 and 来源, one line each, and 说明 where the page is in Traditional script.

    In quotation marks stands only what is on the page byte for byte.
    """
    old = not card.new
    edition = card.old_edition if old and card.old_edition else card.new_edition
    passages = list(_passages(card, old))
    held = [line for quote in citing.quotes(passages) for line in quote.splitlines() if line.strip()]
    words = "".join(f"“{line}”" for line in held) or UNQUOTABLE
    page = "旧版页面（现已替换）" if old else card.paper.url or ABSENT
    source = f"{page}（{_(citing.LEVELS[card.paper.level])}；{citing.origin(card.paper, edition)}）"
    lines = (f"引用  {_flat(citing.reference(card, old=old))}", f"原文  {words}", f"来源  {_flat(source)}")
    return (*lines, f"说明  {citing.note(passages)}") if citing.converted(passages) else lines


def _passages(card: Card, old: bool) -> Iterator[Passage | None]:
    yield card.whole
    yield from (pair.old if old else pair.new for pair in card.pairs)
    yield from (row.old if old else row.new for row in card.rows)


def _day(edition: Edition, on: date) -> str:
    """``（11月6日成文）``, with the year where it is not this one; nothing where the page carries no date."""
    issued = edition.issued_on
    if issued is None:
        return ""
    return f"（{f'{issued.month}月{issued.day}日' if issued.year == on.year else chinese(issued)}成文）"


def _change(card: Card) -> str:
    """The change in the words of the card, as a clause."""
    spots = "、".join(f"{spot.number}{spot.title}" for spot in card.new or card.old)
    if card.status is Status.ADDED:
        return f"新增{spots}" + (f"，{card.value}" if card.value else "")
    if card.status is Status.DELETED:
        return f"删除{spots}"
    if card.units and card.what == "责任单位":
        return f"{card.new[0].title}责任单位{_units(card.units)}"
    if card.status in (Status.SPLIT, Status.MERGED):
        return f"{citing.items(card.old)}{'拆分' if card.status is Status.SPLIT else '合并'}为{citing.items(card.new)}"
    sides = value.sides(card.value.replace(" 等", "等"))
    if sides is None:
        return f"{card.what}：{card.value}"
    return f"{card.what or card.new[0].title}由{sides[0]}改为{sides[1]}"


def _units(units: Units) -> str:
    parts = [f"增加{'、'.join(units.added)}"] if units.added else []
    parts += [f"去掉{'、'.join(units.removed)}"] if units.removed else []
    parts += [f"牵头由{units.old_lead or '未载'}改为{units.new_lead or '未载'}"] if units.lead_changed else []
    return "，".join(parts)


def _fit(words: str, room: int) -> str:
    """At most ``room`` characters, whole numbers and titles where that is possible."""
    found = cut(words, room)
    return found if len(found) <= room else f"{words[: max(0, room - 1)]}…"


def _flat(words: str) -> str:
    """One line, whatever a page put into its title."""
    return " ".join(words.split())
