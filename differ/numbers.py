"""Numbers as they stand in policy texts, read as values: 30个工作日, 六个月, 百分之四十, 2.5亿元, 2026年年底."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

CHINESE = "一二三四五六七八九十百千万亿零〇两"
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_DAYS = {"日": 1, "天": 1, "自然日": 1, "日历日": 1, "周": 7, "星期": 7}
_MONTHS = {"个月": 1, "月": 1, "季度": 3, "个季度": 3, "年": 12}
LONGEST = 30  # Characters of a numeral; a longer run of digits is a code or a damaged table, and slow to reckon with.
_QUANTITY = re.compile(rf"^(?P<share>百分之)?(?P<value>\d+(?:\.\d+)?|[{CHINESE}]+)(?P<many>余|多)?(?P<unit>.*)$")
_MONEY = re.compile(r"^(?P<scale>[百千万亿]*)(?:元|人民币)$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts. ``family`` is time, money, share, date or count; values compare within one ``unit`` only."""

    value: Fraction
    unit: str
    family: str


def chinese_value(text: str) -> int | None:
    """The value of a Chinese numeral (二十三, 一百零五, 二〇二六), or None if it is not one, or longer than any number that is meant as one."""
    if not 0 < len(text) <= LONGEST or any(character not in _DIGITS and character not in _SCALES for character in text):
        return None
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _positional(text)


def _positional(text: str) -> int:
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
            continue
        scale = _SCALES[character]
        if scale == _SCALES["亿"]:
            total, section = (total + section + digit or 1) * scale, 0
        elif scale == _SCALES["万"]:
            total, section = total + (section + digit or 1) * scale, 0
        else:
            section += (digit or 1) * scale
        digit = 0
    return total + section + digit


def chinese_numeral(value: int) -> str:
    """A number below ten thousand as it is written in the number of an article: 12 -> 十二, 105 -> 一百零五."""
    digits = "零一二三四五六七八九"
    written, blank = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // scale % 10
        if digit:
            written += ("零" if blank and written else "") + digits[digit] + name
        blank = not digit
    return written.removeprefix("一") if 10 <= value < 20 else written or "零"


def quantity(token: str) -> Quantity | None:
    """What a number token says, or None if ``token`` is no number. Units of time are made comparable where that is exact."""
    match = _QUANTITY.match(token)
    if match is None:
        return None
    written = match["value"]
    if len(written) > LONGEST:
        return None
    value = Fraction(written) if written[0].isdigit() else _as_fraction(chinese_value(written))
    if value is None:
        return None
    unit = match["unit"]
    if match["share"] or unit in ("%", "‰", "个百分点", "百分点"):
        return Quantity(value, "%", "share")
    return _measured(value, unit)


def _as_fraction(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _measured(value: Fraction, unit: str) -> Quantity:
    if money := _MONEY.match(unit):
        scale = chinese_value(money["scale"]) if money["scale"] else 1
        return Quantity(value * (scale or 1), "元", "money")
    if unit in _DAYS:
        return Quantity(value * _DAYS[unit], "日", "time")
    if unit in _MONTHS and (unit != "年" or value < 1000):
        return Quantity(value * _MONTHS[unit], "月", "time")
    if unit in ("工作日", "个工作日", "小时", "个小时", "分钟", "学时"):
        return Quantity(value, unit.removeprefix("个"), "time")
    if unit.startswith("年") or re.match(r"^月\d+日$", unit):
        return Quantity(value, unit, "date")
    return Quantity(value, unit, "count")
