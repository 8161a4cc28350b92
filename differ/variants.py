"""Characters and words that are written in two ways and mean one thing (异体字, 异形词).

A law that replaces 帐 by 账 amends fifteen articles and changes nothing for anybody: such an edit is shown and called editorial.
Only pairs that never change the meaning stand here; 订金/定金, 制订/制定 or 缴纳/交纳 do not.
"""

from __future__ import annotations

_CHARACTER_TABLE = str.maketrans("帐惟槪値髙戸鈎幷渉菸鷄", "账唯概值高户钩并涉烟鸡")
_WORDS = {
    "其它": "其他",
    "部份": "部分",
    "成份": "成分",
    "身分": "身份",
    "图象": "图像",
    "录象": "录像",
    "影象": "影像",
    "反覆": "反复",
    "答覆": "答复",
    "回覆": "回复",
    "批覆": "批复",
    "复盖": "覆盖",
    "连络": "联络",
    "按装": "安装",
    "布署": "部署",
    "签定": "签订",
    "重迭": "重叠",
    "规画": "规划",
    "计画": "计划",
    "涵义": "含义",
    "热中": "热衷",
    "人材": "人才",
    "笔划": "笔画",
    "撤消": "撤销",
}


def standard(text: str) -> str:
    """``text`` with every variant replaced by its standard form, character for character."""
    text = text.translate(_CHARACTER_TABLE)
    for variant, word in _WORDS.items():
        if variant in text:
            text = text.replace(variant, word)
    return text


def same_word(old: str, new: str) -> bool:
    """True if ``old`` and ``new`` differ in writing only."""
    return old != new and standard(old) == standard(new)
