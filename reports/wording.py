"""Sentences about a whole report that every renderer shares, so that HTML, Markdown and plain text say the same. Nothing here escapes."""

from __future__ import annotations

from datetime import date

from domain.card import Paper
from domain.correction import Correction, Fix
from domain.crawl import Outcome
from domain.report import DateKind, Report, ReportKind, SourceLine, Upcoming
from reports.language import N_, _
from reports.lines import date_words, named
from reports.proofs import proof
from reports.text import clock, cut, left, local, titled, weekday

NAMES = {
    ReportKind.DAILY: N_("药械政策变动日报"),
    ReportKind.WINDOW: N_("药械政策变动报告"),
    ReportKind.WEEKLY: N_("药械政策变动周报"),
    ReportKind.MONTHLY: N_("药械政策变动月报"),
}
OUTCOMES = {
    Outcome.OK: N_("成功"),
    Outcome.NOT_MODIFIED: N_("成功（未改动）"),
    Outcome.CHALLENGE: N_("遇到安全验证页（未绕过）"),
    Outcome.BLOCKED: N_("访问被拒绝"),
    Outcome.HTTP_ERROR: N_("返回错误页"),
    Outcome.TIMEOUT: N_("访问超时"),
    Outcome.TLS: N_("安全证书出错"),
    Outcome.DNS: N_("域名无法解析"),
    Outcome.RESET: N_("连接中断"),
    Outcome.SOFT_404: N_("页面提示不存在或系统繁忙"),
    Outcome.EMPTY_LISTING: N_("栏目列表为空"),
    Outcome.DRIFTED: N_("栏目结构有变或条数骤减"),
    Outcome.REPEATED_PAGE: N_("翻页内容重复"),
    Outcome.PARTIAL: N_("内容不完整"),
    Outcome.TOO_LARGE: N_("内容过大，未读取"),
    Outcome.WRONG_HOST: N_("跳转到其他网站"),
    Outcome.ATTACHMENT_IS_HTML: N_("附件变成了网页"),
    Outcome.EXTERNAL_SKIPPED: N_("链接在站外，未抓取"),
    Outcome.ROBOTS_DENIED: N_("robots.txt 不允许访问"),
}

_FIXES = {
    Fix.STRUCK: lambda: _("有误，撤回。原因：{reason}"),
    Fix.RESTORED: lambda: _("此前误划，恢复。原因：{reason}"),
    Fix.REVISED: lambda: _("已重新生成。原因：{reason}"),
}


def heading(report: Report) -> str:
    return _(NAMES[report.kind])


def day(report: Report) -> str:
    """``2026-11-23（周一） 08:30``; a later revision says which."""
    revised = _(" 第{revision}版").format(revision=report.revision) if report.revision > 1 else ""
    if report.corrects:
        revised += _("（更正第{revision}版）").format(revision=report.corrects)
    made = local(report.generated)
    time = f"{made:%H:%M}" if made.date() == report.on else _("{time} 制作").format(time=clock(report.generated, report.on))
    return f"{_named_day(report)} {time}{revised}"


def _named_day(report: Report) -> str:
    """What a report is of: a day, a week or a month."""
    if report.kind is ReportKind.MONTHLY:
        return _("{year}年{month}月").format(year=report.on.year, month=report.on.month)
    day = _("{on}（{weekday}）").format(on=report.on, weekday=weekday(report.on))
    return _("{day}止一周").format(day=day) if report.kind is ReportKind.WEEKLY else day


def window(report: Report) -> str:
    return f"{clock(report.window.start, report.on)} → {clock(report.window.end, report.on)}"


def verdict(report: Report) -> str:
    """The first line in words."""
    found = report.verdict
    if report.foundation:
        return _("建立基线：收录文件 {documents} 份、措施 {measures} 项；自下一期起报告变动。").format(
            documents=report.foundation.documents, measures=report.foundation.measures
        )
    if found.quiet:
        return (
            _("无实质变动。") if complete(report) else _("已核实的页面中无实质变动；未查到或可疑的见下，不能据此认为没有变动。")
        )
    parts = (
        _("实质变动 {substantive} 项（{documents} 份文件）").format(substantive=found.substantive, documents=found.documents),
        _("新文件 {new_documents} 份").format(new_documents=found.new_documents),
        _("文件效力提醒 {effects} 件").format(effects=found.effects),
        _("文字更正 {corrections} 处").format(corrections=found.corrections) + ("" if report.digest else _("（已折叠）")),
    )
    return _("，").join(parts) + _("。")


def complete(report: Report) -> bool:
    """True if everything that was to be looked at was looked at."""
    doubted = report.suspects or any(row.suspect for row in report.sources.rows)
    return bool(report.sources.planned) and not report.sources.bad and not doubted


def sources(report: Report) -> str:
    """The health line: always there."""
    looked = report.sources
    if not looked.planned:
        return _("本期没有来源的抓取记录")
    bad = _("，异常 {count}").format(count=len(looked.bad)) if looked.bad else ""
    return _("应查 {planned}，成功 {succeeded}{bad}").format(planned=looked.planned, succeeded=looked.succeeded, bad=bad)


def trouble(row: SourceLine, on: date) -> str:
    """What is wrong with a source, since when, and that the old version stands."""
    outcome = _(OUTCOMES[row.outcome]) if row.outcome else _("没有抓取记录")
    times = _("连续 {failures} 次").format(failures=row.failures) if row.failures > 1 else ""
    since = _("上次成功 {at}").format(at=clock(row.last_success, on)) if row.last_success else _("尚未成功过")
    rest = _("，已暂停访问至 {until}").format(until=clock(row.rests_until, on)) if row.rests_until else ""
    return (
        _("{times}{outcome}，{since}").format(times=times, outcome=outcome, since=since)
        + (_("（旧版仍有效）") if row.last_success else "")
        + rest
    )


def gap(report: Report) -> str:
    span = report.window.end - report.window.start
    hours = span.seconds // 3600
    length = (
        _("{days} 天").format(days=span.days) + (_(" {hours} 小时").format(hours=hours) if hours else "")
        if span.days
        else _("{hours} 小时").format(hours=hours)
    )
    return _("自上次成功（{start}，{length}前）以来的全部变动。").format(
        start=clock(report.window.start, report.on), length=length
    )


def folded(report: Report) -> str:
    """What happened but needs no reading."""
    found = report.verdict
    parts = [
        _("改号 {renumbered}").format(renumbered=found.renumbered),
        _("移动拆并 {count}").format(count=found.moved + found.regrouped),
        _("文字更正 {corrections}").format(corrections=found.corrections),
        _("版式页尾 {furniture} 页").format(furniture=found.furniture),
    ]
    if found.interpretations:
        parts.append(_("解读与转载 {interpretations} 件").format(interpretations=found.interpretations))
    return " · ".join(parts)


def more(report: Report) -> str:
    """``其余 N 项见下``, empty where the first screen holds everything."""
    rest = len(report.lines) - len(report.first_screen)
    return _("其余 {rest} 项见下").format(rest=rest) if rest > 0 else ""


def result(row: SourceLine) -> str:
    """What one source's look came to, with how much of it was read."""
    if not row.planned:
        return _("本轮未安排：{why}").format(why=proof(row.detail)) if row.detail else _("本轮未安排")
    if row.outcome is None:
        return _("没有抓取记录")
    rows = _("列表 {entries} 条").format(entries=f"{row.entries}" + (f"/{row.expected}" if row.expected is not None else ""))
    parts = [
        _(OUTCOMES[row.outcome]),
        rows,
        _("读取 {fetched} 页").format(fetched=row.fetched),
        _("未改动 {not_modified} 页").format(not_modified=row.not_modified),
    ]
    parts += [_("未取到 {failed} 页").format(failed=row.failed)] if row.failed else []
    parts += [_("可疑 {suspect} 份").format(suspect=row.suspect)] if row.suspect else []
    parts += [_("本轮计划：{plan}").format(plan=proof(row.plan))] if row.plan else []
    return _("，").join(parts)


def coming(one: Upcoming) -> str:
    """``2027-06-15 某措施有效期届满（剩204天）``."""
    province = one.paper.province or ""
    name = one.words if one.kind is DateKind.TARGET else titled(named(one.paper), 18)
    return _("{on} {province} {name} {what}（{left}）").format(
        on=one.on, province=province, name=name, what=date_words(one.kind), left=left(one.days)
    )


def whole_name(known: Paper) -> str:
    """Province and full title, the province once."""
    province = known.province or ""
    return known.title if known.title.startswith(province) else f"{province} {known.title}"


def paper(known: Paper) -> str:
    return (
        _("{title}（{number}）").format(title=known.title, number=known.document_number)
        if known.document_number
        else known.title
    )


def correction(one: Correction, on: date) -> tuple[str, str, str]:
    """Which line of which day is corrected, the words that stood there, and what is wrong with them."""
    day = f"{one.on:%m-%d}" if one.on.year == on.year else str(one.on)
    if one.fix is Fix.REVISED:
        head = _("{day} 日报").format(day=day)
    elif one.number:
        head = _("{day} 第{number}条").format(day=day, number=one.number)
    else:
        head = _("{day} 变动号 {item}").format(day=day, item=one.item)
    return _("更正：{what}").format(what=head), cut(one.words, 60), _FIXES[one.fix]().format(reason=one.reason)
