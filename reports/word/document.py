"""The whole Word file: the first screen, one section for each 对照表 with its citations, then what else happened."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from domain.card import Paper
from domain.report import Attention, Line, NewItem, NewPaper, Report
from reports import citing, forward, wording
from reports.direction import event_words
from reports.language import _
from reports.lines import novelty_words
from reports.safety import link, visible
from reports.text import ABSENT
from reports.word.comparing import NOTE, comparison
from reports.word.digesting import corrections, digest
from reports.word.markup import DELETED, Node, hyperlink, paragraph, run
from reports.word.page import blank, foot, packed, put, turn
from reports.word.sheets import Sheet, provenance, sheets

CITED = 100
"""Changes that are followed by their citation; the table holds all of them, and nobody cites a thousand."""

SECTIONS = 50
"""Documents that get pages and a footer of their own: each is a part of the package, and the library looks through all of them to add one."""

_HEADINGS = {Attention.ACT: "须处理", Attention.KNOW: "须知晓"}


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
            foot(turn(document), provenance(sheet) if at < SECTIONS else ["来源、抓取时间与指纹见各表之下"])
        put(document, _sheet(document, sheet, left))
        if at >= SECTIONS:
            put(document, (paragraph(run(line, "small")) for line in provenance(sheet)))
        left -= len(sheet.cards)


def _first_screen(report: Report) -> Iterator[Node]:
    yield paragraph(wording.heading(report), style="Title", align="center")
    yield paragraph(f"{wording.day(report)}　监测区间 {wording.window(report)}（北京时间）", align="center")
    yield paragraph(run("结论　", "bold"), wording.verdict(report))
    yield paragraph(run("来源　", "bold"), wording.sources(report))
    yield from (paragraph(f"▲ {row.name} {wording.trouble(row, report.on)}") for row in report.sources.bad)
    yield from (paragraph(f"▲ {one.paper.title} 本次页面可疑，未采用，旧版仍有效，不报删除") for one in report.suspects)
    yield from [paragraph(wording.gap(report))] if report.gap else []
    if report.digest:
        yield from digest(report)
        return
    yield from corrections(report)
    for attention, name in _HEADINGS.items():
        chosen = [(at, line) for at, line in enumerate(report.first_screen, 1) if line.attention is attention]
        yield from [paragraph(name, style="Heading2")] if chosen else []
        yield from (_line(at, line, at in report.struck) for at, line in chosen)
    yield from [paragraph(wording.more(report))] if wording.more(report) else []
    yield paragraph(run("已折叠　", "bold"), wording.folded(report))
    if report.upcoming:
        yield paragraph(run("下一个日期　", "bold"), " · ".join(wording.coming(one) for one in report.upcoming[:2]))


def _line(at: int, line: Line, taken_back: bool) -> Node:
    head = " ".join(part for part in (line.province, line.subject, line.what) if part)
    if taken_back:
        return paragraph(f"{at}. ", run(f"{head} {line.value}", DELETED), _("　已更正，不再有效"))
    return paragraph(f"{at}. {head} ", run(line.value, "bold"), f"　〔{line.tag}〕 {line.note}")


def _sheet(document: Document, sheet: Sheet, cited: int) -> Iterator[Node]:
    """Title, note on the marks, table, and the citations of up to ``cited`` changes."""
    yield paragraph(f"《{sheet.paper.title}》修订对照表", style="Heading1", align="center")
    yield paragraph(run(NOTE, "soft"))
    yield paragraph("原文：", address(document, sheet.paper), f"（{citing.LEVELS[sheet.paper.level]}）")
    yield comparison(sheet)
    chosen = sheet.cards[: max(0, cited)]
    yield from [paragraph("引用", style="Heading2")] if chosen else []
    for card in chosen:
        yield from map(paragraph, forward.citation(card))


def address(document: Document, paper: Paper) -> Node:
    """A live link where the address may be one, else the words of it."""
    safe = link(paper.url)
    if safe is None:
        return run(visible(paper.url or ABSENT))
    return hyperlink(document.part.relate_to(safe, RELATIONSHIP_TYPE.HYPERLINK, is_external=True), safe)


def _rest(document: Document, report: Report) -> Iterator[Node]:
    """New documents, events, dates and, where something went wrong, source by source."""
    for paper in report.new_papers:
        yield from _new(document, paper, report)
    for name, rows in _lists(report):
        yield from [paragraph(name, style="Heading1")] if rows else []
        yield from (paragraph(f"· {row}") for row in rows)


def _lists(report: Report) -> Iterator[tuple[str, list[str]]]:
    yield "文件事件", [f"〔{event_words(one.kind)[1]}〕{wording.paper(one.paper)} {one.detail}" for one in report.notices]
    yield "近期日期", [] if report.verdict.quiet else [wording.coming(one) for one in report.upcoming[:30]]
    yield "首日收录" if report.foundation else "解读与转载", [wording.paper(one.paper) for one in report.seen]
    wrong = () if wording.complete(report) else report.sources.rows
    yield "来源健康", [f"{row.name}：{wording.result(row)}" for row in wrong]


def _new(document: Document, paper: NewPaper, report: Report) -> Iterator[Node]:
    yield paragraph(f"新文件　{paper.paper.province or ''} {wording.paper(paper.paper)}", style="Heading1")
    yield paragraph(novelty_words(paper))
    groups = (("整项新", paper.whole), ("硬指标新", paper.numbers), ("做法新", paper.practice), ("无新内容", paper.nothing))
    for name, items in groups:
        yield from [paragraph(f"{name}（{len(items)}）", style="Heading2")] if items else []
        yield from map(_item, items)
    yield paragraph("原文：", address(document, paper.paper), f"　{citing.all_dates(paper.edition, report.on)}")


def _item(item: NewItem) -> Node:
    who = "、".join(f"{one.province or ''}{one.number}" for one in item.likes[:3])
    facts = "、".join(item.facts)
    return paragraph(f"· {item.number}{item.title} ", run(facts, "bold"), f" ← {who}" if who else "")
