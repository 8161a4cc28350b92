"""Edits: what each one does to a text, and that it refuses to miss."""

from __future__ import annotations

import pytest

from sample.edits import Delete, Edit, Insert, Merge, Move, Repeal, Reword, Split
from sample.text import Text, load

KEY = "nanyu_priority"  # six measures, three in each of two sections


def titles(text: Text) -> list[str]:
    return [f"{measure.number}{measure.text.partition('。')[0]}" for measure in text.measures()]


@pytest.fixture
def text() -> Text:
    return load(KEY)


def test_reword_touches_one_measure(text: Text) -> None:
    """The old words give way to the new in the named measure and nowhere else."""
    after = Reword(KEY, "（四）", "8个工作日", "3个工作日").apply(text)
    differing = [new.number for old, new in zip(text.measures(), after.measures(), strict=True) if old != new]
    assert differing == ["（四）"]
    assert "3个工作日内告知结果" in after.measures()[3].text


def test_reword_outside_of_measures(text: Text) -> None:
    """Without a number the closing clause can be changed; no measure is touched."""
    after = Reword(KEY, "", "有效期五年", "有效期八年").apply(text)
    assert after.measures() == text.measures()
    assert any("有效期八年" in block.text for block in after.blocks)


@pytest.mark.parametrize(
    "edit",
    [
        Reword(KEY, "（一）", "没有的话", "x"),
        Reword(KEY, "（四）", "个工作日", "天"),  # stands there twice
        Reword(KEY, "", "没有的话", "x"),
        Split(KEY, "（一）", "没有的话", "标题。"),
    ],
)
def test_an_edit_that_does_not_fit_is_an_error(text: Text, edit: Edit) -> None:
    """Words that are missing or ambiguous raise instead of changing nothing, or the wrong place."""
    with pytest.raises(ValueError, match=KEY):
        edit.apply(text)


def test_insert_renumbers_the_rest(text: Text) -> None:
    """A new measure behind （二） becomes （三）; later ones keep their identity under a new number."""
    after = Insert(KEY, "（二）", "新增的一项。正文正文。（省药监局负责）").apply(text)
    assert titles(after)[2] == "（三）新增的一项"
    assert [measure.id for measure in after.measures()] == [1, 2, 7, 3, 4, 5, 6]


def test_delete_renumbers_the_rest(text: Text) -> None:
    """What followed moves up by one."""
    after = Delete(KEY, "（三）").apply(text)
    assert [measure.id for measure in after.measures()] == [1, 2, 4, 5, 6]
    assert after.measures()[2].number == "（三）"


@pytest.mark.parametrize(
    ("number", "after", "order"),
    [
        ("（一）", "（五）", [2, 3, 4, 5, 1, 6]),
        ("（六）", "（一）", [1, 6, 2, 3, 4, 5]),
        ("（二）", "（三）", [1, 3, 2, 4, 5, 6]),
    ],
)
def test_move_puts_a_measure_behind_another(text: Text, number: str, after: str, order: list[int]) -> None:
    """Forwards and backwards, also across a section heading; the words stay."""
    moved = Move(KEY, number, after).apply(text)
    assert [measure.id for measure in moved.measures()] == order
    assert sorted(measure.text for measure in moved.measures()) == sorted(measure.text for measure in text.measures())


def test_split_shares_sentences_and_units(text: Text) -> None:
    """The two parts have all sentences of the one, and each the responsible units."""
    after = Split(KEY, "（五）", "技术审评时限", "限定办理时间。").apply(text)
    first, second = after.measures()[4:6]
    assert first.text == "优化办理次序。纳入优先程序的产品单独编号、优先排队，（省药监局负责）"
    assert second.text == "限定办理时间。技术审评时限为50个工作日，体系核查在25个工作日内完成。（省药监局负责）"


def test_merge_keeps_all_sentences(text: Text) -> None:
    """Both bodies stand under the new title; the second measure is gone."""
    after = Merge(KEY, "（五）", "统一办理要求。").apply(text)
    merged = after.measures()[4].text
    assert len(after.measures()) == 5
    assert merged.startswith("统一办理要求。纳入优先程序")
    assert "终止优先程序，且两年内不得再次提出申请。（省药监局负责）" in merged


def test_repeal_leaves_the_words(text: Text) -> None:
    """A note comes on top and the validity flips; no measure changes."""
    after = Repeal(KEY, "【已废止】").apply(text)
    assert (after.validity, after.blocks[0].text) == ("废止", "【已废止】")
    assert after.measures() == text.measures()
