"""The short papers that fill the listings."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from sample.notices import notice, templates
from sample.posts import NOTICES
from sample.regulators import REGULATORS
from sample.text import Text

ALL = [notice(regulator, position) for regulator in REGULATORS for position in range(NOTICES[regulator])]


def words(text: Text) -> str:
    return "".join(block.text for block in text.blocks)


def test_no_two_notices_share_a_title() -> None:
    """A title and its issuer identify a document; here the title alone does."""
    assert [title for title, count in Counter(text.title for text in ALL).items() if count > 1] == []


def test_every_placeholder_is_filled() -> None:
    """Only the place of an attached form stays open, for the page to fill."""
    assert not re.search(r"[{}]", "".join(text.title + words(text).replace("{attachment}", "") for text in ALL))


def test_notices_have_no_measures() -> None:
    """They are of kind notice: nothing in them is numbered like a measure."""
    assert not any(text.measures() for text in ALL)
    assert not re.search(r"[（(][一二三四五六七八九十]+[）)]|^\d+[.．]", "\n".join(words(text) for text in ALL), re.MULTILINE)


def test_they_are_older_than_the_calendar_and_say_enough() -> None:
    """All were published before day 0, and a reader could tell what each is about."""
    for text in ALL:
        assert date(2025, 1, 1) < text.written < date(2026, 11, 2)
        assert len(words(text)) > 90


def test_one_site_uses_most_templates() -> None:
    """A listing does not repeat itself: as many templates as notices, up to all there are."""
    for regulator in REGULATORS:
        titles = {re.sub(r"\d+", "", notice(regulator, position).title) for position in range(NOTICES[regulator])}
        assert len(titles) >= min(NOTICES[regulator], len(templates())) - 1


def test_gb18030_is_needed() -> None:
    """One character of the notices is missing from GB2312, as on real pages that declare it."""
    assert "喆" in "".join(map(words, ALL))
    assert len("喆".encode("gb18030")) == 2
