"""Plain text for a terminal and the text part of a mail: the first screen, then each change as old over new."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from domain.card import Card, Passage
from domain.report import Attention, Line, Report, ReportKind
from reports import citing, delivery, phrases, subscription, text, wording
from reports.direction import event_words
from reports.language import N_, _
from reports.lines import novelty_words
from reports.outline import conclusion, sections
from reports.renderers import register
from reports.safety import visible
from reports.section import Cell, Section
from reports.stored import told

WIDTH = 72
_RULE = "━" * WIDTH
_HEADINGS = {Attention.ACT: N_("【须处理】"), Attention.KNOW: N_("【须知晓】")}


@register("text", ".txt", "text/plain; charset=utf-8")
def render(report: Report) -> bytes:
    if report.digest:
        return ("\n".join(visible(row) for row in _digest(report)) + "\n").encode()
    rows = [*_first_screen(report), *(row for card in report.cards for row in _card(card, report)), *_rest(report)]
    return ("\n".join(visible(row) for row in rows) + "\n").encode()


def columns(words: str) -> int:
    """How many terminal columns a text fills: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in words)


def _first_screen(report: Report) -> Iterator[str]:
    yield _("{heading}  {day}  监测区间 {window}（北京时间）").format(
        heading=wording.heading(report), day=wording.day(report), window=wording.window(report)
    )
    yield _RULE
    yield _("结论  {verdict}").format(verdict=wording.verdict(report))
    yield _("来源  {sources}").format(sources=wording.sources(report))
    yield from (f"      ▲ {row.name} {wording.trouble(row, report.on)}" for row in report.sources.bad)
    yield from (
        _("      ▲ {title} 本次页面可疑，未采用，旧版仍有效，不报删除").format(title=one.paper.title) for one in report.suspects
    )
    yield from (f"      ▲ {delivery.words(one, report.on)}" for one in report.deliveries)
    yield from [subscription.words(report.hidden)] if report.hidden else []
    if report.gap:
        yield _("区间  {gap}").format(gap=wording.gap(report))
    yield from ("  ".join(filter(None, wording.correction(one, report.on))) for one in report.corrections)
    yield _RULE
    for attention, name in _HEADINGS.items():
        chosen = [(n, line) for n, line in enumerate(report.first_screen, 1) if line.attention is attention]
        yield from [_(name)] if chosen else []
        yield from (f"{_line(n, line)}{_('（已更正）') if n in report.struck else ''}" for n, line in chosen)
    yield from [wording.more(report)] if wording.more(report) else []
    yield _("【已折叠】{folded}").format(folded=wording.folded(report))
    yield from (_("下一个日期  {coming}").format(coming=wording.coming(one)) for one in report.upcoming[:2])


def _digest(report: Report) -> Iterator[str]:
    """A week or a month: each part under its name, a row a line."""
    yield _("{heading}  {day}  {covers} {window}（{zone}）").format(
        heading=wording.heading(report),
        day=wording.day(report),
        covers=_("覆盖"),
        window=wording.window(report),
        zone=_("北京时间"),
    )
    yield from conclusion(report) if report.kind is ReportKind.WEEKLY else ()
    for section in sections(report):
        yield _RULE
        yield f"【{section.name}】"
        yield from section.said
        yield from (_row(section, row) for row in section.rows)
        yield from () if section.said or section.rows else [section.none]


def _row(section: Section, row: Sequence[Cell]) -> str:
    """A row in one line; in a comparison each cell needs the name of its province."""
    if section.id != "comparison":
        return "  ".join(cell.words for cell in row)
    return "  ".join([row[0].words, *(f"{name} {cell.words}" for name, cell in zip(section.columns[1:], row[1:], strict=True))])


def _line(number: int, line: Line) -> str:
    left = f"{number:>2} {line.province} {line.subject}"
    space = " " * max(2, 36 - columns(left))
    return "  ".join(
        part
        for part in (f"{left}{space}{told(line.what)} {told(line.value)}".rstrip(), told(line.tag), told(line.note))
        if part
    )


def _card(card: Card, report: Report) -> Iterator[str]:
    yield _RULE
    yield f"{told(card.tag)}  {card.paper.province or ''} {phrases.place(card.new or card.old)}  {phrases.numbering(card)}"
    about = phrases.about(card.topics, card.products)
    yield "  ".join(filter(None, [wording.paper(card.paper), about, _("变动号 {id}").format(id=card.id)]))
    yield f"{told(card.what)} {told(card.value)}".strip()
    if card.whole:
        yield _("全文（{label}）{text}").format(label=citing.label(card.whole), text=_marked(card.whole))
    for row in card.rows:
        yield _("旧 {old_number} {marked}").format(old_number=row.old_number, marked=_marked(row.old))
        yield _("新 {new_number} {marked}").format(new_number=row.new_number, marked=_marked(row.new))
    for number, pair in enumerate(card.pairs, 1):
        yield f"{text.circled(number)} {phrases.kinds(pair)}"
        yield _("  旧 {marked}").format(marked=_marked(pair.old))
        yield _("  新 {marked}").format(marked=_marked(pair.new))
    if card.pairs:
        yield phrases.unchanged(card)
    yield _("出处 {url}  {snapshot}").format(
        url=card.paper.url or _(text.ABSENT), snapshot=citing.snapshot(card.new_edition, report.on)
    )


def _rest(report: Report) -> Iterator[str]:
    """New papers, events and dates, a line each."""
    rows = [
        _("新文件  {province} {paper}  {news}").format(
            province=one.paper.province or "", paper=wording.paper(one.paper), news=novelty_words(one)
        )
        for one in report.new_papers
    ]
    rows += [
        _("文件事件  {event}  {paper}  {detail}").format(
            event=_(event_words(one.kind)[1]), paper=wording.paper(one.paper), detail=told(one.detail)
        )
        for one in report.notices
    ]
    rows += [_("日期  {coming}").format(coming=wording.coming(one)) for one in report.upcoming]
    yield from [_RULE, *rows] if rows else []


def _marked(passage: Passage | None) -> str:
    if passage is None:
        return _("（无此句）")
    return "".join(f"【{piece.text}】" if piece.changed else piece.text for piece in passage.pieces)
