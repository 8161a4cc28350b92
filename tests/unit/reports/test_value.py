"""The changed value in one line, for the shapes in which policy texts state a change."""

from __future__ import annotations

import pytest

from domain.card import Units
from domain.change import Edit, EditKind
from domain.text import Span
from reports.value import arrow, describe, subject, units_value
from tests.unit.reports.desk import edit, paper


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("25个工作日", "15个工作日", "25 → 15个工作日"),
        ("四个月", "三个月", "四 → 三个月"),
        ("40%", "50%", "40 → 50%"),
        ("30个工作日", "六周", "30个工作日 → 六周"),
        ("可", "应当", "可 → 应当"),
        ("2026年6月1日", "2026年9月1日", "2026年6月1日 → 2026年9月1日"),
    ],
)
def test_a_unit_shared_by_both_sides_is_printed_once(old: str, new: str, shown: str) -> None:
    """Only where number and unit part cleanly; anything else is printed whole."""
    assert arrow(old, new) == shown


@pytest.mark.parametrize(
    ("sentence", "words", "shown"),
    [
        ("优化流程，抽检复核时限由58个工作日压缩为30个工作日。", "30个工作日", "抽检复核时限"),
        ("对转产品种，5个工作日内完成技术复核。", "5个工作日", "完成技术复核"),
        ("启动前的整体用时进一步压缩至20周。", "20周", "启动前的整体用时"),
        ("将场地转移办理用时由195天缩短至105天。", "105天", "场地转移办理用时"),
        ("改进急救新药的入院流程，逐步实现由20个工作日减至15个工作日。", "15个工作日", "改进急救新药的入院流程，逐步实现"),
        ("取消支架、瓣膜等4类耗材限价。", "4类", "耗材限价"),
        ("支持名老中医验方、经典名方和医疗机构制剂、配方颗粒向新药逐级转化。", "逐级", "配方颗粒向新药"),
    ],
)
def test_the_clause_without_its_verb_says_what_it_is_about(sentence: str, words: str, shown: str) -> None:
    """The clause before the number, or what follows it where nothing stands before."""
    at = sentence.index(words)
    assert subject(sentence, Span(at, at + len(words))) == shown


def test_a_single_word_put_in_is_shown_with_its_neighbours() -> None:
    """不包括 and 包括 must both be readable in the line."""
    old = paper("甲办法", "甲", [("1.", "检验", "制剂检验，不包括标准复核。", ())])
    new = paper("甲办法", "甲", [("1.", "检验", "制剂检验，包括标准复核。", ())])
    one = edit((old, 1), (new, 1), "不", "", EditKind.MODAL, keep="检验，")
    assert describe(one, old, new) == ("", "不包括标准复核 → 包括标准复核")


def test_a_whole_sentence_put_in_is_told_as_such() -> None:
    """增加 and the words of the sentence, cut."""
    old = paper("甲办法", "甲", [("1.", "互认", "主审单位统一审查。", ())])
    new = paper("甲办法", "甲", [("1.", "互认", "主审单位统一审查。各成员单位应在5个工作日内确认。", ())])
    one = edit((old, 1), (new, 1), "", "各成员单位应在5个工作日内确认。", EditKind.SENTENCE, keep="统一审查。")
    assert describe(one, old, new) == ("增加", "各成员单位应在5个工作日内确认")


def test_a_changed_title_is_told_whole() -> None:
    """Both titles stand in the line."""
    old = paper("甲办法", "甲", [("1.", "优化检查", "按期检查。", ())])
    new = paper("甲办法", "甲", [("1.", "改进检查", "按期检查。", ())])
    one: Edit = edit((old, 1), (new, 1), "优化检查", "改进检查", EditKind.TITLE, field="title")
    assert describe(one, old, new) == ("标题", "优化检查 → 改进检查")


def test_units_are_a_difference_and_who_leads() -> None:
    """The same set in another order is no difference unless the lead changes."""
    assert units_value(Units(("甲局", "乙委"), ("甲局", "丙厅"))) == "＋丙厅 －乙委"
    assert units_value(Units(("甲局", "乙委"), ("乙委", "甲局"), "甲局", "乙委")) == "牵头 甲局 → 乙委"
    assert not Units(("甲局", "乙委"), ("乙委", "甲局")).changed
