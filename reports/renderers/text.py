"""Plain text for a terminal and the text part of a mail: the first screen, then each change as old over new."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from domain.card import Card, Passage
from domain.report import Attention, Line, Report, ReportKind
from reports import citing, delivery, phrases, subscription, text, wording
from reports.direction import event_words
from reports.language import _
from reports.lines import novelty_words
from reports.outline import conclusion, sections
from reports.renderers import register
from reports.safety import visible

WIDTH = 72
_RULE = "━" * WIDTH
_HEADINGS = {Attention.ACT: "【须处理】", Attention.KNOW: "【须知晓】"}


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
    yield f"{wording.heading(report)}  {wording.day(report)}  监测区间 {wording.window(report)}（北京时间）"
    yield _RULE
    yield f"结论  {wording.verdict(report)}"
    yield f"来源  {wording.sources(report)}"
    yield from (f"      ▲ {row.name} {wording.trouble(row, report.on)}" for row in report.sources.bad)
    yield from (f"      ▲ {one.paper.title} 本次页面可疑，未采用，旧版仍有效，不报删除" for one in report.suspects)
    yield from (f"      ▲ {delivery.words(one, report.on)}" for one in report.deliveries)
    yield from [subscription.words(report.hidden)] if report.hidden else []
    if report.gap:
        yield f"区间  {wording.gap(report)}"
    yield from ("  ".join(filter(None, wording.correction(one, report.on))) for one in report.corrections)
    yield _RULE
    for attention, name in _HEADINGS.items():
        chosen = [(n, line) for n, line in enumerate(report.first_screen, 1) if line.attention is attention]
        yield from [name] if chosen else []
        yield from (f"{_line(n, line)}{_('（已更正）') if n in report.struck else ''}" for n, line in chosen)
    yield from [wording.more(report)] if wording.more(report) else []
    yield f"【已折叠】{wording.folded(report)}"
    yield from (f"下一个日期  {wording.coming(one)}" for one in report.upcoming[:2])


def _digest(report: Report) -> Iterator[str]:
    """A week or a month: each part under its name, a row a line."""
    yield f"{wording.heading(report)}  {wording.day(report)}  {_('覆盖')} {wording.window(report)}（{_('北京时间')}）"
    yield from conclusion(report) if report.kind is ReportKind.WEEKLY else ()
    for section in sections(report):
        yield _RULE
        yield f"【{section.name}】"
        yield from section.said
        yield from ("  ".join(cell.words for cell in row) for row in section.rows)
        yield from () if section.said or section.rows else [section.none]


def _line(number: int, line: Line) -> str:
    left = f"{number:>2} {line.province} {line.subject}"
    space = " " * max(2, 36 - columns(left))
    return "  ".join(part for part in (f"{left}{space}{line.what} {line.value}".rstrip(), line.tag, line.note) if part)


def _card(card: Card, report: Report) -> Iterator[str]:
    yield _RULE
    yield f"{card.tag}  {card.paper.province or ''} {phrases.place(card.new or card.old)}  {phrases.numbering(card)}"
    about = phrases.about(card.topics, card.products)
    yield "  ".join(filter(None, [wording.paper(card.paper), about, f"变动号 {card.id}"]))
    yield f"{card.what} {card.value}".strip()
    if card.whole:
        yield f"全文（{citing.label(card.whole)}）{_marked(card.whole)}"
    for row in card.rows:
        yield f"旧 {row.old_number} {_marked(row.old)}"
        yield f"新 {row.new_number} {_marked(row.new)}"
    for number, pair in enumerate(card.pairs, 1):
        yield f"{text.circled(number)} {phrases.kinds(pair)}"
        yield f"  旧 {_marked(pair.old)}"
        yield f"  新 {_marked(pair.new)}"
    if card.pairs:
        yield phrases.unchanged(card)
    yield f"出处 {card.paper.url or text.ABSENT}  {citing.snapshot(card.new_edition, report.on)}"


def _rest(report: Report) -> Iterator[str]:
    """New papers, events and dates, a line each."""
    rows = [f"新文件  {one.paper.province or ''} {wording.paper(one.paper)}  {novelty_words(one)}" for one in report.new_papers]
    rows += [f"文件事件  {event_words(one.kind)[1]}  {wording.paper(one.paper)}  {one.detail}" for one in report.notices]
    rows += [f"日期  {wording.coming(one)}" for one in report.upcoming]
    yield from [_RULE, *rows] if rows else []


def _marked(passage: Passage | None) -> str:
    if passage is None:
        return "（无此句）"
    return "".join(f"【{piece.text}】" if piece.changed else piece.text for piece in passage.pieces)
