"""Laws of the comparison form, the tokens and the hunks."""

from __future__ import annotations

import re
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from differ.fold import fold, key
from differ.sentences import align_sentences, longest_increasing, sentences
from differ.textdiff import diff_texts
from differ.tokens import tokenize

unhurried = settings(deadline=None)  # the first call loads the dictionary of rjieba
policy_text = st.lists(
    st.sampled_from(
        [
            "企业",
            "应当",
            "可以",
            "不得",
            "在",
            "30个工作日",
            "15日",
            "内",
            "完成",
            "检验",
            "，",
            "。",
            "、",
            "由",
            "省药监局",
            "负责",
            "《检验办法》",
            "第四十三条",
            "40%",
            "2026年年底",
            "前",
            "六个月",
            "GAP",
            "（",
            "）",
            "；",
            "帐簿",
            "账簿",
            "5万元",
            "以上",
        ]
    ),
    max_size=40,
).map("".join)


def test_folding_twice_is_folding_once() -> None:
    """Swept over the whole of the basic plane: the comparison form is its own comparison form."""
    characters = (chr(code) for code in range(sys.maxunicode) if not 0xD800 <= code <= 0xDFFF and code < 0x10000)
    assert [character for character in characters if key(key(character)) != key(character)] == []


@unhurried
@given(st.text())
def test_places_lead_back(text: str) -> None:
    """Every folded character knows the place it came from, in order."""
    folded = fold(text)
    assert list(folded.places) == sorted(folded.places)
    assert all(part in key(text[place]) for part, place in zip(folded.text, folded.places, strict=True))


@unhurried
@given(st.one_of(st.text(), policy_text))
def test_tokens_and_sentences_cover_the_text(text: str) -> None:
    """Nothing is lost between tokens or sentences."""
    folded = key(text)
    assert "".join(token.text for token in tokenize(folded)) == folded
    assert "".join(sentences(folded)) == folded


@unhurried
@given(policy_text, policy_text)
def test_hunks_rebuild_and_never_cut_a_number(old: str, new: str) -> None:
    """Hunks come in order, rebuild the new text, and no border of one lies inside a number, a title or a reference."""
    made, place = "", 0
    for hunk in diff_texts(old, new):
        assert place <= hunk.old_start
        made += old[place : hunk.old_start] + new[hunk.new_start : hunk.new_end]
        place = hunk.old_end
        for text, border in ((old, hunk.old_start), (old, hunk.old_end), (new, hunk.new_start), (new, hunk.new_end)):
            assert not any(
                match.start() < border < match.end()
                for match in re.finditer(r"\d+(?:个工作日|日|%|万元)?|《[^》]*》|第四十三条", text)
            )
    assert key(made + old[place:]) == key(new)


@unhurried
@given(st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=8), st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=8))
def test_aligned_sentences_are_all_told(old: list[str], new: list[str]) -> None:
    """What stands in no block is equal on both sides."""
    blocks = align_sentences(old, new)
    kept_old = [s for i, s in enumerate(old) if not any(b.old_from <= i < b.old_to for b in blocks)]
    kept_new = [s for j, s in enumerate(new) if not any(b.new_from <= j < b.new_to for b in blocks)]
    assert kept_old == kept_new


@unhurried
@given(st.lists(st.integers(0, 30), max_size=14))
def test_longest_increasing(values: list[int]) -> None:
    """As long as the slow way finds, and really increasing."""
    kept = [values[i] for i in longest_increasing(values)]
    best = [0] * len(values)
    for i, value in enumerate(values):
        best[i] = 1 + max((best[j] for j in range(i) if values[j] < value), default=0)
    assert kept == sorted(set(kept)) and len(kept) == max(best, default=0)
