"""Sentences that every renderer shares, so that HTML, Markdown and plain text say the same. Nothing here escapes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.change import Severity, Status
from domain.crawl import Outcome
from domain.document import PublicationLevel
from domain.report import (
    Card,
    DateKind,
    Edition,
    Likes,
    Pair,
    Paper,
    Passage,
    Report,
    ReportKind,
    SourceLine,
    Spot,
    Upcoming,
)
from reports.direction import KIND_WORDS
from reports.lines import date_words, named
from reports.text import ABSENT, chinese, clock, left, local, stamp, weekday

NAMES = {ReportKind.DAILY: "药械政策变动日报", ReportKind.WINDOW: "药械政策变动报告"}
LEVELS = {
    PublicationLevel.OFFICIAL: "官方原文",
    PublicationLevel.INTERPRETATION: "官方解读",
    PublicationLevel.MEDIA: "媒体转载，建议核对官方原文",
    PublicationLevel.MIRROR: "非官方镜像，建议核对官方原文",
    PublicationLevel.UNKNOWN: "来源性质未核实",
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


def heading(report: Report) -> str:
    return NAMES[report.kind]


def day(report: Report) -> str:
    """``2026-11-23（周一） 08:30``; a later revision says which."""
    revised = f" 第{report.revision}版" if report.revision > 1 else ""
    return f"{report.on}（{weekday(report.on)}） {local(report.generated):%H:%M}{revised}"


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
        return "无实质变动。" if complete(report) else "查到的来源中无实质变动；未查到的来源见下一行，不能据此认为没有变动。"
    parts = (
        f"实质变动 {found.substantive} 项（{found.documents} 份文件）",
        f"新文件 {found.new_documents} 份",
        f"文件效力提醒 {found.effects} 件",
        f"文字更正 {found.editorial} 处（已折叠）",
    )
    return "，".join(parts) + "。"


def complete(report: Report) -> bool:
    """True if everything that was to be looked at was looked at."""
    return bool(report.sources.planned) and not report.sources.bad and not report.suspects


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
    return f"{times}{outcome}，{since}" + ("（旧版仍有效）" if row.last_success else "")


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
        f"移动或拆并 {found.moved}",
        f"文字更正 {found.editorial}",
        f"版式与页头页尾 {found.furniture} 页",
    ]
    if found.interpretations:
        parts.append(f"解读与转载 {found.interpretations} 件")
    return " · ".join(parts)


def more(report: Report) -> str:
    """``其余 N 项见下``, empty where the first screen holds everything."""
    rest = len(report.lines) - len(report.first_screen)
    return f"其余 {rest} 项见下" if rest > 0 else ""


def place(spots: tuple[Spot, ...]) -> str:
    """``三、提升质效 › （十二）变更注册联合办理``; several joined by 、."""
    if not spots:
        return ""
    section = f"{spots[0].section} › " if spots[0].section else ""
    return section + "、".join(f"{spot.number}{spot.title}" for spot in spots)


def numbering(card: Card) -> str:
    if not (card.old and card.new):
        return ""
    before, after = ("、".join(spot.number for spot in side) for side in (card.old, card.new))
    return "编号未变" if before == after else f"原{before}"


def severity(card: Card) -> str:
    return "实质" if card.severity is Severity.SUBSTANTIVE else "文字"


def kinds(pair: Pair) -> str:
    return "、".join(KIND_WORDS[kind] for kind in pair.kinds)


def snapshot(edition: Edition, on: date) -> str:
    return f"本系统快照 {clock(edition.snapshot, on)}" if edition.snapshot else f"导入文件 {edition.origin or ABSENT}"


def all_dates(edition: Edition, on: date) -> str:
    """The four dates of an edition, each under its own name."""
    named = (
        ("成文", edition.issued_on),
        ("发布", edition.published_on),
        ("施行", edition.effective_on),
        ("届满", edition.expires_on),
    )
    dated = " · ".join(f"{name} {day or ABSENT}" for name, day in named)
    return f"{dated} · 抓取 {clock(edition.snapshot, on) if edition.snapshot else ABSENT}"


def result(row: SourceLine) -> str:
    """What one source's look came to, with how much of it was read."""
    if not row.planned:
        return "本轮未安排"
    if row.outcome is None:
        return "没有抓取记录"
    rows = f"列表 {row.entries}" + (f"/{row.expected}" if row.expected is not None else "") + " 条"
    parts = [OUTCOMES[row.outcome], rows, f"读取 {row.fetched} 页", f"未改动 {row.not_modified} 页"]
    parts += [f"未取到 {row.failed} 页"] if row.failed else []
    parts += [f"可疑 {row.suspect} 份"] if row.suspect else []
    return "，".join(parts)


def unchanged(card: Card) -> str:
    """What lets the reader stop: 「本项其余 5 句、责任单位均未变。」"""
    rest = f"本项其余 {card.unchanged} 句" if card.unchanged else ""
    units = card.units
    if units is None:
        return f"{rest}均未变。" if rest else "本项没有其他句子。"
    if units.changed:
        return f"{rest}均未变；责任单位有变。" if rest else "责任单位有变。"
    return f"{rest}、责任单位均未变。" if rest else "责任单位未变。"


def units(card: Card) -> str:
    """The responsible units of a card, with what came, what went, and who leads."""
    found = card.units
    if found is None:
        return f"责任单位{ABSENT}"
    if card.status is Status.ADDED or card.status is Status.DELETED:
        return "、".join(found.new or found.old) or ABSENT
    if not found.changed:
        return "、".join(found.new) + "（未变）"
    parts = [f"增加 {'、'.join(found.added)}"] if found.added else []
    parts += [f"去掉 {'、'.join(found.removed)}"] if found.removed else []
    parts += [f"牵头变更 {found.old_lead or '未载'} → {found.new_lead or '未载'}"] if found.lead_changed else []
    return "；".join(parts) + f"。现为 {'、'.join(found.new) or ABSENT}"


def side_date(edition: Edition, other: Edition | None, on: date) -> str:
    """The date beside 旧 or 新: 成文 where it tells the two apart, else 抓取."""
    if edition.issued_on and (other is None or other.issued_on != edition.issued_on):
        return f"成文 {edition.issued_on}"
    return f"抓取 {clock(edition.snapshot, on)}" if edition.snapshot else "导入文件"


def quotes(passages: Iterable[Passage | None]) -> tuple[str, ...]:
    """What of these passages may stand between quotation marks, each once."""
    return tuple(dict.fromkeys(one.quote.strip() for one in passages if one is not None and one.quote))


def effective(edition: Edition) -> str:
    if edition.effective_on:
        return f"{edition.effective_on} 施行"
    return f"未写明；成文 {edition.issued_on or ABSENT}"


def likes(found: Likes) -> str:
    """Provinces of the baseline that have no counterpart, or that there is no baseline."""
    if found.baseline is None:
        return "未设基线"
    if not found.absent:
        return "" if found.found else "基线中没有他省文件"
    shown = "、".join(found.absent[:6]) + (f" 等 {len(found.absent)} 省" if len(found.absent) > 6 else "")
    return f"{shown}：无"


def label(passage: Passage) -> str:
    """What the words are: 原文 only where they stand on the page byte for byte."""
    if passage.repaired:
        return "规范化文本（源页乱码，已按上下文复原，不能引用）"
    if passage.verbatim:
        return "原文"
    return "规范化文本" if passage.quote is not None else "规范化文本（不能逐字引用）"


def reference(card: Card, *, old: bool = False) -> str:
    """A citation as for a memo: by 文号, section and number as printed, with dates under their own names."""
    edition = card.old_edition if old and card.old_edition else card.new_edition
    spots = card.old if old else card.new
    head = f"《{card.paper.title}》（{card.paper.document_number or '文号' + ABSENT}，{_dates(edition)}）"
    section = f"，{spots[0].section}" if spots and spots[0].section else ""
    return head + section + "，" + "、".join(_cited(spot.number) for spot in spots) + "。"


def _cited(printed: str) -> str:
    """``第（八）项``, ``第3项``; an article of a law is already a 第…条."""
    return printed if printed.startswith("第") else f"第{printed.rstrip('.．、')}项"


def _dates(edition: Edition) -> str:
    issued = f"{chinese(edition.issued_on)}成文" if edition.issued_on else f"成文日期{ABSENT}"
    start = f"{chinese(edition.effective_on)}起施行" if edition.effective_on else f"施行日期{ABSENT}"
    return f"{issued}，{start}" + (f"，有效期至{chinese(edition.expires_on)}" if edition.expires_on else "")


def origin(edition: Edition) -> str:
    """Where and when the words were taken from, for the 来源 line of a citation."""
    published = str(edition.published_on) if edition.published_on else ABSENT
    taken = f"本系统抓取 {stamp(edition.snapshot)}" if edition.snapshot else f"导入文件 {edition.origin or ABSENT}"
    return f"发布 {published}；{taken}，SHA-256 {edition.fingerprint}"


def coming(one: Upcoming) -> str:
    """``2027-06-15 某措施有效期届满（剩204天）``."""
    province = one.paper.province or ""
    name = one.words if one.kind is DateKind.TARGET else named(one.paper)
    return f"{one.on} {province} {name} {date_words(one.kind)}（{left(one.days)}）"


def paper(known: Paper) -> str:
    return f"{known.title}（{known.document_number}）" if known.document_number else known.title
