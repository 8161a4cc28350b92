"""What a list says of a document's validity: a column 有效性 / 时效性, or a mark before the title (reference §3.3).

Printed words are folded into four, for a change from one to another is an event of the document even if its text is unchanged.
"""

from __future__ import annotations

import re

IN_FORCE, EXPIRED, ABOLISHED, PARTLY = "有效", "失效", "废止", "部分失效"
WORDS = {
    IN_FORCE: ("有效", "现行有效", "继续有效", "现行", "生效"),
    EXPIRED: ("失效", "已失效", "全文失效", "无效", "已过期"),
    ABOLISHED: ("废止", "已废止", "全文废止", "宣布废止"),
    PARTLY: ("部分失效", "部分有效", "部分废止", "部分条款失效", "部分条款废止"),
}
FOLDED = {printed: folded for folded, words in WORDS.items() for printed in words}
MARK = re.compile(r"^\s*[【〔\[（(]\s*(\w{2,6})\s*[】〕\])）]")


def validity(printed: str) -> str | None:
    """One of 有效, 失效, 废止, 部分失效 if that is all that a cell says, in whatever words; else None."""
    return FOLDED.get(re.sub(r"[\s【】〔〕\[\]（）()]", "", printed))


def marked(title: str) -> str | None:
    """The validity that the mark at the head of a title tells of, as in 【已失效】; None if it has none."""
    found = MARK.match(title)
    return FOLDED.get(found[1]) if found else None
