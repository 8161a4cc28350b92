"""Sentences about a whole report that every renderer shares, so that HTML, Markdown and plain text say the same. Nothing here escapes."""

from __future__ import annotations

from datetime import date

from domain.card import Paper
from domain.correction import Correction, Fix
from domain.crawl import Outcome
from domain.report import DateKind, Report, ReportKind, SourceLine, Upcoming
from reports.language import _
from reports.lines import date_words, named
from reports.text import clock, cut, left, local, titled, weekday

NAMES = {
    ReportKind.DAILY: "药械政策变动日报",
    ReportKind.WINDOW: "药械政策变动报告",
    ReportKind.WEEKLY: "药械政策变动周报",
    ReportKind.MONTHLY: "药械政策变动月报",
}
OUTCOMES = {
    Outcome.OK: "成功",
    Outcome.NOT_MODIFIED: "成功（未改动）",
    Outcome.CHALLENGE: "遇到安全验证页（未绕过）",
    Outcome.BLOCKED: "访问被拒绝",
    Outcome.HTTP_ERROR: "返回错误页",
    Outcome.TIMEOUT: "访问超时",
    Outcome.TLS: "安全证书出错",
    Outcome.DNS: "域名无法解析",
    Outcome.RESET: "连接中断",
    Outcome.SOFT_404: "页面提示不存在或系统繁忙",
    Outcome.EMPTY_LISTING: "栏目列表为空",
    Outcome.DRIFTED: "栏目结构有变或条数骤减",
    Outcome.REPEATED_PAGE: "翻页内容重复",
    Outcome.PARTIAL: "内容不完整",
    Outcome.TOO_LARGE: "内容过大，未读取",
    Outcome.WRONG_HOST: "跳转到其他网站",
    Outcome.ATTACHMENT_IS_HTML: "附件变成了网页",
    Outcome.EXTERNAL_SKIPPED: "链接在站外，未抓取",
    Outcome.ROBOTS_DENIED: "robots.txt 不允许访问",
}

_FIXES = {
    Fix.STRUCK: lambda: _("有误，撤回。原因：{reason}"),
    Fix.RESTORED: lambda: _("此前误划，恢复。原因：{reason}"),
    Fix.REVISED: lambda: _("已重新生成。原因：{reason}"),
}


def heading(report: Report) -> str:
    return NAMES[report.kind]


def day(report: Report) -> str:
    """``2026-11-23（周一） 08:30``; a later revision says which."""
    revised = f" 第{report.revision}版" if report.revision > 1 else ""
    if report.corrects:
        revised += _("（更正第{revision}版）").format(revision=report.corrects)
    made = local(report.generated)
    time = f"{made:%H:%M}" if made.date() == report.on else _("{time} 制作").format(time=clock(report.generated, report.on))
    return f"{_named_day(report)} {time}{revised}"


def _named_day(report: Report) -> str:
    """What a report is of: a day, a week or a month."""
    if report.kind is ReportKind.MONTHLY:
        return _("{year}年{month}月").format(year=report.on.year, month=report.on.month)
    day = f"{report.on}（{weekday(report.on)}）"
    return _("{day}止一周").format(day=day) if report.kind is ReportKind.WEEKLY else day


def window(report: Report) -> str:
    return f"{clock(report.window.start, report.on)} → {clock(report.window.end, report.on)}"


def verdict(report: Report) -> str:
    """The first line in words."""
    found = report.verdict
    if report.foundation:
        return (
            f"建立基线：收录文件 {report.foundation.documents} 份、措施 {report.foundation.measures} 项；自下一期起报告变动。"
        )
    if found.quiet:
        return "无实质变动。" if complete(report) else "已核实的页面中无实质变动；未查到或可疑的见下，不能据此认为没有变动。"
    parts = (
        f"实质变动 {found.substantive} 项（{found.documents} 份文件）",
        f"新文件 {found.new_documents} 份",
        f"文件效力提醒 {found.effects} 件",
        f"文字更正 {found.corrections} 处" + ("" if report.digest else "（已折叠）"),
    )
    return "，".join(parts) + "。"


def complete(report: Report) -> bool:
    """True if everything that was to be looked at was looked at."""
    doubted = report.suspects or any(row.suspect for row in report.sources.rows)
    return bool(report.sources.planned) and not report.sources.bad and not doubted


def sources(report: Report) -> str:
    """The health line: always there."""
    looked = report.sources
    if not looked.planned:
        return "本期没有来源的抓取记录"
    bad = f"，异常 {len(looked.bad)}" if looked.bad else ""
    return f"应查 {looked.planned}，成功 {looked.succeeded}{bad}"


def trouble(row: SourceLine, on: date) -> str:
    """What is wrong with a source, since when, and that the old version stands."""
    outcome = OUTCOMES[row.outcome] if row.outcome else "没有抓取记录"
    times = f"连续 {row.failures} 次" if row.failures > 1 else ""
    since = f"上次成功 {clock(row.last_success, on)}" if row.last_success else "尚未成功过"
    rest = _("，已暂停访问至 {until}").format(until=clock(row.rests_until, on)) if row.rests_until else ""
    return f"{times}{outcome}，{since}" + ("（旧版仍有效）" if row.last_success else "") + rest


def gap(report: Report) -> str:
    span = report.window.end - report.window.start
    hours = span.seconds // 3600
    length = f"{span.days} 天" + (f" {hours} 小时" if hours else "") if span.days else f"{hours} 小时"
    return f"自上次成功（{clock(report.window.start, report.on)}，{length}前）以来的全部变动。"


def folded(report: Report) -> str:
    """What happened but needs no reading."""
    found = report.verdict
    parts = [
        f"改号 {found.renumbered}",
        f"移动拆并 {found.moved + found.regrouped}",
        f"文字更正 {found.corrections}",
        f"版式页尾 {found.furniture} 页",
    ]
    if found.interpretations:
        parts.append(f"解读与转载 {found.interpretations} 件")
    return " · ".join(parts)


def more(report: Report) -> str:
    """``其余 N 项见下``, empty where the first screen holds everything."""
    rest = len(report.lines) - len(report.first_screen)
    return f"其余 {rest} 项见下" if rest > 0 else ""


def result(row: SourceLine) -> str:
    """What one source's look came to, with how much of it was read."""
    if not row.planned:
        return _("本轮未安排：{why}").format(why=row.detail) if row.detail else _("本轮未安排")
    if row.outcome is None:
        return "没有抓取记录"
    rows = f"列表 {row.entries}" + (f"/{row.expected}" if row.expected is not None else "") + " 条"
    parts = [OUTCOMES[row.outcome], rows, f"读取 {row.fetched} 页", f"未改动 {row.not_modified} 页"]
    parts += [f"未取到 {row.failed} 页"] if row.failed else []
    parts += [f"可疑 {row.suspect} 份"] if row.suspect else []
    parts += [_("本轮计划：{plan}").format(plan=row.plan)] if row.plan else []
    return "，".join(parts)


def coming(one: Upcoming) -> str:
    """``2027-06-15 某措施有效期届满（剩204天）``."""
    province = one.paper.province or ""
    name = one.words if one.kind is DateKind.TARGET else titled(named(one.paper), 18)
    return f"{one.on} {province} {name} {date_words(one.kind)}（{left(one.days)}）"


def whole_name(known: Paper) -> str:
    """Province and full title, the province once."""
    province = known.province or ""
    return known.title if known.title.startswith(province) else f"{province} {known.title}"


def paper(known: Paper) -> str:
    return f"{known.title}（{known.document_number}）" if known.document_number else known.title


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
