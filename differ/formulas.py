"""Strings that stand in every text of the field and say nothing about what two measures have in common.

Most runs of characters that two measures share are such formulas. Document frequency takes much of their weight off; this list takes the
rest, so that a short measure made of little else is not taken for its neighbour.
"""

from __future__ import annotations

import re

FORMULAS = (
    "药品医疗器械",
    "药品和医疗器械",
    "医疗器械",
    "审评审批",
    "药械",
    "支持符合条件的",
    "对符合条件的",
    "符合条件的",
    "高质量发展",
    "按照国家有关规定",
    "按照有关规定",
    "国家有关规定",
    "进一步完善",
    "进一步加强",
    "进一步",
    "建立健全",
    "县级以上人民政府",
    "县级以上地方人民政府",
    "人民政府",
    "法律、行政法规",
    "有下列情形之一的",
    "有下列行为之一的",
    "由县级以上",
    "责令限期改正",
    "责令改正",
    "构成犯罪的,依法追究刑事责任",
    "依法追究刑事责任",
    "依法给予处分",
    "依照本法",
    "依照本条例",
    "责任单位",
    "按职责分工负责",
    "我省",
    "我市",
    "全省",
    "全市",
    "支持",
    "鼓励",
    "推动",
    "推进",
    "加强",
    "加快",
    "强化",
    "优化",
    "完善",
    "提升",
    "提高",
    "开展",
    "探索",
    "实施",
    "深化",
    "健全",
    "促进",
    "企业",
    "工作",
)
_FORMULA = re.compile("|".join(sorted(map(re.escape, FORMULAS), key=len, reverse=True)))


def without_formulas(text: str) -> str:
    """A folded text with every formula replaced by one blank, so that no run of characters reaches across it."""
    return _FORMULA.sub(" ", text)
