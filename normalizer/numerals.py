"""Chinese and Arabic numerals as values."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2, "双": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}

CN = "〇零一二三四五六七八九十百千"
CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千万亿]+")


def value(numeral: str) -> int | None:
    """The value of ``二十八``, ``一百零三``, ``二〇二五``, ``两`` or ``28``; None if it is none."""
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    if not numeral or any(c not in _DIGITS and c not in _UNITS and c not in _MYRIADS for c in numeral):
        return None
    if all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    return _compound(numeral)


def _compound(numeral: str) -> int:
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total = (total + section + digit) * _MYRIADS[char] if char == "亿" else total + (section + digit) * _MYRIADS[char]
            section = digit = 0
    return total + section + digit
