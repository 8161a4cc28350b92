"""Dates as Chinese print writes them, and cuts that keep numbers and titles whole."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reports.text import chinese, circled, clock, cut, left, number_in, short, stamp, tail, weekday


def test_times_are_shown_in_shanghai() -> None:
    """16:30 UTC is half past midnight of the next day there."""
    moment = datetime(2026, 11, 22, 16, 30, 5, tzinfo=UTC)
    assert clock(moment) == "11-23 00:30"
    assert clock(moment, date(2027, 1, 4)) == "2026-11-23 00:30"
    assert stamp(moment) == "2026-11-23 00:30:05 +08:00"


def test_days() -> None:
    """Weekday, long form and days left."""
    assert weekday(date(2026, 11, 23)) == "周一"
    assert chinese(date(2026, 11, 6)) == "2026年11月6日"
    assert [left(days) for days in (204, 0, -3)] == ["剩204天", "今日", "已过3天"]


@pytest.mark.parametrize("limit", range(2, 30))
def test_a_cut_never_goes_through_a_number_or_a_title(limit: int) -> None:
    """Whatever the limit, 30个工作日 and a 《》 title are kept whole or left off whole, from either end."""
    words = "依据《药品检查办法》在30个工作日内完成复核并答复"
    for shown in (cut(words, limit).rstrip("…"), tail(words, limit).lstrip("…")):
        assert ("30" in shown) == ("30个工作日" in shown)
        assert ("《" in shown) == ("》" in shown)


def test_short_text_is_not_cut() -> None:
    """Nothing is left off, so nothing is marked."""
    assert cut("优化检验", 4) == tail("优化检验", 4) == "优化检验"


def test_the_number_of_a_fact_is_never_left_off() -> None:
    """Long words are cut at the front: the number is what they are shown for."""
    words = "充分发挥先进制剂与给药系统重点实验室等六类平台作用，新增检验参数10个以上"
    assert number_in(words, 24).endswith("新增检验参数10个以上")
    assert number_in("20周以内", 24) == "20周以内"


def test_marks() -> None:
    """Circled numbers up to 20, and the ends of a fingerprint."""
    assert (circled(1), circled(20), circled(21)) == ("①", "⑳", "(21)")
    assert short("9f3c" + "0" * 58 + "a1") == "9f3c…a1"
