"""Numbers read as values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from differ.numbers import chinese_value, quantity


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("二十三", 23),
        ("一百零五", 105),
        ("两千", 2000),
        ("三万五千", 35000),
        ("一亿二千万", 120_000_000),
        ("二〇二六", 2026),
        ("零", 0),
    ],
)
def test_chinese_numerals(numeral: str, value: int) -> None:
    """Positional numerals and strings of digits are both read."""
    assert chinese_value(numeral) == value


@pytest.mark.parametrize("text", ["", "第三", "三个"])
def test_no_numeral(text: str) -> None:
    """What holds any other character is no numeral."""
    assert chinese_value(text) is None


@pytest.mark.parametrize(
    ("token", "value", "unit", "family"),
    [
        ("30个工作日", 30, "工作日", "time"),
        ("两周", 14, "日", "time"),
        ("六个月", 6, "月", "time"),
        ("两年", 24, "月", "time"),
        ("2.5亿元", 250_000_000, "元", "money"),
        ("三千元", 3000, "元", "money"),
        ("40%", 40, "%", "share"),
        ("百分之四十", 40, "%", "share"),
        ("2026年年底", 2026, "年年底", "date"),
        ("3倍", 3, "倍", "count"),
    ],
)
def test_quantities(token: str, value: int, unit: str, family: str) -> None:
    """Units that convert exactly are brought together; working days and days never are."""
    found = quantity(token)
    assert found is not None
    assert (found.value, found.unit, found.family) == (Fraction(value), unit, family)


def test_half_a_million_is_exact() -> None:
    """Decimals are fractions, never floats."""
    assert quantity("0.1亿元") == quantity("1000万元")
