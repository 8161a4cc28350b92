"""The keys under which documents are found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.names import number_key, title_key


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "【】", "﹝﹞", "［］", "()", "（）", "{}", "〖〗", "〘〙"])
def test_all_brackets_of_a_number_are_one(brackets):
    """Sites print 文号 with whatever their editor offers."""
    left, right = brackets
    assert number_key(f"临药监{left}2031{right}7号") == "临药监〔2031〕7号"


@pytest.mark.parametrize(
    "space", [" ", "\u3000", "\t", "\n", "\u00a0", "\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad", "\u202e"]
)
def test_space_and_invisible_characters_mean_nothing(space):
    """Wherever they stand in a number or a title."""
    assert number_key(f"{space}公告{space}２０３１年第{space}9号") == "公告2031年第9号"
    assert title_key(f"临州市{space}若干措施{space}") == "临州市若干措施"


def test_title_marks_and_width_mean_nothing_but_words_do():
    """《》 come and go around a title; brackets within it stay, in one width."""
    assert title_key("《临州市条例（２０３１修订）》") == title_key("临州市条例(2031修订)")
    assert title_key("关于印发《甲办法》的通知") == "关于印发甲办法的通知"
    assert title_key("甲办法（试行）") != title_key("甲办法")


@settings(max_examples=1000)
@given(st.text())
def test_a_key_is_its_own_key(text):
    """Keys may be looked up again."""
    assert number_key(number_key(text)) == number_key(text)
    assert title_key(title_key(text)) == title_key(text)
