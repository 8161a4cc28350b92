"""Words of the site's frame that several pages share."""

from __future__ import annotations

from datetime import datetime

from domain.card import Edition
from domain.change import EventKind, Status
from domain.document import DocumentKind
from domain.report import Report
from reports import direction, wording
from reports.language import N_, _
from reports.text import ABSENT, local

KINDS = {
    DocumentKind.POLICY: N_("政策措施"),
    DocumentKind.LAW: N_("法规规章"),
    DocumentKind.NOTICE: N_("通知公告"),
    DocumentKind.INTERPRETATION: N_("解读"),
    DocumentKind.DECISION: N_("决定"),
    DocumentKind.DRAFT: N_("征求意见稿"),
    DocumentKind.OTHER: N_("其他"),
}
STATUSES = {
    Status.UNCHANGED: N_("未变"),
    Status.AMENDED: N_("修改"),
    Status.ADDED: N_("新增"),
    Status.DELETED: N_("删除"),
    Status.RENUMBERED: N_("改号"),
    Status.MOVED: N_("移动"),
    Status.SPLIT: N_("拆分"),
    Status.MERGED: N_("合并"),
}
_EVENTS = {
    EventKind.FIRST_SEEN: N_("首次入库"),
    EventKind.NOT_A_VERSION: N_("未采用"),
    EventKind.SUSPECT_SHRINK: N_("未采用"),
}
_FILES = {
    "html": N_("网页"),
    "docx": "Word",
    "xlsx": "Excel",
    "pdf": "PDF",
    "md": "Markdown",
    "txt": N_("纯文本"),
    "json": "JSON",
    "csv": "CSV",
    "atom": "Atom",
    "ics": N_("日历"),
}
_REPORTS = {"daily": N_("日报"), "weekly": N_("周报"), "monthly": N_("月报"), "window": N_("区间报告")}


def event_word(kind: EventKind) -> str:
    return _(_EVENTS.get(kind) or direction.event_words(kind)[1])


def file_word(name: str) -> str:
    """What a file is to a reader, by its ending; the ending itself where we have no word."""
    ending = name.rpartition(".")[2].lower()
    return _(_FILES.get(ending, ending))


def report_word(kind: str) -> str:
    return _(_REPORTS.get(kind, kind))


def brief(report: Report) -> str:
    """The verdict of a report in one short line, without its zeros."""
    found = report.verdict
    if report.foundation:
        return _("建立基线：文件 {documents} 份，措施 {measures} 项").format(
            documents=report.foundation.documents, measures=report.foundation.measures
        )
    if found.quiet:
        return _("无实质变动") if wording.complete(report) else _("已核实的页面中无实质变动")
    parts = [_("实质变动 {count} 项").format(count=found.substantive)] if found.substantive else []
    parts += [_("新文件 {count} 份").format(count=found.new_documents)] if found.new_documents else []
    parts += [_("效力提醒 {count} 件").format(count=found.effects)] if found.effects else []
    return " · ".join(parts)


def health(report: Report) -> str:
    """How the sources fared, in one short line; those that failed by name."""
    looked = report.sources
    if not looked.planned:
        return _("没有来源的抓取记录")
    said = _("来源 {good}/{all} 成功").format(good=looked.succeeded, all=looked.planned)
    if not looked.bad:
        return said
    named = "、".join(row.name for row in looked.bad[:2])
    return said + _("，异常：{names}").format(names=named) + (_(" 等") if len(looked.bad) > 2 else "")


def at(moment: datetime | None) -> str:
    """A time with its year: a page of the site is read on any day."""
    return f"{local(moment):%Y-%m-%d %H:%M}" if moment else _(ABSENT)


def dates(edition: Edition) -> list[tuple[str, str]]:
    """The dates of a version, each under its own name; what the page does not carry says so."""
    named = (
        (_("成文"), edition.issued_on),
        (_("发布"), edition.published_on),
        (_("施行"), edition.effective_on),
        (_("届满"), edition.expires_on),
    )
    return [*((name, str(day or _(ABSENT))) for name, day in named), (_("抓取"), at(edition.snapshot))]
