"""The lines of a text, and what they tell of how it was wrapped: the width of the column, the meaning of blank lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from normalizer import patterns
from normalizer.numerals import CN
from normalizer.trace import Ledger, Traced

END = re.compile(r"[。！？!?；;：:…][”’」』）)》】]*$")
PROSE = re.compile(r"[,，、。；;]")
_DUTIES = r"(?:负责|配合|单位|牵头|落实|参与|下同|[局厅委办])[）)]$"
_PLAIN = r"[^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*"
_AFTERWORD = rf"。[（(](?=[^。]*(?:责任|负责|牵头|配合)){_PLAIN}[）)]$"  # a bracket of duties behind the last full stop
DUTY = re.compile(f"{_DUTIES}|{_AFTERWORD}")
BULLET = re.compile(r"[-*•·>▪■◆●○#|]\s*\S")
STAMP = re.compile(rf"(?:{patterns.BODY_NAME})?\s*{patterns.DATE.pattern}(?:\s*印发)?[)）]?")
_PAGE = re.compile(
    r"[-—–─_·]{1,2}\s*\d{1,4}\s*[-—–─_·]{1,2}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|Page\s+\d+(?:\s+of\s+\d+)?",
    re.I,
)
_PAGE_FIRST = frozenset("-—–─_·第Pp")
_SIGNS = (patterns.NUMBER, patterns.YEARLY, patterns.ORDER)
_SIGN_ENDS = ("号", "号)", "号）")
_STAMP_ENDS = tuple(end + mark for end in ("日", "印发") for mark in ("", ")", "）"))
_OPENERS = frozenset("第（(附注备编【抄主分印-*•·>▪■◆●○#|0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩❶❷❸❹❺❻❼❽❾❿" + CN)
_BLANKS = re.compile(r"(?<![A-Za-z0-9]) +| +(?![A-Za-z0-9])")
_SINGLE = re.compile("[^\u0300-\U0010ffff,:;?!()]")  # what is one column wide
_WINDOW, _SLACK = 8, 4  # lines looked at on either side, and half-widths a wrapped line may fall short


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    text: str  # without layout blanks: reading the canonical text again must come to the same lines
    width: int
    apart: bool  # a blank line stands before it
    begins: bool  # it opens a paragraph whatever stands before it

    @property
    def ends(self) -> bool:
        """True if the line can end a paragraph by its last mark."""
        return bool(END.search(self.text[-8:]) or DUTY.search(self.text[-8:]))


def starts_paragraph(line: str) -> bool:
    """True for a line that opens with a number or mark of its own."""
    if "\t" in line or (line[:1] in _OPENERS and _opens(line)):
        return True
    if line.endswith(_STAMP_ENDS) and STAMP.fullmatch(line):
        return True
    return line.endswith(_SIGN_ENDS) and any(number.fullmatch(line) for number in _SIGNS)


def _opens(line: str) -> bool:
    return bool(
        patterns.head(line)
        or patterns.ANNEX.match(line)
        or patterns.ATTACHED.match(line)
        or patterns.NOTE.match(line)
        or patterns.NOTE_HEAD.match(line)
        or patterns.COPIES.match(line)
        or BULLET.match(line)
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
        if line[0] in _PAGE_FIRST and _PAGE.fullmatch(line):
            ledger.add("page_number", line)
            continue
        for first, last in _columns(line):
            bare = _BLANKS.sub("", line[first:last]) if " " in line else line[first:last]
            lines.append(Line(start + first, start + last, bare, _width(bare), apart, starts_paragraph(bare)))
        apart = False
    return lines


def _columns(line: str) -> list[tuple[int, int]]:
    """Where the names of a signature stand side by side, each to be a line of its own; else the line as it is."""
    if len(names := line.split()) > 1 and all(patterns.BODY.match(name) or STAMP.fullmatch(name) for name in names):
        return [name.span() for name in re.finditer(r"\S+", line)]
    return [(0, len(line))]


def _width(line: str) -> int:
    """Columns of a line as the canonical form sets it: two for a Chinese character or a mark, one for a Latin one. Long
    lines are not wrapped: counted roughly."""
    if len(line) > 100:
        return 2 * len(line)
    return 2 * len(line) - len(_SINGLE.findall(line))


def unfinished(lines: list[Line]) -> list[bool]:
    """For each line, whether it is prose that breaks off: the evidence that a text is hard-wrapped. A line without any mark
    counts where the one before or after it is such prose of its length."""
    bare = [
        20 <= line.width <= 130 and not line.ends and index + 1 < len(lines) and not lines[index + 1].begins
        for index, line in enumerate(lines)
    ]
    prose = [breaks_off and bool(PROSE.search(line.text)) for breaks_off, line in zip(bare, lines, strict=True)]
    lengths = [len(line.text) for line in lines]
    beside = [
        any(0 <= near < len(lines) and prose[near] and lengths[near] == lengths[index] for near in (index - 1, index + 1))
        for index in range(len(lines))
    ]
    return [breaks_off and (one or other) for breaks_off, one, other in zip(bare, prose, beside, strict=True)]


def full(lines: list[Line], open_ended: list[bool]) -> list[bool]:
    """For each line, whether it fills a column, as wide as display counts it (PDF) or as characters do (mail, old CMS)."""
    if sum(open_ended) < 3:
        return [False] * len(lines)
    by_width = _fills(lines, open_ended, [line.width for line in lines])
    by_count = _fills(lines, open_ended, [2 * len(line.text) for line in lines])
    return [one or other for one, other in zip(by_width, by_count, strict=True)]


def _fills(lines: list[Line], open_ended: list[bool], widths: list[int]) -> list[bool]:
    """True where the neighbourhood of a line has at least three unfinished lines of its width."""
    filled = []
    for index, line in enumerate(lines):
        near = range(max(0, index - _WINDOW), min(len(lines), index + _WINDOW + 1))
        counts = Counter(widths[i] // 2 for i in near if open_ended[i])
        columns = [2 * width for width in counts if sum(counts[width + d] for d in (-1, 0, 1)) >= 3]
        slack = _SLACK + (4 if line.begins else 0)
        filled.append(any(column - slack <= widths[index] <= column + 2 for column in columns))
    return filled


def blanks_tell(lines: list[Line], open_ended: list[bool]) -> bool:
    """True if blank lines mostly stand between paragraphs: few lines that break off have one after them."""
    after = [lines[index + 1].apart for index, breaks_off in enumerate(open_ended) if breaks_off]
    return 2 * sum(after) < len(after)
