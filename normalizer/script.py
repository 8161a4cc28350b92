"""One script: Simplified Chinese, by OpenCC ``t2s`` and the few words it leaves.

Applied once, after repair on bytes and before anything looks at words. The phrase-level Taiwan configurations are never
used: they put 进程 for 程序 and 资料 for 数据, and a reader would be told of amendments that nobody made.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from normalizer.trace import Traced

# What t2s leaves: 著 is 着 where it is a particle, and regional forms that regulators' texts use. Re-tune by running
# t2s over new Traditional sources and reading what stays.
_OVERRIDES = {
    "著力": "着力",
    "著眼": "着眼",
    "著手": "着手",
    "著重": "着重",
    "執著": "执着",
    "执著": "执着",
    "隨著": "随着",
    "随著": "随着",
    "沿著": "沿着",
    "围绕著": "围绕着",
    "衞": "卫",
    "黃耆": "黄芪",
    "黄耆": "黄芪",
    "粧": "妆",
    "苧": "苎",  # t2s turns 薴 into 苧 and 苧 into 苎: without this it would not be idempotent
}
_SHARED = "乾菸薹拚捱摺吒後徵夥榘於袷麴醣麽"  # what t2s changes although GB 2312 has it, the standard of Simplified script
_OVERRIDE = re.compile("|".join(sorted(_OVERRIDES, key=len, reverse=True)))


@cache
def _converter() -> Any:
    from opencc import OpenCC  # loading the dictionaries costs 30 ms; a command that reads no text need not pay them

    return OpenCC("t2s")


@cache
def _doubtful() -> re.Pattern[str]:
    """One ideograph that may be Traditional: any but those of GB 2312. Most texts have none, and OpenCC is not asked for them."""
    rows = bytes(byte for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF) for byte in (lead, trail))
    simplified = set(rows.decode("gb2312", "ignore")).difference(_SHARED)
    return re.compile(f"[^{''.join(sorted(simplified))}\0-\u33ff\u4dc0-\u4dff\ua000-\uf8ff\ufb00-\U0001ffff]")


def _is_traditional(text: str, converted: str) -> bool:
    """True if one of the changed characters changes on its own. A text in which only phrases change is Simplified already: t2s would
    read its 打坏 (打壞) as the Traditional word for 打坯."""
    return any(old != new and _converter().convert(old) != old for old, new in zip(text, converted, strict=False))


def simplified(words: str) -> str:
    """A few words in Simplified Chinese, for fields that are no part of the text."""
    return simplify(Traced.of(words)).text


def simplify(text: Traced) -> Traced:
    """``text`` in Simplified Chinese, character for character."""
    words = _converted(text.text) if _doubtful().search(text.text) else text.text
    return text.rewrite(_OVERRIDE.sub(lambda match: _OVERRIDES[match[0]], words))


def _converted(text: str) -> str:
    converted: str = _converter().convert(text)
    if converted == text or not _is_traditional(text, converted):
        return text
    if len(converted) != len(text):
        return "".join(one if len(one := _converter().convert(char)) == 1 else char for char in text)
    return converted
