"""The comparison form of a text."""

from __future__ import annotations

import pytest

from differ.fold import fold, key
from differ.variants import same_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("检验（试行）　３０日", "检验(试行)30日"),
        ("“三船合一”", "「三船合一」"),
        ("青渔〔2025〕3号", "青渔[2025]3号"),
        ("渔\u200b港\n泊位", "渔港泊位"),
        ("⼈民⽂书", "人民文书"),
        ("二○二六年", "二〇二六年"),
    ],
)
def test_printings_of_the_same_words(one: str, other: str) -> None:
    """Width, brackets of a 文号, quotes, blanks, radicals and round zeros make no difference."""
    assert key(one) == key(other)


def test_words_stay_apart() -> None:
    """What is read differently is different."""
    assert len({key(text) for text in ("可", "应当", "。", "，", "帐", "账", "A", "a")}) == 8


def test_places_survive_what_was_dropped() -> None:
    """A range of the comparison form leads back over dropped blanks."""
    folded = fold("渔 港\u3000泊位")
    assert folded.original(1, 3) == (2, 5)
    assert folded.original(2, 2) == (3, 3)


def test_variants() -> None:
    """Pairs of the list are one word; an equal word is no variant, and a legal difference is none either."""
    assert same_word("帐户", "账户") and same_word("部份", "部分")
    assert not same_word("账户", "账户") and not same_word("订金", "定金")
