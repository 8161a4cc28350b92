"""Hunks: tight, readable, never inside a number."""

from __future__ import annotations

import pytest

from differ.textdiff import diff_texts


def shown(old: str, new: str, became: dict[str, str] | None = None) -> list[tuple[str, str]]:
    return [(old[h.old_start : h.old_end], new[h.new_start : h.new_end]) for h in diff_texts(old, new, became or {})]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("渔船（不包括舢板）须登记。", "渔船（包括舢板）须登记。", [("不包括", "包括")]),
        ("货主可直接提货。", "货主经年检后可提货。", [("可直接", "经年检后可")]),
        ("处30日、20日两档停航。", "处25日、15日两档停航。", [("30日", "25日"), ("20日", "15日")]),
        ("配备缆绳、锚灯等3类器材。", "配备缆绳、锚灯、信号枪等4类器材。", [("锚灯等", "锚灯、信号枪等"), ("3类", "4类")]),
        ("先检修。后出海。", "先检修。报备案。后出海。", [("", "报备案。")]),
        ("按《旧规则》第三条执行。", "按《新规则》第三条执行。", [("《旧规则》", "《新规则》")]),
        ("共１２艘船。", "共 12艘船。", []),
    ],
)
def test_pairs(old: str, new: str, pairs: list[tuple[str, str]]) -> None:
    """What a reader would mark, no more."""
    assert shown(old, new) == pairs


def test_references_are_aligned_by_what_they_became() -> None:
    """A list of references that all moved by one is read as moves, not as one put in and one taken out."""
    became = {"第五条": "第四条", "第六条": "第五条", "第七条": "第六条"}
    pairs = shown("违反第五条、第六条、第七条的，停航。", "违反第四条、第五条、第六条的，停航。", became)
    assert pairs == [("第五条", "第四条"), ("第六条", "第五条"), ("第七条", "第六条")]


def test_reference_that_should_have_moved_and_did_not_is_no_edit() -> None:
    """Equal words are equal, whatever their target became."""
    assert shown("违反第五条的，停航三天。", "违反第五条的，停航四天。", {"第五条": "第四条"}) == [("三天", "四天")]


def test_endless_text_is_one_hunk() -> None:
    """A sentence of tens of thousands of words without a common one is not searched: it was replaced."""
    old = "".join(f"甲{number}号船" for number in range(7000))
    new = "".join(f"乙{number}号艇" for number in range(9000, 16000))
    (hunk,) = diff_texts(f"头，{old}，尾", f"头，{new}，尾")
    assert (hunk.old_start, hunk.new_start) == (2, 2)


def test_repetitive_text_is_quick() -> None:
    """Thousands of equal sentences against as many others come to an end."""
    old, new = "船舶靠泊。" * 4000, "船舶靠泊。" * 3500 + "船舶离泊。" * 500
    assert len(diff_texts(old, new)) >= 1
