"""Numbers that Word prints before paragraphs of a list: they stand in no text of the file, only in ``numbering.xml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from normalizer.formats.package import Package

_DIGITS = "〇一二三四五六七八九"
_CHINESE = re.compile(r"(?:chinese|japanese|taiwanese)Counting(?:Thousand)?|ideographDigital|chineseLegalSimplified")


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted. A style may carry a list for its paragraphs."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> Numbering:
        """Read ``numbering.xml`` and the lists of ``styles.xml``; both may be missing."""
        numbering = cls()
        numbering._read_lists(package)
        numbering._read_styles(package)
        return numbering

    def _read_lists(self, package: Package) -> None:
        abstract, level, number = "", 0, ""
        for event, element in package.elements("word/numbering.xml"):
            tag, values = element.tag.rpartition("}")[2], {key.rpartition("}")[2]: value for key, value in element.items()}
            if event == "end":
                continue
            if tag == "abstractNum":
                abstract = values.get("abstractNumId", "")
            elif tag == "num":
                number = values.get("numId", "")
            elif tag == "abstractNumId":
                self.lists[number] = values.get("val", "")
            elif tag == "lvl":
                level = int(values.get("ilvl", "0"))
                self.levels.setdefault((abstract, level), _Level())
            elif tag in ("numFmt", "lvlText", "start") and (abstract, level) in self.levels:
                self._note(self.levels[abstract, level], tag, values.get("val", ""))

    @staticmethod
    def _note(level: _Level, tag: str, value: str) -> None:
        if tag == "numFmt":
            level.format = value
        elif tag == "lvlText":
            level.text = value
        elif value.isdigit():
            level.start = int(value)

    def _read_styles(self, package: Package) -> None:
        style, number, level = "", "", 0
        for event, element in package.elements("word/styles.xml"):
            tag, values = element.tag.rpartition("}")[2], {key.rpartition("}")[2]: value for key, value in element.items()}
            if event == "start" and tag == "style":
                style, number, level = values.get("styleId", ""), "", 0
            elif event == "start" and tag == "numId":
                number = values.get("val", "")
            elif event == "start" and tag == "ilvl":
                level = int(values.get("val", "0"))
            elif event == "end" and tag == "style" and number:
                self.styles[style] = (number, level)

    def next(self, number: str | None, level: int, style: str | None) -> str:
        """The number printed before the next paragraph of a list; empty for other paragraphs, bullets and level names."""
        if number is None and style in self.styles:
            number, level = self.styles[style]
        shape = self.levels.get((self.lists.get(number or "", ""), level))
        if number in (None, "0") or shape is None or shape.format in ("bullet", "none"):
            return ""
        counters = self.counters.setdefault(self.lists[number or ""], [])
        counters += [self._start(number or "", at) - 1 for at in range(len(counters), level + 1)]
        del counters[level + 1 :]
        counters[level] += 1
        return re.sub(r"%(\d)", lambda match: self._written(number or "", int(match[1]) - 1, counters), shape.text)

    def _start(self, number: str, level: int) -> int:
        shape = self.levels.get((self.lists.get(number, ""), level))
        return shape.start if shape else 1

    def _written(self, number: str, level: int, counters: list[int]) -> str:
        if level >= len(counters):
            return ""
        shape = self.levels.get((self.lists.get(number, ""), level), _Level())
        return chinese(counters[level]) if _CHINESE.fullmatch(shape.format) else str(max(counters[level], 0))


def chinese(number: int) -> str:
    """``28`` as 二十八, for 0 to 999."""
    if number < 10:
        return _DIGITS[max(number, 0)]
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds % 10]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")
