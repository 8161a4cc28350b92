"""A desk to build reports on: small policy papers written for these tests, a real SQLite store, and changes with exact spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from domain.change import Change, Direction, Edit, EditKind, Event, EventKind, MeasureRef, Severity, Status
from domain.crawl import Outcome, Page, PageKind
from domain.document import Document, DocumentKind, Fact, FactKind, Measure, PublicationLevel
from domain.record import VersionRecord, Visit
from domain.relation import Novelty
from domain.run import Run as Round
from domain.run import SourceHealth, Window
from domain.source import Source
from domain.text import Run, Span, SpanMap
from reports.build import build
from reports.passages import split
from reports.renderers.json import encode
from storage.sqlite import open_store

MONDAY = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
"""08:30 on a Monday in Shanghai."""

Item = tuple[str, str, str, tuple[str, ...]]
"""Number, title, body and responsible units of a measure."""

SHANGHAI: list[Item] = [
    ("（一）", "建立早期辅导窗口", "为在研重点品种设立辅导窗口。对纳入清单的品种安排专人联系。", ("市药品监管局", "市科委")),
    ("（二）", "优化检验服务", "临床急需器械的检验时限由25个工作日压缩为20个工作日。检验报告可网上查询。", ("市药品监管局",)),
    (
        "（三）",
        "合并办理变更事项",
        "提高资料质量、减少补正次数，第二类器械变更事项平均周期压缩至四个月内。同一品种的多项变更可一并申请。受理前开放咨询。",
        ("市药品监管局", "市发展改革委"),
    ),
    ("（四）", "培育监管科学基地", "支持高校与企业共建基地，开展标准与方法研究。", ("市药品监管局", "市科委")),
    (
        "（五）",
        "规范委托配制",
        "医疗机构委托配制的制剂检验，不包括标准复核。受托方不得再次委托。",
        ("市药品监管局", "市卫生健康委"),
    ),
    ("（六）", "畅通意见反馈", "设立公开渠道，及时答复企业意见。", ("市药品监管局",)),
]
SHANXI: list[Item] = [
    ("（一）", "压减抽样批次", "同品种抽样由三批减为一批。", ("省药监局",)),
    ("（二）", "奖励首仿品种", "对首家通过评价的品种给予最高80万元奖励。鼓励企业开展真实世界研究。", ("省财政厅", "省药监局")),
    ("（三）", "开展信用分级", "按照信用等级确定检查频次。", ("省药监局",)),
]
ZHEJIANG: list[Item] = [
    ("1.", "缩短启动用时", "临床试验启动前的整体用时压缩至20周以内。主审单位审查结果互相认可。", ("省药监局", "省卫生健康委")),
    ("2.", "建设检验平台", "2027年6月底前新增检验参数8个以上。", ("省药监局", "省市场监管局")),
    ("3.", "严格追责问责", "对违法违规行为依法从严处理。", ("省药监局",)),
    ("4.", "设立服务站点", "在产业集聚区设立服务站。", ("省药监局",)),
]


def paper(title: str, province: str, items: Sequence[Item], *, preamble: str = "", **fields: object) -> Document:
    """A document whose published text is its canonical text."""
    text = title + "\n" + (preamble + "\n" if preamble else "") + "一、重点任务\n"
    measures: list[Measure] = []
    for ordinal, (number, name, body, units) in enumerate(items, 1):
        measure, words = _measure(ordinal, number, name, body, units, len(text))
        measures.append(measure)
        text += words + "\n"
    return replace(
        Document(title, text, text, SpanMap((Run(0, 0, len(text)),)), "1.4"),
        kind=DocumentKind.POLICY,
        province=province,
        measures=tuple(replace(m, commitments=split(text, m.body_span)) for m in measures),
        **fields,  # type: ignore[arg-type]
    )


def _measure(ordinal: int, number: str, name: str, body: str, units: tuple[str, ...], at: int) -> tuple[Measure, str]:
    head = f"{number}{name}。" if name else number
    bracket = f"（责任单位：{'、'.join(units)}）" if units else ""
    words = head + body + bracket
    body_at = at + len(head)
    bracket_at = body_at + len(body)
    return Measure(
        ordinal=ordinal,
        number=number,
        section="一、重点任务",
        title=name,
        body=body,
        text=words,
        span=Span(at, at + len(words)),
        body_span=Span(body_at, bracket_at),
        title_span=Span(at + len(number), at + len(number) + len(name)) if name else None,
        responsible_units=units,
        responsible_text=bracket,
        responsible_span=Span(bracket_at, bracket_at + len(bracket)) if units else None,
    ), words


def fact(document: Document, ordinal: int, words: str, kind: FactKind = FactKind.TIME_LIMIT, to: float | str = 1.0) -> Fact:
    return Fact(ordinal, words, where(document, ordinal, words), kind, None, to, "")


def where(document: Document, ordinal: int, words: str) -> Span:
    measure = document.measure(ordinal)
    at = document.text.index(words, measure.span.start, measure.span.end)
    return Span(at, at + len(words))


def edit(
    old: tuple[Document, int],
    new: tuple[Document, int],
    before: str,
    after: str,
    kind: EditKind = EditKind.TIME_LIMIT,
    direction: Direction | None = None,
    *,
    keep: str = "",
    field: str = "body",
    severity: Severity = Severity.SUBSTANTIVE,
) -> Edit:
    """One edit. Where a side is empty, ``keep`` are the words on that side that the place comes right after."""
    return Edit(
        before, after, _place(old, before, keep), _place(new, after, keep), field, kind, severity, direction, old[1], new[1]
    )


def _place(side: tuple[Document, int], words: str, keep: str) -> Span:
    if words:
        return where(*side, words)
    end = where(*side, keep).end
    return Span(end, end)


def amended(
    old: tuple[Document, int], new: tuple[Document, int], *edits: Edit, severity: Severity = Severity.SUBSTANTIVE
) -> Change:
    fields = tuple(dict.fromkeys(one.field for one in edits))
    return Change(Status.AMENDED, severity, (ref(*old),), (ref(*new),), fields, edits)


def added(document: Document, ordinal: int) -> Change:
    return Change(Status.ADDED, Severity.SUBSTANTIVE, (), (ref(document, ordinal),))


def deleted(document: Document, ordinal: int) -> Change:
    return Change(Status.DELETED, Severity.SUBSTANTIVE, (ref(document, ordinal),), ())


def ref(document: Document, ordinal: int) -> MeasureRef:
    return MeasureRef(ordinal, document.measure(ordinal).number)


class Desk:
    """A store with rounds over sources; each call moves one morning on."""

    def __init__(self, folder: Path, at: datetime = MONDAY - timedelta(days=3)) -> None:
        self.store = open_store(folder / "regdelta.db")
        self.at = at
        self.sources: tuple[Source, ...] = ()
        self.window = Window(at - timedelta(hours=1), at)
        self.round: Round | None = None
        self._number = 0

    def source(self, key: str, name: str, province: str) -> None:
        known = Source(key, name, province, name, "规范性文件", "trs_wcm", f"https://{key}.example/list")
        self.sources = (*self.sources, known)

    def begin(self, at: datetime | None = None) -> Round:
        at = at or self.at + timedelta(days=1)
        self.window = Window(self.at, at)
        self.at = at
        self.round = self.store.begin_run([one.id for one in self.sources], at, self.window)
        return self.round

    def looked(self, key: str, outcome: Outcome = Outcome.OK, **fields: object) -> None:
        assert self.round
        name = next(one.name for one in self.sources if one.id == key)
        self.store.record_health(self.round.id, SourceHealth(key, name, outcome, **fields))  # type: ignore[arg-type]

    def publish(
        self,
        key: str,
        document: Document | None,
        *,
        known: int | None = None,
        changes: Sequence[Change] = (),
        events: Sequence[Event] = (),
        novelty: Sequence[Novelty] = (),
        baseline: str | None = None,
        level: PublicationLevel = PublicationLevel.OFFICIAL,
        url: str | None = None,
        content: str = "",
    ) -> VersionRecord | None:
        """A document page of a source, fetched and read. A new document gets its FIRST_SEEN event."""
        assert self.round
        if known is None:
            self._number += 1
            events = (Event(EventKind.FIRST_SEEN, "首次入库"), *events)
        address = url or f"https://{key}.example/art/{known or self._number}.html"
        page = Page(key, PageKind.DOCUMENT, address, address, document.title or "" if document else "")
        fetch = self.store.record_fetch(
            self.round.id, page, at=self.at, outcome=Outcome.OK, status=200, sha256=content or f"{self.round.id:064x}", size=1
        )
        return self.store.record_visit(
            Visit(
                self.round.id,
                self.at,
                page,
                (fetch.id,),
                known,
                document,
                level,
                tuple(changes),
                tuple(events),
                tuple(novelty),
                baseline,
            )
        )

    def deliver(self) -> None:
        """Everything up to now stands in a report of this morning."""
        changes, events = self.store.undelivered()
        report = build(self.store, run=self.round, window=self.window, at=self.at, on=self.on, sources=self.sources)
        self.store.record_report(
            self.on, "daily", self.window, self.at, encode(report), [one.id for one in changes], [one.id for one in events],
            run=self.round.id if self.round else None,
        )  # fmt: skip

    @property
    def on(self) -> date:
        return (self.at + timedelta(hours=8)).date()
