"""Laws of cutting a message by bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.notifiers.brief import Row, clipped, fit, size

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=80)
found = st.lists(st.builds(Row, texts, st.booleans(), st.booleans()), min_size=1, max_size=12)


@given(texts, st.integers(0, 200))
def test_a_clipped_text_is_the_longest_beginning_that_fits(text: str, limit: int) -> None:
    """Never inside a character, never a character less than fits."""
    cut = clipped(text, limit)
    assert text.startswith(cut) and size(cut) <= limit
    assert cut == text or size(cut + text[len(cut)]) > limit


@given(found, st.integers(0, 12), st.integers(0, 1500))
def test_a_fitted_text_never_exceeds_its_limit(rows: list[Row], more: int, limit: int) -> None:
    """Whatever the lines and the link; and all lines are there whenever they fit."""
    items = sum(row.item for row in rows) + more
    text = fit(rows, items, "https://x.example/报告", limit)
    assert size(text) <= limit
    whole = fit(rows, items, "https://x.example/报告", 10**6)
    assert text == whole or size(whole) > limit
