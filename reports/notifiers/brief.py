"""The first screen as a few lines of text, cut by bytes at a line. Group robots get this and a link, in one message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.report import Attention, Line, Report, ReportKind
from reports import delivery, subscription, wording
from reports.language import _
from reports.notifiers import Letter
from reports.outline import conclusion
from reports.safety import visible
from reports.stored import told

ALONE = 8
"""Characters of a key that stand in a message: enough to tell two reports apart, and to know a second copy by."""

NAMED = 3
"""Sources and pages that are named when they fail; more are counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a brief; ``item`` if it is one of the report's own lines, which are counted where they are left out; a ``heading`` needs one below."""

    text: str
    item: bool = False
    heading: bool = False


def subject(report: Report) -> str:
    """The verdict in the subject: ``药械日报1123 实质4 新文件1 来源异常1``. It is made of our own words and numbers only."""
    return " ".join([_title(report), *_counts(report)])


def title(report: Report) -> str:
    """``药械日报``, ``药械周报``, ``药械月报``: short enough for a subject and a file."""
    names = {ReportKind.DAILY: _("药械日报"), ReportKind.WEEKLY: _("药械周报"), ReportKind.MONTHLY: _("药械月报")}
    return names.get(report.kind) or wording.heading(report)


def _title(report: Report) -> str:
    revised = _("第{revision}版").format(revision=report.revision) if report.revision > 1 else ""
    return f"{title(report)}{report.on:%m%d}{revised}"


def _counts(report: Report) -> Iterator[str]:
    found, bad = report.verdict, len(report.sources.bad)
    if report.foundation:
        yield _("建立基线")
    elif found.quiet:
        yield _("无实质变动") if wording.complete(report) or report.digest else _("未见实质变动")
    else:
        told = (_("实质{count}"), found.substantive), (_("新文件{count}"), found.new_documents)
        yield from (word.format(count=count) for word, count in told if count)
        if not (found.substantive or found.new_documents):
            yield _("效力提醒{count}").format(count=found.effects)
    if bad:
        yield _("来源异常{count}").format(count=bad)
    if report.suspects:
        yield _("页面可疑{count}").format(count=len(report.suspects))


def rows(report: Report) -> tuple[Row, ...]:
    """What must not be cut stands first: verdict, sources, what is wrong with them, and what was hidden."""
    return tuple(replace(row, text=plain(row.text)) for row in _rows(report))


def _rows(report: Report) -> Iterator[Row]:
    yield Row(f"{wording.heading(report)} {wording.day(report)}")
    if report.digest:
        yield from (Row(words) for words in conclusion(report))
        return
    yield Row(_("结论") + f" {wording.verdict(report)}")
    yield Row(_("来源") + f" {wording.sources(report)}")
    yield from _troubles(report)
    yield from (Row(" ".join(filter(None, wording.correction(one, report.on)))) for one in report.corrections)
    if report.hidden:
        yield Row(subscription.words(report.hidden))
    if report.gap:
        yield Row(wording.gap(report))
    for attention, name in ((Attention.ACT, _("【须处理】")), (Attention.KNOW, _("【须知晓】"))):
        chosen = [(number, line) for number, line in enumerate(report.first_screen, 1) if line.attention is attention]
        yield from [Row(name, heading=True)] if chosen else []
        yield from (Row(f"{number} {_line(line, struck=number in report.struck)}", item=True) for number, line in chosen)
    yield Row(_("已折叠") + f" {wording.folded(report)}")
    yield from (Row(_("下一个日期") + f" {wording.coming(one)}") for one in report.upcoming[:2])


def _troubles(report: Report) -> Iterator[Row]:
    """What failed: sources, pages that were not believed, channels of delivery."""
    yield from (Row(f"▲ {row.name} {wording.trouble(row, report.on)}") for row in report.sources.bad[:NAMED])
    if len(report.sources.bad) > NAMED:
        yield Row(_("▲ 另有 {count} 个来源异常").format(count=len(report.sources.bad) - NAMED))
    for one in report.suspects[:NAMED]:
        yield Row(f"▲ {wording.whole_name(one.paper)} " + _("本次页面可疑，未采用，旧版仍有效，不报删除"))
    yield from (Row("▲ " + delivery.words(one, report.on)) for one in report.deliveries)


def _line(line: Line, *, struck: bool) -> str:
    taken_back = _("（已更正，不再有效）") if struck else ""
    return " ".join(
        filter(
            None,
            (
                taken_back,
                line.province,
                line.subject,
                told(line.what),
                told(line.value),
                _("〔{tag}〕").format(tag=told(line.tag)) if told(line.tag) else "",
                told(line.note),
            ),
        )
    )


def plain(words: str) -> str:
    """Words no robot takes for anything else: not for a mention of everybody, nor for a tag."""
    return " ".join(visible(words).split()).replace("<", "＜").replace("@", "＠")


def line_count(report: Report) -> int:
    """How many lines a brief ought to have of its report; those of a digest are tables and stay in it."""
    return 0 if report.digest else len(report.lines)


def leading(letters: Sequence[Letter]) -> Letter:
    """The one a merged message is about: the newest daily report, which somebody waits for."""
    return max(letters, key=lambda one: (one.report.kind is ReportKind.DAILY, one.report.on, one.report.revision))


def merged(letters: Sequence[Letter], limit: int) -> tuple[str, tuple[int, ...]]:
    """One text of at most ``limit`` bytes for all that waits (oldest first), and the deliveries it carries.

    The newest daily report has its first screen; the others, which could not be delivered in time, their verdict and link. They have half
    of the room; one that has no place there waits for the next message.
    """
    main = leading(letters)
    others: list[str] = []
    carried = [main.delivery]
    for letter in reversed(letters):
        if letter is main:
            continue
        row = f"{subject(letter.report)} {_end(letter)}"
        if size("\n".join([*others, row])) > limit // 2:
            break
        others.append(row)
        carried.append(letter.delivery)
    tail = "\n" + "\n".join([_("同时送达："), *others]) if others else ""
    return fit(rows(main.report), line_count(main.report), _end(main), limit - size(tail)) + tail, tuple(carried)


def _end(letter: Letter) -> str:
    return f"{letter.link} " + _("（编号 {key}）").format(key=letter.key[:ALONE])


def fit(found: Sequence[Row], items: int, end: str, limit: int) -> str:
    """As many whole lines as ``limit`` bytes hold, then ``其余 N 项见报告`` and the link. A text too long for that is cut between characters."""
    for count in range(len(found), 0, -1):
        rest = items - sum(row.item for row in found[:count])
        last = _("其余 {rest} 项见报告 {end}").format(rest=rest, end=end) if rest else _("全文 {end}").format(end=end)
        text = "\n".join([*(row.text for row in _closed(found[:count])), last])
        if size(text) <= limit:
            return text
    return clipped("\n".join([found[0].text, end]), limit)


def _closed(found: Sequence[Row]) -> Sequence[Row]:
    """Without a heading that nothing follows."""
    return found[:-1] if found[-1].heading else found


def clipped(text: str, limit: int) -> str:
    """At most ``limit`` bytes of a text, never inside a character."""
    return text.encode()[: max(limit, 0)].decode(errors="ignore")


def size(text: str) -> int:
    return len(text.encode())
