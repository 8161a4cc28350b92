"""The labels of a disclosure table (索引号, 发文字号, 有效性 ...), in a table, side by side, or one a line; 繁體 labels as well.

The labels are those that regulators' sites print; the values stay as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LABELS = (
    "索引号|索引码|发文字号|文号|文件编号|发文机关|发布机构|公开机构|发文单位|制发机关|成文日期|生成日期|发布日期|发文日期|公开日期|发布时间|标题|名称|主题分类|分类|组配分类"
    "|有效性|时效性|效力状态|统一编号|主题词|施行日期|实施日期|生效日期|失效日期|废止日期|有效期"
)
_PLAIN = str.maketrans("號碼發機關開構單時標題稱類編間佈狀態廢實組統詞", "号码发机关开构单时标题称类编间布状态废实组统词")
_LABEL = re.compile(rf"^[\[【]?({_LABELS})[\]】]?[：:]?$")
_PAIR = re.compile(rf"(?:^|[\t 　])[\[【]?({_LABELS})[\]】]?[：:]\s*([^\t]*?)(?=\s*(?:\t|$)|[ 　]+(?:{_LABELS})[：:])")
_BLANKS = re.compile(r"[\s　]+")
_LETTERSPACED = re.compile(r"(?<=[\u4e00-\u9fff])[\s　]+(?=[\u4e00-\u9fff]{1,2}[：:])")
_ROW = 400  # characters; the longest row of a disclosure table has about 200


def plain(words: str) -> str:
    """``words`` with the characters of labels in Simplified, one for one: 發文字號 is 发文字号."""
    return words.translate(_PLAIN)


def pairs(lines: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Labels with their values in page order, each label once: cells side by side, ``label：value`` in one line, or on two lines."""
    found: list[tuple[str, str]] = []
    waiting: str | None = None
    for line in lines:
        if len(line) > _ROW:
            continue
        for cell in line.split("\t"):
            if alone := _LABEL.match(plain(_BLANKS.sub("", cell))):
                waiting = alone[1]
            elif waiting:
                found.append((waiting, cell.strip()))
                waiting = None
            else:
                found += _stated(_LETTERSPACED.sub("", cell))
    seen: dict[str, str] = {}
    for label, value in found:
        if value and value not in ("无", "無", "-", "—"):
            seen.setdefault(label, value)
    return tuple(seen.items())


def _stated(cell: str) -> Iterable[tuple[str, str]]:
    """``label：value`` pairs of one cell; the value keeps its own characters."""
    return ((match[1], cell[match.start(2) : match.end(2)].strip()) for match in _PAIR.finditer(plain(cell)))
