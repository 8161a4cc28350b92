"""When a page says of its document what it said before (reference §3.2, §6.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.document import Basis, Document, Stated
from domain.text import IDENTITY
from monitor.visits import same

DAY = date(2026, 1, 1)
OLD = Document(
    "措施", "正文。", "正文。", IDENTITY, "1", document_number="测药监〔2026〕1号", effective_on=DAY, validity="有效"
)


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({}, True),
        ({"text": "正文"}, False),
        ({"document_number": None}, True),
        ({"document_number": "测药监〔2026〕2号"}, False),
        ({"validity": None}, True),
        ({"validity": "废止"}, False),
        ({"effective_on": None}, True),
        ({"effective_on": None, "stated": (Stated("effective_on", Basis.STATED, "施行日期：见正文"),)}, True),
        ({"effective_on": date(2026, 2, 1), "stated": (Stated("effective_on", Basis.COMPUTED, "自公布之日起施行"),)}, True),
        ({"effective_on": date(2026, 2, 1), "stated": (Stated("effective_on", Basis.STATED, "施行日期"),)}, False),
        ({"expires_on": date(2028, 2, 1), "stated": (Stated("expires_on", Basis.STATED, "有效期至"),)}, False),
        ({"title": "另一标题", "published_on": DAY}, True),
    ],
    ids=str,
)
def test_unknown_is_no_change_and_computed_dates_follow_the_page(changes: dict[str, object], alike: bool) -> None:
    """An empty field of a table is unknown; a date worked out from the day of publishing moves with it; what is stated anew counts."""
    assert same(OLD, replace(OLD, **changes)) is alike  # type: ignore[arg-type] # fields by name
