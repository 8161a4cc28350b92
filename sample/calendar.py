"""The days. Day 0 is the baseline; each later day has few edits and, by hand, what the report of that morning must say.

Edits are cumulative: a day's texts are those of the day before with its edits applied in order. What is expected names
documents as their site shows them: the covering notice ``beiyuan_cover`` for the attached text ``beiyuan_main``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from domain.change import EventKind, Severity, Status
from domain.crawl import Outcome
from sample.edits import Delete, Edit, Insert, Merge, Move, Repeal, Reword, Split
from sample.expected import Expected, ExpectedChange, ExpectedDocument, ExpectedEvent
from sample.faults import Fault
from sample.text import Measure, Text, load

SUBSTANTIVE, EDITORIAL = Severity.SUBSTANTIVE, Severity.EDITORIAL


@dataclass(frozen=True, slots=True)
class Day:
    """One weekday. ``published`` are documents first shown, ``faults`` sites that fail, ``restyled`` sites that lose their style."""

    number: int
    on: date
    title: str
    edits: tuple[Edit, ...] = ()
    expected: Expected = field(default_factory=Expected)
    published: tuple[str, ...] = ()
    faults: Mapping[str, Fault] = field(default_factory=dict)
    restyled: tuple[str, ...] = ()


def amended(document: str, number: str, *shows: tuple[str, str], severity: Severity = SUBSTANTIVE) -> ExpectedChange:
    """An amendment that leaves the number as it is."""
    return ExpectedChange(document, Status.AMENDED, severity, (number,), (number,), shows)


def one(change: ExpectedChange, renumbered: int = 0) -> Expected:
    """A day with a single substantive change."""
    return Expected(changes=(change,), substantive=1, documents_changed=1, renumbered=renumbered)


DAYS: tuple[Day, ...] = (
    Day(
        0,
        date(2026, 11, 2),
        "基线：四省现行文件首次入库",
        expected=Expected(
            new_documents=(
                ExpectedDocument("yunling_main", 24),
                ExpectedDocument("yunling_retail", 8),
                ExpectedDocument("canghai_main", 19),
                ExpectedDocument("beiyuan_cover", 16),
                ExpectedDocument("nanyu_main", 18),
                ExpectedDocument("nanyu_priority", 6),
            ),
            notices=61,
            interpretations=5,
        ),
    ),
    Day(
        1,
        date(2026, 11, 3),
        "云岭：第二类器械首次注册审评时限再压缩",
        edits=(Reword("yunling_main", "（八）", "压缩至60个工作日，", "压缩至40个工作日，"),),
        expected=one(amended("yunling_main", "（八）", ("60个工作日", "40个工作日"))),
    ),
    Day(2, date(2026, 11, 4), "无事"),
    Day(
        3,
        date(2026, 11, 5),
        "沧海删去一个“不”字，南屿一处“可”改“应当”",
        edits=(
            Reword("canghai_main", "8.", "不计入审评时限", "计入审评时限"),
            Reword("nanyu_main", "9.", "申报时可提交", "申报时应当提交"),
        ),
        expected=Expected(
            changes=(
                amended("canghai_main", "8.", ("不计入", "计入")),
                amended("nanyu_main", "9.", ("可", "应当")),
            ),
            substantive=2,
            documents_changed=2,
        ),
    ),
    Day(
        4,
        date(2026, 11, 6),
        "沧海：一项增加责任单位，一项换了牵头单位",
        edits=(
            Reword("canghai_main", "3.", "省科技厅、省工业和信息化厅）", "省科技厅、省工业和信息化厅、省财政厅）"),
            Reword("canghai_main", "9.", "责任单位：省科技厅、省药监局、", "责任单位：省药监局、省科技厅、"),
        ),
        expected=Expected(
            changes=(
                amended("canghai_main", "3.", ("", "省财政厅")),
                amended("canghai_main", "9.", ("省科技厅", "省药监局")),
            ),
            substantive=2,
            documents_changed=1,
        ),
    ),
    Day(
        5,
        date(2026, 11, 9),
        "北原：附件方案中间增加一项，其后顺延改号",
        edits=(
            Insert(
                "beiyuan_main",
                "（七）",
                "培育中试服务机构。支持盟市建设药品中试熟化车间8个，面向中小企业按成本价收费，"
                "对年服务企业超过20家的运营单位奖励60万元。（牵头单位：省工业和信息化厅；责任单位：省科技厅、省财政厅）",
            ),
        ),
        expected=one(ExpectedChange("beiyuan_cover", Status.ADDED, SUBSTANTIVE, new=("（八）",)), renumbered=9),
    ),
    Day(
        6,
        date(2026, 11, 10),
        "云岭删去一项；南屿网站返回动态防护页",
        edits=(Delete("yunling_main", "（十五）"),),
        faults={"nanyu_mpa": Fault.CHALLENGE},
        expected=Expected(
            changes=(ExpectedChange("yunling_main", Status.DELETED, SUBSTANTIVE, old=("（十五）",)),),
            failed={"nanyu_mpa": Outcome.CHALLENGE},
            substantive=1,
            renumbered=9,
            documents_changed=1,
        ),
    ),
    Day(
        7,
        date(2026, 11, 11),
        "云岭一项移到另一部分；沧海新发一则通告",
        edits=(Move("yunling_main", "（十三）", "（二十三）"),),
        published=("canghai_recall",),
        expected=Expected(
            changes=(ExpectedChange("yunling_main", Status.MOVED, EDITORIAL, ("（十三）",), ("（二十三）",)),),
            new_documents=(ExpectedDocument("canghai_recall", 0),),
            moved=1,
            renumbered=10,
        ),
    ),
    Day(
        8,
        date(2026, 11, 12),
        "沧海一项拆成两项；南屿更正一处用字",
        edits=(
            Split("canghai_main", "13.", "对通过境外药品监管机构", "奖励国际认证。"),
            Reword("nanyu_main", "18.", "其它人员", "其他人员"),
        ),
        expected=Expected(
            changes=(
                ExpectedChange("canghai_main", Status.SPLIT, EDITORIAL, ("13.",), ("13.", "14.")),
                amended("nanyu_main", "18.", ("其它", "其他"), severity=EDITORIAL),
            ),
            editorial=2,
            renumbered=6,
        ),
    ),
    Day(
        9,
        date(2026, 11, 13),
        "南屿两项合并；北原网站返回错误页",
        edits=(Merge("nanyu_main", "10.", "保障离岛用药。"),),
        faults={"beiyuan_mpa": Fault.ERROR_PAGE},
        expected=Expected(
            changes=(ExpectedChange("nanyu_main", Status.MERGED, EDITORIAL, ("10.", "11."), ("10.",)),),
            failed={"beiyuan_mpa": Outcome.SOFT_404},
            editorial=1,
            renumbered=7,
        ),
    ),
    Day(10, date(2026, 11, 16), "云岭网站改版丢失样式，数字变全角，内容未变", restyled=("yunling_mpa",)),
    Day(
        11,
        date(2026, 11, 17),
        "北原新印发医疗器械三年计划，24项",
        published=("beiyuan_devices",),
        expected=Expected(new_documents=(ExpectedDocument("beiyuan_devices", 24),)),
    ),
    Day(
        12,
        date(2026, 11, 18),
        "南屿一份文件废止；沧海一项奖励提高",
        edits=(
            Repeal("nanyu_priority", "【本文件已于2026年11月18日废止，有关事项按照屿药监规〔2025〕9号文件执行】"),
            Reword("canghai_main", "1.", "每个品种奖励300万元", "每个品种奖励500万元"),
        ),
        expected=Expected(
            changes=(amended("canghai_main", "1.", ("300万元", "500万元")),),
            events=(ExpectedEvent("nanyu_priority", EventKind.REPEALED, "本文件已于2026年11月18日废止"),),
            substantive=1,
            documents_changed=1,
        ),
    ),
    Day(
        13,
        date(2026, 11, 19),
        "云岭一份文件延长有效期；北原一项比例和情态词改变",
        edits=(
            Reword("yunling_retail", "", "有效期至2026年12月31日", "有效期延长至2028年12月31日"),
            Reword("beiyuan_main", "（六）", "力争达到90%", "应当达到95%"),
        ),
        expected=Expected(
            changes=(amended("beiyuan_cover", "（六）", ("90%", "95%"), ("力争", "应当")),),
            events=(ExpectedEvent("yunling_retail", EventKind.VALIDITY_CHANGED, "有效期延长至2028年12月31日"),),
            substantive=1,
            documents_changed=1,
        ),
    ),
)


@cache
def text_on(document: str, day: int) -> Text:
    """The text called ``document`` as it stands on a day of the calendar. Raises FileNotFoundError for an unknown name."""
    text = load(document)
    for edit in edits_of(document, DAYS[: day + 1]):
        text = edit.apply(text)
    return text


def measures_on(document: str, day: int) -> tuple[Measure, ...]:
    """The measures of a document as a site shows it: those of its page, or of the file attached to it."""
    text = text_on(document, day)
    return (text_on(text.attachment, day) if text.attachment else text).measures()


def edits_of(document: str, days: Iterable[Day]) -> tuple[Edit, ...]:
    """The edits of one text over some days, in order."""
    return tuple(edit for day in days for edit in day.edits if edit.document == document)


def published_on(document: str) -> int:
    """The number of the day a document is first shown (0 for all that is there from the start)."""
    return next((day.number for day in DAYS if document in day.published), 0)
