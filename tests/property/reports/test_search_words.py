"""Laws of search: what stands in a text is found by any piece of it, however it is typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.site import TOOLS
from reports.site.words import folded, postings, table, tokens

FOLD = table(TOOLS.fold)
words = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF) | st.sampled_from("药品审评时限医疗器械註冊檢驗ABC019，。（〇 "),
    max_size=40,
)


@given(words, st.data())
def test_a_piece_of_a_text_has_only_words_of_the_text(text: str, data: st.DataObject) -> None:
    """Every pair of a phrase is a pair of the text; what a phrase ends with begins a word of the text."""
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, len(text)))]
    known = tokens(folded(text, FOLD))
    for token in tokens(folded(piece, FOLD)):
        assert token in known or any(token in one for one in known)
        if len(token) == 2 and token[0] >= "〇":
            assert token in known


@given(words)
def test_folding_twice_is_folding_once(text: str) -> None:
    """So that an index that is folded meets a query that is folded."""
    once = folded(text, FOLD)
    assert folded(once, FOLD) == once


@given(st.text(max_size=60))
def test_folding_is_character_by_character(text: str) -> None:
    """A browser that looks characters up one by one comes to the same."""
    assert folded(text, FOLD) == "".join(folded(one, FOLD) for one in text)


@given(st.sets(st.integers(1, 10**7)).map(sorted))
def test_postings_come_back(numbers: list[int]) -> None:
    """Sums of the differences are the numbers."""
    at, back = 0, []
    for step in postings(numbers).split():
        at += int(step, 36)
        back.append(at)
    assert back == numbers
