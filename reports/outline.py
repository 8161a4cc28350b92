"""A digest as headings, sentences and tables, in the order of the page: what HTML, Word, Markdown and plain text draw alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta

from domain.card import Rank
from domain.digest import Digest, Figure, Fortune, Row, Step
from domain.handling import Assignment, Matter
from domain.report import DateKind, NewItem, NewPaper, Notice, Report, ReportKind, Upcoming
from reports import matrix_words, subscription, wording
from reports.direction import KIND_WORDS, event_words
from reports.handling import due_words, result, summed
from reports.language import _
from reports.lines import date_words, novelty_words
from reports.section import Cell, Section
from reports.stored import told
from reports.text import clock, left, titled

NAMED = 12
"""Measures of a new paper that a digest names in one group; the daily report has them all."""


def sections(report: Report) -> tuple[Section, ...]:
    """The parts of a weekly or monthly digest; empty for a report that is none."""
    if report.digest is None:
        return ()
    parts = _WEEKLY if report.kind is ReportKind.WEEKLY else _MONTHLY
    found = tuple(part(report, report.digest) for part in parts)
    return tuple(one for one in found if one.id != "comparison" or report.digest.comparison)


def conclusion(report: Report) -> tuple[str, ...]:
    """What the window came to, in counts; every number is that of a table below."""
    return tuple(_concluding(report, report.digest)) if report.digest else ()


def _concluding(report: Report, digest: Digest) -> Iterator[str]:
    yield wording.verdict(report)
    if report.hidden:
        yield subscription.words(report.hidden)
    standing = [row for row in digest.rows if not row.reverted]
    if standing:
        yield _("下表 {count} 条，按性质：{tags}；按省份：{provinces}。").format(
            count=len(standing),
            tags=_counted(told(row.tag) for row in standing),
            provinces=_counted(row.province for row in standing),
        )
    if digest.reverted:
        yield _("改后复原 {count} 项，未计入实质变动。").format(count=len(digest.reverted))
    if report.corrections:
        yield _("更正 {count} 条，见下。").format(count=len(report.corrections))
    if open_now := summed(digest.assignments, report.on):
        yield open_now
    looked = sum(one.looked for one in digest.fortunes)
    good = sum(one.succeeded for one in digest.fortunes)
    yield _("依据日报 {dailies} 期；{sources} 个来源共查 {looked} 次，成功 {good} 次。").format(
        dailies=digest.dailies, sources=len(digest.fortunes), looked=looked, good=good
    )


def _counted(words: Iterable[str]) -> str:
    return _("、").join(f"{word or _('未载省份')} {number}" for word, number in Counter(words).most_common())


def _conclusion(report: Report, digest: Digest) -> Section:
    return Section("conclusion", _("结论"), said=tuple(_concluding(report, digest)))


def _changes(report: Report, digest: Digest) -> Section:
    columns = (_("日报"), _("省份"), _("措施"), _("变动"), _("性质"))
    rows = tuple(_change(row, report.on) for row in digest.rows)
    if report.kind is ReportKind.WEEKLY:
        return Section("changes", _("本周实质变动"), columns, rows, none=_("没有实质变动。"))
    rows = tuple((*cells, Cell(_(row.topic) if row.topic else "—")) for cells, row in zip(rows, digest.rows, strict=True))
    return Section("changes", _("本月全部变动"), (*columns, _("主题")), rows, none=_("没有实质变动。"))


def _change(row: Row, on: date) -> tuple[Cell, ...]:
    days = _("、").join(numbered(step, on) for step in row.steps)
    title = "" if row.subject in row.paper or row.paper in row.subject else _("（{title}）").format(title=titled(row.paper, 24))
    value = " ".join(part for part in (told(row.what), told(row.value)) if part)
    if row.reverted:
        value = _("改后复原：{steps}").format(steps=trail(row, on))
    elif len(row.steps) > 1:
        value = _("{value}（经 {steps}）").format(value=value, steps=trail(row, on))
    return (
        Cell(days, row.target),
        Cell(row.province),
        Cell(f"{row.subject}{title}"),
        Cell(value, strong=True),
        Cell(told(row.tag)),
    )


def numbered(step: Step | Matter, on: date) -> str:
    """``11-18 第2条``: where the daily report told it; by its 变动号 where it had no line."""
    day = f"{step.on:%m-%d}" if step.on.year == on.year else str(step.on)
    if not step.number:
        return _("{day} 变动号 {item}").format(day=day, item=step.item)
    place = _("{day} 第{number}条").format(day=day, number=step.number)
    return place if step.revision == 1 else place + _("（第{revision}版）").format(revision=step.revision)


def trail(row: Row, on: date) -> str:
    """What each daily report told of one measure, in their order."""
    said = (f"{numbered(step, on)} {told(step.what)} {told(step.value or step.tag)}" for step in row.steps)
    return _("；").join(" ".join(words.split()) for words in said)


def _corrections(report: Report, _digest: Digest) -> Section:
    said = tuple("  ".join(filter(None, wording.correction(one, report.on))) for one in report.corrections)
    name = _("本周更正") if report.kind is ReportKind.WEEKLY else _("本月更正")
    return Section("corrections", name, said=said, none=_("没有更正。"))


def _open(report: Report, digest: Digest) -> Section:
    """未处理清单: what was assigned and not closed, and in a sentence each what was closed in the time of the digest."""
    standing = [one for one in digest.assignments if one.open]
    closed = [result(one, report.on) for one in digest.assignments if not one.open]
    said = [summed(standing, report.on)] if standing else []
    said += [_("期内办结 {count} 项：{items}").format(count=len(closed), items=_("；").join(closed))] if closed else []
    columns = (_("变动号"), _("日报"), _("省份"), _("事项"), _("变动"), _("指派给"), _("自"), _("期限"), _("最近说明"))
    known = {row.target for row in digest.rows}
    rows = tuple(_assignment(one, report.on, known) for one in standing)
    return Section("open", _("未处理清单"), columns, rows, tuple(said), _("没有未处理的指派。"))


def _assignment(one: Assignment, on: date, known: Collection[str]) -> tuple[Cell, ...]:
    what = one.matter
    title = (
        ""
        if what.subject in what.paper or what.paper in what.subject
        else _("（{title}）").format(title=titled(what.paper, 24))
    )
    taken_back = _("（已更正，不再有效）") if one.struck else ""
    return (
        Cell(what.item, what.item if what.item in known else ""),
        Cell(numbered(what, on)),
        Cell(what.province),
        Cell(f"{what.subject}{title}"),
        Cell(" ".join(part for part in (told(what.what), told(what.value)) if part) + taken_back),
        Cell(one.to),
        Cell(clock(one.since, on).split()[0]),
        Cell(due_words(one, on), strong=bool(one.overdue(on))),
        Cell(one.said or "—"),
    )


def _dates(report: Report, _digest: Digest) -> Section:
    near = [one for one in report.upcoming if one.days <= 90]
    return _dated("dates", _("未来90天日期"), near, _("未来90天没有已知的施行、届满或目标日期。"))


def _dated(id: str, name: str, dates: Iterable[Upcoming], none: str) -> Section:
    return Section(id, name, (_("日期"), _("剩余"), _("事项")), tuple(_date(one) for one in dates), none=none)


def _date(one: Upcoming) -> tuple[Cell, ...]:
    what = " ".join(part for part in (wording.whole_name(one.paper), one.words, date_words(one.kind)) if part)
    computed = _("（按“{words}”推算）").format(words=one.computed) if one.computed else ""
    return Cell(str(one.on)), Cell(left(one.days)), Cell(what + computed)


def _health(report: Report, digest: Digest) -> Section:
    columns = (_("来源"), _("成功率"), _("最长空窗"))
    rows = tuple((Cell(one.name), Cell(rate(one)), Cell(longest(one, report.on))) for one in digest.fortunes)
    return Section("health", _("来源健康"), columns, rows, none=_("没有抓取记录。"))


def rate(one: Fortune) -> str:
    return _("{succeeded}/{looked}（{rate}）").format(
        succeeded=one.succeeded, looked=one.looked, rate=f"{one.succeeded / one.looked:.0%}"
    )


def longest(one: Fortune, on: date) -> str:
    """``3天（11-13 08:05 → 11-16 08:05）``: the longest time without a success."""
    span = one.gap_end - one.gap_start
    hours = round(span / timedelta(hours=1))
    words = (
        _("{days}天{hours}小时").format(days=hours // 24, hours=hours % 24)
        if hours >= 24
        else _("{hours}小时").format(hours=hours)
    )
    return _("{length}（{start} → {end}）").format(length=words, start=clock(one.gap_start, on), end=clock(one.gap_end, on))


def _topics(_report: Report, digest: Digest) -> Section:
    columns = (_("主题"), *digest.provinces, _("合计"))
    rows = tuple(
        (
            Cell(_(one.topic) if one.topic else _("未归类")),
            *(Cell(str(number) if number else "–") for number in one.counts),
            Cell(str(one.total), strong=True),
        )
        for one in digest.tallies
    )
    return Section("topics", _("按主题与省份"), columns, rows, none=_("没有实质变动。"))


def _comparison(_report: Report, digest: Digest) -> Section:
    """省际比较表更新: what changed in the table in this month, its changed cells shaded and dated, and where the whole of it is."""
    name, none = _("省际比较表更新"), _("省际比较表本月没有变动。")
    table = digest.comparison
    if table is None:
        return Section("comparison", name, none=none)
    known = {row.target for row in digest.rows}
    where = _(
        "全表 {whole} 行，列出有变动的 {count} 行；完整的表见报告网站的“比较”页（site/matrix.html），或用 regdelta matrix 另存为 Word、Excel。"
    )
    said = [none] if not table.rows and not table.lapses else [*matrix_words.said(table)]
    said += [_("本月不再有：{words}").format(words=sentence) for sentence in matrix_words.fallen(table)]
    said += [where.format(whole=table.whole, count=len(table.rows))]
    rows = tuple(matrix_words.row(one, table.on, known) for one in table.rows)
    return Section("comparison", name, matrix_words.columns(table), rows, tuple(said))


def _figures(_report: Report, digest: Digest) -> Section:
    columns = (_("类别"), _("省份"), _("措施"), _("旧"), _("新"), _("方向"))
    return Section("figures", _("数值指标一览"), columns, tuple(map(_figure, digest.figures)), none=_("没有数值变动。"))


def _figure(one: Figure) -> tuple[Cell, ...]:
    what = f"{one.subject} {one.what}".strip()
    kind = _(KIND_WORDS[one.kind]) if one.kind else told(one.tag)
    old, new = (Cell(words or "—", strong=bool(words)) for words in (one.old, one.new))
    return Cell(kind), Cell(one.province), Cell(what, one.target), old, new, Cell(told(one.tag))


def _papers(report: Report, _digest: Digest) -> Section:
    columns = (_("文件"), _("整项新"), _("硬指标新"))
    return Section("new", _("新出文件"), columns, tuple(map(_paper, report.new_papers)), none=_("没有新文件。"))


def _paper(paper: NewPaper) -> tuple[Cell, ...]:
    name = _("{name}：{words}").format(name=wording.whole_name(paper.paper), words=novelty_words(paper))
    return Cell(name, paper.id), Cell(_items(paper.whole)), Cell(_items(paper.numbers))


def _items(items: tuple[NewItem, ...]) -> str:
    said = _("；").join(
        f"{one.number}{one.title}" + (f" {_('、').join(one.facts)}" if one.facts else "") for one in items[:NAMED]
    )
    more = _("等 {count} 项").format(count=len(items)) if len(items) > NAMED else ""
    return f"{said}{more}" or "—"


def _endings(report: Report, _digest: Digest) -> Section:
    rows = tuple(_ending(one) for one in report.notices if event_words(one.kind)[0] is Rank.EFFECT)
    rows += tuple(_date(one) for one in report.upcoming if one.kind is DateKind.EXPIRY)
    columns = (_("日期或事件"), _("剩余"), _("文件"))
    return Section("endings", _("废止与到期"), columns, rows, none=_("没有废止，也没有已知的届满日期。"))


def _ending(one: Notice) -> tuple[Cell, ...]:
    return (
        Cell(_(event_words(one.kind)[1])),
        Cell("—"),
        Cell(_("{name}：{words}").format(name=wording.whole_name(one.paper), words=told(one.detail)), one.id),
    )


_WEEKLY: tuple[Callable[[Report, Digest], Section], ...] = (_changes, _corrections, _open, _dates, _health)
_MONTHLY: tuple[Callable[[Report, Digest], Section], ...] = (
    *(_conclusion, _comparison, _topics, _figures, _papers, _endings, _changes, _corrections, _open, _dates, _health),
)
