"""The whole Word file: the first screen, one section for each 对照表 with its citations, then what else happened."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from domain.card import Paper
from domain.report import Attention, Line, NewItem, NewPaper, Report
from reports import citing, forward, subscription, wording
from reports.direction import event_words
from reports.language import N_, _
from reports.lines import novelty_words
from reports.safety import link, visible
from reports.stored import told
from reports.text import ABSENT
from reports.word.comparing import comparison, note
from reports.word.digesting import corrections, digest
from reports.word.markup import DELETED, Node, hyperlink, paragraph, run
from reports.word.page import blank, foot, packed, put, turn
from reports.word.sheets import Sheet, provenance, sheets

CITED = 100
"""Changes that are followed by their citation; the table holds all of them, and nobody cites a thousand."""

SECTIONS = 50
"""Documents that get pages and a footer of their own: each is a part of the package, and the library looks through all of them to add one."""

_HEADINGS = {Attention.ACT: N_("须处理"), Attention.KNOW: N_("须知晓")}


def write(report: Report) -> bytes:
    """The report as a file; the same report gives the same bytes."""
    name = f"{wording.heading(report)} {report.on}"
    document = blank(name)
    foot(document.sections[0], [name])
    put(document, _first_screen(report))
    _put_sheets(document, report)
    if rest := list(_rest(document, report)):
        foot(turn(document), [name])
        put(document, rest)
    return packed(document, report.generated)


def _put_sheets(document: Document, report: Report) -> None:
    """A section with its own footer a table; after many of them one section for the rest, with the footers' words under each table."""
    left = CITED
    for at, sheet in enumerate(sheets(report)):
        if at <= SECTIONS:
            foot(turn(document), provenance(sheet) if at < SECTIONS else [_("来源、抓取时间与指纹见各表之下")])
        put(document, _sheet(document, sheet, left))
        if at >= SECTIONS:
            put(document, (paragraph(run(line, "small")) for line in provenance(sheet)))
        left -= len(sheet.cards)


def _first_screen(report: Report) -> Iterator[Node]:
    yield paragraph(wording.heading(report), style="Title", align="center")
    yield paragraph(
        _("{day}　监测区间 {window}（北京时间）").format(day=wording.day(report), window=wording.window(report)),
        align="center",
    )
    yield paragraph(run(_("结论　"), "bold"), wording.verdict(report))
    yield paragraph(run(_("来源　"), "bold"), wording.sources(report))
    yield from (paragraph(f"▲ {row.name} {wording.trouble(row, report.on)}") for row in report.sources.bad)
    yield from (
        paragraph(_("▲ {title} 本次页面可疑，未采用，旧版仍有效，不报删除").format(title=one.paper.title))
        for one in report.suspects
    )
    yield from [paragraph(wording.gap(report))] if report.gap else []
    if report.digest:
        yield from digest(report)
        return
    yield from [paragraph(subscription.words(report.hidden))] if report.hidden else []
    yield from corrections(report)
    for attention, name in _HEADINGS.items():
        chosen = [(at, line) for at, line in enumerate(report.first_screen, 1) if line.attention is attention]
        yield from [paragraph(_(name), style="Heading2")] if chosen else []
        yield from (_line(at, line, at in report.struck) for at, line in chosen)
    yield from [paragraph(wording.more(report))] if wording.more(report) else []
    yield paragraph(run(_("已折叠　"), "bold"), wording.folded(report))
    if report.upcoming:
        yield paragraph(run(_("下一个日期　"), "bold"), " · ".join(wording.coming(one) for one in report.upcoming[:2]))


def _line(at: int, line: Line, taken_back: bool) -> Node:
    head = " ".join(part for part in (line.province, line.subject, told(line.what)) if part)
    if taken_back:
        return paragraph(f"{at}. ", run(f"{head} {told(line.value)}", DELETED), _("　已更正，不再有效"))
    return paragraph(
        f"{at}. {head} ",
        run(told(line.value), "bold"),
        _("　〔{tag}〕 {note}").format(tag=told(line.tag), note=told(line.note)),
    )


def _sheet(document: Document, sheet: Sheet, cited: int) -> Iterator[Node]:
    """Title, note on the marks, table, and the citations of up to ``cited`` changes."""
    yield paragraph(_("《{title}》修订对照表").format(title=sheet.paper.title), style="Heading1", align="center")
    yield paragraph(run(note(), "soft"))
    yield paragraph(
        _("原文："), address(document, sheet.paper), _("（{level}）").format(level=_(citing.LEVELS[sheet.paper.level]))
    )
    yield comparison(sheet)
    chosen = sheet.cards[: max(0, cited)]
    yield from [paragraph(_("引用"), style="Heading2")] if chosen else []
    for card in chosen:
        yield from map(paragraph, forward.citation(card))


def address(document: Document, paper: Paper) -> Node:
    """A live link where the address may be one, else the words of it."""
    safe = link(paper.url)
    if safe is None:
        return run(visible(paper.url or _(ABSENT)))
    return hyperlink(document.part.relate_to(safe, RELATIONSHIP_TYPE.HYPERLINK, is_external=True), safe)


def _rest(document: Document, report: Report) -> Iterator[Node]:
    """New documents, events, dates and, where something went wrong, source by source."""
    for paper in report.new_papers:
        yield from _new(document, paper, report)
    for name, rows in _lists(report):
        yield from [paragraph(name, style="Heading1")] if rows else []
        yield from (paragraph(f"· {row}") for row in rows)


def _lists(report: Report) -> Iterator[tuple[str, list[str]]]:
    yield (
        _("文件事件"),
        [
            _("〔{event}〕{paper} {detail}").format(
                event=_(event_words(one.kind)[1]), paper=wording.paper(one.paper), detail=told(one.detail)
            )
            for one in report.notices
        ],
    )
    yield _("近期日期"), [] if report.verdict.quiet else [wording.coming(one) for one in report.upcoming[:30]]
    yield _("首日收录") if report.foundation else _("解读与转载"), [wording.paper(one.paper) for one in report.seen]
    wrong = () if wording.complete(report) else report.sources.rows
    yield _("来源健康"), [_("{name}：{result}").format(name=row.name, result=wording.result(row)) for row in wrong]


def _new(document: Document, paper: NewPaper, report: Report) -> Iterator[Node]:
    yield paragraph(
        _("新文件　{province} {paper}").format(province=paper.paper.province or "", paper=wording.paper(paper.paper)),
        style="Heading1",
    )
    yield paragraph(novelty_words(paper))
    groups = (
        (_("整项新"), paper.whole),
        (_("硬指标新"), paper.numbers),
        (_("做法新"), paper.practice),
        (_("无新内容"), paper.nothing),
    )
    for name, items in groups:
        yield from [paragraph(_("{name}（{count}）").format(name=name, count=len(items)), style="Heading2")] if items else []
        yield from map(_item, items)
    yield paragraph(
        _("原文："),
        address(document, paper.paper),
        _("　{dates}").format(dates=citing.all_dates(paper.edition, report.on)),
    )


def _item(item: NewItem) -> Node:
    who = _("、").join(f"{one.province or ''}{one.number}" for one in item.likes[:3])
    facts = _("、").join(item.facts)
    return paragraph(f"· {item.number}{item.title} ", run(facts, "bold"), f" ← {who}" if who else "")
