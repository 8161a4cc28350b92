"""Markdown for chat tools and repositories. Text from outside is escaped so that none of it can become markup, a link or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from domain.card import Card, Pair, Passage
from domain.change import Status
from domain.correction import Correction, Fix
from domain.report import Attention, Line, NewItem, NewPaper, Report, ReportKind
from reports import citing, delivery, forward, phrases, subscription, text, wording
from reports.direction import event_words
from reports.language import N_, _
from reports.lines import novelty_words
from reports.outline import conclusion, sections
from reports.renderers import register
from reports.safety import link, visible
from reports.section import Section
from reports.stored import told

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$^=])")
_OPENING = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))")
_HEADINGS = {Attention.ACT: N_("【须处理】"), Attention.KNOW: N_("【须知晓】")}


@register("markdown", ".md", "text/markdown; charset=utf-8")
def render(report: Report) -> bytes:
    if report.digest:
        return ("\n\n".join([*_digest(report), _foot()]) + "\n").encode()
    blocks = [*_first_screen(report), *_cards(report), *_papers(report), *_rest(report), *_health(report), _foot()]
    return ("\n\n".join(blocks) + "\n").encode()


def escape(words: object) -> str:
    """One line of text that no Markdown reader takes for anything else."""
    flat = " ".join(visible(str(words)).split())
    flat = _MARKUP.sub(r"\\\1", flat)
    return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[2] in "-+" else f"{found[1]}{found[2]}\\", flat)


def fenced(words: str) -> str:
    """Text to be copied as it stands, in a fence longer than any row of backticks in it."""
    shown = visible(words)
    fence = "`" * max([3, *(len(row) + 1 for row in re.findall("`+", shown))])
    return f"{fence}text\n{shown}\n{fence}"


def linked(url: str | None, words: str) -> str:
    """A link where the address may be one, else the words and what the page gave as address."""
    safe = link(url)
    if safe:
        return f"[{escape(words)}](<{safe}>)"
    return (
        _("{words}（{address}）").format(words=escape(words), address=escape(url))
        if url
        else f"{escape(words)}{_(text.ABSENT)}"
    )


def marked(passage: Passage) -> str:
    """Changed characters in 【】 only: bold cannot close beside Chinese punctuation in CommonMark."""
    return "".join(f"【{escape(piece.text)}】" if piece.changed else escape(piece.text) for piece in passage.pieces)


def _first_screen(report: Report) -> Iterator[str]:
    yield f"# {wording.heading(report)} {wording.day(report)}"
    yield _("监测区间 {window}（北京时间）").format(window=wording.window(report))
    yield _("**结论** {verdict}").format(verdict=wording.verdict(report))
    yield "\n".join([_("**来源** {sources}").format(sources=wording.sources(report)), *_troubles(report)])
    if report.hidden:
        yield subscription.words(report.hidden)
    if report.gap:
        yield wording.gap(report)
    if report.corrections:
        yield "\n".join(f"- {_correction(one, report.on)}" for one in report.corrections)
    for attention, name in _HEADINGS.items():
        chosen = [(n, line) for n, line in enumerate(report.first_screen, 1) if line.attention is attention]
        if chosen:
            yield f"## {_(name)}"
            yield "\n".join(f"{n}. {_struck(_line(line), n in report.struck)}" for n, line in chosen)
    if more := wording.more(report):
        yield more
    yield _("**已折叠** {folded}").format(folded=wording.folded(report))
    if report.upcoming:
        yield _("**下一个日期** ") + " · ".join(escape(wording.coming(one)) for one in report.upcoming[:2])


def _digest(report: Report) -> Iterator[str]:
    yield f"# {wording.heading(report)} {wording.day(report)}"
    yield _("{covers} {window}（{zone}）").format(covers=_("覆盖"), window=wording.window(report), zone=_("北京时间"))
    yield from map(escape, conclusion(report) if report.kind is ReportKind.WEEKLY else ())
    for section in sections(report):
        yield f"## {escape(section.name)}"
        yield from ["\n".join(f"- {escape(sentence)}" for sentence in section.said)] if section.said else []
        yield from [grid(section)] if section.rows else []
        yield from [] if section.said or section.rows else [escape(section.none)]
    yield from (block for card in report.cards for block in _card(card, report))


def grid(section: Section) -> str:
    """The table of a section."""
    rows = [section.columns, ["---"] * len(section.columns), *([cell.words for cell in row] for row in section.rows)]
    return "\n".join(f"| {' | '.join(words if words == '---' else escape(words) for words in row)} |" for row in rows)


def _troubles(report: Report) -> Iterator[str]:
    for row in report.sources.bad:
        yield f"- ▲ {escape(row.name)} {escape(wording.trouble(row, report.on))}"
    for one in report.suspects:
        yield _("- ▲ {title} 本次页面可疑，未采用，旧版仍有效，不报删除：{detail}").format(
            title=escape(one.paper.title), detail=escape(told(one.detail))
        )
    for trouble in report.deliveries:
        yield f"- ▲ {escape(delivery.words(trouble, report.on))}"


def _correction(one: Correction, on: date) -> str:
    head, words, reason = (escape(part) for part in wording.correction(one, on))
    return " ".join(part for part in (f"**{head}**", _struck(words, one.fix is Fix.STRUCK), reason) if part)


def _struck(words: str, taken_back: bool) -> str:
    return f"~~{words}~~" if taken_back and words else words


def _line(line: Line) -> str:
    parts = (
        line.province,
        line.subject,
        told(line.what),
        told(line.value),
        _("〔{tag}〕").format(tag=told(line.tag)),
        told(line.note),
    )
    return " ".join(escape(part) for part in parts if part)


def _cards(report: Report) -> Iterator[str]:
    if report.cards:
        yield _("## 变动详情")
    for card in report.cards:
        yield from _card(card, report)
    if report.editorial:
        yield _("## 文字更正与拆并（{count} 项）").format(count=len(report.editorial))
    for card in report.editorial:
        yield from _card(card, report)


def _card(card: Card, report: Report) -> Iterator[str]:
    yield f"### {escape(card.paper.province or '')} {escape(phrases.place(card.new or card.old))}"
    about = phrases.about(card.topics, card.products)
    head = (
        told(card.tag),
        about,
        phrases.numbering(card),
        phrases.severity(card),
        _("变动号 {id}").format(id=card.id),
        wording.paper(card.paper),
    )
    yield " · ".join(escape(part) for part in head if part)
    yield f"**{escape(told(card.what))}** {escape(told(card.value))}" if card.what else f"**{escape(told(card.value))}**"
    if card.whole:
        gone = card.status is Status.DELETED
        yield _("{what}全文（{label}）\n\n> {text}").format(
            what=_("删除") if gone else _("新增"), label=citing.label(card.whole), text=marked(card.whole)
        )
    elif card.rows:
        yield _map(card)
    else:
        yield from (_pair(pair, number, card) for number, pair in enumerate(card.pairs, 1))
        yield f"**{phrases.unchanged(card)}**"
    yield "\n".join(_facts(card, report))
    yield _("转发段落（“我司影响”由您填写）\n\n{fenced}").format(fenced=fenced(forward.paragraph(card, report.on)))
    cited = "\n".join(forward.citation(card))
    yield _("复制引用\n\n{fenced}").format(fenced=fenced(cited))


def _pair(pair: Pair, number: int, card: Card) -> str:
    count = text.circled(number) + " " if len(card.pairs) > 1 else ""
    direction = f" · {told(pair.direction)}" if pair.direction else ""
    sides = ((pair.old, _("旧")), (pair.new, _("新")))
    rows = [
        _("> {name}（{label}） {text}").format(name=name, label=citing.label(side), text=marked(side))
        if side
        else _("> {name} （无此句）").format(name=name)
        for side, name in sides
    ]
    return f"{count}{phrases.kinds(pair)}{direction}\n\n" + "\n>\n".join(rows)


def _map(card: Card) -> str:
    rows = (
        f"| {row.old_number} {(marked(row.old) if row.old else _('（旧版无此句）'))} | {row.new_number} {(marked(row.new) if row.new else _('**此句消失**'))} |"
        for row in card.rows
    )
    return "\n".join([_("| 旧 | 新 |"), "| --- | --- |", *rows])


def _facts(card: Card, report: Report) -> Iterator[str]:
    if card.units:
        yield _("- 责任单位 {units}").format(units=escape(phrases.units(card)))
    yield _("- 生效 {day}").format(day=escape(phrases.effective(card.new_edition)))
    others = [f"{escape(one.province or '')}{escape(one.number)}{escape(one.title)}" for one in card.likes.found[:4]]
    yield _("- 他省同类 ") + _("；").join([*others, *filter(None, [escape(phrases.likes(card.likes))])])
    edition = card.new_edition
    mark = _("文本指纹 {mark} · 规则 {rules}").format(mark=text.short(edition.fingerprint), rules=escape(edition.normalizer))
    yield _("- 出处 {link} · {level} · {kept} · {mark}").format(
        link=linked(card.paper.url, _("原文链接")),
        level=_(citing.LEVELS[card.paper.level]),
        kept=escape(citing.snapshot(edition, report.on)),
        mark=mark,
    )


def _papers(report: Report) -> Iterator[str]:
    if report.new_papers:
        yield _("## 新文件")
    for paper in report.new_papers:
        yield f"### {escape(paper.paper.province or '')} {escape(wording.paper(paper.paper))}"
        yield " · ".join(
            filter(None, [escape(novelty_words(paper)), escape(phrases.about_paper(paper.topics, paper.products))])
        )
        yield from _groups(paper)
        yield f"{linked(paper.paper.url, _('原文链接'))} · {escape(citing.all_dates(paper.edition, report.on))}"


def _groups(paper: NewPaper) -> Iterator[str]:
    named = (
        (_("整项新"), paper.whole),
        (_("硬指标新"), paper.numbers),
        (_("做法新"), paper.practice),
        (_("无新内容"), paper.nothing),
    )
    for name, items in named:
        if items:
            yield _("**{name}（{count}）**\n\n").format(name=name, count=len(items)) + "\n".join(_item(item) for item in items)


def _item(item: NewItem) -> str:
    who = _("、").join(f"{one.province or ''}{one.number}" for one in item.likes[:3])
    facts = _("、").join(item.facts)
    return (
        f"- {escape(item.number)}{escape(item.title)}"
        + (f" {escape(facts)}" if facts else "")
        + (f" ← {escape(who)}" if who else "")
    )


def _rest(report: Report) -> Iterator[str]:
    yield from _section(
        _("文件事件"),
        (
            _("- 〔{event}〕{paper} {detail}").format(
                event=_(event_words(one.kind)[1]), paper=escape(wording.paper(one.paper)), detail=escape(told(one.detail))
            )
            for one in report.notices
        ),
    )
    dates = (
        () if report.verdict.quiet else report.upcoming[:30]
    )  # a quiet day is three lines; the nearest dates stand in one of them
    yield from _section(_("近期日期"), (f"- {escape(wording.coming(one))}" for one in dates))
    yield from _section(
        _("移动（内容未变）"),
        (f"- {escape(phrases.place((one.old,)))} → {escape(phrases.place((one.new,)))}" for one in report.moves),
    )
    yield from _section(
        _("改号"),
        (
            _("- {title}：{count} 项顺延改号").format(title=escape(one.paper.title), count=one.count)
            for one in report.renumbered
        ),
    )
    name = _("首日收录") if report.foundation else _("解读与转载")
    yield from _section(name, (f"- {escape(wording.paper(one.paper))}" for one in report.seen))


def _section(name: str, rows: Iterable[str]) -> Iterator[str]:
    if body := "\n".join(rows):
        yield f"## {name}\n\n{body}"


def _health(report: Report) -> Iterator[str]:
    """Source by source, on a day when something is wrong; otherwise the line at the top says it all."""
    if wording.complete(report):
        return
    yield from _section(
        _("来源健康"),
        (
            _("- {name}：{result}").format(name=escape(row.name), result=escape(wording.result(row)))
            for row in report.sources.rows
        ),
    )


def _foot() -> str:
    return _("【】为本系统标记的变动处，不是原文。时间均为北京时间。自动比对，以官方文本为准。")
