"""Whole mornings on a desk: a busy Monday after a baseline, with one change of nearly every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from domain.change import Change, Direction, EditKind, Event, EventKind, Severity, Status
from domain.crawl import Outcome
from domain.document import Basis, Document, Stated
from domain.relation import New, Novelty, Place
from domain.report import Report
from reports.build import build
from tests.unit.reports.desk import MONDAY, SHANGHAI, SHANXI, ZHEJIANG, Desk, added, amended, edit, fact, paper, ref

TITLES = {
    "上海": "上海市促进生物医药监管服务提升若干措施",
    "山西": "山西省优化药械审评服务若干措施（试行）",
    "浙江": "浙江省推动医药产业创新实施意见",
    "山东": "山东省药械检验能力建设意见",
}


def shanghai_old() -> Document:
    return paper(TITLES["上海"], "上海", SHANGHAI, document_number="沪府办规〔2025〕8号", issued_on=date(2025, 10, 23))


def shanghai_new() -> Document:
    """Five edits of the kinds that matter, one measure put in, those behind it renumbered."""
    items = [list(item) for item in SHANGHAI]
    items[1][2] = items[1][2].replace("20个工作日", "15个工作日")
    items[2][2] = items[2][2].replace("四个月", "三个月").replace("可一并", "应当一并")
    items[3][3] = ("市药品监管局", "市科委", "市财政局")
    items[4][2] = items[4][2].replace("不包括", "包括")
    items.insert(4, ["（五）", "开展政策评估", "每年对落实情况开展一次评估，评估结果在30日内向社会公开。", ("市药品监管局",)])
    items[5][0], items[6][0] = "（六）", "（七）"
    made = [(number, name, body, units) for number, name, body, units in items]
    document = paper(TITLES["上海"], "上海", made, document_number="沪府办规〔2025〕8号", issued_on=date(2026, 11, 6))
    return replace(document, facts=(fact(document, 5, "30日内"),))


def shanghai_changes() -> tuple[Change, ...]:
    old, new = shanghai_old(), shanghai_new()
    units = [
        edit(
            (old, 4),
            (new, 4),
            "",
            "、市财政局",
            EditKind.RESPONSIBLE,
            Direction.RESPONSIBILITY,
            keep="市科委",
            field="responsible_units",
        )
    ]
    body_name = edit((old, 5), (new, 6), "不", "", EditKind.MODAL, keep="检验，")
    return (
        amended((old, 2), (new, 2), edit((old, 2), (new, 2), "20个工作日", "15个工作日", direction=Direction.FASTER)),
        amended(
            (old, 3),
            (new, 3),
            edit((old, 3), (new, 3), "四个月", "三个月", direction=Direction.FASTER),
            edit((old, 3), (new, 3), "可", "应当", EditKind.MODAL, Direction.TIGHTER),
        ),
        amended((old, 4), (new, 4), *units),
        added(new, 5),
        amended((old, 5), (new, 6), body_name),
        Change(Status.RENUMBERED, Severity.NONE, (ref(old, 6),), (ref(new, 7),), ("number",)),
    )


def shanxi() -> Document:
    document = paper(
        TITLES["山西"], "山西", SHANXI, document_number="晋药监规〔2025〕3号", issued_on=date(2025, 5, 20),
        effective_on=date(2025, 5, 24), expires_on=date(2027, 5, 22),
        stated=(Stated("expires_on", Basis.COMPUTED, "有效期两年"),),
    )  # fmt: skip
    return replace(document, facts=(fact(document, 2, "最高80万元"),))


def zhejiang() -> Document:
    document = paper(TITLES["浙江"], "浙江", ZHEJIANG, document_number="浙政办发〔2026〕12号", issued_on=date(2026, 11, 18))
    return replace(document, facts=(fact(document, 1, "20周以内"), fact(document, 2, "8个以上")))


def zhejiang_novelty() -> tuple[Novelty, ...]:
    document = zhejiang()
    return (
        Novelty(Place(0, 1), New.PARTLY, (document.measure(1).commitments[0],)),
        Novelty(Place(0, 2), New.WHOLE, (document.measure(2).span,)),
        Novelty(Place(0, 3), New.WHOLE, (document.measure(3).span,)),
        Novelty(Place(0, 4), New.NONE),
    )


def shandong() -> Document:
    items = [("（一）", "提升检验能力", "对临床急需品种即收即检。", ("省药监局", "省财政厅"))]
    return paper(TITLES["山东"], "山东", items, issued_on=date(2024, 12, 2))


def based(folder: Path) -> Desk:
    """A desk with three papers of three provinces as the baseline, delivered on the Friday before."""
    desk = Desk(folder)
    for key, name, province in (
        ("sh", "上海市药品监管局", "上海"),
        ("sx", "山西省药监局", "山西"),
        ("zj", "浙江省药监局", "浙江"),
        ("sd", "山东省药监局", "山东"),
    ):
        desk.source(key, name, province)
    desk.begin(desk.at)
    desk.publish("sh", shanghai_old())
    desk.publish("sx", shanxi())
    desk.publish("sd", shandong())
    for source in desk.sources:
        desk.looked(source.id, entries=20, expected=20, fetched=3)
    desk.store.save_baseline("2026秋", desk.at, [(1, 1), (2, 1), (3, 1)])
    desk.deliver()
    return desk


def busy(folder: Path) -> Desk:
    """Monday: Shanghai amends its paper, Zhejiang issues one, Shandong's is repealed, Shanxi's site is down."""
    desk = based(folder)
    desk.begin(MONDAY)
    desk.publish("sh", shanghai_new(), known=1, changes=shanghai_changes())
    desk.publish("zj", zhejiang(), novelty=zhejiang_novelty(), baseline="2026秋")
    desk.publish("sd", None, known=3, events=[Event(EventKind.REPEALED, "公告载明该意见自2026年12月1日起废止。")])
    desk.looked("sh", entries=21, expected=21, fetched=1, not_modified=20)
    desk.looked("zj", entries=14, fetched=1)
    desk.looked("sd", entries=9, fetched=2)
    desk.looked("sx", Outcome.HTTP_ERROR, detail="GET /list 返回 502")
    return desk


def report_of(desk: Desk, revision: int = 1) -> Report:
    return build(
        desk.store, run=desk.round, window=desk.window, at=desk.at, on=desk.on, sources=desk.sources, revision=revision
    )
