"""The lines of a text, and what they tell of how it was wrapped: the width of the column, the meaning of blank lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from unicodedata import east_asian_width

from normalizer import patterns
from normalizer.trace import Ledger, Traced

END = re.compile(r"[。！？!?；;：:…][”’」』）)》】]*$")
PROSE = re.compile(r"[,，、。；;]")
_DUTIES = r"(?:负责|配合|单位|牵头|落实|参与|下同|[局厅委办])[）)]$"
_AFTERWORD = r"。[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]$"  # a bracket behind the last full stop, whatever it says
DUTY = re.compile(f"{_DUTIES}|{_AFTERWORD}")
BULLET = re.compile(r"[-*•·>▪■◆●○#|]\s*\S")
STAMP = re.compile(rf"(?:{patterns.BODY_NAME})?\s*{patterns.DATE.pattern}(?:\s*印发)?[)）]?")
_PAGE = re.compile(
    r"[-—–─_·]{1,2}\s*\d{1,4}\s*[-—–─_·]{1,2}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|Page\s+\d+(?:\s+of\s+\d+)?",
    re.I,
)
_WINDOW, _SLACK = 8, 4  # lines looked at on either side, and half-widths a wrapped line may fall short


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    text: str
    width: int
    apart: bool  # a blank line stands before it

    @property
    def ends(self) -> bool:
        """True if the line can end a paragraph by its last mark."""
        return bool(END.search(self.text)) or bool(DUTY.search(self.text))

    @property
    def begins(self) -> bool:
        """True if the line opens a paragraph whatever stands before it."""
        return starts_paragraph(self.text)


def starts_paragraph(line: str) -> bool:
    """True for a line that opens with a number or mark of its own."""
    return bool(
        patterns.head(line)
        or patterns.ANNEX.match(line)
        or patterns.ATTACHED.match(line)
        or patterns.NOTE.match(line)
        or patterns.NOTE_HEAD.match(line)
        or patterns.COPIES.match(line)
        or BULLET.match(line)
        or STAMP.fullmatch(line)
        or any(number.fullmatch(line) for number in (patterns.NUMBER, patterns.YEARLY, patterns.ORDER))
        or "\t" in line
    )


def lines_of(text: Traced, ledger: Ledger) -> list[Line]:
    lines: list[Line] = []
    at = 0
    apart = False
    for raw in text.text.split("\n"):
        line = raw.strip()
        start = at + (len(raw) - len(raw.lstrip()))
        at += len(raw) + 1
        if not line:
            apart = True
            continue
        if _PAGE.fullmatch(line):
            ledger.add("page_number", line)
            continue
        lines += [Line(start + cut.start(), start + cut.end(), cut[0], _width(cut[0]), apart) for cut in _columns(line)]
        apart = False
    return lines


def _columns(line: str) -> list[re.Match[str]]:
    """The names of a signature set side by side, each to be a line of its own; else the line as it is."""
    names = list(re.finditer(r"\S+", line))
    side_by_side = len(names) > 1 and all(patterns.BODY.match(name[0]) or STAMP.fullmatch(name[0]) for name in names)
    return names if side_by_side else list(re.finditer(r".+", line))


def _width(line: str) -> int:
    """Columns of a line: two for a Chinese character, one for a Latin one. Long lines are not wrapped: counted roughly."""
    if len(line) > 100:
        return 2 * len(line)
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in line)


def unfinished(lines: list[Line]) -> list[bool]:
    """For each line, whether it is prose that breaks off: the evidence that a text is hard-wrapped."""
    return [
        20 <= line.width <= 130
        and bool(PROSE.search(line.text))
        and not line.ends
        and index + 1 < len(lines)
        and not lines[index + 1].begins
        for index, line in enumerate(lines)
    ]


def full(lines: list[Line], open_ended: list[bool]) -> list[bool]:
    """For each line, whether it fills a column: its neighbourhood has at least three unfinished lines of that width."""
    filled = []
    for index, line in enumerate(lines):
        near = range(max(0, index - _WINDOW), min(len(lines), index + _WINDOW + 1))
        widths = Counter(lines[i].width // 2 for i in near if open_ended[i])
        columns = [2 * width for width in widths if sum(widths[width + d] for d in (-1, 0, 1)) >= 3]
        slack = _SLACK + (4 if line.begins else 0)
        filled.append(any(column - slack <= line.width <= column + 2 for column in columns))
    return filled


def blanks_tell(lines: list[Line], open_ended: list[bool]) -> bool:
    """True if blank lines mostly stand between paragraphs: few lines that break off have one after them."""
    after = [lines[index + 1].apart for index, breaks_off in enumerate(open_ended) if breaks_off]
    return 2 * sum(after) < len(after)
