"""The 修订对照表: 修订前 on the left, 修订后 on the right, one row a measure, aligned by content and not by number.

The form is that of the tables regulators and listed companies publish. Each side stands under its own full title, 文号 and dates. What came is marked on the right,
what went on the left; a side that has nothing says （新增） or （删除）, and a measure that only got another number is 条序调整.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.card import Card, Edition, Paper, Passage, Spot
from domain.change import Status
from reports import citing, phrases
from reports.language import N_, _
from reports.stored import told
from reports.text import circled
from reports.word.markup import DELETED, INSERTED, TEXT, Node, cell, paragraph, row, run, table, words
from reports.word.sheets import Sheet

WIDTHS = (680, 5000, 5000, 3890)
"""序号, 修订前, 修订后, 修订说明 in twentieths of a point: together what 2 cm margins leave of A4 landscape."""

TOGETHER = 8
"""Lines up to which a row is kept on one page: about a third of what header and footer leave of it."""

ADDED, GONE = N_("（新增）"), N_("（删除）")
MARKS = N_(
    "说明：左栏为修订前，右栏为修订后；新增的文字加粗并加下划线（红色），删除的文字在左栏加删除线（红色）；整项新增、删除的，另一栏写（新增）、（删除）；"
    "仅编号变化的写条序调整。"
)
LABEL = N_("注明“规范化文本”的文字经过繁简、宽度或换行处理，不能逐字引用。")
UNLISTED = N_("未列出的文字以“……”代替。")
CLOSING = N_("除上述修订外，其他条款不变。")
_SHADE = "F2F2F2"


def note() -> str:
    """What the marks of a table mean, above it."""
    return f"{_(MARKS)}{_(UNLISTED)}{_(LABEL)}"


def comparison(sheet: Sheet) -> Node:
    """The table of one document."""
    lines = [header_row(sheet)]
    for number, card in enumerate(sheet.cards, 1):
        lines += _of_card(number, card)
    for number, move in enumerate(sheet.moves, len(sheet.cards) + 1):
        remark = _("移动，内容未变") if move.old.section != move.new.section else _("条序调整，内容未变")
        lines.append(line(str(number), [_place(move.old)], [_place(move.new)], [paragraph(remark)]))
    for slid in sheet.renumbered:
        lines.append(across(_("条序调整：{count} 项顺延改号，内容未变。").format(count=slid.count)))
    lines.append(across(_(CLOSING)))
    return table(WIDTHS, lines, _("{title} 修订对照表").format(title=sheet.paper.title))


def header_row(sheet: Sheet) -> Node:
    heads = (
        [paragraph(run(_("序号"), "bold"), align="center")],
        _side(_("修订前"), sheet.paper, sheet.old),
        _side(_("修订后"), sheet.paper, sheet.new),
        [paragraph(run(_("修订说明"), "bold"), align="center")],
    )
    return row([cell(width, head, shade=_SHADE) for width, head in zip(WIDTHS, heads, strict=True)], header=True)


def _side(name: str, paper: Paper, edition: Edition | None) -> list[Node]:
    """Name of the side, full title and history line of its version."""
    title = (edition.title if edition else None) or paper.title
    head = [paragraph(run(name, "bold"), align="center"), paragraph(run(title, "bold"), align="center")]
    return [*head, paragraph(run(citing.history(edition), "soft"), align="center")] if edition else head


def line(number: str, old: Iterable[Node], new: Iterable[Node], remark: Iterable[Node]) -> Node:
    parts = ([paragraph(number, align="center")], list(old), list(new), list(remark))
    tallest = max(_lines(part, width) for part, width in zip(parts, WIDTHS, strict=True))
    cells = [cell(width, part) for width, part in zip(WIDTHS, parts, strict=True)]
    return row(cells, whole=tallest <= TOGETHER)


def _lines(content: Iterable[Node], width: int) -> int:
    """About how many lines a cell takes: a Chinese character of the body is 210 twentieths of a point wide."""
    return sum(sum(len(text.text or "") for text in one.iter(TEXT)) * 210 // width + 1 for one in content)


def across(text: str) -> Node:
    return row([cell(sum(WIDTHS), [paragraph(text)], span=len(WIDTHS))])


def _of_card(number: int, card: Card) -> Iterator[Node]:
    """One row; a split or merger has one for each of its sentences, so that they stand side by side."""
    remark = list(_remark(card))
    if not card.rows:
        yield line(str(number), _cell(card, old=True), _cell(card, old=False), remark)
    for at, one in enumerate(card.rows, 1):
        old = _sentence(one.old, DELETED, ADDED, one.old_number, whole=one.new is None)
        new = _sentence(one.new, INSERTED, GONE, one.new_number, whole=one.old is None)
        yield line(f"{number}.{at}", [old], [new], remark if at == 1 else ())


def _cell(card: Card, *, old: bool) -> Iterator[Node]:
    """One side of a row: the whole of an added or deleted measure, else its changed sentences in their order."""
    look = DELETED if old else INSERTED
    if card.status in (Status.ADDED, Status.DELETED):
        here = old is (card.status is Status.DELETED)
        yield _sentence(card.whole if here else None, look, ADDED if old else GONE, whole=True)
        return
    yield from (_place(spot) for spot in (card.old if old else card.new))
    for at, pair in enumerate(card.pairs, 1):
        count = circled(at) if len(card.pairs) > 1 else ""
        passage, other = (pair.old, pair.new) if old else (pair.new, pair.old)
        yield _sentence(passage, look, ADDED if old else GONE, count, whole=other is None)
    if card.unchanged:
        yield paragraph("……")


def _place(spot: Spot) -> Node:
    section = f"{spot.section} › " if spot.section else ""
    return paragraph(run(section, "soft"), run(f"{spot.number}{spot.title}", "bold"))


def _sentence(passage: Passage | None, look: str, missing: str, before: str = "", *, whole: bool = False) -> Node:
    """A sentence with its marks, and a word where it is not what the page says byte for byte."""
    if passage is None:
        return paragraph(before, _(missing))
    label = [] if passage.verbatim else [run(_("〔{label}〕").format(label=citing.label(passage)), "soft")]
    return paragraph(*([before] if before else []), *words(passage, look, whole=whole), *label)


def _remark(card: Card) -> Iterator[Node]:
    """修订说明: the changed value, what it is about, what did not change, and since when it applies."""
    yield paragraph(run(f"【{told(card.tag)}】", "bold"), f"{told(card.what)} {told(card.value)}".strip())
    before, after = (_("、").join(spot.number for spot in side) for side in (card.old, card.new))
    if before and after and before != after:
        yield paragraph(_("条序调整：{before} → {after}").format(before=before, after=after))
    if kinds := _("；").join(_kinds(card)):
        yield paragraph(_("性质：{kinds}").format(kinds=kinds))
    if card.pairs:
        yield paragraph(phrases.unchanged(card))
    if card.units:
        yield paragraph(_("责任单位：{units}").format(units=phrases.units(card)))
    yield paragraph(_("生效：{effective}").format(effective=phrases.effective(card.new_edition)))
    others = [f"{one.province or ''}{one.number}{one.title or one.document}" for one in card.likes.found[:4]]
    yield paragraph(_("他省同类：") + _("；").join([*others, *filter(None, [phrases.likes(card.likes)])]))
    yield paragraph(run(_("变动号 {id} · {severity}").format(id=card.id, severity=phrases.severity(card)), "soft"))


def _kinds(card: Card) -> Iterator[str]:
    for at, pair in enumerate(card.pairs, 1):
        direction = _("，{direction}").format(direction=told(pair.direction)) if pair.direction else ""
        yield f"{circled(at) if len(card.pairs) > 1 else ''}{phrases.kinds(pair)}{direction}"
