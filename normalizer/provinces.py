"""Provinces by the names and signs that documents carry."""

from __future__ import annotations

import re

_SIGNS = {
    "北京": "京", "天津": "津", "上海": "沪", "重庆": "渝", "河北": "冀", "河南": "豫", "云南": "云滇", "辽宁": "辽", "黑龙江": "黑", "湖南": "湘", "安徽": "皖",
    "山东": "鲁", "新疆": "新", "江苏": "苏", "浙江": "浙", "江西": "赣", "湖北": "鄂", "广西": "桂", "甘肃": "甘", "山西": "晋", "内蒙古": "内", "陕西": "陕",
    "吉林": "吉", "福建": "闽", "贵州": "黔贵", "广东": "粤", "青海": "青", "西藏": "藏", "四川": "川", "宁夏": "宁", "海南": "琼",
}  # fmt: skip
_BY_SIGN = {sign: name for name, signs in _SIGNS.items() for sign in signs}
_NAME = re.compile("|".join(sorted(_SIGNS, key=len, reverse=True)))
_FULL = re.compile(rf"({_NAME.pattern})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)")


def of_number(number: str) -> str | None:
    """The province whose sign opens a 文号 (晋药监规〔2025〕1号)."""
    return _BY_SIGN.get(number[:1])


def named(words: str) -> str | None:
    """The province named in full (山西省, 上海市) in ``words``, else at their beginning (山西药监局)."""
    full = _FULL.search(words)
    if full:
        return full[1]
    short = _NAME.match(words)
    return short[0] if short else None
